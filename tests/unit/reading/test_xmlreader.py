import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sas_validators.model.numbers import JsonDecimal
from sas_validators.model.paths import render, root
from sas_validators.reading.scanner import MAX_DEPTH
from sas_validators.reading.xmlreader import parse_primitive, read_xml

DIV = '<div xmlns="http://www.w3.org/1999/xhtml"><p>a<br/>b</p></div>'


def resource(name, content=""):
    return f'<{name} xmlns="http://hl7.org/fhir">{content}</{name}>'.encode()


def found(reading):
    return [(finding.message.id, render(finding.location)) for finding in reading.findings]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        pytest.param("Slot", '<status value="free"/>', {"status": "free"}, id="primitive"),
        pytest.param("Slot", '<overbooked value="true"/>', {"overbooked": True}, id="boolean"),
        pytest.param("Slot", '<overbooked value="1"/>', {"overbooked": "1"}, id="no boolean"),
        pytest.param("Appointment", '<priority value="5"/>', {"priority": 5}, id="integer"),
        pytest.param("Appointment", '<priority value="05"/>', {"priority": "05"}, id="no integer"),
        pytest.param("Slot", '<comment value=""/>', {"comment": ""}, id="empty value"),
        pytest.param(
            "Slot",
            '<serviceType><text value="a"/></serviceType>',
            {"serviceType": [{"text": "a"}]},
            id="array by definition",
        ),
        pytest.param(
            "Slot",
            '<status value="free"/><status value="busy"/>',
            {"status": ["free", "busy"]},
            id="two where one is allowed",
        ),
        pytest.param(
            "Slot",
            '<start value="x" id="s"><extension url="u"><valueCode value="c"/></extension></start>',
            {"start": "x", "_start": {"id": "s", "extension": [{"url": "u", "valueCode": "c"}]}},
            id="extension of a primitive",
        ),
        pytest.param(
            "Patient",
            '<name><given value="a"/><given id="g"/></name>',
            {"name": [{"given": ["a", None], "_given": [None, {"id": "g"}]}]},
            id="aligned arrays",
        ),
        pytest.param(
            "Patient",
            '<deceasedBoolean value="true"/><deceasedDateTime value="2020"/>',
            {"deceasedBoolean": True, "deceasedDateTime": "2020"},
            id="two types of one choice",
        ),
        pytest.param(
            "Slot",
            f'<text><status value="generated"/>{DIV}</text>',
            {"text": {"status": "generated", "div": DIV}},
            id="narrative",
        ),
        pytest.param(
            "Slot",
            '<contained><Patient><id value="p"/></Patient></contained>',
            {"contained": [{"resourceType": "Patient", "id": "p"}]},
            id="contained",
        ),
        pytest.param(
            "Parameters",
            '<parameter><name value="a"/><resource><Patient/></resource></parameter>',
            {"parameter": [{"name": "a", "resource": {"resourceType": "Patient"}}]},
            id="parameter",
        ),
        pytest.param(
            "Questionnaire",
            '<item><linkId value="1"/><item><linkId value="2"/></item></item>',
            {"item": [{"linkId": "1", "item": [{"linkId": "2"}]}]},
            id="content reference",
        ),
        pytest.param(
            "Slot", '<!-- a --><comment value="&lt;&#233;"/>', {"comment": "<é"}, id="escapes"
        ),
    ],
)
def test_conversion(name, content, expected, types):
    reading = read_xml(resource(name, content), types)
    assert reading.findings == []
    assert reading.from_xml
    assert reading.value == {"resourceType": name, **expected}


def test_markup_loses_namespaces_it_does_not_need(types):
    text = resource("Slot", f"<text>{DIV}</text>").replace(b"<Slot ", b'<Slot xmlns:x="urn:x" ')
    value = read_xml(text, types).value
    assert value is not None
    assert value["text"]["div"] == DIV


@pytest.mark.parametrize(
    ("type_name", "text", "value"),
    [
        ("boolean", "false", False),
        ("boolean", "True", "True"),
        ("decimal", "1", 1),
        ("decimal", "1.50", JsonDecimal("1.50")),
        ("decimal", "1e3", JsonDecimal("1e3")),
        ("decimal", "-0", JsonDecimal("-0")),
        ("decimal", "21,5", "21,5"),
        ("decimal", "+1", "+1"),
        ("integer", "-7", -7),
        ("integer", "-0", JsonDecimal("-0")),
        ("integer", "5.0", "5.0"),
        ("positiveInt", "9" * 5000, "9" * 5000),
        ("string", "1", "1"),
    ],
)
def test_parse_primitive(type_name, text, value):
    parsed = parse_primitive(type_name, text)
    assert parsed == value
    assert type(parsed) is type(value)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("<foo/>", ("Undefined_element_", "Slot"), id="unknown element"),
        pytest.param(
            '<serviceType/><serviceType><foo value="a"/></serviceType>',
            ("Undefined_element_", "Slot.serviceType"),
            id="in an item, no index",
        ),
        pytest.param(
            '<schedule><id value="a"/></schedule>',
            ("Undefined_element_", "Slot.schedule"),
            id="attribute as child",
        ),
        pytest.param(
            '<status value="a" b="c"/>',
            ("Undefined_attribute__on__for_type__properties__", "Slot.status"),
            id="unknown attribute",
        ),
        pytest.param(
            '<schedule value="a"/>',
            ("Undefined_attribute__on__for_type__properties__", "Slot.schedule"),
            id="value of a complex type",
        ),
        pytest.param(
            "<schedule/>", ("Element_must_have_some_content", "Slot.schedule"), id="empty"
        ),
        pytest.param(
            "<status/>", ("Element_must_have_some_content", "Slot.status"), id="empty primitive"
        ),
        pytest.param(
            "<contained/>", ("Element_must_have_some_content", "Slot.contained"), id="no resource"
        ),
        pytest.param(
            "<contained><Foo/></contained>",
            (
                "Contained_resource_does_not_appear_to_be_a_FHIR_resource_unknown_name_",
                "Slot.contained",
            ),
            id="unknown resource",
        ),
        pytest.param(
            "<contained><Patient/><Patient/></contained>",
            ("SAS_XML_PASSED_OVER", "Slot.contained"),
            id="second resource",
        ),
        pytest.param("a", ("Text_should_not_be_present", "Slot"), id="text"),
        pytest.param("<![CDATA[a]]>", ("Text_should_not_be_present", "Slot"), id="CDATA"),
        pytest.param(
            '<status value="a">b</status>',
            ("Text_should_not_be_present", "Slot.status"),
            id="text in a primitive",
        ),
        pytest.param(
            '<x:comment xmlns:x="urn:x" value="a"/>',
            ("Wrong_namespace__expected_", "Slot"),
            id="other namespace",
        ),
        pytest.param("<?a b?>", ("Node_type__is_not_allowed", "Slot"), id="instruction inside"),
        pytest.param(
            '<start value="a"/><status value="b"/>',
            ("Validation_VAL_Profile_OutOfOrder", "Slot.status"),
            id="order",
        ),
        pytest.param(
            '<serviceType><text value="a"/></serviceType><status value="b"/>'
            '<serviceType><text value="a"/></serviceType>',
            ("Validation_VAL_Profile_OutOfOrder", "Slot.serviceType[0]"),
            id="interrupted repetition",
        ),
    ],
)
def test_shape(content, expected, types):
    reading = read_xml(resource("Slot", content), types)
    assert reading.value is not None
    assert expected in found(reading)


def test_instructions_beside_the_root(types):
    reading = read_xml(b"<?a?>" + resource("Slot") + b"<?b?>", types)
    assert found(reading) == [("No_processing_instructions_allowed_in_resources", "(document)")] * 2


def test_attribute_of_another_namespace_is_named_with_its_prefix(types):
    data = resource("Slot").replace(b"<Slot ", b'<Slot xmlns:x="urn:x" x:y="z" ')
    (finding,) = read_xml(data, types).findings
    assert finding.details["name"] == "@x:y"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"<Slot>", ("Error_parsing_XML_", "(xml)"), id="not closed"),
        pytest.param(
            resource("Slot", "&eacute;"), ("Error_parsing_XML_", "(xml)"), id="undeclared entity"
        ),
        pytest.param(
            resource("Slot", '<comment value="&#1;"/>'), ("Error_parsing_XML_", "(xml)"), id="&#1;"
        ),
        pytest.param(
            b"<!DOCTYPE a>" + resource("Slot"), ("Error_parsing_XML_", "(xml)"), id="DOCTYPE"
        ),
        pytest.param(
            b"<Slot/>",
            (
                "This_does_not_appear_to_be_a_FHIR_resource_unknown_namespacename_",
                "Slot",
            ),
            id="no namespace",
        ),
        pytest.param(
            resource("slot"),
            (
                "This_does_not_appear_to_be_a_FHIR_resource_unknown_namespacename_",
                "slot",
            ),
            id="lower case",
        ),
    ],
)
def test_refused(data, expected, types):
    reading = read_xml(data, types)
    assert reading.value is None
    assert found(reading) == [expected]


def test_syntax_error_says_where(types):
    reading = read_xml(b'<?xml version="1.0"?>\n<Slot>\n <a></b>\n</Slot>', types)
    position = reading.position(reading.findings[0].location)
    assert position is not None
    assert position.line == 3


PATIENT = root("Patient")
TEXT = """<?xml version="1.0"?>
<!-- <name> -->
<Patient xmlns="http://hl7.org/fhir">①
 <text>
  <div xmlns="http://www.w3.org/1999/xhtml">②<name a=">">é</name><![CDATA[<name>]]></div>
 </text>
 <contained>③<Patient>
   <name>④</name></Patient></contained>
 <extension
   url=">">⑤<valueCode value="a"/></extension>
 <name/>⑥<f:name xmlns:f="http://hl7.org/fhir">⑦
  <given value='"'/>⑧</f:name>
</Patient>"""


@pytest.mark.parametrize(
    ("location", "mark"),
    [
        pytest.param(PATIENT, "①", id="root"),
        pytest.param(((PATIENT, "text", None), "div", None), "②", id="div"),
        pytest.param((PATIENT, "contained", 0), "③", id="contained"),
        pytest.param(((PATIENT, "contained", 0), "name", 0), "④", id="in a contained resource"),
        pytest.param(((PATIENT, "extension", 0), "url", None), "⑤", id="attribute"),
        pytest.param((PATIENT, "name", 0), "⑥", id="empty element"),
        pytest.param((PATIENT, "name", 1), "⑦", id="second, with prefix"),
        pytest.param(((PATIENT, "name", 1), "given", 0), "⑧", id="deeper"),
        pytest.param(((PATIENT, "name", 1), "family", None), "⑦", id="absent"),
    ],
)
def test_position_is_just_after_the_start_tag(location, mark, types):
    """The circled digits mark the places and are no part of the text that is read."""
    before = re.sub("[①-⑧]", "", TEXT[: TEXT.index(mark)])
    expected = before.count("\n") + 1, len(before) - before.rfind("\n")
    data = re.sub("[①-⑧]", "", TEXT).encode()
    assert read_xml(data, types).position(location) == expected


def test_finding_knows_its_own_position(types):
    text = resource("Slot", '\n<serviceType/>\n<serviceType><foo value="a"/></serviceType>')
    reading = read_xml(text, types)
    unknown = next(f for f in reading.findings if f.message.id == "Undefined_element_")
    assert render(unknown.location) == "Slot.serviceType"
    assert reading.position(unknown.location) == (3, 30)


def nested(depth):
    extension = '<extension url="a">'
    return resource("Slot", extension * depth + "</extension>" * depth)


@pytest.mark.parametrize(
    ("depth", "message"),
    [
        pytest.param(MAX_DEPTH // 2 - 1, None, id="as deep as JSON may be"),
        pytest.param(MAX_DEPTH // 2 + 1, "too-costly", id="deeper"),
        pytest.param(1000, "structure", id="deeper than the parser goes"),
    ],
)
def test_depth(depth, message, types):
    reading = read_xml(nested(depth), types)
    assert [finding.message.type for finding in reading.findings] == ([message] if message else [])


ENTITIES = "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};">' for n in range(1, 40))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(
            b'<!DOCTYPE a [<!ENTITY e0 "x">' + ENTITIES.encode() + b"]><a>&e39;</a>", id="bomb"
        ),
        pytest.param(
            b'<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>', id="file"
        ),
        pytest.param(
            resource("Slot", '<comment value="' + "x" * 11_000_000 + '"/>'), id="11 MB value"
        ),
        pytest.param(resource("Slot", "<foo/>" * 20_000), id="20000 unknown elements"),
        pytest.param(resource("Slot", "a<foo/>" * 20_000), id="20000 texts"),
        pytest.param(b"<" * 1_000_000, id="angle brackets"),
        pytest.param(b"\x00" * 1000, id="NULs"),
        pytest.param(b'<?xml version="1.0" encoding="' + b"a" * 100_000, id="endless declaration"),
    ],
)
def test_hostile_text_is_a_few_findings(data, types):
    reading = read_xml(data, types)
    assert 1 <= len(reading.findings) <= 101
    assert reading.value is None or reading.position(root("Slot"))


@given(st.binary(max_size=200))
def test_no_bytes_raise(types, data):
    assert read_xml(data, types).findings


markup = st.text(alphabet='<>/&;#"=! [].-?xSlotfhir:', max_size=60)


@given(markup)
def test_no_markup_raises(types, content):
    reading = read_xml(resource("Slot", content), types)
    if reading.value is not None:
        reading.position((root("Slot"), "status", None))
