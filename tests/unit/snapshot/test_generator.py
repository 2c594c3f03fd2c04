"""What becomes of a differential, feature by feature."""

from __future__ import annotations

import pytest
from tests.unit.snapshot.definitions import (
    BASE,
    Element,
    Resource,
    by_id,
    generate,
    problems_of,
    profile,
    registry,
    typed,
    types_of,
)

from sas_validators.definitions.registry import Registry
from sas_validators.snapshot.generator import Snapshots, generate_snapshot
from sas_validators.snapshot.sources import PROFILE_ELEMENT

pytestmark = pytest.mark.usefixtures("core")

BY_SYSTEM: Element = {
    "path": "Patient.identifier",
    "slicing": {"discriminator": [{"type": "value", "path": "system"}], "rules": "open"},
}
MRN: Element = {"path": "Patient.identifier", "sliceName": "mrn", "min": 1, "max": "1"}
SYSTEM: Element = {"path": "Patient.identifier.system", "fixedUri": "http://example.org/mrn"}
IDENTIFIED = profile("Patient", BY_SYSTEM, MRN, SYSTEM, name="identified")


def elements(definition: Resource, *others: Resource) -> dict[str, Element]:
    return by_id(generate(definition, *others).elements)


# --- walking into types ------------------------------------------------------------


@pytest.mark.parametrize(
    ("type_name", "path", "base_path"),
    [
        ("Patient", "Patient.name.family", "HumanName.family"),
        ("Patient", "Patient.contact.name.period.start", "Period.start"),
        ("Patient", "Patient.birthDate.extension", "Element.extension"),
        ("Observation", "Observation.component.code.coding.system", "Coding.system"),
        ("Observation", "Observation.component.referenceRange.low.value", "Quantity.value"),
        ("Questionnaire", "Questionnaire.item.item.item.linkId", "Questionnaire.item.linkId"),
        ("Bundle", "Bundle.entry.link.url", "Bundle.link.url"),
        ("Parameters", "Parameters.parameter.part.part.name", "Parameters.parameter.name"),
    ],
)
def test_steps_into_types_and_content_references(type_name: str, path: str, base_path: str) -> None:
    snapshot = generate(profile(type_name, {"path": path, "min": 1}))

    element = by_id(snapshot.elements)[path]
    assert problems_of(snapshot) == []
    assert element["min"] == 1
    assert element["base"]["path"] == base_path


def test_unfolds_all_children_in_order() -> None:
    found = list(elements(profile("Patient", {"path": "Patient.name.given", "min": 1})))

    assert found[found.index("Patient.name") :][:9] == [
        "Patient.name",
        *(
            f"Patient.name.{name}"
            for name in ["id", "extension", "use", "text", "family", "given", "prefix", "suffix"]
        ),
    ]


def test_a_followed_content_reference_becomes_what_it_points_at() -> None:
    item = elements(profile("Questionnaire", {"path": "Questionnaire.item.item.text", "min": 1}))[
        "Questionnaire.item.item"
    ]

    assert types_of(item) == ["BackboneElement"]
    assert "contentReference" not in item
    assert "que-1" in {constraint["key"] for constraint in item["constraint"]}


def test_a_content_reference_in_a_profile_means_the_type() -> None:
    item = elements(profile("Questionnaire", {"path": "Questionnaire.item.text", "min": 1}))[
        "Questionnaire.item.item"
    ]

    url = "http://hl7.org/fhir/StructureDefinition/Questionnaire"
    assert item["contentReference"] == f"{url}#Questionnaire.item"


def test_steps_into_the_profile_of_a_type() -> None:
    coded = profile(
        "Identifier",
        {"path": "Identifier.type.coding", "max": "1"},
        {"path": "Identifier.system", "min": 1},
        name="coded",
        kind="complex-type",
    )
    user = profile(
        "Patient",
        {
            "path": "Patient.identifier",
            "type": [{"code": "Identifier", "profile": [BASE + "coded"]}],
        },
        {"path": "Patient.identifier.value", "min": 1},
    )

    found = elements(user, coded)

    assert found["Patient.identifier.system"]["min"] == 1
    assert found["Patient.identifier.type.coding"]["max"] == "1"
    assert found["Patient.identifier.value"]["min"] == 1


def test_steps_into_one_element_of_a_profile() -> None:
    library = profile(
        "Composition",
        {"path": "Composition.section", "slicing": {"rules": "open"}},
        {"path": "Composition.section", "sliceName": "plan", "min": 0},
        {"path": "Composition.section.title", "fixedString": "Plan"},
        name="library",
    )
    pointer = {"url": PROFILE_ELEMENT, "valueString": "Composition.section:plan"}
    user = profile(
        "Composition",
        {
            "path": "Composition.section",
            "type": [
                typed("BackboneElement", "library")[0] | {"_profile": [{"extension": [pointer]}]}
            ],
        },
        {"path": "Composition.section.section.text", "min": 1},
    )

    assert problems_of(generate(user, library)) == []


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("Observation.value[x].id", [], id="what all types have"),
        pytest.param(
            "Observation.value[x].unit", ["SNAPSHOT_TYPE_AMBIGUOUS"], id="what one type has"
        ),
    ],
)
def test_steps_into_several_types(path: str, expected: list[str]) -> None:
    snapshot = generate(profile("Observation", {"path": path, "max": "0"}))

    assert [id for id, _ in problems_of(snapshot)] == expected


# --- choices -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "types", "rules", "minimum"),
    [
        pytest.param(
            [{"path": "Patient.deceasedBoolean", "max": "1"}],
            ["boolean", "dateTime"],
            "open",
            0,
            id="one type constrained, the other left",
        ),
        pytest.param(
            [{"path": "Patient.deceasedBoolean", "min": 1}],
            ["boolean"],
            "closed",
            1,
            id="one type required",
        ),
        pytest.param(
            [{"path": "Patient.deceasedBoolean"}, {"path": "Patient.deceasedDateTime"}],
            ["boolean", "dateTime"],
            "closed",
            0,
            id="every type constrained",
        ),
        pytest.param(
            [{"path": "Patient.deceased[x]", "sliceName": "deceasedBoolean"}],
            ["boolean", "dateTime"],
            "open",
            0,
            id="slice without slicing",
        ),
        pytest.param(
            [{"path": "Patient.deceasedBoolean", "sliceName": "deceasedBoolean"}],
            ["boolean", "dateTime"],
            "open",
            0,
            id="both names",
        ),
        pytest.param(
            [
                {
                    "path": "Patient.deceased[x]",
                    "slicing": {
                        "discriminator": [{"type": "type", "path": "$this"}],
                        "rules": "closed",
                    },
                },
                {"path": "Patient.deceased[x]", "sliceName": "deceasedBoolean", "min": 1},
            ],
            ["boolean", "dateTime"],
            "closed",
            0,
            id="slicing stated",
        ),
    ],
)
def test_choice_becomes_slices(
    changes: list[Element], types: list[str], rules: str, minimum: int
) -> None:
    snapshot = generate(profile("Patient", *changes))
    found = by_id(snapshot.elements)

    choice = found["Patient.deceased[x]"]
    assert types_of(choice) == types
    assert choice["slicing"]["rules"] == rules
    assert choice["slicing"]["discriminator"] == [{"type": "type", "path": "$this"}]
    assert choice["min"] == minimum
    piece = found["Patient.deceased[x]:deceasedBoolean"]
    assert (piece["sliceName"], types_of(piece)) == ("deceasedBoolean", ["boolean"])
    assert piece["path"] == "Patient.deceased[x]"


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param(
            [
                {"path": "Observation.value[x]", "type": [{"code": "Quantity"}]},
                {"path": "Observation.valueQuantity.unit", "min": 1},
            ],
            id="narrowed, then by its type's name",
        ),
        pytest.param(
            [
                {"path": "Observation.value[x]", "type": [{"code": "Quantity"}]},
                {"path": "Observation.value[x].unit", "min": 1},
            ],
            id="narrowed, then by its own name",
        ),
    ],
)
def test_choice_with_one_type_left_is_not_sliced(changes: list[Element]) -> None:
    found = elements(profile("Observation", *changes))

    assert found["Observation.value[x].unit"]["min"] == 1
    assert "slicing" not in found["Observation.value[x]"]


def test_choice_below_its_slice() -> None:
    found = elements(profile("Observation", {"path": "Observation.valueQuantity.unit", "min": 1}))

    assert found["Observation.value[x]:valueQuantity.unit"]["min"] == 1
    assert "Observation.value[x].unit" not in found


def test_shorthand_finds_the_slice_of_its_type_under_another_name() -> None:
    parent = profile(
        "Observation",
        {
            "path": "Observation.value[x]",
            "slicing": {"discriminator": [{"type": "type", "path": "$this"}], "rules": "open"},
        },
        {"path": "Observation.value[x]", "sliceName": "amount", "type": [{"code": "Quantity"}]},
        name="parent",
    )
    child = profile(
        "Observation", {"path": "Observation.valueQuantity.unit", "min": 1}, base="parent"
    )

    found = elements(child, parent)

    assert found["Observation.value[x]:amount.unit"]["min"] == 1
    assert "Observation.value[x]:valueQuantity" not in found


def test_in_an_extension_the_types_named_are_the_types_allowed() -> None:
    extension = profile(
        "Extension",
        {"path": "Extension.valueBoolean"},
        {"path": "Extension.valueCode"},
        kind="complex-type",
    )

    value = elements(extension)["Extension.value[x]"]

    assert types_of(value) == ["boolean", "code"]
    assert value["slicing"]["rules"] == "closed"


@pytest.mark.parametrize("name", ["valueDate", "valueNothing", "value"])
def test_a_type_the_choice_does_not_have(name: str) -> None:
    snapshot = generate(profile("Observation", {"path": f"Observation.{name}", "min": 1}))

    assert problems_of(snapshot) == [("SNAPSHOT_ELEMENT_NO_MATCH", 0)]


# --- slices ------------------------------------------------------------------------


def test_new_slice_is_all_that_its_element_is_but_optional() -> None:
    parent = profile(
        "Patient",
        {"path": "Patient.name", "min": 1},
        {"path": "Patient.name.text", "min": 1},
        name="parent",
    )
    child = profile(
        "Patient",
        {"path": "Patient.name", "slicing": {"rules": "open"}},
        {"path": "Patient.name", "sliceName": "official"},
        base="parent",
    )

    found = elements(child, parent)

    assert (found["Patient.name"]["min"], found["Patient.name:official"]["min"]) == (1, 0)
    assert found["Patient.name:official.text"]["min"] == 1
    assert "slicing" not in found["Patient.name:official"]


def test_one_slice_of_the_parent_constrained() -> None:
    child = profile(
        "Patient",
        {"path": "Patient.identifier", "sliceName": "mrn"},
        {"path": "Patient.identifier.value", "min": 1},
        base="identified",
    )

    found = elements(child, IDENTIFIED)

    assert found["Patient.identifier:mrn.value"]["min"] == 1
    assert found["Patient.identifier:mrn.system"]["fixedUri"] == "http://example.org/mrn"
    assert "Patient.identifier.value" not in found


@pytest.mark.parametrize(
    ("change", "id", "expected"),
    [
        pytest.param(
            {"path": "Patient.identifier.value", "min": 1},
            "Patient.identifier:mrn.value",
            {"min": 1},
            id="a child",
        ),
        pytest.param(
            {"path": "Patient.identifier.period.start", "min": 1},
            "Patient.identifier:mrn.period.start",
            {"min": 1},
            id="a grandchild",
        ),
        pytest.param(
            {"path": "Patient.identifier", "mustSupport": True, "max": "2"},
            "Patient.identifier:mrn",
            {"mustSupport": True, "min": 1, "max": "1"},
            id="the element itself",
        ),
        pytest.param(
            {"path": "Patient.identifier.system", "min": 0, "fixedUri": "http://other.org"},
            "Patient.identifier:mrn.system",
            {"fixedUri": "http://example.org/mrn"},
            id="not where the slice says something of its own",
        ),
        pytest.param(
            {"path": "Patient.identifier.use", "constraint": [{"key": "x-1"}]},
            "Patient.identifier:mrn.use",
            {"min": 0},
            id="an invariant",
        ),
    ],
)
def test_slices_inherit_what_is_said_of_all(change: Element, id: str, expected: Element) -> None:
    found = elements(profile("Patient", change, base="identified"), IDENTIFIED)[id]

    assert {name: found[name] for name in expected} == expected
    if "constraint" in change:
        assert "x-1" in {constraint["key"] for constraint in found["constraint"]}


def test_slices_inherit_slices() -> None:
    child = profile(
        "Patient",
        {"path": "Patient.identifier.type.coding", "slicing": {"rules": "open"}},
        {"path": "Patient.identifier.type.coding", "sliceName": "v2", "min": 1},
        base="identified",
    )

    found = elements(child, IDENTIFIED)

    assert found["Patient.identifier:mrn.type.coding:v2"]["min"] == 1
    assert found["Patient.identifier:mrn.type.coding"]["slicing"] == {"rules": "open"}


def test_re_slices() -> None:
    found = elements(
        profile(
            "Patient",
            BY_SYSTEM,
            MRN | {"max": "*"},
            SYSTEM,
            {"path": "Patient.identifier", "sliceName": "mrn/old", "max": "1"},
            {"path": "Patient.identifier.use", "fixedCode": "old"},
        )
    )

    assert found["Patient.identifier:mrn/old.use"]["fixedCode"] == "old"
    assert found["Patient.identifier:mrn/old.system"]["fixedUri"] == "http://example.org/mrn"
    assert "fixedCode" not in found["Patient.identifier:mrn"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param([MRN, SYSTEM], 1, id="raised where only slices are mentioned"),
        pytest.param([{"path": "Patient.identifier", "max": "5"}, MRN], 0, id="kept where stated"),
    ],
)
def test_minimum_of_the_sliced_element(changes: list[Element], expected: int) -> None:
    parent = profile("Patient", BY_SYSTEM, name="parent")

    found = elements(profile("Patient", *changes, base="parent"), parent)

    assert found["Patient.identifier"]["min"] == expected


# --- extensions ----------------------------------------------------------------------

NICKNAME = profile(
    "Extension",
    {"path": "Extension", "max": "1", "short": "Nickname", "isModifier": False},
    {"path": "Extension.url", "fixedUri": BASE + "nickname"},
    {"path": "Extension.value[x]", "min": 1, "type": [{"code": "string"}]},
    name="nickname",
    kind="complex-type",
)


def extension_slice(**more: object) -> Element:
    return {
        "path": "Patient.extension",
        "sliceName": "nick",
        "type": typed("Extension", "nickname"),
    } | more


def test_extension_slicing_goes_without_saying() -> None:
    found = elements(profile("Patient", extension_slice()), NICKNAME)

    assert found["Patient.extension"]["slicing"] == {
        "discriminator": [{"type": "value", "path": "url"}],
        "ordered": False,
        "rules": "open",
    }
    assert "Patient.extension:nick.url" not in found


def test_extension_takes_over_what_its_definition_says() -> None:
    piece = elements(profile("Patient", extension_slice()), NICKNAME)["Patient.extension:nick"]

    assert (piece["short"], piece["min"], piece["max"]) == ("Nickname", 0, "1")


def test_steps_into_an_extension_definition() -> None:
    found = elements(
        profile(
            "Patient",
            extension_slice(min=1),
            {"path": "Patient.extension.valueString", "maxLength": 9},
        ),
        NICKNAME,
    )

    assert found["Patient.extension:nick.url"]["fixedUri"] == BASE + "nickname"
    assert found["Patient.extension:nick.value[x]"]["maxLength"] == 9


def test_unknown_extension_is_walked_into_as_a_plain_one() -> None:
    snapshot = generate(
        profile("Patient", extension_slice(), {"path": "Patient.extension.url.id", "max": "0"})
    )

    assert [id for id, _ in problems_of(snapshot)][:1] == ["SNAPSHOT_PROFILE_UNKNOWN"]


# --- constraints ---------------------------------------------------------------------


def test_constraints_say_who_declares_them() -> None:
    parent = profile("Patient", {"path": "Patient", "constraint": [{"key": "p-1"}]}, name="parent")
    child = profile("Patient", {"path": "Patient", "constraint": [{"key": "c-1"}]}, base="parent")

    root = elements(child, parent)["Patient"]

    sources = {item["key"]: item["source"] for item in root["constraint"]}
    assert sources["p-1"] == BASE + "parent"
    assert sources["c-1"] == BASE + "p"
    assert sources["dom-2"] == "http://hl7.org/fhir/StructureDefinition/DomainResource"


@pytest.mark.parametrize(
    ("base", "id", "key", "expected"),
    [
        ("vitalsigns", "Observation.effective[x]", "vs-1", "vitalsigns"),
        ("bodyweight", "Observation.effective[x]", "vs-1", "vitalsigns"),
        ("Observation", "Observation", "obs-7", "Observation"),
    ],
)
def test_sources_that_the_published_snapshot_leaves_out(
    base: str, id: str, key: str, expected: str
) -> None:
    url = "http://hl7.org/fhir/StructureDefinition/"
    child = profile("Observation", {"path": "Observation"}) | {"baseDefinition": url + base}

    found = elements(child)[id]["constraint"]

    assert {item["source"] for item in found if item["key"] == key} == {url + expected}


# --- new types ---------------------------------------------------------------------


def test_a_new_resource() -> None:
    resource = profile(
        "Thing",
        {"path": "Thing", "short": "A thing"},
        {"path": "Thing.part", "min": 0, "max": "*", "type": [{"code": "BackboneElement"}]},
        {"path": "Thing.part.size", "min": 1, "max": "1", "type": [{"code": "Quantity"}]},
        base="DomainResource",
        derivation="specialization",
    )

    found = elements(resource)

    assert list(found)[:3] == ["Thing", "Thing.id", "Thing.meta"]
    assert list(found)[-5:] == [
        "Thing.part",
        "Thing.part.id",
        "Thing.part.extension",
        "Thing.part.modifierExtension",
        "Thing.part.size",
    ]
    assert found["Thing"]["short"] == "A thing"
    assert found["Thing.text"]["base"]["path"] == "DomainResource.text"
    assert found["Thing.part.size"]["base"] == {"path": "Thing.part.size", "min": 1, "max": "1"}
    assert [item["key"] for item in found["Thing.part.size"]["constraint"]] == ["ele-1"]


@pytest.mark.parametrize("base", [None, "http://hl7.org/fhir/StructureDefinition/Base"])
def test_a_logical_model_without_base_elements(base: str | None) -> None:
    model = profile(
        "http://example.org/Model",
        {"path": "Model"},
        {"path": "Model.a", "min": 0, "max": "1", "type": [{"code": "string"}]},
        kind="logical",
        derivation="specialization",
    )
    model["baseDefinition"] = base

    assert list(elements(model)) == ["Model", "Model.a"]


# --- parents -----------------------------------------------------------------------


def test_parents_without_snapshot_are_made_first() -> None:
    middle = profile(
        "Patient", {"path": "Patient.name.family", "min": 1}, name="middle", base="identified"
    )
    child = profile("Patient", {"path": "Patient.name.given", "min": 1}, base="middle")

    found = elements(child, middle, IDENTIFIED)

    assert found["Patient.identifier:mrn"]["min"] == 1
    assert (found["Patient.name.family"]["min"], found["Patient.name.given"]["min"]) == (1, 1)


def test_snapshots_are_made_once_and_given_ones_kept(core: Registry) -> None:
    snapshots = Snapshots(registry(IDENTIFIED))
    patient = core.find("http://hl7.org/fhir/StructureDefinition/Patient") or {}

    first = snapshots.find(BASE + "identified")

    assert first is not None
    assert first["snapshot"]["element"] is snapshots.snapshot_of(IDENTIFIED).elements
    assert list(first)[-2:] == ["snapshot", "differential"]
    assert snapshots.complete(patient) is patient
    assert snapshots.snapshot_of(patient) is snapshots.snapshot_of(patient)
    assert snapshots.find(BASE + "nobody") is None


def test_generating_does_not_change_what_is_loaded(core: Registry) -> None:
    patient = core.find("http://hl7.org/fhir/StructureDefinition/Patient") or {}
    before = repr(patient)

    generate_snapshot(profile("Patient", {"path": "Patient.name.family", "min": 1}), core)

    assert repr(patient) == before


@pytest.mark.parametrize(
    ("derivation", "type_name", "expected"),
    [
        pytest.param(None, "Patient", [("SNAPSHOT_ELEMENT_NO_MATCH", 1)], id="the base's type"),
        pytest.param(None, "Thing", [], id="a type of its own"),
    ],
)
def test_without_derivation_the_type_decides(
    derivation: str | None, type_name: str, expected: list[tuple[str, int]]
) -> None:
    definition = profile(
        type_name,
        {"path": type_name},
        {"path": f"{type_name}.new", "min": 0, "max": "1", "type": [{"code": "string"}]},
        base="Patient",
        derivation=derivation,
    )

    assert problems_of(generate(definition)) == expected


def test_matched_tells_which_element_each_change_constrains() -> None:
    snapshot = generate(
        profile("Patient", {"path": "Patient.deceasedBoolean"}, BY_SYSTEM, MRN, SYSTEM)
    )

    assert snapshot.matched == {
        0: "Patient.deceased[x]:deceasedBoolean",
        1: "Patient.identifier",
        2: "Patient.identifier:mrn",
        3: "Patient.identifier:mrn.system",
    }
