"""GAP flux 1c, 2a to 2c and 3a to 3c: agendas, their availabilities, and whose they are.

Spec: gap.md 5.1 to 5.3
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sas_server.agenda.availability import has_availabilities
from sas_server.agenda.bookings import appointments_of, appointments_on, period_of
from sas_server.agenda.examining import examine, last_end, new_availabilities
from sas_server.agenda.horizon import forget_reach
from sas_server.agenda.keeping import Keeper
from sas_server.agenda.links import linking, slots_of
from sas_server.agenda.messages import (
    DUPLICATE,
    FOREIGN_ACTOR,
    LONE_ACTOR,
    NO_IDENTIFIER,
    PAST,
    STILL_BOOKED,
    UNKNOWN_ACTOR,
)
from sas_server.agenda.vocabulary import BOOKED, REQUESTED, SCHEDULE, SCHEDULE_PARENT, UNDER_WAY
from sas_server.flows.findings import to_issues
from sas_server.flows.holders import find_holders, names_of
from sas_server.flows.rule import declares, items, text
from sas_server.refusals.refusal import Refusal, Refused
from sas_server.rest.facade import Facade
from sas_server.rest.flows import Change, Flow
from sas_server.search.references import Place, parse_reference
from sas_server.store.content import read_json
from sas_server.store.instants import to_instant
from sas_server.store.rows import Resource, Stored
from sas_server.store.writer import Writer
from sas_validators.issues.finding import Finding
from sas_validators.model.paths import Location, render, root

ACTORS = (
    "Device",
    "HealthcareService",
    "Location",
    "Patient",
    "Practitioner",
    "PractitionerRole",
    "RelatedPerson",
)
"""What may own an agenda."""

_PAST = Refusal(422, PAST)
_UNKNOWN_ACTOR = Refusal(422, UNKNOWN_ACTOR)
_DUPLICATE = Refusal(422, DUPLICATE)
_STILL_BOOKED = Refusal(409, STILL_BOOKED)


class Agendas(Flow):
    """Agendas and the slots derived from them."""

    name = "GAP 1c, 2a-2c, 3a-3c"

    def attach(self, facade: Facade) -> None:
        """Takes what deriving needs."""
        self._facade = facade
        self._keeper = Keeper(facade)

    def review(self, change: Change) -> Iterable[Resource]:
        """What is wrong with availabilities, and what an agenda should have."""
        schedule = change.resource
        if change.type != "Schedule" or schedule is None:
            return ()
        return to_issues(self._findings(change, schedule), change.asked.language)

    def _findings(self, change: Change, schedule: Resource) -> Iterator[Finding]:
        if has_availabilities(schedule):
            agenda = self._keeper.read(schedule)
            days = self._facade.settings.horizon
            yield from examine(agenda, self._facade.store.clock(), days)
        if declares(schedule, SCHEDULE, SCHEDULE_PARENT):
            yield from _should_have(schedule)
        for reference, at in self._actors(change, schedule):
            if isinstance(reference, str):
                yield Finding(FOREIGN_ACTOR, at, {"reference": reference})

    def _actors(self, change: Change, schedule: Resource) -> Iterator[tuple[Place | str, Location]]:
        """What the agenda's owners are: places in this store, or URLs elsewhere."""
        bases = {change.asked.base, *self._keeper.bases}
        types = self._facade.store.numbering.types
        for index, actor in items(schedule, "actor"):
            found = parse_reference(text(actor, "reference"), types, bases)
            if found is not None:
                yield found, ((root("Schedule"), "actor", index), "reference", None)

    # -- in the transaction ----------------------------------------------------

    def accompany(self, change: Change, before: Stored | None, writer: Writer) -> None:
        """Derives slots, and removes with an agenda or its last owner what depends on it."""
        if change.type == "Schedule" and change.kind == "delete" and before is not None:
            self._remove(writer, before)
        elif change.type == "Schedule" and change.resource is not None:
            self._change(change, change.resource, before, writer)
        elif change.type in ACTORS and change.kind == "delete" and before is not None:
            self._release(writer, before, change)

    def _change(
        self, change: Change, schedule: Resource, before: Stored | None, writer: Writer
    ) -> None:
        earlier: Resource = {} if before is None else read_json(before.content or b"{}")
        self._check_past(schedule, earlier)
        if change.kind == "create" and declares(schedule, SCHEDULE, SCHEDULE_PARENT):
            check_new(writer, schedule)
        id = change.id
        assert id is not None  # noqa: S101 - known when it is about to be written
        if declares(schedule, SCHEDULE):
            actors = list(self._actors(change, schedule))
            writer.before_commit(f"Schedule/{id} actors", lambda late: _check_actors(late, actors))
        if has_availabilities(schedule) or has_availabilities(earlier):
            writer.before_commit(f"Schedule/{id}", lambda late: self._keeper.renew(late, id))

    def _check_past(self, schedule: Resource, earlier: Resource) -> None:
        """A recurrence that is over is not declared any more; known ones may stay."""
        fresh = new_availabilities(schedule, earlier)
        if not fresh:
            return
        now = self._facade.store.clock()
        for item in self._keeper.read(schedule).availabilities:
            end = last_end(item) if item.rule is not None and item.at in fresh else None
            if end is not None and end <= now:
                at = [render(item.rule_at or item.at)]
                raise Refused(_PAST, at=at, end=to_instant(end))

    # -- deletion --------------------------------------------------------------

    def _remove(self, writer: Writer, schedule: Stored) -> None:
        """Flux 2c: the slots go with their agenda, unless something is still to come."""
        slots = slots_of(writer, schedule.rid)
        for slot in slots:
            for appointment in appointments_on(writer, slot.id):
                self._check_over(appointment, f"Schedule/{schedule.id}")
        if slots:
            writer.remove(slots)
        forget_reach(writer, schedule.rid)

    def _release(self, writer: Writer, actor: Stored, change: Change) -> None:
        """Flux 1c: agendas go with their only owner; others lose one of theirs."""
        place = f"{actor.type}/{actor.id}"
        for appointment in appointments_of(writer, actor.rid):
            self._check_over(appointment, place)
        for stored in writer.contents(linking(writer, "Schedule", "actor", [actor.rid])).values():
            schedule = read_json(stored.content or b"{}")
            left = [
                item
                for item, (found, _) in zip(
                    _with_reference(schedule), self._actors(change, schedule), strict=True
                )
                if found != Place(actor.type, actor.id)
            ]
            others = [item for _, item in items(schedule, "actor") if "reference" not in item]
            if left or others:
                self._rewrite(writer, stored, {**schedule, "actor": [*left, *others]}, change)
            else:
                self._remove(writer, stored)
                writer.remove([stored])

    def _rewrite(self, writer: Writer, stored: Stored, schedule: Resource, change: Change) -> None:
        proven = self._facade.judge.judge(schedule).ok
        draft = self._facade.draft(schedule, stored.id, change.asked.base, "PUT", proven=proven)
        writer.put([draft])
        id = stored.id
        writer.before_commit(f"Schedule/{id}", lambda late: self._keeper.renew(late, id))

    def _check_over(self, appointment: Stored, place: str) -> None:
        """Raises Refused (409) for an appointment that is still to take place."""
        content = read_json(appointment.content or b"{}")
        span = period_of(content)
        is_over = span is not None and span[1] <= self._facade.store.clock()
        if content.get("status") in UNDER_WAY and not is_over:
            named = f"Appointment/{appointment.id}"
            raise Refused(_STILL_BOOKED, place=place, appointment=named)


class PutSlots(Flow):
    """Slots that clients put themselves: none is free while an appointment holds it."""

    name = "GAP Slot"

    def attach(self, facade: Facade) -> None:
        """Takes what reading appointments needs."""
        self._keeper = Keeper(facade)

    def accompany(self, change: Change, before: Stored | None, writer: Writer) -> None:
        """The status that the appointments on a slot make of it."""
        slot = change.resource
        if change.type != "Slot" or slot is None or before is None:
            return
        if slot.get("overbooked") is True or slot.get("status") not in ("free", "busy-tentative"):
            return
        status = self._keeper.status_of(writer, before, slot)
        if status != "free":
            slot["status"] = status


def check_new(writer: Writer, resource: Resource) -> None:
    """Raises Refused (422) when an identifier with a system is another resource's already."""
    kind = str(resource["resourceType"])
    names = [name for name in names_of(resource) if name.system]
    for holder in find_holders(writer, kind, names):
        name = holder.holds(names)
        at = [f"{kind}.identifier"]
        raise Refused(_DUPLICATE, at=at, identifier=str(name), place=holder.place)


def holds_time(appointment: Mapping[str, Any]) -> bool:
    """Whether an appointment takes the time of its slots."""
    return text(appointment, "status") in BOOKED | REQUESTED


def _should_have(schedule: Resource) -> Iterator[Finding]:
    """Warnings A3 and A4."""
    at = root("Schedule")
    if not schedule.get("identifier"):
        yield Finding(NO_IDENTIFIER, at, {})
    kinds = {
        text(actor, "reference").rsplit("/", 2)[-2:][0] for _, actor in items(schedule, "actor")
    }
    professionals = kinds & {"Practitioner", "PractitionerRole"}
    if len(professionals) == 1:
        yield Finding(LONE_ACTOR, (at, "actor", None), {"given": professionals.pop()})


def _with_reference(schedule: Resource) -> list[Mapping[str, Any]]:
    return [item for _, item in items(schedule, "actor") if "reference" in item]


def _check_actors(writer: Writer, actors: Iterable[tuple[Place | str, Location]]) -> None:
    """Raises Refused (422) for an owner that is not there (A1)."""
    for place, at in actors:
        if not isinstance(place, Place) or not place.type:
            continue
        found = writer.find(place.type, place.id)
        if found is None or found.deleted:
            reference = f"{place.type}/{place.id}"
            raise Refused(_UNKNOWN_ACTOR, at=[render(at)], reference=reference)
