import pytest
from tests.finding_ids import ids

from sas_validators.primitives.numbers import judge_boolean, judge_decimal, judge_integer

VALID = "Type_Specific_Checks_DT_Integer_Valid"
FORM = "Type_Specific_Checks_DT_Primitive_Regex_Type"
DECIMAL = "Type_Specific_Checks_DT_Decimal_Valid"
RANGE = "Type_Specific_Checks_DT_Decimal_Range"


@pytest.mark.parametrize(
    ("type_name", "text", "expected"),
    [
        ("integer", "-2147483648", []),
        ("integer", "2147483647", []),
        ("integer", "2147483648", [VALID]),
        ("integer", "1.5", [VALID]),
        ("integer", "1e2", [VALID]),
        ("integer", "x", [VALID]),
        ("integer", " 1", [VALID]),
        ("integer", "٣", [FORM]),
        ("integer", "+1", [VALID]),
        ("integer", "05", [FORM]),
        ("integer", "-0", [FORM]),
        ("integer", "9" * 100_000, [VALID]),
        ("integer", "0" * 100_000, [VALID]),
        ("unsignedInt", "0", []),
        ("unsignedInt", "-1", ["Type_Specific_Checks_DT_Integer_LT0"]),
        ("unsignedInt", "05", [FORM]),
        ("positiveInt", "1", []),
        ("positiveInt", "0", ["Type_Specific_Checks_DT_Integer_LT1"]),
        ("positiveInt", "-5", ["Type_Specific_Checks_DT_Integer_LT1"]),
    ],
)
def test_integer(type_name, text, expected):
    assert ids(judge_integer(type_name, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", []),
        ("-1.50", []),
        ("1e3", []),
        ("1.5E-10", []),
        ("+1", [FORM]),
        (".5", [DECIMAL]),
        ("1.", [DECIMAL]),
        ("21,5", [DECIMAL]),
        ("NaN", [DECIMAL]),
        ("1" * 18 + "." + "1" * 17, []),
        ("1" * 19, [RANGE]),
        ("0." + "1" * 18, [RANGE]),
        ("00.5", ["Type_Specific_Checks_DT_Decimal_Valid"]),
        ("1.e3", [FORM]),
        ("-", [FORM]),
        ("1e05", [FORM]),
        ("1" * 1_000_000, [RANGE]),
    ],
)
def test_decimal(text, expected):
    assert ids(judge_decimal(text)) == expected


@pytest.mark.parametrize(
    ("text", "right"), [("true", True), ("false", True), ("True", False), ("1", False)]
)
def test_boolean(text, right):
    expected = [] if right else ["Type_Specific_Checks_DT_Boolean_Value"]
    assert ids(judge_boolean(text)) == expected
