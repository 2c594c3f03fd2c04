"""The expressions that are replaced, and what that changes."""

import pytest

from fhirpath.core_constraints import constraints
from sas_validators.fhirpath import runtime
from sas_validators.fhirpath.codegen import generate_test
from sas_validators.fhirpath.environment import Environment
from sas_validators.fhirpath.parser import parse
from sas_validators.fhirpath.published import (
    MACHINE_NAME,
    REPLACEMENTS,
    find_replacement,
    replacement,
)

PATIENT = {"resourceType": "Patient", "contained": [{"resourceType": "Device", "id": "d"}]}
VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
ERROR = {"coding": [{"system": VERIFICATION, "code": "entered-in-error"}]}
PROBLEM = {
    "coding": [
        {
            "system": "http://terminology.hl7.org/CodeSystem/condition-category",
            "code": "problem-list-item",
        }
    ]
}
PUBLISHED = dict(REPLACEMENTS.keys()) | {"csd-0": MACHINE_NAME}


def holds(text, type_name, o, types, **environment):
    source = generate_test(parse(text), name="holds", context_type=type_name, types=types)
    module = {"fp": runtime}
    exec(source, module)  # noqa: S102
    return module["holds"](o, Environment(types, **environment))


@pytest.mark.parametrize("key", PUBLISHED)
def test_only_what_is_published_is_replaced(key):
    published = {(constraint.key, constraint.expression) for constraint in constraints()}
    assert (key, PUBLISHED[key]) in published
    assert parse(replacement(key, PUBLISHED[key])) != parse(PUBLISHED[key])


@pytest.mark.parametrize(
    ("key", "text", "source", "replaced"),
    [
        pytest.param("csd-0", MACHINE_NAME, "", True, id="machine name"),
        pytest.param("x-1", MACHINE_NAME, "http://x.fr/sd", False, id="not HL7's"),
        pytest.param(
            "bdl-8", PUBLISHED["bdl-8"], "http://hl7.org/fhir/StructureDefinition/Bundle", True
        ),
        pytest.param("bdl-8", PUBLISHED["bdl-8"], "http://x.fr/StructureDefinition/b", False),
        pytest.param("bdl-8", "fullUrl.exists()", "", False, id="another expression"),
        pytest.param("txt-1", "htmlChecks()", "", False, id="the same text under another key"),
        pytest.param("txt-2", "htmlChecks()", "", True, id="under its own"),
    ],
)
def test_replacement(key, text, source, replaced):
    assert (replacement(key, text, source) != text) is replaced


def test_every_replacement_says_why():
    assert all(find_replacement(*place).reason for place in REPLACEMENTS)


@pytest.mark.parametrize(
    ("key", "type_name", "o", "before", "after"),
    [
        pytest.param("ref-1", "Reference", {"display": "x"}, False, True, id="no reference"),
        pytest.param("ref-1", "Reference", {"reference": "#"}, False, True, id="the container"),
        pytest.param("ref-1", "Reference", {"reference": "#d"}, True, True, id="contained"),
        pytest.param("ref-1", "Reference", {"reference": "#e"}, False, False, id="not contained"),
        pytest.param("ref-1", "Reference", {"reference": "Patient/1"}, True, True, id="literal"),
        pytest.param("bdl-8", "Bundle.entry", {}, False, True, id="no fullUrl"),
        pytest.param("bdl-8", "Bundle.entry", {"fullUrl": "http://x/P/1/_history/2"}, False, False),
        pytest.param("csd-0", "CodeSystem", {}, False, True, id="no name"),
        pytest.param("csd-0", "CodeSystem", {"name": "My name"}, True, False, id="blank inside"),
        pytest.param("csd-0", "CodeSystem", {"name": "MyName"}, True, True, id="a name"),
        pytest.param(
            "que-7",
            "Questionnaire.item.enableWhen",
            {"operator": "exists", "answerBoolean": True},
            False,
            True,
            id="a boolean",
        ),
        pytest.param(
            "que-7",
            "Questionnaire.item.enableWhen",
            {"operator": "exists", "answerString": "x"},
            False,
            False,
            id="no boolean",
        ),
        pytest.param(
            "que-12", "Questionnaire.item", {"enableWhen": [{}, {}]}, True, False, id="two"
        ),
        pytest.param(
            "que-12", "Questionnaire.item", {"enableWhen": [{}]}, True, True, id="one condition"
        ),
        pytest.param("ras-2", "RiskAssessment.prediction", {}, False, True, id="no probability"),
        pytest.param(
            "ras-2", "RiskAssessment.prediction", {"probabilityDecimal": 101}, False, False
        ),
        pytest.param(
            "ras-2", "RiskAssessment.prediction", {"probabilityRange": {"id": "a"}}, True, True
        ),
        pytest.param(
            "tim-9", "Timing.repeat", {"offset": 1, "when": ["AC", "PC"]}, False, True, id="several"
        ),
        pytest.param(
            "tim-9", "Timing.repeat", {"offset": 1, "when": ["AC", "C"]}, False, False, id="meal"
        ),
        pytest.param("tim-9", "Timing.repeat", {"offset": 1}, False, False, id="no when"),
        pytest.param("eld-19", "ElementDefinition", {"path": "A.b[x].c"}, True, True),
        pytest.param("eld-19", "ElementDefinition", {"path": "A.b c"}, True, False),
        pytest.param("eld-20", "ElementDefinition", {"path": "A.b[x]"}, True, True),
        pytest.param("eld-20", "ElementDefinition", {"path": "A.b-c"}, True, False),
        pytest.param("con-3", "Condition", {}, True, True, id="nothing said"),
        pytest.param(
            "con-3", "Condition", {"verificationStatus": ERROR}, True, False, id="in error"
        ),
        pytest.param(
            "con-3",
            "Condition",
            {"verificationStatus": ERROR, "category": [PROBLEM]},
            True,
            True,
            id="on the problem list",
        ),
        pytest.param("opd-3", "OperationDefinition.parameter", {}, True, True, id="no target"),
        pytest.param(
            "opd-3",
            "OperationDefinition.parameter",
            {"targetProfile": ["x"], "type": "Patient"},
            False,
            True,
            id="a resource",
        ),
        pytest.param(
            "opd-3",
            "OperationDefinition.parameter",
            {"targetProfile": ["x"], "type": "string"},
            False,
            False,
            id="a string",
        ),
    ],
)
def test_verdicts(key, type_name, o, before, after, types):
    def member_of(item, url):
        return item.value == "Patient"

    environment = {"resource": PATIENT, "member_of": member_of}
    assert holds(PUBLISHED[key], type_name, o, types, **environment) is before
    text = replacement(key, PUBLISHED[key])
    assert holds(text, type_name, o, types, **environment) is after


@pytest.mark.parametrize(
    ("o", "root", "expected"),
    [
        pytest.param({"text": {"div": "x"}}, None, True, id="with narrative"),
        pytest.param({}, None, False, id="without"),
        pytest.param({}, PATIENT, True, id="contained"),
    ],
)
def test_narratives_of_contained_resources(o, root, expected, types):
    resource = {"resourceType": "Device", **o}
    text = replacement("dom-6", PUBLISHED["dom-6"])
    environment = {"resource": resource, "root_resource": root}
    assert holds(text, "Device", resource, types, **environment) is expected


def test_the_second_narrative_rule_is_about_content(types):
    text = replacement("txt-2", "htmlChecks()")
    services = {"html_checks": lambda text: True, "html_content": lambda text: "x" in text}
    assert holds(text, "xhtml", "<div>x</div>", types, **services) is True
    assert holds(text, "xhtml", "<div/>", types, **services) is False
