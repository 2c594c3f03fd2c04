"""The one table of the SAS flows: what is asked, which profiles hold, which rules besides.

A row is one interaction. `received` are the profiles of what comes in, `sent` those
of what goes out; `rules` are the business rules by the type of resource they judge.
The facade does what the table says, the guide prints it, and `sas-fhir validate
--flow` applies it to files.

Spec: flows.md 0.2 and 0.5
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from sas_server.flows import names
from sas_server.flows.account_rules import ACCOUNT_RULES, DUPLICATE_ACCOUNT, NO_DELETION
from sas_server.flows.actor_rules import (
    ORGANIZATION_RULES,
    PLACE_RULES,
    PRACTITIONER_RULES,
    ROLE_RULES,
)
from sas_server.flows.answer_rules import ANSWER_RULES
from sas_server.flows.appointment_rules import (
    APPOINTMENT_RULES,
    DUPLICATE_APPOINTMENT,
    OTHER_IDENTIFIER,
    TRANSITION,
    UNKNOWN_OPERATOR,
)
from sas_server.flows.requests import SEARCH_RULES
from sas_server.flows.rule import Rule, StatedRule
from sas_server.flows.slot_rules import SLOT_RULES
from sas_server.lrm.call import CONTEXT_RULES

Rules: TypeAlias = "Mapping[str, tuple[Rule, ...]]"
"""Rules by the type of resource that they judge."""

Profiles: TypeAlias = "Mapping[str, tuple[str, ...]]"
"""Canonicals by the type of resource; where there are several, the resource declares which."""


@dataclass(frozen=True, slots=True)
class Interaction:
    """One request of a flow.

    `stated` are the rules that no file can be judged by: they are about the request
    itself or what the server knows. `status` is the HTTP status of what breaks a rule,
    0 where a rule is about what the server itself sends.
    """

    request: str
    received: Profiles = field(default_factory=dict)
    sent: Profiles = field(default_factory=dict)
    rules: Rules = field(default_factory=dict)
    stated: tuple[StatedRule, ...] = ()
    status: int = 0


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow: its id, what it is for, the section that says it, its interactions."""

    id: str
    fr: str
    en: str
    spec: str
    interactions: tuple[Interaction, ...]


_INDIVIDUAL: Rules = {
    "Bundle": ANSWER_RULES,
    "Slot": SLOT_RULES,
    "Practitioner": PRACTITIONER_RULES,
    "PractitionerRole": ROLE_RULES,
}
_CPTS: Rules = {**_INDIVIDUAL, "Organization": ORGANIZATION_RULES}
_SOS: Rules = {
    "Bundle": ANSWER_RULES,
    "Slot": SLOT_RULES,
    "Location": PLACE_RULES,
    "Organization": ORGANIZATION_RULES,
}
_ACTORS: Profiles = {
    "Schedule": (names.SCHEDULE,),
    "Practitioner": (names.PRACTITIONER,),
    "PractitionerRole": (names.ROLE,),
    "Location": (names.PLACE,),  # contained in the role
}
_ACCOUNT: Profiles = {"Practitioner": (names.REGULATOR,)}
_APPOINTMENT: Profiles = {"Appointment": (names.APPOINTMENT, names.SOS_APPOINTMENT)}

FLOWS = (
    Flow(
        "INT_R01",
        fr="Créneaux des professionnels à titre individuel",
        en="Slots of individual practitioners",
        spec="flows.md 1",
        interactions=(
            Interaction(
                "GET [base]/Slot?schedule.actor:Practitioner.identifier=…",
                sent={"Bundle": (names.BUNDLE,), "Slot": (names.SLOT,), **_ACTORS},
                rules=_INDIVIDUAL,
                stated=SEARCH_RULES,
            ),
        ),
    ),
    Flow(
        "INT_R04",
        fr="Créneaux des professionnels qui participent par une CPTS",
        en="Slots of practitioners who take part through a CPTS",
        spec="flows.md 2",
        interactions=(
            Interaction(
                "GET [base]/Slot?…&_include=Slot:service-type-reference",
                sent={
                    "Bundle": (names.CPTS_BUNDLE,),
                    "Slot": (names.CPTS_SLOT,),
                    **_ACTORS,
                    "HealthcareService": (names.CPTS_SERVICE,),
                    "Organization": (names.CPTS_ORGANIZATION,),
                },
                rules=_CPTS,
                stated=SEARCH_RULES,
            ),
        ),
    ),
    Flow(
        "INT_SOS1",
        fr="Créneaux de SOS Médecins",
        en="Slots of SOS Médecins",
        spec="flows.md 3",
        interactions=(
            Interaction(
                "GET [base]/Schedule?actor:Location.organization.identifier=…",
                sent={
                    "Bundle": (names.SOS_BUNDLE,),
                    "Slot": (names.SOS_SLOT,),
                    "Schedule": (names.SOS_SCHEDULE,),
                    "Location": (names.SOS_PLACE,),
                    "Organization": (names.SOS_ORGANIZATION,),
                },
                rules=_SOS,
                stated=SEARCH_RULES,
            ),
        ),
    ),
    Flow(
        "INT_R02",
        fr="Comptes des régulateurs",
        en="Accounts of regulators",
        spec="flows.md 4",
        interactions=(
            Interaction(
                "POST [base]/Practitioner",
                received=_ACCOUNT,
                rules={"Practitioner": ACCOUNT_RULES},
                stated=(DUPLICATE_ACCOUNT,),
                status=422,
            ),
            Interaction(
                "PUT [base]/Practitioner?identifier=…",
                received=_ACCOUNT,
                rules={"Practitioner": ACCOUNT_RULES},
                stated=(DUPLICATE_ACCOUNT,),
                status=422,
            ),
            Interaction("DELETE [base]/Practitioner/[id]", stated=(NO_DELETION,), status=405),
        ),
    ),
    Flow(
        "INT_R03",
        fr="Rendez-vous pris par les régulateurs",
        en="Appointments that regulators booked",
        spec="flows.md 5",
        interactions=(
            Interaction(
                "POST [base]/Appointment",
                received=_APPOINTMENT,
                rules={"Appointment": APPOINTMENT_RULES},
                stated=(DUPLICATE_APPOINTMENT, UNKNOWN_OPERATOR),
                status=422,
            ),
            Interaction(
                "PUT [base]/Appointment?identifier=…",
                received=_APPOINTMENT,
                rules={"Appointment": APPOINTMENT_RULES},
                stated=(OTHER_IDENTIFIER, UNKNOWN_OPERATOR, TRANSITION),
                status=422,
            ),
        ),
    ),
    Flow(
        "INT_L01",
        fr="Recherche contextualisée, ouverte par un LRM",
        en="Contextual search, opened by a regulation software",
        spec="hub-sante.md 1",
        interactions=(
            Interaction("GET /sas/recherche?origin=…", stated=CONTEXT_RULES, status=400),
        ),
    ),
)


def find_flow(id: str) -> Flow | None:
    """The flow with an id, None when there is none."""
    return next((flow for flow in FLOWS if flow.id == id), None)


def rules_of(id: str, type_name: str) -> tuple[Rule, ...]:
    """The rules by which a flow judges resources of a type, each once."""
    flow = find_flow(id)
    found = [
        rule
        for interaction in (flow.interactions if flow else ())
        for rule in interaction.rules.get(type_name, ())
    ]
    return tuple(dict.fromkeys(found))


def profiles_of(id: str) -> Profiles:
    """The profiles of a flow's resources by type, whether they come in or go out."""
    flow = find_flow(id)
    found: dict[str, tuple[str, ...]] = {}
    for interaction in flow.interactions if flow else ():
        found |= {**interaction.received, **interaction.sent}
    return found
