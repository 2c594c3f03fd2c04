"""Reads JSON instances.

A right text costs one pass of the standard library's C parser. Only when that
one refuses a text, or it has something that parser passes over (a member
twice), does the forgiving scanner read it again to say what is wrong and where.

Spec: https://hl7.org/fhir/R4/json.html, validator-features section 4
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from functools import partial
from json import JSONDecoder
from typing import Any, NoReturn

from sas_validators.definitions.types import TypeModel
from sas_validators.issues.catalogue import reading as catalogue
from sas_validators.issues.finding import Finding
from sas_validators.issues.message import Message
from sas_validators.model.numbers import JsonDecimal, read_integer
from sas_validators.model.paths import Location, PlacedLocation, root
from sas_validators.model.positions import Lines
from sas_validators.reading.jsonplaces import JsonPositions, to_location
from sas_validators.reading.reading import Reading
from sas_validators.reading.scanner import MAX_DEPTH, scan

MAX_BYTES = 64 * 1024 * 1024
"""Larger texts are not examined; HL7's largest example has 35 MB."""

_NOWHERE: Location = (None, "", None)
_OTHER_ENCODINGS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


class _NeedsScanError(ValueError):
    """The C parser would pass over something that must be reported."""


def _object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _NeedsScanError
    return found


def _refuse_constant(name: str) -> NoReturn:
    """NaN and Infinity are no JSON."""
    raise _NeedsScanError(name)


_decode = JSONDecoder(
    object_pairs_hook=_object_of,
    parse_float=JsonDecimal,
    parse_int=read_integer,
    parse_constant=_refuse_constant,
).decode


def read_json(data: bytes | str, types: TypeModel, *, first_line: int = 1) -> Reading:
    """Reads one resource; whatever is wrong with `data` is a finding, nothing is raised.

    `first_line` is the number of the text's first line in its file.
    """
    if len(data) > MAX_BYTES:
        return _refusal(catalogue.TOO_LARGE, size=len(data), limit=MAX_BYTES)
    reading = Reading(None)
    try:
        text = _to_text(data)
    except UnicodeError as error:
        refused = _encoding_problem(data, error)
        reading.findings.append(refused)
        if refused.message.severity == "fatal":
            return reading
        text = _to_valid_text(data)
    reading.open_positions = partial(JsonPositions, text, first_line)
    value: Any
    try:
        value = _decode(text)
        if _has_half_pair(text) or _is_deep(text, value):
            raise _NeedsScanError
    except (ValueError, RecursionError):
        if "\0" in text[:4]:
            return _refusal(catalogue.JSON_OTHER_ENCODING, encoding="UTF-16 / UTF-32")
        value = _scan_into(reading, text, first_line, types)
        if any(finding.message.severity == "fatal" for finding in reading.findings):
            return reading
    problem = _resource_problem(value, types)
    if problem is None:
        reading.value = value
    else:
        reading.findings = [problem]
    return reading


def read_ndjson(lines: Iterable[bytes], types: TypeModel) -> Iterator[Reading]:
    """Reads one resource a line; blank lines are passed over, positions are the file's."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield read_json(line.rstrip(b"\r\n"), types, first_line=number)


def kind_of(value: Any) -> str:
    """JSON's word for the kind of a value: object, array, string, number, boolean, null."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    words = {dict: "object", list: "array", str: "string"}
    return next((word for kind, word in words.items() if isinstance(value, kind)), "number")


def _to_text(data: bytes | str) -> str:
    """`data` as text without byte order mark; raises UnicodeError."""
    if isinstance(data, bytes):
        return data.decode().removeprefix("\ufeff")
    if not data.isascii():
        data.encode()  # a lone surrogate could not be written out again
    return data.removeprefix("\ufeff")


def _to_valid_text(data: bytes | str) -> str:
    """`data` as text with U+FFFD in place of what is no UTF-8."""
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
    return data.decode(errors="replace").removeprefix("\ufeff")


def _encoding_problem(data: bytes | str, error: UnicodeError) -> Finding:
    """Another encoding (fatal), or bytes that are no UTF-8, which the HL7 validator passes over."""
    for mark, name in _OTHER_ENCODINGS.items():
        if isinstance(data, bytes) and data.startswith(mark):
            return Finding(catalogue.JSON_OTHER_ENCODING, _NOWHERE, {"encoding": name})
    offset = getattr(error, "start", 0)
    byte = f"0x{ord(data[offset : offset + 1]):02X}"
    return Finding(catalogue.JSON_NOT_UTF8, _NOWHERE, {"byte": byte, "offset": offset})


def _has_half_pair(text: str) -> bool:
    """Whether an escape may stand for half a surrogate pair (or, harmlessly, for a whole one)."""
    # From the cheapest search to the dearest: most texts have no backslash at all.
    return "\\" in text and "\\u" in text and ("\\ud" in text or "\\uD" in text)


def _is_deep(text: str, value: Any) -> bool:
    return text.count("{") + text.count("[") > MAX_DEPTH and is_deeper(value, MAX_DEPTH)


def is_deeper(value: Any, limit: int) -> bool:
    """Whether objects and arrays are nested in `value` more than `limit` times."""
    level = [value]
    for _ in range(limit):
        level = [
            child
            for node in level
            for child in (node.values() if type(node) is dict else node)
            if type(child) is dict or type(child) is list
        ]
        if not level:
            return False
    return True


def _scan_into(reading: Reading, text: str, first_line: int, types: TypeModel) -> Any:
    """Reads `text` with the forgiving scanner; its faults go to the findings."""
    found = scan(text)
    lines = Lines(text, first_line)
    reading.open_positions = partial(JsonPositions, text, first_line, found)
    value = None if found.root is None else found.root.value
    for fault in found.faults:
        place = fault.location
        if isinstance(value, dict):
            place = to_location(place, value, types)
        place = PlacedLocation.of(place, lines.position(fault.offset))
        reading.findings.append(Finding(fault.message, place, fault.details))
    return value


def _resource_problem(value: Any, types: TypeModel) -> Finding | None:
    """Why `value` is no resource at all, None when it is one."""
    if not isinstance(value, dict):
        return Finding(catalogue.JSON_NOT_AN_OBJECT, _NOWHERE, {"kind": kind_of(value)})
    if "resourceType" not in value:
        return Finding(catalogue.NO_RESOURCE_TYPE, root("$"), {})
    name = value["resourceType"]
    if not isinstance(name, str):
        return Finding(catalogue.RESOURCE_TYPE_KIND, root("$"), {"kind": kind_of(name)})
    found = types.find(name)
    if found is None or found.kind != "resource":
        return Finding(catalogue.UNKNOWN_RESOURCE, root(name[:80].strip()), {"name": name[:80]})
    return None


def _refusal(message: Message, **details: Any) -> Reading:
    return Reading(None, [Finding(message, _NOWHERE, details)])
