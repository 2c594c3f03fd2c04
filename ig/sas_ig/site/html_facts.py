"""What other steps need to know of a page's HTML: its ids, its links, its text."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import html

_KEPT = ("href", "src", "action")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Ids and local links of a page; `repeated` are ids that occur more than once."""

    ids: tuple[str, ...]
    links: tuple[str, ...]
    repeated: tuple[str, ...]


def read_facts(text: str) -> PageFacts:
    """The facts of one HTML page."""
    tree = html.document_fromstring(text.encode("utf-8"), html.HTMLParser(encoding="utf-8"))
    ids: dict[str, int] = {}
    links: dict[str, None] = {}
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        name = element.get("id")
        if name is not None:
            ids[name] = ids.get(name, 0) + 1
        for attribute in _KEPT:
            target = element.get(attribute)
            if target and not target.startswith(("http:", "https:", "mailto:", "data:", "tel:")):
                links[target] = None
    repeated = tuple(name for name, count in ids.items() if count > 1)
    return PageFacts(tuple(ids), tuple(links), repeated)
