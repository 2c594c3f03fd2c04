"""Availabilities that can't be: refused at their place, in bounded time.

Facts: spec/gap.md 5.3 and 9.1; issue 8, "Bad input".
"""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.integration.gap.gap_data import available, child, days, rrule, schedule, service

from sas_server.agenda.availability import read_agenda
from sas_server.agenda.examining import examine
from sas_server.agenda.vocabulary import FREQUENCIES
from sas_validators.model.paths import render

PARIS = ZoneInfo("Europe/Paris")
START, END = "2027-03-01T09:00:00+01:00", "2027-03-01T12:00:00+01:00"
NOW = 1_800_000_000_000_000
RULE = "Schedule.extension[0].extension[4]"


def found(*extensions: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Id, severity's first letter and place of each finding."""
    agenda = read_agenda(schedule(*extensions), PARIS, 900_000_000)
    return [
        (item.message.id, item.message.severity[0], render(item.location))
        for item in examine(agenda, NOW, 56)
    ]


def ruled(freq: str, *parts: dict[str, Any], start: str = START, end: str = END) -> Any:
    return available("D-1", start, end, rrule(freq, *parts))


def number(name: str, value: Any, kind: str = "Integer") -> dict[str, Any]:
    return child(name, kind, value)


FEBRUARY_30 = (number("byMonth", 2, "PositiveInt"), number("byMonthDay", 30))
DAY_LONG = {"start": START, "end": "2027-03-02T15:00:00+01:00"}


@pytest.mark.parametrize(
    ("extension", "id", "place"),
    [
        pytest.param(available("D-1", END, START), "GAP_AVAILABILITY_PERIOD", "3", id="inverted"),
        pytest.param(available("D-1", START, START), "GAP_AVAILABILITY_PERIOD", "3", id="empty"),
        pytest.param(
            ruled("DAILY", number("until", "2027-02-01", "DateTime")),
            "GAP_RECURRENCE_UNTIL",
            "4.1",
            id="until before the start",
        ),
        pytest.param(
            ruled("DAILY", number("count", 3), number("until", "2027-04-01", "DateTime")),
            "GAP_RECURRENCE_ENDS",
            "4",
            id="count and until",
        ),
        pytest.param(
            ruled("DAILY", number("count", 1_000_000)),
            "GAP_RECURRENCE_VALUE",
            "4.1",
            id="a million times",
        ),
        pytest.param(
            ruled("DAILY", number("interval", 0)), "GAP_RECURRENCE_VALUE", "4.1", id="interval 0"
        ),
        pytest.param(
            ruled("DAILY", number("interval", -1)), "GAP_RECURRENCE_VALUE", "4.1", id="interval -1"
        ),
        pytest.param(
            ruled("WEEKLY", number("byDay", "MONDAY", "String")),
            "GAP_RECURRENCE_VALUE",
            "4.1",
            id="unknown day",
        ),
        pytest.param(
            ruled("WEEKLY", number("byDay", "2MO", "String")),
            "GAP_RECURRENCE_VALUE",
            "4.1",
            id="numbered day of a week",
        ),
        pytest.param(
            ruled("MONTHLY", number("byMonthDay", 32)),
            "GAP_RECURRENCE_VALUE",
            "4.1",
            id="32nd of the month",
        ),
        pytest.param(
            ruled("YEARLY", number("byYearDay", "x", "String")),
            "GAP_RECURRENCE_VALUE",
            "4.1",
            id="no number",
        ),
        *(
            pytest.param(
                available(
                    "D-1",
                    START,
                    "2027-03-01T09:00:01+01:00",
                    rrule(freq, *FEBRUARY_30),
                ),
                "GAP_RECURRENCE_NEVER",
                "4",
                id=f"never, {freq}",
            )
            for freq in FREQUENCIES
        ),
        pytest.param(
            ruled("SECONDLY", end="2027-03-01T09:00:01+01:00"),
            "GAP_RECURRENCE_TOO_MANY",
            "4",
            id="every second, without end",
        ),
        pytest.param(
            ruled("SECONDLY", start="1900-01-01T00:00:00Z", end="1900-01-01T00:00:01Z"),
            "GAP_RECURRENCE_TOO_MANY",
            "4",
            id="every second since 1900",
        ),
        pytest.param(ruled("HOURLY"), "GAP_RECURRENCE_OVERLAP", "4", id="overlaps itself"),
        pytest.param(
            ruled("WEEKLY", *days("MO", "TU"), **DAY_LONG),
            "GAP_RECURRENCE_OVERLAP",
            "4",
            id="days that overlap",
        ),
    ],
)
def test_refused(extension: dict[str, Any], id: str, place: str) -> None:
    at = "Schedule" + "".join(f".extension[{step}]" for step in f"0.{place}".split("."))
    errors = [item for item in found(extension) if item[1] == "e"]
    assert [(item[0], item[2].partition(".value")[0]) for item in errors] == [(id, at)]


@pytest.mark.parametrize(
    "extension",
    [
        pytest.param(ruled("WEEKLY"), id="without end"),
        pytest.param(
            ruled("DAILY", start="2000-01-01T09:00:00Z", end="2000-01-01T10:00:00Z"),
            id="for long already",
        ),
        pytest.param(
            ruled(
                "YEARLY",
                number("byMonth", 2, "PositiveInt"),
                number("byMonthDay", 29),
                start="2028-02-29",
                end="2028-02-29",
            ),
            id="leap days",
        ),
        pytest.param(ruled("DAILY", number("interval", 1_000_000)), id="hardly ever"),
        pytest.param(available("D-1", "9998-12-31", "9998-12-31"), id="in the year 9998"),
    ],
)
def test_accepted(extension: dict[str, Any]) -> None:
    assert [item for item in found(extension) if item[1] == "e"] == []


def test_start_off_its_rule() -> None:
    assert found(ruled("WEEKLY", *days("TU"))) == [("GAP_RECURRENCE_START", "w", RULE)]


@pytest.mark.parametrize("minutes", [0, -5, 0.001])
def test_durations(minutes: float) -> None:
    at = "Schedule.extension[0].extension[1].value.ofType(Duration)"
    range = available("D-1", START, END)
    assert found(service(minutes), range) == [("GAP_SERVICE_DURATION", "e", at)]


def test_too_many_slots() -> None:
    whole_days = available("D-1", "2027-03-01", "2027-03-01", rrule("DAILY"))
    assert found(service(1), whole_days) == [("GAP_SLOTS_TOO_MANY", "e", "Schedule.extension[0]")]


def test_too_many_recurrences() -> None:
    many = [
        available(f"D-{index}", START, END, rrule("DAILY", *FEBRUARY_30)) for index in range(5_000)
    ]
    assert [item[0] for item in found(*many)] == ["GAP_RECURRENCE_TOO_MANY"]


SMALL = st.integers(-400, 400)
PARTS = st.one_of(
    st.builds(lambda value: number("interval", value), st.integers(1, 10_000)),
    st.builds(lambda value: number("count", value), st.integers(1, 10_000)),
    *(
        st.builds(lambda value, name=name: number(name, value, "PositiveInt"), SMALL)
        for name in ("byHour", "byMinute", "bySecond", "byMonth")
    ),
    *(
        st.builds(lambda value, name=name: number(name, value), SMALL)
        for name in ("byMonthDay", "byWeekNo")
    ),
    st.builds(lambda value: number("byYearDay", str(value), "String"), SMALL),
    st.builds(lambda value: number("byDay", value, "String"), st.sampled_from(["MO", "-1FR", "x"])),
    st.builds(lambda value: number("wkst", value, "Code"), st.sampled_from(["mon", "SU", "x"])),
)


@settings(deadline=None, max_examples=40)
@given(
    freq=st.sampled_from(FREQUENCIES),
    parts=st.lists(PARTS, max_size=6),
    length=st.integers(1, 10**6),
)
def test_whatever_is_sent_is_judged(freq: str, parts: list[Any], length: int) -> None:
    """No rule raises or hangs."""
    end = f"2027-03-{1 + length % 28:02}T10:00:00+01:00"
    for item in found(ruled(freq, *parts, end=end)):
        assert item[0].startswith("GAP_")
