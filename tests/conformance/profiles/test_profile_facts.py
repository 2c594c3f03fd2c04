"""Every compiled profile constrains what the published one does, no more and no less.

Two directions: each row of the facts holds in the snapshot, and each element of
the differential is announced by a row.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.conformance.profiles import compiled
from tests.conformance.profiles.fact_tables import SAS, Profile, Row, read_facts

FR_CORE = "hl7.fhir.fr.core#1.1.0"
GAP = "ans.fhir.fr.gap#3.0.0"
SAS_12 = "ans.fhir.fr.sas#1.2.0"
SAS_11 = "ans.fhir.fr.sas#1.1.0"

NEW_IN_12 = {f"{SAS}/StructureDefinition/sas-categorie-orientation"}


def facts_by_package() -> dict[str, dict[str, Profile]]:
    """Package label -> canonical -> facts. SAS 1.1.0 is told by its differences."""
    sas = read_facts("sas-1.2.0.md")
    earlier = {url: facts for url, facts in sas.items() if url not in NEW_IN_12}
    return {
        FR_CORE: read_facts("fr-core-1.1.0.md"),
        GAP: read_facts("gap-3.0.0.md"),
        SAS_12: sas,
        SAS_11: {**earlier, **read_facts("sas-1.1.0.md")},
    }


FACTS = facts_by_package()
PROFILES = [
    pytest.param(label, profile, id=f"{label}-{profile.id}")
    for label, profiles in FACTS.items()
    for profile in profiles.values()
]


@pytest.mark.parametrize("label", FACTS)
def test_package_has_the_published_profiles_and_no_other(label: str) -> None:
    found = {
        url
        for url, resource in compiled.package(label).items()
        if resource["resourceType"] == "StructureDefinition"
    }
    assert found == set(FACTS[label])


@pytest.mark.parametrize(("label", "facts"), PROFILES)
def test_identity(label: str, facts: Profile) -> None:
    definition = compiled.package(label)[facts.canonical]
    assert (definition["id"], definition["baseDefinition"]) == (facts.id, facts.parent)
    assert facts.name in ("", definition["name"])
    assert definition["version"] == label.partition("#")[2]
    assert definition["status"] == "active"
    assert "experimental" not in definition


@pytest.mark.parametrize(("label", "facts"), PROFILES)
def test_each_fact_holds(label: str, facts: Profile) -> None:
    elements = compiled.snapshot(compiled.package(label)[facts.canonical])
    wrong = [line for row in facts.rows for line in _contradictions(row, elements, facts.canonical)]
    assert wrong == []


def _contradictions(row: Row, elements: dict[str, compiled.Element], profile: str) -> Iterator[str]:
    element = elements.get(row.element)
    if element is None:
        yield f"{row.element}: not in the snapshot"
        return
    found = {
        "cardinality": (row.cardinality.split("→")[-1].strip(), compiled.cardinality(element)),
        "type": (row.type, compiled.types(element)),
        "value": (row.value, compiled.value(element)),
        "binding": (row.binding, compiled.binding(element)),
        "slicing": (row.slicing, compiled.slicing(element)),
        "flags": (row.flags, compiled.flags(element, profile=profile)),
    }
    for aspect, (expected, actual) in found.items():
        if expected and aspect == "type" and expected == "Reference":
            actual = actual.partition("(")[0]  # the targets stay as the parent has them
        if expected and expected != actual:
            yield f"{row.element} {aspect}: {actual!r} instead of {expected!r}"


@pytest.mark.parametrize(("label", "facts"), PROFILES)
def test_nothing_else_is_constrained(label: str, facts: Profile) -> None:
    rows = {row.element: row for row in facts.rows}
    extra = [
        f"{name} {aspect}"
        for name, element in compiled.differential(compiled.package(label)[facts.canonical]).items()
        for aspect in _constrained_aspects(element, facts.canonical)
        if not _is_announced(aspect, rows.get(name))
    ]
    assert extra == []


def _constrained_aspects(element: compiled.Element, profile: str) -> Iterator[str]:
    if "min" in element or "max" in element:
        yield "cardinality"
    for aspect in ("type", "binding"):
        if aspect in element:
            yield aspect
    if compiled.value(element):
        yield "value"
    if compiled.slicing(element):
        yield "slicing"
    if compiled.flags(element, profile=profile):
        yield "flags"


def _is_announced(aspect: str, row: Row | None) -> bool:
    if row is None:
        return False
    return bool(getattr(row, aspect)) or (aspect == "type" and row.slicing == "slice")


def test_invariants() -> None:
    expected = {
        "sas-cpts-organization-aggregator": ("FINESS-invariant", "value.matches('^1[0-9]{9}$')"),
        "sas-sos-organization-aggregator": ("SIRET-invariant", "value.matches('^3[0-9]{14}$')"),
    }
    for profile, (key, expression) in expected.items():
        url = f"{SAS}/StructureDefinition/{profile}"
        identifier = compiled.snapshot(compiled.package(SAS_12)[url])["identifier"]
        (found,) = (item for item in identifier["constraint"] if item["key"] == key)
        assert (found["severity"], found["expression"], found["source"]) == (
            "error",
            expression,
            url,
        )


CONTEXTS = {
    "FrAppointmentOperator": [("element", "Appointment")],
    "FrServiceTypeDuration": [
        ("element", "PractitionerRole"),
        ("element", "HealthcareService"),
        ("element", "Schedule"),
    ],
    "FrScheduleAvailabiltyTime": [("element", "Schedule")],
    "FrLocationUsePeriod": [("element", "Location")],
    "FrLocationPartOfPositionRoom": [("fhirpath", "Location.partOf")],
    "FrOrganizationShortName": [("element", "Organization")],
    "FrOrganizationDescription": [("element", "Organization")],
    "FrAddressInseeCode": [("element", "Address")],
    "FrContactPointEmailType": [("element", "ContactPoint")],
    "FrPatientIdentReliability": [("element", "Patient")],
    "FrPatientIdentityMethodCollection": [("element", "Patient")],
    "FrPatientDeathPlace": [("element", "Patient")],
    "FrPatientBirthdateUpdateIndicator": [("element", "Patient")],
    "FrPatientContactIdentifier": [("element", "Patient.contact")],
    "FrPatientContactComment": [("element", "Patient.contact")],
    "FrPractitionerRoleCodeCategorieProfessionnelle": [("element", "PractitionerRole.code")],
    "FrSlotDate": [("element", "Slot")],
    "sas-categorie-orientation": [("element", "Appointment")],
    "sas-cpts-slot-servicetype-aggregator": [("element", "Slot.serviceType")],
}


def test_extension_contexts() -> None:
    found = {
        resource["id"]: [(item["type"], item["expression"]) for item in resource["context"]]
        for label in (FR_CORE, SAS_12)
        for resource in compiled.package(label).values()
        if resource.get("type") == "Extension"
    }
    assert found == CONTEXTS
