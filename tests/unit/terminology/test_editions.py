import pytest
from tests.unit.terminology.small_world import (
    code_system,
    codes,
    imports,
    package,
    terminology,
    value_set,
)

from sas_validators.definitions.builtin import CORE, packages_folder
from sas_validators.definitions.package import load_package
from sas_validators.definitions.registry import Registry
from sas_validators.terminology.editions import RegistryLoader, find_edition
from sas_validators.terminology.terminology import Terminology
from sas_validators.terminology.value_sets import compile_value_set

SHARED = "http://terminology.hl7.org/CodeSystem/shared"
OLD = "http://terminology.hl7.org/CodeSystem/old"
FHIR = "http://hl7.org/fhir/own"


@pytest.fixture
def registry() -> Registry:
    return Registry(
        [
            package("hl7.terminology.r4#7.0.1", code_system(SHARED, "new", version="3.0.0")),
            package(
                "hl7.fhir.r4.core#4.0.1",
                code_system(SHARED, "former", version="4.0.1"),
                code_system(OLD, "former", version="2.9"),
                code_system(FHIR, "core", version="4.0.1"),
            ),
        ]
    )


@pytest.mark.parametrize(
    ("url", "version", "expected"),
    [
        pytest.param(SHARED, "", "3.0.0", id="HL7 terminology goes before R4 core"),
        pytest.param(SHARED, "3.0.0", "3.0.0", id="its version"),
        pytest.param(SHARED, "4.0.1", None, id="the copy in R4 core does not exist"),
        pytest.param(OLD, "", "2.9", id="only in R4 core"),
        pytest.param(FHIR, "4.0.1", "4.0.1", id="FHIR's own"),
        pytest.param("http://nobody", "", None, id="unknown"),
    ],
)
def test_which_edition_wins(
    registry: Registry, url: str, version: str, expected: str | None
) -> None:
    entry = find_edition(registry, url, version, "CodeSystem")
    assert (None if entry is None else entry.version) == expected
    data = RegistryLoader(registry).code_system(url, version)
    assert (None if data is None else data["version"]) == expected


def test_package_of_the_user_wins() -> None:
    registry = Registry(
        [
            package("hl7.terminology.r4#7.0.1", code_system(SHARED, version="3.0.0")),
            package("hl7.fhir.r4.core#4.0.1", code_system(SHARED, version="4.0.1")),
            package("mine", code_system(SHARED, version="9")),
        ]
    )
    loader = RegistryLoader(registry)
    assert loader.versions(SHARED) == ("9", "3.0.0")
    data = loader.code_system(SHARED, "")
    assert data is not None
    assert data["version"] == "9"


def test_versions_leave_out_systems_without_content() -> None:
    world = terminology(code_system(FHIR, content="not-present"))
    assert world.versions(FHIR) == ()
    assert world.code_system(FHIR) is not None


def test_supplements_are_merged() -> None:
    supplement = code_system(
        "http://example.org/fr",
        {"code": "a", "display": "premier"},
        content="supplement",
        supplements=FHIR + "|1",
        language="fr",
    )
    world = terminology(code_system(FHIR, "a"), supplement)
    assert world.display(FHIR, "a", "fr") == "premier"


def test_contained_value_sets_go_first() -> None:
    contained = {"resourceType": "ValueSet", "compose": {"include": [codes(FHIR, "a")]}}
    world = terminology(
        code_system(FHIR, "a", "b"),
        value_set("http://example.org/vs", codes(FHIR, "b")),
        value_set("http://example.org/both", imports("http://example.org/vs")),
    ).with_value_sets({"http://example.org/q#1": compile_value_set(contained)})
    assert world.member_of("http://example.org/q#1", FHIR, "a") is True
    assert world.member_of("http://example.org/q#1", FHIR, "b") is False
    assert world.member_of("http://example.org/both", FHIR, "b") is True
    found = world.value_set("http://example.org/q#1")
    assert found is not None
    assert found.canonical == "http://example.org/q#1"


@pytest.mark.skipif(
    not all((packages_folder() / label).is_dir() for label in CORE),
    reason="the built-in packages are not compiled",
)
def test_built_in_packages() -> None:
    def no_xml(content: bytes) -> dict:
        raise AssertionError

    packages = [load_package(packages_folder() / label, no_xml) for label in CORE]
    world = Terminology(RegistryLoader(Registry(packages)))
    encounter = "http://terminology.hl7.org/ValueSet/v3-ActEncounterCode"
    acts = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
    assert world.member_of(encounter, acts, "AMB") is True
    assert world.member_of(encounter, acts, "_ActEncounterCode") is False
    assert world.member_of("http://hl7.org/fhir/ValueSet/slotstatus|4.0.1", "", "free") is True
    assert world.member_of("http://hl7.org/fhir/ValueSet/slotstatus|4.0.1", "", "FREE") is False
    assert world.member_of("http://hl7.org/fhir/ValueSet/mimetypes", "", "image/png") is None
    reasons = "http://terminology.hl7.org/CodeSystem/v2-0276"
    pinned = world.value_set("http://terminology.hl7.org/ValueSet/v2-0276")
    assert pinned is not None
    assert world.decide(pinned, reasons, "ROUTINE").pinned == "2.0.0"
    assert world.versions(reasons) == ("3.0.0",)
