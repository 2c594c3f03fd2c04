"""Faults and values of the forgiving scanner; the places are tested with the reader."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sas_validators.model.numbers import JsonDecimal, MisspeltNumber
from sas_validators.reading.scanner import MAX_DEPTH, MAX_FAULTS, scan


def ids(text):
    return [fault.message.id for fault in scan(text).faults]


@pytest.mark.parametrize(
    ("text", "value", "faults"),
    [
        pytest.param('{"a": 1, "b": [true, null]}', {"a": 1, "b": [True, None]}, [], id="right"),
        pytest.param('{"a": 1,}', {"a": 1}, ["JSON_COMMA_EXTRA"], id="comma before }"),
        pytest.param("[1,]", [1], ["JSON_COMMA_EXTRA"], id="comma before ]"),
        pytest.param("[1,,2]", [1, 2], ["JSON_COMMA_EXTRA"], id="two commas"),
        pytest.param("[,]", [], ["JSON_COMMA_EXTRA"], id="comma alone"),
        pytest.param("[1 2]", [1, 2], ["JSON_COMMA_MISSING"], id="items without comma"),
        pytest.param(
            '{"a": 1 "b": 2}', {"a": 1, "b": 2}, ["JSON_COMMA_MISSING"], id="members without comma"
        ),
        pytest.param("{a: 1}", {"a": 1}, ["JSON_PROPERTY_NO_QUOTES"], id="name without quotes"),
        pytest.param("{a:b}", {"a": "b"}, None, id="nothing quoted"),
        pytest.param(
            '{"a": NaN}', {"a": "NaN"}, ["JSON_PROPERTY_VALUE_NO_QUOTES"], id="not a number"
        ),
        pytest.param(
            '{"a": -Infinity}', {"a": "-Infinity"}, ["JSON_PROPERTY_VALUE_NO_QUOTES"], id="infinity"
        ),
        pytest.param(
            '{"a": 2026-03-03T09:00:00}',
            {"a": "2026-03-03T09:00:00"},
            ["JSON_PROPERTY_VALUE_NO_QUOTES"],
            id="date without quotes",
        ),
        pytest.param('{"a": 1 // b\n}', {"a": 1}, ["JSON_COMMENTS_NOT_ALLOWED"], id="line comment"),
        pytest.param(
            '/* a\n */{"a": 1}', {"a": 1}, ["JSON_COMMENTS_NOT_ALLOWED"], id="block comment"
        ),
        pytest.param(
            '{"a": 1, "a": [2]}', {"a": 1}, ["DUPLICATE_JSON_PROPERTY_KEY"], id="first one counts"
        ),
        pytest.param('"a\tb"', "a\tb", ["JSON_CONTROL_CHARACTER"], id="raw tab"),
        pytest.param('"\\ud800x"', "�x", ["JSON_UNPAIRED_SURROGATE"], id="half a pair"),
        pytest.param('"\\ud83d\\ude00"', "😀", [], id="whole pair"),
        pytest.param("05", 5, [], id="leading zero"),
        pytest.param("1.", 1, [], id="point without decimals"),
        pytest.param("1.2.3", 0, [], id="signs of a number that make none"),
        pytest.param("-.5", Decimal("-0.5"), [], id="no digit before the point"),
        pytest.param(r'"a\'\"\u00e9"', "a'\"é", [], id="escaped apostrophe"),
    ],
)
def test_forgiven(text, value, faults):
    found = scan(text)
    assert found.root is not None
    assert found.root.value == value
    assert faults is None or ids(text) == faults


@pytest.mark.parametrize(
    ("text", "stop"),
    [
        pytest.param("", 0, id="empty"),
        pytest.param(" \n", 2, id="blank"),
        pytest.param('{"a": 1', 7, id="truncated object"),
        pytest.param('{"a": "b', 8, id="truncated string"),
        pytest.param('{"a": 1]', 7, id="wrong bracket"),
        pytest.param('{"a" 1}', 5, id="no colon"),
        pytest.param('{"a": }', 6, id="no value"),
        pytest.param('{"a": +5}', 6, id="plus sign"),
        pytest.param("{'a': 1}", 1, id="single quotes"),
        pytest.param('{"a": "\\q"}', 7, id="unknown escape"),
        pytest.param('{"a": 1} x', 9, id="text after the end"),
        pytest.param("/* a", 0, id="open comment"),
        pytest.param("/a", 0, id="slash"),
    ],
)
def test_not_json(text, stop):
    found = scan(text)
    assert found.root is None
    assert [fault.message.id for fault in found.faults] == ["Error_parsing_JSON_"]
    assert found.stop == stop


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("7", int, id="integer"),
        pytest.param("7.0", JsonDecimal, id="decimal"),
        pytest.param("7e0", JsonDecimal, id="exponent"),
        pytest.param("9" * 5000, JsonDecimal, id="more digits than int reads"),
        pytest.param("07", MisspeltNumber, id="misspelt"),
    ],
)
def test_number_classes(text, kind):
    root = scan(text).root
    assert root is not None
    assert type(root.value) is kind


def test_depth_is_limited():
    deepest = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert scan(deepest).root is not None
    assert scan(f"[{deepest}]").root is None


def test_faults_are_limited():
    assert len(scan("[" + "," * 1000 + "]").faults) == MAX_FAULTS


@given(st.text(alphabet='{}[]",:/*\\ \n0123456789.eE+-truefalsn\ud800é', max_size=60))
def test_any_text_is_read_or_refused(text):
    found = scan(text)
    assert (found.root is None) == any(f.message.severity == "fatal" for f in found.faults)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(json_values, st.sampled_from([None, 1]), st.booleans())
def test_right_json_is_read_as_the_standard_library_does(value, indent, ascii_only):
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    found = scan(text)
    assert found.faults == ()
    assert found.root is not None
    assert found.root.value == json.loads(text)
    assert found.root.end == len(text)
