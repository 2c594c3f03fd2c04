"""The capability statements declare what the published ones do."""

from __future__ import annotations

from typing import Any

import pytest
from tests.conformance.profiles import compiled
from tests.conformance.profiles.fact_tables import SAS, expand

GAP = "ans.fhir.fr.gap#3.0.0"
SAS_12 = "ans.fhir.fr.sas#1.2.0"

START = ("SPDateDebutSlot", f"{SAS}/SearchParameter/slot-sp-start", "date")


def r4(name: str, code: str, kind: str) -> tuple[str, str, str]:
    return (name, f"http://hl7.org/fhir/SearchParameter/{code}", kind)


def searched(kind: str, profile: str, *params: tuple[str, str, str], **more: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "profile": expand(profile),
        "interactions": ["read", "search-type"],
        "params": list(params),
        **more,
    }


def written(kind: str, profile: str, param: tuple[str, str, str]) -> dict[str, Any]:
    return {
        "type": kind,
        "profile": expand(profile),
        "interactions": ["create", "update"],
        "params": [param],
        "updateCreate": True,
        "conditionalUpdate": True,
    }


AGENDA = [
    searched(
        "Schedule",
        "sasfr:FrScheduleAgregateur",
        r4("SearchSchedule-actor", "Schedule-actor", "reference"),
    ),
    searched(
        "Practitioner",
        "sasfr:FrPractitionerAgregateur",
        r4("Practitioner-identifier", "Practitioner-identifier", "token"),
    ),
]
PS = [
    searched(
        "Slot", "sasfr:FrSlotAgregateur", START, searchInclude=["Slot:schedule", "Schedule:actor"]
    ),
    *AGENDA,
]
CPTS = [
    searched(
        "Slot",
        "sas:sas-cpts-slot-aggregator",
        START,
        searchInclude=[
            "Slot:schedule",
            "Schedule:actor",
            "Slot:service-type-reference",
            "HealthcareService:organization",
        ],
    ),
    *AGENDA,
]
SOS = [
    searched(
        "Schedule",
        "sas:sas-sos-schedule-aggregator",
        ("_has", "", "special"),
        r4("SearchSchedule-actor", "Schedule-actor", "reference"),
        searchInclude=["Schedule:actor:Location", "Location:organization"],
        searchRevInclude=["Slot:schedule"],
    ),
    searched("Slot", "sas:sas-sos-slot-aggregator", START),
    searched(
        "Location",
        "sas:sas-sos-location-aggregator",
        r4("Location-organization", "Location-organization", "reference"),
    ),
    searched(
        "Organization",
        "sas:sas-sos-organization-aggregator",
        r4("Organization-identifier", "Organization-identifier", "token"),
    ),
]
APPOINTMENT_ID = r4("identifier", "Appointment-identifier", "token")

SAS_STATEMENTS = {
    "SAS-GestionnaireAgenda-PsIndiv": ("SAS_gestionnaireAgenda_Psindiv", "server", PS),
    "SAS-GestionnaireAgenda-CPTS": ("SAS_gestionnaireAgenda_CPTS", "server", CPTS),
    "SAS-GestionnaireAgenda-SOS": ("SAS_gestionnaireAgenda_SOS", "server", SOS),
    "SAS-GestionnaireAgenda-RDVpsindiv": (
        "SAS_gestionnaireAgenda_RDVpsindiv",
        "server",
        [written("Appointment", "sasfr:FrAppointmentSAS", APPOINTMENT_ID)],
    ),
    "SAS-GestionnaireAgenda-RDVSOS": (
        "SAS_gestionnaireAgenda_RDVSOS",
        "server",
        [written("Appointment", "sas:sas-sos-appointment", APPOINTMENT_ID)],
    ),
    "SAS-GestionnaireStructure": (
        "SAS_gestionnaireStructure",
        "server",
        [
            written(
                "Practitioner",
                "sas:FrPractitionerRegul",
                r4("identifier", "Practitioner-identifier", "token"),
            )
        ],
    ),
    "SAS-Consommateur-psindiv": ("SAS_consommateur_psindiv", "client", PS),
    "SAS-Consommateur-CPTS": ("SAS_consommateur_CPTS", "client", CPTS),
    "SAS-Consommateur-SOS": ("SAS_consommateur_SOS", "client", SOS),
}


def statements(label: str) -> dict[str, dict[str, Any]]:
    return {
        resource["id"]: resource
        for resource in compiled.package(label).values()
        if resource["resourceType"] == "CapabilityStatement"
    }


def told(resource: dict[str, Any]) -> dict[str, Any]:
    """A `rest.resource` in the words of the tables above."""
    kept = ("updateCreate", "conditionalUpdate", "searchInclude", "searchRevInclude")
    return {
        "type": resource["type"],
        "profile": resource["profile"],
        "interactions": [item["code"] for item in resource["interaction"]],
        "params": [
            (item["name"], item.get("definition", ""), item["type"])
            for item in resource.get("searchParam", ())
        ],
        **{name: resource[name] for name in kept if name in resource},
    }


def test_sas_has_its_nine_statements() -> None:
    assert set(statements(SAS_12)) == set(SAS_STATEMENTS)


@pytest.mark.parametrize("identifier", SAS_STATEMENTS)
def test_sas_statement(identifier: str) -> None:
    name, mode, resources = SAS_STATEMENTS[identifier]
    found = statements(SAS_12)[identifier]
    assert found["url"] == f"{SAS}/CapabilityStatement/{identifier}"
    facts = ("name", "status", "experimental", "date", "kind", "fhirVersion", "format")
    assert [found[fact] for fact in facts] == [
        name,
        "draft",
        False,
        "2024-10-01T00:00:00+01:00",
        "requirements",
        "4.0.1",
        ["application/fhir+json"],
    ]
    (rest,) = found["rest"]
    assert (rest["mode"], rest["security"]["cors"]) == (mode, False)
    assert [told(resource) for resource in rest["resource"]] == resources


def test_sas_1_1_0_names_a_definition_of_has() -> None:
    (has, _) = statements("ans.fhir.fr.sas#1.1.0")["SAS-Consommateur-SOS"]["rest"][0]["resource"][
        0
    ]["searchParam"]
    assert has["definition"] == "http://hl7.org/fhir/SearchParameter/Resource-has"


GAP_INTERACTIONS = {
    "Gap-Declarant": (
        "client",
        {"Patient": "create update delete", "Schedule": "create update delete patch"},
        9,
    ),
    "GAP-GestionnaireRessources": ("server", {"Device": "create update delete"}, 8),
    "GAP-GestionnaireAgenda": (
        "server",
        {
            "Schedule": "create update delete patch",
            "Slot": "read search-type",
            "Appointment": "create update read search-type",
        },
        3,
    ),
    "GAP-Consommateur": ("client", {"Slot": "read search-type", "Device": "read search-type"}, 11),
    "GAP-DeclarantRDV": ("client", {"Appointment": "read create update"}, 1),
}


@pytest.mark.parametrize("identifier", GAP_INTERACTIONS)
def test_gap_statement(identifier: str) -> None:
    mode, interactions, count = GAP_INTERACTIONS[identifier]
    found = statements(GAP)
    assert set(found) == set(GAP_INTERACTIONS)
    (rest,) = found[identifier]["rest"]
    resources = {resource["type"]: resource for resource in rest["resource"]}
    assert (rest["mode"], len(resources)) == (mode, count)
    for kind, codes in interactions.items():
        assert [item["code"] for item in resources[kind]["interaction"]] == codes.split()
    if "Appointment" in interactions:
        assert resources["Appointment"]["conditionalUpdate"] is True
