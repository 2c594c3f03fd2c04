"""What other steps need to know of a page's HTML: its ids and its links."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_ATTRIBUTE = re.compile(r"""\s(id|href|src|action)=(?:"([^"]*)"|'([^']*)')""")
_ELSEWHERE = ("http:", "https:", "mailto:", "data:", "tel:")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Ids and local links of a page; `repeated` are ids that occur more than once."""

    ids: tuple[str, ...]
    links: tuple[str, ...]
    repeated: tuple[str, ...]


def read_facts(text: str) -> PageFacts:
    """The facts of one HTML page, read from its tags."""
    ids: dict[str, int] = {}
    links: dict[str, None] = {}
    for tag in _TAG.findall(text):
        for name, double, single in _ATTRIBUTE.findall(tag):
            value = html.unescape(double or single)
            if name == "id":
                ids[value] = ids.get(value, 0) + 1
            elif value and not value.startswith(_ELSEWHERE):
                links[value] = None
    repeated = tuple(name for name, count in ids.items() if count > 1)
    return PageFacts(tuple(ids), tuple(links), repeated)
