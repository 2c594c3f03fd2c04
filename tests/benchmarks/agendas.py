"""Agendas of any size for benchmarks: practitioners, their roles, schedules and slots.

Every practitioner has one role with a contained place, one schedule, and
`slots_each` slots of twenty minutes, eight a day from 09:00 UTC on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

FIRST_DAY = datetime(2027, 3, 1, tzinfo=UTC)
RPPS = "urn:oid:1.2.250.1.71.4.2.1"
SLOTS_A_DAY = 8

_SAS = "http://sas.fr/fhir/StructureDefinition/"
_R314 = "https://mos.esante.gouv.fr/NOS/TRE_R314-TypeCreneau/FHIR/TRE-R314-TypeCreneau"
_R38 = "https://mos.esante.gouv.fr/NOS/TRE_R38-SpecialiteOrdinale/FHIR/TRE-R38-SpecialiteOrdinale"
_IDENTIFIER_TYPES = "http://interopsante.org/fhir/CodeSystem/fr-v2-0203"
_PLACE_TYPES = "http://interopsante.org/fhir/CodeSystem/fr-location-identifier-type"


def rpps(number: int) -> str:
    """The RPPS number (with prefix 8) of practitioner `number`."""
    return f"8{10_000_000_000 + number}"


def agendas(practitioners: int, slots_each: int) -> Iterator[dict[str, Any]]:
    """All resources: who and where first, then the slots day by day."""
    for number in range(practitioners):
        yield practitioner(number)
        yield role(number)
        yield schedule(number)
    for index in range(slots_each):
        for number in range(practitioners):
            yield slot(number, index)


def practitioner(number: int) -> dict[str, Any]:
    """The practitioner with that number."""
    return {
        "resourceType": "Practitioner",
        "id": f"p{number}",
        "meta": {"profile": [f"{_SAS}FrPractitionerAgregateur"]},
        "identifier": [
            {
                "type": {"coding": [{"system": _IDENTIFIER_TYPES, "code": "IDNPS"}]},
                "system": RPPS,
                "value": rpps(number),
            }
        ],
        "name": [{"family": f"Essai{number}", "given": ["Camille"]}],
    }


def role(number: int) -> dict[str, Any]:
    """Where that practitioner works."""
    place = {
        "resourceType": "Location",
        "id": "lieu",
        "meta": {"profile": [f"{_SAS}FrLocationAgregateur"]},
        "identifier": [
            {
                "type": {"coding": [{"system": _PLACE_TYPES, "code": "INTRN"}]},
                "system": "https://editeur.example/lieux",
                "value": str(number),
            }
        ],
        "address": {
            "line": [f"{number % 90 + 1} rue des Essais"],
            "city": f"Ville{number % 100}",
            "postalCode": f"{10_000 + number % 80_000}",
        },
    }
    return {
        "resourceType": "PractitionerRole",
        "id": f"r{number}",
        "meta": {"profile": [f"{_SAS}FrPractitionerRoleExerciceAgregateur"]},
        "contained": [place],
        "practitioner": {"reference": f"Practitioner/p{number}"},
        "specialty": [{"coding": [{"system": _R38, "code": f"SM{number % 60:02d}"}]}],
        "location": [{"reference": "#lieu"}],
    }


def schedule(number: int) -> dict[str, Any]:
    """That practitioner's agenda."""
    return {
        "resourceType": "Schedule",
        "id": f"a{number}",
        "meta": {"profile": [f"{_SAS}FrScheduleAgregateur"]},
        "actor": [
            {"reference": f"Practitioner/p{number}"},
            {"reference": f"PractitionerRole/r{number}"},
        ],
    }


def slot(number: int, index: int) -> dict[str, Any]:
    """Slot `index` of that practitioner; one in four is busy."""
    day, turn = divmod(index, SLOTS_A_DAY)
    start = FIRST_DAY + timedelta(days=day, hours=9, minutes=20 * turn)
    end = start + timedelta(minutes=20)
    busy = index % 4 == 3
    return {
        "resourceType": "Slot",
        "id": f"s{number}-{index}",
        "meta": {
            **({} if busy else {"profile": [f"{_SAS}FrSlotAgregateur"]}),
            "security": [{"system": _R314, "code": code} for code in ("PUBLIC", "SNP")],
        },
        "serviceType": [
            {
                "coding": [
                    {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB"}
                ]
            },
            {"text": "Consultation non programmée"},
        ],
        "specialty": [{"coding": [{"system": _R38, "code": "SM54"}]}],
        "appointmentType": {
            "coding": [
                {"system": "http://terminology.hl7.org/CodeSystem/v2-0276", "code": "ROUTINE"}
            ]
        },
        "schedule": {"reference": f"Schedule/a{number}"},
        "status": "busy" if busy else "free",
        "start": f"{start:%Y-%m-%dT%H:%M:%S}.000+00:00",
        "end": f"{end:%Y-%m-%dT%H:%M:%S}.000+00:00",
        "comment": f"https://rdv.editeur.example/agenda/{rpps(number)}",
    }
