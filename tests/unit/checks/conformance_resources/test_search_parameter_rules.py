"""SearchParameter as an instance."""

import pytest
from tests.unit.checks.rule_session import RuleSession, findings, shortened

from sas_validators.checks.conformance_resources.search_parameter import search_parameter_rules

URL = "http://example.org/SearchParameter/"


def parameter(code="name", **fields):
    return {
        "resourceType": "SearchParameter",
        "url": URL + code,
        "code": code,
        "base": ["Patient"],
        "type": "string",
        "expression": "Patient.name",
        **fields,
    }


WORLD = (parameter("own"), parameter("any", base=["Resource"], expression="Resource.id"))


def judged(types, resource):
    found = findings(search_parameter_rules, resource, RuleSession(types, *WORLD))
    return shortened(found, "SEARCHPARAMETER_", " SearchParameter")


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        pytest.param(parameter(), [], id="right"),
        pytest.param(parameter("a.b|c"), ["BAD_CHAR W", "BAD_CHAR W"], id="characters"),
        pytest.param(
            parameter(type="composite", component=[{}]), ["MISSING_COMPONENTS E"], id="one part"
        ),
        pytest.param(parameter(type="composite", component=[{}, {}]), [], id="two parts"),
        pytest.param(parameter(derivedFrom=URL + "own"), [], id="derived"),
        pytest.param(parameter(derivedFrom=URL + "far"), ["NOTFOUND W"], id="derived from unknown"),
        pytest.param(
            parameter(
                derivedFrom=URL + "own",
                base=["Patient", "Person"],
                type="token",
                expression="Patient.name | Person.name",
            ),
            ["BASE_WRONG E", "EXP_WRONG W", "TYPE_WRONG E"],
            id="derived otherwise",
        ),
        pytest.param(
            parameter(derivedFrom=URL + "any", expression="Resource.id"), [], id="of any base"
        ),
    ],
)
def test_search_parameter(types, resource, expected):
    assert judged(types, resource) == expected


@pytest.mark.parametrize(
    ("expression", "right"),
    [
        ("Patient.name.family", True),
        ("Patient.name.where(use = 'official').given | Patient.name.given", True),
        ("Patient.managingOrganization.where(resolve() is Organization).identifier", True),
        ("Patient.managingOrganization.resolve().anything.at.all", True),
        ("Patient.deceased.ofType(dateTime)", True),
        ("(Patient.deceased as dateTime)", True),
        ("Patient.extension('http://x').value.as(CodeableConcept).coding", True),
        ("Patient.contact.name.select(given | family)", True),
        ("Patient.contained.anything", True),
        ("Patient.name.first()[0].given", True),
        ("Patient.name.where($this.use = 'old').exists()", True),
        ("name.family", True),
        ("Resource.id", True),
        ("Patient.nothing", False),
        ("Patient.name.nothing", False),
        ("Patient.name.where(nothing = 1)", False),
        ("Patient.name | Patient.nothing", False),
        ("Patient.name.select(nothing)", False),
        ("Patient.extension('http://x').nothing", False),
        ("Nothing.name", False),
        ("Patient.name.(", False),
        ("Patient.name.nonsense()", False),
    ],
)
def test_expressions(types, expression, right):
    found = judged(types, parameter(expression=expression))
    assert found == ([] if right else ["ED_SEARCH_EXPRESSION_ERROR E.expression"])


def test_long_lists_of_types_are_cut(types):
    resource = parameter(expression="Patient.extension.value.nothing")
    messages = []

    def rule(o, at, r):
        search_parameter_rules(o, at, r)
        messages.extend(finding.details["reason"] for finding in r.findings)

    findings(rule, resource, RuleSession(types))
    assert len(messages[0]) < 120
