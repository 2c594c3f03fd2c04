"""The fast tests accept the usual values, and nothing that the judge would speak about."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sas_validators.model.numbers import JsonDecimal, MisspeltNumber
from sas_validators.primitives import acceptance
from sas_validators.primitives.acceptance import EXPRESSIONS, FAST, NAMES
from sas_validators.primitives.judge import judge

USUAL = {
    "base64Binary": ["aGVsbG8="],
    "boolean": [True, False],
    "canonical": ["http://sas.fr/fhir/StructureDefinition/FrSlotAgregateur|1.2.0"],
    "code": ["free", "FR-75", "text/plain"],
    "date": ["1978-05-14", "2024-01-31", "1999-12-30"],
    "dateTime": ["2026-03-03", "2026-03-03T09:00:00Z"],
    "decimal": [1, -7, JsonDecimal("48.8500")],
    "id": ["ExampleSlot-1.a"],
    "instant": ["2026-03-03T09:00:00+01:00", "2026-03-31T23:59:59.125Z"],
    "integer": [0, -5, 2**31 - 1],
    "markdown": ["Une **note**"],
    "oid": ["urn:oid:1.2.250.1.71.4.2.1"],
    "positiveInt": [1, 45],
    "string": ["Créneau du 3 mars", "a"],
    "time": ["08:30:00"],
    "unsignedInt": [0, 20],
    "uri": ["http://hl7.org/fhir/sid/us-ssn", "urn:oid:1.2.250.1.71.4.2.1", "tel:15"],
    "url": ["https://a.fr/b"],
    "uuid": ["urn:uuid:c757873d-ec9a-4326-a141-556f43239520"],
}


@pytest.mark.parametrize("type_name", sorted(EXPRESSIONS))
def test_usual_values_are_accepted(type_name):
    assert [value for value in USUAL[type_name] if not FAST[type_name](value)] == []


def shapes(type_name):
    """Texts close to what the patterns accept, beside any text at all."""
    patterns = [
        method.__self__.pattern
        for name, method in NAMES.items()
        if hasattr(method, "__self__") and name in EXPRESSIONS[type_name]
    ]
    near = [st.from_regex(re.compile(f"{pattern}.?"), fullmatch=True) for pattern in patterns]
    uris = st.sampled_from(["urn:oid:", "oid:", "uuid:", "urn:uuid:", "http://", "#", "u", "o"])
    tails = st.text(alphabet="0123456789.abcf-AZ \n\u00a0é", max_size=12)
    return st.one_of(
        *near,
        st.text(max_size=30),
        st.text(alphabet="<>/a b\u00a0\u202e\x01\n\t", max_size=8),
        st.builds(str.__add__, uris, tails),
        st.integers(-(2**40), 2**40),
        st.booleans(),
        st.none(),
        st.lists(st.none(), max_size=1),
        st.decimals(allow_nan=False, allow_infinity=False).map(lambda d: JsonDecimal(str(d))),
        st.sampled_from([MisspeltNumber("05"), MisspeltNumber("1."), JsonDecimal("1e05")]),
    )


@pytest.mark.parametrize("type_name", sorted(EXPRESSIONS))
def test_accepted_values_are_right(type_name):
    @given(shapes(type_name))
    @example("")
    @example(" ")
    @example("2027-02-29")
    @example("urn:oid:1.2.3")
    @example("x" * 1_100_000)
    def check(value):
        if FAST[type_name](value):
            assert judge(type_name, value, this_year=2026) == []

    check()


def test_functions_are_the_expressions():
    assert FAST.keys() == EXPRESSIONS.keys()
    for type_name, expression in EXPRESSIONS.items():
        for value in USUAL[type_name]:
            assert eval(expression, dict(NAMES), {"v": value})  # noqa: S307


def test_names_are_all_used():
    used = " ".join(EXPRESSIONS.values())
    assert [name for name in acceptance.NAMES if name not in used] == []
