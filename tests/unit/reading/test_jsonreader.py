import codecs
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sas_validators.model.numbers import JsonDecimal
from sas_validators.model.paths import ChoiceStep, render, root
from sas_validators.reading.jsonreader import MAX_BYTES, is_deeper, kind_of, read_json, read_ndjson
from sas_validators.reading.scanner import MAX_DEPTH

SLOT = '{"resourceType": "Slot", %s}'


def found(reading):
    return [
        (finding.message.id, render(finding.location), reading.position(finding.location))
        for finding in reading.findings
    ]


@pytest.mark.parametrize("text", ["48.8500", "-0", "1e3"])
@pytest.mark.parametrize("rest", ["", ', "foo": 1, "foo": 2'])
def test_right_resource(types, text, rest):
    """The same whichever of the two parsers reads it."""
    resource = f'{{"resourceType": "Location", "position": {{"latitude": {text}}}{rest}}}'
    reading = read_json(resource.encode(), types)
    assert bool(reading.findings) == bool(rest)
    assert not reading.from_xml
    assert reading.value is not None
    latitude = reading.value["position"]["latitude"]
    assert type(latitude) is JsonDecimal
    assert latitude.text == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(codecs.BOM_UTF8 + b'{"resourceType":"Slot"}', id="byte order mark"),
        pytest.param('{"resourceType":"Slot","comment":"\\u00e9\\/"}', id="escapes"),
        pytest.param('{"resourceType":"Slot","comment":"\\ud83d\\ude00"}', id="escaped pair"),
        pytest.param('{"resourceType":"Slot","x":' + "9" * 5000 + "}", id="5000 digits"),
        pytest.param('{"resourceType":"Slot","x":1e99999999999999999999}', id="huge exponent"),
        pytest.param('{"resourceType":"Slot","x":"\\u0000"}', id="escaped NUL"),
        pytest.param('{"resourceType":"DomainResource"}', id="abstract type"),
    ],
)
def test_accepted(text, types):
    reading = read_json(text, types)
    assert reading.findings == []
    assert reading.value is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(b"", ("Error_parsing_JSON_", "", (1, 1)), id="empty"),
        pytest.param(b"null", ("Error_parsing_JSON_", "", (1, 5)), id="null"),
        pytest.param(b"[]", ("Error_parsing_JSON_", "", (1, 3)), id="array"),
        pytest.param(b'{"a":\n+5}', ("Error_parsing_JSON_", "", (2, 1)), id="not JSON"),
        pytest.param("{}".encode("utf-16"), ("Error_parsing_JSON_", "", None), id="UTF-16"),
        pytest.param("{}".encode("utf-32"), ("Error_parsing_JSON_", "", None), id="UTF-32"),
        pytest.param(
            "{}".encode("utf-16-le"), ("Error_parsing_JSON_", "", None), id="UTF-16 without mark"
        ),
        pytest.param(b"{}", ("Unable_to_find_resourceType_property", "$", (1, 3)), id="no type"),
        pytest.param(
            b'{"resourceType": null}',
            ("RESOURCETYPE_PROPERTY_WRONG_TYPE", "$", (1, 23)),
            id="type null",
        ),
        pytest.param(
            b'{"resourceType": ""}',
            ("This_does_not_appear_to_be_a_FHIR_resource_unknown_name_", "", (1, 21)),
            id="type empty",
        ),
        pytest.param(
            b'{"resourceType": "Transport"}',
            ("This_does_not_appear_to_be_a_FHIR_resource_unknown_name_", "Transport", (1, 30)),
            id="type of R5",
        ),
        pytest.param(
            b'{"resourceType": "HumanName"}',
            ("This_does_not_appear_to_be_a_FHIR_resource_unknown_name_", "HumanName", (1, 30)),
            id="data type",
        ),
    ],
)
def test_refused(text, expected, types):
    reading = read_json(text, types)
    assert reading.value is None
    assert found(reading) == [expected]
    assert reading.findings[0].message.severity == "fatal"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(b'{"resourceType": "Slot", "comment": "\xe9"}', id="Latin-1"),
        pytest.param('{"resourceType": "Slot", "comment": "\ud800"}', id="lone surrogate"),
    ],
)
def test_what_is_no_utf8_is_passed_over(text, types):
    reading = read_json(text, types)
    assert reading.value["comment"].strip("\ufffd") == ""
    assert [(f.message.id, f.message.severity) for f in reading.findings] == [
        ("SAS_JSON_NOT_UTF8", "warning")
    ]


@pytest.mark.parametrize(
    ("text", "type_name"),
    [
        pytest.param(b'{"resourceType": Slot}', "Slot", id="without quotes"),
        pytest.param(b'{"resourceType": "Slot", "resourceType": "Slot"}', "Slot", id="twice"),
        pytest.param(
            b'{"resourceType": "Slot", "resourceType": "Patient"}', "Patient", id="the last counts"
        ),
        pytest.param(b'{"resourceType": "Slot"} // x', "Slot", id="comment behind"),
        pytest.param(b'{"resourceType": "Slot" /**/}', None, id="comment inside"),
    ],
)
def test_what_the_reference_does_not_mind(text, type_name, types):
    reading = read_json(text, types)
    assert (None if reading.findings else reading.value["resourceType"]) == type_name


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        pytest.param(
            '"status": "free", "status": "busy"',
            ("DUPLICATE_JSON_PROPERTY_KEY", "Slot", (1, 60)),
            id="duplicate at the object that holds it",
        ),
        pytest.param(
            '"serviceType": [{"text": "a", "text": "b"}]',
            ("DUPLICATE_JSON_PROPERTY_KEY", "Slot.serviceType[0]", (1, 67)),
            id="in an item",
        ),
        pytest.param(
            '"_start": {"id": "a", "id": "b"}',
            ("DUPLICATE_JSON_PROPERTY_KEY", "Slot.start", (1, 57)),
            id="in a shadow",
        ),
        pytest.param(
            '"extension": [{"url": "u", "valueQuantity": {"unit": NaN}}]',
            (
                "JSON_PROPERTY_VALUE_NO_QUOTES",
                "Slot.extension[0].value.ofType(Quantity)",
                (1, 82),
            ),
            id="in a choice",
        ),
        pytest.param(
            '"serviceType": [{},]', ("JSON_COMMA_EXTRA", "Slot.serviceType", (1, 45)), id="array"
        ),
        pytest.param(
            '"contained": [{"resourceType": "Patient", "name": [{"use": a}]}]',
            ("JSON_PROPERTY_VALUE_NO_QUOTES", "Slot.contained[0].name[0]", (1, 86)),
            id="contained resource",
        ),
        pytest.param(
            '"foo": {"bar": [{"a": 1,}]}',
            ("JSON_COMMA_EXTRA", "Slot.foo.bar[0]", (1, 50)),
            id="unknown members keep their names",
        ),
        pytest.param(
            '"schedule": [{"reference": "a",}]',
            ("JSON_COMMA_EXTRA", "Slot.schedule", (1, 57)),
            id="no index where at most one is allowed",
        ),
    ],
)
def test_reading_goes_on(members, expected, types):
    reading = read_json(SLOT % members, types)
    assert reading.value is not None
    assert found(reading) == [expected]


PATIENT = root("Patient")
NAME = (PATIENT, "name", 0)
POSITION_TEXT = """{
 "resourceType": "Patient",
 "valueQuantity": {}①,
 "name": [ {"given": ["a", "bé"②]}③ ]④,
 "status": "free"⑤, "status": "busy",
 "birthDate": "1970"⑥,
 "_birthDate": {"extension": [{}⑦, {}]}
}⑧"""


@pytest.mark.parametrize(
    ("location", "mark"),
    [
        pytest.param((PATIENT, ChoiceStep("value", "Quantity"), None), "①", id="choice"),
        pytest.param((NAME, "given", 1), "②", id="item of an array"),
        pytest.param(NAME, "③", id="object in an array"),
        pytest.param((NAME, "family", None), "③", id="absent: what should hold it"),
        pytest.param((PATIENT, "name", None), "④", id="array"),
        pytest.param((PATIENT, "name", 9), "④", id="no such item: the array"),
        pytest.param((PATIENT, "status", None), "⑤", id="first of duplicates"),
        pytest.param((PATIENT, "birthDate", None), "⑥", id="value before its shadow"),
        pytest.param((PATIENT, "birthDate", 0), "⑥", id="index where there is no array"),
        pytest.param(((PATIENT, "birthDate", None), "extension", 0), "⑦", id="in a shadow"),
        pytest.param(PATIENT, "⑧", id="root"),
    ],
)
def test_position_is_just_after_the_value(location, mark, types):
    """The circled digits mark the places and are no part of the text that is read."""
    text = re.sub("[①-⑧]", "", POSITION_TEXT)
    before = re.sub("[①-⑧]", "", POSITION_TEXT[: POSITION_TEXT.index(mark)])
    expected = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert read_json(text, types).position(location) == expected


def test_lines_of_ndjson_are_those_of_the_file(types):
    lines = [b'{"resourceType":"Slot"}\r\n', b"\n", b'{"resourceType":"Slot",}']
    readings = list(read_ndjson(lines, types))
    assert [reading.position(root("Slot")) for reading in readings] == [(1, 24), (3, 25)]
    assert found(readings[1]) == [("JSON_COMMA_EXTRA", "Slot", (3, 24))]


def test_depth(types):
    deepest = SLOT % ('"x":' + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1))
    deeper = SLOT % ('"x":' + "[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert read_json(deepest, types).findings == []
    assert read_json(deeper, types).value is None
    assert is_deeper([[1]], 1)
    assert not is_deeper([[1]], 2)


def test_depth_is_not_hidden_by_brackets_in_strings(types):
    text = SLOT % ('"x": "}", "y":{' * 300 + '"z": "{"' + "}" * 300)
    assert read_json(text, types).findings[0].message.type == "too-costly"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(b"[" * 1_000_000, id="opening brackets"),
        pytest.param(b'{"a":' * 100_000, id="opening objects"),
        pytest.param(b'"' * 1_000_000, id="quotes"),
        pytest.param(b'{"resourceType":"Slot","x":"' + b"x" * 10_000_000, id="10 MB string"),
        pytest.param(
            b'{"resourceType":"Slot",' + b'"a":1,' * 20_000 + b'"b":1}', id="20000 duplicates"
        ),
        pytest.param(b'{"resourceType":"Slot",' + b"/**/" * 50_000 + b"}", id="comments"),
        pytest.param(b"9" * 1_000_000, id="a million digits"),
        pytest.param(b"1.1" * 300_000, id="points"),
        pytest.param(b"\x00" * 1000, id="NULs"),
        pytest.param(b'"\\ud800' * 100_000, id="half pairs"),
    ],
)
def test_hostile_text_is_a_few_findings(text, types):
    reading = read_json(text, types)
    assert 1 <= len(reading.findings) <= 100
    reading.position(root("Slot"))


def test_size_is_limited(types):
    reading = read_json(b" " * (MAX_BYTES + 1), types)
    assert [finding.message.type for finding in reading.findings] == ["too-long"]


@given(st.binary(max_size=200))
def test_no_bytes_raise(types, data):
    reading = read_json(data, types)
    assert (reading.value is None) == any(
        finding.message.severity == "fatal" for finding in reading.findings
    )
    for finding in reading.findings:
        finding.message.text("fr", finding.details).encode()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=15,
)


@given(st.dictionaries(st.sampled_from(["status", "_status", "valueCode", "x"]), json_values))
def test_any_json_value_is_read(types, members):
    text = json.dumps({"resourceType": "Slot", **members})
    reading = read_json(text, types)
    assert reading.value is not None
    assert json.dumps(reading.value, default=float).encode()


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (None, "null"),
        (True, "boolean"),
        (1, "number"),
        (JsonDecimal("1.0"), "number"),
        ("", "string"),
        ([], "array"),
        ({}, "object"),
    ],
)
def test_kind_of(value, kind):
    assert kind_of(value) == kind
