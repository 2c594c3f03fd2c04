"""Small valid resources of GAP, to be changed one thing at a time."""

from __future__ import annotations

from typing import Any

Resource = dict[str, Any]

GAP = "https://interop.esante.gouv.fr/ig/fhir/gap/StructureDefinition"
CORE = "http://interopsante.org/fhir"
NEW_CORE = "https://hl7.fr/ig/fhir/core"
AVAILABILITY = f"{CORE}/StructureDefinition/FrScheduleAvailabiltyTime"
SERVICE = f"{CORE}/StructureDefinition/FrServiceTypeDuration"
OPERATOR = f"{CORE}/StructureDefinition/FrAppointmentOperator"
TYPES = f"{CORE}/CodeSystem/fr-schedule-type"
RFC = "https://www.ietf.org/rfc/rfc2445"
R38 = "https://mos.esante.gouv.fr/NOS/TRE_R38-SpecialiteOrdinale/FHIR/TRE-R38-SpecialiteOrdinale"
RPPS = "urn:oid:1.2.250.1.71.4.2.1"
AGENDAS, RANGES, RDV = (f"https://editeur.example/{name}" for name in ("agenda", "dispo", "rdv"))


def child(url: str, type_name: str, value: Any) -> Resource:
    """A sub-extension with a value."""
    return {"url": url, f"value{type_name}": value}


def rrule(freq: str, *children: Resource, system: str = RFC) -> Resource:
    """A recurrence."""
    code = child("freq", "Coding", {"system": system, "code": freq})
    return {"url": "rrule", "extension": [code, *children]}


def days(*names: str) -> list[Resource]:
    """`byDay`, once per day."""
    return [child("byDay", "String", name) for name in names]


def available(
    id: str, start: str, end: str, *more: Resource, kind: str = "free", url: str = AVAILABILITY
) -> Resource:
    """One availabilityTime."""
    return {
        "url": url,
        "extension": [
            child("identifier", "Identifier", {"system": RANGES, "value": id}),
            child("type", "Coding", {"system": TYPES, "code": kind}),
            child("start", "DateTime", start),
            child("end", "DateTime", end),
            *more,
        ],
    }


def service(minutes: float = 20, code: str = "124") -> Resource:
    """One serviceTypeDuration."""
    coding = {"system": "http://terminology.hl7.org/CodeSystem/service-type", "code": code}
    length = {
        "value": minutes,
        "unit": "min",
        "system": "http://unitsofmeasure.org",
        "code": "min",
    }
    return {
        "url": SERVICE,
        "extension": [
            child("serviceType", "CodeableConcept", {"coding": [coding]}),
            child("duration", "Duration", length),
        ],
    }


WEEKLY = available(
    "D-1",
    "2027-03-01T09:00:00+01:00",
    "2027-03-01T12:00:00+01:00",
    rrule("WEEKLY", child("until", "DateTime", "2027-06-30T23:59:59+02:00"), *days("MO", "TH")),
)
EASTER = available(
    "D-2", "2027-03-29T00:00:00+02:00", "2027-03-30T00:00:00+02:00", kind="busy-unavailable"
)


def schedule(*extensions: Resource, **more: Any) -> Resource:
    """An agenda of one professional."""
    found = {
        "resourceType": "Schedule",
        "meta": {"profile": [f"{GAP}/gap-fr-schedule"]},
        "extension": list(extensions) or [service()],
        "identifier": [{"use": "usual", "system": AGENDAS, "value": "A-204"}],
        "active": True,
        "specialty": [{"coding": [{"system": R38, "code": "SM54"}]}],
        "actor": [{"reference": "PractitionerRole/role-7"}, {"reference": "Practitioner/prat-7"}],
        "planningHorizon": {
            "start": "2027-01-01T00:00:00+01:00",
            "end": "2027-12-31T23:59:59+01:00",
        },
    }
    return {name: value for name, value in {**found, **more}.items() if value is not None}


def _typed(types: str, code: str, system: str, value: str) -> Resource:
    """An identifier of a known type."""
    coding = {"system": f"{CORE}/CodeSystem/{types}", "code": code}
    return {"type": {"coding": [coding]}, "system": system, "value": value}


def people() -> list[Resource]:
    """Who is named by the agenda and its appointments."""
    return [
        {
            "resourceType": "Practitioner",
            "id": "prat-7",
            "identifier": [_typed("fr-v2-0203", "IDNPS", RPPS, "810199999991")],
            "name": [{"family": "Lenoir", "given": ["Anne"]}],
        },
        {
            "resourceType": "Location",
            "id": "lieu-7",
            "identifier": [
                _typed("fr-location-identifier-type", "INTRN", "https://editeur.example/l", "L7")
            ],
            "name": "Cabinet",
            "address": {"line": ["1 rue des Essais"], "city": "Paris"},
            "position": {"latitude": 48.39, "longitude": -4.49},
        },
        {
            "resourceType": "PractitionerRole",
            "id": "role-7",
            "practitioner": {"reference": "Practitioner/prat-7"},
            "location": [{"reference": "Location/lieu-7"}],
            "specialty": [{"coding": [{"system": R38, "code": "SM54"}]}],
        },
        {
            "resourceType": "Patient",
            "id": "pat-3",
            "identifier": [{"system": "https://editeur.example/patients", "value": "P3"}],
            "name": [{"use": "usual", "family": "Roux", "given": ["Louise"]}],
            "gender": "female",
            "birthDate": "1960-03-20",
        },
    ]


def appointment(on: str | None = None, **more: Any) -> Resource:
    """A rendez-vous on 25 March from 9:40 to 10:00."""
    found = {
        "resourceType": "Appointment",
        "meta": {"profile": [f"{GAP}/gap-fr-appointment"]},
        "identifier": [{"system": RDV, "value": "R-5531"}],
        "status": "booked",
        "start": "2027-03-25T09:40:00+01:00",
        "end": "2027-03-25T10:00:00+01:00",
        "minutesDuration": 20,
        "slot": [{"reference": f"Slot/{on}"}] if on else None,
        "created": "2027-03-24T17:05:00+01:00",
        "participant": [
            {"actor": {"reference": "Patient/pat-3"}, "status": "accepted"},
            {"actor": {"reference": "PractitionerRole/role-7"}, "status": "accepted"},
            {"actor": {"reference": "Practitioner/prat-7"}, "status": "accepted"},
        ],
    }
    return {name: value for name, value in {**found, **more}.items() if value is not None}


def slot(id: str = "s1", **more: Any) -> Resource:
    """A slot that an editor puts there."""
    return {
        "resourceType": "Slot",
        "id": id,
        "schedule": {"reference": "Schedule/a204"},
        "status": "free",
        "start": "2027-03-25T09:40:00+01:00",
        "end": "2027-03-25T10:00:00+01:00",
        **more,
    }
