"""The slow judge: everything to be said about one primitive value.

Spec: validator-features sections 4 (JSON kinds), 7 and 8
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from sas_validators.issues.catalogue import primitives as catalogue
from sas_validators.issues.catalogue import reading as shape
from sas_validators.issues.message import Message
from sas_validators.model.numbers import JsonDecimal
from sas_validators.primitives.binary import judge_base64
from sas_validators.primitives.dates import judge_date, judge_datetime, judge_instant, judge_time
from sas_validators.primitives.found import Found
from sas_validators.primitives.numbers import judge_boolean, judge_decimal, judge_integer
from sas_validators.primitives.texts import (
    ASCII_BLANKS,
    judge_characters,
    judge_code,
    judge_id,
    judge_markdown,
    judge_string,
)
from sas_validators.primitives.uris import judge_uri

JsonKind = Literal["string", "number", "boolean"]

_KINDS: dict[str, JsonKind] = {
    "boolean": "boolean",
    "decimal": "number",
    "integer": "number",
    "positiveInt": "number",
    "unsignedInt": "number",
}
_KIND_MESSAGES: dict[JsonKind, Message] = {
    "string": shape.STRING_EXPECTED,
    "number": shape.NUMBER_EXPECTED,
    "boolean": shape.BOOLEAN_EXPECTED,
}
_DATED: dict[str, Callable[[str, int], Found]] = {
    "date": judge_date,
    "dateTime": judge_datetime,
    "instant": judge_instant,
}
_PLAIN: dict[str, Callable[[str], Found]] = {
    "base64Binary": judge_base64,
    "boolean": judge_boolean,
    "code": judge_code,
    "decimal": judge_decimal,
    "id": judge_id,
    "markdown": judge_markdown,
    "string": judge_string,
    "time": judge_time,
}
_INTEGERS = frozenset({"integer", "positiveInt", "unsignedInt"})
_FORMED = frozenset({*_DATED, "canonical", "id", "oid", "time", "uuid"})
"""Types whose form other characters than blanks never have, whatever counts as blank."""
_URIS = frozenset({"canonical", "oid", "uri", "url", "uuid"})


def kind_due(type_name: str) -> JsonKind:
    """The JSON kind of the values of a primitive type."""
    return _KINDS.get(type_name, "string")


def judge(
    type_name: str, value: Any, *, from_xml: bool = False, this_year: int | None = None
) -> Found:
    """Everything to be said about `value` as a `type_name`.

    `value` is a str, bool or number as a reader gives it. What came from XML
    has no JSON kind to be wrong; otherwise a value of the wrong kind is judged
    on as the text it was written with. `this_year` is today's unless given.
    An xhtml has its own judge (`narrative`).
    """
    found: Found = []
    if not from_xml and not _is_of_kind(value, kind_due(type_name)):
        found.append((_KIND_MESSAGES[kind_due(type_name)], {}))
    text = text_of(value)
    if text == "":
        found.append((catalogue.EMPTY, {}))
        return found
    if type_name == "xhtml":
        return found
    if type_name != "base64Binary":
        found += judge_characters(text)
    if not text.strip(ASCII_BLANKS) and (text.isspace() or type_name not in _FORMED):
        found.append((catalogue.BLANK, {}))
        return found
    return found + _judge_text(type_name, text, this_year)


def text_of(value: Any) -> str:
    """A primitive value as XML writes it; raises TypeError for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, JsonDecimal):
        return value.text
    if isinstance(value, int | float | Decimal):
        return str(value)
    raise TypeError(f"not a primitive value: {type(value).__name__}")


def _is_of_kind(value: Any, kind: JsonKind) -> bool:
    if kind == "string":
        return isinstance(value, str)
    if kind == "boolean":
        return isinstance(value, bool)
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _judge_text(type_name: str, text: str, this_year: int | None) -> Found:
    if type_name in _DATED:
        return _DATED[type_name](text, this_year or date.today().year)
    if type_name in _PLAIN:
        return _PLAIN[type_name](text)
    if type_name in _INTEGERS:
        return judge_integer(type_name, text)
    return judge_uri(type_name, text) if type_name in _URIS else []
