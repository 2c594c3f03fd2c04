"""FHIR dates and times as intervals of microseconds.

A partial date stands for the interval it leaves open: `2027-03` is the whole of
March. What has no zone is read in the server's zone.

Spec: https://hl7.org/fhir/R4/search.html#date
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sas_server.store.instants import from_datetime

PARIS = ZoneInfo("Europe/Paris")

BEGINNING = from_datetime(datetime(1, 1, 1, tzinfo=UTC))
END = from_datetime(datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC))
"""What an open period is taken to reach to."""

_DATE = re.compile(
    r"(?P<year>\d{4})(-(?P<month>\d{2})(-(?P<day>\d{2})"
    r"(T(?P<hour>\d{2}):(?P<minute>\d{2})(:(?P<second>\d{2})(\.(?P<fraction>\d+))?)?"
    r"(?P<zone>Z|[+-]\d{2}:\d{2})?)?)?)?"
)


class Interval(NamedTuple):
    """From `low` to `high`, both included, in microseconds since 1970."""

    low: int
    high: int


def parse_interval(text: str, zone: ZoneInfo = PARIS) -> Interval:
    """The interval that a date, dateTime or instant stands for; raises ValueError."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"not a FHIR date: {text!r}")
    parts = match.groupdict()
    start = datetime(
        int(parts["year"]),
        int(parts["month"] or 1),
        int(parts["day"] or 1),
        int(parts["hour"] or 0),
        int(parts["minute"] or 0),
        # A leap second is the last moment of its minute.
        min(int(parts["second"] or 0), 59),
        _microseconds(parts["fraction"]),
        tzinfo=_zone(parts["zone"], zone),
    )
    low = from_datetime(start)
    return Interval(low, max(low, _end(start, parts) - 1))


def parse_instant(text: str, zone: ZoneInfo = PARIS) -> int:
    """The point that an instant stands for; raises ValueError."""
    return parse_interval(text, zone).low


def _microseconds(fraction: str | None) -> int:
    return int((fraction or "")[:6].ljust(6, "0"))


def _zone(text: str | None, default: ZoneInfo) -> tzinfo | None:
    if text is None:
        return default
    return datetime.fromisoformat(f"2000-01-01T00:00:00{text}").tzinfo


def _end(start: datetime, parts: dict[str, str | None]) -> int:
    """The first microsecond after the interval."""
    try:
        if parts["month"] is None:
            return from_datetime(start.replace(year=start.year + 1))
        if parts["day"] is None:
            return from_datetime((start.replace(day=1) + timedelta(days=32)).replace(day=1))
        if parts["hour"] is None:
            return from_datetime(start + timedelta(days=1))
    except (OverflowError, ValueError):
        return END + 1
    return from_datetime(start) + _width(parts)


def _width(parts: dict[str, str | None]) -> int:
    """Microseconds covered by a time of the given precision."""
    if parts["second"] is None:
        return 60_000_000
    fraction = parts["fraction"]
    return 1_000_000 if fraction is None else 10 ** max(0, 6 - len(fraction))
