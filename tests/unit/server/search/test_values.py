"""Reading search values, escapes and references (FHIR R4 search.html)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sas_server.refusals.refusal import Refused
from sas_server.search.escaping import split_escaped, unescape
from sas_server.search.folding import fold
from sas_server.search.parameters import Component, Parameter, own_expression, split_union
from sas_server.search.query import (
    CompositeValue,
    NearValue,
    NumberValue,
    QuantityValue,
    ReferenceValue,
    TextValue,
    TokenValue,
)
from sas_server.search.references import Place, parse_reference
from sas_server.search.values import ValueReader

TYPES = frozenset({"Slot", "Patient", "Practitioner"})
READER = ValueReader(TYPES, {"https://here.example/fhir"})


def parameter(kind: Any, **more: Any) -> Parameter:
    return Parameter("Slot", "x", kind, "Slot.x", index="x", **more)


TEN = NumberValue("eq", Decimal(10), Decimal("0.5"))

VALUES = [
    ("token", "free", TokenValue(None, "free")),
    ("token", "http://s|free", TokenValue("http://s", "free")),
    ("token", "|free", TokenValue("", "free")),
    ("token", "http://s|", TokenValue("http://s", None)),
    ("token", r"a\|b", TokenValue(None, "a|b")),
    ("token", r"s|a\,b\\\$", TokenValue("s", "a,b\\$")),
    ("string", r"a\,b", TextValue("a,b")),
    ("uri", "urn:x", TextValue("urn:x")),
    ("number", "10", TEN),
    ("number", "ge10.00", NumberValue("ge", Decimal("10.00"), Decimal("0.005"))),
    ("number", "1e2", NumberValue("eq", Decimal("1e2"), Decimal(50))),
    ("quantity", "10", QuantityValue(TEN, None, None)),
    ("quantity", "10|http://u|mg", QuantityValue(TEN, "http://u", "mg")),
    ("quantity", "10||mg", QuantityValue(TEN, None, "mg")),
    ("special", "48.1|2", NearValue(48.1, 2.0, 25.0)),
    ("special", "48.1|2|500|m", NearValue(48.1, 2.0, 0.5)),
    ("reference", "Patient/1", ReferenceValue("Patient", "1")),
    ("reference", "1", ReferenceValue(None, "1")),
    ("reference", "https://here.example/fhir/Patient/1", ReferenceValue("Patient", "1")),
    ("reference", "https://x.example/Patient/1", ReferenceValue(url="https://x.example/Patient/1")),
    ("reference", "Patient/1/_history/2", ReferenceValue("Patient", "1")),
]


@pytest.mark.parametrize(("kind", "text", "expected"), VALUES)
def test_reads(kind: Any, text: str, expected: Any) -> None:
    assert READER.read(parameter(kind), "x", text) == expected


def test_one_target_needs_no_type() -> None:
    only = parameter("reference", targets=frozenset({"Patient"}))
    assert READER.read(only, "x", "1") == ReferenceValue("Patient", "1")


def test_composite() -> None:
    both = parameter("composite", components=(Component("a", "token"), Component("b", "number")))
    assert READER.read(both, "x", r"a\$b$10") == CompositeValue((TokenValue(None, "a$b"), TEN))
    with pytest.raises(Refused):
        READER.read(both, "x", "a")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("token", "a|b|c"),
        ("token", "|"),
        ("number", "ten"),
        ("number", "1e999"),
        ("number", "nan"),
        ("quantity", "10|mg"),
        ("date", "xx2027"),
        ("reference", "a/b/c"),
        ("reference", "Unknown/1"),
        ("special", "1"),
        ("special", "91|0"),
    ],
)
def test_refuses(kind: Any, text: str) -> None:
    with pytest.raises(Refused) as caught:
        READER.read(parameter(kind), "x", text)
    assert caught.value.status == 400


@given(st.lists(st.text("a,|$\\", min_size=1), min_size=1, max_size=4))
def test_escaped_values_come_back(parts: list[str]) -> None:
    written = ",".join(
        "".join(f"\\{letter}" if letter in ",|$\\" else letter for letter in part) for part in parts
    )
    assert [unescape(part) for part in split_escaped(written, ",")] == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Saint-Étienne  (Loire)", "saint etienne loire"),
        ("Œuvre d'Art", "oeuvre d art"),
        ("STRASSE Straße", "strasse strasse"),
        ("  ", ""),
        ("N°12", "n 12"),
    ],
)
def test_folding(text: str, expected: str) -> None:
    assert fold(text) == expected


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Slot/1", Place("Slot", "1")),
        ("Slot/1/_history/3", Place("Slot", "1")),
        ("https://here/Slot/1", Place("Slot", "1")),
        ("https://there/Slot/1", "https://there/Slot/1"),
        ("Nothing/1", None),
        ("Slot/a_b", None),
        ("#a", Place("", "#a")),
        ("#", None),
        ("urn:uuid:1", "urn:uuid:1"),
        ("", None),
    ],
)
def test_references(text: str, expected: Any) -> None:
    assert parse_reference(text, TYPES, ("https://here",)) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("Slot.start", "Slot.start"),
        ("Patient.name | Slot.name | Person.name", "Slot.name"),
        ("serviceType.extension.value", "serviceType.extension.value"),
        ("Patient.name", ""),
        ("Slot.a.where(b = 'x|y') | Slot.c", "Slot.a.where(b = 'x|y') | Slot.c"),
        ("(Slot.value as Quantity) | (Patient.value as Quantity)", "(Slot.value as Quantity)"),
        ("Resource.id", "Resource.id"),
    ],
)
def test_the_part_of_an_expression_for_one_type(expression: str, expected: str) -> None:
    assert own_expression(expression, "Slot") == expected


def test_unions_are_split_outside_parentheses() -> None:
    assert split_union("a.where(x | y) | b | 'c|d'") == ["a.where(x | y)", "b", "'c|d'"]
