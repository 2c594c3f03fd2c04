"""Profiles written for the purpose, as bare differentials, and what instances break of them.

Errors are written as `id place`, as in `test_small_facts`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sas_validators.validator import Validator

CORE = "http://hl7.org/fhir/StructureDefinition/"
OWN = "http://exemple.fr/fhir/StructureDefinition/"


def definition(name: str, base: str, *elements: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "resourceType": "StructureDefinition",
        "url": OWN + name,
        "version": "1.0",
        "name": name.title().replace("-", ""),
        "status": "active",
        "fhirVersion": "4.0.1",
        "kind": "resource" if base[0].isupper() and base not in DATA_TYPES else "complex-type",
        "abstract": False,
        "type": base,
        "baseDefinition": CORE + base,
        "derivation": "constraint",
        "differential": {"element": list(elements)},
        **more,
    }


DATA_TYPES = {"Extension", "HumanName", "Quantity"}


def element(path: str, name: str = "", **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = {"path": path, **more}
    if name:
        found |= {"sliceName": name}
    return found


def extension(name: str, *elements: dict[str, Any], **more: Any) -> dict[str, Any]:
    anywhere = [{"type": "element", "expression": "Patient"}]
    url = element("Extension.url", fixedUri=OWN + name)
    return definition(name, "Extension", *elements, url, **{"context": anywhere, **more})


VERSION_SPECIFIC = CORE + "version-specific-use"


def context_from(version: str, place: str) -> dict[str, Any]:
    since = {"url": "startFhirVersion", "valueCode": version}
    specific = {"url": VERSION_SPECIFIC, "extension": [since]}
    return {"type": "element", "expression": place, "extension": [specific]}


NO_PARTS = element("Extension.extension", max="0")
STRING = element("Extension.value[x]", min=1, type=[{"code": "string"}])


def sliced(by: str, path: str, rules: str = "open", **more: Any) -> dict[str, Any]:
    return {"discriminator": [{"type": by, "path": path}], "rules": rules, **more}


def telecoms(name: str, *slices: dict[str, Any], **more: Any) -> dict[str, Any]:
    head = element("Patient.telecom", slicing=sliced("value", "system", **more))
    return definition(name, "Patient", head, *slices)


def telecom(name: str, system: str, **more: Any) -> list[dict[str, Any]]:
    return [
        element("Patient.telecom", name, **more),
        element("Patient.telecom.system", fixedCode=system),
    ]


def reference(name: str, *targets: str, **more: Any) -> dict[str, Any]:
    kind = [{"code": "Reference", "targetProfile": list(targets), **more}]
    return definition(name, "Patient", element("Patient.managingOrganization", type=kind))


DEFINITIONS = [
    definition("fixed-gender", "Patient", element("Patient.gender", fixedCode="male")),
    extension("simple", NO_PARTS, STRING),
    extension("either"),
    extension(
        "modifier",
        element("Extension", isModifier=True, isModifierReason="x"),
        NO_PARTS,
        STRING,
    ),
    extension("married", NO_PARTS, STRING, contextInvariant=["maritalStatus.exists()"]),
    extension(
        "later",
        NO_PARTS,
        STRING,
        context=[context_from("4.0", "Patient"), context_from("5.0", "HumanName")],
    ),
    definition(
        "two-names",
        "Patient",
        element(
            "Patient.name", type=[{"code": "HumanName", "profile": [OWN + "fam", OWN + "giv"]}]
        ),
    ),
    definition("fam", "HumanName", element("HumanName.family", min=1)),
    definition("giv", "HumanName", element("HumanName.given", min=1)),
    definition("broken", "Patient", element("Patient.nothing", min=1)),
    definition("orphan", "Patient", baseDefinition=OWN + "nobody"),
    telecoms("closed", *telecom("tel", "phone"), rules="closed"),
    telecoms("ordered", *telecom("tel", "phone"), *telecom("mail", "email"), ordered=True),
    telecoms("twice", *telecom("one", "phone"), *telecom("two", "phone")),
    definition(
        "undecidable",
        "Patient",
        element("Patient.telecom", slicing=sliced("exists", "value")),
        element("Patient.telecom", "tel", min=1),
        element("Patient.telecom.value", mustSupport=True),
    ),
    definition(
        "needs-extension",
        "Patient",
        element("Patient.extension", slicing=sliced("value", "url")),
        element(
            "Patient.extension",
            "must",
            min=1,
            type=[{"code": "Extension", "profile": [OWN + "simple"]}],
        ),
    ),
    definition(
        "two-types",
        "Observation",
        element("Observation.value[x]", type=[{"code": "string"}, {"code": "boolean"}]),
    ),
    definition(
        "only-patients",
        "Bundle",
        element("Bundle.entry.resource", type=[{"code": "Patient"}]),
    ),
    definition(
        "persons",
        "Bundle",
        element("Bundle.entry.resource", type=[{"code": "Patient"}, {"code": "Person"}]),
    ),
    definition(
        "unknown-inside",
        "Bundle",
        element("Bundle.entry.resource", type=[{"code": "Patient", "profile": [OWN + "nobody"]}]),
    ),
    definition(
        "fixed-identifier",
        "Patient",
        element(
            "Patient.identifier", fixedIdentifier={"system": "http://exemple.fr/s", "use": "usual"}
        ),
    ),
    definition(
        "selected",
        "Patient",
        element(
            "Patient.maritalStatus",
            patternCodeableConcept={"coding": [{"code": "M", "userSelected": True}]},
        ),
    ),
    definition(
        "one-coding",
        "Patient",
        element("Patient.maritalStatus", fixedCodeableConcept={"coding": [{"code": "M"}]}),
    ),
    reference("to-organization", CORE + "Organization"),
    reference("to-named", OWN + "named-organization"),
    definition("named-organization", "Organization", element("Organization.name", min=1)),
    reference("to-nobody", OWN + "nobody"),
    reference("contained-only", CORE + "Organization", aggregation=["contained"]),
    definition(
        "bad-rule",
        "Patient",
        element(
            "Patient",
            constraint=[
                {"key": "bad-1", "severity": "error", "human": "x", "expression": "name.where("}
            ],
        ),
    ),
    definition(
        "at-most-a-metre",
        "Observation",
        element("Observation.value[x]", type=[{"code": "Quantity"}]),
        element(
            "Observation.value[x]",
            maxValueQuantity={"value": 1, "system": "http://exemple.fr/units", "code": "m"},
        ),
    ),
]


@pytest.fixture(scope="module")
def validator(tmp_path_factory: pytest.TempPathFactory) -> Validator:
    folder = tmp_path_factory.mktemp("own")
    for item in DEFINITIONS:
        (Path(folder) / f"{item['name']}.json").write_text(json.dumps(item))
    return Validator.with_packages(
        [folder], builtin=["hl7.fhir.r4.core#4.0.1"], cache=folder / "cache"
    )


def errors(
    validator: Validator, resource: Any, profile: str, *, all_severities: bool = False
) -> Any:
    issues = validator.validate(resource, OWN + profile if profile else ()).issues
    found = (issue for issue in issues if all_severities or issue.severity in ("error", "fatal"))
    return [f"{issue.message_id.removeprefix(CORE)} {issue.expression}".strip() for issue in found]


def patient(**fields: Any) -> dict[str, Any]:
    return {"resourceType": "Patient", **fields}


def extended(name: str, **value: Any) -> dict[str, Any]:
    return {"url": OWN + name, **(value or {"valueString": "x"})}


def organization(**fields: Any) -> dict[str, Any]:
    return {"resourceType": "Organization", "id": "o", "name": "x", **fields}


def held(*contained: Any, **more: Any) -> dict[str, Any]:
    return patient(contained=list(contained), managingOrganization={"reference": "#o", **more})


def collection(resource: Any, **fields: Any) -> dict[str, Any]:
    entry = {"fullUrl": "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0", "resource": resource}
    return {"resourceType": "Bundle", "type": "collection", "entry": [entry], **fields}


PHONE, MAIL = {"system": "phone", "value": "1"}, {"system": "email", "value": "a@b.fr"}

FACTS: dict[str, tuple[Any, str, list[str]]] = {
    "blanks where a value is fixed": (
        patient(gender=" "),
        "fixed-gender",
        ["Terminology_TX_Code_ValueSet_MISSING Patient.gender"],
    ),
    "fixed element twice in XML": (
        '<Patient xmlns="http://hl7.org/fhir"><gender value="male"/><gender value="male"/>'
        "</Patient>",
        "fixed-gender",
        ["Validation_VAL_Profile_Maximum Patient"],
    ),
    "fixed element twice in XML, once otherwise": (
        '<Patient xmlns="http://hl7.org/fhir"><gender value="male"/><gender value="other"/>'
        "</Patient>",
        "fixed-gender",
        ["Validation_VAL_Profile_Maximum Patient", "_DT_Fixed_Wrong Patient.gender"],
    ),
    "extension where its context is not": (
        patient(name=[{"text": "x", "extension": [extended("simple")]}]),
        "",
        ["Extension_EXTP_Context_Wrong Patient.name[0]"],
    ),
    "extension where its context was not yet": (
        patient(
            extension=[extended("later")], name=[{"text": "x", "extension": [extended("later")]}]
        ),
        "",
        ["Extension_EXTP_Context_Wrong_VER Patient.name[0]"],
    ),
    "modifier extension where its context is not": (
        patient(contact=[{"name": {"text": "x"}, "modifierExtension": [extended("modifier")]}]),
        "",
        ["Extension_EXTM_Context_Wrong Patient.contact[0]"],
    ),
    "context invariant": (
        patient(extension=[extended("married")]),
        "",
        ["Profile_EXT_Not_Here Patient"],
    ),
    "simple extension without value": (
        patient(extension=[{"url": OWN + "simple", "id": "a"}]),
        "",
        [
            "Extension_EXT_Simple_ABSENT Patient.extension[0]",
            "Extension#ext-1 Patient.extension[0]",
            "Validation_VAL_Profile_Minimum Patient.extension[0]",
        ],
    ),
    "extension that may have parts, with neither parts nor value": (
        patient(extension=[{"url": OWN + "either"}]),
        "",
        [
            "Extension_EXT_Simple_ABSENT Patient.extension[0]",
            "Extension#ext-1 Patient.extension[0]",
        ],
    ),
    "ordinary extension as modifier": (
        patient(modifierExtension=[extended("simple")]),
        "",
        ["Extension_EXT_Modifier_Y Patient.modifierExtension[0]"],
    ),
    "modifier as ordinary extension": (
        patient(extension=[extended("modifier")]),
        "",
        ["Extension_EXT_Modifier_N Patient.extension[0]"],
    ),
    "extension with its version": (
        patient(extension=[extended("simple|1.0")]),
        "",
        [
            "EXT_VER_URL_NOT_ALLOWED Patient.extension[0]",
            "_DT_Fixed_Wrong Patient.extension[0].url",
        ],
    ),
    "extension with another version": (
        patient(extension=[extended("simple|2.0")]),
        "",
        ["EXT_VER_URL_REVERSION Patient.extension[0]"],
    ),
    "unknown extension with a version": (
        patient(extension=[extended("nobody|2.0")]),
        "",
        ["Extension_EXT_Unknown_NotHere Patient.extension[0]"],
    ),
    "none of several type profiles": (
        patient(name=[{"text": "x"}]),
        "two-names",
        [
            "Validation_VAL_Profile_NoMatch Patient.name[0]",
            "Validation_VAL_Profile_Minimum Patient.name[0]",
            "Validation_VAL_Profile_Minimum Patient.name[0]",
        ],
    ),
    "one of several type profiles": (patient(name=[{"family": "x"}]), "two-names", []),
    "profile that can't be used": (
        patient(),
        "broken",
        ["Validation_VAL_Profile_NoSnapshot Patient"],
    ),
    "profile of a base that is not there": (
        patient(),
        "orphan",
        ["Validation_VAL_Profile_NoSnapshot Patient"],
    ),
    "in no slice of a closed slicing": (
        patient(telecom=[PHONE, MAIL]),
        "closed",
        ["Validation_VAL_Profile_NotSlice Patient.telecom[1]"],
    ),
    "slices out of order": (
        patient(telecom=[MAIL, PHONE]),
        "ordered",
        ["Validation_VAL_Profile_SliceOrder Patient.telecom[1]"],
    ),
    "in two slices": (
        patient(telecom=[PHONE]),
        "twice",
        ["Validation_VAL_Profile_MatchMultiple Patient.telecom[0]"],
    ),
    "slice that can't be told": (
        patient(telecom=[PHONE]),
        "undecidable",
        ["SLICING_CANNOT_BE_EVALUATED Patient.telecom[0]"],
    ),
    "Reference.type other than the reference says": (
        patient(generalPractitioner=[{"reference": "Practitioner/1", "type": "Organization"}]),
        "",
        ["Reference_REF_BadTargetType Patient.generalPractitioner[0]"],
    ),
    "extension slice": (
        patient(),
        "needs-extension",
        ["Validation_VAL_Profile_Minimum_SLICE_EXT Patient"],
    ),
    "type that a profile leaves out of several": (
        {
            "resourceType": "Observation",
            "status": "final",
            "code": {"text": "x"},
            "valueInteger": 1,
        },
        "two-types",
        ["Validation_VAL_Profile_NoType Observation"],
    ),
    "resource of another type than the one": (
        collection(organization()),
        "only-patients",
        [
            "Bundle_BUNDLE_Entry_Type Bundle.entry[0].resource",
            "Extension_PROF_Type Bundle.entry[0].resource",
        ],
    ),
    "resource of another type than several": (
        collection(organization()),
        "persons",
        [
            "Bundle_BUNDLE_Entry_Type Bundle.entry[0].resource",
            "Validation_VAL_NoType Bundle.entry[0].resource",
        ],
    ),
    "profile inside that nobody knows": (
        collection(patient()),
        "unknown-inside",
        ["Bundle_BUNDLE_Entry_NoProfile_EXPL Bundle.entry[0].resource"],
    ),
    "part of a fixed value missing, another too many": (
        patient(identifier=[{"system": "http://exemple.fr/s", "value": "1"}]),
        "fixed-identifier",
        [
            "Profile_VAL_MissingElement Patient.identifier[0].use",
            "Profile_VAL_NotAllowed Patient.identifier[0].value",
        ],
    ),
    "pattern with userSelected": (
        patient(maritalStatus={"coding": [{"code": "S"}]}),
        "selected",
        ["TYPE_CHECKS_PATTERN_CC_US Patient.maritalStatus"],
    ),
    "one coding too many": (
        patient(maritalStatus={"coding": [{"code": "M"}, {"code": "S"}]}),
        "one-coding",
        ["Terminology_TX_Coding_Count Patient.maritalStatus"],
    ),
    "target of another type": (
        held({"resourceType": "Person", "id": "o"}),
        "to-organization",
        ["Reference_REF_BadTargetType Patient.managingOrganization"],
    ),
    "Reference.type that is not allowed": (
        patient(managingOrganization={"reference": "Organization/1", "type": "Person"}),
        "to-organization",
        [
            "Reference_REF_WrongTarget Patient.managingOrganization",
            "Reference_REF_BadTargetType Patient.managingOrganization",
        ],
    ),
    "target that does not meet the profile": (
        held({"resourceType": "Organization", "id": "o", "active": True, "alias": ["x"]}),
        "to-named",
        [
            "Organization#org-1 Patient.contained[0]",
            "Reference_REF_CantMatchChoice Patient.managingOrganization",
        ],
    ),
    "target profile that nobody knows": (
        held(organization()),
        "to-nobody",
        [
            "Reference_REF_CantResolveProfile Patient.managingOrganization",
            "Reference_REF_BadTargetType Patient.managingOrganization",
        ],
    ),
    "reference in a way that is not allowed": (
        collection(
            patient(
                managingOrganization={"reference": "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e1"},
                meta={"profile": [OWN + "contained-only"]},
            ),
            entry=[
                {
                    "fullUrl": "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0",
                    "resource": patient(
                        managingOrganization={
                            "reference": "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e1"
                        },
                        meta={"profile": [OWN + "contained-only"]},
                    ),
                },
                {
                    "fullUrl": "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e1",
                    "resource": organization(),
                },
            ],
        ),
        "",
        ["Reference_REF_Aggregation Bundle.entry[0].resource.managingOrganization"],
    ),
    "contained and not referred to": (
        patient(contained=[organization()]),
        "",
        ["CONTAINED_ORPHAN_DOM3 Patient.contained[0]"],
    ),
    "two contained of one id": (
        held(organization(), organization()),
        "",
        ["RESOURCE_DUPLICATE_CONTAINED_ID Patient.contained[1]"],
    ),
    "an id alone as reference in a transaction": (
        {
            "resourceType": "Bundle",
            "type": "transaction",
            "entry": [
                {
                    "fullUrl": "http://exemple.fr/fhir/Patient/p",
                    "resource": patient(id="p", managingOrganization={"reference": "o"}),
                    "request": {"method": "PUT", "url": "Patient/p"},
                }
            ],
        },
        "",
        ["Reference_REF_Format1 Bundle.entry[0].resource.managingOrganization"],
    ),
    "rule that is no FHIRPath": (
        patient(),
        "bad-rule",
        ["Problem_processing_expression__in_profile__path__ Patient"],
    ),
    "unknown member": ({**patient(), "nom": "x"}, "", ["Unrecognised_property_ Patient"]),
    "object where a list is due": (
        patient(name={"text": "x"}),
        "",
        ["This_property_must_be_an_Array_not_ Patient.name"],
    ),
    "companion that is no list": (
        patient(name=[{"given": ["x"], "_given": {"id": "a"}}]),
        "",
        ["This_base_property_must_be_an_Array_not_ Patient.name[0].given"],
    ),
    "null without companion": (
        patient(name=[{"given": ["x", None]}]),
        "",
        ["JSON_PROPERTY_INVALID_ARRAY Patient.name[0].given[1]"],
    ),
    "null as resource": (
        {"resourceType": "Parameters", "parameter": [{"name": "x", "resource": None}]},
        "",
        [
            "ELEMENT_CANNOT_BE_NULL Parameters.parameter[0].resource",
            "Parameters#inv-1 Parameters.parameter[0]",
        ],
    ),
    "label twice": (
        patient(meta={"security": [{"system": "http://exemple.fr/s", "code": "a"}] * 2}),
        "",
        ["Meta_RES_Security_Duplicate Patient.meta.security[1]"],
    ),
    "url of a contained conformance resource": (
        {
            "resourceType": "Questionnaire",
            "status": "draft",
            "contained": [{"resourceType": "ValueSet", "id": "v", "status": "draft", "url": "x"}],
            "item": [{"linkId": "1", "type": "choice", "answerValueSet": "#v"}],
        },
        "",
        ["TYPE_SPECIFIC_CHECKS_CANONICAL_CONTAINED Questionnaire.contained[0].url"],
    ),
    "url of a conformance resource": (
        {"resourceType": "ValueSet", "status": "draft", "url": "x"},
        "",
        ["TYPE_SPECIFIC_CHECKS_CANONICAL_ABSOLUTE ValueSet.url"],
    ),
}


@pytest.mark.parametrize("name", FACTS)
def test_errors(validator: Validator, name: str) -> None:
    resource, profile, expected = FACTS[name]
    assert sorted(errors(validator, resource, profile)) == sorted(expected)


@pytest.mark.parametrize(
    ("resource", "profile", "expected"),
    [
        pytest.param(
            patient(extension=[extended("nobody|2.0")]),
            "",
            "EXT_VER_URL_NO_MATCH Patient.extension[0]",
            id="version of an unknown extension",
        ),
        pytest.param(
            patient(telecom=[PHONE]),
            "undecidable",
            "Validation_VAL_Profile_NoCheckMin Patient",
            id="minimum of a slice that can't be told",
        ),
        pytest.param(
            {
                "resourceType": "Observation",
                "status": "final",
                "code": {"text": "x"},
                "valueQuantity": {"value": 1, "system": "http://exemple.fr/units", "code": "km"},
            },
            "at-most-a-metre",
            "TYPE_SPECIFIC_CHECKS_DT_QTY_MAX_VALUE_CODE_MISMATCH"
            " Observation.value.ofType(Quantity)",
            id="limit in another unit",
        ),
    ],
)
def test_remarks(validator: Validator, resource: Any, profile: str, expected: str) -> None:
    assert expected in errors(validator, resource, profile, all_severities=True)
