"""Small inputs and all the errors they have: validator-features.md section 22.

Errors are written as `id place`, the id without what it shares with its kind.
"""

from __future__ import annotations

from typing import Any

import pytest

from sas_validators.validator import Validator

BASE = "http://hl7.org/fhir/StructureDefinition/"
MINIMUM = "Validation_VAL_Profile_Minimum"
MAXIMUM = "Validation_VAL_Profile_Maximum"
WRONG_TYPE = "Validation_VAL_Profile_WrongType"
ABSENT = {
    "url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
    "valueCode": "unknown",
}
DIV = '<div xmlns="http://www.w3.org/1999/xhtml">x</div>'


@pytest.fixture(scope="module")
def validator() -> Validator:
    return Validator.with_packages((), builtin=["hl7.fhir.r4.core#4.0.1"])


def errors(validator: Validator, resource: Any) -> list[str]:
    issues = validator.validate(resource).issues
    found = (issue for issue in issues if issue.severity in ("error", "fatal"))
    return sorted(
        f"{issue.message_id.removeprefix(BASE)} {issue.expression}".strip() for issue in found
    )


def patient(**fields: Any) -> dict[str, Any]:
    return {"resourceType": "Patient", **fields}


def slot(**fields: Any) -> dict[str, Any]:
    times = {"start": "2020-01-01T10:00:00Z", "end": "2020-01-01T11:00:00Z"}
    schedule = {"reference": "Schedule/1"}
    return {"resourceType": "Slot", "status": "free", "schedule": schedule, **times, **fields}


def appointment(**fields: Any) -> dict[str, Any]:
    participant = [{"status": "accepted", "actor": {"display": "x"}}]
    return {
        "resourceType": "Appointment",
        "status": "booked",
        "participant": participant,
        **fields,
    }


def period(start: str, end: str) -> dict[str, Any]:
    return patient(name=[{"text": "x", "period": {"start": start, "end": end}}])


def observation(**value: Any) -> dict[str, Any]:
    return {"resourceType": "Observation", "status": "final", "code": {"text": "x"}, **value}


def bundle(*entries: dict[str, Any], **fields: Any) -> dict[str, Any]:
    found = {"resourceType": "Bundle", "type": "collection", **fields}
    return {**found, "entry": list(entries)} if entries else found


def entry(number: int = 1, **fields: Any) -> dict[str, Any]:
    identifier = f"p{number}"
    resource = patient(id=identifier)
    return {
        "fullUrl": f"http://example.org/fhir/Patient/{identifier}",
        "resource": resource,
        **fields,
    }


FACTS = {
    "unknown gender": (
        patient(gender="m"),
        ["Terminology_TX_NoValid_16 Patient.gender", "UNABLE_TO_INFER_CODESYSTEM Patient.gender"],
    ),
    "unknown slot status": (
        slot(status="open"),
        ["Terminology_TX_NoValid_16 Slot.status", "UNABLE_TO_INFER_CODESYSTEM Slot.status"],
    ),
    "slot that ends before it starts": (slot(end="2020-01-01T09:00:00Z"), []),
    "booked appointment without end": (
        appointment(start="2020-01-01T10:00:00Z"),
        ["Appointment#app-2 Appointment", "Appointment#app-3 Appointment"],
    ),
    "participant with a status only": (
        appointment(
            participant=[{"status": "accepted"}],
            start="2020-01-01T10:00:00Z",
            end="2020-01-01T11:00:00Z",
        ),
        ["Appointment#app-1 Appointment.participant[0]"],
    ),
    "telecom without system": (
        patient(telecom=[{"value": "1"}]),
        ["ContactPoint#cpt-2 Patient.telecom[0]"],
    ),
    "period backwards": (period("2024", "2020"), ["Period#per-1 Patient.name[0].period"]),
    "period of two precisions": (
        period("2024-05", "2024"),
        ["Period#per-1 Patient.name[0].period"],
    ),
    "quantity code without system": (
        observation(valueQuantity={"value": 1, "code": "g"}),
        ["Quantity#qty-3 Observation.value.ofType(Quantity)"],
    ),
    "range backwards": (
        observation(valueRange={"low": {"value": 5}, "high": {"value": 1}}),
        ["Range#rng-2 Observation.value.ofType(Range)"],
    ),
    "half a ratio": (
        observation(valueRatio={"numerator": {"value": 5}}),
        ["Ratio#rat-1 Observation.value.ofType(Ratio)"],
    ),
    "data without content type": (
        patient(photo=[{"data": "AAAA"}]),
        ["Attachment#att-1 Patient.photo[0]"],
    ),
    "contained resource with text": (
        patient(
            managingOrganization={"reference": "#o"},
            contained=[
                {
                    "resourceType": "Organization",
                    "id": "o",
                    "name": "x",
                    "text": {"status": "generated", "div": DIV},
                }
            ],
        ),
        [],
    ),
    "bundle without type": (
        {"resourceType": "Bundle"},
        [
            *(f"Bundle#bdl-{number} Bundle" for number in (10, 11, 12, 9)),
            f"{MINIMUM} Bundle",
        ],
    ),
    "collection entry without resource": (
        bundle({"fullUrl": "http://example.org/fhir/Patient/1"}),
        ["Bundle#bdl-5 Bundle.entry[0]"],
    ),
    "search in a collection": (
        bundle(entry(search={"mode": "match"})),
        ["Bundle#bdl-2 Bundle"],
    ),
    "request in a collection": (
        bundle(entry(request={"method": "GET", "url": "Patient/p1"})),
        ["Bundle#bdl-3 Bundle"],
    ),
    "total of a collection": (bundle(entry(), total=1), ["Bundle#bdl-1 Bundle"]),
    "one fullUrl twice": (bundle(entry(), entry()), ["Bundle#bdl-7 Bundle"]),
    "match that is an outcome without id": (
        bundle(
            {
                "fullUrl": "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0",
                "search": {"mode": "match"},
                "resource": {
                    "resourceType": "OperationOutcome",
                    "issue": [{"severity": "information", "code": "informational"}],
                },
            },
            type="searchset",
            link=[{"relation": "self", "url": "http://example.org/fhir/Slot?x=1"}],
        ),
        [
            "BUNDLE_SEARCH_ENTRY_NO_RESOURCE_ID Bundle.entry[0].resource",
            "BUNDLE_SEARCH_ENTRY_WRONG_RESOURCE_TYPE_MODE Bundle.entry[0].resource",
        ],
    ),
    "empty list of entries": (
        {"resourceType": "Bundle", "type": "searchset", "total": 0, "entry": []},
        ["ARRAY_CANNOT_BE_EMPTY Bundle.entry"],
    ),
    "empty searchset": (bundle(type="searchset", total=0), []),
    "empty string": (
        patient(name=[{"family": ""}]),
        [
            "Element#ele-1 Patient.name[0].family",
            "Type_Specific_Checks_DT_Primitive_NotEmpty Patient.name[0].family",
        ],
    ),
    "null": (
        '{"resourceType": "Patient", "birthDate": null}',
        ["This_property_must_be_an_simple_value_not_ Patient.birthDate"],
    ),
    "boolean in quotes": (
        patient(active="true"),
        ["Error_parsing_JSON_the_primitive_value_must_be_a_boolean Patient.active"],
    ),
    "boolean in quotes, and none": (
        patient(active="yes"),
        [
            "Error_parsing_JSON_the_primitive_value_must_be_a_boolean Patient.active",
            "Type_Specific_Checks_DT_Boolean_Value Patient.active",
        ],
    ),
    "upper-case UUID as fullUrl": (
        bundle({"fullUrl": "urn:uuid:0C3151BD-1CBF-4D64-B04D-CD9187A4C6E0", "resource": patient()}),
        [],
    ),
    "upper-case UUID as system": (
        patient(
            identifier=[{"system": "urn:uuid:0C3151BD-1CBF-4D64-B04D-CD9187A4C6E0", "value": "1"}]
        ),
        ["Type_Specific_Checks_DT_UUID_Valid Patient.identifier[0].system"],
    ),
    "urn outside a bundle": (
        patient(
            managingOrganization={"reference": "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0"}
        ),
        [],
    ),
    "reference to the container from outside": (
        patient(managingOrganization={"reference": "#"}),
        ["Reference_REF_CantResolve Patient.managingOrganization"],
    ),
    "profile of another type": (
        patient(meta={"profile": [BASE + "Observation"]}),
        [f"{MINIMUM} Patient"] * 2,
    ),
    "elements that the profile of another type does not have": (
        slot(meta={"profile": [BASE + "Patient"]}),
        [
            f"Validation_VAL_Profile_NotAllowed Slot.{n}"
            for n in ("schedule", "status", "start", "end")
        ],
    ),
    "an element that the profile of another type has otherwise": (
        {"resourceType": "Location", "name": "x", "meta": {"profile": [BASE + "Patient"]}},
        ["Extension_PROF_Type Location.name"],
    ),
    "identifier system in capitals": (
        patient(identifier=[{"system": "HTTPS://EXEMPLE.FR", "value": "1"}]),
        ["Type_Specific_Checks_DT_Identifier_System Patient.identifier[0]"],
    ),
    "canonical in capitals": (
        patient(meta={"profile": ["Http://exemple.fr/x"]}),
        ["TYPE_SPECIFIC_CHECKS_CANONICAL_ABSOLUTE Patient.meta.profile[0]"],
    ),
    "canonical that leads nowhere in the resource": (
        patient(meta={"profile": ["#a"]}),
        ["TYPE_SPECIFIC_CHECKS_DT_URL_INTERNAL Patient.meta.profile[0]"],
    ),
    "tag twice": (patient(meta={"tag": [{"system": "http://exemple.fr/t", "code": "a"}] * 2}), []),
    "empty id": (
        patient(id=""),
        [
            "Element#ele-1 Patient.id",
            "Resource_RES_ID_Malformed_Chars Patient.id",
            "Type_Specific_Checks_DT_Primitive_NotEmpty Patient.id",
        ],
    ),
    "empty id of a primitive": (
        patient(birthDate="2020", _birthDate={"id": ""}),
        [
            "Element#ele-1 Patient.birthDate.id",
            "Type_Specific_Checks_DT_Primitive_NotEmpty Patient.birthDate.id",
        ],
    ),
    "contained resource without id that nobody refers to": (
        patient(contained=[{"resourceType": "Location"}]),
        [
            "CONTAINED_ORPHAN_DOM3 Patient.contained[0]",
            "Resource_RES_ID_Missing Patient.contained[0]",
        ],
    ),
    "identifier system that is no address on the web": (
        patient(identifier=[{"system": "mailto:a@b", "value": "1"}]),
        ["Type_Specific_Checks_DT_Identifier_System Patient.identifier[0]"],
    ),
    "identifier system of few letters": (
        patient(identifier=[{"system": "urn:", "value": "1"}]),
        [],
    ),
    "abstract type as profile": (
        patient(meta={"profile": [BASE + "DomainResource", BASE + "Element"]}),
        [],
    ),
    "language that is none": (patient(language="fr_FR"), ["INVALID_DISPLAY_NAME Patient.language"]),
    "language with script and region": (patient(language="fr-Latn-FR"), []),
    "language of communication outside the maximum value set": (
        patient(communication=[{"language": {"coding": [{"code": "fr"}]}}]),
        [],
    ),
    "search mode that is none": (
        {
            **bundle(
                {
                    "fullUrl": "http://exemple.fr/Patient/1",
                    "resource": patient(id="1"),
                    "search": {"mode": "x"},
                }
            ),
            "type": "searchset",
        },
        [
            "BUNDLE_SEARCH_ENTRY_WRONG_RESOURCE_TYPE_OUTCOME Bundle.entry[0].resource",
            "Terminology_TX_NoValid_16 Bundle.entry[0].search.mode",
            "UNABLE_TO_INFER_CODESYSTEM Bundle.entry[0].search.mode",
        ],
    ),
    "null as companion": (
        {**patient(), "_active": None},
        ["This_property_must_be_an_object_not_ Patient.active"],
    ),
    "value in a companion": (
        {**patient(), "_active": {"value": True}},
        ["ILLEGAL_PROPERTY Patient.active"],
    ),
    "empty companion": (
        {**patient(), "_active": {}},
        [
            "Element#ele-1 Patient.active",
            "Object_must_have_some_content Patient.active",
            "Type_Specific_Checks_DT_Primitive_ValueExt Patient.active",
        ],
    ),
    "element with nothing but an id": (patient(maritalStatus={"id": "a"}), []),
    "reference with nothing but an id": (
        patient(managingOrganization={"_reference": {"id": "a"}}),
        ["Element#ele-1 Patient.managingOrganization.reference"],
    ),
    "unit that its system does not have": (
        observation(
            valueQuantity={"value": 1, "system": "http://hl7.org/fhir/slotstatus", "code": "pill"}
        ),
        ["Unknown_Code_in_Version Observation.value.ofType(Quantity).code"],
    ),
    "unit of a relative system": (
        observation(valueQuantity={"value": 1, "system": "1.2.250.1", "code": "pill"}),
        ["Terminology_TX_System_Relative Observation.value.ofType(Quantity)"],
    ),
    "hour without minutes": (
        patient(deceasedDateTime="2026-03-03T09"),
        [
            "Type_Specific_Checks_DT_DateTime_TZ Patient.deceased.ofType(dateTime)",
            "Type_Specific_Checks_DT_DateTime_Valid Patient.deceased.ofType(dateTime)",
        ],
    ),
    "blank code": (
        patient(gender=" "),
        ["Terminology_TX_Code_ValueSet_MISSING Patient.gender"],
    ),
    "extension with an empty url": (
        patient(extension=[{"url": "", "valueString": "x"}]),
        [
            "Element#ele-1 Patient.extension[0].url",
            "Extension_EXT_Url_NotFound Patient.extension[0]",
            "Type_Specific_Checks_DT_Primitive_NotEmpty Patient.extension[0].url",
        ],
    ),
    "part of an extension without url": (
        patient(extension=[{"extension": [{"url": "x", "valueString": "x"}]}]),
        [
            "Extension_EXT_URL_Absolute Patient.extension[0].extension[0]",
            "Extension_EXT_Url_NotFound Patient.extension[0]",
            f"{MINIMUM} Patient.extension[0]",
        ],
    ),
    "empty div": (
        patient(text={"status": "generated", "div": ""}),
        [
            "Element#ele-1 Patient.text.div",
            "Error_parsing_XHTML_ Patient.text.div",
            "Narrative#txt-1 Patient.text.div",
            "Narrative#txt-2 Patient.text.div",
            "Type_Specific_Checks_DT_Primitive_NotEmpty Patient.text.div",
        ],
    ),
    "narrative without div": (patient(text={"status": "generated"}), [f"{MINIMUM} Patient.text"]),
    "attachment whose data has blanks": (
        patient(photo=[{"contentType": "image/png", "data": "YW Jj"}]),
        ["TYPE_SPECIFIC_CHECKS_DT_ATT_B64_DECODE_FAIL Patient.photo[0]"],
    ),
    "no-break space in a code": (
        patient(identifier=[{"type": {"coding": [{"code": "a\u00a0b"}]}, "value": "1"}]),
        ["Type_Specific_Checks_DT_Code_WS Patient.identifier[0].type.coding[0].code"],
    ),
    "line break in a system": (
        patient(identifier=[{"system": "http://exemple.fr/a\nb", "value": "1"}]),
        ["Type_Specific_Checks_DT_Primitive_Regex_Type Patient.identifier[0].system"],
    ),
    "empty array of primitives": (patient(name=[{"given": []}]), []),
    "empty array of objects": (patient(name=[]), ["ARRAY_CANNOT_BE_EMPTY Patient.name"]),
    "extension of the id of a resource": (
        patient(id="a", _id={"extension": [ABSENT]}),
        ["FHIR_RESOURCE_ID_CANT_BE_EXTENDED Patient.id"],
    ),
    "companion instead of the id of a resource": (
        patient(_id={"extension": [ABSENT]}),
        [
            "FHIR_RESOURCE_ID_CANT_BE_EXTENDED Patient.id",
            "Resource_RES_ID_Malformed_Chars Patient.id",
        ],
    ),
    "extension whose value is of another type, and wrong itself": (
        patient(
            extension=[
                {"url": ABSENT["url"], "valuePeriod": {"start": "2021", "end": "2020"}},
                {"url": ABSENT["url"], "valueRatio": {"numerator": {"value": 1}}},
            ]
        ),
        [
            "Extension_EXT_Type Patient.extension[0]",
            "Extension_EXT_Type Patient.extension[1]",
            "Period#per-1 Patient.extension[0].value.ofType(Period)",
            "Ratio#rat-1 Patient.extension[1].value.ofType(Ratio)",
        ],
    ),
    "Reference.type in another form than the type's name": (
        slot(schedule={"reference": "Schedule/1", "type": BASE + "Schedule"}),
        ["Reference_REF_BadTargetType Slot.schedule"],
    ),
    "Reference.type of another type, where any is allowed": (
        patient(
            extension=[
                {
                    "url": "http://example.org/x",
                    "valueReference": {"reference": "Patient/1", "type": "Group"},
                }
            ]
        ),
        ["Reference_REF_BadTargetType Patient.extension[0].value.ofType(Reference)"],
    ),
    "Reference.type other than that of the contained resource": (
        slot(
            contained=[{"resourceType": "Schedule", "id": "s", "actor": [{"display": "x"}]}],
            schedule={"reference": "#s", "type": "schedule"},
        ),
        ["Reference_REF_BadTargetType Slot.schedule", "Reference_REF_WrongTarget Slot.schedule"],
    ),
    "extension without the value that its definition requires": (
        patient(extension=[{"url": ABSENT["url"]}]),
        [
            "Extension#ext-1 Patient.extension[0]",
            "Extension_EXT_Simple_ABSENT Patient.extension[0]",
            f"{MINIMUM} Patient.extension[0]",
        ],
    ),
    "extension of the url of an extension": (
        patient(extension=[{**ABSENT, "_url": {"extension": [ABSENT]}}]),
        ["Extension_EXT_Fixed_Banned Patient.extension[0].url"],
    ),
    "companion with nulls": (
        patient(birthDate="2000", _birthDate={"id": None, "extension": None}),
        [
            "This_property_must_be_an_Array_not_ Patient.birthDate.extension",
            "This_property_must_be_an_simple_value_not_ Patient.birthDate.id",
        ],
    ),
    "companion whose id has a companion": (
        patient(birthDate="2000", _birthDate={"_id": {"extension": [ABSENT]}}),
        [],
    ),
    "attribute that the div may not have": (
        patient(text={"status": "generated", "div": DIV.replace(">x", ' onclick="a">x')}),
        ["Narrative#txt-1 Patient.text.div"],
    ),
    "empty element with a comment in XML": (
        '<Patient xmlns="http://hl7.org/fhir"><name><!-- x --></name></Patient>',
        ["Element_must_have_some_content Patient.name"],
    ),
    "unknown element in a contained resource of XML": (
        '<Patient xmlns="http://hl7.org/fhir"><contained><Organization><id value="o"/>'
        '<identifier><foo/><value value="1"/></identifier></Organization></contained>'
        '<managingOrganization><reference value="#o"/></managingOrganization></Patient>',
        ["Undefined_element_ Organization.identifier"],
    ),
    "what stands beside a contained resource of XML": (
        '<Patient xmlns="http://hl7.org/fhir"><contained id="x"><Organization><id value="o"/>'
        "<name value='y'/></Organization>z</contained>"
        '<managingOrganization><reference value="#o"/></managingOrganization></Patient>',
        [],
    ),
    "processing instruction in a div of XML": (
        '<Patient xmlns="http://hl7.org/fhir"><text><status value="generated"/>'
        + DIV.replace(">x", ">x<?y?>")
        + "</text></Patient>",
        ["Node_type__is_not_allowed Patient.text.div"],
    ),
    "CDATA in a div of XML": (
        '<Patient xmlns="http://hl7.org/fhir"><text><status value="generated"/>'
        + DIV.replace(">x", "><![CDATA[x]]>")
        + "</text></Patient>",
        [],
    ),
    "blank before an XML declaration": (
        '\n<Patient xmlns="http://hl7.org/fhir"><active value="true"/></Patient>',
        ["xml_encoding_invalid XML"],
    ),
    "empty element in XML": (
        '<Patient xmlns="http://hl7.org/fhir"><name/></Patient>',
        ["Element_must_have_some_content Patient.name"],
    ),
    "wrong value in a repeated element of XML": (
        '<Patient xmlns="http://hl7.org/fhir"><active value="true"/><active value="yes"/>'
        "</Patient>",
        [f"{MAXIMUM} Patient", "Type_Specific_Checks_DT_Boolean_Value Patient.active[1]"],
    ),
    "element repeated in XML": (
        '<Patient xmlns="http://hl7.org/fhir"><active value="true"/><active value="true"/>'
        "</Patient>",
        [f"{MAXIMUM} Patient"],
    ),
}


@pytest.mark.parametrize("name", FACTS)
def test_errors(validator: Validator, name: str) -> None:
    resource, expected = FACTS[name]
    assert errors(validator, resource) == sorted(expected)


@pytest.mark.parametrize(
    ("resource", "profile", "expected"),
    [
        pytest.param(
            patient(), BASE + "Resource", [f"{WRONG_TYPE} Patient"], id="the type above it"
        ),
        pytest.param(patient(), BASE + "Patient", [], id="its own type"),
        pytest.param(
            bundle({"fullUrl": "http://exemple.fr/Patient/1", "resource": patient(id="1")}),
            BASE + "Patient",
            [],
            id="that of a Bundle's first resource",
        ),
        pytest.param(
            bundle({"fullUrl": "http://exemple.fr/Patient/1", "resource": patient(id="1")}),
            BASE + "Slot",
            [f"{WRONG_TYPE} Bundle"],
            id="of none in a Bundle",
        ),
    ],
)
def test_profiles_asked_for(
    validator: Validator, resource: Any, profile: str, expected: list[str]
) -> None:
    issues = validator.validate(resource, profile).issues
    found = [f"{i.message_id} {i.expression}" for i in issues if i.severity == "error"]
    assert found == expected
