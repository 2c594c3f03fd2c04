"""Units of measure."""

from decimal import Decimal

import pytest

from sas_validators.fhirpath.ucum import UcumConverter, read_unit


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        ("1", "g", "mg", "1000"),
        ("1", "mg", "kg", "0.000001"),
        ("5", "mg/dL", "g/L", "0.05"),
        ("120", "mm[Hg]", "kPa", "15.99864"),
        ("1", "L", "mL", "1000"),
        ("1", "l", "dm3", "1"),
        ("37", "Cel", "K", "310.15"),
        ("98.6", "[degF]", "Cel", "37"),
        ("72", "/min", "Hz", "1.2"),
        ("1", "10*9/L", "10*3/uL", "1"),
        ("1", "mmol/L", "mol/m3", "1"),
        ("1", "U/L", "ukat/L", "0.01666666666666666666666666667"),
        ("1", "kg.m/s2", "N", "1"),
        ("1", "mg/(kg.d)", "ug/(kg.d)", "1000"),
        ("1", "h", "min", "60"),
        ("1", "wk", "d", "7"),
        ("1", "a", "mo", "12"),
        ("1", "[in_i]", "cm", "2.54"),
        ("1", "[lb_av]", "kg", "0.45359237"),
        ("50", "%", "1", "0.5"),
        ("1", "{score}", "1", "1"),
        ("1", "mg{total}", "mg", "1"),
        ("1", "10*-3", "1", "0.001"),
        ("1", "KiBy", "By", "1024"),
        ("1", "kg/m2", "g/cm2", "0.1"),
        ("1", "m", "s", None),
        ("1", "g", "mol", None),
        ("1", "g", "furlong", None),
        ("1", "", "g", None),
        ("1", "m/", "m", None),
        ("1", "(m", "m", None),
        ("1", "m2m", "m", None),
        ("1", "m99", "m", None),
        ("1", "m" * 500, "m", None),
        ("1e400", "g", "mg", None),
        ("NaN", "g", "mg", None),
    ],
)
def test_conversion(value, source, target, expected):
    found = UcumConverter().convert(Decimal(value), source, target)
    assert found == (None if expected is None else Decimal(expected))


def test_a_unit_is_a_multiple_of_base_units():
    unit = read_unit("mm[Hg]")
    assert unit is not None
    assert dict(unit.dimensions) == {"g": 1, "m": -1, "s": -2}
    assert unit.factor == 133322
