"""Points in time of any FHIR precision, compared as far as both are known.

Spec: https://hl7.org/fhir/R4/datatypes.html#dateTime
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from fractions import Fraction

_MOMENT = re.compile(
    r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})"
    r"(?:T([0-9]{2}):([0-9]{2}):([0-9]{2}(?:\.[0-9]+)?)(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?"
).fullmatch
_TIME = re.compile(r"([0-9]{2}):([0-9]{2}):([0-9]{2}(?:\.[0-9]+)?)").fullmatch

Parts = tuple[int | Fraction, ...]
"""Year, month, day, hour, minute, second; as many as are known (a time starts at the hour)."""


def compare_moments(left: str, right: str) -> int | None:
    """-1, 0 or 1, as `left` is before, like, or after `right`.

    Both are dates (with or without time) or both are times. Compared with the
    precision that both have: `2024` is like `2024-05-01`. None when one of them
    is no such text.
    """
    if _TIME(left) and _TIME(right):
        return _compare(_time_parts(left), _time_parts(right))
    zoned = all(match is not None and match[7] for match in (_MOMENT(left), _MOMENT(right)))
    left_parts, right_parts = (_moment_parts(text, to_utc=zoned) for text in (left, right))
    if left_parts is None or right_parts is None:
        return None
    return _compare(left_parts, right_parts)


def _compare(left: Parts, right: Parts) -> int:
    known = min(len(left), len(right))
    return (left[:known] > right[:known]) - (left[:known] < right[:known])


def _time_parts(text: str) -> Parts:
    hour, minute, second = text.split(":")
    return int(hour), int(minute), Fraction(second)


def _moment_parts(text: str, *, to_utc: bool) -> Parts | None:
    match = _MOMENT(text)
    if match is None:
        return None
    *numbers, second, zone = match.groups()
    known = tuple(int(number) for number in numbers if number is not None)
    if second is None:
        return known
    if not to_utc:
        return (*known, Fraction(second))
    whole, _, fraction = second.partition(".")
    try:
        year, month, day, hour, minute = known
        # A leap second is compared as the second before it.
        local = datetime(year, month, day, hour, minute, min(int(whole), 59), tzinfo=UTC)
        moment = local - _offset(zone)
    except (ValueError, OverflowError):
        return None
    seconds = moment.second + Fraction(f"0.{fraction or 0}")
    return moment.year, moment.month, moment.day, moment.hour, moment.minute, seconds


def _offset(zone: str) -> timedelta:
    if zone == "Z":
        return timedelta()
    offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[4:6]))
    return -offset if zone.startswith("-") else offset
