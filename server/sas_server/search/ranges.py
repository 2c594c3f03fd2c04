"""Comparisons with intervals, as SQL over the columns `low` and `high`.

Beside what the specification asks for, each condition bounds `low` wherever it
can, because that is what the index is ordered by.

Spec: https://hl7.org/fhir/R4/search.html#prefix
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, not_, or_

from sas_server.search.query import DateValue, NumberValue

Column = ColumnElement[Any]
Bound = int | float

YEAR = 366 * 24 * 3600 * 1_000_000
"""A partial date never stands for more than this many microseconds."""

_APPROXIMATE = 10
"""`ap` widens a date by a tenth of its distance from now, a number by a tenth of itself."""


def width_of(types: tuple[str, ...]) -> int | None:
    """How far apart `low` and `high` can be for elements of these types; None: no bound."""
    if types == ("instant",):
        return 0
    return YEAR if types and set(types) <= {"date", "dateTime", "instant"} else None


def date_condition(
    value: DateValue, low: Column, high: Column, width: int | None, now: int
) -> Column:
    """Whether the date in the columns compares to `value` as its prefix says."""
    span = value.interval
    if value.prefix == "ap":
        middle = (span.low + span.high) // 2
        margin = abs(now - middle) // _APPROXIMATE
        return _overlaps(low, high, span.low - margin, span.high + margin, width)
    return _compare(value.prefix, low, high, span.low, span.high, width)


def number_condition(value: NumberValue, low: Column, high: Column) -> Column:
    """The same for numbers; only `eq` and `ne` heed the precision of `value`."""
    number = float(value.number)
    if value.prefix == "ap":
        margin = abs(number) / _APPROXIMATE
        return _overlaps(low, high, number - margin, number + margin, None)
    if value.prefix in ("eq", "ne"):
        first, last = float(value.number - value.half), _below(value.number + value.half)
        return _compare(value.prefix, low, high, first, last, None)
    return _compare(value.prefix, low, high, number, number, None)


def _below(limit: Decimal) -> float:
    """The upper end of a precision interval, which does not belong to it."""
    return float(limit) * (1 - 1e-15) if limit > 0 else float(limit) * (1 + 1e-15)


def _overlaps(low: Column, high: Column, first: Bound, last: Bound, width: int | None) -> Column:
    bounds = [low <= last, high >= first]
    return and_(*bounds) if width is None else and_(*bounds, low >= first - width)


def _compare(
    prefix: str, low: Column, high: Column, first: Bound, last: Bound, width: int | None
) -> Column:
    """`first` to `last` is what the search value stands for."""
    conditions = _points(low, first, last) if width == 0 else _intervals(low, high, first, last)
    condition = conditions[prefix]()
    if width and prefix in ("gt", "ge"):
        return and_(low >= (last if prefix == "gt" else first) - width, condition)
    return condition


def _points(at: Column, first: Bound, last: Bound) -> dict[str, Callable[[], Column]]:
    """Comparisons where low and high are the same."""
    return {
        "eq": lambda: at.between(first, last),
        "ne": lambda: or_(at < first, at > last),
        "gt": lambda: at > last,
        "sa": lambda: at > last,
        "lt": lambda: at < first,
        "eb": lambda: at < first,
        "ge": lambda: at >= first,
        "le": lambda: at <= last,
    }


def _intervals(
    low: Column, high: Column, first: Bound, last: Bound
) -> dict[str, Callable[[], Column]]:
    return {
        "eq": lambda: and_(low >= first, low <= last, high <= last),
        "ne": lambda: not_(and_(low >= first, high <= last)),
        "gt": lambda: high > last,
        "sa": lambda: low > last,
        "lt": lambda: low < first,
        "eb": lambda: and_(low < first, high < first),
        "ge": lambda: or_(low >= first, high > last),
        "le": lambda: and_(low <= last, or_(high <= last, low < first)),
    }
