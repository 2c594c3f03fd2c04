"""CapabilityStatement, MeasureReport, Parameters, OperationDefinition, StructureDefinition."""

import pytest
from tests.unit.checks.rule_session import RuleSession, findings, shortened

from sas_validators.checks.conformance_resources.capability_statement import (
    capability_statement_rules,
)
from sas_validators.checks.conformance_resources.measure_report import measure_report_rules
from sas_validators.checks.conformance_resources.operation_definition import (
    operation_definition_rules,
)
from sas_validators.checks.conformance_resources.parameters import parameters_rules
from sas_validators.checks.conformance_resources.structure_definition import expression_problem

SP = {"resourceType": "SearchParameter", "url": "http://example.org/sp", "type": "token"}


def statement(**parameter):
    resource = {"type": "Slot", "searchParam": [{"name": "a", "type": "string"}, parameter]}
    rest = {"resource": [resource], "searchParam": [parameter]}
    return {"resourceType": "CapabilityStatement", "rest": [rest]}


@pytest.mark.parametrize(
    ("parameter", "wrong"),
    [
        ({"definition": SP["url"], "type": "token"}, False),
        ({"definition": SP["url"], "type": "string"}, True),
        ({"definition": "http://example.org/far", "type": "string"}, False),
        ({"type": "string"}, False),
    ],
)
def test_capability_statement(types, parameter, wrong):
    found = findings(capability_statement_rules, statement(**parameter), RuleSession(types, SP))
    places = ["rest[0].resource[0].searchParam[1]", "rest[0].searchParam[0]"] if wrong else []
    message = "CapabalityStatement_CS_SP_WrongType E CapabilityStatement."
    assert found == [message + place for place in places]


def code(name, system="http://example.org/cs"):
    return {"code": {"coding": [{"system": system, "code": name}]}}


def measure(*groups):
    return {"resourceType": "Measure", "url": "http://example.org/m", "group": list(groups)}


TWO = measure(code("a"), {"code": {"text": "b"}})


@pytest.mark.parametrize(
    ("loaded", "groups", "fields", "expected"),
    [
        pytest.param(TWO, [code("a"), {"code": {"text": "b"}}], {}, [], id="right"),
        pytest.param(
            TWO,
            [code("a"), {}],
            {},
            ["GRP_MISSING_BY_CODE E MeasureReport", "GRP_NO_CODE E MeasureReport.group[1]"],
            id="no code",
        ),
        pytest.param(
            TWO, [code("a")], {}, ["GRP_MISSING_BY_CODE E MeasureReport"], id="one is missing"
        ),
        pytest.param(
            TWO,
            [code("a", "http://example.org/other"), {"code": {"text": "b"}}],
            {},
            ["GRP_MISSING_BY_CODE E MeasureReport"],
            id="code of another system",
        ),
        pytest.param(TWO, [], {"type": "data-collection"}, [], id="only data"),
        pytest.param(measure(code("a")), [{}], {}, [], id="one group needs no code"),
        pytest.param(TWO, [{}], {"measure": "http://example.org/far"}, [], id="not loaded"),
        pytest.param(
            TWO,
            [code("x")],
            {"measure": "#m", "contained": [{**measure(code("x"), code("y")), "id": "m"}]},
            ["GRP_MISSING_BY_CODE E MeasureReport"],
            id="contained",
        ),
    ],
)
def test_measure_report(types, loaded, groups, fields, expected):
    report = {"resourceType": "MeasureReport", "measure": loaded["url"], "group": groups, **fields}
    found = findings(measure_report_rules, report, RuleSession(types, loaded))
    assert shortened(found, "MEASURE_MR_") == expected


@pytest.mark.parametrize(
    ("parameter", "told"),
    [
        ({"name": "count", "valueInteger": 1}, False),
        ({"name": "count", "valueString": "1"}, True),
        ({"name": "other", "valueString": "1"}, False),
        ({"name": "count", "part": []}, False),
    ],
)
def test_parameters(types, parameter, told):
    resource = {"resourceType": "Parameters", "parameter": [parameter]}
    found = findings(parameters_rules, resource, RuleSession(types))
    assert found == (["PARAMETERS_STD_WRONG_TYPE I Parameters.parameter[0]"] if told else [])


PROFILE = "http://example.org/StructureDefinition/in"
PATIENT = "http://hl7.org/fhir/StructureDefinition/Patient"


def profile(*value_types, name="subject", kind="Parameters"):
    top = "Parameters.parameter:own"
    return {
        "resourceType": "StructureDefinition",
        "url": PROFILE,
        "type": kind,
        "snapshot": {
            "element": [
                {"id": top},
                {"id": f"{top}.name", "patternString": name},
                {"id": f"{top}.value[x]", "type": list(value_types)},
                {"id": f"{top}.resource", "max": "0", "type": [{"code": "Resource"}]},
            ]
        },
    }


class Complete:
    """Snapshots that are complete already."""

    def complete(self, definition):
        return definition


class OperationSession(RuleSession):
    snapshots = Complete()


def reference_to(*targets):
    return {"code": "Reference", "targetProfile": list(targets)}


def asked(**fields):
    return {"name": "subject", "use": "in", **fields}


@pytest.mark.parametrize(
    ("loaded", "parameter", "expected"),
    [
        pytest.param(profile({"code": "string"}), asked(type="string"), [], id="same type"),
        pytest.param(
            profile({"code": "string"}),
            asked(type="code"),
            ["TYPE_NOT_IN_PARAMS E parameter[0]", "TYPE_NOT_IN_PROFILE E parameter[0]"],
            id="other type",
        ),
        pytest.param(profile({"code": "string"}), asked(type="Any"), [], id="any type"),
        pytest.param(
            profile({"code": "string"}, name="other"), asked(type="code"), [], id="other name"
        ),
        pytest.param(
            profile({"code": "string"}), {**asked(type="code"), "use": "out"}, [], id="output"
        ),
        pytest.param(
            profile(reference_to(PATIENT)),
            asked(type="Reference", targetProfile=[PATIENT]),
            [],
            id="same target",
        ),
        pytest.param(
            profile(reference_to(PATIENT)),
            asked(type="Reference", targetProfile=["http://x"]),
            ["PROFILE_NOT_IN_PARAMS E parameter[0]", "PROFILE_NOT_IN_PROFILE E parameter[0]"],
            id="other target",
        ),
        pytest.param(
            profile(kind="Patient"), asked(), ["NOT_VALUE_MISMATCH E inputProfile"], id="kind"
        ),
        pytest.param(
            {**profile(), "url": "http://far"}, asked(), ["NOT_FOUND E inputProfile"], id="unknown"
        ),
    ],
)
def test_operation_definition(types, loaded, parameter, expected):
    operation = {
        "resourceType": "OperationDefinition",
        "inputProfile": PROFILE,
        "parameter": [parameter],
    }
    found = findings(operation_definition_rules, operation, OperationSession(types, loaded))
    assert shortened(found, "OPDEF_PROFILE_", "OperationDefinition.") == expected


@pytest.mark.parametrize(
    ("expression", "right"), [("name.exists()", True), ("name.exists(", False), ("", False)]
)
def test_expressions_of_invariants(expression, right):
    assert (expression_problem(expression) is None) == right
