"""Limits that a definition puts on primitive values.

Spec: https://hl7.org/fhir/R4/elementdefinition-definitions.html (maxLength,
minValue, maxValue) and the extensions minLength, maxDecimalPlaces and maxSize;
validator-features section 7
"""

from __future__ import annotations

from calendar import monthrange
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from sas_validators.issues.catalogue import primitives as catalogue
from sas_validators.primitives.binary import decode_base64
from sas_validators.primitives.found import Found, excerpt
from sas_validators.primitives.judge import text_of
from sas_validators.primitives.moments import compare_moments

_MOMENT_TYPES = frozenset({"date", "dateTime", "instant", "time"})
_MONTHS = {"mo": 1, "a": 12}
_SECONDS = {"s": 1, "min": 60, "h": 3600, "d": 86400, "wk": 7 * 86400}


def judge_max_length(value: Any, limit: int) -> Found:
    """maxLength, in characters of the text, whatever its type."""
    length = len(text_of(value))
    return [(catalogue.TOO_LONG, {"length": length, "limit": limit})] if length > limit else []


def judge_min_length(value: Any, limit: int) -> Found:
    """The extension minLength, in characters."""
    length = len(text_of(value))
    return [(catalogue.TOO_SHORT, {"length": length, "limit": limit})] if length < limit else []


def judge_decimal_places(value: Any, limit: int) -> Found:
    """The extension maxDecimalPlaces; zeros at the end count."""
    text = text_of(value)
    places = len(text.lower().partition("e")[0].partition(".")[2])
    if places <= limit:
        return []
    return [(catalogue.DECIMAL_PLACES, {"value": excerpt(text), "places": places, "limit": limit})]


def judge_data_size(value: str, limit: int) -> Found:
    """The extension maxSize on a base64Binary, in bytes; what can't be decoded is passed over."""
    data = decode_base64(value)
    if data is None or len(data) <= limit:
        return []
    return [(catalogue.BASE64_TOO_LONG, {"size": len(data), "limit": limit})]


def judge_minimum(type_name: str, value: Any, limit: Any) -> Found:
    """minValue[x] of the element's own type; a value that is not of its type is passed over."""
    messages = (catalogue.INTEGER_BELOW, catalogue.DECIMAL_BELOW, catalogue.DATE_BELOW)
    order = _compare(type_name, value, limit)
    return _outside(type_name, value, limit, messages) if order is not None and order < 0 else []


def judge_maximum(type_name: str, value: Any, limit: Any) -> Found:
    """maxValue[x] of the element's own type; a value that is not of its type is passed over."""
    messages = (catalogue.INTEGER_ABOVE, catalogue.DECIMAL_ABOVE, catalogue.DATE_ABOVE)
    order = _compare(type_name, value, limit)
    return _outside(type_name, value, limit, messages) if order is not None and order > 0 else []


def judge_earliest(value: str, limit: dict[str, Any], now: datetime) -> Found:
    """The minValueQuantity of a date: not earlier than that long before `now` (with a zone)."""
    return _judge_distance(value, limit, now, -1)


def judge_latest(value: str, limit: dict[str, Any], now: datetime) -> Found:
    """The maxValueQuantity of a date: not later than that long after `now` (with a zone)."""
    return _judge_distance(value, limit, now, 1)


def _judge_distance(value: str, limit: dict[str, Any], now: datetime, sign: int) -> Found:
    unit = limit.get("code") or limit.get("unit") or ""
    moment = _moved(now, limit.get("value"), str(unit), sign)
    if moment is None:
        return []
    text = moment.isoformat(timespec="seconds")
    if compare_moments(text_of(value), text) != sign:
        return []
    message = catalogue.DATE_ABOVE_DURATION if sign > 0 else catalogue.DATE_BELOW_DURATION
    duration = f"{limit.get('value')} {unit}"
    return [(message, {"value": excerpt(text_of(value)), "limit": text, "duration": duration})]


def _moved(now: datetime, amount: Any, unit: str, sign: int) -> datetime | None:
    """`now` moved by a UCUM duration; None for an unknown unit or one that leads nowhere."""
    try:
        number = Decimal(text_of(amount)) * sign
        if unit in _SECONDS:
            return now + timedelta(seconds=float(number * _SECONDS[unit]))
        if unit not in _MONTHS or abs(number) > 20_000:
            return None
        months = now.year * 12 + now.month - 1 + int(number * _MONTHS[unit])
        year, month = months // 12, months % 12 + 1
        return now.replace(year=year, month=month, day=min(now.day, monthrange(year, month)[1]))
    except (ArithmeticError, TypeError, ValueError):
        return None


def _compare(type_name: str, value: Any, limit: Any) -> int | None:
    if type_name in _MOMENT_TYPES:
        return compare_moments(text_of(value), text_of(limit))
    try:
        number, bound = Decimal(text_of(value)), Decimal(text_of(limit))
    except InvalidOperation:
        return None
    if number.is_nan() or bound.is_nan():
        return None
    return (number > bound) - (number < bound)


def _outside(type_name: str, value: Any, limit: Any, messages: tuple[Any, Any, Any]) -> Found:
    integer, decimal, moment = messages
    details = {"value": excerpt(text_of(value)), "limit": text_of(limit)}
    if type_name in _MOMENT_TYPES:
        return [(moment, details)]
    return [(decimal if type_name == "decimal" else integer, details)]
