"""Slots from availabilities, against a simple model that goes day by day, minute by minute.

Facts: spec/gap.md 9.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.integration.gap.gap_data import available, child, days, rrule, schedule, service

from sas_server.agenda.availability import read_agenda
from sas_server.agenda.derivation import agenda_part, derive, is_derived, slot_id
from sas_server.store.instants import from_datetime, to_datetime

PARIS = ZoneInfo("Europe/Paris")
MINUTE = 60_000_000
STEP = 15 * MINUTE
NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def us(text: str) -> int:
    return from_datetime(datetime.fromisoformat(text))


def starts(agenda: dict[str, Any], low: str, high: str, zone: ZoneInfo = PARIS) -> list[str]:
    """The starts of the slots between two moments, on the agenda's clock."""
    read = read_agenda(agenda, zone, STEP)
    assert read.findings == ()
    pieces = derive(read, us(low), us(high))
    return [to_datetime(piece.start).astimezone(read.zone).isoformat() for piece in pieces]


# -- the model -----------------------------------------------------------------


@dataclass(frozen=True)
class Range:
    """Opens at `opens` for `minutes` on matching days from `first` on."""

    free: bool
    first: date
    opens: int
    minutes: int
    freq: str
    interval: int
    weekdays: frozenset[int]
    monthdays: frozenset[int]
    count: int | None
    last: date | None

    def matches(self, day: date) -> bool:
        passed = (day - self.first).days
        if self.freq == "DAILY":
            return passed % self.interval == 0 and self._is_chosen(day)
        if self.freq == "WEEKLY":
            monday = self.first - timedelta(days=self.first.weekday())
            weeks = (day - monday).days // 7
            chosen = self.weekdays or {self.first.weekday()}
            return weeks % self.interval == 0 and day.weekday() in chosen
        months = (day.year - self.first.year) * 12 + day.month - self.first.month
        chosen = self.monthdays or {self.first.day}
        return months % self.interval == 0 and day.day in chosen

    def _is_chosen(self, day: date) -> bool:
        return not self.weekdays or day.weekday() in self.weekdays

    def days(self, until: date) -> Iterator[date]:
        """The first day always, then those that match."""
        day, left = self.first, self.count
        # A rule has one end: the count where there is one.
        last = until if self.count is not None else min(until, self.last or until)
        while day <= last and left != 0:
            if day == self.first or self.matches(day):
                yield day
                left = None if left is None else left - 1
            day += timedelta(days=1)

    def minutes_open(self, until: date, zone: ZoneInfo) -> set[int]:
        found: set[int] = set()
        for day in self.days(until):
            wall = datetime.combine(day, time(self.opens // 60, self.opens % 60))
            low = from_datetime(wall.replace(tzinfo=zone))
            high = from_datetime((wall + timedelta(minutes=self.minutes)).replace(tzinfo=zone))
            found.update(range(low // MINUTE, high // MINUTE))
        return found

    def is_on_the_clock(self, zone: ZoneInfo) -> bool:
        """Whether the first occurrence begins and ends at times that there are."""
        wall = datetime.combine(self.first, time(self.opens // 60, self.opens % 60))
        edges = (wall, wall + timedelta(minutes=self.minutes))
        moments = (edge.replace(tzinfo=zone).astimezone(UTC).astimezone(zone) for edge in edges)
        return all(
            moment.replace(tzinfo=None) == edge for moment, edge in zip(moments, edges, strict=True)
        )

    def extension(self, id: str, zone: ZoneInfo) -> dict[str, Any]:
        wall = datetime.combine(self.first, time(self.opens // 60, self.opens % 60))
        end = wall + timedelta(minutes=self.minutes)
        parts = [child("interval", "Integer", self.interval)]
        if self.weekdays and self.freq != "MONTHLY":
            parts += days(*(NAMES[number] for number in sorted(self.weekdays)))
        if self.monthdays and self.freq == "MONTHLY":
            parts += [child("byMonthDay", "Integer", number) for number in sorted(self.monthdays)]
        if self.count is not None:
            parts.append(child("count", "Integer", self.count))
        elif self.last is not None:
            parts.append(child("until", "DateTime", self.last.isoformat()))
        kind = "free" if self.free else "busy-unavailable"
        begin, finish = (moment.replace(tzinfo=zone).isoformat() for moment in (wall, end))
        return available(id, begin, finish, rrule(self.freq, *parts), kind=kind)


def modelled(ranges: list[Range], length: int, low: int, high: int, zone: ZoneInfo) -> list[int]:
    """Runs of open minutes, cut from their start."""
    until = to_datetime(high).astimezone(zone).date() + timedelta(days=1)
    opened: set[int] = set()
    for item in ranges:
        if item.free:
            opened |= item.minutes_open(until, zone)
    for item in ranges:
        if not item.free:
            opened -= item.minutes_open(until, zone)
    found, run = [], 0
    for minute in sorted(opened):
        run = run + 1 if minute - 1 in opened else 1
        if run % length == 0:
            start = (minute - length + 1) * MINUTE
            if low <= start < high:
                found.append(start)
    return found


DAYS = st.dates(date(2027, 3, 1), date(2027, 4, 20))
RANGES = st.builds(
    Range,
    free=st.sampled_from([True, True, False]),
    first=DAYS,
    opens=st.integers(0, 23 * 60 + 59),
    minutes=st.integers(1, 300),
    freq=st.sampled_from(["DAILY", "WEEKLY", "MONTHLY"]),
    interval=st.integers(1, 3),
    weekdays=st.frozensets(st.integers(0, 6), max_size=3),
    monthdays=st.frozensets(st.integers(1, 31), max_size=2),
    count=st.none() | st.integers(1, 20),
    last=st.none() | st.dates(date(2027, 4, 20), date(2027, 6, 1)),
)
ZONES = st.sampled_from(["Europe/Paris", "Indian/Reunion", "America/Miquelon", "Pacific/Noumea"])


@settings(deadline=None, max_examples=60)
@given(
    ranges=st.lists(RANGES, min_size=1, max_size=4),
    length=st.integers(5, 60),
    name=ZONES,
    first=DAYS,
    width=st.integers(1, 40),
)
def test_model(ranges: list[Range], length: int, name: str, first: date, width: int) -> None:
    zone = ZoneInfo(name)
    low = from_datetime(datetime.combine(first, time(), tzinfo=zone))
    high = low + width * 24 * 60 * MINUTE
    # A client can't write an hour that the clock skips.
    assume(all(item.is_on_the_clock(zone) for item in ranges))
    extensions = [item.extension(f"D-{number}", zone) for number, item in enumerate(ranges)]
    agenda = read_agenda(schedule(service(length), *extensions, planningHorizon=None), zone, STEP)
    assert agenda.findings == ()
    found = [piece.start for piece in derive(agenda, low, high)]
    assert found == modelled(ranges, length, low, high, zone)
    halves = derive(agenda, low, (low + high) // 2) + derive(agenda, (low + high) // 2, high)
    assert [piece.start for piece in halves] == found


# -- facts ---------------------------------------------------------------------


def weekly(start: str, end: str, *more: dict[str, Any]) -> dict[str, Any]:
    return available("D-1", start, end, rrule("WEEKLY", *more))


def test_hours_change_on_the_wall_clock() -> None:
    agenda = schedule(service(60), weekly("2027-03-25T09:00:00+01:00", "2027-03-25T10:00:00+01:00"))
    found = starts(agenda, "2027-03-20T00:00:00+01:00", "2027-04-05T00:00:00+02:00")
    assert found == ["2027-03-25T09:00:00+01:00", "2027-04-01T09:00:00+02:00"]


@pytest.mark.parametrize(
    ("offset", "zone"),
    [
        pytest.param("+04:00", "Europe/Paris", id="Réunion on a server in Paris"),
        pytest.param("-04:00", "Europe/Paris", id="Antilles on a server in Paris"),
        pytest.param("+11:00", "Europe/Paris", id="Nouvelle-Calédonie on a server in Paris"),
        pytest.param("+04:00", "Indian/Reunion", id="a server in Réunion"),
    ],
)
def test_overseas_clocks_do_not_change(offset: str, zone: str) -> None:
    start, end = (f"2027-03-25T{hour}:00:00{offset}" for hour in ("09", "10"))
    agenda = schedule(service(60), weekly(start, end))
    found = starts(agenda, "2027-03-20T00:00:00Z", "2027-04-05T00:00:00Z", ZoneInfo(zone))
    assert found == [start, start.replace("03-25", "04-01")]


@pytest.mark.parametrize(
    ("extensions", "expected"),
    [
        pytest.param(
            [available("1", "2027-03-25", "2027-03-25")], 96, id="a date is the whole day"
        ),
        pytest.param(
            [available("1", "2027-03-28", "2027-03-28")], 92, id="which may have 23 hours"
        ),
        pytest.param(
            [
                available("1", "2027-03-25T09:00:00+01:00", "2027-03-25T10:00:00+01:00"),
                available("2", "2027-03-25T09:30:00+01:00", "2027-03-25T11:00:00+01:00"),
            ],
            8,
            id="overlapping ranges are one",
        ),
        pytest.param(
            [available("1", "2027-03-25T09:00:00+01:00", "2027-03-25T09:14:00+01:00")],
            0,
            id="the remainder is dropped",
        ),
        pytest.param(
            [
                available(
                    "1", "2027-03-25T09:00:00+01:00", "2027-03-25T10:00:00+01:00", kind="other"
                )
            ],
            0,
            id="an unknown type is not free",
        ),
    ],
)
def test_open_time(extensions: list[dict[str, Any]], expected: int) -> None:
    agenda = {"extension": extensions}
    assert len(starts(agenda, "2027-03-20T00:00:00Z", "2027-04-05T00:00:00Z")) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param({"active": False}, 0, id="inactive"),
        pytest.param({"planningHorizon": {"end": "2027-03-25"}}, 1, id="ends that day"),
        pytest.param({"planningHorizon": {"start": "2027-03-26"}}, 1, id="starts the next day"),
        pytest.param(
            {"planningHorizon": {"start": "2027-03-25T09:30:00+01:00"}}, 1, id="cuts an hour"
        ),
    ],
)
def test_planning_horizon(change: dict[str, Any], expected: int) -> None:
    range = weekly("2027-03-25T09:00:00+01:00", "2027-03-25T10:00:00+01:00")
    agenda = schedule(service(60), range, **change)
    found = starts(agenda, "2027-03-20T00:00:00+01:00", "2027-04-05T00:00:00+02:00")
    assert len(found) == expected


def test_two_services_share_the_time() -> None:
    range = available("1", "2027-03-25T09:00:00+01:00", "2027-03-25T10:00:00+01:00")
    agenda = schedule(service(20), service(30, "57"), range)
    found = starts(agenda, "2027-03-20T00:00:00Z", "2027-04-05T00:00:00Z")
    assert [text[11:16] for text in found] == ["09:00", "09:00", "09:20", "09:30", "09:40"]


def test_business_reading() -> None:
    """Both hours in byHour: start and end bound the validity (gap.md X17)."""
    hours = [child("byHour", "PositiveInt", hour) for hour in (9, 12)]
    rule = rrule("WEEKLY", *hours, *days("MO", "TH"))
    range = available("1", "2027-03-22T00:00:00+01:00", "2027-04-02T00:00:00+02:00", rule)
    found = starts(schedule(service(60), range), "2027-03-01T00:00:00Z", "2027-05-01T00:00:00Z")
    assert [text[5:16] for text in found] == [
        f"{day}T{hour:02}:00"
        for day in ("03-22", "03-25", "03-29", "04-01")
        for hour in (9, 10, 11)
    ]


@pytest.mark.parametrize(
    ("agenda", "id"),
    [
        ("a204", "a204.20270325T084000Z.124"),
        ("8f14e45f-ceea-467f-9d3a-123456789abc", None),
        ("x" * 64, None),
    ],
)
def test_ids(agenda: str, id: str | None) -> None:
    found = slot_id(agenda, us("2027-03-25T09:40:00+01:00"), "124")
    assert id is None or found == id
    assert len(found) <= 64
    assert is_derived(found, agenda)
    assert not is_derived(found, "other")
    assert datetime(2027, 3, 25, 8, 40, tzinfo=UTC).strftime("%Y%m%dT%H%M%SZ") in found


@pytest.mark.parametrize(
    ("slot", "agenda"),
    [
        ("a204.20270325T084000Z.124", "a204"),
        ("a.b.20270325T084000Z.0", "a.b"),
        ("s1", "s1"),
        ("a204.20270325T084000Z.124.x", "a204.20270325T084000Z.124.x"),
    ],
)
def test_the_agenda_in_the_id_of_a_slot(slot: str, agenda: str) -> None:
    assert agenda_part(slot) == agenda
