"""What has to be written so that the stored slots of agendas are what they must be.

Slots are derived from the availabilities and compared with those that are
stored; only what differs is planned. Slots that appointments hold stay,
whatever becomes of the rule that gave them.

A plan may be made in one transaction and carried out in a later one, as long
as everything that it rests on is still in the same version.

Spec: gap.md 9.2, ADR 0030 and 0032
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from sas_server.agenda.availability import Agenda
from sas_server.agenda.bookings import Hold, about_versions, holds_on, period_of, statuses
from sas_server.agenda.derivation import Piece, is_derived, service_key, slot_id
from sas_server.agenda.horizon import Reach
from sas_server.agenda.links import Kept, current_versions, slot_versions, stored_slots
from sas_server.agenda.making import SlotMaker
from sas_server.agenda.vocabulary import FREE, SLOT, UNAVAILABLE, WRONG
from sas_server.rest.facade import Facade
from sas_server.store.reader import Reader
from sas_server.store.rows import Draft, IndexRows, Resource, Stored, Version
from sas_server.store.writer import Writer

_REMEMBERED = 10_000

Window = tuple[int, int]
"""From the first to just before the second, in microseconds."""


@dataclass(frozen=True, slots=True)
class Task:
    """An agenda whose slots that start within `window` are to be `pieces`."""

    stored: Stored
    schedule: Mapping[str, Any]
    agenda: Agenda
    pieces: Sequence[Piece]
    window: Window


@dataclass(slots=True)
class Plan:
    """Slots to be written and to be removed, and how far agendas are derived then.

    `windows` are what it was made from: the agendas looked at in each.
    """

    drafts: list[Draft] = field(default_factory=list)
    gone: list[Stored] = field(default_factory=list)
    reaches: dict[int, Reach] = field(default_factory=dict)
    windows: dict[Window, list[int]] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.drafts or self.gone or self.reaches)

    def rests_on(self, reader: Reader) -> set[Version]:
        """The versions that the agendas, their slots and their appointments are in now."""
        return {
            version
            for window, rids in self.windows.items()
            for version in (
                *current_versions(reader, rids),
                *slot_versions(reader, rids, *window),
                *about_versions(reader, rids, *window),
            )
        }

    def write(self, writer: Writer) -> None:
        """Writes the slots."""
        if self.drafts:
            writer.put(self.drafts)
        if self.gone:
            writer.remove(self.gone)


class Planner:
    """Compares slots that are wanted with those that are stored."""

    def __init__(self, facade: Facade) -> None:
        """Takes what it needs of the facade."""
        self._indexer = facade.indexer
        self._judge = facade.judge
        self._basis = facade.store.numbering.basis
        self._bases = frozenset({facade.settings.public_base.rstrip("/")} - {""})
        self._profiles: dict[bytes, tuple[list[str], bool]] = {}

    @property
    def bases(self) -> frozenset[str]:
        """The URLs under which this server is known."""
        return self._bases

    def plan(self, reader: Reader, tasks: Iterable[Task]) -> Plan:
        """What must be written for these tasks, of different agendas."""
        plan = Plan()
        alike: dict[Window, list[Task]] = defaultdict(list)
        for task in tasks:
            alike[task.window].append(task)
        for window, group in alike.items():
            rids = [task.stored.rid for task in group]
            slots = stored_slots(reader, rids, *window)
            holds = holds_on(reader, rids, *window)
            plan.windows[window] = rids
            for task in group:
                self._compare(plan, task, slots[task.stored.rid], holds[task.stored.rid])
        return plan

    def extract(self, resource: Resource) -> IndexRows:
        """The index rows of a slot."""
        return self._indexer.extract(resource, self._bases)

    def _compare(
        self, plan: Plan, task: Task, slots: Iterable[Kept], holds: Sequence[Hold]
    ) -> None:
        id = task.stored.id
        keys = [service_key(service) for service in task.agenda.services]
        wanted = {slot_id(id, piece.start, keys[piece.service]): piece for piece in task.pieces}
        there = {kept.stored.id: kept for kept in slots if is_derived(kept.stored.id, id)}
        marks = statuses(_placed(wanted, there), holds) if holds else {}
        made = self._maker(id, task)
        for id, piece in wanted.items():
            kept, status = there.get(id), marks.get(id, FREE)
            if kept is not None and not made.says(kept.stored.content, piece, status):
                status = _closed(kept) or status
                if made.says(kept.stored.content, piece, status):
                    continue
            elif kept is not None:
                continue
            plan.drafts.append(made.draft(id, piece, status))
        held = {slot for hold in holds for slot in hold.slots}
        for id, kept in there.items():
            if id in wanted:
                continue
            status = marks.get(id, FREE)
            if id not in held:
                plan.gone.append(kept.stored)
            elif kept.resource["status"] != status:
                plan.drafts.append(self._redraft(kept, status))

    def _redraft(self, kept: Kept, status: str) -> Draft:
        resource = {**kept.resource, "status": status}
        rows = self.extract(resource)
        return Draft("Slot", kept.stored.id, resource, rows, "PUT", kept.stored.basis)

    def _maker(self, id: str, task: Task) -> SlotMaker:
        shared: Resource = {"schedule": {"reference": f"Schedule/{id}"}}
        if task.schedule.get("specialty"):
            shared = {"specialty": task.schedule["specialty"], **shared}
        return SlotMaker(task.agenda, shared, self._prove, self.extract)

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
