"""Slots from an agenda: occurrences, open time, pieces.

Spec: gap.md 9.1 and 9.2
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache

from sas_server.agenda.availability import Agenda, Availability, Service
from sas_server.agenda.openings import Interval, clipped, pieces, union, without
from sas_server.agenda.recurrence import (
    MAX_OCCURRENCES,
    EmptyRuleError,
    Span,
    TooManyOccurrencesError,
    spans,
)
from sas_server.search.dates import BEGINNING, END
from sas_server.store.instants import from_datetime, to_datetime

MAX_SLOTS = 20_000
"""Slots of one agenda in one window."""


class TooManySlotsError(Exception):
    """An agenda that gives more slots than anybody can offer."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A slot to be: from `start` to `end`, in microseconds, for the service at `service`."""

    start: int
    end: int
    service: int


def derive(agenda: Agenda, low: int, high: int) -> list[Piece]:
    """The pieces that start from `low` to just before `high`, by start and service.

    Raises TooManyOccurrencesError, TooManySlotsError.
    """
    found = [
        Piece(start, end, number)
        for number, service in enumerate(agenda.services)
        for start, end in _cut(service, open_time(agenda, low, high), low, high)
    ]
    return sorted(found, key=lambda piece: (piece.start, piece.service))


def _cut(service: Service, opened: list[Interval], low: int, high: int) -> Iterator[Interval]:
    total = sum((end - start) // service.length for start, end in clipped(opened, low, high))
    if total > MAX_SLOTS:
        raise TooManySlotsError
    for interval in opened:
        yield from pieces(interval, service.length, low, high)


def open_time(agenda: Agenda, low: int, high: int) -> list[Interval]:
    """When the agenda is open between `low` and `high`, as maximal intervals.

    They begin where they really begin, be that before `low`: slots are cut from there.
    """
    if not agenda.active:
        return []
    start, end = agenda.period
    first = BEGINNING if start is None else to_microseconds(start, agenda.zone)
    last = END if end is None else to_microseconds(end, agenda.zone)
    high = min(high, last)
    free = [item for item in agenda.availabilities if item.free]
    taken = [item for item in agenda.availabilities if not item.free]
    opened = union(item for availability in free for item in intervals(availability, low, high))
    closed = union(item for availability in taken for item in intervals(availability, low, high))
    return clipped(without(opened, closed), first, last)


def intervals(availability: Availability, low: int, high: int) -> Iterator[Interval]:
    """All occurrences that start before `high`, those before `low` included.

    Raises TooManyOccurrencesError for more than MAX_OCCURRENCES between the two.
    """
    zone = availability.zone
    inside = 0
    try:
        for span in spans(availability.first, availability.rule, _wall(high, zone)):
            start, end = _within(span, availability.bounds)
            interval = (to_microseconds(start, zone), to_microseconds(end, zone))
            inside += interval[1] > low
            if inside > MAX_OCCURRENCES:
                raise TooManyOccurrencesError
            yield interval
    except EmptyRuleError:
        return


def _within(span: Span, bounds: Span | None) -> tuple[datetime, datetime]:
    if bounds is None:
        return span.start, span.end
    return max(span.start, bounds.start), min(span.end, bounds.end)


def _wall(moment: int, zone: tzinfo) -> datetime:
    """The wall clock at a moment, one day late: no occurrence may be missed."""
    try:
        return to_datetime(moment).astimezone(zone).replace(tzinfo=None) + timedelta(days=1)
    except OverflowError:
        return datetime.max


def to_microseconds(wall: datetime, zone: tzinfo) -> int:
    """When the clock in `zone` shows `wall`; of two times, the first."""
    return from_datetime(wall.replace(tzinfo=zone)) if wall.year < _LAST_YEAR else END


_LAST_YEAR = 9999


# -- identity ------------------------------------------------------------------

_TIMES = 20_000
_DERIVED = re.compile(r"\.\d{8}T\d{6}Z\.[a-z0-9]{1,8}$")
_SIMPLE = re.compile(r"[a-z0-9]{1,8}")


def service_key(service: Service) -> str:
    """What tells the slots of one service from those of another: its code, or a digest."""
    if service.concept is None:
        return "0"
    codings = service.concept.get("coding")
    codes = [
        str(coding.get("code", ""))
        for coding in (codings if isinstance(codings, list) else ())
        if isinstance(coding, dict)
    ]
    if len(codes) == 1 and _SIMPLE.fullmatch(codes[0]):
        return codes[0]
    return _digest(repr(sorted(codes) or service.concept.get("text")))


def slot_id(schedule_id: str, start: int, key: str) -> str:
    """`<agenda>.<start in UTC>.<service>`: the same for as long as the rule is unchanged."""
    head = schedule_id if len(schedule_id) <= _LONGEST_HEAD else _digest(schedule_id)
    return f"{head}.{_stamp(start // 1_000_000)}.{key}"


@lru_cache(_TIMES)
def _stamp(second: int) -> str:
    """Agendas have many times in common."""
    return f"{datetime.fromtimestamp(second, UTC):%Y%m%dT%H%M%SZ}"


_LONGEST_HEAD = 38
"""With it an id has the 64 characters that FHIR allows."""


def is_derived(slot_id: str, schedule_id: str) -> bool:
    """Whether a slot of that agenda is one of ours, not one that was put there."""
    head = schedule_id if len(schedule_id) <= _LONGEST_HEAD else _digest(schedule_id)
    return slot_id.startswith(head) and _DERIVED.fullmatch(slot_id, len(head)) is not None


def agenda_part(slot_id: str) -> str:
    """What the ids of an agenda's slots have in common; of others, the id itself."""
    match = _DERIVED.search(slot_id)
    return slot_id[: match.start()] if match is not None else slot_id


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
