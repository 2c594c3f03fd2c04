"""Minimal valid resources of the SAS flows, and requests for them; tests change one thing."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

Resource = dict[str, Any]

FIRST = "http://sas.fr/fhir/StructureDefinition/"
SAS = "https://interop.esante.gouv.fr/ig/fhir/sas/StructureDefinition/"
REGULATOR = f"{SAS}FrPractitionerRegul"
APPOINTMENT = f"{FIRST}FrAppointmentSAS"
SOS_APPOINTMENT = f"{SAS}sas-sos-appointment"

IDNPS = "urn:oid:1.2.250.1.71.4.2.1"
IDNST = "urn:oid:1.2.250.1.71.4.2.2"
INTRN = "urn:oid:1.2.250.1.213.3.6"
V2_0203 = "http://interopsante.org/fhir/CodeSystem/fr-v2-0203"
PLACE_TYPES = "http://interopsante.org/fhir/CodeSystem/fr-location-identifier-type"
CORE_TYPES = "https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-0203"
R314 = "https://mos.esante.gouv.fr/NOS/TRE_R314-TypeCreneau/FHIR/TRE-R314-TypeCreneau"
R38 = "https://mos.esante.gouv.fr/NOS/TRE_R38-SpecialiteOrdinale/FHIR/TRE-R38-SpecialiteOrdinale"
R66 = (
    "https://mos.esante.gouv.fr/NOS/TRE_R66-CategorieEtablissement/FHIR/"
    "TRE-R66-CategorieEtablissement"
)
ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
V2_0276 = "http://terminology.hl7.org/CodeSystem/v2-0276"
R5_SERVICE_TYPE = "http://hl7.org/fhir/5.0/StructureDefinition/extension-Slot.serviceType"
OPERATOR = "http://interopsante.org/fhir/StructureDefinition/FrAppointmentOperator"
ORIENTATION = f"{SAS}sas-categorie-orientation"
ORIENTATIONS = (
    "https://interop.esante.gouv.fr/ig/fhir/sas/CodeSystem/categorie-orientation-sas-codesystem"
)

RPPS_1, RPPS_2, RPPS_3 = "899700000017", "899700000025", "899700000033"
SIRET_1, SIRET_2 = "399700000000017", "399700000000025"
UUID = "b0b7c1de-1111-4222-8333-444455556666"
NATIONAL = "3999999999/TEST01"

LOW, HIGH = "2027-03-25T08:00:00.000+01:00", "2027-03-27T23:59:59.999+01:00"


def identifier(type_system: str, code: str, system: str, value: str) -> Resource:
    type = {"coding": [{"system": type_system, "code": code}]}
    return {"type": type, "system": system, "value": value}


# -- individual practitioners ----------------------------------------------------


def practitioner(number: int, rpps: str, **more: Any) -> Resource:
    return {
        "resourceType": "Practitioner",
        "id": f"p{number}",
        "meta": {"profile": [f"{FIRST}FrPractitionerAgregateur"]},
        "identifier": [identifier(V2_0203, "IDNPS", IDNPS, rpps)],
        "name": [{"family": "ESSAI", "given": ["Claire"]}],
        "telecom": [{"system": "phone", "value": "+33199000001"}],
        **more,
    }


def role(id: str, owner: int, **more: Any) -> Resource:
    place = {
        "resourceType": "Location",
        "id": "lieu",
        "meta": {"profile": [f"{FIRST}FrLocationAgregateur"]},
        "identifier": [identifier(PLACE_TYPES, "INTRN", "https://editeur.example/lieux", id)],
        "address": {"line": ["12 rue des Tests"], "city": "Lyon", "postalCode": "69003"},
    }
    return {
        "resourceType": "PractitionerRole",
        "id": id,
        "meta": {"profile": [f"{FIRST}FrPractitionerRoleExerciceAgregateur"]},
        "contained": [place],
        "practitioner": {"reference": f"Practitioner/p{owner}"},
        "organization": {"identifier": identifier(V2_0203, "IDNST", IDNST, "1990000013")},
        "location": [{"reference": "#lieu"}],
        "telecom": [{"system": "phone", "value": "+33199000001"}],
        **more,
    }


def schedule(id: str, owner: int) -> Resource:
    return {
        "resourceType": "Schedule",
        "id": id,
        "meta": {"profile": [f"{FIRST}FrScheduleAgregateur"]},
        "actor": [
            {"reference": f"Practitioner/p{owner}"},
            {"reference": f"PractitionerRole/{id}"},
        ],
    }


def agenda(id: str, owner: int, rpps: str) -> list[Resource]:
    """A practitioner with one place; give the same owner again for a second place."""
    return [practitioner(owner, rpps), role(id, owner), schedule(id, owner)]


def security(*codes: str) -> list[Resource]:
    return [{"system": R314, "code": code} for code in codes]


def slot(id: str, of: str, start: str, profile: str = f"{FIRST}FrSlotAgregateur", **more: Any):
    """A slot of twenty minutes; `start` is `dd hh:mm` of March 2027."""
    day, clock = start.split()
    hour, minute = (int(part) for part in clock.split(":"))
    end = f"{hour + (minute + 20) // 60:02d}:{(minute + 20) % 60:02d}"
    found = {
        "resourceType": "Slot",
        "id": id,
        "meta": {"profile": [profile], "security": security("PUBLIC", "SNP")},
        "serviceType": [
            {"coding": [{"system": ACT, "code": "AMB"}]},
            {"text": "Consultation non programmée"},
        ],
        "specialty": [{"coding": [{"system": R38, "code": "SM54"}]}],
        "appointmentType": {"coding": [{"system": V2_0276, "code": "ROUTINE"}]},
        "schedule": {"reference": f"Schedule/{of}"},
        "status": "free",
        "start": f"2027-03-{day}T{clock}:00.000+01:00",
        "end": f"2027-03-{day}T{end}:00.000+01:00",
        "comment": f"https://rdv.editeur.example/agenda/{of}",
    } | more
    return {name: value for name, value in found.items() if value is not None}


# -- CPTS ------------------------------------------------------------------------


def cpts(id: str, finess: str) -> list[Resource]:
    coding = [{"system": system, "code": "IDNST"} for system in (CORE_TYPES, PLACE_TYPES)]
    return [
        {
            "resourceType": "Organization",
            "id": f"o-{id}",
            "meta": {"profile": [f"{SAS}sas-cpts-organization-aggregator"]},
            "identifier": [{"type": {"coding": coding}, "system": IDNST, "value": finess}],
            "name": f"CPTS {id}",
            "telecom": [{"system": "phone", "value": "+33199000010"}],
        },
        {
            "resourceType": "HealthcareService",
            "id": id,
            "meta": {"profile": [f"{SAS}sas-cpts-healthcareservice-aggregator"]},
            "providedBy": {"reference": f"Organization/o-{id}"},
        },
    ]


def cpts_slot(id: str, of: str, start: str, *services: str, types: tuple[str, ...]) -> Resource:
    links = [
        {
            "extension": [
                {
                    "url": R5_SERVICE_TYPE,
                    "valueReference": {"reference": f"HealthcareService/{service}"},
                }
            ],
            "coding": [{"system": R66, "code": "604"}],
        }
        for service in services
    ]
    found = slot(id, of, start, profile=f"{SAS}sas-cpts-slot-aggregator")
    found["meta"]["security"] = security(*types)
    found["serviceType"] = [found["serviceType"][0], *links]
    return found


# -- SOS Médecins ------------------------------------------------------------------


def association(id: str, siret: str) -> Resource:
    return {
        "resourceType": "Organization",
        "id": id,
        "meta": {"profile": [f"{SAS}sas-sos-organization-aggregator"]},
        "identifier": [identifier(PLACE_TYPES, "IDNST", IDNST, siret)],
        "name": "SOS Médecins Essai",
    }


def consultation_place(id: str, owner: str) -> list[Resource]:
    return [
        {
            "resourceType": "Location",
            "id": id,
            "meta": {"profile": [f"{SAS}sas-sos-location-aggregator"]},
            "identifier": [identifier(PLACE_TYPES, "INTRN", "https://sos.example/lfc", id)],
            "name": "Centre Essai Est",
            "telecom": [{"system": "phone", "value": "+33199000020"}],
            "address": {"line": ["8 avenue du Scénario"], "city": "Rennes", "postalCode": "35000"},
            "managingOrganization": {"reference": f"Organization/{owner}"},
        },
        {
            "resourceType": "Schedule",
            "id": id,
            "meta": {"profile": [f"{SAS}sas-sos-schedule-aggregator"]},
            "actor": [{"reference": f"Location/{id}"}],
        },
    ]


def sos_slot(id: str, of: str, start: str, **more: Any) -> Resource:
    return slot(id, of, start, profile=f"{SAS}sas-sos-slot-aggregator", specialty=None, **more)


# -- searches ------------------------------------------------------------------------


def slot_search(*rpps: str, low: str = LOW, high: str = HIGH, more: str = "") -> str:
    """The request of INT_R01 as the platform writes it."""
    values = ",".join(f"{IDNPS}%7C{number}" for number in rpps)
    return (
        "Slot?_include=Slot:schedule&_include:iterate=Schedule:actor&status=free"
        f"&start=ge{quote(low)}&start=le{quote(high)}"
        f"&schedule.actor:Practitioner.identifier={values}{more}"
    )


CPTS_INCLUDES = (
    "&_include=Slot:service-type-reference&_include:iterate=HealthcareService:organization"
)


def sos_search(*siret: str, low: str = LOW, high: str = HIGH, more: str = "") -> str:
    """The request of SOS Médecins as the platform writes it."""
    values = ",".join(f"{IDNST}%7C{number}" for number in siret)
    return (
        "Schedule?_revinclude=Slot:schedule&_include=Schedule:actor:Location"
        "&_include:iterate=Location:organization"
        f"&_has:Slot:schedule:start=ge{quote(low)}&_has:Slot:schedule:start=le{quote(high)}"
        f"&_has:Slot:schedule:status=free&actor:Location.organization.identifier={values}{more}"
    )


# -- accounts and appointments -----------------------------------------------------------


def technical(value: str = UUID) -> Resource:
    return identifier(V2_0203, "INTRN", INTRN, value)


def national(value: str = NATIONAL) -> Resource:
    return identifier(V2_0203, "IDNPS", IDNPS, value)


def account(*identifiers: Resource, email: str = "alex.modele@sas.example", **more: Any):
    return {
        "resourceType": "Practitioner",
        "meta": {"source": INTRN, "profile": [REGULATOR]},
        "identifier": list(identifiers) or [technical()],
        "active": True,
        "name": [{"family": "MODELE", "given": ["Alex"]}],
        "telecom": [{"system": "email", "value": email}],
        **more,
    }


RDV = "https://editeur.example/rdv"


def operator(of: Resource) -> Resource:
    return {"url": OPERATOR, "valueReference": {"identifier": of}}


def appointment(value: str = "1", **more: Any) -> Resource:
    return {
        "resourceType": "Appointment",
        "meta": {"profile": [APPOINTMENT]},
        "extension": [operator(technical())],
        "identifier": [{"system": RDV, "value": value}],
        "status": "booked",
        "start": "2027-03-25T14:00:00.000+01:00",
        "end": "2027-03-25T14:20:00.000+01:00",
        "created": "2027-03-25T08:31:00+01:00",
        "participant": [{"actor": {"identifier": national(RPPS_1)}, "status": "accepted"}],
        **more,
    }


def sos_appointment(value: str = "1", **more: Any) -> Resource:
    adm = {"system": "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "code": "ADM"}
    return appointment(
        value,
        **{
            "meta": {"profile": [SOS_APPOINTMENT]},
            "status": "pending",
            "participant": [{"type": [{"coding": [adm]}], "status": "needs-action"}],
            **more,
        },
    )
