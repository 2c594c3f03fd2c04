"""Judges the div of a narrative.

Spec: https://hl7.org/fhir/R4/narrative.html, validator-features section 16
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sas_validators.issues.catalogue.narrative import DOCTYPE
from sas_validators.issues.message import Message
from sas_validators.narrative.content import Content
from sas_validators.narrative.links import Anchor, judge_anchors
from sas_validators.narrative.markup import parse_markup

Found = list[tuple[Message, dict[str, Any]]]

_REMEMBERED = 256
_REMEMBERED_LENGTH = 20_000
"""Divs that are remembered: this many, none longer than this many characters."""

_TEXT = r"[^<>&\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
_INLINE = rf"(?:{_TEXT}|<br ?/>|<b>{_TEXT}*+</b>|<i>{_TEXT}*+</i>|<em>{_TEXT}*+</em>)*+"
_BLOCK = rf"<p>{_INLINE}</p>|<h2>{_INLINE}</h2>|<h3>{_INLINE}</h3>"
_SIMPLE = re.compile(
    rf'<div xmlns="http://www\.w3\.org/1999/xhtml">'
    rf"(?:{_TEXT}|<br ?/>|<b>{_TEXT}*+</b>|{_BLOCK})*+</div>"
).fullmatch
_SOME_TEXT = re.compile(r">[ \t\r\n]*[^<\s]").search


@dataclass(frozen=True, slots=True)
class Narrative:
    """What there is to say about one div, whatever resource it is in.

    `found` are messages with details, all about the div. `only_allowed` is
    invariant txt-1, `not_blank` is txt-2. `ids` and `anchors` are what links
    lead to and where they lead. `lang` and `xml_lang` are the div's,
    `sections` the languages of its language sections, `unsourced` the first
    text that no class says the source of.
    """

    found: tuple[tuple[Message, dict[str, Any]], ...] = ()
    only_allowed: bool = True
    not_blank: bool = True
    ids: tuple[str, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    lang: str | None = None
    xml_lang: str | None = None
    sections: tuple[str, ...] = ()
    unsourced: str | None = None


def is_simple(div: str) -> bool:
    """A cheap test for divs of text and a few tags, which are surely right."""
    return _SIMPLE(div) is not None and _SOME_TEXT(div) is not None


def judge_narrative(div: str) -> Narrative:
    """Reads and judges `div`; the same div is judged once."""
    if len(div) > _REMEMBERED_LENGTH:
        return _judge(div)
    return _judge_once(div)


def judge_div(div: str, resource_ids: Callable[[], Iterable[str]]) -> Found:
    """Everything wrong with a div in its resource.

    `resource_ids` gives the ids of the elements and contained resources, as
    often as they occur; it is called only when the narrative links to itself.
    """
    if is_simple(div):
        return []
    narrative = judge_narrative(div)
    found = list(narrative.found)
    if narrative.anchors:
        found += judge_anchors(narrative.anchors, narrative.ids, resource_ids())
    return found


def html_checks(div: str) -> tuple[bool, bool]:
    """What FHIRPath's htmlChecks() answers: for invariant txt-1 and for txt-2."""
    if is_simple(div):
        return True, True
    narrative = judge_narrative(div)
    return narrative.only_allowed, narrative.not_blank


def _judge(div: str) -> Narrative:
    root, found = parse_markup(div)
    if root is None:
        return Narrative(tuple(found), only_allowed=False, not_blank=False)
    content = Content(root)
    return Narrative(
        (*found, *content.found),
        content.only_allowed and not any(message is DOCTYPE for message, _ in found),
        content.not_blank,
        tuple(content.ids),
        tuple(content.anchors),
        content.lang,
        content.xml_lang,
        content.sections,
        content.unsourced,
    )


_judge_once = lru_cache(maxsize=_REMEMBERED)(_judge)
