"""Reads an instance whose format is named, or found out from its first character."""

from __future__ import annotations

import codecs

from sas_validators.definitions.types import TypeModel
from sas_validators.reading.jsonreader import read_json
from sas_validators.reading.reading import Format, Reading


def read(
    data: bytes, types: TypeModel, format: Format | None = None, first_line: int = 1
) -> Reading:
    """Reads one resource in `format`, or in what `detect_format` says; never raises.

    `first_line` is the number of the text's first line in its file (NDJSON).
    """
    if (format or detect_format(data)) == "xml":
        # Here, because lxml would be a tenth of the start-up of those who read JSON.
        from sas_validators.reading.xmlreader import read_xml

        return read_xml(data, types)
    return read_json(data, types, first_line=first_line)


def detect_format(data: bytes) -> Format:
    """XML when the first character, after blanks and any byte order mark, is `<`; else JSON."""
    start = data[:1024]
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        start = start.removeprefix(mark)
    return "xml" if start.lstrip(b" \t\r\n\0").startswith(b"<") else "json"
