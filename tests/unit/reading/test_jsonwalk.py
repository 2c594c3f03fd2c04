"""The walk through right texts finds what the scanner finds, looking at less."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sas_validators.reading import jsonplaces
from sas_validators.reading.jsonplaces import JsonPositions
from sas_validators.reading.jsonwalk import LostPatience, Walk
from sas_validators.reading.scanner import scan

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, width=32) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)
"""Values of every kind, their strings and names with quotes, backslashes and anything else."""

layouts = st.builds(
    lambda ascii, indent, comma, colon: {
        "ensure_ascii": ascii,
        "indent": indent,
        "separators": (comma, colon),
    },
    st.booleans(),
    st.sampled_from([None, 1, "\t"]),
    st.sampled_from([",", " ,\r\n "]),
    st.sampled_from([":", " : \n"]),
)


def ends(value):
    """The end of a value and of all in it, nested as they are."""
    children = value.children
    if isinstance(children, dict):
        return value.end, {name: ends(child) for name, child in children.items()}
    if children is not None:
        return value.end, [ends(child) for child in children]
    return value.end


@given(json_values, layouts, st.sampled_from(["", " ", "\r\n\t"]))
def test_places_are_those_of_the_scanner(value, layout, blank):
    text = blank + json.dumps(value, **layout) + blank
    assert ends(Walk(text).root) == ends(scan(text).root)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{}", id="no member"),
        pytest.param('{ "a" : [ ] , "b" : { } }', id="nothing but blanks"),
        pytest.param(r'{"a\"b": 1, "\\": "\u0041"}', id="escapes"),
        pytest.param("-1.5e10", id="a number alone"),
    ],
)
def test_borders(text):
    assert ends(Walk(text).root) == ends(scan(text).root)


DEEP = '{"resourceType":"Slot","x":' + '{"a":' * 100 + "1" + "}" * 101


def deepest():
    location = (None, "Slot", None)
    for name in ["x", *"a" * 100]:
        location = (location, name, None)
    return location


def test_a_walk_is_never_much_dearer_than_a_scan(monkeypatch):
    with pytest.raises(LostPatience):
        ends(Walk(DEEP).root)
    scans = []
    monkeypatch.setattr(jsonplaces, "scan_text", lambda text: scans.append(text) or scan(text))
    positions = JsonPositions(DEEP)
    assert positions.find(deepest()) == (1, DEEP.index("1}") + 2)
    assert positions.find((None, "Slot", None)) == (1, len(DEEP) + 1)
    assert scans == [DEEP]
