import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.shared_data import DATA, needs_data

from sas_validators.model.numbers import JsonDecimal
from sas_validators.reading.jsonreader import read_json
from sas_validators.reading.xmlreader import read_xml
from sas_validators.reading.xmlwriter import NotWritableError, write_xml

DIV = '<div xmlns="http://www.w3.org/1999/xhtml"><p>a &amp; b</p></div>'
EXAMPLES = Path(__file__).parents[3] / "node_modules" / "hl7.fhir.r4.examples"


@pytest.mark.parametrize(
    ("resource", "content"),
    [
        pytest.param(
            {"end": "b", "status": "free", "start": "a"},
            '<status value="free"/><start value="a"/><end value="b"/>',
            id="order of the definition",
        ),
        pytest.param({"id": "a"}, '<id value="a"/>', id="id of a resource"),
        pytest.param(
            {"schedule": {"id": "a", "reference": "b"}},
            '<schedule id="a"><reference value="b"/></schedule>',
            id="id of an element",
        ),
        pytest.param(
            {"extension": [{"url": "u", "valueDecimal": JsonDecimal("1.50")}]},
            '<extension url="u"><valueDecimal value="1.50"/></extension>',
            id="decimal keeps its text",
        ),
        pytest.param({"overbooked": False}, '<overbooked value="false"/>', id="boolean"),
        pytest.param(
            {"start": "a", "_start": {"id": "b", "extension": [{"url": "u"}]}},
            '<start id="b" value="a"><extension url="u"/></start>',
            id="extension of a primitive",
        ),
        pytest.param(
            {"text": {"div": DIV}},
            f"<text>{DIV}</text>",
            id="narrative",
        ),
        pytest.param(
            {"contained": [{"resourceType": "Patient", "active": True}]},
            '<contained><Patient><active value="true"/></Patient></contained>',
            id="contained",
        ),
    ],
)
def test_written(resource, content, types):
    written = write_xml({"resourceType": "Slot", **resource}, types)
    expected = f'<Slot xmlns="http://hl7.org/fhir">{content}</Slot>'
    assert etree.canonicalize(written.decode().partition("?>")[2]) == etree.canonicalize(expected)


@pytest.mark.parametrize(
    ("resource", "place"),
    [
        pytest.param({}, "$", id="no type"),
        pytest.param({"resourceType": "HumanName"}, "$", id="no resource"),
        pytest.param({"resourceType": "Slot", "foo": 1}, "Slot", id="unknown member"),
        pytest.param({"resourceType": "Slot", "status": {}}, "Slot.status", id="object"),
        pytest.param({"resourceType": "Slot", "schedule": "a"}, "Slot.schedule", id="no object"),
        pytest.param({"resourceType": "Slot", "comment": "\x01"}, "Slot.comment", id="control"),
        pytest.param(
            {"resourceType": "Slot", "schedule": {"id": 1, "_id": 2, "x": 1}},
            "Slot.schedule",
            id="unknown member below",
        ),
        pytest.param(
            {"resourceType": "Slot", "text": {"div": "<div>"}}, "Slot.text.div", id="no XHTML"
        ),
        pytest.param(
            {"resourceType": "Slot", "text": {"div": "<div/>"}}, "Slot.text.div", id="no namespace"
        ),
        pytest.param(
            {"resourceType": "Slot", "contained": [{"id": "a"}]}, "Slot.contained[0]", id="nested"
        ),
    ],
)
def test_not_writable(resource, place, types):
    with pytest.raises(NotWritableError, match=rf"^{place.replace('[', '.').replace('$', '.')}"):
        write_xml(resource, types)


def canonical(value):
    """Makes resources comparable: decimals by text, a div by its canonical XML."""
    if isinstance(value, list):
        return [canonical(item) for item in value]
    if isinstance(value, JsonDecimal):
        return value.text
    if isinstance(value, dict):
        return {
            name: etree.canonicalize(item)
            if name == "div" and isinstance(item, str)
            else canonical(item)
            for name, item in value.items()
        }
    return value


def assert_round_trip(resource, types):
    back = read_xml(write_xml(resource, types), types)
    assert back.findings == []
    assert canonical(back.value) == canonical(resource)


names = st.text(alphabet="aé<&\"' ", min_size=1, max_size=5)
extensions = st.lists(
    st.builds(lambda url, code: {"url": url, "valueCode": code}, names, names),
    min_size=1,
    max_size=2,
)
shadows = st.builds(lambda found: {"extension": found}, extensions)


def given_names(values, shades):
    """Aligned `given` and `_given`, as JSON writes them."""
    name = {"given": values}
    if any(shades):
        name["_given"] = shades
    if not any(values):
        del name["given"]
    return name


human_names = st.lists(st.tuples(names | st.none(), shadows | st.none()).filter(any), min_size=1)
patients = st.fixed_dictionaries(
    {"resourceType": st.just("Patient")},
    optional={
        "id": names,
        "active": st.booleans(),
        "extension": extensions,
        "name": st.lists(
            human_names.map(lambda pairs: given_names(*map(list, zip(*pairs, strict=True)))),
            min_size=1,
            max_size=2,
        ),
        "_birthDate": shadows,
        "multipleBirthInteger": st.integers(),
        "contained": st.just([{"resourceType": "Slot", "status": "free"}]),
        "text": st.just({"status": "generated", "div": DIV}),
    },
)


@given(patients)
def test_round_trip(types, patient):
    assert_round_trip(patient, types)


def sample(folder, count):
    files = sorted(path for path in folder.glob("*.json") if path.stat().st_size < 300_000)
    return random.Random(7).sample(files, min(count, len(files)))  # noqa: S311


@pytest.mark.skipif(not EXAMPLES.is_dir(), reason="needs npm package hl7.fhir.r4.examples")
def test_round_trip_of_official_examples(types):
    for file in sample(EXAMPLES, 150):
        if "resourceType" in json.loads(file.read_bytes()):
            assert_round_trip(read_json(file.read_bytes(), types).value, types)


@needs_data
def test_round_trip_of_sas_examples(types):
    for file in sample(DATA / "examples", 20):
        assert_round_trip(read_json(file.read_bytes(), types).value, types)
