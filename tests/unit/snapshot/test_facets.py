from __future__ import annotations

import pytest
from tests.unit.snapshot.definitions import Element

from sas_validators.snapshot.facets import REPEATING_EXTENSIONS, combine

OBLIGATION = sorted(REPEATING_EXTENSIONS)[0]
BASE: Element = {
    "path": "A.b",
    "definition": "Base.",
    "_definition": {"extension": []},
    "alias": ["one"],
    "min": 0,
    "max": "*",
    "base": {"path": "A.b", "min": 0, "max": "*"},
    "type": [{"code": "Reference", "targetProfile": ["P", "Q"]}],
    "condition": ["a-1"],
    "constraint": [{"key": "a-1", "expression": "true"}],
    "mapping": [{"identity": "v2", "map": "PID"}],
}


@pytest.mark.parametrize(
    ("base", "change", "expected"),
    [
        pytest.param({}, {"min": 1, "max": "1"}, {"min": 1, "max": "1"}, id="cardinality"),
        pytest.param({}, {"definition": "New."}, {"definition": "New."}, id="text replaced"),
        pytest.param(
            {}, {"definition": "...More."}, {"definition": "Base.\nMore."}, id="text continued"
        ),
        pytest.param({}, {"alias": ["one", "two"]}, {"alias": ["one", "two"]}, id="aliases"),
        pytest.param({}, {"condition": ["b-1"]}, {"condition": ["a-1", "b-1"]}, id="conditions"),
        pytest.param(
            {},
            {"constraint": [{"key": "b-1"}, {"key": "a-1", "expression": "false"}]},
            {"constraint": [{"key": "a-1", "expression": "true"}, {"key": "b-1"}]},
            id="constraints add up, inherited keys stay",
        ),
        pytest.param(
            {},
            {"mapping": [{"identity": "v2", "map": "PID"}, {"identity": "rim", "map": "x"}]},
            {"mapping": [{"identity": "v2", "map": "PID"}, {"identity": "rim", "map": "x"}]},
            id="mappings",
        ),
        pytest.param(
            {},
            {"type": [{"code": "Reference", "aggregation": ["bundled"]}]},
            {
                "type": [
                    {"code": "Reference", "aggregation": ["bundled"], "targetProfile": ["P", "Q"]}
                ]
            },
            id="a type keeps the targets it does not restate",
        ),
        pytest.param(
            {},
            {"type": [{"code": "Reference", "targetProfile": ["P"]}]},
            {"type": [{"code": "Reference", "targetProfile": ["P"]}]},
            id="targets narrow",
        ),
        pytest.param(
            {"type": [{"code": "string", "extension": [{"url": "regex", "valueString": "x"}]}]},
            {"type": [{"code": "string"}]},
            {"type": [{"code": "string", "extension": [{"url": "regex", "valueString": "x"}]}]},
            id="a type keeps its regex",
        ),
        pytest.param(
            {"fixedCode": "a", "_fixedCode": {"id": "1"}},
            {"fixedCode": "b"},
            {"fixedCode": "b", "_fixedCode": None},
            id="fixed value",
        ),
        pytest.param(
            {"patternCode": "a"},
            {"patternString": "b"},
            {"patternString": "b", "patternCode": None},
            id="pattern of another type",
        ),
        pytest.param(
            {"patternCode": "a"},
            {"fixedCode": "a"},
            {"patternCode": "a", "fixedCode": "a"},
            id="pattern and fixed value stand side by side",
        ),
        pytest.param(
            {"binding": {"strength": "extensible", "valueSet": "V", "extension": [{"url": "m"}]}},
            {"binding": {"strength": "required"}},
            {"binding": {"strength": "required", "valueSet": "V", "extension": [{"url": "m"}]}},
            id="a binding keeps what is not said",
        ),
        pytest.param(
            {"type": [{"code": "CodeableConcept"}, {"code": "Period"}], "binding": {"valueSet": 1}},
            {"type": [{"code": "Period"}]},
            {"type": [{"code": "Period"}], "binding": None},
            id="no binding without a coded type",
        ),
        pytest.param(
            {"slicing": {"discriminator": [{"type": "value", "path": "a"}], "rules": "open"}},
            {"slicing": {"discriminator": [{"type": "value", "path": "b"}], "rules": "closed"}},
            {
                "slicing": {
                    "discriminator": [
                        {"type": "value", "path": "a"},
                        {"type": "value", "path": "b"},
                    ],
                    "rules": "closed",
                }
            },
            id="discriminators add up",
        ),
        pytest.param(
            {"extension": [{"url": "u", "valueCode": "old"}, {"url": "v"}]},
            {"extension": [{"url": "u", "valueCode": "new"}]},
            {"extension": [{"url": "v"}, {"url": "u", "valueCode": "new"}]},
            id="an extension is replaced by url",
        ),
        pytest.param(
            {"extension": [{"url": OBLIGATION, "valueCode": "SHALL:a"}]},
            {"extension": [{"url": OBLIGATION, "valueCode": "SHALL:b"}]},
            {
                "extension": [
                    {"url": OBLIGATION, "valueCode": "SHALL:a"},
                    {"url": OBLIGATION, "valueCode": "SHALL:b"},
                ]
            },
            id="obligations add up",
        ),
        pytest.param({}, {"contentReference": "#A"}, {"contentReference": None}, id="reference"),
        pytest.param({}, {"base": {"path": "X"}, "path": "X"}, {}, id="structure stays"),
    ],
)
def test_combine(base: Element, change: Element, expected: Element) -> None:
    before = BASE | base
    untouched = repr(before)

    result = combine(before, change)

    assert {name: result.get(name) for name in expected} == expected
    same = before.keys() - expected.keys() - {"_definition"}
    assert {name: result[name] for name in same} == {name: before[name] for name in same}
    assert repr(before) == untouched


def test_a_new_text_drops_the_old_translation() -> None:
    assert "_definition" not in combine(BASE, {"definition": "New."})
    assert "_definition" in combine(BASE, {"min": 1})


def test_properties_come_in_fhir_order() -> None:
    result = combine({"max": "1", "path": "A"}, {"fixedUri": "x", "type": [], "min": 0})

    assert list(result) == ["path", "min", "max", "type", "fixedUri"]
