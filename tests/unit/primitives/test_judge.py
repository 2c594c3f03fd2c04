from decimal import Decimal

import pytest
from tests.finding_ids import ids

from sas_validators.model.numbers import JsonDecimal, MisspeltNumber
from sas_validators.primitives.judge import judge, kind_due, text_of

STRING = "Error_parsing_JSON_the_primitive_value_must_be_a_string"
NUMBER = "Error_parsing_JSON_the_primitive_value_must_be_a_number"
BOOLEAN = "Error_parsing_JSON_the_primitive_value_must_be_a_boolean"
EMPTY = "Type_Specific_Checks_DT_Primitive_NotEmpty"
BLANK = "Type_Specific_Checks_DT_Primitive_WS"


def judged(type_name, value, **settings):
    return ids(judge(type_name, value, this_year=2026, **settings))


@pytest.mark.parametrize(
    ("type_name", "value", "expected"),
    [
        pytest.param("boolean", True, [], id="boolean"),
        pytest.param("boolean", "true", [BOOLEAN], id="true in quotes"),
        pytest.param(
            "boolean", "yes", [BOOLEAN, "Type_Specific_Checks_DT_Boolean_Value"], id="yes"
        ),
        pytest.param("boolean", 1, [BOOLEAN, "Type_Specific_Checks_DT_Boolean_Value"], id="1"),
        pytest.param("integer", "2", [NUMBER], id="number in quotes"),
        pytest.param(
            "integer", True, [NUMBER, "Type_Specific_Checks_DT_Integer_Valid"], id="true as number"
        ),
        pytest.param("decimal", JsonDecimal("48.85"), [], id="decimal"),
        pytest.param("decimal", 48.85, [], id="float of a caller"),
        pytest.param("decimal", Decimal("48.85"), [], id="decimal of a caller"),
        pytest.param("decimal", "3.05", [NUMBER], id="decimal in quotes"),
        pytest.param(
            "unsignedInt",
            MisspeltNumber("05"),
            ["Type_Specific_Checks_DT_Primitive_Regex_Type"],
            id="leading zero",
        ),
        pytest.param("string", 5, [STRING], id="number where text is due"),
        pytest.param("string", False, [STRING], id="boolean where text is due"),
        pytest.param(
            "date", 1978, [STRING], id="a number that reads as a date is judged as its text"
        ),
        pytest.param("string", "", [EMPTY], id="empty"),
        pytest.param("instant", "", [EMPTY], id="nothing but empty is said"),
        pytest.param("string", "   ", [BLANK], id="blank"),
        pytest.param("uri", " ", [BLANK], id="blank uri"),
        pytest.param("code", " ", [BLANK], id="blank code"),
        pytest.param("string", "a\x00b", ["UNICODE_XML_BAD_CHARS"], id="NUL"),
        pytest.param(
            "base64Binary", "a\x00b=", ["Type_Specific_Checks_DT_Base64_Valid"], id="base64"
        ),
        pytest.param("xhtml", "<div>", [], id="xhtml has its own judge"),
        pytest.param("code", "free", [], id="code"),
        pytest.param("id", "a_b", ["Type_Specific_Checks_DT_ID_Valid"], id="id"),
        pytest.param("markdown", "a", [], id="markdown"),
        pytest.param("time", "8h", ["Type_Specific_Checks_DT_Time_Valid"], id="time"),
        pytest.param(
            "dateTime",
            "1066",
            ["Type_Specific_Checks_DT_DateTime_Reasonable"],
            id="year of long ago",
        ),
    ],
)
def test_judge(type_name, value, expected):
    assert judged(type_name, value) == expected


@pytest.mark.parametrize("type_name", ["integer", "decimal"])
def test_xml_has_no_json_kinds(type_name):
    assert judged(type_name, "7", from_xml=True) == []
    assert judged(type_name, 7, from_xml=True) == []
    assert len(judged(type_name, "x", from_xml=True)) == 1


def test_year_is_todays_unless_given():
    assert judge("date", "2026-01-01") == []


@pytest.mark.parametrize(
    ("value", "text"),
    [("a", "a"), (True, "true"), (7, "7"), (JsonDecimal("1.50"), "1.50"), (1.5, "1.5")],
)
def test_text_of(value, text):
    assert text_of(value) == text


@pytest.mark.parametrize("value", [None, {}, []])
def test_text_of_no_primitive(value):
    with pytest.raises(TypeError):
        text_of(value)


def test_kind_due():
    kinds = {name: kind_due(name) for name in ("boolean", "decimal", "positiveInt", "uri", "code")}
    assert kinds == {
        "boolean": "boolean",
        "decimal": "number",
        "positiveInt": "number",
        "uri": "string",
        "code": "string",
    }
