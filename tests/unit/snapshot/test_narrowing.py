from __future__ import annotations

import pytest
from tests.unit.snapshot.definitions import Element

from sas_validators.snapshot.narrowing import check_narrowing, contains

BASE: Element = {"path": "A.b", "min": 1, "max": "3", "type": [{"code": "Coding"}]}


def slicing(rules: str, *paths: str, **more: object) -> Element:
    discriminators = [{"type": "value", "path": path} for path in paths]
    return {"slicing": {"discriminator": discriminators, "rules": rules} | more}


@pytest.mark.parametrize(
    ("base", "change", "expected"),
    [
        pytest.param({}, {"min": 2, "max": "2"}, [], id="narrower"),
        pytest.param({}, {"min": 0}, ["SNAPSHOT_MIN_BELOW_BASE"], id="minimum lowered"),
        pytest.param({}, {"max": "4"}, ["SNAPSHOT_MAX_ABOVE_BASE"], id="maximum raised"),
        pytest.param({}, {"max": "*"}, ["SNAPSHOT_MAX_ABOVE_BASE"], id="maximum unbounded"),
        pytest.param({"max": "*"}, {"max": "9"}, [], id="maximum bounded"),
        pytest.param({}, {"max": "0"}, ["SNAPSHOT_MIN_ABOVE_MAX"], id="required and forbidden"),
        pytest.param({}, {"type": [{"code": "Coding"}]}, [], id="same type"),
        pytest.param(
            {}, {"type": [{"code": "Quantity"}]}, ["SNAPSHOT_TYPE_NOT_ALLOWED"], id="type"
        ),
        pytest.param(
            {"type": [{"code": "Resource"}]}, {"type": [{"code": "Patient"}]}, [], id="special type"
        ),
        pytest.param(
            {"type": [{"code": "http://hl7.org/fhirpath/System.String"}]},
            {"type": [{"code": "uri"}]},
            [],
            id="a System type by its FHIR name",
        ),
        pytest.param(
            {"fixedCode": "a"}, {"fixedCode": "b"}, ["SNAPSHOT_VALUE_CHANGED"], id="fixed value"
        ),
        pytest.param({"fixedCode": "a"}, {"fixedCode": "a"}, [], id="fixed value restated"),
        pytest.param(
            {"patternCoding": {"system": "s"}},
            {"patternCoding": {"system": "s", "code": "c"}},
            [],
            id="pattern completed",
        ),
        pytest.param(
            {"patternCoding": {"system": "s"}},
            {"patternCoding": {"code": "c"}},
            ["SNAPSHOT_VALUE_CHANGED"],
            id="pattern loosened",
        ),
        pytest.param(
            {"maxLength": 5}, {"maxLength": 6}, ["SNAPSHOT_MAX_LENGTH_ABOVE_BASE"], id="length"
        ),
        pytest.param({"maxLength": 5}, {"maxLength": 4}, [], id="length shortened"),
        pytest.param(
            {"binding": {"strength": "required"}},
            {"binding": {"strength": "extensible"}},
            ["SNAPSHOT_BINDING_WEAKENED"],
            id="binding weakened",
        ),
        pytest.param(
            {"binding": {"strength": "preferred"}},
            {"binding": {"strength": "required"}},
            [],
            id="binding strengthened",
        ),
        pytest.param(
            {"mustSupport": True},
            {"mustSupport": False},
            ["SNAPSHOT_MUST_SUPPORT_REMOVED"],
            id="must-support removed",
        ),
        pytest.param(
            {"isModifier": True},
            {"isModifier": False},
            ["SNAPSHOT_MODIFIER_CHANGED"],
            id="modifier changed",
        ),
        pytest.param(slicing("open", "a"), slicing("closed", "a", "b"), [], id="slicing narrowed"),
        pytest.param(slicing("open", "a"), {"slicing": {"rules": "closed"}}, [], id="only rules"),
        pytest.param(
            slicing("open", "a"),
            slicing("open", "b"),
            ["SNAPSHOT_SLICING_DIFFERS"],
            id="other discriminator",
        ),
        pytest.param(
            slicing("closed", "a"),
            slicing("open", "a"),
            ["SNAPSHOT_SLICING_DIFFERS"],
            id="slicing opened",
        ),
        pytest.param(
            slicing("open", "a", ordered=True),
            slicing("open", "a", ordered=False),
            ["SNAPSHOT_SLICING_DIFFERS"],
            id="order given up",
        ),
    ],
)
def test_check_narrowing(base: Element, change: Element, expected: list[str]) -> None:
    found = check_narrowing(BASE | base, change, lambda one, other: other in (one, "Resource"))

    assert [message.id for message, _ in found] == expected


@pytest.mark.parametrize(
    ("value", "pattern", "expected"),
    [
        ({"a": 1, "b": [1, 2]}, {"b": [2]}, True),
        ({"a": 1}, {"b": 1}, False),
        ([{"a": 1, "b": 2}], [{"a": 1}], True),
        (True, 1, False),
        ("a", ["a"], False),
    ],
)
def test_contains(value: object, pattern: object, expected: bool) -> None:
    assert contains(value, pattern) is expected
