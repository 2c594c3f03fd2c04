"""GAP flux 6a, 6b and 6bis: rendez-vous, and the slots they hold.

Whatever profile an appointment declares, no slot is given twice; life cycle and
identifiers are judged where it says that it is one of GAP's. INT_R03 has rules
of its own (`appointments`).

Spec: gap.md 4.3, 5.6, 14.3
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sas_server.agenda.bookings import actors_of, appointments_on, hold_of, period_of, slot_ids
from sas_server.agenda.derivation import agenda_part
from sas_server.agenda.keeping import Keeper
from sas_server.agenda.links import linked
from sas_server.agenda.messages import (
    BAD_TRANSITION,
    ENDS_FIRST,
    INCOMPLETE,
    OTHER_DURATION,
    OTHER_RENDEZVOUS,
    REOPENED,
    SLOT_OF_OTHERS,
    SLOT_TAKEN,
    SLOT_UNKNOWN,
)
from sas_server.agenda.vocabulary import (
    APPOINTMENT,
    APPOINTMENT_PARENT,
    BUSY,
    UNAVAILABLE,
    WRONG,
)
from sas_server.flows.agendas import check_new, holds_time
from sas_server.flows.conditions import missed_names
from sas_server.flows.findings import to_issues
from sas_server.flows.names import APPOINTMENT as SAS_APPOINTMENT
from sas_server.flows.names import SOS_APPOINTMENT
from sas_server.flows.rule import declares, items, text
from sas_server.refusals.refusal import Refusal, Refused
from sas_server.rest.facade import Facade
from sas_server.rest.flows import Change, Flow
from sas_server.search.references import Place, parse_reference
from sas_server.store.content import read_json
from sas_server.store.reader import Reader
from sas_server.store.rows import Resource, Stored
from sas_server.store.writer import Writer
from sas_validators.issues.finding import Finding
from sas_validators.model.paths import root

_OTHER = Refusal(422, OTHER_RENDEZVOUS)
_TRANSITION = Refusal(422, BAD_TRANSITION)
_TAKEN = Refusal(422, SLOT_TAKEN)

_CORRECTION = "entered-in-error"
NEXT: Mapping[str, tuple[str, ...]] = {
    "proposed": ("pending", "booked", "waitlist", "cancelled", _CORRECTION),
    "pending": ("booked", "proposed", "cancelled", _CORRECTION),
    "waitlist": ("booked", "proposed", "cancelled", _CORRECTION),
    "booked": ("checked-in", "arrived", "fulfilled", "noshow", "cancelled", _CORRECTION),
    "checked-in": ("fulfilled", "noshow", "cancelled", _CORRECTION),
    "arrived": ("fulfilled", "noshow", "cancelled", _CORRECTION),
    "fulfilled": (_CORRECTION, "booked"),
    "noshow": (_CORRECTION, "booked"),
    "cancelled": (_CORRECTION, "booked"),
    _CORRECTION: (),
}
"""The statuses that may follow each (gap.md 5.6); staying is always allowed."""


class RendezVous(Flow):
    """Appointments and what they do to slots."""

    name = "GAP 6a, 6b"

    def attach(self, facade: Facade) -> None:
        """Takes what reading and deriving needs."""
        self._facade = facade
        self._keeper = Keeper(facade)

    def review(self, change: Change) -> Iterable[Resource]:
        """Periods, and what GAP expects of its own appointments."""
        appointment = change.resource
        if change.type != "Appointment" or appointment is None or _is_of_sas(appointment):
            return ()
        return to_issues(_findings(appointment), change.asked.language)

    def keys(self, change: Change) -> Iterable[str]:
        """Those who want the same slot wait for each other.

        So do those who want slots of the same agenda, all of which are looked at.
        """
        if change.type != "Appointment" or change.resource is None:
            return ()
        ids = self._slots(change, change.resource)
        return {*(f"Slot/{id}" for id in ids), *(f"agenda {agenda_part(id)}" for id in ids)}

    def accompany(self, change: Change, before: Stored | None, writer: Writer) -> None:
        """Refuses what must not be booked; then brings the slots in line."""
        if change.type != "Appointment":
            return
        earlier: Resource = {} if before is None else read_json(before.content or b"{}")
        contents = [item for item in (earlier, change.resource) if item]
        if change.resource is not None:
            self._check(change, change.resource, before, earlier, writer)
        key = f"Appointment/{change.id}"
        writer.before_commit(key, lambda late: self._keeper.rebook(late, contents))

    def remarks(self, change: Change, before: Stored | None, reader: Reader) -> Iterable[Resource]:
        """What is odd about the slots and the status, and stored all the same."""
        appointment = change.resource
        if change.type != "Appointment" or appointment is None or _is_of_sas(appointment):
            return ()
        earlier: Resource = {} if before is None else read_json(before.content or b"{}")
        findings = [
            *_reopening(earlier, appointment),
            *self._odd_slots(change, appointment, reader),
        ]
        return to_issues(findings, change.asked.language)

    def _odd_slots(
        self, change: Change, appointment: Resource, reader: Reader
    ) -> Iterator[Finding]:
        """Slots that are not there, or of an agenda that nobody of the appointment owns."""
        types, bases = self._facade.store.numbering.types, self._bases(change)
        actors = _actor_rids(reader, appointment, types)
        for index, reference in items(appointment, "slot"):
            given = text(reference, "reference")
            place = parse_reference(given, types, bases) if given else None
            local = isinstance(place, Place) and place.type == "Slot"
            slot = reader.find("Slot", place.id) if isinstance(place, Place) and local else None
            at = (root("Appointment"), "slot", index)
            if given and (slot is None or slot.deleted):
                yield Finding(SLOT_UNKNOWN, at, {"reference": given})
            elif slot is not None and actors is not None:
                agendas = linked(reader, "Slot", "schedule", [slot.rid])
                if not actors & linked(reader, "Schedule", "actor", sorted(agendas)):
                    yield Finding(SLOT_OF_OTHERS, at, {"reference": given})

    def _check(
        self,
        change: Change,
        appointment: Resource,
        before: Stored | None,
        earlier: Resource,
        writer: Writer,
    ) -> None:
        if not _is_of_sas(appointment):
            _check_named(change, appointment)
        if declares(appointment, APPOINTMENT, APPOINTMENT_PARENT):
            if change.kind == "create":
                check_new(writer, appointment)
            _check_transition(earlier, appointment)
        if holds_time(appointment):
            self._check_slots(change, appointment, before, earlier, writer)

    def _check_slots(
        self,
        change: Change,
        appointment: Resource,
        before: Stored | None,
        earlier: Resource,
        writer: Writer,
    ) -> None:
        """Raises Refused (422) when a slot belongs to another appointment."""
        held = hold_of(earlier)
        own = held.slots if held is not None and held.for_good else frozenset()
        for id in self._slots(change, appointment):
            status, is_open = _state(writer, id)
            if status == OVERBOOKED:
                continue
            others = [
                item
                for item in appointments_on(writer, id)
                if (before is None or item.rid != before.rid) and _is_booked(item)
            ]
            if others or not (is_open or id in own):
                at = [_place_of(appointment, id)]
                raise Refused(_TAKEN, at=at, slot=f"Slot/{id}", status=BUSY if others else status)

    def _slots(self, change: Change, appointment: Resource) -> list[str]:
        types = self._facade.store.numbering.types
        return slot_ids(appointment, types, self._bases(change))

    def _bases(self, change: Change) -> list[str]:
        return [change.asked.base, *self._keeper.bases]


OVERBOOKED = "overbooked"


def _state(writer: Writer, id: str) -> tuple[str, bool]:
    """The status of a slot, and whether it may be given.

    One that is gone may not. One that never was is left to whoever refers to
    it: it may be kept elsewhere.
    """
    slot = writer.find("Slot", id)
    if slot is None:
        return "", True
    if slot.content is None:
        return "deleted", False
    content = read_json(slot.content)
    status = str(content.get("status"))
    if content.get("overbooked") is True:
        return OVERBOOKED, True
    return status, status not in (BUSY, UNAVAILABLE, WRONG)


def _is_booked(stored: Stored) -> bool:
    hold = hold_of(read_json(stored.content or b"{}"))
    return hold is not None and hold.for_good


def _is_of_sas(appointment: Mapping[str, Any]) -> bool:
    return declares(appointment, SAS_APPOINTMENT, SOS_APPOINTMENT)


def _place_of(appointment: Resource, id: str) -> str:
    for index, reference in items(appointment, "slot"):
        if text(reference, "reference").endswith(f"Slot/{id}"):
            return f"Appointment.slot[{index}]"
    return "Appointment.slot"


def _findings(appointment: Resource) -> Iterator[Finding]:
    at = root("Appointment")
    span = period_of(appointment)
    if span is not None and span[1] <= span[0]:
        details = {"start": appointment["start"], "end": appointment["end"]}
        yield Finding(ENDS_FIRST, (at, "end", None), details)
    minutes = appointment.get("minutesDuration")
    if span is not None and isinstance(minutes, int) and span[0] < span[1]:
        expected = (span[1] - span[0]) // 60_000_000
        if minutes != expected:
            details = {"minutes": minutes, "expected": expected}
            yield Finding(OTHER_DURATION, (at, "minutesDuration", None), details)
    if declares(appointment, APPOINTMENT, APPOINTMENT_PARENT):
        for name in ("identifier", "start", "created"):
            if not appointment.get(name):
                yield Finding(INCOMPLETE, at, {"element": name})


def _actor_rids(reader: Reader, appointment: Resource, types: Collection[str]) -> set[int] | None:
    """The numbers of who takes part; None when somebody is only named by an identifier."""
    actors = [
        participant.get("actor") or {} for _, participant in items(appointment, "participant")
    ]
    if any(actor and "reference" not in actor for actor in actors):
        return None
    places = actors_of(appointment, types)
    return {found.rid for place in places if (found := reader.find(place.type, place.id))}


def _reopening(earlier: Resource, appointment: Resource) -> Iterator[Finding]:
    """A rendez-vous that was over is booked again."""
    before = text(earlier, "status")
    if before in ("fulfilled", "noshow", "cancelled") and text(appointment, "status") == "booked":
        yield Finding(REOPENED, (root("Appointment"), "status", None), {"before": before})


def _check_named(change: Change, appointment: Resource) -> None:
    """After a conditional update the appointment has the identifier it was found by."""
    missed = missed_names(change, appointment)
    if missed:
        names = ", ".join(str(name) for name in missed)
        raise Refused(_OTHER, at=["Appointment.identifier"], asked=names)


def _check_transition(earlier: Resource, appointment: Resource) -> None:
    before, after = text(earlier, "status"), text(appointment, "status")
    allowed = NEXT.get(before)
    if allowed is None or after == before or after in allowed:
        return
    following = ", ".join(allowed) or "-"
    at = ["Appointment.status"]
    raise Refused(_TRANSITION, at=at, before=before, after=after, allowed=following)
