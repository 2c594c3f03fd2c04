"""The rules of appointments (INT_R03) that the two Appointment profiles can't say.

Spec: flows.md 5
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sas_server.flows.identifiers import ADELI, RPPS
from sas_server.flows.instants import read_instant
from sas_server.flows.names import (
    IDENTIFIER_TYPES,
    OPERATOR,
    PARTICIPATION_TYPES,
    PERSON_AUTHORITY,
    SAS_AUTHORITY,
    SOS_APPOINTMENT,
)
from sas_server.flows.rule import (
    Place,
    Resource,
    Rule,
    StatedRule,
    codings,
    concept_codes,
    declares,
    extensions,
    items,
    member,
    text,
)
from sas_validators.issues.message import Message, Severity
from sas_validators.model.paths import ChoiceStep, Location

EXPLOITED = ("pending", "booked", "fulfilled", "noshow", "cancelled")
"""The statuses that the platform does something with (flows.md C-10)."""

NEXT: Mapping[str, tuple[str, ...]] = {
    "pending": ("booked", "cancelled"),
    "booked": ("booked", "cancelled", "fulfilled", "noshow"),
    "fulfilled": ("noshow",),
    "noshow": ("fulfilled",),
    "cancelled": ("booked",),
}
"""The expected successors of each status; a repeated status is a replay (flows.md 5.4)."""

_VALUE = ChoiceStep("value", "Reference")


def _message(
    id: str, code: str, *, fr: str, en: str, spec: str, severity: Severity = "error"
) -> Message:
    return Message(f"SAS_R03_{id}", severity, code, fr, en, f"flows.md {spec}")


def is_expected(before: str, after: str) -> bool:
    """Whether a status may follow another one without surprise."""
    return before == after or before not in NEXT or after in NEXT[before]


def operator_of(appointment: Resource) -> tuple[Mapping[str, Any], Location] | None:
    """The identifier of the regulator who booked, and its location below the appointment."""
    for index, extension in extensions(appointment, OPERATOR):
        identifier = member(extension, _VALUE, "identifier")
        if identifier:
            here: Location = ((None, "Appointment", None), "extension", index)
            return identifier, ((here, _VALUE, None), "identifier", None)
    return None


def _operator_pairing(appointment: Resource, at: Location) -> Iterator[Place]:
    found = operator_of(appointment)
    if found is None:
        return
    identifier, place = found
    system = text(identifier, "system")
    codes = codings(member(identifier, "type"), "coding", IDENTIFIER_TYPES)
    expected = {PERSON_AUTHORITY: "IDNPS", SAS_AUTHORITY: "INTRN"}.get(system)
    if expected is None or expected not in codes:
        yield place, {"system": system or "-", "type": ", ".join(codes) or "-"}


def _period(appointment: Resource, at: Location) -> Iterator[Place]:
    start, end = _moment(appointment, "start"), _moment(appointment, "end")
    if start is not None and end is not None and end <= start:
        details = {"start": appointment["start"], "end": appointment["end"]}
        yield (at, "end", None), details


def _moment(appointment: Resource, name: str) -> datetime | None:
    return read_instant(text(appointment, name))


def _status(appointment: Resource, at: Location) -> Iterator[Place]:
    status = text(appointment, "status")
    if status and status not in EXPLOITED:
        yield (at, "status", None), {"status": status}


def _created(appointment: Resource, at: Location) -> Iterator[Place]:
    if not text(appointment, "created"):
        yield at, {}


def _patient(appointment: Resource, at: Location) -> Iterator[Place]:
    for index, participant in items(appointment, "participant"):
        actor = participant.get("actor")
        kinds = {text(actor, "type"), text(actor, "reference").rpartition("/")[0]}
        if any(kind.rpartition("/")[2] in ("Patient", "RelatedPerson") for kind in kinds):
            yield ((at, "participant", index), "actor", None), {}


def _clinical(appointment: Resource, at: Location) -> Iterator[Place]:
    for name in ("comment", "patientInstruction", "description", "reasonCode", "reasonReference"):
        if name in appointment:
            yield (at, name, None), {"element": name}


def _professional(appointment: Resource, at: Location) -> Iterator[Place]:
    for index, participant in items(appointment, "participant"):
        identifier = member(participant, "actor", "identifier")
        value = text(identifier, "value")
        if text(identifier, "system") != PERSON_AUTHORITY or not value:
            continue
        if not (RPPS.fullmatch(value) or ADELI.fullmatch(value)):
            here: Location = (((at, "participant", index), "actor", None), "identifier", None)
            yield (here, "value", None), {"value": value}


def _unknown_professional(appointment: Resource, at: Location) -> Iterator[Place]:
    if not declares(appointment, SOS_APPOINTMENT):
        return
    for index, participant in items(appointment, "participant"):
        if "actor" in participant:
            continue
        is_named = "ADM" in concept_codes(participant, "type", PARTICIPATION_TYPES)
        if not is_named or participant.get("status") != "needs-action":
            yield (at, "participant", index), {}


APPOINTMENT_RULES = (
    Rule(
        _message(
            "OPERATOR_PAIRING",
            "value",
            fr="Le régulateur est désigné par un identifiant IDNPS de l'autorité nationale ou "
            "INTRN du SAS ; ici le type est {type} et l'autorité {system}.",
            en="The regulator is named by an IDNPS identifier of the national authority or an "
            "INTRN one of SAS; here the type is {type} and the authority {system}.",
            spec="5.3",
        ),
        fr="Le régulateur est désigné comme son compte : IDNPS et autorité nationale, ou INTRN "
        "et autorité du SAS.",
        en="The regulator is named as the account is: IDNPS and the national authority, or "
        "INTRN and the authority of SAS.",
        check=_operator_pairing,
    ),
    Rule(
        _message(
            "PERIOD",
            "business-rule",
            fr="Le rendez-vous finit ({end}) avant d'avoir commencé ({start}).",
            en="The appointment ends ({end}) before it has begun ({start}).",
            spec="5.3",
        ),
        fr="La fin du rendez-vous est postérieure à son début.",
        en="The appointment ends after it begins.",
        check=_period,
    ),
    Rule(
        _message(
            "STATUS",
            "business-rule",
            fr="Le statut « {status} » n'est pas exploité par la plateforme (exploités : "
            f"{', '.join(EXPLOITED)}).",
            en="The platform does nothing with the status '{status}' (used are: "
            f"{', '.join(EXPLOITED)}).",
            spec="5.4",
            severity="warning",
        ),
        fr=f"Le statut est l'un de ceux que la plateforme exploite : {', '.join(EXPLOITED)}.",
        en=f"The status is one that the platform uses: {', '.join(EXPLOITED)}.",
        check=_status,
    ),
    Rule(
        _message(
            "CREATED",
            "required",
            fr="La date de prise du rendez-vous (created) manque.",
            en="The date when the appointment was taken (created) is missing.",
            spec="5.3",
            severity="warning",
        ),
        fr="La date et l'heure de prise du rendez-vous sont transmises.",
        en="The date and time when the appointment was taken are sent.",
        check=_created,
    ),
    Rule(
        _message(
            "PATIENT",
            "business-rule",
            fr="Un rendez-vous transmis au SAS ne désigne ni le patient ni ses proches.",
            en="An appointment sent to SAS names neither the patient nor related persons.",
            spec="5.1",
            severity="warning",
        ),
        fr="Le patient ne figure pas parmi les participants.",
        en="The patient is not among the participants.",
        check=_patient,
    ),
    Rule(
        _message(
            "CLINICAL",
            "business-rule",
            fr="{element} peut porter des données médicales ; rien de tel n'est transmis au SAS.",
            en="{element} may hold medical data; nothing of the kind is sent to SAS.",
            spec="5.1",
            severity="warning",
        ),
        fr="Aucun texte libre ni motif médical n'est transmis.",
        en="No free text and no medical reason is sent.",
        check=_clinical,
    ),
    Rule(
        _message(
            "PROFESSIONAL",
            "value",
            fr="« {value} » n'est ni un RPPS préfixé de 8 ni un numéro ADELI préfixé de 0.",
            en="'{value}' is neither an RPPS with the prefix 8 nor an ADELI number with 0.",
            spec="5.3",
            severity="warning",
        ),
        fr="L'effecteur est désigné par son RPPS préfixé de 8, ou son ADELI préfixé de 0.",
        en="The professional is named by the RPPS with prefix 8, or the ADELI with prefix 0.",
        check=_professional,
    ),
    Rule(
        _message(
            "UNKNOWN_PROFESSIONAL",
            "business-rule",
            fr="Tant que l'effecteur n'est pas connu, le participant a le type ADM et le statut "
            "needs-action.",
            en="As long as the professional is not known, the participant has the type ADM and "
            "the status needs-action.",
            spec="5.5",
            severity="warning",
        ),
        fr="SOS Médecins : effecteur inconnu, donc participant de type ADM, statut needs-action.",
        en="SOS Médecins: professional unknown, so a participant of type ADM, needs-action.",
        check=_unknown_professional,
    ),
)
"""Need nothing but the appointment itself."""

UNKNOWN_OPERATOR = StatedRule(
    _message(
        "OPERATOR",
        "business-rule",
        fr="Aucun compte régulateur ne porte l'identifiant {identifier}.",
        en="No regulator account has the identifier {identifier}.",
        spec="5.3",
    ),
    fr="Le régulateur qui a pris le rendez-vous est connu du SAS (dès lors que le serveur tient "
    "des comptes).",
    en="The regulator who booked is known to SAS (as soon as the server keeps accounts).",
)
DUPLICATE_APPOINTMENT = StatedRule(
    _message(
        "DUPLICATE",
        "duplicate",
        fr="Le rendez-vous {identifier} existe déjà : {place}. Pour le modifier, ou pour répéter "
        "un envoi dont l'issue est incertaine : PUT Appointment?identifier=…",
        en="The appointment {identifier} exists already: {place}. To change it, or to repeat a "
        "request whose outcome is uncertain: PUT Appointment?identifier=…",
        spec="5.2",
    ),
    fr="Un identifiant de rendez-vous ne sert qu'à une création ; la suite passe par PUT.",
    en="An appointment's identifier is used for one creation; what follows goes by PUT.",
)
OTHER_IDENTIFIER = StatedRule(
    _message(
        "OTHER_IDENTIFIER",
        "business-rule",
        fr="La requête désigne le rendez-vous {asked}, le contenu en est un autre.",
        en="The request names the appointment {asked}, the content is another one.",
        spec="5.2",
    ),
    fr="L'identifiant de la requête est celui du rendez-vous transmis.",
    en="The request's identifier is that of the appointment sent.",
)
TRANSITION = StatedRule(
    _message(
        "TRANSITION",
        "business-rule",
        fr="Le statut passe de {before} à {after}, ce qui n'est pas prévu.",
        en="The status goes from {before} to {after}, which is not foreseen.",
        spec="5.4",
        severity="warning",
    ),
    fr="Les statuts se suivent comme prévu ; une autre suite est acceptée et journalisée.",
    en="Statuses follow each other as foreseen; another order is accepted and logged.",
)
"""Decided against the store, in the transaction of the change."""
