"""Bindings row by row: what each kind of element gets, by strength of its binding.

Findings are written as `id severity place`, the severity by its first letter.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.terminology.small_world import (
    code_system,
    codes,
    filtered,
    imports,
    terminology,
    value_set,
)

from sas_validators.checks import bindings as judging
from sas_validators.checks.bindings import BindingCheck, Bindings, language_findings, locate
from sas_validators.model.paths import render, root
from sas_validators.terminology.codings import Findings
from sas_validators.terminology.element_binding import Binding

CS = "http://example.org/cs/"
VS = "http://example.org/vs/"
UCUM = "http://unitsofmeasure.org"


def standards_status(status: str) -> dict[str, Any]:
    url = "http://hl7.org/fhir/StructureDefinition/structuredefinition-standards-status"
    return {"extension": [{"url": url, "valueCode": status}]}


FRENCH = {"code": "f", "display": "Head", "designation": [{"language": "fr", "value": "Tête"}]}

WORLD = terminology(
    code_system(
        CS + "known",
        "a",
        "b",
        FRENCH,
        {"code": "old", "display": "Old", "property": [{"code": "status", "valueCode": "retired"}]},
        {"code": "dep", "property": [{"code": "status", "valueCode": "deprecated"}]},
        {"code": "mute"},
    ),
    code_system(CS + "unversioned", "a", version=""),
    code_system(CS + "other", "x", "a"),
    code_system(CS + "folding", "Yes", caseSensitive=False),
    code_system(CS + "part", "p", content="fragment"),
    code_system(CS + "draft", "d", status="draft"),
    code_system(CS + "retired", "r", status="retired"),
    code_system(CS + "absent", content="not-present"),
    code_system(CS + "extra", content="supplement", supplements=CS + "known"),
    value_set(VS + "some", codes(CS + "known", "a", "f", "old", "dep")),
    value_set(VS + "whole", codes(CS + "known")),
    value_set(VS + "pinned", codes(CS + "known", version="7")),
    value_set(VS + "nobody", codes("http://nobody"), codes(CS + "known", "a")),
    value_set(VS + "nobody-listed", codes("http://nobody", "n")),
    value_set(VS + "server", filtered("http://nobody", ("concept", "is-a", "n"))),
    value_set(VS + "lost", imports(VS + "missing")),
    value_set(VS + "part", codes(CS + "part")),
    value_set(VS + "folding", codes(CS + "folding")),
    value_set(VS + "draft", codes(CS + "draft")),
    value_set(VS + "retired", codes(CS + "retired")),
    code_system(CS + "trial", "t", experimental=True),
    code_system(CS + "outdated", "t", **standards_status("deprecated")),
    code_system(CS + "given-up", "t", **standards_status("withdrawn")),
    value_set(VS + "trial", codes(CS + "trial")),
    value_set(VS + "outdated", codes(CS + "outdated")),
    value_set(VS + "given-up", codes(CS + "given-up")),
    value_set(VS + "deep", imports(VS + "old"), codes(CS + "known", "a")),
    value_set(VS + "old", codes(CS + "other"), status="retired"),
    value_set(
        VS + "active", compose={"inactive": False, "include": [codes(CS + "known", "a", "old")]}
    ),
    value_set(
        VS + "supplemented",
        codes(CS + "known"),
        extension=[
            {
                "url": "http://hl7.org/fhir/StructureDefinition/valueset-supplement",
                "valueCanonical": "http://nobody/supplement",
            }
        ],
    ),
    value_set(VS + "units", codes(UCUM, "kg", "g"), codes(CS + "known", "a")),
    value_set(VS + "wide", codes(CS + "known", "a", "b")),
    value_set(VS + "languages", codes("urn:ietf:bcp:47", "fr")),
    value_set(VS + "all-languages", codes("urn:ietf:bcp:47")),
    value_set(VS + "mimetypes", codes("urn:ietf:bcp:13")),
)
CHECKS = Bindings(WORLD)


def check(strength: str, name: str, *additional: tuple[str, str]) -> BindingCheck:
    more = tuple((kind, VS + value) for kind, value in additional)
    return CHECKS.check(Binding(strength, VS + name if name else "", more))  # type: ignore[arg-type]


def told(findings: Findings) -> list[str]:
    """`id severity place` of each finding; that its texts can be written is checked on the way."""
    for message, _, details in findings:
        assert message.text("fr", details)
        assert message.text("en", details)
    return [
        f"{message.id} {message.severity[0]} {render(locate(root('x'), path))}"
        for message, path, _ in findings
    ]


def coding(code: str = "", system: str = CS + "known", **more: str) -> dict[str, str]:
    parts = {"system": system, "code": code, **more}
    return {name: value for name, value in parts.items() if value}


def concept(*codings: dict[str, str]) -> dict[str, Any]:
    return {"coding": list(codings)} if codings else {"text": "words"}


STRENGTHS = ("required", "extensible", "preferred", "example")


def told_by_strength(name: str, *codings: dict[str, str]) -> list[list[str]]:
    return [told(check(strength, name).concept(concept(*codings))) for strength in STRENGTHS]


NOT_IN = [
    ["Terminology_TX_NoValid_1_CC e x"],
    ["Terminology_TX_NoValid_2_CC w x"],
    ["Terminology_TX_NoValid_3_CC i x"],
    [],
]


def each(*first: str, then: list[list[str]] | None = None) -> list[list[str]]:
    """The same findings for every strength, followed by those of `then`."""
    return [[*first, *more] for more in then or [[], [], [], []]]


UNKNOWN = coding("n", "http://nobody")


@pytest.mark.parametrize(
    ("name", "codings", "expected"),
    [
        pytest.param("some", [coding("a")], each(), id="a coding is in the value set"),
        pytest.param("some", [coding("b"), coding("a")], each(), id="one of them is"),
        pytest.param("some", [coding("b")], NOT_IN, id="known code, not in the set"),
        pytest.param(
            "some",
            [coding("z")],
            each("Unknown_Code_in_Version e x.coding[0].code", then=NOT_IN),
            id="code does not exist",
        ),
        pytest.param(
            "some",
            [coding("z", CS + "unversioned")],
            each("Unknown_Code_in e x.coding[0].code", then=NOT_IN),
            id="code does not exist, system without version",
        ),
        pytest.param(
            "some",
            [coding("z"), coding("a")],
            each("Unknown_Code_in_Version e x.coding[0].code"),
            id="code does not exist, another coding is in the set",
        ),
        pytest.param(
            "some",
            [UNKNOWN],
            each("UNKNOWN_CODESYSTEM w x.coding[0].system", then=NOT_IN),
            id="system not loaded, not one of the set's",
        ),
        pytest.param(
            "some",
            [coding("z", CS + "absent")],
            each("UNKNOWN_CODESYSTEM w x.coding[0].system", then=NOT_IN),
            id="system without content",
        ),
        pytest.param(
            "nobody",
            [UNKNOWN],
            each("UNKNOWN_CODESYSTEM w x.coding[0].system"),
            id="system not loaded, but one of the set's",
        ),
        pytest.param(
            "nobody-listed",
            [UNKNOWN],
            each("UNKNOWN_CODESYSTEM w x.coding[0].system"),
            id="system not loaded, its code is listed",
        ),
        pytest.param(
            "nobody-listed",
            [coding("other", "http://nobody")],
            each("UNKNOWN_CODESYSTEM w x.coding[0].system", then=NOT_IN),
            id="system not loaded, its code is not listed",
        ),
        pytest.param(
            "some",
            [UNKNOWN, coding("a")],
            [
                *[["UNKNOWN_CODESYSTEM_CODING_NOT_CHECKED w x.coding[0].system"]] * 3,
                ["UNKNOWN_CODESYSTEM w x.coding[0].system"],
            ],
            id="one in the set, one of an unknown system",
        ),
        pytest.param(
            "some",
            [coding("a", "")],
            each("Coding_has_no_system__cannot_validate w x.coding[0]"),
            id="no system, code is in the set",
        ),
        pytest.param(
            "some",
            [coding("q", "")],
            each("Coding_has_no_system__cannot_validate w x.coding[0]", then=NOT_IN),
            id="no system, code is nowhere",
        ),
        pytest.param(
            "part",
            [coding("p", "")],
            each("Coding_has_no_system__cannot_validate w x.coding[0]", then=NOT_IN),
            id="no system, code is in a fragment",
        ),
        pytest.param(
            "some",
            [],
            [
                ["Terminology_TX_Code_ValueSet e x"],
                ["Terminology_TX_Code_ValueSet_Ext w x"],
                [],
                [],
            ],
            id="text only",
        ),
        pytest.param(
            "some",
            [coding()],
            each("NO_CODE_PROVIDED_VERSION w x.coding[0].code", then=NOT_IN),
            id="no code",
        ),
        pytest.param(
            "some",
            [coding("", "http://nobody")],
            each("NO_CODE_PROVIDED w x.coding[0].code", then=NOT_IN),
            id="no code, unknown system",
        ),
        pytest.param(
            "nobody-listed",
            [coding("n", "")],
            each("Coding_has_no_system__cannot_validate w x.coding[0]"),
            id="no system, code is listed of a system that is not loaded",
        ),
        pytest.param(
            "nobody",
            [coding("a", "")],
            each("Coding_has_no_system__cannot_validate w x.coding[0]", then=NOT_IN),
            id="no system, the set has codes of two",
        ),
        pytest.param(
            "part",
            [coding("", CS + "part")],
            each("NO_CODE_PROVIDED_VERSION w x.coding[0].code"),
            id="no code of a system that is loaded in part",
        ),
        pytest.param(
            "some",
            [{"display": "x"}],
            each("Coding_has_no_system__cannot_validate w x.coding[0]", then=NOT_IN),
            id="display only",
        ),
        pytest.param(
            "missing",
            [coding("a")],
            each("Terminology_TX_ValueSet_NotFound w x"),
            id="value set not loaded",
        ),
        pytest.param(
            "some",
            [coding("a", display="Nose")],
            each(
                "Display_Name_for__should_be_one_of__instead_of e x.coding[0].display", then=NOT_IN
            ),
            id="wrong display",
        ),
        pytest.param(
            "pinned",
            [coding("z")],
            [
                *[["UNKNOWN_CODESYSTEM_VERSION w x.coding[0].system"]] * 3,
                ["Unknown_Code_in_Version e x.coding[0].code"],
            ],
            id="the set wants a version that is not loaded",
        ),
        pytest.param(
            "server",
            [UNKNOWN],
            each(
                "UNKNOWN_CODESYSTEM w x.coding[0].system",
                then=[
                    ["TERMINOLOGY_TX_NOSVC_BOUND_REQ i x"],
                    ["TERMINOLOGY_TX_NOSVC_BOUND_EXT i x"],
                    [],
                    [],
                ],
            ),
            id="a filter on a system that is not loaded",
        ),
        pytest.param(
            "part",
            [coding("z", CS + "part")],
            each("UNKNOWN_CODE_IN_FRAGMENT w x.coding[0].code"),
            id="not in the known part of a system",
        ),
        pytest.param(
            "some",
            [coding("a", "http://snomed.info/sct")],
            each(
                "Error_validating_code_running_without_terminology_services w x.coding[0]",
                then=NOT_IN,
            ),
            id="a system that only servers have",
        ),
    ],
)
def test_concept(name: str, codings: list[dict[str, str]], expected: list[list[str]]) -> None:
    assert told_by_strength(name, *codings) == expected


RELATIVE = "Terminology_TX_System_Relative e"
CODING_NOT_IN = [
    ["Terminology_TX_NoValid_12 e x"],
    ["Terminology_TX_NoValid_13 w x"],
    ["Terminology_TX_NoValid_14 i x"],
    [],
]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        pytest.param("some", coding("a"), each(), id="in the set"),
        pytest.param("some", coding("b"), CODING_NOT_IN, id="not in the set"),
        pytest.param(
            "some",
            coding("z"),
            each("Unknown_Code_in_Version e x.code", then=CODING_NOT_IN),
            id="code does not exist",
        ),
        pytest.param(
            "some",
            UNKNOWN,
            [*(["UNKNOWN_CODESYSTEM w x.system", *more] for more in CODING_NOT_IN[:3]), []],
            id="system not loaded, not one of the set's",
        ),
        pytest.param(
            "nobody",
            UNKNOWN,
            [
                ["UNKNOWN_CODESYSTEM w x.system"],
                ["UNKNOWN_CODESYSTEM w x.system", "Terminology_TX_Confirm_5 w x"],
                ["UNKNOWN_CODESYSTEM w x.system", "Terminology_TX_Confirm_6 i x"],
                [],
            ],
            id="system not loaded, but one of the set's",
        ),
        pytest.param(
            "server",
            UNKNOWN,
            [
                *[["UNKNOWN_CODESYSTEM w x.system", "Terminology_TX_Binding_NoServer i x"]] * 3,
                [],
            ],
            id="a filter on a system that is not loaded",
        ),
        pytest.param(
            "some", coding("a", ""), each("TERMINOLOGY_TX_SYSTEM_NO_CODE w x"), id="no system"
        ),
        pytest.param(
            "some", coding(), [*[["NO_CODE_PROVIDED_VERSION w x.code"]] * 3, []], id="no code"
        ),
        pytest.param("some", {"display": "x"}, each(), id="display only"),
        pytest.param(
            "some",
            coding("a", CS + "known "),
            [
                [
                    "UNKNOWN_CODESYSTEM w x.system",
                    "Terminology_TX_System_Relative e x.system",
                    *more,
                ]
                for more in CODING_NOT_IN[:3]
            ]
            + [[]],
            id="a blank in the system",
        ),
        pytest.param(
            "some",
            coding("a", display="Nose"),
            each("Display_Name_for__should_be_one_of__instead_of e x.display", then=CODING_NOT_IN),
            id="wrong display",
        ),
        pytest.param(
            "missing",
            coding("a"),
            each("Terminology_TX_ValueSet_NotFound w x"),
            id="value set not loaded",
        ),
        pytest.param(
            "lost",
            coding("a"),
            [
                *[["Terminology_TX_ValueSet_NotFound w x", "Terminology_TX_Binding_NoServer i x"]]
                * 3,
                [],
            ],
            id="import not loaded",
        ),
        pytest.param(
            "part",
            coding("z", CS + "part"),
            each("UNKNOWN_CODE_IN_FRAGMENT w x.code"),
            id="not in the known part of a system",
        ),
        pytest.param(
            "supplemented",
            coding("a"),
            [
                ["VALUESET_SUPPLEMENT_MISSING e x", "Terminology_TX_Confirm_4a e x"],
                ["VALUESET_SUPPLEMENT_MISSING e x", "Terminology_TX_Confirm_5 w x"],
                ["VALUESET_SUPPLEMENT_MISSING e x", "Terminology_TX_Confirm_6 i x"],
                ["VALUESET_SUPPLEMENT_MISSING e x"],
            ],
            id="supplement not loaded",
        ),
    ],
)
def test_coding(name: str, value: dict[str, str], expected: list[list[str]]) -> None:
    assert [told(check(strength, name).coding(value)) for strength in STRENGTHS] == expected


CODE_NOT_IN = [
    ["UNABLE_TO_INFER_CODESYSTEM e x", "Terminology_TX_NoValid_16 e x"],
    ["Terminology_TX_NoValid_17 w x"],
    ["Terminology_TX_NoValid_18 i x"],
    [],
]
CODE_UNDECIDED = [*[["Terminology_TX_NoValid_15 i x"]] * 3, []]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        pytest.param("some", "a", each(), id="in the set"),
        pytest.param("some", "b", CODE_NOT_IN, id="not in the set"),
        pytest.param("whole", "A", CODE_NOT_IN, id="the case is another"),
        pytest.param("mimetypes", "text/plain", CODE_UNDECIDED, id="undecidable"),
        pytest.param("nobody", "a", each(), id="decidable in one of the systems"),
        pytest.param("nobody", "q", CODE_UNDECIDED, id="undecidable in one of the systems"),
        pytest.param(
            "languages",
            "fr",
            [*[["UNKNOWN_CODESYSTEM w x"]] * 3, []],
            id="listed, of a system that is not loaded",
        ),
        pytest.param(
            "some", None, [["Terminology_TX_Code_ValueSet_MISSING e x"], [], [], []], id="no value"
        ),
        pytest.param(
            "some", "", [["Terminology_TX_Code_ValueSet_MISSING e x"], [], [], []], id="empty"
        ),
        pytest.param("some", 5, each(), id="not a string"),
        pytest.param("some", {"a": 1}, each(), id="an object"),
        pytest.param(
            "missing", "a", each("Terminology_TX_ValueSet_NotFound w x"), id="value set not loaded"
        ),
        pytest.param(
            "lost",
            "a",
            [
                *[["Terminology_TX_ValueSet_NotFound w x", "Terminology_TX_NoValid_15 i x"]] * 3,
                [],
            ],
            id="import not loaded",
        ),
        pytest.param(
            "part",
            "z",
            [
                *[["UNKNOWN_CODE_IN_FRAGMENT w x", "Terminology_TX_NoValid_15 i x"]] * 3,
                [],
            ],
            id="not in the known part of a system",
        ),
        pytest.param("old", "x", [*[["MSG_RETIRED i x"]] * 3, []], id="of a retired value set"),
        pytest.param(
            "some", "old", [*[["INACTIVE_CONCEPT_FOUND w x"]] * 3, []], id="an inactive code"
        ),
    ],
)
def test_code(name: str, value: Any, expected: list[list[str]]) -> None:
    assert [told(check(strength, name).code(value)) for strength in STRENGTHS] == expected


UNIT_NOT_IN = [
    ["Terminology_TX_NoValid_4 e x"],
    ["Terminology_TX_NoValid_5 w x"],
    ["Terminology_TX_NoValid_6 i x"],
    [],
]
SERVER = "Error_validating_code_running_without_terminology_services w x"


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        pytest.param("units", coding("kg", UCUM), [*[[SERVER]] * 3, []], id="UCUM, listed"),
        pytest.param("units", coding("lb", UCUM), [*[[SERVER]] * 3, []], id="UCUM, not listed"),
        pytest.param("units", coding("a"), each(), id="another system"),
        pytest.param("units", coding("b"), UNIT_NOT_IN, id="another system, not listed"),
        pytest.param(
            "some",
            coding("kg", UCUM),
            [*([SERVER, *more] for more in UNIT_NOT_IN[:3]), []],
            id="UCUM, which is not in the set",
        ),
        pytest.param("units", {"value": 3, "unit": "kg"}, each(), id="no code"),
        pytest.param("units", {"code": "kg"}, each(), id="no system"),
    ],
)
def test_quantity(name: str, value: dict[str, Any], expected: list[list[str]]) -> None:
    assert [told(check(strength, name).quantity(value)) for strength in STRENGTHS] == expected


@pytest.mark.parametrize("method", ["code", "coding", "concept"])
def test_binding_to_a_code_system(method: str) -> None:
    values = {"code": "a", "coding": coding("a"), "concept": concept(coding("a"))}
    bound = CHECKS.check(Binding("required", CS + "known"))
    assert told(getattr(bound, method)(values[method])) == [
        "Terminology_TX_ValueSet_NotFound_CS e x"
    ]


MAXIMUM = ("maximum", "wide")


@pytest.mark.parametrize(
    ("method", "strength", "value", "expected"),
    [
        pytest.param("concept", "preferred", concept(coding("a")), [], id="concept in both"),
        pytest.param(
            "concept",
            "preferred",
            concept(coding("b")),
            ["Terminology_TX_NoValid_3_CC i x"],
            id="concept in the maximum only",
        ),
        pytest.param(
            "concept",
            "preferred",
            concept(coding("mute")),
            ["Terminology_TX_NoValid_3_CC i x", "Terminology_TX_NoValid_8 e x"],
            id="concept outside",
        ),
        pytest.param("concept", "preferred", concept(), [], id="text only, preferred"),
        pytest.param(
            "concept",
            "extensible",
            concept(),
            ["Terminology_TX_Code_ValueSet_Ext w x", "Terminology_TX_Code_ValueSetMax e x"],
            id="text only, extensible",
        ),
        pytest.param(
            "coding",
            "extensible",
            coding("mute"),
            ["Terminology_TX_NoValid_13 w x", "Terminology_TX_NoValid_10 e x"],
            id="coding outside",
        ),
        pytest.param(
            "code",
            "preferred",
            "mute",
            ["Terminology_TX_NoValid_18 i x", "Terminology_TX_NoValid_11 e x"],
            id="code outside",
        ),
    ],
)
def test_maximum_value_set(method: str, strength: str, value: Any, expected: list[str]) -> None:
    assert told(getattr(check(strength, "some", MAXIMUM), method)(value)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("fr", ["UNKNOWN_CODESYSTEM w x"]),
        ("eo", ["Terminology_TX_NoValid_18 i x", "UNKNOWN_CODESYSTEM w x"]),
    ],
)
def test_languages(value: str, expected: list[str]) -> None:
    bound = check("preferred", "languages", ("maximum", "all-languages"))
    assert told(bound.code(value)) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("required", ["Terminology_TX_NoValid_1_CC e x"]),
        ("extensible", ["Terminology_TX_NoValid_2_CC w x"]),
        ("preferred", ["Terminology_TX_NoValid_3_CC i x"]),
        ("maximum", ["Terminology_TX_NoValid_8 e x"]),
    ],
)
def test_additional_binding(kind: str, expected: list[str]) -> None:
    bound = check("required", "whole", (kind, "some"))
    assert told(bound.concept(concept(coding("b")))) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(coding("a"), [], id="right"),
        pytest.param(coding("a", display="A"), [], id="right display"),
        pytest.param(coding("a", display="a"), [], id="display in another case"),
        pytest.param(
            coding("f", display="Head "),
            ["Display_Name_WS_for__should_be_one_of__instead_of e x.display"],
            id="display with a blank",
        ),
        pytest.param(
            coding("f", display="Tête"),
            ["Display_Name_for__should_be_one_of__instead_of e x.display"],
            id="display in another language",
        ),
        pytest.param(coding("mute", display="anything"), [], id="the system has no display"),
        pytest.param(
            coding("p", CS + "part", display="anything"),
            ["Display_Name_for__should_be_one_of__instead_of w x.display"],
            id="the system is a fragment",
        ),
        pytest.param(coding("old"), ["INACTIVE_CONCEPT_FOUND w x"], id="inactive"),
        pytest.param(coding("dep"), ["DEPRECATED_CONCEPT_FOUND w x"], id="deprecated"),
        pytest.param(
            coding("YES", CS + "folding"), ["CODE_CASE_DIFFERENCE i x.code"], id="another case"
        ),
        pytest.param(coding("x", "urn:nobody"), [], id="unknown system"),
        pytest.param(
            coding("a", VS + "some"),
            ["Terminology_TX_System_ValueSet2 e x"],
            id="a value set",
        ),
        pytest.param(
            coding("a", "cs/known"), ["Terminology_TX_System_Relative e x"], id="relative"
        ),
        pytest.param(
            coding("a", CS + "extra"), ["CODESYSTEM_CS_NO_SUPPLEMENT e x.system"], id="supplement"
        ),
        pytest.param(coding("a", version="1"), [], id="its version"),
        pytest.param(coding("a", version="9"), [], id="unknown version"),
        pytest.param(coding("d", CS + "draft"), [], id="a draft, which nobody refers to"),
    ],
)
def test_unbound_coding(value: dict[str, str], expected: list[str]) -> None:
    assert told(CHECKS.check().coding(value)) == expected


@pytest.mark.parametrize(
    ("language", "value", "expected"),
    [
        pytest.param("fr", coding("f", display="Tête"), [], id="in French"),
        pytest.param("fr-FR", coding("f", display="tête"), [], id="in French of France"),
        pytest.param("fr", coding("f", display="Head"), [], id="the default"),
        pytest.param(
            "fr",
            coding("a", display="A"),
            ["NO_VALID_DISPLAY_FOUND_NONE_FOR_LANG_OK i x.display"],
            id="no French, the default",
        ),
        pytest.param(
            "fr",
            coding("a", display="Nez"),
            ["NO_VALID_DISPLAY_FOUND_NONE_FOR_LANG_ERR e x.display"],
            id="no French, another text",
        ),
        pytest.param("en", coding("a", display="A"), [], id="English"),
        pytest.param("xx", coding("a"), ["INVALID_DISPLAY_NAME e x"], id="no such language"),
        pytest.param(
            "xx", coding("a", ""), ["TERMINOLOGY_TX_SYSTEM_NO_CODE w x"], id="not checked"
        ),
        pytest.param(5, coding("a"), [], id="not a string"),
    ],
)
def test_language(language: Any, value: dict[str, str], expected: list[str]) -> None:
    assert told(CHECKS.check().coding(value, language)) == expected


def test_unknown_language_fails_the_binding_too() -> None:
    bound = check("required", "some")
    expected = ["INVALID_DISPLAY_NAME e x", "Terminology_TX_NoValid_1_CC e x"]
    assert told(bound.concept(concept(coding("a")), "xx")) == expected
    expected = ["INVALID_DISPLAY_NAME e x", "Terminology_TX_NoValid_12 e x"]
    assert told(bound.coding(coding("a"), "xx")) == expected
    assert told(bound.concept(concept(), "xx")) == ["Terminology_TX_Code_ValueSet e x"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", []),
        (None, []),
        ("xx", ["INVALID_DISPLAY_NAME e x"]),
        ("no!", ["INVALID_DISPLAY_NAME e x"]),
    ],
)
def test_language_findings(language: Any, expected: list[str]) -> None:
    assert told(language_findings(language)) == expected


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        pytest.param(
            "pinned",
            coding("a", version="1"),
            ["VALUESET_VALUE_MISMATCH e x.version"],
            id="another version than the set asks for",
        ),
        pytest.param(
            "whole",
            coding("a", version="9"),
            [
                "VALUESET_VALUE_MISMATCH_DEFAULT w x.version",
                "UNKNOWN_CODESYSTEM_VERSION w x.system",
            ],
            id="another version than the one in use",
        ),
        pytest.param("whole", coding("a", version="1"), [], id="the version in use"),
        pytest.param(
            "active",
            coding("old"),
            [
                "INACTIVE_CONCEPT_FOUND w x",
                "STATUS_CODE_WARNING_CODE e x.code",
                "Terminology_TX_NoValid_12 e x",
            ],
            id="active codes only",
        ),
        pytest.param("draft", coding("d", CS + "draft"), ["MSG_DRAFT i x"], id="a draft system"),
        pytest.param(
            "retired", coding("r", CS + "retired"), ["MSG_RETIRED i x"], id="a retired system"
        ),
        pytest.param("deep", coding("a"), ["MSG_RETIRED i x"], id="a retired import"),
        pytest.param("trial", coding("t", CS + "trial"), ["MSG_EXPERIMENTAL i x"], id="a trial"),
        pytest.param(
            "outdated", coding("t", CS + "outdated"), ["MSG_DEPRECATED i x"], id="outdated"
        ),
        pytest.param(
            "given-up", coding("t", CS + "given-up"), ["MSG_WITHDRAWN i x"], id="given up"
        ),
        pytest.param(
            "some",
            coding("a", VS + "some"),
            ["Terminology_TX_System_ValueSet2 e x.system", "Terminology_TX_NoValid_12 e x"],
            id="the URL of a value set as system",
        ),
        pytest.param(
            "some",
            coding("a", CS + "known/"),
            ["UNKNOWN_CODESYSTEM w x.system", "Terminology_TX_NoValid_12 e x"],
            id="a slash too many in the system",
        ),
        pytest.param(
            "folding", coding("yes", CS + "folding"), ["CODE_CASE_DIFFERENCE i x.code"], id="case"
        ),
    ],
)
def test_required_coding(name: str, value: dict[str, str], expected: list[str]) -> None:
    assert told(check("required", name).coding(value)) == expected


def test_remarks_on_definitions_come_once_per_element() -> None:
    twice = concept(coding("d", CS + "draft"), coding("d", CS + "draft"))
    assert told(check("required", "draft").concept(twice)) == ["MSG_DRAFT i x"]


@pytest.mark.parametrize(
    ("strength", "name", "expected"),
    [
        ("required", "some", True),
        ("required", "missing", False),
        ("extensible", "some", False),
        ("example", "some", False),
    ],
)
def test_settles(strength: str, name: str, expected: bool) -> None:
    assert check(strength, name).settles is expected


# --- remembering --------------------------------------------------------------------


def test_equal_bindings_share_their_check() -> None:
    assert check("required", "some") is check("required", "some")


def test_values_are_judged_once_and_found_by_their_keys() -> None:
    bound = Bindings(WORLD).check(Binding("required", VS + "some"))
    found = bound.concept(concept(coding("a", display="A"), coding("b")), "fr")
    parts = (CS + "known", "a", "A", None)
    key = ((parts, (CS + "known", "b", None, None)), "fr")
    assert list(bound.concepts) == [key]
    assert bound.concepts[key] is found
    assert bound.codings[parts, "fr"] == bound.coding(coding("a", display="A"), "fr")
    assert bound.units[CS + "known", "a"] == ()
    assert bound.codes["a"] == ()


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "MAX_REMEMBERED", 10)
    bound = Bindings(WORLD).check(Binding("required", VS + "some"))
    for number in range(25):
        bound.code(f"code {number}")
    assert len(bound.codes) == 5
    bound.code("x" * 2000)
    bound.concept({"coding": [{}] * 2000})
    assert len(bound.codes) == 5
    assert not bound.concepts


def test_long_values_do_not_make_long_messages() -> None:
    text = "x" * 1_000_000
    codings = [coding(text, text, display=text, version=text)] * 3
    findings = [
        *check("required", "some").concept(concept(*codings)),
        *check("required", "some").code(text),
        *check("required", "whole").coding(coding("a", display=text, version="1")),
    ]
    assert findings
    assert all(len(message.text("fr", details)) < 2000 for message, _, details in findings)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["coding", "system", "code", "display", "version", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@settings(max_examples=100, deadline=None)
@given(json_values, json_values)
def test_any_json_is_judged(value: Any, language: Any) -> None:
    bound = check("required", "some", MAXIMUM)
    for findings in (
        bound.code(value),
        bound.coding(value, language),
        bound.concept(value, language),
        bound.quantity(value),
    ):
        told(findings)
