"""Limits on answers, by type."""

import pytest
from tests.unit.checks.questionnaires.small_forms import (
    BASE,
    UCUM,
    answered,
    extended,
    extension,
    form,
    item,
    judged,
    judged_response,
    quantity,
    response,
)
from tests.unit.terminology.small_world import codes, value_set

from sas_validators.model.numbers import JsonDecimal

SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
VALUE = "item[0].answer[0].value"
RANGES = {
    "integer": ("integer", "Integer", 2, 4),
    "decimal": ("decimal", "Decimal", JsonDecimal("2.5"), JsonDecimal("4.5")),
    "date": ("date", "Date", "2020-02-01", "2020-04-30"),
    "dateTime": ("dateTime", "DateTime", "2020-02-01T00:00:00Z", "2020-04-30T00:00:00Z"),
    "time": ("time", "Time", "08:00:00", "18:00:00"),
}


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("integer", 1, "INTEGER_MIN"),
        ("integer", 2, ""),
        ("integer", 5, "INTEGER_MAX"),
        ("decimal", JsonDecimal("2.49"), "DECIMAL_MIN"),
        ("decimal", 4.6, "DECIMAL_MAX"),
        ("decimal", "junk", ""),
        ("date", "2020-01-31", "DATE_MIN"),
        ("date", "2020-02", ""),
        ("date", "2020-05", "DATE_MAX"),
        ("dateTime", "2020-02-01T00:30:00+01:00", "DATE_MIN"),
        ("dateTime", "2021", "DATE_MAX"),
        ("time", "07:59:59", "TIME_MIN"),
        ("time", "18:00:01", "TIME_MAX"),
    ],
)
def test_ranges(types, kind, value, expected):
    type_name, name, least, most = RANGES[kind]
    limits = [
        extension("minValue", **{f"value{name}": least}),
        extension("maxValue", **{f"value{name}": most}),
    ]
    asked = form(item("a", type_name, extension=limits))
    found = judged(types, asked, answered("a", {f"value{name}": value}))
    assert found == ([f"ITEM_{expected} E {VALUE}.ofType({type_name})"] if expected else [])


@pytest.mark.parametrize(
    ("value", "excess"),
    [("1.23", False), ("1.234", True), ("1.230", True), ("123e-3", True), ("1e5", False)],
)
def test_decimal_places(types, value, excess):
    asked = form(item("a", "decimal", extension=extended(maxDecimalPlaces=2)))
    found = judged(types, asked, answered("a", {"valueDecimal": JsonDecimal(value)}))
    assert found == ([f"ITEM_DECIMAL_MAX_DECIMALS E {VALUE}.ofType(decimal)"] if excess else [])


def test_an_integer_is_no_decimal(types):
    asked = form(item("a", "decimal", extension=extended(minValue={"valueDecimal": 2.5})))
    found = judged(types, asked, answered("a", {"valueInteger": 2}))
    assert found == [f"WrongType E {VALUE}.ofType(integer)"]


TEXT = item("a", maxLength=5, extension=extended(minLength=2, regex="[a-z]+"))


@pytest.mark.parametrize(
    ("asked", "value", "expected"),
    [
        pytest.param(TEXT, "abc", [], id="right"),
        pytest.param(TEXT, "a", ["MIN_LENGTH E"], id="too short"),
        pytest.param(TEXT, "abcdef", ["MAX_LENGTH E"], id="too long"),
        pytest.param(TEXT, "abC", ["REGEX E"], id="other form"),
        pytest.param(
            item("a", extension=extended(regex="[a-z]+", entryFormat="letters")),
            "1",
            ["REGEX_EF E"],
            id="other form, explained",
        ),
        pytest.param(item("a", extension=extended(regex="(")), "1", [], id="broken form"),
        pytest.param(item("a"), "a\nb", ["ILLEGAL_CHARS W"], id="line break"),
        pytest.param(item("a", "text"), "a\nb", [], id="line break in a text"),
    ],
)
def test_texts(types, asked, value, expected):
    found = judged(types, form(asked), answered("a", value))
    prefix, place = "ITEM_STRING_", f"{VALUE}.ofType(string)"
    assert found == [f"{prefix}{line} {place}" for line in expected]


def limited(**limits):
    extensions = [extension(SDC + name, **value) for name, value in limits.items()]
    return item("a", "quantity", extension=extensions)


KILOGRAMS = limited(minQuantity=quantity(1, "kg"), maxQuantity=quantity(2, "kg"))
BARE = limited(minQuantity=quantity(1), maxQuantity=quantity(2))


@pytest.mark.parametrize(
    ("asked", "value", "expected"),
    [
        pytest.param(KILOGRAMS, quantity(1, "kg"), [], id="within"),
        pytest.param(KILOGRAMS, quantity(0.9, "kg"), ["QUANTITY_MIN"], id="less"),
        pytest.param(KILOGRAMS, quantity(3, "kg"), ["QUANTITY_MAX"], id="more"),
        pytest.param(KILOGRAMS, quantity(1500, "g"), [], id="within, in grams"),
        pytest.param(KILOGRAMS, quantity(999, "g"), ["QUANTITY_MIN"], id="less, in grams"),
        pytest.param(
            KILOGRAMS,
            quantity(1.5, "m"),
            ["DECIMAL_CANNOT_COMPARE_MAX_UNITS", "DECIMAL_CANNOT_COMPARE_MIN_UNITS"],
            id="metres",
        ),
        pytest.param(
            KILOGRAMS,
            quantity(1.5, unit="kg"),
            ["DECIMAL_CANNOT_COMPARE_MAX", "DECIMAL_CANNOT_COMPARE_MIN"],
            id="unit is text only",
        ),
        pytest.param(KILOGRAMS, quantity(1.5, "[strange]"), [], id="a unit nobody knows here"),
        pytest.param(BARE, quantity(3), ["QUANTITY_MAX"], id="no units at all"),
        pytest.param(
            item("a", "quantity", extension=extended(minValue=quantity(5, "kg"))),
            quantity(4, "kg"),
            ["QUANTITY_MIN"],
            id="minValue",
        ),
        pytest.param(KILOGRAMS, quantity(None, "kg"), [], id="no number"),
    ],
)
def test_quantities(types, asked, value, expected):
    found = judged(types, form(asked), answered("a", value))
    assert found == [f"ITEM_{line} E {VALUE}.ofType(Quantity)" for line in expected]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (quantity(1, "kg"), []),
        (quantity(1, "mg"), ["INVALID_UNITS"]),
        (quantity(1, "kg", system="urn:x"), ["INVALID_UNITS", "UNIT_FAIL_VS"]),
        (quantity(1, "lb"), ["INVALID_UNITS", "UNIT_FAIL_VS"]),
    ],
)
def test_units(types, value, expected):
    canonical = "http://example.org/vs/units"
    offered = [
        extension("questionnaire-unitOption", valueCoding={"system": UCUM, "code": code})
        for code in ("kg", "g")
    ]
    offered.append(extension("questionnaire-unitValueSet", valueCanonical=canonical))
    asked = form(item("a", "quantity", extension=offered))
    units = value_set(canonical, codes(UCUM, "kg", "g", "mg"))
    found = judged(types, asked, answered("a", value), also=(units,))
    assert found == [f"ITEM_DECIMAL_{line} E {VALUE}.ofType(Quantity)" for line in expected]


ATTACHED = item(
    "a",
    "attachment",
    extension=[
        extension("mimeType", valueCode="image/*"),
        extension("mimeType", valueCode="application/pdf"),
        extension("maxSize", valueDecimal=10),
    ],
)


@pytest.mark.parametrize(
    ("attachment", "expected"),
    [
        ({"contentType": "image/png", "url": "http://example.org/x"}, []),
        ({"contentType": "application/pdf; version=1.7", "size": 10}, []),
        ({"contentType": "text/plain", "size": 11}, ["LENGTH", "MIMETYPE"]),
        ({"contentType": "image/png", "data": "AAAAAAAAAAAAAAAA"}, ["LENGTH"]),
        ({"url": "http://example.org/x"}, []),
    ],
)
def test_attachments(types, attachment, expected):
    found = judged(types, form(ATTACHED), answered("a", {"valueAttachment": attachment}))
    prefix, place = "ITEM_BAD_ATTACHMENT_", f"{VALUE}.ofType(Attachment)"
    assert found == [f"{prefix}{line} E {place}" for line in expected]


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ({"reference": "Patient/1"}, []),
        ({"reference": "http://example.org/fhir/Patient/1"}, []),
        ({"reference": "Group/1"}, ["REF_INVALID"]),
        ({"reference": "#g"}, ["REF_INVALID"]),
        ({"reference": "Nothing/1"}, ["REF_INVALID_GENERAL"]),
        ({"reference": "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0"}, []),
        ({"type": "Group", "identifier": {"value": "1"}}, ["REF_INVALID"]),
        ({"display": "somebody"}, []),
    ],
)
def test_references(types, reference, expected):
    allowed = [extension("questionnaire-referenceResource", valueCode="Patient")]
    asked = form(item("a", "reference", extension=allowed))
    contained = [{"resourceType": "Group", "id": "g"}]
    given = response(answered("a", {"valueReference": reference}), contained=contained)
    found = judged_response(types, asked, given)
    assert found == [f"ITEM_{line} E {VALUE}.ofType(Reference)" for line in expected]


def test_extension_urls_are_those_of_fhir():
    assert extended(minLength=1)[0]["url"] == BASE + "minLength"
