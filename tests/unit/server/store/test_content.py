"""Stored JSON is read as it was written, by the fast way and the careful one alike."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sas_server.store.content import read_json, read_sent_json, write_json
from sas_validators.model.numbers import JsonDecimal

NUMBERS = [
    "48.8500",
    "-0.0",
    "1e5",
    "1E-7",
    "0",
    "-1",
    "9223372036854775807",
    "18446744073709551615",
    "18446744073709551616",
    "123456789012345678901234567890",
]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("text", ['{{"a":{}}}', '{{"a":[{}]}}', '{{"a":[true,{}]}}', '[{},"x"]'])
def test_numbers_are_read_exactly(text: str, number: str) -> None:
    written = text.format(number)
    found = read_json(written.encode())
    assert found == json.loads(written, parse_float=JsonDecimal)
    kept = json.loads(written, parse_float=str)
    assert _texts(found) == _texts(kept)


def _texts(value: Any) -> list[str]:
    inside = value.values() if isinstance(value, dict) else value
    flat = [x for item in inside for x in (item if isinstance(item, list) else [item])]
    return [item.text if isinstance(item, JsonDecimal) else str(item) for item in flat]


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
    max_leaves=10,
)


@given(VALUES)
def test_reads_what_it_wrote(value: Any) -> None:
    assert read_json(write_json(value)) == value


@pytest.mark.parametrize("text", ["[NaN]", '{"a": -Infinity}', "[1", "\ufeff[]"])
def test_what_is_no_json(text: str) -> None:
    with pytest.raises(ValueError, match=r"JSON|Expecting|BOM"):
        read_sent_json(text.encode())


def test_blanks_do_not_hide_a_decimal() -> None:
    assert read_sent_json(b'{"a" : [ 1.50 ]}')["a"][0].text == "1.50"
