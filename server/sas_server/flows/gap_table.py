"""The flux of GAP in the shape of the table of SAS flows.

Spec: gap.md 3
"""

from __future__ import annotations

from sas_server.agenda import messages
from sas_server.agenda import vocabulary as gap
from sas_server.flows.rule import StatedRule
from sas_server.flows.table import Flow, Interaction, Profiles

_CORE = "http://interopsante.org/fhir/StructureDefinition"

_OWNERS: Profiles = {
    "Patient": (f"{_CORE}/FrPatient",),
    "Practitioner": (f"{_CORE}/FrPractitioner",),
    "RelatedPerson": (f"{_CORE}/FrRelatedPerson",),
    "Location": (f"{_CORE}/FrLocation",),
    "HealthcareService": (f"{_CORE}/FrHealthcareService",),
    "Organization": (f"{_CORE}/FrOrganization",),
}
_AGENDA: Profiles = {"Schedule": (gap.SCHEDULE,)}
_RENDEZVOUS: Profiles = {"Appointment": (gap.APPOINTMENT,)}

STILL_BOOKED = StatedRule(
    messages.STILL_BOOKED,
    fr="Rien n'est supprimé tant qu'un rendez-vous qui en dépend est à venir.",
    en="Nothing is deleted while an appointment that depends on it is still to come.",
)
KNOWN_OWNERS = StatedRule(
    messages.UNKNOWN_ACTOR,
    fr="Les propriétaires d'un agenda existent sur le serveur.",
    en="The owners of an agenda are on the server.",
)
NEW = StatedRule(
    messages.DUPLICATE,
    fr="Un identifiant d'agenda ou de rendez-vous ne sert qu'à une création.",
    en="An identifier of an agenda or of an appointment is used for one creation.",
)
AVAILABILITY_RULES = (
    StatedRule(
        messages.BACKWARDS,
        fr="Une disponibilité finit après avoir commencé.",
        en="An availability ends after it begins.",
    ),
    StatedRule(
        messages.SAME_IDENTIFIER,
        fr="Les identifiants de disponibilité sont uniques dans un agenda.",
        en="Identifiers of availabilities are unique within an agenda.",
    ),
    StatedRule(
        messages.TWO_ENDS,
        fr="Une récurrence a une fin ou un nombre d'occurrences, pas les deux.",
        en="A recurrence has an end or a number of occurrences, not both.",
    ),
    StatedRule(
        messages.NEVER,
        fr="Une récurrence a des occurrences.",
        en="A recurrence has occurrences.",
    ),
    StatedRule(
        messages.OVERLAPPING,
        fr="Les occurrences d'une récurrence ne se chevauchent pas.",
        en="The occurrences of a recurrence do not overlap.",
    ),
    StatedRule(
        messages.PAST,
        fr="Une récurrence déjà finie n'est plus déclarée.",
        en="A recurrence that is over is not declared any more.",
    ),
    StatedRule(
        messages.TOO_MANY,
        fr="Une récurrence donne au plus 10 000 occurrences.",
        en="A recurrence gives at most 10,000 occurrences.",
    ),
)
TAKEN = StatedRule(
    messages.SLOT_TAKEN,
    fr="Un créneau pris par un autre rendez-vous, ou fermé, n'est pas donné.",
    en="A slot that another appointment has, or that is closed, is not given.",
)
LIFE_CYCLE = StatedRule(
    messages.BAD_TRANSITION,
    fr="Les statuts d'un rendez-vous se suivent dans l'ordre de son cycle de vie.",
    en="The statuses of an appointment follow each other in the order of its life cycle.",
)
SAME_RENDEZVOUS = StatedRule(
    messages.OTHER_RENDEZVOUS,
    fr="Le contenu porte l'identifiant que nomme la requête.",
    en="The content has the identifier that the request names.",
)

GAP_FLOWS = (
    Flow(
        "GAP_1",
        fr="Ressources d'agenda (flux 1a, 1b, 1c)",
        en="Resources of agendas (flux 1a, 1b, 1c)",
        spec="gap.md 5.1",
        interactions=(
            Interaction("POST [base]/[type]", received=_OWNERS),
            Interaction("PUT [base]/[type]/[id]", received=_OWNERS),
            Interaction("DELETE [base]/[type]/[id]", stated=(STILL_BOOKED,), status=409),
        ),
    ),
    Flow(
        "GAP_2",
        fr="Agendas (flux 2a, 2b, 2c)",
        en="Agendas (flux 2a, 2b, 2c)",
        spec="gap.md 5.2",
        interactions=(
            Interaction(
                "POST [base]/Schedule", received=_AGENDA, stated=(NEW, KNOWN_OWNERS), status=422
            ),
            Interaction(
                "PUT [base]/Schedule/[id]", received=_AGENDA, stated=(KNOWN_OWNERS,), status=422
            ),
            Interaction("DELETE [base]/Schedule/[id]", stated=(STILL_BOOKED,), status=409),
        ),
    ),
    Flow(
        "GAP_3",
        fr="Disponibilités (flux 3a, 3b, 3c)",
        en="Availabilities (flux 3a, 3b, 3c)",
        spec="gap.md 5.3",
        interactions=(
            Interaction(
                "PUT [base]/Schedule/[id]",
                received=_AGENDA,
                stated=AVAILABILITY_RULES,
                status=422,
            ),
            Interaction(
                "PATCH [base]/Schedule/[id]",
                received=_AGENDA,
                stated=AVAILABILITY_RULES,
                status=422,
            ),
        ),
    ),
    Flow(
        "GAP_4A",
        fr="Consultation des créneaux (flux 4a, 5a)",
        en="Consulting slots (flux 4a, 5a)",
        spec="gap.md 5.4",
        interactions=(
            Interaction(
                "GET [base]/Slot?…",
                sent={"Bundle": (gap.SLOTS_BUNDLE,), "Slot": (gap.SLOT,), **_AGENDA, **_OWNERS},
            ),
        ),
    ),
    Flow(
        "GAP_4B",
        fr="Consultation des rendez-vous (flux 4b, 5b)",
        en="Consulting appointments (flux 4b, 5b)",
        spec="gap.md 5.5",
        interactions=(
            Interaction(
                "GET [base]/Appointment?…",
                sent={"Bundle": (gap.APPOINTMENTS_BUNDLE,), **_RENDEZVOUS, **_OWNERS},
            ),
        ),
    ),
    Flow(
        "GAP_6",
        fr="Rendez-vous (flux 6a, 6b, 6bis)",
        en="Appointments (flux 6a, 6b, 6bis)",
        spec="gap.md 5.6",
        interactions=(
            Interaction(
                "POST [base]/Appointment",
                received=_RENDEZVOUS,
                sent=_RENDEZVOUS,
                stated=(NEW, TAKEN),
                status=422,
            ),
            Interaction(
                "PUT [base]/Appointment?identifier=…",
                received=_RENDEZVOUS,
                sent=_RENDEZVOUS,
                stated=(SAME_RENDEZVOUS, LIFE_CYCLE, TAKEN),
                status=422,
            ),
        ),
    ),
)
"""Each flux of GAP, for whoever prints or checks it beside `table.FLOWS`."""
