from typing import Any

import pytest

from sas_ig.elements.changes import compare_elements
from sas_ig.elements.sentences import predicate

Element = dict[str, Any]

SLOT = "http://hl7.org/fhir/StructureDefinition/Slot"
KINDS = "http://example.org/ValueSet/kinds"


def reference(*targets: str, modes: tuple[str, ...] = ()) -> Element:
    kind: Element = {"code": "Reference", "targetProfile": list(targets)}
    return {"type": [kind | ({"aggregation": list(modes)} if modes else {})]}


def bound(strength: str, value_set: str = KINDS) -> Element:
    return {"binding": {"strength": strength, "valueSet": value_set}}


def rule(expression: str, severity: str = "error") -> Element:
    return {
        "constraint": [
            {"key": "r-1", "severity": severity, "human": "Règle", "expression": expression}
        ]
    }


CHANGES = [
    pytest.param({"min": 0}, {"min": 1}, "cardinality", "stricter", id="mandatory"),
    pytest.param({"min": 1}, {"min": 0}, "cardinality", "looser", id="optional"),
    pytest.param({"max": "*"}, {"max": "1"}, "cardinality", "stricter", id="once"),
    pytest.param({"max": "1"}, {"max": "*"}, "cardinality", "looser", id="repeats"),
    pytest.param(
        {"min": 0, "max": "1"}, {"min": 1, "max": "*"}, "cardinality", "other", id="both ways"
    ),
    pytest.param(
        {"type": [{"code": "code"}, {"code": "string"}]},
        {"type": [{"code": "code"}]},
        "types",
        "stricter",
        id="fewer types",
    ),
    pytest.param(
        {"type": [{"code": "code"}]},
        {"type": [{"code": "code"}, {"code": "string"}]},
        "types",
        "looser",
        id="more types",
    ),
    pytest.param(
        {"type": [{"code": "code"}]}, {"type": [{"code": "uri"}]}, "types", "other", id="other type"
    ),
    pytest.param(
        reference(SLOT), reference(SLOT, modes=("bundled",)), "aggregation", "stricter", id="mode"
    ),
    pytest.param(
        reference(SLOT, modes=("bundled",)), reference(SLOT), "aggregation", "looser", id="no mode"
    ),
    pytest.param({}, {"fixedCode": "free"}, "value", "stricter", id="value"),
    pytest.param({"fixedCode": "free"}, {}, "value", "looser", id="no value"),
    pytest.param({"fixedCode": "a"}, {"fixedCode": "b"}, "value", "other", id="another value"),
    pytest.param(bound("example"), bound("required"), "binding", "stricter", id="binding"),
    pytest.param(bound("required"), bound("preferred"), "binding", "looser", id="weaker binding"),
    pytest.param(
        bound("required"), bound("required", KINDS + "2"), "binding", "other", id="other value set"
    ),
    pytest.param(
        bound("required", KINDS + "|1"),
        bound("required", KINDS + "|2"),
        "binding",
        "wording",
        id="only the version of a value set",
    ),
    pytest.param({}, {"slicing": {"rules": "closed"}}, "slicing", "stricter", id="closed slicing"),
    pytest.param({}, {"slicing": {"rules": "open"}}, "slicing", "other", id="open slicing"),
    pytest.param({}, rule("a"), "constraint", "stricter", id="new rule"),
    pytest.param({}, rule("a", "warning"), "constraint", "other", id="new warning"),
    pytest.param(rule("a"), {}, "constraint", "looser", id="rule gone"),
    pytest.param(rule("a"), rule("b"), "constraint", "other", id="rule changed"),
    pytest.param({}, {"maxLength": 9}, "length", "stricter", id="length"),
    pytest.param({"maxLength": 9}, {"maxLength": 99}, "length", "looser", id="more length"),
    pytest.param({}, {"minValueInteger": 1}, "range", "other", id="limit"),
    pytest.param({}, {"mustSupport": True}, "must-support", "other", id="must support"),
    pytest.param({"short": "a"}, {"short": "b"}, "short", "wording", id="wording"),
]


@pytest.mark.parametrize(("old", "new", "facet", "effect"), CHANGES)
def test_a_change_and_whom_it_hurts(old: Element, new: Element, facet: str, effect: str) -> None:
    found = list(compare_elements("Slot.x", old, new))
    assert [(change.facet, change.effect) for change in found] == [(facet, effect)]


@pytest.mark.parametrize(("old", "new", "facet", "effect"), CHANGES)
def test_every_change_has_words_in_both_languages(
    old: Element, new: Element, facet: str, effect: str
) -> None:
    (change,) = compare_elements("Slot.x", old, new)
    french, english = predicate(change, "fr"), predicate(change, "en")
    assert french
    assert english
    assert french != english or facet == "short"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        pytest.param(
            {"min": 0, "max": "1"},
            {"min": 1, "max": "1"},
            "devient obligatoire (`0..1` → `1..1`)",
            id="mandatory",
        ),
        pytest.param(
            {"min": 0, "max": "*"}, {"max": "0"}, "est interdit (`0..*` → `0..0`)", id="prohibited"
        ),
        pytest.param(
            {"min": 0, "max": "*"},
            {"min": 1, "max": "1"},
            "est présent une fois et une seule (`0..*` → `1..1`)",
            id="exactly once",
        ),
        pytest.param(
            {"min": 0, "max": "*"},
            {"min": 0, "max": "1"},
            "ne se répète pas (`0..*` → `0..1`)",
            id="not repeated",
        ),
        pytest.param({}, {"fixedCode": "free"}, "vaut toujours `free`", id="fixed code"),
        pytest.param(
            {},
            {"patternCoding": {"system": "http://x", "code": "y"}},
            "comporte `y` [[http://x]]",
            id="pattern",
        ),
        pytest.param(
            {},
            {"fixedIdentifier": {"use": "official", "system": "urn:oid:1"}},
            "vaut exactement `system = urn:oid:1`, `use = official`",
            id="fixed structure",
        ),
        pytest.param(
            bound("example"),
            bound("required"),
            f"sa liaison à [[{KINDS}]] devient requise (d'exemple auparavant)",
            id="stronger binding",
        ),
        pytest.param(
            reference(SLOT, "http://x/Other"),
            reference(SLOT),
            f"désigne seulement [[{SLOT}]]",
            id="target",
        ),
        pytest.param(
            {},
            {
                "slicing": {
                    "rules": "open",
                    "discriminator": [
                        {"type": "value", "path": "system"},
                        {"type": "type", "path": "$this"},
                    ],
                }
            },
            "se découpe en tranches ouvertes, selon la valeur de `system` et le type de "
            "l'élément lui-même",
            id="slicing",
        ),
        pytest.param({}, rule("a"), "suit la règle `r-1` : Règle", id="rule"),
    ],
)
def test_french_words(old: Element, new: Element, words: str) -> None:
    (change,) = compare_elements("Slot.x", old, new)
    assert predicate(change, "fr") == words


def test_an_english_colon_has_no_space_before_it() -> None:
    (change,) = compare_elements("Slot.x", {}, rule("a"))
    assert predicate(change, "en") == "follows the rule `r-1`: Règle"


def test_equal_elements_have_no_changes() -> None:
    element = {"min": 1, "max": "*", **bound("required"), **rule("a"), **reference(SLOT)}
    assert list(compare_elements("Slot.x", element, dict(element))) == []
