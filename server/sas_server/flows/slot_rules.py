"""The rules of slots that the three Slot profiles can't say.

Spec: flows.md 1.7, 2.3 and 3.3
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sas_server.flows.instants import WRITTEN_FORM, read_instant
from sas_server.flows.names import (
    APPOINTMENT_TYPES,
    CONSULTATION_TYPES,
    CPTS,
    CPTS_CATEGORY,
    CPTS_SLOT,
    SERVICE_TYPE,
    SLOT,
    SLOT_TYPES,
    STRUCTURE_CATEGORIES,
)
from sas_server.flows.rule import (
    Place,
    Resource,
    Rule,
    codings,
    concept_codes,
    declares,
    extensions,
    items,
    member,
    text,
)
from sas_validators.issues.message import Message, Severity
from sas_validators.model.paths import Location

_CONSULTATIONS = ("AMB", "HH", "VR")
_URL = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_ORIGIN = re.compile(r"[?&]origin=")


def _message(
    id: str, code: str, *, fr: str, en: str, spec: str, severity: Severity = "error"
) -> Message:
    return Message(f"SAS_SLOT_{id}", severity, code, fr, en, f"flows.md {spec}")


def _period(slot: Resource, at: Location) -> Iterator[Place]:
    start, end = (read_instant(text(slot, name)) for name in ("start", "end"))
    if start is not None and end is not None and end <= start:
        yield (at, "end", None), {"start": slot["start"], "end": slot["end"]}


def _instants(slot: Resource, at: Location) -> Iterator[Place]:
    for name in ("start", "end"):
        value = text(slot, name)
        if value and not WRITTEN_FORM.fullmatch(value):
            yield (at, name, None), {"value": value}


def _schedule(slot: Resource, at: Location) -> Iterator[Place]:
    if not text(slot, "schedule", "reference"):
        yield (at, "schedule", None), {}


def _slot_types(slot: Resource, at: Location) -> Iterator[Place]:
    if not codings(slot.get("meta"), "security", SLOT_TYPES):
        yield (at, "meta", None), {}


def _consultations(slot: Resource, at: Location) -> Iterator[Place]:
    if not concept_codes(slot, "serviceType", CONSULTATION_TYPES):
        yield (at, "serviceType", None), {}


def _known_consultations(slot: Resource, at: Location) -> Iterator[Place]:
    for index, concept in items(slot, "serviceType"):
        for code in codings(concept, "coding", CONSULTATION_TYPES):
            if code not in _CONSULTATIONS:
                yield (at, "serviceType", index), {"code": code}


def _specialty(slot: Resource, at: Location) -> Iterator[Place]:
    if declares(slot, SLOT, CPTS_SLOT) and not slot.get("specialty"):
        yield (at, "specialty", None), {}


def booking(slot: Resource) -> list[str]:
    """How a slot is taken: `ROUTINE` (booked) or `WALKIN` (just come)."""
    return codings(member(slot, "appointmentType"), "coding", APPOINTMENT_TYPES)


def _booking(slot: Resource, at: Location) -> Iterator[Place]:
    if not {"ROUTINE", "WALKIN"}.intersection(booking(slot)):
        yield (at, "appointmentType", None), {}


def _booking_url(slot: Resource, at: Location) -> Iterator[Place]:
    comment = text(slot, "comment")
    if not comment and "WALKIN" not in booking(slot):
        yield (at, "comment", None), {"comment": "-"}
    elif comment and not _URL.fullmatch(comment):
        yield (at, "comment", None), {"comment": comment}


def _walk_in_url(slot: Resource, at: Location) -> Iterator[Place]:
    if not text(slot, "comment") and "WALKIN" in booking(slot):
        yield (at, "comment", None), {}


def _origin(slot: Resource, at: Location) -> Iterator[Place]:
    if _ORIGIN.search(text(slot, "comment")):
        yield (at, "comment", None), {}


def cpts_links(slot: Resource) -> list[tuple[int, str]]:
    """The CPTS a slot is shown to: index in serviceType, reference to the HealthcareService."""
    return [
        (index, text(extension, "valueReference", "reference"))
        for index, concept in items(slot, "serviceType")
        if "extension" in concept
        and CPTS_CATEGORY in codings(concept, "coding", STRUCTURE_CATEGORIES)
        for _, extension in extensions(concept, SERVICE_TYPE)
    ]


def _cpts(slot: Resource, at: Location) -> Iterator[Place]:
    is_shown = CPTS in codings(slot.get("meta"), "security", SLOT_TYPES)
    links = [reference for _, reference in cpts_links(slot) if reference]
    if is_shown and not links:
        yield (at, "serviceType", None), {}
    elif links and not is_shown:
        yield (at, "meta", None), {}


SLOT_RULES = (
    Rule(
        _message(
            "PERIOD",
            "business-rule",
            fr="Le créneau finit ({end}) avant d'avoir commencé ({start}).",
            en="The slot ends ({end}) before it has begun ({start}).",
            spec="1.7",
        ),
        fr="La fin du créneau est postérieure à son début.",
        en="The slot ends after it begins.",
        check=_period,
        requirements=("11", "U-AGG-4"),
        withholds=True,
    ),
    Rule(
        _message(
            "INSTANT_FORM",
            "value",
            fr="« {value} » : la forme attendue est AAAA-MM-JJThh:mm:ss.000+0X:00.",
            en="'{value}': the expected form is YYYY-MM-DDThh:mm:ss.000+0X:00.",
            spec="C-15",
            severity="warning",
        ),
        fr="Début et fin sont écrits AAAA-MM-JJThh:mm:ss.000+0X:00.",
        en="Start and end are written YYYY-MM-DDThh:mm:ss.000+0X:00.",
        check=_instants,
        requirements=("45",),
    ),
    Rule(
        _message(
            "SCHEDULE",
            "required",
            fr="Le créneau ne référence pas son agenda (schedule.reference).",
            en="The slot does not refer to its agenda (schedule.reference).",
            spec="1.7",
        ),
        fr="Le créneau référence l'agenda du lieu de consultation.",
        en="The slot refers to the agenda of the place of consultation.",
        check=_schedule,
        requirements=("12",),
        withholds=True,
    ),
    Rule(
        _message(
            "TYPE",
            "required",
            fr="Le créneau ne dit pas à qui il est ouvert (meta.security : PUBLIC, PRO, SNP…).",
            en="The slot does not say whom it is open to (meta.security: PUBLIC, PRO, SNP...).",
            spec="1.7",
        ),
        fr="Tous les types du créneau sont dans meta.security : PUBLIC, PRO, SNP, CPTS "
        "(SOS Médecins : PUBLIC, SNP).",
        en="All types of the slot are in meta.security: PUBLIC, PRO, SNP, CPTS "
        "(SOS Médecins: PUBLIC, SNP).",
        check=_slot_types,
        requirements=("23", "46"),
    ),
    Rule(
        _message(
            "CONSULTATION",
            "required",
            fr="Le créneau ne code aucun type de consultation (serviceType : AMB, HH, VR).",
            en="The slot codes no type of consultation (serviceType: AMB, HH, VR).",
            spec="1.7",
        ),
        fr="Les types de consultation sont codés dans serviceType : AMB, HH, VR ; les motifs y "
        "sont en texte libre.",
        en="The types of consultation are coded in serviceType: AMB, HH, VR; reasons are free "
        "text there.",
        check=_consultations,
        requirements=("24", "41", "48"),
    ),
    Rule(
        _message(
            "CONSULTATION_CODE",
            "code-invalid",
            fr="Le SAS n'exploite pas le type de consultation « {code} » (AMB, HH, VR).",
            en="SAS does nothing with the type of consultation '{code}' (AMB, HH, VR).",
            spec="1.7",
            severity="warning",
        ),
        fr="Seuls AMB (cabinet), HH (domicile) et VR (téléconsultation) sont exploités.",
        en="Only AMB (practice), HH (home) and VR (remote) are used.",
        check=_known_consultations,
        requirements=("48",),
    ),
    Rule(
        _message(
            "SPECIALTY",
            "required",
            fr="Le créneau ne dit rien de la spécialité ou de la compétence (specialty).",
            en="The slot tells nothing of the specialty or competence (specialty).",
            spec="1.7",
            severity="warning",
        ),
        fr="Les spécialités ou compétences liées au créneau sont transmises, codées si possible.",
        en="The specialties or competences of the slot are sent, coded where possible.",
        check=_specialty,
        requirements=("41",),
    ),
    Rule(
        _message(
            "BOOKING",
            "required",
            fr="Le créneau ne dit pas s'il se réserve (appointmentType : ROUTINE, WALKIN).",
            en="The slot does not say whether it is booked (appointmentType: ROUTINE, WALKIN).",
            spec="1.7",
        ),
        fr="appointmentType dit si le créneau se réserve (ROUTINE) ou non (WALKIN).",
        en="appointmentType says whether the slot is booked (ROUTINE) or not (WALKIN).",
        check=_booking,
        requirements=("49",),
    ),
    Rule(
        _message(
            "BOOKING_URL",
            "business-rule",
            fr="comment doit être l'adresse http(s) de prise de rendez-vous ; ici : {comment}.",
            en="comment must be the http(s) URL where the slot is booked; here: {comment}.",
            spec="C-20",
        ),
        fr="comment est l'adresse de l'agenda où le créneau se réserve.",
        en="comment is the URL of the agenda where the slot is booked.",
        check=_booking_url,
        requirements=("25",),
        withholds=True,
    ),
    Rule(
        _message(
            "WALK_IN_URL",
            "business-rule",
            fr="Ce créneau sans rendez-vous n'a pas d'adresse (comment).",
            en="This walk-in slot has no URL (comment).",
            spec="C-20",
            severity="warning",
        ),
        fr="Un créneau sans rendez-vous porte lui aussi une adresse.",
        en="A walk-in slot has a URL, too.",
        check=_walk_in_url,
        requirements=("25",),
    ),
    Rule(
        _message(
            "ORIGIN",
            "business-rule",
            fr="L'adresse contient déjà « origin » ; c'est le SAS qui l'ajoute.",
            en="The URL holds 'origin' already; it is SAS that adds it.",
            spec="1.7",
            severity="warning",
        ),
        fr="L'adresse ne contient pas « origin » : le SAS l'ajoute à la redirection.",
        en="The URL does not hold 'origin': SAS adds it when it redirects.",
        check=_origin,
    ),
    Rule(
        _message(
            "CPTS",
            "business-rule",
            fr="Le type CPTS et le lien vers la CPTS (serviceType 604 avec son extension) vont "
            "ensemble ; l'un des deux manque.",
            en="The type CPTS and the link to the CPTS (serviceType 604 with its extension) go "
            "together; one of them is missing.",
            spec="2.3",
        ),
        fr="Un créneau montré à une CPTS porte le type CPTS et un serviceType 604 par CPTS, et "
        "réciproquement.",
        en="A slot shown to a CPTS has the type CPTS and a serviceType 604 per CPTS, and "
        "conversely.",
        check=_cpts,
        requirements=("U-CPTS-1",),
        withholds=True,
    ),
)
