import pytest
from tests.unit.checks.rule_session import RuleSession, findings

from sas_validators.checks.version_urls import report_unknown


@pytest.mark.parametrize(
    ("canonical", "expected"),
    [
        ("http://example.org/p", "UNKNOWN_NOT_POLICY W"),
        ("http://hl7.org/fhir/4.0/StructureDefinition/Patient", "THIS_VERSION_OK I"),
        ("http://hl7.org/fhir/4.0/StructureDefinition/Person", "THIS_VERSION_OTHER E"),
        ("http://hl7.org/fhir/3.0/StructureDefinition/Person", "OTHER_VERSION I"),
        ("http://hl7.org/fhir/StructureDefinition/Unheard", "UNKNOWN_NOT_POLICY W"),
    ],
)
def test_versions(types, canonical, expected):
    def rule(o, at, r):
        report_unknown(canonical, "Patient", at, r)

    found = findings(rule, {"resourceType": "Patient"}, RuleSession(types))
    assert found == [f"VALIDATION_VAL_PROFILE_{expected} Patient"]
