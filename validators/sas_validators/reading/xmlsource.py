"""The text of an XML instance: its encoding, and what may not stand before the root.

Spec: https://hl7.org/fhir/R4/xml.html (UTF-8 only), validator-features section 5
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

from sas_validators.issues.catalogue import reading as catalogue
from sas_validators.issues.finding import Finding
from sas_validators.model.paths import Location, root

XML_PLACE: Location = root("XML")
"""Where findings about the encoding are."""
SYNTAX_PLACE: Location = root("(xml)")
"""Where findings about well-formedness are."""

_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_READABLE = frozenset(
    {"utf-8", "utf-8-sig", "ascii", "iso8859-1", "iso8859-15", "cp1252"}
    | {"utf-16", "utf-16-le", "utf-16-be"}
)
"""Encodings that are read on, after the finding that they are not UTF-8 (Python's names)."""

_DECLARATION = re.compile(r"<\?xml\s[^>]*\?>")
_VERSION = re.compile(r"<\?xml\s+version\s*=\s*([\"'])1\.[01]\1").match
_DECLARED = re.compile(rb"<\?xml\s[^>]*?\sencoding\s*=\s*[\"']([\w.:+-]*)[\"']")
_PROLOG = re.compile(r"(?>\s+|<!--(?s:.*?)-->|<\?(?s:.*?)\?>)*")


@dataclass(slots=True)
class XmlSource:
    """The decoded text (None when it must not be parsed) and what was found on the way.

    `declaration_end` is the offset just after the XML declaration.
    """

    text: str | None
    declaration_end: int = 0
    findings: list[Finding] = field(default_factory=list)


def decode_xml(data: bytes) -> XmlSource:
    """Turns bytes into text, refusing what is dangerous to parse; never raises."""
    if not data or data.isspace():
        return _refuse([_not_utf8("null"), Finding(catalogue.XML_EMPTY, SYNTAX_PLACE, {})])
    encoding, codec = _encoding_of(data)
    findings = [] if encoding.lower() in {"utf-8", "utf-8-sig"} else [_not_utf8(encoding)]
    try:
        if codec not in _READABLE:
            raise UnicodeDecodeError(encoding, data[:1], 0, 1, "not supported")
        text = data.decode(_bytes_codec(data, codec)).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        details = {"encoding": encoding, "offset": error.start}
        return _refuse([*findings, Finding(catalogue.XML_NOT_DECODABLE, SYNTAX_PLACE, details)])
    if not text.startswith("<"):
        # Without a declaration at its very start the reference finds no encoding.
        findings.append(_not_utf8("null"))
    declaration = _DECLARATION.match(text)
    end = 0 if declaration is None else declaration.end()
    if declaration is not None and not _VERSION(text):
        details = {"line": 1, "column": 1, "problem": "XML version 1.0 expected"}
        return _refuse([*findings, Finding(catalogue.XML_UNREADABLE, SYNTAX_PLACE, details)])
    prolog = _PROLOG.match(text, end)
    if prolog is not None and text.startswith("<!DOCTYPE", prolog.end()):
        return _refuse([*findings, Finding(catalogue.DOCTYPE_FOUND, SYNTAX_PLACE, {})])
    return XmlSource(text, end, findings)


def _encoding_of(data: bytes) -> tuple[str, str]:
    """The encoding as declared and as Python calls it: byte order mark, declaration, UTF-8."""
    for mark, codec in _MARKS.items():
        if data.startswith(mark):
            return codec, codec
    if data.startswith((b"<\0", b"\0<")):
        codec = "utf-16-le" if data.startswith(b"<") else "utf-16-be"
        return codec, codec
    declared = _DECLARED.match(data[:400])
    name = "utf-8" if declared is None else declared.group(1).decode()
    try:
        return name, codecs.lookup(name).name
    except LookupError:
        return name, name


def _bytes_codec(data: bytes, codec: str) -> str:
    """A declaration that can be read as ASCII is not in UTF-16, whatever it says."""
    return "utf-8" if codec.startswith("utf-16") and data.startswith(b"<?") else codec


def _not_utf8(encoding: str) -> Finding:
    return Finding(catalogue.ENCODING, XML_PLACE, {"encoding": encoding})


def _refuse(findings: list[Finding]) -> XmlSource:
    return XmlSource(None, findings=findings)
