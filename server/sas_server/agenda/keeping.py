"""Keeping the stored slots of agendas what they must be, within one transaction.

Slots are derived from the availabilities, compared with those that are stored,
and only what differs is written. Slots that appointments hold stay, whatever
becomes of the rule that gave them.

Spec: gap.md 9.2, ADR 0030 and 0031
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import orjson
from sqlalchemy import select

from sas_server.agenda.availability import Agenda, has_availabilities, read_agenda
from sas_server.agenda.bookings import (
    actors_of,
    appointments_on,
    hold_of,
    holds_on,
    period_of,
    statuses,
)
from sas_server.agenda.derivation import (
    Piece,
    TooManySlotsError,
    derive,
    is_derived,
    service_key,
    slot_id,
    to_microseconds,
)
from sas_server.agenda.examining import last_end
from sas_server.agenda.horizon import DAY, Reach, find_reach, note_reach, step_beyond
from sas_server.agenda.links import Kept, linked, linking, stored_slots
from sas_server.agenda.making import SlotMaker
from sas_server.agenda.recurrence import TooManyOccurrencesError
from sas_server.agenda.vocabulary import BUSY, FREE, SLOT, TENTATIVE, UNAVAILABLE, WRONG
from sas_server.rest.facade import Facade
from sas_server.search.dates import BEGINNING, END
from sas_server.store import tables
from sas_server.store.content import read_json
from sas_server.store.reader import Reader
from sas_server.store.rows import Draft, IndexRows, Resource, Stored
from sas_server.store.writer import Writer

WHOLE = 2_000
"""An agenda that gives no more slots than these, and ends, is derived whole."""

BEHIND = DAY
"""How far into the past the slots of the others are kept up to date."""

_REMEMBERED = 10_000


class Keeper:
    """Derives the slots of agendas and writes what is new."""

    def __init__(self, facade: Facade) -> None:
        """Takes what it needs of the facade."""
        self._indexer = facade.indexer
        self._judge = facade.judge
        self._zone = facade.zone
        self._step = max(1, facade.settings.slot_minutes) * 60_000_000
        self._ahead = max(1, facade.settings.horizon) * DAY
        self._clock = facade.store.clock
        self._types = facade.store.numbering.types
        self._basis = facade.store.numbering.basis
        self._bases = frozenset({facade.settings.public_base.rstrip("/")} - {""})
        self._profiles: dict[bytes, tuple[list[str], bool]] = {}

    def read(self, schedule: Mapping[str, Any]) -> Agenda:
        """A Schedule's availabilities and services."""
        return read_agenda(schedule, self._zone, self._step)

    @property
    def bases(self) -> frozenset[str]:
        """The URLs under which this server is known."""
        return self._bases

    # -- agendas ---------------------------------------------------------------

    def renew(self, writer: Writer, schedule_id: str) -> None:
        """Brings all slots of an agenda in line, after the agenda has changed."""
        stored = writer.find("Schedule", schedule_id)
        if stored is None or stored.content is None:
            return
        schedule = read_json(stored.content)
        before = find_reach(writer, stored.rid)
        if not has_availabilities(schedule) and before is None:
            return
        agenda = self.read(schedule)
        reach, low, pieces = self._plan(agenda, stored.rid, before)
        self._write(writer, stored, schedule, agenda, pieces, low, END)
        # Also without availabilities: slots that are still booked must be freed one day.
        note_reach(writer, stored.rid, reach)

    def extend(self, writer: Writer, rid: int, until: int) -> None:
        """Derives the slots of an agenda that start before `until` and are not there yet."""
        reach = find_reach(writer, rid)
        stored = writer.contents([rid]).get(rid)
        if reach is None or stored is None or reach.derived >= until:
            return
        schedule = read_json(stored.content or b"{}")
        agenda = self.read(schedule)
        further = step_beyond(until, rid)
        pieces = _derived(agenda, reach.derived, further)
        self._write(writer, stored, schedule, agenda, pieces, reach.derived, further)
        note_reach(writer, rid, replace(reach, derived=further))

    def _plan(
        self, agenda: Agenda, rid: int, before: Reach | None
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
        now = self._clock()
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
        for rid in self._agendas(writer, slots, holding):
            if spans:
                low, high = min(span[0] for span in spans), max(span[1] for span in spans)
                self._refresh(writer, rid, low - DAY, high)
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

    def _refresh(self, writer: Writer, rid: int, low: int, high: int) -> None:
        """Brings in line the slots of one agenda that start between two moments."""
        stored = writer.contents([rid]).get(rid)
        reach = find_reach(writer, rid)
        if stored is None or reach is None:
            return
        schedule = read_json(stored.content or b"{}")
        agenda = self.read(schedule)
        high = min(high, reach.derived)
        if low < high:
            pieces = _derived(agenda, low, high)
            self._write(writer, stored, schedule, agenda, pieces, low, high)

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
            rows = self._extract(resource)
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

    # -- writing ---------------------------------------------------------------

    def _write(
        self,
        writer: Writer,
        schedule: Stored,
        content: Mapping[str, Any],
        agenda: Agenda,
        pieces: Sequence[Piece],
        low: int,
        high: int,
    ) -> None:
        """Makes the derived slots that start between two moments these pieces."""
        keys = [service_key(service) for service in agenda.services]
        wanted = {slot_id(schedule.id, piece.start, keys[piece.service]): piece for piece in pieces}
        there = {
            kept.stored.id: kept
            for kept in stored_slots(writer, schedule.rid, low, high)
            if is_derived(kept.stored.id, schedule.id)
        }
        holds = holds_on(writer, schedule.rid, low, high)
        marks = statuses(_placed(wanted, there), holds) if holds else {}
        made = self._maker(schedule.id, content, agenda)
        drafts, gone = [], []
        for id, piece in wanted.items():
            kept, status = there.get(id), marks.get(id, FREE)
            if kept is not None and not made.says(kept.stored.content, piece, status):
                status = _closed(kept) or status
                if made.says(kept.stored.content, piece, status):
                    continue
            elif kept is not None:
                continue
            drafts.append(made.draft(id, piece, status))
        for id, kept in there.items():
            if id in wanted:
                continue
            status = marks.get(id, FREE)
            if status == FREE:
                gone.append(kept.stored)
            elif kept.resource["status"] != status:
                drafts.append(self._redraft(kept, status))
        if drafts:
            writer.put(drafts)
        if gone:
            writer.remove(gone)

    def _redraft(self, kept: Kept, status: str) -> Draft:
        resource = {**kept.resource, "status": status}
        rows = self._extract(resource)
        return Draft("Slot", kept.stored.id, resource, rows, "PUT", kept.stored.basis)

    def _maker(self, id: str, schedule: Mapping[str, Any], agenda: Agenda) -> SlotMaker:
        shared: Resource = {"schedule": {"reference": f"Schedule/{id}"}}
        if schedule.get("specialty"):
            shared = {"specialty": schedule["specialty"], **shared}
        return SlotMaker(agenda, shared, self._prove, self._extract)

    def _extract(self, resource: Resource) -> IndexRows:
        return self._indexer.extract(resource, self._bases)

    def _prove(self, resource: Resource) -> tuple[list[str], int | None]:
        """The profiles that a slot of ours declares, and the number of the definitions it meets.

        Slots that differ in place and time only are judged once.
        """
        same = {name: resource[name] for name in ("serviceType", "specialty") if name in resource}
        key = orjson.dumps(same, default=str)
        if key not in self._profiles:
            if len(self._profiles) >= _REMEMBERED:
                self._profiles.clear()
            claims = self._judge.judge(resource, (SLOT,)).ok
            holds = claims or self._judge.judge({**resource, "meta": {}}).ok
            self._profiles[key] = ([SLOT] if claims else [], holds)
        profiles, holds = self._profiles[key]
        return profiles, self._basis if holds else None


def replace_status(appointment: Mapping[str, Any]) -> Mapping[str, Any]:
    """The appointment as if it were booked, to find what it could hold."""
    return {**appointment, "status": "booked"}


def _derived(agenda: Agenda, low: int, high: int) -> list[Piece]:
    """The pieces; none where the agenda has become too costly since it was accepted."""
    try:
        return derive(agenda, low, high)
    except (TooManyOccurrencesError, TooManySlotsError):
        return []


def _closed(kept: Kept) -> str:
    """The status of a slot that somebody has closed by hand; "" for any other."""
    status = kept.resource.get("status")
    return str(status) if status in (UNAVAILABLE, WRONG) else ""


def _placed(wanted: Mapping[str, Piece], there: Mapping[str, Kept]) -> list[tuple[str, int, int]]:
    placed = {id: (piece.start, piece.end) for id, piece in wanted.items()}
    for id, kept in there.items():
        if id not in placed:
            placed[id] = period_of(kept.resource) or (0, 0)
    return sorted(((id, *span) for id, span in placed.items()), key=lambda item: item[1])
