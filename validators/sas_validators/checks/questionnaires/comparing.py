"""Compares answers with each other: with options, with conditions, with limits."""

from __future__ import annotations

from collections.abc import Hashable
from decimal import Decimal, InvalidOperation
from typing import Any

from sas_validators.checks.questionnaires.given import Value
from sas_validators.fhirpath.quantity import Quantity, common_values, read_raw_quantity
from sas_validators.fhirpath.ucum import UcumConverter
from sas_validators.primitives.judge import text_of
from sas_validators.primitives.moments import compare_moments

_NUMBERS = frozenset({"decimal", "integer"})
_MOMENTS = frozenset({"date", "dateTime", "time"})
_TEXTS = frozenset({"string", "uri"})
_KEYED = frozenset({"Coding", "Reference"})
_MAX_SHOWN = 100


def number(value: Any) -> Decimal | None:
    """A JSON number (or its text, from XML) as a Decimal; None when it is no finite number."""
    try:
        found = Decimal(text_of(value))
    except (InvalidOperation, TypeError):
        return None
    return found if found.is_finite() else None


def order_of(one: Value, other_type: str, other: Any) -> int | None:
    """-1, 0 or 1 as an answer comes before, with or after `other`; None where undecided."""
    if one.type in _NUMBERS and other_type in _NUMBERS:
        left, right = number(one.content), number(other)
        return None if left is None or right is None else _order(left, right)
    if one.type in _MOMENTS and other_type in _MOMENTS:
        if isinstance(one.content, str) and isinstance(other, str):
            return compare_moments(one.content, other)
        return None
    if one.type == other_type == "Quantity":
        return _order_of_quantities(one.content, other)
    if one.type in _TEXTS and other_type in _TEXTS:
        return _order(str(one.content), str(other))
    return None


def _order(left: Any, right: Any) -> int:
    return int(left > right) - int(left < right)


def _order_of_quantities(left: Any, right: Any) -> int | None:
    one, other = _read_quantity(left), _read_quantity(right)
    if one is None or other is None:
        return None
    numbers = common_values(one, other, UcumConverter(), loosely=True)
    return None if numbers is None else _order(*numbers)


def _read_quantity(value: Any) -> Quantity | None:
    if not isinstance(value, dict):
        return None
    # A number may be a float (JSON read by Python itself) or a text (XML).
    return read_raw_quantity({**value, "value": number(value.get("value"))})


def is_same(one: Value, other_type: str, other: Any) -> bool:
    """Whether an answer equals `other`."""
    if one.type == other_type and one.type in _KEYED:
        return option_key(one.type, one.content) == option_key(other_type, other)
    if one.type == other_type == "boolean":
        return one.content is other
    if one.type in _MOMENTS and other_type in _MOMENTS:
        alike = len(str(one.content)) == len(str(other))
        return alike and order_of(one, other_type, other) == 0
    return order_of(one, other_type, other) == 0


def option_key(type_name: str, value: Any) -> Hashable:
    """What an option or an answer is known by: equal for those that are the same.

    A Coding is known by system and code (without a code by its display), a
    Reference by its URL.
    """
    if isinstance(value, dict):
        if type_name == "Reference":
            return type_name, _text(value, "reference")
        code = _text(value, "code")
        return type_name, _text(value, "system"), code, "" if code else _text(value, "display")
    content = number(value) if type_name in _NUMBERS else value
    return type_name, content if isinstance(content, str | Decimal) else None


def _text(value: dict[str, Any], name: str) -> str:
    found = value.get(name)
    return found if isinstance(found, str) else ""


def shown(value: Any) -> str:
    """A value for messages."""
    if isinstance(value, dict):
        if "reference" in value:
            return str(value["reference"])
        if "value" in value:
            unit = value.get("code") or value.get("unit") or ""
            return f"{shown(value['value'])} {unit}".strip()
        return f"{value.get('system') or ''}#{value.get('code') or value.get('display') or ''}"
    try:
        text = text_of(value)
    except TypeError:
        return str(value)[:_MAX_SHOWN]
    return text if len(text) <= _MAX_SHOWN else text[:_MAX_SHOWN] + "…"
