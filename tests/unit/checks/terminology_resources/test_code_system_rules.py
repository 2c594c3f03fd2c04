"""CodeSystem as an instance."""

import pytest
from tests.unit.checks.rule_session import RuleSession, findings, shortened
from tests.unit.terminology.small_world import code_system

from sas_validators.checks.terminology_resources.code_system import code_system_rules

URL = "http://example.org/cs"
STANDARD = "http://hl7.org/fhir/concept-properties"
BASE = "http://hl7.org/fhir/StructureDefinition/"
USAGE = "http://terminology.hl7.org/CodeSystem/designation-usage"
HL7 = "http://terminology.hl7.org/CodeSystem/x"
WORLD = (
    code_system("http://example.org/base", "a", property=[{"code": "own", "type": "string"}]),
    code_system(STANDARD, "inactive", "parent", "notSelectable"),
)


def judged(types, resource):
    found = findings(code_system_rules, resource, RuleSession(types, *WORLD))
    return shortened(found, "CODESYSTEM_", "CodeSystem.")


def system(*concepts, **fields):
    found = code_system(URL, *concepts, **fields)
    return {name: value for name, value in found.items() if value is not None}


NESTED = {"code": "a", "display": "A", "concept": [{"code": "b", "display": "B"}]}


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        pytest.param(system("a", "b"), [], id="right"),
        pytest.param(system("a", "b", count=2), [], id="counted"),
        pytest.param(system(NESTED, count=2, hierarchyMeaning="is-a"), [], id="counted inside"),
        pytest.param(
            system("a", "b", count=3), ["CS_COUNT_COMPLETE_WRONG E CodeSystem"], id="miscounted"
        ),
        pytest.param(system(), ["CS_COMPLETE_AND_EMPTY W CodeSystem"], id="empty"),
        pytest.param(
            system("a", "b", content="fragment", count=1),
            ["CS_COUNT_FRAGMENT_WRONG W CodeSystem"],
            id="fragment of less",
        ),
        pytest.param(system("a", content="fragment", count=9), [], id="fragment of more"),
        pytest.param(
            system("a", content="not-present"),
            ["CS_COUNT_NO_CONTENT_ALLOWED E CodeSystem"],
            id="concepts where none are",
        ),
        pytest.param(
            system("a", content="fragment", valueSet="http://example.org/vs"),
            ["CS_NO_VS_NOTCOMPLETE I CodeSystem"],
            id="all codes of a fragment",
        ),
        pytest.param(
            system(NESTED, caseSensitive=None),
            ["CS_NONHL7_MISSING_ELEMENT I CodeSystem"] * 2,
            id="case and hierarchy",
        ),
        pytest.param(
            {**system({"code": "a"}, caseSensitive=None), "url": HL7},
            [
                "CONCEPT_NO_DEFINITION W concept[0]",
                "CONCEPT_NO_DISPLAY W concept[0]",
                "CS_HL7_MISSING_ELEMENT_SHOULD W CodeSystem",
            ],
            id="what HL7 asks of itself",
        ),
        pytest.param(
            system("a", content="supplement", supplements="http://example.org/base"),
            [],
            id="supplement",
        ),
        pytest.param(
            system("a", content="complete", supplements="http://example.org/base"),
            ["CS_HL7_PRESENT_ELEMENT_SUPPL_WRONG E CodeSystem"],
            id="supplement with another content",
        ),
        pytest.param(
            system("a", content="supplement", supplements="http://example.org/unknown"),
            ["CS_SUPP_CANT_CHECK W CodeSystem"],
            id="supplement of what is not loaded",
        ),
        pytest.param(
            system("a", {"code": "b", "concept": [{"code": "a"}]}, hierarchyMeaning="is-a"),
            ["DUPLICATE_CODE E concept[1].concept[0]"],
            id="duplicate",
        ),
    ],
)
def test_code_system(types, resource, expected):
    assert judged(types, resource) == expected


@pytest.mark.parametrize(
    ("language", "value", "expected"),
    [
        ("en", "A", []),
        ("en", "B", ["LANG W"]),
        ("fr", "B", []),
        (None, "B", ["NO_LANG W"]),
    ],
)
def test_designations(types, language, value, expected):
    designation = {"value": value, "use": {"system": USAGE, "code": "display"}}
    if language:
        designation["language"] = language
    concept = {"code": "a", "display": "A", "designation": [designation, {"value": "other"}]}
    found = judged(types, system(concept, language="en"))
    place = "concept[0].designation[0]"
    assert found == [f"DESIGNATION_DISP_CLASH_{line} {place}" for line in expected]


def declared(code, type_name="string", uri=None):
    found = {"code": code, "type": type_name}
    return {**found, "uri": uri} if uri else found


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ([declared("inactive", "boolean", f"{STANDARD}#inactive")], []),
        ([declared("off", "boolean", f"{STANDARD}#inactive")], ["URI_CODE_MISMATCH E 0"]),
        ([declared("inactive", "code", f"{STANDARD}#inactive")], ["URI_TYPE_MISMATCH E 0"]),
        ([declared("x", "code", f"{STANDARD}#x")], ["BAD_HL7_URI E 0"]),
        ([declared("x", "code", "http://example.org/base#a")], []),
        ([declared("x", "code", f"{URL}#x")], []),
        ([declared("x", "code", "http://example.org/far#x")], ["URI_UNKNOWN_BASE W 0"]),
        ([declared("x", "string", "http://example.org/x")], []),
        ([declared("inactive", "boolean")], ["KNOWN_CODE_SUGGESTIVE W 0"]),
        ([declared("inactive", "string")], ["CODE_TYPE_MISMATCH W 0"]),
        ([declared("synonym", "string")], ["SYNONYM_CHECK W 0"]),
        ([declared("x")], ["UNKNOWN_CODE I 0"]),
        ([declared("x", "code")], ["CODE_DEFAULT_WARNING I 0", "UNKNOWN_CODE I 0"]),
        (
            [declared("x", uri="http://example.org/x")] * 2,
            ["DUPLICATE_CODE E 1", "DUPLICATE_URI E 1"],
        ),
    ],
)
def test_declared_properties(types, properties, expected):
    found = judged(types, system("a", property=properties))
    assert shortened(found, "PROPERTY_", "property[", "]") == expected


def concept_with(**item):
    return {"code": "a", "display": "A", "property": [item]}


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"code": "n", "valueInteger": 1}, []),
        ({"code": "n", "valueString": "1"}, ["WRONG_TYPE E"]),
        ({"code": "n"}, ["NO_VALUE E"]),
        ({"code": "n", "_valueInteger": {"extension": []}}, []),
        ({"code": "z", "valueCode": "a"}, ["UNDEFINED W"]),
        ({"code": "parent", "valueCode": "a"}, []),
        ({"code": "parent", "valueCode": "q"}, ["BAD_INTERNAL_REFERENCE W"]),
    ],
)
def test_values(types, item, expected):
    properties = [
        declared("n", "integer", "http://example.org/n"),
        declared("parent", "code", f"{STANDARD}#parent"),
    ]
    found = judged(types, system(concept_with(**item), property=properties))
    assert shortened(found, "PROPERTY_") == [f"{line} concept[0].property[0]" for line in expected]


def test_a_supplement_uses_the_properties_of_its_base(types):
    concept = concept_with(code="own", valueString="x")
    resource = system(concept, content="supplement", supplements="http://example.org/base")
    assert judged(types, resource) == []


@pytest.mark.parametrize(
    ("url", "expected"),
    [(URL, "SHAREABLE_MISSING W CodeSystem"), (HL7, "SHAREABLE_MISSING_HL7 E CodeSystem")],
)
def test_shareable(types, url, expected):
    concept = {"code": "a", "display": "A", "definition": "A"}
    resource = {**system(concept, experimental=False), "url": url}
    assert judged(types, resource) == []
    resource["meta"] = {"profile": [BASE + "shareablecodesystem"]}
    assert judged(types, resource) == [expected]
    assert judged(types, {**resource, "description": "x"}) == []


def test_odd_json_is_passed_over(types):
    resource = {"resourceType": "CodeSystem", "concept": [7, {"code": 7}], "property": {}}
    resource |= {"content": 7, "url": 7, "count": "x", "caseSensitive": "x"}
    assert judged(types, resource) == []
