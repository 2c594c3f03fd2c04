import copy
import pickle
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sas_validators.model.numbers import JsonDecimal, MisspeltNumber


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("48.8500", Decimal("48.85"), id="trailing zeros"),
        pytest.param("-0.0", Decimal(0), id="negative zero"),
        pytest.param("1e3", Decimal(1000), id="exponent"),
        pytest.param("1e99999999999999999999", Decimal("Infinity"), id="exponent too large"),
        pytest.param("-1e99999999999999999999", Decimal("-Infinity"), id="negative too large"),
        pytest.param("1.5e-99999999999999999999", Decimal(0), id="exponent too small"),
        pytest.param("0e99999999999999999999", Decimal(0), id="zero with a huge exponent"),
    ],
)
def test_value_and_text(text, value):
    number = JsonDecimal(text)
    assert number == value
    assert hash(number) == hash(value)
    assert number.text == text


@pytest.mark.parametrize("cls", [JsonDecimal, MisspeltNumber])
def test_copies_keep_class_and_text(cls):
    number = cls("1.50")
    for twin in (pickle.loads(pickle.dumps(number)), copy.copy(number), copy.deepcopy(number)):  # noqa: S301
        assert type(twin) is cls
        assert twin.text == "1.50"


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_equals_the_decimal_of_its_text(value):
    assert JsonDecimal(str(value)) == value


def test_refuses_what_is_no_number():
    with pytest.raises(ArithmeticError):
        JsonDecimal("1e")
