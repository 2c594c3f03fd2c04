"""Drafts that are wrong: every one is told, none lets an instance pass, none takes long."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.conformance.test_own_profiles import CORE, OWN, definition, element, extension, sliced

from sas_validators.definitions.package import PackageError
from sas_validators.validator import Validator

UNUSABLE = "Validation_VAL_Profile_NoSnapshot Patient"
NO_EXPRESSION = "Problem_processing_expression__in_profile__path__ Patient"
NO_REGEX = "Type_Specific_Checks_DT_Primitive_Regex_Exception Patient.name[0].family"
OTHER_FORM = "Type_Specific_Checks_DT_Primitive_Regex Patient.name[0].family"
DRAFT = OWN + "draft"
PROFILED = {"code": "HumanName", "profile": [OWN + "n"]}
NAME = "a" * 40 + "!"
PATIENT = {
    "resourceType": "Patient",
    "text": {"status": "empty", "div": '<div xmlns="http://www.w3.org/1999/xhtml">x</div>'},
    "name": [{"family": NAME}],
}


def judged(folder: Path, definitions: list[dict[str, Any]], patient: dict[str, Any]) -> Any:
    for number, item in enumerate(definitions):
        (folder / f"{number}.json").write_text(json.dumps(item))
    validator = Validator.with_packages([folder])
    known = validator.has_profile(DRAFT)
    return validator.validate(patient, DRAFT if known else ())


def errors(folder: Path, *definitions: dict[str, Any], **patient: Any) -> list[str]:
    outcome = judged(folder, list(definitions), PATIENT | patient)
    return [
        f"{issue.message_id} {issue.expression}"
        for issue in outcome.issues
        if issue.severity in ("error", "fatal")
    ]


def draft(*elements: Any, **more: Any) -> dict[str, Any]:
    return definition("draft", "Patient", *elements, **more)


def constrained(expression: Any, **more: Any) -> dict[str, Any]:
    rule = {"key": "own-1", "severity": "error", "human": "x", "expression": expression, **more}
    return draft(element("Patient", constraint=[rule]))


def patterned(regex: str) -> dict[str, Any]:
    return draft(
        element("Patient.name.family", extension=[{"url": CORE + "regex", "valueString": regex}])
    )


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(patterned(r"a+!"), [], id="a pattern"),
        pytest.param(patterned(r"\p{L}+!"), [], id="letters of any script"),
        pytest.param(patterned(r"\p{L}+"), [OTHER_FORM], id="only such letters"),
        pytest.param(patterned("[a!]{40}"), [OTHER_FORM], id="the whole value must match"),
        pytest.param(patterned("(a|aa)+$"), [NO_REGEX], id="a pattern without end"),
        pytest.param(patterned("((a*)*)*b"), [OTHER_FORM], id="repeats of repeats"),
        pytest.param(patterned("("), [NO_REGEX], id="no pattern"),
        pytest.param(patterned("[a-"), [NO_REGEX], id="no set"),
        pytest.param(constrained("name.where("), [NO_EXPRESSION], id="cut short"),
        pytest.param(constrained("name.foo()"), [NO_EXPRESSION], id="unknown function"),
        pytest.param(constrained("(" * 5000 + "true" + ")" * 5000), [NO_EXPRESSION], id="nested"),
        pytest.param(constrained("true" + " and true" * 5000), [NO_EXPRESSION], id="long"),
        pytest.param(constrained("%none.exists()"), [f"{DRAFT}#own-1 Patient"], id="variable"),
        pytest.param(
            constrained("false", key="{0}'\\"), [f"{DRAFT}#{{0}}'\\ Patient"], id="odd key"
        ),
        pytest.param(constrained(7), [UNUSABLE], id="expression a number"),
        pytest.param(constrained("true", severity="fatal"), [UNUSABLE], id="unknown severity"),
        pytest.param(constrained("true", key=7), [UNUSABLE], id="key a number"),
        pytest.param(
            draft(element("Patient", constraint=[{"severity": "error", "expression": "true"}])),
            [UNUSABLE],
            id="constraint without key",
        ),
        pytest.param(draft(element("Patient", constraint=["x"])), [UNUSABLE], id="constraint text"),
        pytest.param(draft(element("Patient.foo", min=1)), [UNUSABLE], id="unknown element"),
        pytest.param(draft(element("Slot.start", min=1)), [UNUSABLE], id="element of another type"),
        pytest.param(draft(element("Patient.name", min="1")), [UNUSABLE], id="minimum a string"),
        pytest.param(draft(element("Patient.name", max="two")), [UNUSABLE], id="maximum a word"),
        pytest.param(draft(element("Patient.name", type=["x"])), [UNUSABLE], id="type a string"),
        pytest.param(
            draft(element("Patient.name", slicing="x")), [UNUSABLE], id="slicing a string"
        ),
        pytest.param(
            draft(element("Patient.name", slicing={"discriminator": [{"type": "value"}]})),
            [UNUSABLE],
            id="discriminator without path",
        ),
        pytest.param(
            draft(element("Patient.name", slicing=sliced("value", 7))),  # type: ignore[arg-type]
            [UNUSABLE],
            id="discriminator path a number",
        ),
        pytest.param(draft("x"), [UNUSABLE], id="element a string"),
        pytest.param(draft({"id": "x"}), [UNUSABLE], id="element without path"),
        pytest.param(draft(snapshot={"element": ["x"]}), [UNUSABLE], id="snapshot of strings"),
        pytest.param(draft(differential="x"), [UNUSABLE], id="differential a string"),
        pytest.param(draft(differential={}), [UNUSABLE], id="neither snapshot nor differential"),
        pytest.param(draft(differential={"element": []}), [], id="nothing changed"),
        pytest.param(draft(baseDefinition=OWN + "none"), [UNUSABLE], id="base not loaded"),
        pytest.param(draft(baseDefinition=7), [UNUSABLE], id="base a number"),
        pytest.param(draft(baseDefinition=DRAFT), [UNUSABLE], id="its own base"),
        pytest.param(
            draft(type=OWN + "model", kind="logical", baseDefinition=CORE + "Element"),
            ["Validation_VAL_Profile_WrongType Patient"],
            id="a logical model",
        ),
    ],
)
def test_wrong_drafts(tmp_path: Path, found: dict[str, Any], expected: list[str]) -> None:
    assert errors(tmp_path, found) == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(
            [draft(baseDefinition=OWN + "b"), definition("b", "Patient", baseDefinition=DRAFT)],
            [UNUSABLE],
            id="bases in a circle",
        ),
        pytest.param(
            [
                draft(
                    element("Patient.name", type=[{"code": "HumanName", "profile": [OWN + "n"]}])
                ),
                definition("n", "HumanName", element("HumanName.foo", min=1)),
            ],
            [UNUSABLE],
            id="a wrong profile of a part",
        ),
        pytest.param(
            [
                extension(
                    "e",
                    context=["x", {"type": 7, "expression": {}}, {"type": "element"}],
                    contextInvariant=["((", 7],
                )
            ],
            ["Extension_EXTP_Context_Wrong Patient", "Profile_EXT_Not_Here Patient"],
            id="contexts of odd form",
        ),
    ],
)
def test_definitions_together(
    tmp_path: Path, found: list[dict[str, Any]], expected: list[str]
) -> None:
    parts = [{"url": OWN + "e", "valueString": "x"}]
    given = {"extension": parts} if found[0]["type"] == "Extension" else {}
    assert errors(tmp_path, *found, **given) == expected


def test_a_logical_model_is_declared(tmp_path: Path) -> None:
    model = draft(
        type=OWN + "model",
        kind="logical",
        baseDefinition=CORE + "Element",
        derivation="specialization",
        differential={"element": [{"path": "model"}, {"path": "model.part", "min": 1, "max": "1"}]},
    )
    found = judged(tmp_path, [model], PATIENT | {"meta": {"profile": [DRAFT]}})
    assert not found.ok


def test_a_package_without_definitions(tmp_path: Path) -> None:
    (tmp_path / "draft.fsh").write_text("Profile: Draft")
    with pytest.raises(PackageError, match="no conformance resource"):
        Validator.with_packages([tmp_path]).has_profile(DRAFT)


@pytest.mark.parametrize(
    ("where", "expression"),
    [
        ("Patient.name", "family.matches('(a|aa)+$')"),
        ("Patient.name.family", "matches('(a|aa)+$')"),
        ("Patient.name", "(1).repeat($this + 1).exists()"),
    ],
)
def test_what_takes_long_for_one_is_cut_short_for_many(
    tmp_path: Path, where: str, expression: str
) -> None:
    rule = {"key": "own-1", "severity": "error", "human": "x", "expression": expression}
    found = judged(
        tmp_path,
        [draft(element(where, constraint=[rule]))],
        PATIENT | {"name": [{"family": NAME}] * 60},
    )
    broken = [issue for issue in found.issues if issue.message_id == f"{DRAFT}#own-1"]
    assert len(broken) == 60
    assert all("could not be evaluated" in issue.en for issue in broken)


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        ("Married", []),
        (
            "Divorced",
            [
                "Display_Name_for__should_be_one_of__instead_of "
                "Patient.maritalStatus.coding[0].display",
                f"{DRAFT}#own-1 Patient",
            ],
        ),
    ],
)
def test_a_coding_with_a_wrong_display_is_no_member(
    tmp_path: Path, display: str, expected: list[str]
) -> None:
    found = constrained("maritalStatus.memberOf('http://hl7.org/fhir/ValueSet/marital-status')")
    system = "http://terminology.hl7.org/CodeSystem/v3-MaritalStatus"
    coding = {"system": system, "code": "M", "display": display}
    assert errors(tmp_path, found, maritalStatus={"coding": [coding]}) == expected
