"""The search index: every page, cut at its headings, as a script the browser loads.

It is a script and not JSON so that it also loads from the disk, where browsers
refuse to fetch.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from sas_ig.pages.conformance import CapabilityView
from sas_ig.pages.instances import InstanceView
from sas_ig.pages.lists import ArtifactList
from sas_ig.pages.narrative import NarrativeView
from sas_ig.pages.structures import Overview
from sas_ig.pages.terminology import CodeSystemView, ValueSetView
from sas_ig.site.page import Page

_HEADING = re.compile(r'<h[23] id="([^"]*)">(.*?)</h[23]>', re.DOTALL)
_UNSEEN = re.compile(r"<(?:pre|svg|script|style)\b.*?</(?:pre|svg|script|style)>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to find: a page or a part of it.

    `words` is what counts as much as the title without being shown (names,
    canonicals); `text` is searched and quoted.
    """

    url: str
    title: str
    heading: str
    section: str
    words: str
    text: str


def entries_of(page: Page) -> Iterator[Entry]:
    """What the index has of a page."""
    view = page.view
    match view:
        case NarrativeView():
            yield from _narrative(page, view)
        case Overview():
            yield from _structure(page, view)
        case ValueSetView():
            codes = " ".join(f"{code.code} {code.display}" for code in view.codes[:150])
            yield _artifact(page, view.head.name, view.head.canonical, codes)
        case CodeSystemView():
            codes = " ".join(f"{item.code} {item.display.text}" for item in view.concepts[:150])
            yield _artifact(page, view.head.name, view.head.canonical, codes)
        case CapabilityView():
            types = " ".join(type.type.label for rest in view.rests for type in rest.types)
            yield _artifact(page, view.head.name, view.head.canonical, types)
        case InstanceView():
            yield _artifact(page, "", "", page.summary)
        case ArtifactList():
            yield Entry(page.path, page.title, "", "", "", "")
        case _ if page.template == "plain.html":
            yield _artifact(page, view.head.name, view.head.canonical, view.expression)


def _artifact(page: Page, name: str, canonical: str, text: str) -> Entry:
    words = f"{name} {canonical.rpartition('/')[2]}".strip()
    return Entry(page.path, page.title, "", page.section, words, _plain(f"{page.summary} {text}"))


def _structure(page: Page, view: Overview) -> Iterator[Entry]:
    head = view.head
    own = "/" not in page.path
    shown = [item.row for item in view.shown if item.row.key] if own else []
    text = " · ".join(f"{row.id} {row.short.text}" for row in shown)
    yield _artifact(page, head.name, head.canonical, text)


def _narrative(page: Page, view: NarrativeView) -> Iterator[Entry]:
    source = str(view.html)
    places = [*_HEADING.finditer(source)]
    opening = source[: places[0].start()] if places else source
    yield Entry(page.path, page.title, "", page.section, "", _plain(opening))
    for place, following in zip_longest(places, places[1:]):
        end = following.start() if following else len(source)
        yield Entry(
            f"{page.path}#{place[1]}",
            page.title,
            _plain(place[2]),
            page.section,
            "",
            _plain(source[place.end() : end]),
        )


def _plain(source: str) -> str:
    """HTML as plain text; sources and drawings are not searched."""
    text = _TAG.sub(" ", _UNSEEN.sub(" ", source.replace("<wbr>", "")))
    return _BLANKS.sub(" ", html.unescape(text)).strip()


def index_rows(page: Page) -> list[list[str]]:
    """What the index has of a page, as its script writes it."""
    return [
        [item.url, item.title, item.heading, item.section, item.words, item.text]
        for item in entries_of(page)
    ]


def index_script(rows: Iterable[list[str]]) -> bytes:
    """The index of one language as a script."""
    data = json.dumps(list(rows), ensure_ascii=False, separators=(",", ":"))
    return f"window.guideIndex={data};\n".encode()
