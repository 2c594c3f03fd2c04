"""ValueSet as an instance."""

import pytest
from tests.unit.checks.rule_session import RuleSession, findings, shortened
from tests.unit.terminology.small_world import code_system, codes, filtered, imports, value_set

from sas_validators.checks.terminology_resources.shareable import check_shareable
from sas_validators.checks.terminology_resources.value_set import value_set_rules

CS = "http://example.org/cs"
VS = "http://example.org/vs"
PROPERTIES = [
    {"code": name, "type": name} for name in ("boolean", "code", "Coding", "integer", "decimal")
]
PROPERTIES += [{"code": name, "type": name} for name in ("dateTime", "string")]
WORLD = (
    code_system(CS, "a", "b", property=PROPERTIES),
    code_system(CS + "/part", "a", content="fragment"),
    code_system(CS + "/absent", content="not-present"),
    code_system(CS + "/extra", "a", content="supplement", supplements=CS),
    value_set(VS, codes(CS)),
)


def judged(types, *includes, **fields):
    resource = value_set("http://example.org/own", *includes, **fields)
    found = findings(value_set_rules, resource, RuleSession(types, *WORLD))
    return shortened(found, "VALUESET_", "ValueSet.compose.include[0]")


@pytest.mark.parametrize(
    ("include", "expected"),
    [
        pytest.param(codes(CS), [], id="whole system"),
        pytest.param(codes(CS, "a", "b"), [], id="listed codes"),
        pytest.param(codes(CS, "a", "z"), ["INCLUDE_INVALID_CONCEPT_CODE E .concept[1]"], id="z"),
        pytest.param(codes(CS + "/part", "z"), ["INCLUDE_CS_CONTENT W "], id="fragment"),
        pytest.param(
            codes(CS + "/absent", "z"), ["INCLUDE_CS_CONTENT I ", "INC_NO_SERVER I "], id="absent"
        ),
        pytest.param(codes("http://example.org/far", "z"), ["INC_NO_SERVER I "], id="not loaded"),
        pytest.param(codes("http://example.org/far"), [], id="not loaded, whole"),
        pytest.param(codes(CS + "/extra"), ["INCLUDE_CS_SUPPLEMENT E "], id="supplement"),
        pytest.param(codes(VS), ["INCLUDE_WRONG_VS E "], id="value set"),
        pytest.param(
            codes("urn:oid:2.16.840.1.113883.6.96"), ["INCLUDE_WRONG_CS_OID E "], id="OID"
        ),
        pytest.param(codes("cs"), ["INCLUDE_SYSTEM_ABSOLUTE E "], id="relative"),
        pytest.param(
            codes("#cs"),
            ["INCLUDE_CS_NOT_FOUND E ", "INCLUDE_SYSTEM_ABSOLUTE_FRAG E "],
            id="contained, but not there",
        ),
        pytest.param(imports(VS), [], id="import"),
        pytest.param(imports(VS, "#x"), ["IMPORT_UNION_INTERSECTION W "], id="imports"),
        pytest.param(
            imports("http://example.org/far"), ["REFERENCE_UNKNOWN W .valueSet[0]"], id="unknown"
        ),
    ],
)
def test_includes(types, include, expected):
    assert judged(types, include) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("CodeSystem", []), ("Patient", ["INCLUDE_CS_NOT_CS E "])],
)
def test_contained_systems(types, kind, expected):
    found = judged(types, codes("#cs"), contained=[{"resourceType": kind, "id": "cs"}])
    assert found == [*expected, "INCLUDE_SYSTEM_ABSOLUTE_FRAG E "]


def test_excludes_are_judged_as_well(types):
    found = judged(types, codes(CS), exclude=(codes(CS, "z"),))
    assert found == ["INCLUDE_INVALID_CONCEPT_CODE E ValueSet.compose.exclude[0].concept[0]"]


@pytest.mark.parametrize(
    ("name", "operator", "value", "expected"),
    [
        ("concept", "is-a", "a", []),
        ("concept", "is-a", "z", ["FILTER_VALUE_VALID_CODE"]),
        ("code", "descendent-of", "z", ["FILTER_VALUE_VALID_CODE"]),
        ("concept", "in", "http://example.org/vs", []),
        ("string", "is-a", "a", ["FILTER_OP"]),
        ("boolean", "=", "true", []),
        ("boolean", "=", "yes", ["FILTER_VALUE_BOOLEAN"]),
        ("string", "exists", "true", []),
        ("string", "exists", "yes", ["FILTER_VALUE_BOOLEAN"]),
        ("code", "=", "a b", []),
        ("Coding", "=", "http://x|a", []),
        ("Coding", "=", "a", ["FILTER_VALUE_CODED"]),
        ("integer", "=", "12", []),
        ("integer", "in", "12,x", ["FILTER_VALUE_INVALID"]),
        ("decimal", "=", "1.5", []),
        ("decimal", "=", "1,5", ["FILTER_VALUE_INVALID"]),
        ("dateTime", "=", "2020-01-01", []),
        ("dateTime", "=", "soon", ["FILTER_VALUE_INVALID"]),
        ("string", "regex", "a.*", []),
        ("integer", "regex", "a.*", ["PROPERTY_NO_REGEX"]),
        ("undeclared", "=", "anything", []),
    ],
)
def test_filters(types, name, operator, value, expected):
    found = judged(types, filtered(CS, (name, operator, value)))
    assert found == [f"BAD_{line} E .filter[0]" for line in expected]


def test_a_code_has_no_blanks_around(types):
    properties = [{"code": "kind", "type": "code"}]
    world = code_system(CS + "/kinds", "a", property=properties)
    resource = value_set(VS, filtered(CS + "/kinds", ("kind", "=", "a  b")))
    found = findings(value_set_rules, resource, RuleSession(types, world))
    place = "ValueSet.compose.include[0].filter[0]"
    assert found == [f"VALUESET_BAD_FILTER_VALUE_CODE E {place}"]


def test_shareable(types):
    profile = "http://hl7.org/fhir/StructureDefinition/shareablevalueset"
    found = judged(types, codes(CS), meta={"profile": [profile]}, description="x")
    assert found == ["SHAREABLE_MISSING W ValueSet"]


@pytest.mark.parametrize("kind", ["ValueSet", "ConceptMap"])
def test_hl7_holds_itself_to_what_it_asks(types, kind):
    resource = {
        "resourceType": kind,
        "url": f"http://hl7.org/fhir/{kind}/x",
        "meta": {"profile": [f"http://hl7.org/fhir/StructureDefinition/shareable{kind.lower()}"]},
        "version": "1",
        "name": "x",
        "status": "active",
        "description": "x",
    }
    found = findings(check_shareable, resource, RuleSession(types))
    assert found == [f"{kind.upper()}_SHAREABLE_MISSING_HL7 E {kind}"]
