"""Who holds the time of an agenda: its appointments, and what they do to slots.

Spec: gap.md 5.6 and 9.2
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from sas_server.agenda.links import current_versions
from sas_server.agenda.reading import items
from sas_server.agenda.vocabulary import BOOKED, BUSY, FREE, REQUESTED, TENTATIVE
from sas_server.search.references import Place, end_of, parse_reference
from sas_server.store import tables
from sas_server.store.content import read_json
from sas_server.store.instants import from_datetime
from sas_server.store.reader import Reader
from sas_server.store.rows import Stored, Version

_PLACE = tables.resource.alias()
_REFERRING = (
    select(tables.resource.c.rid)
    .join_from(_PLACE, tables.reference_index, tables.reference_index.c.target == _PLACE.c.rid)
    .join(tables.resource, tables.resource.c.rid == tables.reference_index.c.rid)
    .where(_PLACE.c.type == bindparam("type"), _PLACE.c.id == bindparam("id"))
    .where(tables.reference_index.c.parameter == bindparam("parameter"))
    .where(tables.resource.c.state == tables.LIVE)
)
"""What is there and refers to a place. Asked with every slot that is written."""

_LONGEST = 8 * 86_400_000_000
"""Appointments that last longer than eight days are only found through their slots."""


@dataclass(frozen=True, slots=True)
class Hold:
    """What one appointment takes: a period, some slots, and whether for good."""

    low: int
    high: int
    slots: frozenset[str]
    for_good: bool


def slot_ids(
    appointment: Mapping[str, Any], types: Collection[str], bases: Collection[str]
) -> list[str]:
    """The ids of the slots of this server that an appointment refers to, each once."""
    found: dict[str, None] = {}
    for _, reference in items(appointment, "slot"):
        text = reference.get("reference")
        place = parse_reference(text, types, bases) if isinstance(text, str) else None
        if isinstance(place, Place) and place.type == "Slot":
            found[place.id] = None
    return list(found)


def actors_of(appointment: Mapping[str, Any], types: Collection[str]) -> list[Place]:
    """The participants that may be resources of this server."""
    found = []
    for _, participant in items(appointment, "participant"):
        actor = participant.get("actor")
        text = actor.get("reference") if isinstance(actor, Mapping) else None
        place = parse_reference(end_of(text), types) if isinstance(text, str) else None
        if isinstance(place, Place) and place.type:
            found.append(place)
    return found


def period_of(resource: Mapping[str, Any]) -> tuple[int, int] | None:
    """`start` and `end` in microseconds; None when one is absent."""
    moments = []
    for name in ("start", "end"):
        try:
            moments.append(from_datetime(datetime.fromisoformat(str(resource[name]))))
        except (KeyError, ValueError, TypeError):
            return None
    return moments[0], moments[1]


def hold_of(appointment: Mapping[str, Any]) -> Hold | None:
    """What an appointment holds; None for one that holds nothing (any more)."""
    status = appointment.get("status")
    if status not in BOOKED and status not in REQUESTED:
        return None
    low, high = period_of(appointment) or (0, 0)
    texts = [reference.get("reference") for _, reference in items(appointment, "slot")]
    places = [end_of(text).partition("/") for text in texts if isinstance(text, str)]
    slots = frozenset(id for kind, _, id in places if kind == "Slot")
    return Hold(low, high, slots, status in BOOKED)


def appointments_about(
    reader: Reader, schedules: Collection[int], low: int, high: int
) -> dict[int, list[Stored]]:
    """The appointments about each of these agendas between two moments, or nearby.

    Those on one of its slots, and those on no slot that one of its actors takes part in.
    """
    by_slot = _on_slots(reader, schedules, low, high)
    by_actor = _of_actors(reader, schedules, low, high) - by_slot
    stored = reader.contents({rid for _, rid in by_slot | by_actor})
    found: dict[int, list[Stored]] = {schedule: [] for schedule in schedules}
    for schedule, rid in sorted(by_slot | by_actor):
        if rid in stored and not ((schedule, rid) in by_actor and _names_slot(stored[rid])):
            found[schedule].append(stored[rid])
    return found


def _names_slot(appointment: Stored) -> bool:
    return bool(read_json(appointment.content or b"{}").get("slot"))


def about_versions(reader: Reader, schedules: Collection[int], low: int, high: int) -> set[Version]:
    """Which versions these appointments, and some more, are in."""
    pairs = _on_slots(reader, schedules, low, high) | _of_actors(reader, schedules, low, high)
    return current_versions(reader, {rid for _, rid in pairs})


def holds_on(
    reader: Reader, schedules: Collection[int], low: int, high: int
) -> dict[int, list[Hold]]:
    """What is held of each of these agendas between two moments."""
    found = appointments_about(reader, schedules, low, high)
    return {
        schedule: [hold for item in stored if (hold := hold_of(read_json(item.content or b"{}")))]
        for schedule, stored in found.items()
    }


def appointments_on(reader: Reader, slot_id: str) -> list[Stored]:
    """The live appointments that refer to a slot, be it there or not."""
    numbering = reader.numbering
    given = {
        "type": numbering.types["Slot"],
        "id": slot_id,
        "parameter": numbering.parameter("Appointment", "slot"),
    }
    found = reader.rows(_REFERRING, given)
    return list(reader.contents(row.rid for row in found).values())


def appointments_of(reader: Reader, actor: int) -> list[Stored]:
    """The live appointments that the resource with that number takes part in."""
    rows, resource = tables.reference_index, tables.resource
    number = reader.numbering.parameter("Appointment", "actor")
    query = (
        select(resource.c.rid)
        .join_from(rows, resource, resource.c.rid == rows.c.rid)
        .where(rows.c.target == actor, rows.c.parameter == number)
        .where(resource.c.state == tables.LIVE)
    )
    return list(reader.contents(row.rid for row in reader.rows(query)).values())


_Pairs = set[tuple[int, int]]
"""Agendas and appointments."""


def _on_slots(reader: Reader, schedules: Collection[int], low: int, high: int) -> _Pairs:
    """Appointments with a slot of the agendas that starts about then."""
    booked, placed = tables.reference_index, tables.reference_date_index
    query = (
        select(placed.c.target, booked.c.rid)
        .join_from(placed, booked, booked.c.target == placed.c.rid)
        .where(placed.c.parameter == reader.numbering.parameter("Slot", "schedule+start"))
        .where(reader.among(placed.c.target, schedules))
        .where(placed.c.low >= low - _LONGEST, placed.c.low < high)
        .where(booked.c.parameter == reader.numbering.parameter("Appointment", "slot"))
    )
    return {(schedule, rid) for schedule, rid in reader.rows(query)}


def _of_actors(reader: Reader, schedules: Collection[int], low: int, high: int) -> _Pairs:
    """Appointments about then that an actor of the agendas takes part in."""
    acting, taking = tables.reference_index, tables.reference_date_index
    query = (
        select(acting.c.rid, taking.c.rid)
        .join_from(acting, taking, taking.c.target == acting.c.target)
        .where(reader.among(acting.c.rid, schedules))
        .where(acting.c.parameter == reader.numbering.parameter("Schedule", "actor"))
        .where(taking.c.parameter == reader.numbering.parameter("Appointment", "actor+date"))
        .where(taking.c.low >= low - _LONGEST, taking.c.low < high)
    )
    return {(schedule, rid) for schedule, rid in reader.rows(query)}


def statuses(slots: Sequence[tuple[str, int, int]], holds: Iterable[Hold]) -> dict[str, str]:
    """The status of each slot (id, start, end), sorted by start: busy, busy-tentative or free."""
    found = {id: FREE for id, _, _ in slots}
    starts = [start for _, start, _ in slots]
    longest = max((end - start for _, start, end in slots), default=0)
    for hold in holds:
        status = BUSY if hold.for_good else TENTATIVE
        taken = [id for id in hold.slots if id in found]
        index = bisect_left(starts, hold.low - longest)
        while index < len(slots) and starts[index] < hold.high:
            id, _, end = slots[index]
            if end > hold.low:
                taken.append(id)
            index += 1
        for id in taken:
            if found[id] != BUSY:
                found[id] = status
    return found
