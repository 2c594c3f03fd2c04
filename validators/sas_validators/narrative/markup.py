"""Parses the text of a div as forgivingly as the HL7 validator does, and safely.

Named entities and a DOCTYPE are reported, not resolved; what XML's rules refuse
is read once more without them (`forgiving`); nothing is fetched.

Spec: validator-features section 16
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING, Any

from sas_validators.issues.catalogue import narrative as catalogue
from sas_validators.issues.message import Message
from sas_validators.narrative.forgiving import UnreadableError, parse_forgivingly

if TYPE_CHECKING:
    from lxml import etree

Found = list[tuple[Message, dict[str, Any]]]

XML_ENTITIES = frozenset({"lt", "gt", "amp", "quot", "apos"})

_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\][^>]*+)?>", re.IGNORECASE)
_PROLOG = re.compile(rf"\s*(?:<\?xml\s[^>]*\?>\s*)?(?:{_DOCTYPE.pattern}\s*)?", re.IGNORECASE)
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_MAX_FINDINGS = 100
_BLANK_IN_END_TAG = re.compile(r"</[^\s<>]+\s+>").search


def parse_markup(div: str) -> tuple[etree._Element | None, Found]:
    """The root element of `div` (None when it is not well-formed) and what was noticed.

    The text of CDATA sections, which narratives may not have, is left out.
    """
    found: Found = []
    text = _without_doctype(div[_end_of_prolog(div) :], found)
    text = _ENTITY.sub(lambda match: _resolve_entity(match, found), text)
    text = _without_cdata(text)
    try:
        return _parse(text), found
    except UnreadableError as error:
        return None, [(catalogue.UNREADABLE, {"problem": str(error)})]


def _end_of_prolog(div: str) -> int:
    prolog = _PROLOG.match(div)
    return 0 if prolog is None else prolog.end()


def _without_doctype(text: str, found: Found) -> str:
    """`text` without its first DOCTYPE; a second one is not well-formed anyway."""
    start = text.upper().find("<!DOCTYPE")
    doctype = _DOCTYPE.match(text, start) if start >= 0 else None
    if doctype is None:
        return text
    found.append((catalogue.DOCTYPE, {}))
    return text[:start] + text[doctype.end() :]


def _without_cdata(text: str) -> str:
    parts: list[str] = []
    index = 0
    while (start := text.find("<![CDATA[", index)) >= 0:
        end = text.find("]]>", start)
        if end < 0:
            break
        parts.append(text[index:start])
        index = end + 3
    return "".join([*parts, text[index:]]) if parts else text


def _resolve_entity(match: re.Match[str], found: Found) -> str:
    """The character that a named entity stands for, as a number; XML's own stay.

    One that nobody defines stays, too: the text is not well-formed then.
    """
    name = match[1]
    if name in XML_ENTITIES or name + ";" not in html5:
        return match[0]
    noticed = (catalogue.ENTITY, {"name": name})
    if len(found) < _MAX_FINDINGS and noticed not in found:
        found.append(noticed)
    return "".join(f"&#{ord(char)};" for char in html5[name + ";"])


def _parse(text: str) -> etree._Element:
    """The root element; raises UnreadableError."""
    # Here, because most narratives are simple and never need lxml.
    from lxml import etree

    if _BLANK_IN_END_TAG(text):
        return parse_forgivingly(text)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        try:
            return parse_forgivingly(text)
        except UnreadableError:
            raise UnreadableError(error.msg) from error
