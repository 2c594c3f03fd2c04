"""Comparisons of intervals, checked against the specification's words on all small intervals.

Spec: https://hl7.org/fhir/R4/search.html#prefix
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import product

import pytest
from sqlalchemy import Engine, create_engine, literal, select

from sas_server.search.dates import Interval
from sas_server.search.query import DateValue, NumberValue
from sas_server.search.ranges import YEAR, date_condition, number_condition, width_of

SPANS = [Interval(low, high) for low, high in product(range(6), repeat=2) if low <= high]

Words = Callable[[Interval, Interval], bool]

MEANINGS: dict[str, Words] = {
    "eq": lambda value, target: value.low <= target.low and target.high <= value.high,
    "ne": lambda value, target: not (value.low <= target.low and target.high <= value.high),
    "gt": lambda value, target: target.high > value.high,
    "lt": lambda value, target: target.low < value.low,
    "ge": lambda value, target: target.high > value.high or MEANINGS["eq"](value, target),
    "le": lambda value, target: target.low < value.low or MEANINGS["eq"](value, target),
    "sa": lambda value, target: target.low > value.high,
    "eb": lambda value, target: target.high < value.low,
}


@pytest.fixture(scope="module")
def engine() -> Engine:
    return create_engine("sqlite://")


@pytest.mark.parametrize("prefix", MEANINGS)
@pytest.mark.parametrize("width", [None, YEAR], ids=["any", "year"])
def test_dates(engine: Engine, prefix: str, width: int | None) -> None:
    with engine.connect() as connection:
        for value, target in product(SPANS, SPANS):
            condition = date_condition(
                DateValue(prefix, value),
                literal(target.low),
                literal(target.high),
                width,
                0,  # type: ignore[arg-type]
            )
            found = bool(connection.execute(select(condition)).scalar())
            assert found == MEANINGS[prefix](value, target), (value, target)


@pytest.mark.parametrize("prefix", MEANINGS)
def test_points(engine: Engine, prefix: str) -> None:
    with engine.connect() as connection:
        for value, point in product(SPANS, range(6)):
            at = literal(point)
            condition = date_condition(DateValue(prefix, value), at, at, 0, 0)  # type: ignore[arg-type]
            found = bool(connection.execute(select(condition)).scalar())
            assert found == MEANINGS[prefix](value, Interval(point, point)), (value, point)


@pytest.mark.parametrize(
    ("prefix", "number", "target", "expected"),
    [
        ("eq", "100", 100.4, True),
        ("eq", "100", 99.5, True),
        ("eq", "100", 100.5, False),
        ("eq", "100.0", 100.4, False),
        ("ne", "100", 100.4, False),
        ("gt", "100", 100.1, True),
        ("lt", "100", 100.0, False),
        ("ge", "100", 100.0, True),
        ("ap", "100", 109.0, True),
        ("ap", "100", 111.0, False),
        ("eq", "-2", -2.4, True),
    ],
)
def test_numbers(engine: Engine, prefix: str, number: str, target: float, expected: bool) -> None:
    value = Decimal(number)
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    half = Decimal(5).scaleb(exponent - 1)
    at = literal(target)
    condition = number_condition(NumberValue(prefix, value, half), at, at)  # type: ignore[arg-type]
    with engine.connect() as connection:
        assert bool(connection.execute(select(condition)).scalar()) is expected


def test_approximate_dates_widen_with_distance(engine: Engine) -> None:
    at = literal(900)
    near = date_condition(DateValue("ap", Interval(1_000, 1_000)), at, at, 0, now=2_000)
    far = date_condition(DateValue("ap", Interval(1_000, 1_000)), at, at, 0, now=1_100)
    with engine.connect() as connection:
        assert connection.execute(select(near)).scalar()
        assert not connection.execute(select(far)).scalar()


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        (("instant",), 0),
        (("dateTime",), YEAR),
        (("date", "dateTime"), YEAR),
        (("Period",), None),
        ((), None),
    ],
)
def test_widths(types: tuple[str, ...], expected: int | None) -> None:
    assert width_of(types) == expected
