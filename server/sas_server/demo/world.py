"""The whole demonstration: 60 professionals, 2 CPTS, 3 SOS Médecins, 4 regulators.

Everything has a fixed id; slots are named after their agenda and time, so that
making the world again adds what is new and leaves the rest as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sas_server.demo.numbers import finess, phone, rpps_rank, siret
from sas_server.demo.people import Person, person
from sas_server.demo.places import COMMUNES, DEPARTMENTS, Commune, street
from sas_server.demo.slots import Agenda, week_of_slots
from sas_server.flows import names

Resource = dict[str, Any]

PEOPLE = 60
_CPTS = ("Ille-et-Vilaine", "Rhône")
_EDITOR = "https://editeur.example"

MARKER = "demo-ps-01"
"""The id of the first practitioner: a store that has it holds the demonstration."""


def world(now: datetime, booking_base: str) -> Iterator[Resource]:
    """All resources, those that others refer to first.

    `now` has a zone. `booking_base` is the URL below which slots are booked.
    """
    agendas: list[Agenda] = []
    yield from _regulators()
    yield from _cpts()
    for number in range(1, PEOPLE + 1):
        yield from _professional(person(number), booking_base, agendas)
    for number, department in enumerate(DEPARTMENTS, 1):
        yield from _sos(number, department, booking_base, agendas)
    for agenda in agendas:
        yield from week_of_slots(agenda, now)


def _meta(profile: str) -> Resource:
    return {"profile": [profile]}


def _identifier(type_system: str, code: str, system: str, value: str) -> Resource:
    return {
        "type": {"coding": [{"system": type_system, "code": code}]},
        "system": system,
        "value": value,
    }


def _phones(value: str) -> Resource:
    return {"telecom": [{"system": "phone", "value": value}]} if value else {}


# -- professionals ---------------------------------------------------------------


def _professional(who: Person, booking_base: str, agendas: list[Agenda]) -> Iterator[Resource]:
    id = f"demo-ps-{who.number:02d}"
    yield {
        "resourceType": "Practitioner",
        "id": id,
        "meta": _meta(names.PRACTITIONER),
        "identifier": [
            _identifier(names.IDENTIFIER_TYPES, "IDNPS", names.PERSON_AUTHORITY, who.rpps)
        ],
        "name": [{"family": who.family, "given": [who.given]}],
        **_phones(who.phone),
    }
    for place in range(1, (2 if who.number % 6 == 0 else 1) + 1):
        commune = COMMUNES[(who.number + place - 2) % len(COMMUNES)]
        schedule = f"{id}-{place}"
        yield _role(who, id, place, commune)
        yield {
            "resourceType": "Schedule",
            "id": schedule,
            "meta": _meta(names.SCHEDULE),
            "actor": [
                {"reference": f"Practitioner/{id}"},
                {"reference": f"PractitionerRole/{schedule}"},
            ],
        }
        agendas.append(
            Agenda(
                schedule,
                f"{booking_base}/agenda/{who.rpps}?lieu={place}",
                names.SLOT,
                share=0 if who.number % 15 == 0 else 0.13,
                specialty=who.specialty,
                consultations=(("AMB", "VR"), ("AMB",), ("AMB", "HH"))[who.number % 3],
                cpts=_services_of(who, commune),
            )
        )


def _role(who: Person, owner: str, place: int, commune: Commune) -> Resource:
    number = who.number * 2 + place
    location = {
        "resourceType": "Location",
        "id": "lieu",
        "meta": _meta(names.PLACE),
        "identifier": [
            _identifier(
                names.PLACE_IDENTIFIER_TYPES, "INTRN", f"{_EDITOR}/lieux", f"{who.number}-{place}"
            )
        ],
        "position": {"latitude": commune.latitude, "longitude": commune.longitude},
        "address": {
            "line": [street(number)],
            "city": commune.name,
            "postalCode": commune.postal_code,
        },
    }
    structure = finess(number) if place == 1 and who.number % 4 == 0 else rpps_rank(who.number)
    coding = {"system": names.SPECIALTIES, "code": who.specialty}
    return {
        "resourceType": "PractitionerRole",
        "id": f"{owner}-{place}",
        "meta": _meta(names.ROLE),
        "contained": [location],
        "practitioner": {"reference": f"Practitioner/{owner}"},
        "organization": {
            "identifier": _identifier(
                names.IDENTIFIER_TYPES, "IDNST", names.STRUCTURE_AUTHORITY, structure
            )
        },
        "specialty": [{"coding": [coding]}],
        "location": [{"reference": "#lieu"}],
        **_phones(who.phone),
    }


# -- CPTS --------------------------------------------------------------------------


def _services_of(who: Person, commune: Commune) -> tuple[str, ...]:
    """The CPTS that show a professional's slots; one belongs to both."""
    if commune.department not in _CPTS or who.number % 2:
        return ()
    if who.number == 2:
        return ("demo-cpts-1", "demo-cpts-2")
    return (f"demo-cpts-{_CPTS.index(commune.department) + 1}",)


def _cpts() -> Iterator[Resource]:
    for number, department in enumerate(_CPTS, 1):
        id = f"demo-cpts-{number}"
        coding = [
            {"system": system, "code": "IDNST"}
            for system in (names.CORE_IDENTIFIER_TYPES, names.PLACE_IDENTIFIER_TYPES)
        ]
        yield {
            "resourceType": "Organization",
            "id": id,
            "meta": _meta(names.CPTS_ORGANIZATION),
            "identifier": [
                {
                    "type": {"coding": coding},
                    "system": names.STRUCTURE_AUTHORITY,
                    "value": finess(900 + number),
                }
            ],
            "name": f"CPTS de démonstration {department}",
            **_phones(phone(900 + number)),
        }
        yield {
            "resourceType": "HealthcareService",
            "id": id,
            "meta": _meta(names.CPTS_SERVICE),
            "providedBy": {"reference": f"Organization/{id}"},
        }


# -- SOS Médecins --------------------------------------------------------------------


def _sos(
    number: int, department: str, booking_base: str, agendas: list[Agenda]
) -> Iterator[Resource]:
    organization = f"demo-sos-{number}"
    yield {
        "resourceType": "Organization",
        "id": organization,
        "meta": _meta(names.SOS_ORGANIZATION),
        "identifier": [
            _identifier(
                names.PLACE_IDENTIFIER_TYPES, "IDNST", names.STRUCTURE_AUTHORITY, siret(number)
            )
        ],
        "name": f"SOS Médecins démonstration {department}",
    }
    communes = [item for item in COMMUNES if item.department == department]
    for place, commune in enumerate(communes[: 1 + number % 2], 1):
        id = f"{organization}-{place}"
        yield _consultation_place(id, organization, commune, 950 + number * 10 + place)
        yield {
            "resourceType": "Schedule",
            "id": id,
            "meta": _meta(names.SOS_SCHEDULE),
            "actor": [{"reference": f"Location/{id}"}],
        }
        url = f"{booking_base}/agenda/{siret(number)}?lieu={place}"
        agendas.append(
            Agenda(id, url, names.SOS_SLOT, 0.3, consultations=("AMB", "VR"), per_slot_url=True)
        )


def _consultation_place(id: str, organization: str, commune: Commune, number: int) -> Resource:
    return {
        "resourceType": "Location",
        "id": id,
        "meta": _meta(names.SOS_PLACE),
        "identifier": [_identifier(names.PLACE_IDENTIFIER_TYPES, "INTRN", f"{_EDITOR}/lfc", id)],
        "name": f"Point fixe de garde {commune.name}",
        **_phones(phone(number)),
        "address": {
            "line": [street(number)],
            "city": commune.name,
            "postalCode": commune.postal_code,
        },
        "position": {"latitude": commune.latitude, "longitude": commune.longitude},
        "managingOrganization": {"reference": f"Organization/{organization}"},
        "hoursOfOperation": [
            {
                "daysOfWeek": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
                "openingTime": "09:00:00",
                "closingTime": "19:00:00",
            }
        ],
    }


# -- regulators ------------------------------------------------------------------------

_REGULATORS = (
    ("ACACIA", "Inès", True, "INTRN", "00000000-0000-4000-8000-000000000001"),
    ("BRUYERE", "Paul", True, "IDNPS", f"3{finess(800)[1:]}/REGUL02"),
    ("CAPUCINE", "Élise", True, "IDNPS", person(800).rpps),
    ("DIGITALE", "Marc", False, "INTRN", "00000000-0000-4000-8000-000000000004"),
)


def _regulators() -> Iterator[Resource]:
    for number, (family, given, active, code, value) in enumerate(_REGULATORS, 1):
        system = names.SAS_AUTHORITY if code == "INTRN" else names.PERSON_AUTHORITY
        yield {
            "resourceType": "Practitioner",
            "id": f"demo-regulateur-{number}",
            "meta": {"source": names.SAS_AUTHORITY, **_meta(names.REGULATOR)},
            "identifier": [_identifier(names.IDENTIFIER_TYPES, code, system, value)],
            "active": active,
            "name": [{"family": family, "given": [given]}],
            "telecom": [{"system": "email", "value": f"{family.lower()}@sas.example"}],
        }
