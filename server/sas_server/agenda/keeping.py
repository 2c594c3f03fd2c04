"""Keeping the stored slots of agendas what they must be, within one transaction.

How far agendas are derived, and which of their slots an appointment is about;
what has to be written follows from that (`planning`).

Spec: gap.md 9.2, ADR 0030 and 0031
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from sas_server.agenda.availability import Agenda, has_availabilities, read_agenda
from sas_server.agenda.bookings import (
    actors_of,
    appointments_on,
    hold_of,
    period_of,
)
from sas_server.agenda.derivation import (
    Piece,
    TooManySlotsError,
    derive,
    is_derived,
    to_microseconds,
)
from sas_server.agenda.examining import last_end
from sas_server.agenda.horizon import DAY, Reach, find_reaches, note_reaches, step_beyond
from sas_server.agenda.links import linked, linking
from sas_server.agenda.planning import Plan, Planner, Task
from sas_server.agenda.recurrence import TooManyOccurrencesError
from sas_server.agenda.vocabulary import BUSY, FREE, TENTATIVE, UNAVAILABLE, WRONG
from sas_server.rest.facade import Facade
from sas_server.search.dates import BEGINNING, END
from sas_server.store import tables
from sas_server.store.content import read_json
from sas_server.store.reader import Reader
from sas_server.store.rows import Draft, Stored
from sas_server.store.writer import Writer

WHOLE = 2_000
"""An agenda that gives no more slots than these, and ends, is derived whole."""

BEHIND = DAY
"""How far into the past the slots of the others are kept up to date."""


class Keeper:
    """Derives the slots of agendas and writes what is new."""

    def __init__(self, facade: Facade) -> None:
        """Takes what it needs of the facade."""
        self._planner = Planner(facade)
        self._zone = facade.zone
        self._step = max(1, facade.settings.slot_minutes) * 60_000_000
        self._ahead = max(1, facade.settings.horizon) * DAY
        self._clock = facade.store.clock
        self._types = facade.store.numbering.types

    def read(self, schedule: Mapping[str, Any]) -> Agenda:
        """A Schedule's availabilities and services."""
        return read_agenda(schedule, self._zone, self._step)

    @property
    def bases(self) -> frozenset[str]:
        """The URLs under which this server is known."""
        return self._planner.bases

    # -- agendas ---------------------------------------------------------------

    def renew(self, writer: Writer, schedule_id: str) -> None:
        """Brings all slots of an agenda in line, after the agenda has changed."""
        stored = writer.find("Schedule", schedule_id)
        if stored is not None:
            self.carry_out(writer, self.plan(writer, [stored.rid]))

    def plan(self, reader: Reader, rids: Sequence[int]) -> Plan:
        """What must be written to bring all slots of the agendas with these numbers in line."""
        before = find_reaches(reader, rids)
        now = self._clock()
        tasks, reaches = [], {}
        for rid, stored in reader.contents(rids).items():
            schedule = read_json(stored.content or b"{}")
            if has_availabilities(schedule) or rid in before:
                agenda = self.read(schedule)
                reach, low, pieces = self._extent(agenda, rid, before.get(rid), now)
                tasks.append(Task(stored, schedule, agenda, pieces, (low, END)))
                reaches[rid] = reach
        plan = self._planner.plan(reader, tasks)
        # Also without availabilities: slots that are still booked must be freed one day.
        plan.reaches = {rid: item for rid, item in reaches.items() if before.get(rid) != item}
        return plan

    def carry_out(self, writer: Writer, plan: Plan) -> None:
        """Writes what is planned."""
        plan.write(writer)
        note_reaches(writer, plan.reaches)

    def extend(self, writer: Writer, rids: Sequence[int], until: int) -> None:
        """Derives the slots of agendas that start before `until` and are not there yet."""
        reaches = find_reaches(writer, rids)
        due = [rid for rid, reach in reaches.items() if reach.derived < until]
        tasks, further = [], {}
        for rid, stored in writer.contents(due).items():
            low, high = reaches[rid].derived, step_beyond(until, rid)
            tasks.append(self._task(stored, low, high))
            further[rid] = replace(reaches[rid], derived=high)
        plan = self._planner.plan(writer, tasks)
        plan.reaches = further
        self.carry_out(writer, plan)

    def _task(self, stored: Stored, low: int, high: int) -> Task:
        """The slots of one agenda that start between two moments."""
        schedule = read_json(stored.content or b"{}")
        agenda = self.read(schedule)
        return Task(stored, schedule, agenda, _derived(agenda, low, high), (low, high))

    def _extent(
        self, agenda: Agenda, rid: int, before: Reach | None, now: int
    ) -> tuple[Reach, int, list[Piece]]:
        """How far to derive, from where on, and what that gives."""
        ends = [last_end(item) for item in agenda.availabilities if item.free]
        known = [end for end in ends if end is not None]
        last = max(known, default=BEGINNING) if len(known) == len(ends) else END
        if agenda.period[1] is not None:
            last = min(last, to_microseconds(agenda.period[1], agenda.zone))
        if last < END:
            try:
                pieces = derive(agenda, BEGINNING, last)
            except (TooManyOccurrencesError, TooManySlotsError):
                pieces = None
            if pieces is not None and len(pieces) <= WHOLE:
                return Reach(END, last), BEGINNING, pieces
        low = now - BEHIND
        derived = step_beyond(now + self._ahead, rid)
        if before is not None and before.derived < END:
            derived = max(derived, before.derived)
        return Reach(derived, last), low, _derived(agenda, low, derived)

    # -- appointments ----------------------------------------------------------

    def rebook(self, writer: Writer, appointments: Sequence[Mapping[str, Any]]) -> None:
        """Brings in line the slots that an appointment holds, or held until now.

        `appointments` are the contents of one appointment before and after.
        """
        holding = [replace_status(item) for item in appointments]
        holds = [hold for item in holding if (hold := hold_of(item))]
        ids = sorted({id for hold in holds for id in hold.slots})
        slots = [stored for id in ids if (stored := writer.find("Slot", id)) and not stored.deleted]
        spans = [(hold.low, hold.high) for hold in holds if hold.low < hold.high]
        spans += [span for slot in slots if (span := period_of(read_json(slot.content or b"{}")))]
        rids = self._agendas(writer, slots, holding)
        if rids and spans:
            low, high = min(span[0] for span in spans), max(span[1] for span in spans)
            self._refresh(writer, rids, low - DAY, high)
        for slot in slots:
            self._mark(writer, slot)

    def _agendas(
        self, writer: Writer, slots: Iterable[Stored], appointments: Iterable[Mapping[str, Any]]
    ) -> list[int]:
        """The numbers of the derived agendas that slots, or appointments on none, are about."""
        from_slots = linked(writer, "Slot", "schedule", [slot.rid for slot in slots])
        actors = [
            stored.rid
            for item in appointments
            if not item.get("slot")
            for place in actors_of(item, self._types)
            if (stored := writer.find(place.type, place.id))
        ]
        from_actors = linking(writer, "Schedule", "actor", actors)
        table = tables.agenda
        wanted = sorted(from_slots | from_actors)
        query = select(table.c.rid).where(table.c.rid.in_(wanted)).order_by(table.c.rid)
        return [row.rid for row in writer.rows(query)] if wanted else []

    def _refresh(self, writer: Writer, rids: Sequence[int], low: int, high: int) -> None:
        """Brings in line the slots of agendas that start between two moments."""
        reaches = find_reaches(writer, rids)
        tasks = [
            self._task(stored, low, min(high, reaches[rid].derived))
            for rid, stored in writer.contents(reaches).items()
            if low < reaches[rid].derived
        ]
        self._planner.plan(writer, tasks).write(writer)

    def _mark(self, writer: Writer, slot: Stored) -> None:
        """The status of a slot that was put there, by the appointments on it."""
        current = writer.find("Slot", slot.id)
        if current is None or current.content is None:
            return
        resource = read_json(current.content)
        schedule = (resource.get("schedule") or {}).get("reference", "")
        if is_derived(slot.id, schedule.rpartition("/")[2]):
            return
        status = self.status_of(writer, current, resource)
        if resource["status"] != status:
            resource["status"] = status
            rows = self._planner.extract(resource)
            draft = Draft("Slot", slot.id, resource, rows, "PUT", current.basis)
            writer.put([draft])

    def status_of(self, reader: Reader, slot: Stored, resource: Mapping[str, Any]) -> str:
        """What the appointments on a slot make of it; what closes it by itself stays."""
        if resource["status"] in (UNAVAILABLE, WRONG):
            return str(resource["status"])
        holds = [
            hold
            for item in appointments_on(reader, slot.id)
            if (hold := hold_of(read_json(item.content or b"{}")))
        ]
        if any(hold.for_good for hold in holds):
            return BUSY
        return TENTATIVE if holds else FREE


def replace_status(appointment: Mapping[str, Any]) -> Mapping[str, Any]:
    """The appointment as if it were booked, to find what it could hold."""
    return {**appointment, "status": "booked"}


def _derived(agenda: Agenda, low: int, high: int) -> list[Piece]:
    """The pieces; none where the agenda has become too costly since it was accepted."""
    try:
        return derive(agenda, low, high)
    except (TooManyOccurrencesError, TooManySlotsError):
        return []
