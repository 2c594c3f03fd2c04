from decimal import Decimal

import pytest
from tests.finding_ids import ids

from sas_validators.datatypes.quantity import (
    UCUM,
    judge_annotations,
    judge_quantity_maximum,
    judge_quantity_minimum,
)
from sas_validators.model.numbers import JsonDecimal

PREFIX = "TYPE_SPECIFIC_CHECKS_DT_QTY_"
GRAMS = {"value": 100, "system": UCUM, "code": "g"}


def grams_from(number, unit, target):
    return {"kg": number * 1000, "mg": number / 1000}.get(unit) if target == "g" else None


def of(**changes):
    return {name: value for name, value in {**GRAMS, **changes}.items() if value is not None}


@pytest.mark.parametrize(
    ("value", "minimum", "maximum"),
    [
        pytest.param(of(), "", "", id="equal"),
        pytest.param(of(value=99), "MIN_VALUE_WRONG", "", id="less"),
        pytest.param(of(value=JsonDecimal("100.1")), "", "MAX_VALUE_WRONG", id="more"),
        pytest.param(of(value=1, code="kg"), "", "MAX_VALUE_WRONG_UCUM", id="kilograms"),
        pytest.param(of(value=1, code="mg"), "MIN_VALUE_WRONG_UCUM", "", id="milligrams"),
        pytest.param(
            of(code="m"), "MIN_MIN_NO_CONVERT", "MAX_MIN_NO_CONVERT", id="not convertible"
        ),
        pytest.param(of(value=None), "MIN_VALUE_NO_VALUE", "MAX_VALUE_NO_VALUE", id="no value"),
        pytest.param(of(system=None), "MIN_VALUE_NO_SYSTEM", "MAX_VALUE_NO_SYSTEM", id="no system"),
        pytest.param(of(code=None), "MIN_VALUE_NO_CODE", "MAX_VALUE_NO_CODE", id="no code"),
        pytest.param(
            of(system="urn:x"),
            "MIN_VALUE_SYSTEM_MISMATCH",
            "MAX_VALUE_SYSTEM_MISMATCH",
            id="other system",
        ),
        pytest.param(of(value="x"), "", "", id="no number"),
    ],
)
def test_limits(value, minimum, maximum):
    found = [
        ids(judge(value, GRAMS, grams_from), PREFIX)
        for judge in (judge_quantity_minimum, judge_quantity_maximum)
    ]
    assert found == [[minimum] if minimum else [], [maximum] if maximum else []]


def test_units_of_another_system_are_not_converted():
    value, limit = of(system="urn:x", code="a"), of(system="urn:x", code="b")
    found = judge_quantity_minimum(value, limit, grams_from)
    assert ids(found, PREFIX) == ["MIN_VALUE_CODE_MISMATCH"]


def test_details_show_the_converted_value():
    found = judge_quantity_maximum(of(value=Decimal("0.5"), code="kg"), GRAMS, grams_from)
    message, _, details = found[0]
    assert message.text("en", details).startswith("The quantity 0.5 kg, that is 500.0 g,")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"system": UCUM, "code": "mg", "unit": "mg"}, []),
        ({"system": UCUM, "code": "{tablet}"}, ["UCUM_ANNOTATIONS_NO_UNIT"]),
        ({"system": UCUM, "code": "{tablet}", "unit": "cp"}, ["UCUM_ANNOTATIONS_NOT_IN_UNIT"]),
        ({"system": UCUM, "code": "mg{Tot}", "unit": "mg (tot)"}, ["UCUM_ANNOTATIONS"]),
        ({"system": "urn:x", "code": "{a}"}, []),
        ({"system": UCUM, "code": 7}, []),
    ],
)
def test_annotations(value, expected):
    assert ids(judge_annotations(value), PREFIX) == expected
