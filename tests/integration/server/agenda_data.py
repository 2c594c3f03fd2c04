"""A small world of agendas for search tests: two practitioners, three places, six slots."""

from __future__ import annotations

from typing import Any

RPPS = "urn:oid:1.2.250.1.71.4.2.1"
IDNST = "urn:oid:1.2.250.1.71.4.2.2"
R38 = "https://mos.esante.gouv.fr/NOS/TRE_R38-SpecialiteOrdinale/FHIR/TRE-R38-SpecialiteOrdinale"
R314 = "https://mos.esante.gouv.fr/NOS/TRE_R314-TypeCreneau/FHIR/TRE-R314-TypeCreneau"
ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
SERVICE_TYPE = "http://hl7.org/fhir/5.0/StructureDefinition/extension-Slot.serviceType"
FR_SLOT = "http://sas.fr/fhir/StructureDefinition/FrSlotAgregateur"

Resource = dict[str, Any]


def slot(id: str, schedule: str, status: str, start: str, **more: Any) -> Resource:
    """A slot of twenty minutes (the end is never searched)."""
    return {
        "resourceType": "Slot",
        "id": id,
        "schedule": {"reference": f"Schedule/{schedule}"},
        "status": status,
        "start": start,
        "end": start,
        **more,
    }


def concept(system: str, code: str, text: str = "", display: str = "") -> Resource:
    """A CodeableConcept."""
    coding = {"system": system, "code": code} | ({"display": display} if display else {})
    return {"coding": [coding]} | ({"text": text} if text else {})


PRACTITIONERS = (
    {
        "resourceType": "Practitioner",
        "id": "p1",
        "active": True,
        "identifier": [
            {
                "type": {
                    "coding": [{"system": "http://ids.example", "code": "IDNPS"}],
                    "text": "Numéro RPPS",
                },
                "system": RPPS,
                "value": "810000000017",
            }
        ],
        "name": [{"family": "Lefèvre-Dupont", "given": ["Anne", "Marie"]}],
        "telecom": [
            {"system": "phone", "value": "+33199000001"},
            {"system": "email", "value": "Anne@exemple.fr"},
        ],
    },
    {
        "resourceType": "Practitioner",
        "id": "p2",
        "active": False,
        "identifier": [{"system": RPPS, "value": "810000000025"}],
        "name": [{"family": "Durand", "given": ["Zoé"]}],
    },
)

ROLES = (
    {
        "resourceType": "PractitionerRole",
        "id": "r1",
        "contained": [
            {
                "resourceType": "Location",
                "id": "ici",
                "address": {"city": "Brest", "postalCode": "29200", "line": ["1 quai"]},
            }
        ],
        "practitioner": {"reference": "Practitioner/p1"},
        "specialty": [concept(R38, "SM54", display="Médecine générale")],
        "location": [{"reference": "#ici"}],
        "organization": {"identifier": {"system": IDNST, "value": "1290000012"}},
        "period": {"start": "2026-01-01", "end": "2026-12-31"},
    },
    {
        "resourceType": "PractitionerRole",
        "id": "r2",
        "practitioner": {"reference": "Practitioner/p2"},
        "specialty": [concept(R38, "SM26")],
        "location": [{"reference": "Location/l2"}],
        "period": {"start": "2027-01-01"},
    },
)

PLACES = (
    {
        "resourceType": "Organization",
        "id": "o1",
        "identifier": [{"system": IDNST, "value": "399700000000017"}],
        "name": "SOS Médecins Essai",
        "alias": ["Les Essais"],
    },
    {
        "resourceType": "Location",
        "id": "l1",
        "name": "Centre Est",
        "managingOrganization": {"reference": "Organization/o1"},
        "position": {"latitude": 48.3900, "longitude": -4.4900},
        "address": {"city": "Rennes", "postalCode": "35000"},
    },
    {
        "resourceType": "Location",
        "id": "l2",
        "name": "Cabinet Ouest",
        "position": {"latitude": 48.85, "longitude": 2.35},
        "address": {"city": "Paris", "postalCode": "75014"},
        "partOf": {"reference": "Location/l1"},
    },
    {
        "resourceType": "HealthcareService",
        "id": "h1",
        "name": "CPTS Nord",
        "providedBy": {"reference": "Organization/o1"},
    },
)

SCHEDULES = (
    {
        "resourceType": "Schedule",
        "id": "a1",
        "actor": [
            {"reference": "Practitioner/p1"},
            {"reference": "PractitionerRole/r1"},
        ],
        "planningHorizon": {"start": "2027-03-01", "end": "2027-03-31"},
    },
    {
        "resourceType": "Schedule",
        "id": "a2",
        "actor": [
            {"reference": "Practitioner/p2"},
            {"reference": "PractitionerRole/r2"},
        ],
        "planningHorizon": {"start": "2027-06-01"},
    },
    {"resourceType": "Schedule", "id": "a3", "actor": [{"reference": "Location/l1"}]},
)

SLOTS = (
    slot(
        "s1",
        "a1",
        "free",
        "2027-03-25T09:00:00.000+01:00",
        identifier=[{"system": "https://editeur.example/creneaux", "value": "A,1|x"}],
        meta={"profile": [FR_SLOT], "security": [{"system": R314, "code": "PUBLIC"}]},
        serviceType=[concept(ACT, "AMB", text="Consultation"), {"text": "Urgence du soir"}],
        comment="https://rdv.example/1",
    ),
    slot(
        "s2",
        "a1",
        "free",
        "2027-03-25T10:00:00.000+01:00",
        meta={"security": [{"system": R314, "code": "PRO"}], "tag": [{"code": "essai"}]},
        serviceType=[concept(ACT, "VR")],
    ),
    slot("s3", "a1", "busy", "2027-03-26T09:00:00.000+01:00", overbooked=True),
    slot(
        "s4",
        "a2",
        "free",
        "2027-03-25T23:30:00.000+00:00",
        serviceType=[
            {
                "extension": [
                    {"url": SERVICE_TYPE, "valueReference": {"reference": "HealthcareService/h1"}}
                ],
                "text": "Soins non programmés",
            }
        ],
    ),
    slot("s5", "a3", "free", "2027-04-01T08:00:00.000+02:00"),
    slot("s6", "a3", "busy-unavailable", "2027-04-01T09:00:00.000+02:00"),
)

APPOINTMENTS = (
    {
        "resourceType": "Appointment",
        "id": "v1",
        "identifier": [{"system": "https://editeur.example/rdv", "value": "1"}],
        "status": "booked",
        "description": "Fièvre",
        "start": "2027-03-25T10:00:00.000+01:00",
        "end": "2027-03-25T10:20:00.000+01:00",
        "created": "2027-03-24T18:00:00+01:00",
        "priority": 5,
        "slot": [{"reference": "Slot/s2"}],
        "participant": [
            {
                "actor": {
                    "type": "Practitioner",
                    "identifier": {"system": RPPS, "value": "810000000017"},
                },
                "status": "accepted",
            }
        ],
    },
    {
        "resourceType": "Appointment",
        "id": "v2",
        "status": "cancelled",
        "comment": "fievre passée",
        "start": "2027-03-26T09:00:00.000+01:00",
        "created": "2027-03-20",
        "participant": [
            {"actor": {"reference": "Practitioner/p2"}, "status": "declined"},
            {
                "actor": {"reference": "https://ailleurs.example/fhir/Patient/1"},
                "status": "accepted",
            },
        ],
    },
)

WORLD: tuple[Resource, ...] = (
    *PRACTITIONERS,
    *ROLES,
    *PLACES,
    *SCHEDULES,
    *SLOTS,
    *APPOINTMENTS,
)
