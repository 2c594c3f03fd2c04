"""FHIR dates as intervals (spec/gap.md 6.4)."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sas_server.search.dates import Interval, parse_instant, parse_interval
from sas_server.store.instants import from_datetime, to_datetime, to_instant


def at(*parts: int) -> int:
    return from_datetime(datetime(*parts, tzinfo=UTC))  # type: ignore[misc,arg-type]


UTC_ZONE = ZoneInfo("UTC")

INTERVALS = [
    ("2027", at(2027, 1, 1), at(2028, 1, 1) - 1),
    ("2027-02", at(2027, 2, 1), at(2027, 3, 1) - 1),
    ("2027-12", at(2027, 12, 1), at(2028, 1, 1) - 1),
    ("2024-02-29", at(2024, 2, 29), at(2024, 3, 1) - 1),
    ("2027-03-25T09:20", at(2027, 3, 25, 9, 20), at(2027, 3, 25, 9, 21) - 1),
    ("2027-03-25T09:20:30", at(2027, 3, 25, 9, 20, 30), at(2027, 3, 25, 9, 20, 31) - 1),
    ("2027-03-25T09:20:30.5Z", at(2027, 3, 25, 9, 20, 30, 500_000), None),
    ("2027-03-25T09:20:30.123456789Z", at(2027, 3, 25, 9, 20, 30, 123_456), None),
    ("2027-03-25T09:20:00+01:00", at(2027, 3, 25, 8, 20), at(2027, 3, 25, 8, 20, 1) - 1),
    ("2027-03-25T09:20:00-10:00", at(2027, 3, 25, 19, 20), at(2027, 3, 25, 19, 20, 1) - 1),
    ("2016-12-31T23:59:60Z", at(2016, 12, 31, 23, 59, 59), at(2017, 1, 1) - 1),
    ("9999", at(9999, 1, 1), at(9999, 12, 31, 23, 59, 59, 999_999)),
    ("9999-12-31", at(9999, 12, 31), at(9999, 12, 31, 23, 59, 59, 999_999)),
    ("0001-01-01T00:00:00+14:00", at(1, 1, 1) - 14 * 3_600_000_000, None),
]


@pytest.mark.parametrize(("text", "low", "high"), INTERVALS)
def test_intervals(text: str, low: int, high: int | None) -> None:
    found = parse_interval(text, UTC_ZONE)
    assert found.low == low
    if high is not None:
        assert found.high == high


def test_what_has_no_zone_is_in_paris() -> None:
    assert parse_instant("2027-01-01") == at(2026, 12, 31, 23)
    assert parse_instant("2027-07-01T12:00:00") == at(2027, 7, 1, 10)


def test_a_day_of_the_change_of_clocks_has_23_or_25_hours() -> None:
    spring, autumn = parse_interval("2027-03-28"), parse_interval("2027-10-31")
    hours = [(item.high + 1 - item.low) // 3_600_000_000 for item in (spring, autumn)]
    assert hours == [23, 25]


@pytest.mark.parametrize(
    "text",
    ["", "27", "2027-13", "2027-02-30", "2027-1-1", "2027-01-01T", "2027-01-01T25:00", "now",
     "2027-01-01T09", "2027-01-01T09:00+1:00", "2027-01-01Z", "0000"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_interval(text)


@given(st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)))
def test_instants_come_back(moment: datetime) -> None:
    microseconds = from_datetime(moment.replace(tzinfo=UTC)) // 1_000 * 1_000
    text = to_instant(microseconds)
    assert parse_interval(text) == Interval(microseconds, microseconds + 999)
    assert to_datetime(microseconds).tzinfo is UTC
