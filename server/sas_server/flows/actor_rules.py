"""The rules of who and where: practitioners, roles, places, structures.

Spec: flows.md 1.7, 2.3 and 3.3
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sas_server.flows.identifiers import (
    ADELI,
    RPPS,
    is_international_phone,
    is_structure_number,
)
from sas_server.flows.names import PERSON_AUTHORITY, STRUCTURE_AUTHORITY
from sas_server.flows.rule import Place, Resource, Rule, items, member, strings, text
from sas_validators.issues.message import Message, Severity
from sas_validators.model.paths import Location

_POSTAL_CODE = re.compile(r"[0-9]{5}")


def _message(
    id: str, code: str, *, fr: str, en: str, spec: str, severity: Severity = "error"
) -> Message:
    return Message(f"SAS_ACTOR_{id}", severity, code, fr, en, f"flows.md {spec}")


def _national_number(practitioner: Resource, at: Location) -> Iterator[Place]:
    for index, item in items(practitioner, "identifier"):
        value = text(item, "value")
        if item.get("system") == PERSON_AUTHORITY and not (
            RPPS.fullmatch(value) or ADELI.fullmatch(value)
        ):
            yield ((at, "identifier", index), "value", None), {"value": value or "-"}


def _rpps(practitioner: Resource, at: Location) -> Iterator[Place]:
    values = [
        text(item, "value")
        for _, item in items(practitioner, "identifier")
        if item.get("system") == PERSON_AUTHORITY
    ]
    if not any(RPPS.fullmatch(value) for value in values):
        yield (at, "identifier", None), {}


def _name(practitioner: Resource, at: Location) -> Iterator[Place]:
    if not any(text(name, "family") for _, name in items(practitioner, "name")):
        yield (at, "name", None), {}


def _phones(resource: Resource, at: Location) -> Iterator[Place]:
    for index, item in items(resource, "telecom"):
        value = text(item, "value")
        if item.get("system") == "phone" and not is_international_phone(value):
            yield ((at, "telecom", index), "value", None), {"value": value or "-"}


def _structure(role: Resource, at: Location) -> Iterator[Place]:
    place: Location = ((at, "organization", None), "identifier", None)
    identifier = member(role, "organization", "identifier")
    value = text(identifier, "value")
    system = text(identifier, "system")
    if system != STRUCTURE_AUTHORITY or not is_structure_number(value):
        yield place, {"value": f"{system or '-'}|{value or '-'}"}


def _practitioner(role: Resource, at: Location) -> Iterator[Place]:
    if not text(role, "practitioner", "reference"):
        yield (at, "practitioner", None), {}


def _contained_place(role: Resource, at: Location) -> Iterator[Place]:
    places = {
        "#" + text(item, "id")
        for _, item in items(role, "contained")
        if item.get("resourceType") == "Location"
    }
    if not any(text(item, "reference") in places for _, item in items(role, "location")):
        yield (at, "location", None), {}


def _contained_address(role: Resource, at: Location) -> Iterator[Place]:
    for index, place in items(role, "contained"):
        if place.get("resourceType") == "Location":
            yield from _address(dict(place), (at, "contained", index))


def _address(place: Resource, at: Location) -> Iterator[Place]:
    address = member(place, "address")
    here: Location = (at, "address", None)
    if not any(line for _, line in strings(address, "line")):
        yield (here, "line", None), {"element": "line", "value": "-"}
    if not text(address, "city"):
        yield (here, "city", None), {"element": "city", "value": "-"}
    postal_code = text(address, "postalCode")
    if not _POSTAL_CODE.fullmatch(postal_code):
        yield (here, "postalCode", None), {"element": "postalCode", "value": postal_code or "-"}


def _organization_name(organization: Resource, at: Location) -> Iterator[Place]:
    if not text(organization, "name"):
        yield (at, "name", None), {}


_PHONES = Rule(
    _message(
        "PHONE",
        "value",
        fr="« {value} » : un téléphone s'écrit +33XXXXXXXXX, sans blanc ni séparateur.",
        en="'{value}': a phone is written +33XXXXXXXXX, without blanks or separators.",
        spec="1.7",
    ),
    fr="Un téléphone connu a le système phone et s'écrit +33XXXXXXXXX ; inconnu, il est absent.",
    en="A known phone has the system phone and is written +33XXXXXXXXX; unknown, it is absent.",
    check=_phones,
    requirements=("34", "35", "36"),
)

_ADDRESS = _message(
    "ADDRESS",
    "required",
    fr="L'adresse du lieu est incomplète ou mal formée : {element} ({value}).",
    en="The place's address is incomplete or malformed: {element} ({value}).",
    spec="1.7",
)

PRACTITIONER_RULES = (
    Rule(
        _message(
            "NUMBER",
            "value",
            fr="« {value} » n'est ni un RPPS préfixé (8 et 11 chiffres) ni un ADELI préfixé de 0.",
            en="'{value}' is neither an RPPS with its prefix (8, 11 digits) nor an ADELI with 0.",
            spec="0.6",
        ),
        fr="L'identifiant national du professionnel porte son préfixe.",
        en="The professional's national identifier has its prefix.",
        check=_national_number,
        requirements=("16", "17"),
    ),
    Rule(
        _message(
            "RPPS",
            "value",
            fr="Le professionnel n'est pas identifié par un RPPS (8 et 11 chiffres).",
            en="The professional is not identified by an RPPS (8 and 11 digits).",
            spec="C-14",
            severity="warning",
        ),
        fr="Le professionnel est identifié par son RPPS dès qu'il en a un.",
        en="The professional is identified by the RPPS as soon as there is one.",
        check=_rpps,
        requirements=("16", "17", "18"),
    ),
    Rule(
        _message(
            "NAME",
            "required",
            fr="Le nom d'exercice du professionnel n'est pas transmis.",
            en="The professional's name is not sent.",
            spec="1.7",
            severity="warning",
        ),
        fr="Le nom d'exercice et le prénom connus sont transmis.",
        en="The professional's family and given name are sent when known.",
        check=_name,
        requirements=("33",),
    ),
    _PHONES,
)

ROLE_RULES = (
    Rule(
        _message(
            "STRUCTURE",
            "value",
            fr="« {value} » n'est pas l'identifiant national d'une structure (FINESS : 1 et 9 "
            "chiffres ; SIRET : 3 et 14 chiffres ; RPPS rang : 4 et 14 chiffres).",
            en="'{value}' is no national identifier of a structure (FINESS: 1 and 9 digits; "
            "SIRET: 3 and 14 digits; RPPS rang: 4 and 14 digits).",
            spec="0.6",
        ),
        fr="La structure d'exercice est identifiée par son FINESS, sinon son SIRET, sinon le "
        "RPPS rang.",
        en="The structure is identified by its FINESS, else its SIRET, else the RPPS rang.",
        check=_structure,
        requirements=("20",),
    ),
    Rule(
        _message(
            "ROLE_PRACTITIONER",
            "required",
            fr="La situation d'exercice ne référence pas son professionnel.",
            en="The role does not refer to its practitioner.",
            spec="1.7",
        ),
        fr="La situation d'exercice référence le professionnel.",
        en="The role refers to the practitioner.",
        check=_practitioner,
        requirements=("21",),
    ),
    Rule(
        _message(
            "CONTAINED_PLACE",
            "required",
            fr="Le lieu de consultation n'est pas contenu dans la situation d'exercice, ou pas "
            "référencé par location.",
            en="The place of consultation is not contained in the role, or location does not "
            "refer to it.",
            spec="1.7",
        ),
        fr="Le lieu de consultation est contenu dans la situation d'exercice et référencé.",
        en="The place of consultation is contained in the role and referred to.",
        check=_contained_place,
        requirements=("22", "37"),
    ),
    Rule(
        _ADDRESS,
        fr="L'adresse du lieu a une voie, une ville et un code postal de 5 chiffres.",
        en="The place's address has a street, a city and a postal code of 5 digits.",
        check=_contained_address,
        requirements=("38", "39", "40"),
    ),
    _PHONES,
)

PLACE_RULES = (
    Rule(
        _ADDRESS,
        fr="L'adresse du lieu a une voie, une ville et un code postal de 5 chiffres.",
        en="The place's address has a street, a city and a postal code of 5 digits.",
        check=_address,
        requirements=("38", "39", "40"),
    ),
    _PHONES,
)

ORGANIZATION_RULES = (
    Rule(
        _message(
            "ORGANIZATION_NAME",
            "required",
            fr="Le nom de la structure n'est pas transmis.",
            en="The structure's name is not sent.",
            spec="2.3",
            severity="warning",
        ),
        fr="Le nom et le téléphone de contact connus de la structure sont transmis.",
        en="The structure's name and contact phone are sent when known.",
        check=_organization_name,
        requirements=("U-CPTS-2",),
    ),
    _PHONES,
)
