"""Strings, Markdown, codes, ids: blanks, lengths, characters, HTML.

Spec: validator-features section 7, https://hl7.org/fhir/R4/datatypes.html#string
"""

from __future__ import annotations

import re

from sas_validators.issues.catalogue import primitives as catalogue
from sas_validators.primitives.found import Found, excerpt

MAX_STRING = 1_048_576
"""The longest string that FHIR allows, in characters."""

ASCII_BLANKS = "".join(map(chr, range(0x21)))
"""What counts as blank at the ends of a value: U+0020 and everything below."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BIDI_CLOSERS = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}
_HTML = (
    "a abbr article aside audio b blockquote body br button center code col dd details div dl dt"
    " em embed fieldset figure font footer form frame h1 h2 h3 h4 h5 h6 head header hr html i"
    " iframe img input label li link main map meta nav object ol option p param pre q s samp"
    " script section select small span strike strong style sub sup svg table tbody td textarea"
    " tfoot th thead title tr tt u ul var video"
)
_TAG = re.compile(rf"</?(?:{_HTML.replace(' ', '|')})(?:\s[^<>]*)?/?>|<!--")
_ID = re.compile(r"[A-Za-z0-9.-]{1,64}").fullmatch
_ID_CHARACTERS = re.compile(r"[A-Za-z0-9.-]+").fullmatch


def judge_characters(text: str) -> Found:
    """Control characters and unbalanced direction marks, in a value of any type."""
    if text.isprintable():
        return []
    found: Found = []
    controls = sorted(set(_CONTROLS.findall(text)))
    if controls:
        found.append((catalogue.CONTROL_CHARACTER, {"codes": _codes(controls)}))
    open_marks = _unbalanced_bidi(text)
    if open_marks:
        found.append((catalogue.UNBALANCED_BIDI, {"codes": _codes(open_marks)}))
    return found


def _unbalanced_bidi(text: str) -> list[str]:
    """The direction marks that open without closing or close without opening."""
    expected: list[tuple[str, str]] = []
    wrong: set[str] = set()
    for mark in _BIDI.findall(text):
        if mark in _BIDI_CLOSERS:
            expected.append((mark, _BIDI_CLOSERS[mark]))
        elif expected and expected[-1][1] == mark:
            expected.pop()
        else:
            wrong.add(mark)
    return sorted(wrong.union(mark for mark, _ in expected))


def _codes(characters: list[str]) -> str:
    return ", ".join(f"U+{ord(char):04X}" for char in characters)


def judge_string(text: str) -> Found:
    """A string: blanks at its ends, length, HTML in it."""
    found: Found = []
    if text.isspace():
        # Blanks below U+0021 alone are judged for every type.
        if text.strip(ASCII_BLANKS):
            found.append((catalogue.STRING_ALL_SPACES, {}))
    elif text.strip(ASCII_BLANKS) != text:
        found.append((catalogue.STRING_SPACES, {"value": excerpt(text)}))
    found += judge_length(text)
    tag = _TAG.search(text)
    if tag is not None:
        found.append((catalogue.STRING_HTML, {"found": excerpt(tag.group())}))
    return found


def judge_markdown(text: str) -> Found:
    """Markdown: length, HTML in it."""
    found = judge_length(text)
    tag = _TAG.search(text)
    if tag is not None:
        found.append((catalogue.MARKDOWN_HTML, {"found": excerpt(tag.group())}))
    return found


def judge_length(text: str) -> Found:
    """The length that FHIR allows any string."""
    if len(text) <= MAX_STRING:
        return []
    return [(catalogue.STRING_TOO_LONG, {"length": len(text)})]


def judge_code(text: str) -> Found:
    """A code: single blanks between words only."""
    words = text.strip(ASCII_BLANKS).split(" ")
    right = "" not in words and not any(char.isspace() for word in words for char in word)
    if right and len(text) == sum(map(len, words)) + len(words) - 1:
        return []
    return [(catalogue.CODE_SPACES, {"value": excerpt(text)})]


def judge_id(text: str) -> Found:
    """An element of type id (not the id of a resource)."""
    return [] if _ID(text) else [(catalogue.ID_FORMAT, {"value": excerpt(text)})]


def judge_resource_id(text: str) -> Found:
    """The id of a resource; that one is empty is said as for every type, too."""
    found: Found = []
    if not _ID_CHARACTERS(text):
        found.append((catalogue.RESOURCE_ID_CHARACTERS, {"value": excerpt(text)}))
    if len(text) > 64:
        found.append((catalogue.RESOURCE_ID_LENGTH, {"length": len(text)}))
    return found
