"""INT_R03: appointments that regulators booked in editors' solutions.

Spec: flows.md 5
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace

from sas_server.flows.appointment_rules import (
    DUPLICATE_APPOINTMENT,
    OTHER_IDENTIFIER,
    TRANSITION,
    UNKNOWN_OPERATOR,
    is_expected,
    operator_of,
)
from sas_server.flows.conditions import missed_names
from sas_server.flows.findings import to_issues
from sas_server.flows.holders import (
    Named,
    find_accounts,
    find_holders,
    has_accounts,
    names_of,
)
from sas_server.flows.locations import unversioned
from sas_server.flows.names import APPOINTMENT, SOS_APPOINTMENT
from sas_server.flows.rule import apply, declares, text
from sas_server.flows.table import rules_of
from sas_server.refusals.refusal import Refusal, Refused
from sas_server.rest.exchange import Answer
from sas_server.rest.flows import Change, Flow
from sas_server.store.content import read_json
from sas_server.store.rows import Resource, Stored
from sas_server.store.writer import Writer
from sas_validators.model.paths import render

log = logging.getLogger(__name__)

_RULES = rules_of("INT_R03", "Appointment")
_DUPLICATE = Refusal(422, DUPLICATE_APPOINTMENT.message)
_OTHER = Refusal(422, OTHER_IDENTIFIER.message)
_OPERATOR = Refusal(422, UNKNOWN_OPERATOR.message)


class Appointments(Flow):
    """What SAS asks of the appointments it is told of."""

    name = "INT_R03"

    def review(self, change: Change) -> Iterable[Resource]:
        """The rules of appointments."""
        if not _is_about_appointment(change) or change.resource is None:
            return ()
        return to_issues(apply(_RULES, change.resource), change.asked.language)

    def accompany(self, change: Change, before: Stored | None, writer: Writer) -> None:
        """Refuses duplicates, other appointments than the one named, unknown regulators."""
        appointment = change.resource
        if appointment is None or not _is_about_appointment(change):
            return
        _check_named(change, appointment)
        if change.kind == "create":
            _check_new(appointment, writer)
        earlier: Resource = {} if before is None else read_json(before.content or b"{}")
        if change.kind == "create" or change.condition is not None:
            _check_operator(appointment, earlier, writer)
        _note_transition(change, earlier, appointment)

    def finish(self, change: Change, answer: Answer) -> Answer:
        """The Location of an appointment has no version (flows.md 11.5)."""
        if not _is_about_appointment(change):
            return answer
        return replace(answer, location=unversioned(answer.location))


def _is_about_appointment(change: Change) -> bool:
    return (
        change.type == "Appointment"
        and change.resource is not None
        and declares(change.resource, APPOINTMENT, SOS_APPOINTMENT)
    )


def _check_named(change: Change, appointment: Resource) -> None:
    """A conditional update is about the appointment that it brings."""
    missed = missed_names(change, appointment)
    if missed:
        names = ", ".join(str(name) for name in missed)
        raise Refused(_OTHER, at=["Appointment.identifier[0]"], asked=names)


def _check_new(appointment: Resource, writer: Writer) -> None:
    names = names_of(appointment)
    for holder in find_holders(writer, "Appointment", names):
        name = holder.holds(names)
        at = ["Appointment.identifier[0]"]
        raise Refused(_DUPLICATE, at=at, identifier=str(name), place=holder.place)


def _check_operator(appointment: Resource, earlier: Resource, writer: Writer) -> None:
    """The regulator is known, or was when the appointment was first told of.

    A server that keeps no account at all can't tell and lets everybody in.
    """
    found = operator_of(appointment)
    if found is None:
        return
    identifier, place = found
    before = operator_of(earlier)
    value = text(identifier, "value")
    if before is not None and text(before[0], "value") == value:
        return
    # By value alone: an official example of an account is under another authority.
    if find_accounts(writer, [Named(None, value)]) or not has_accounts(writer):
        return
    named = f"{text(identifier, 'system')}|{value}"
    raise Refused(_OPERATOR, at=[render(place)], identifier=named)


def _note_transition(change: Change, earlier: Resource, appointment: Resource) -> None:
    before, after = text(earlier, "status"), text(appointment, "status")
    if before and not is_expected(before, after):
        details = {"before": before, "after": after}
        log.warning("Appointment/%s: %s", change.id, TRANSITION.message.text("en", details))
