"""Reads the text of a div as forgivingly as the HL7 validator does.

A text that XML's rules refuse is often a narrative for it all the same: what
stands behind the div counts for nothing, elements may stay open at the end of
the text, attributes may come twice, without quotes or without value, prefixes
without a declaration, comments may hold `--`. An end tag, though, must name its
element, without blanks.

Spec: validator-features section 16
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from lxml import etree

MAX_DEPTH = 400
"""Elements inside each other; whoever judges the narrative walks it recursively."""

UNDECLARED = "http://error/undefined-namespace"
"""The namespace of a prefix that nobody declares."""

_XML = "http://www.w3.org/XML/1998/namespace"
_TEXT = re.compile(r"[^<]+").match
_NAME = re.compile(r"[A-Za-z_][^\s<>/=\"'&]*").match
_ATTRIBUTE = re.compile(
    r"\s*(?P<name>[^\s<>/=\"'&]+)(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'"
    r"|(?P<bare>[^\s\"'<>=/&]+)))?"
).match
_TAG_END = re.compile(r"\s*(?P<empty>/?)>|\s*\Z").match
_REFERENCE = re.compile(r"&(?:#(?:[xX](?P<hex>[0-9A-Fa-f]*)|(?P<decimal>[0-9]+))|(?P<name>\w+));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class UnreadableError(ValueError):
    """The text is no narrative; the message says why."""


def parse_forgivingly(text: str) -> etree._Element:
    """The first element of `text`, without comments; raises UnreadableError."""
    return _Reader(text.lstrip()).read()


class _Reader:
    """Reads one text from its start; `open` are the elements not closed yet, as written."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.index = 0
        self.open: list[tuple[str, etree._Element, dict[str, str]]] = []
        self.last: etree._Element | None = None

    def read(self) -> etree._Element:
        root = self.read_start(_NAME(self.text, 1) if self.text.startswith("<") else None)
        while self.open and self.index < len(self.text):
            self.read_piece()
        return root

    def read_piece(self) -> None:
        """Reads text, a tag, or what is passed over."""
        text, start = self.text, self.index
        piece = _TEXT(text, start)
        if piece is not None:
            self.index = piece.end()
            self.add_text(_resolved(piece.group()))
        elif text.startswith("</", start):
            self.read_end()
        elif text.startswith("<!--", start):
            self.pass_over("-->", start + 4)
        elif text.startswith("<!", start):
            self.pass_over(">", start + 2)
        elif text.startswith("<?", start):
            self.pass_over("?>", start + 2)
        else:
            self.read_start(_NAME(text, start + 1))

    def pass_over(self, end: str, start: int) -> None:
        found = self.text.find(end, start)
        if found < 0:
            raise UnreadableError(f"{end} is missing")
        self.index = found + len(end)

    def read_end(self) -> None:
        name, element, _ = self.open.pop()
        if not self.text.startswith(f"</{name}>", self.index):
            raise UnreadableError(f"</{name}> expected")
        self.index += len(name) + 3
        self.last = element

    def read_start(self, match: re.Match[str] | None) -> etree._Element:
        if match is None:
            raise UnreadableError("an element expected")
        name, self.index = match.group(), match.end()
        attributes: dict[str, str] = {}
        while (end := _TAG_END(self.text, self.index)) is None:
            found = _ATTRIBUTE(self.text, self.index)
            if found is None:
                raise UnreadableError(f"the tag {name} is not closed")
            value = found["double"] or found["single"] or found["bare"] or ""
            attributes[found["name"]] = _resolved(value)
            self.index = found.end()
        self.index = end.end()
        return self.add_element(name, attributes, closed=bool(end["empty"]))

    def add_element(self, name: str, attributes: dict[str, str], *, closed: bool) -> etree._Element:
        from lxml import etree

        if len(self.open) >= MAX_DEPTH:
            raise UnreadableError(f"more than {MAX_DEPTH} elements inside each other")
        _, parent, outer = self.open[-1] if self.open else ("", None, {"xml": _XML})
        spaces = outer | _declared(attributes)
        try:
            tag = _qualified(name, spaces, spaces.get("", ""))
            element = etree.Element(tag) if parent is None else etree.SubElement(parent, tag)
            for attribute, value in attributes.items():
                if attribute.partition(":")[0] != "xmlns":
                    element.set(_qualified(attribute, spaces, ""), value)
        except ValueError as error:
            raise UnreadableError(str(error)) from error
        self.last = element if closed else None
        if not closed:
            self.open.append((name, element, spaces))
        return element

    def add_text(self, text: str) -> None:
        """Puts `text` behind the last child of the innermost open element."""
        if self.last is not None:
            self.last.tail = (self.last.tail or "") + text
        else:
            inner = self.open[-1][1]
            inner.text = (inner.text or "") + text


def _declared(attributes: dict[str, str]) -> dict[str, str]:
    """The namespaces that attributes declare, by prefix; what is no URI is made one."""
    return {
        name[6:]: quote(value, safe=":/?#[]@!$&'()*+,;=%")
        for name, value in attributes.items()
        if name == "xmlns" or name.startswith("xmlns:")
    }


def _qualified(name: str, spaces: dict[str, str], default: str) -> str:
    """`name` as lxml writes it, with the namespace of its prefix."""
    prefix, colon, local = name.rpartition(":")
    space = spaces.get(prefix, UNDECLARED) if colon else default
    return f"{{{space}}}{local}" if space else local


def _resolved(text: str) -> str:
    """`text` without references, and without what lxml does not take."""
    if "&" in text:
        if "&" in _REFERENCE.sub("", text):
            raise UnreadableError("& without a name and a semicolon")
        text = _REFERENCE.sub(_character, text)
    return _NOT_XML.sub(lambda match: " " if match.group() < " " else "\ufffd", text)


def _character(match: re.Match[str]) -> str:
    name = match["name"]
    if name is not None:
        if name not in _NAMED:
            raise UnreadableError(f"nobody defines &{name};")
        return _NAMED[name]
    digits, base = (match["decimal"], 10) if match["decimal"] else (match["hex"] or "0", 16)
    code = int(digits[-9:], base)
    return chr(code) if code < 0x110000 else "\ufffd"
