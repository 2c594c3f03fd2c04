"""StructureDefinitions as instances: what is found, and where."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.snapshot.definitions import BASE, Element, Resource, profile, registry, typed

from sas_validators.conformance.structure_definition import judge_structure_definition
from sas_validators.definitions.package import PackageError
from sas_validators.definitions.registry import TYPE_BASE, Registry
from sas_validators.model.paths import render, root
from sas_validators.snapshot.generator import Snapshots

VALUE_SET: Resource = {"resourceType": "ValueSet", "url": "http://example.org/vs"}
WORK_GROUPS: Resource = {
    "resourceType": "CodeSystem",
    "url": "http://terminology.hl7.org/CodeSystem/hl7-work-group",
    "concept": [{"code": "oo", "display": "Orders and Observations"}],
}
MODIFIER = profile(
    "Extension",
    {"path": "Extension", "isModifier": True, "isModifierReason": "x"},
    {"path": "Extension.url", "fixedUri": BASE + "modifier"},
    name="modifier",
    kind="complex-type",
)
PLAIN = profile(
    "Extension",
    {"path": "Extension.url", "fixedUri": BASE + "plain"},
    name="plain",
    kind="complex-type",
)
OBLIGATIONS = profile("Patient", name="obligations") | {
    "extension": [{"url": TYPE_BASE + "obligation-profile-flag", "valueBoolean": True}]
}
PARENT = profile(
    "Patient",
    {"path": "Patient", "constraint": [{"key": "p-1", "expression": "name.exists()"}]},
    {"path": "Patient.identifier", "slicing": {"rules": "closed", "discriminator": []}},
    name="parent",
)
LOOP = profile("Patient", name="loop", base="loop")
LOADED = (VALUE_SET, WORK_GROUPS, MODIFIER, PLAIN, OBLIGATIONS, PARENT, LOOP)


@pytest.fixture(scope="module")
def loaded() -> Snapshots:
    try:
        return Snapshots(
            registry(VALUE_SET, WORK_GROUPS, MODIFIER, PLAIN, OBLIGATIONS, PARENT, LOOP)
        )
    except PackageError as error:
        pytest.skip(str(error))


Finding = tuple[str, str]
SD = "StructureDefinition"


def judge(definition: Resource, snapshots: Snapshots, *severities: str) -> list[Finding]:
    """Message ids and places, `element[i]` standing for the place of a differential element."""
    return [
        (finding.message.id, short(render(finding.location)))
        for finding in judge_structure_definition(definition, snapshots)
        if not severities or finding.message.severity in severities
    ]


def short(place: str) -> str:
    return place.replace(f"{SD}.differential.element", "element")


def patient(*elements: Element, **more: Any) -> Resource:
    return profile("Patient", *elements, **more)


def extension(*elements: Element, **more: Any) -> Resource:
    url = {"path": "Extension.url", "fixedUri": BASE + "p"}
    return profile("Extension", url, *elements, kind="complex-type", **more)


def context(type_name: str, expression: str) -> Resource:
    return extension(context=[{"type": type_name, "expression": expression}])


def flagged(url: str, **value: Any) -> dict[str, Any]:
    return {"extension": [{"url": url} | value]}


BY_USE: Element = {"discriminator": [{"type": "value", "path": "use"}], "rules": "open"}

HEADERS = [
    pytest.param(patient(), [], id="nothing wrong"),
    pytest.param(patient(base="nobody"), [("Unable_to_find_base__for_", SD)], id="base not loaded"),
    pytest.param(LOOP, [("SD_CIRCULAR_DEFINITION", SD)], id="circular"),
    pytest.param(patient(derivation=None), [("SD_MUST_HAVE_DERIVATION", SD)], id="no derivation"),
    pytest.param(
        profile("Person", base="Patient"),
        [("SD_CONSTRAINED_TYPE_NO_MATCH", SD)],
        id="a profile of another type than its base",
    ),
    pytest.param(
        patient(kind="logical"),
        [("SD_CONSTRAINED_KIND_NO_MATCH", SD)],
        id="a profile of another kind than its base",
    ),
    pytest.param(
        profile("Thing", base="DomainResource", kind="complex-type", derivation="specialization"),
        [("SD_DERIVATION_KIND_MISMATCH", SD)],
        id="a data type from a resource",
    ),
    pytest.param(
        patient(derivation="specialization"),
        [("SD_SPECIALIZED_TYPE_MATCHES", SD)],
        id="a new type that is the old one",
    ),
    pytest.param(extension(), [], id="extension"),
    pytest.param(
        profile("Extension", kind="complex-type"),
        [("SD_EXTENSION_URL_MISSING", SD)],
        id="extension without url",
    ),
    pytest.param(
        profile("Extension", {"path": "Extension.url", "fixedUri": "x"}, kind="complex-type"),
        [("SD_EXTENSION_URL_MISMATCH", SD)],
        id="extension with another url",
    ),
    pytest.param(
        patient(context=[{"type": "element", "expression": "Patient"}]),
        [("SD_NO_CONTEXT_WHEN_NOT_EXTENSION", SD)],
        id="context of a profile",
    ),
    pytest.param(context("element", "Patient.name"), [], id="context path"),
    pytest.param(context("element", "Address.line"), [], id="context below a data type"),
    pytest.param(context("element", "Patient.contact.name.family"), [], id="context unfolded"),
    pytest.param(context("element", "Observation.value[x]"), [], id="context choice"),
    pytest.param(context("element", "Questionnaire.item.item.text"), [], id="context reference"),
    pytest.param(context("element", "CanonicalResource"), [], id="context of later versions"),
    pytest.param(context("element", "http://nobody/X#X.y"), [], id="context nobody knows"),
    pytest.param(context("element", BASE + "parent#Patient.name"), [], id="context in a profile"),
    pytest.param(context("extension", "http://nobody"), [], id="extension context"),
    pytest.param(
        context("element", "Patient.shoeSize"),
        [("SD_CONTEXT_SHOULD_ELEMENT_NOT_FOUND", f"{SD}.context[0]")],
        id="context without element",
    ),
    pytest.param(
        context("element", "Nonsense"),
        [("SD_CONTEXT_SHOULD_ELEMENT_NOT_FOUND", f"{SD}.context[0]")],
        id="context without type",
    ),
    pytest.param(
        context("element", "Element"),
        [("SD_CONTEXT_SHOULD_NOT_BE_ELEMENT", f"{SD}.context[0]")],
        id="context anywhere",
    ),
    pytest.param(
        context("fhirpath", "Patient.name"),
        [("SD_CONTEXT_SHOULD_NOT_BE_FHIRPATH", f"{SD}.context[0]")],
        id="context as FHIRPath for nothing",
    ),
    pytest.param(context("fhirpath", "Patient.name.where(use='usual')"), [], id="context FHIRPath"),
    pytest.param(
        patient(**flagged(TYPE_BASE + "structuredefinition-wg", valueCode="xx")),
        [("VALIDATION_HL7_WG_UNKNOWN", f"{SD}.extension[0]")],
        id="unknown work group",
    ),
    pytest.param(
        patient(**flagged(TYPE_BASE + "structuredefinition-wg", valueCode="oo")),
        [
            ("VALIDATION_HL7_PUBLISHER_MISMATCH", f"{SD}.publisher"),
            ("VALIDATION_HL7_WG_URL", SD),
        ],
        id="work group without publisher and contact",
    ),
    pytest.param(
        patient(
            publisher="HL7 International / Orders and Observations",
            contact=[{"telecom": [{"value": "http://www.hl7.org/Special/committees/orders"}]}],
            **flagged(TYPE_BASE + "structuredefinition-wg", valueCode="oo"),
        ),
        [],
        id="work group",
    ),
    pytest.param(
        patient(**flagged(TYPE_BASE + "inherit-obligations", valueCanonical=BASE + "obligations")),
        [],
        id="obligations inherited",
    ),
    pytest.param(
        patient(**flagged(TYPE_BASE + "inherit-obligations", valueCanonical=BASE + "parent")),
        [("SD_OBGLIGATION_INHERITS_PROFILE_NOT_RIGHT_TYPE", f"{SD}.extension[0]")],
        id="obligations from an ordinary profile",
    ),
    pytest.param(
        patient(
            base="parent",
            **flagged(TYPE_BASE + "inherit-obligations", valueCanonical=BASE + "obligations"),
        ),
        [("SD_OBGLIGATION_INHERITS_PROFILE_NOT_RIGHT_BASE", f"{SD}.extension[0]")],
        id="obligations on another base",
    ),
]

SNAPSHOTS = [
    pytest.param(
        patient({"path": "Patient.shoeSize"}, {"path": "Patient.hat"}),
        [
            ("SNAPSHOT_ELEMENT_NO_MATCH", "element[0]"),
            ("SNAPSHOT_ELEMENT_NO_MATCH", "element[1]"),
            ("SNAPSHOT_DIFFERENTIAL_NO_MATCH", SD),
        ],
        id="elements nobody knows",
    ),
    pytest.param(
        patient({"path": "Patient..name"}),
        [("ERROR_GENERATING_SNAPSHOT", SD), ("SNAPSHOT_PATH_MALFORMED", "element[0]")],
        id="malformed path",
    ),
    pytest.param(
        patient({"path": "Patient.name", "sliceName": "a"}),
        [("ERROR_GENERATING_SNAPSHOT", SD), ("SNAPSHOT_SLICE_WITHOUT_SLICING", "element[0]")],
        id="slice without slicing",
    ),
    pytest.param(
        patient({"path": "Patient.gender", "max": "2"}),
        [("SNAPSHOT_MAX_ABOVE_BASE", "element[0]")],
        id="maximum above the base's",
    ),
    pytest.param(
        profile("Slot", {"path": "Slot.start", "min": 0}),
        [("SNAPSHOT_MIN_BELOW_BASE", "element[0]")],
        id="minimum below the base's",
    ),
    pytest.param(
        patient({"path": "Patient.identifier", "slicing": BY_USE}, base="parent"),
        [("SNAPSHOT_SLICING_DIFFERS", "element[0]")],
        id="slicing different from the base's",
    ),
    pytest.param(
        patient(
            {"path": "Patient.name", "slicing": BY_USE},
            {"path": "Patient.name", "sliceName": "a", "min": 1},
        ),
        [("SNAPSHOT_SLICES_ABOVE_MIN", "element[0]")],
        id="slices require more",
    ),
]

ELEMENTS = [
    pytest.param(
        patient({"path": "Person.name"}),
        [
            ("SNAPSHOT_ELEMENT_NO_MATCH", "element[0]"),
            ("SNAPSHOT_DIFFERENTIAL_NO_MATCH", SD),
            ("SD_PATH_TYPE_MISMATCH", "element[0]"),
        ],
        id="path of another type",
    ),
    pytest.param(
        patient({"path": "Patient.active", "meaningWhenMissing": "x", "defaultValueBoolean": True}),
        [
            ("SD_ELEMENT_NOT_IN_CONSTRAINT", "element[0]"),
            ("SD_ELEMENT_NOT_IN_CONSTRAINT", "element[0]"),
        ],
        id="not in a profile",
    ),
    pytest.param(
        patient({"path": "Patient", "slicing": BY_USE}),
        [("SD_NO_SLICING_ON_ROOT", "element[0].slicing")],
        id="slicing of the root",
    ),
    pytest.param(
        patient({"path": "Patient.gender", "slicing": {"rules": "open"}}),
        [("SD_PATH_NO_SLICING", "element[0].slicing")],
        id="slicing of what does not repeat",
    ),
    *(
        pytest.param(
            profile(
                "Observation",
                {
                    "path": f"Observation.{path}",
                    "slicing": {
                        "rules": "open",
                        "discriminator": [{"type": kind, "path": discriminator}],
                    },
                },
            ),
            [(message, "element[0].slicing.discriminator[0]")] if message else [],
            id=f"discriminator {discriminator} of {path}",
        )
        for path, kind, discriminator, message in [
            ("category", "value", "coding.code", None),
            ("category", "value", "$this", None),
            ("value[x]", "type", "$this", None),
            ("component", "value", "value.ofType(Quantity).code", None),
            ("component", "value", "value.code", None),
            ("hasMember", "value", "resolve().code.coding", None),
            ("extension", "value", "extension('http://nobody').value", "SD_PATH_NOT_VALID"),
            ("component", "value", "extension('http://nobody').value", "SD_PATH_NOT_VALID"),
            ("category", "value", "colour", "SD_PATH_NOT_VALID"),
            ("component", "value", "value.ofType(Address).line", "SD_PATH_NOT_VALID"),
            ("category", "value", "coding.where(code = 'a')", "SD_PATH_ERROR"),
            ("category", "value", "", "SD_PATH_ERROR"),
            ("category", "pattern", "$this", "SD_PATH_SLICING_DEPRECATED"),
        ]
    ),
    pytest.param(
        profile(
            "Bundle",
            {
                "path": "Bundle.entry",
                "slicing": {
                    "rules": "open",
                    "discriminator": [{"type": "value", "path": "resource.code"}],
                },
            },
        ),
        [],
        id="discriminator into any resource",
    ),
    pytest.param(
        patient({"path": "Patient.birthDate", "maxLength": 4}),
        [("SD_ILLEGAL_CHARACTERISTICS", "element[0]")],
        id="length of a date",
    ),
    pytest.param(
        patient({"path": "Patient.active", "minValueInteger": 4}),
        [("SD_ILLEGAL_CHARACTERISTICS", "element[0]")],
        id="range of a boolean",
    ),
    pytest.param(
        patient(
            {
                "path": "Patient.birthDate",
                "binding": {"strength": "required", "valueSet": VALUE_SET["url"]},
            }
        ),
        [
            ("SD_ILLEGAL_CHARACTERISTICS", "element[0]"),
            ("SD_ED_BIND_NO_BINDABLE", "element[0]"),
        ],
        id="binding of a date",
    ),
    pytest.param(
        patient({"path": "Patient.gender", "fixedString": "male"}),
        [("SD_VALUE_TYPE_IILEGAL", "element[0]")],
        id="fixed value of another type",
    ),
    pytest.param(
        patient({"path": "Patient.maritalStatus", "fixedCodeableConcept": {"text": "x"}}),
        [("SD_VALUE_COMPLEX_FIXED", "element[0]")],
        id="fixed complex value",
    ),
    pytest.param(
        patient({"path": "Patient.name", "patternHumanName": {"use": "usual"}}),
        [
            ("SD_VALUE_TYPE_REPEAT_HINT", "element[0]"),
            ("SD_VALUE_TYPE_REPEAT_WARNING_DOTNET", "element[0]"),
        ],
        id="pattern of what repeats",
    ),
    pytest.param(
        patient({"path": "Patient.name", "type": typed("HumanName", "nobody")}),
        [("SD_ED_TYPE_PROFILE_UNKNOWN", "element[0].type[0].profile[0]")],
        id="unknown profile",
    ),
    pytest.param(
        patient({"path": "Patient.name", "type": typed("HumanName", "parent")}),
        [("SD_ED_TYPE_PROFILE_WRONG", "element[0].type[0].profile[0]")],
        id="profile of another type",
    ),
    pytest.param(
        profile("Bundle", {"path": "Bundle.entry.resource", "type": typed("Resource", "parent")}),
        [],
        id="profile of a special type",
    ),
    pytest.param(
        patient(
            {"path": "Patient.extension", "sliceName": "a", "type": typed("Extension", "modifier")}
        ),
        [("SD_ED_TYPE_PROFILE_IS_MODIFIER", "element[0].type[0].profile[0]")],
        id="modifier as ordinary extension",
    ),
    pytest.param(
        patient(
            {
                "path": "Patient.modifierExtension",
                "sliceName": "a",
                "type": typed("Extension", "plain"),
            }
        ),
        [("SD_ED_TYPE_PROFILE_NOT_MODIFIER", "element[0].type[0].profile[0]")],
        id="ordinary extension as modifier",
    ),
    pytest.param(
        patient({"path": "Patient.name", "type": [{"code": "HumanName", "targetProfile": ["x"]}]}),
        [("SD_ED_TYPE_NO_TARGET_PROFILE", "element[0].type[0]")],
        id="target of what is no reference",
    ),
    pytest.param(
        patient(
            {
                "path": "Patient.managingOrganization",
                "type": [{"code": "Reference", "targetProfile": ["http://x", BASE + "plain"]}],
            }
        ),
        [
            ("SD_ED_TYPE_PROFILE_UNKNOWN", "element[0].type[0].targetProfile[0]"),
            ("SD_ED_TYPE_PROFILE_WRONG", "element[0].type[0].targetProfile[1]"),
        ],
        id="targets unknown and no resource",
    ),
    *(
        pytest.param(
            patient(
                {"path": "Patient.maritalStatus", "binding": {"strength": "extensible"} | more}
            ),
            [(message, f"element[0].binding{place}")] if message else [],
            id=f"binding {message}",
        )
        for more, message, place in [
            ({"valueSet": VALUE_SET["url"]}, None, ""),
            ({"valueSet": "http://nobody"}, "SD_ED_BIND_UNKNOWN_VS", ".valueSet"),
            ({"valueSet": TYPE_BASE + "Patient"}, "SD_ED_BIND_NOT_VS", ".valueSet"),
            ({}, "SD_ED_SHOULD_BIND_WITH_VS", ""),
        ]
    ),
]


def constrained(*constraints: Element) -> Resource:
    return patient({"path": "Patient.name", "constraint": list(constraints)}, base="parent")


CONSTRAINTS = [
    pytest.param(constrained({"key": "a", "expression": "true"}), [], id="constraint"),
    pytest.param(
        constrained({"expression": "true"}),
        [("ED_INVARIANT_NO_KEY", "element[0].constraint[0]")],
        id="no key",
    ),
    pytest.param(
        constrained({"key": "a"}),
        [("ED_INVARIANT_NO_EXPRESSION", "element[0].constraint[0]")],
        id="no expression",
    ),
    pytest.param(
        constrained({"key": "a", "expression": "true", "source": BASE + "parent"}),
        [("ED_INVARIANT_DIFF_NO_SOURCE", "element[0].constraint[0]")],
        id="another source",
    ),
    pytest.param(
        constrained({"key": "a", "expression": "true", "source": BASE + "p|1.0"}),
        [],
        id="its own source",
    ),
    pytest.param(
        constrained({"key": "a", "expression": "true"}, {"key": "a", "expression": "false"}),
        [("ED_INVARIANT_EXPRESSION_CONFLICT", "element[0].constraint[1]")],
        id="one key, two expressions",
    ),
    pytest.param(
        constrained({"key": "p-1", "expression": "false"}),
        [("ED_INVARIANT_KEY_ALREADY_USED", "element[0].constraint[0]")],
        id="the key of an inherited constraint",
    ),
    pytest.param(
        constrained({"key": "p-1", "expression": "name.exists()"}), [], id="inherited repeated"
    ),
]


@pytest.mark.parametrize(("definition", "expected"), HEADERS + SNAPSHOTS + ELEMENTS + CONSTRAINTS)
def test_findings(definition: Resource, expected: list[Finding], loaded: Snapshots) -> None:
    assert judge(definition, loaded) == expected


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        ({"path": "Patient.name", "min": 1, "mustSupport": True}, []),
        ({"path": "Patient.name", "maxLength": 1}, ["SD_OBGLIGATION_PROFILE_ILLEGAL"]),
        (
            {"path": "Patient.gender", "binding": {"strength": "required", "valueSet": "x"}},
            ["SD_OBGLIGATION_PROFILE_ILLEGAL_ON_BINDING"],
        ),
        (
            {"path": "Patient.maritalStatus", "binding": {"strength": "required"}},
            ["SD_OBGLIGATION_PROFILE_INVALID_BINDING_STRENGTH"],
        ),
    ],
    ids=["allowed", "property", "binding", "strength"],
)
def test_obligation_profiles(element: Element, expected: list[str], loaded: Snapshots) -> None:
    definition = patient(
        element, **flagged(TYPE_BASE + "obligation-profile-flag", valueBoolean=True)
    )

    found = [id for id, _ in judge(definition, loaded) if "OBGLIGATION" in id]

    assert found == expected


def test_expressions_are_checked_by_who_can(loaded: Snapshots) -> None:
    definition = constrained({"key": "a", "expression": "bad("}, {"key": "b", "expression": "ok"})

    found = judge_structure_definition(
        definition, loaded, check_expression=lambda text: None if text == "ok" else "unbalanced"
    )

    assert [(f.message.id, f.details["reason"]) for f in found] == [
        ("ED_INVARIANT_EXPRESSION_ERROR", "unbalanced")
    ]


def test_places_below_where_the_definition_stands(loaded: Snapshots) -> None:
    entry = ((root("Bundle"), "entry", 2), "resource", None)
    definition = patient({"path": "Patient.gender", "max": "2"})

    found = judge_structure_definition(definition, loaded, at=entry)

    assert [render(finding.location) for finding in found] == [
        "Bundle.entry[2].resource.differential.element[0]"
    ]


def test_a_snapshot_alone_is_judged_too(loaded: Snapshots) -> None:
    complete = loaded.complete(patient({"path": "Patient.gender"}))
    del complete["differential"]
    complete["snapshot"] = {
        "element": [
            {**element, "maxLength": 3} if element["id"] == "Patient.active" else element
            for element in complete["snapshot"]["element"]
        ]
    }

    found = judge(complete, loaded, "error")

    assert found == [("SD_ILLEGAL_CHARACTERISTICS", f"{SD}.snapshot.element[10]")]


KNOWN_ERRORS = {
    "slices without slicing": {"catalog", "familymemberhistory-genetic"},
    "kind of another base": {"example-composition", "example-section-library"},
    "bound to a code system": {"ExplanationOfBenefit"},
    "binding of a url": {"structuredefinition-fhir-type"},
    "meaningWhenMissing in a profile": {"derivation-reference", "obligation"},
}
ELEMENTS_OF_R5 = "SD_CONTEXT_SHOULD_ELEMENT_NOT_FOUND"
"""The extensions package is maintained for all versions: some contexts are elements of R5."""


def test_published_definitions_have_no_other_errors(loaded: Snapshots) -> None:
    core = Registry(loaded.registry.packages[:-1])
    snapshots = Snapshots(core)
    found = set()
    for entry in core.entries(type="StructureDefinition"):
        errors = {id for id, _ in judge(core.read(entry), snapshots, "error")}
        if "extensions" in entry.package:
            errors.discard(ELEMENTS_OF_R5)
        if errors:
            found.add(core.read(entry)["id"])

    assert found == set().union(*KNOWN_ERRORS.values())


values = st.recursive(
    st.none() | st.booleans() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
properties = st.sampled_from(
    """
    path type binding constraint slicing fixedCode patternCoding min max extension sliceName
    """.split()  # noqa: SIM905
)
elements = st.dictionaries(properties, values, max_size=5).map(
    lambda element: {"path": "Patient.name"} | element
)
headers = st.sampled_from(
    "url type kind derivation baseDefinition context extension contact publisher".split()  # noqa: SIM905
)


@settings(max_examples=100, deadline=None)
@given(header=st.dictionaries(headers, values, max_size=3), changes=st.lists(elements, max_size=3))
def test_any_definition_is_judged(
    loaded: Snapshots, header: dict[str, Any], changes: list[Element]
) -> None:
    for finding in judge_structure_definition(patient(*changes) | header, loaded):
        assert finding.message.text("fr", finding.details)
        assert finding.message.text("en", finding.details)
