"""Rules meet whatever JSON holds: junk in any place raises nothing."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from tests.unit.checks.questionnaires.small_forms import (
    URL,
    answered,
    coding,
    extended,
    extension,
    form,
    group,
    item,
    quantity,
    response,
)
from tests.unit.checks.rule_session import RuleSession, findings
from tests.unit.terminology.small_world import code_system, codes, filtered, value_set

from sas_validators.checks.bundles import bundle_rules
from sas_validators.checks.resource_rules import RESOURCE_RULES

JUNK: tuple[Any, ...] = (None, 7, "x", True, [], {}, [7], [None], {"a": 1}, [{"a": [1]}])
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
EVERYTHING = [
    *extended(minLength=1, regex="a+", entryFormat="x", maxDecimalPlaces=2),
    *extended(minValue=1, questionnaire_minOccurs=1, questionnaire_maxOccurs=2, maxSize=3),
    extension("mimeType", valueCode="image/*"),
    extension("questionnaire-referenceResource", valueCode="Patient"),
    extension("questionnaire-unitOption", valueCoding={"system": "urn:x", "code": "a"}),
    extension("questionnaire-unitValueSet", valueCanonical="http://example.org/vs"),
    extension(SDC + "minQuantity", **quantity(1, "kg")),
    extension(
        SDC + "enableWhenExpression",
        valueExpression={"language": "text/fhirpath", "expression": "true"},
    ),
]
WHEN = {"question": "q", "operator": "=", "answerString": "x"}
TRANSLATED = {
    "extension": [
        {
            "url": "http://hl7.org/fhir/StructureDefinition/translation",
            "extension": [{"url": "content", "valueString": "x"}],
        }
    ]
}
OPTION = {**coding("a"), "extension": extended(questionnaire_optionExclusive=1)}
FORM = form(
    group(
        "g",
        item("s", "string", item("s.a"), extension=EVERYTHING, maxLength=3, _text=TRANSLATED),
        item("n", "decimal", extension=EVERYTHING),
        item("u", "quantity", extension=EVERYTHING, enableWhen=[WHEN]),
        item("f", "attachment", extension=EVERYTHING),
        item("r", "reference", extension=EVERYTHING, required=True),
        item("c", "choice", answerOption=[OPTION, {"valueString": "b"}], repeats=True),
        item("v", "open-choice", answerValueSet="http://example.org/vs"),
        item("d", "date", extension=EVERYTHING),
    ),
    effectivePeriod={"start": "2020", "end": "2021"},
)
ANSWERS = answered(
    "g",
    text="g",
    items=(
        answered("s", {"valueString": "x", "item": [answered("s.a", "y")]}, text="z"),
        answered("n", {"valueDecimal": 1.5}),
        answered("u", quantity(1, "g")),
        answered("f", {"valueAttachment": {"contentType": "a/b", "size": 1, "data": "AAAA"}}),
        answered("r", {"valueReference": {"reference": "Group/1", "type": "Group"}}),
        answered("c", coding("a"), coding("z"), {"valueString": "q"}),
        answered("v", coding("a")),
        answered("d", {"valueDate": "2020-01-01"}),
    ),
)
OWN_FORM = {**form(item("q")), "id": "q"}
RESPONSE = response(ANSWERS, authored="2020-05-05", contained=[OWN_FORM])

SYSTEM = code_system(
    "http://example.org/cs",
    {
        "code": "a",
        "display": "A",
        "designation": [
            {
                "language": "en",
                "value": "B",
                "use": {"system": "http://terminology.hl7.org", "code": "display"},
            }
        ],
        "property": [{"code": "p", "valueCode": "a"}],
        "concept": [{"code": "b"}],
    },
    property=[
        {"code": "p", "uri": "http://hl7.org/fhir/concept-properties#parent", "type": "code"}
    ],
    supplements="http://example.org/base",
    count=2,
    meta={"profile": ["http://hl7.org/fhir/StructureDefinition/shareablecodesystem"]},
)
VALUE_SET = value_set(
    "http://example.org/own",
    codes("http://example.org/cs", "a"),
    filtered("http://example.org/cs", ("concept", "is-a", "a")),
    {"valueSet": ["http://example.org/vs"]},
    {"system": "#x"},
    contained=[{"resourceType": "CodeSystem", "id": "x"}],
)
MAP = {
    "resourceType": "ConceptMap",
    "sourceUri": "http://example.org/vs",
    "group": [
        {
            "source": "http://example.org/cs",
            "target": "http://example.org/cs",
            "element": [{"code": "a", "target": [{"code": "a"}]}],
        }
    ],
}
SEARCH = {
    "resourceType": "SearchParameter",
    "code": "x",
    "base": ["Patient"],
    "type": "composite",
    "component": [{}, {}],
    "expression": "Patient.name",
    "derivedFrom": "http://example.org/sp",
}
STATEMENT = {
    "resourceType": "CapabilityStatement",
    "rest": [{"resource": [{"searchParam": [{"definition": "http://example.org/sp"}]}]}],
}
REPORT = {
    "resourceType": "MeasureReport",
    "measure": "#m",
    "contained": [
        {"resourceType": "Measure", "id": "m", "group": [{"code": {"text": "a"}}, {"code": {}}]}
    ],
    "group": [{"code": {"coding": [{"code": "a"}], "text": "x"}}],
}
OPERATION = {
    "resourceType": "OperationDefinition",
    "inputProfile": "http://example.org/in",
    "parameter": [{"name": "x", "use": "in", "type": "string", "targetProfile": ["http://x"]}],
}
PARAMETERS = {"resourceType": "Parameters", "parameter": [{"name": "count", "valueString": "x"}]}
OBSERVATION = {
    "resourceType": "Observation",
    "meta": {"profile": ["http://example.org/x"]},
    "code": {"coding": [{"system": "http://loinc.org", "code": "8480-6"}]},
    "performer": [{}],
}
DOCUMENT = {
    "resourceType": "Bundle",
    "type": "document",
    "link": [{"relation": "stylesheet", "url": "Binary/1"}],
    "entry": [
        {
            "fullUrl": "http://example.org/Composition/c",
            "resource": {
                "resourceType": "Composition",
                "id": "c",
                "text": {"div": '<div><a href="x">x</a></div>'},
                "subject": {"reference": "Patient/p#f"},
                "attester": [{"party": {"reference": "Patient/p"}}],
                "section": [{"entry": [{"reference": "x"}], "section": [{"focus": {}}]}],
            },
        },
        {
            "fullUrl": "http://example.org/Patient/p",
            "resource": {"resourceType": "Patient", "id": "p", "contained": [{"id": "f"}]},
        },
    ],
}
MESSAGE = {
    "resourceType": "Bundle",
    "type": "message",
    "entry": [
        {
            "fullUrl": "http://example.org/MessageHeader/m",
            "resource": {"resourceType": "MessageHeader", "focus": [{"reference": "Patient/p"}]},
        }
    ],
}
RESOURCES = {
    "response": RESPONSE,
    "questionnaire": FORM,
    "code system": SYSTEM,
    "value set": VALUE_SET,
    "concept map": MAP,
    "search parameter": SEARCH,
    "capability statement": STATEMENT,
    "measure report": REPORT,
    "operation": OPERATION,
    "parameters": PARAMETERS,
    "observation": OBSERVATION,
    "document": DOCUMENT,
    "message": MESSAGE,
}


class OddSession(RuleSession):
    """Definitions among which the odd resource itself may be."""

    class snapshots:  # noqa: N801
        @staticmethod
        def complete(definition: Any) -> Any:
            return definition


def spoilt(value: Any) -> Iterator[Any]:
    """`value` with junk in place of each of its parts in turn."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name != "resourceType":
                yield from ({**value, name: junk} for junk in JUNK)
                yield from ({**value, name: worse} for worse in spoilt(part))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from ([*value[:index], junk, *value[index + 1 :]] for junk in JUNK)
            yield from ([*value[:index], worse, *value[index + 1 :]] for worse in spoilt(part))


def judge(types: Any, resource: Any, *definitions: Any) -> None:
    kind = resource["resourceType"]
    rule = bundle_rules if kind == "Bundle" else RESOURCE_RULES[kind]
    session = OddSession(types, code_system("http://example.org/base", "a"), *definitions)
    findings(rule, resource, session)


@pytest.mark.parametrize("name", RESOURCES)
def test_junk_anywhere(types: Any, name: str) -> None:
    kept = copy.deepcopy(RESOURCES[name])
    for resource in spoilt(RESOURCES[name]):
        judge(types, resource, SYSTEM, value_set("http://example.org/vs", codes("urn:x")), FORM)
    assert RESOURCES[name] == kept


def test_junk_in_the_questionnaire(types: Any) -> None:
    assert RESPONSE["questionnaire"] == URL
    for questionnaire in spoilt(FORM):
        judge(types, RESPONSE, {**questionnaire, "url": URL, "version": "1"})


PROFILE = {
    "resourceType": "StructureDefinition",
    "url": "http://example.org/in",
    "type": "Parameters",
    "snapshot": {
        "element": [
            {"id": "Parameters.parameter:x.name", "fixedString": "x"},
            {"id": "Parameters.parameter:x.value[x]", "type": [{"code": "string"}]},
        ]
    },
}


def test_junk_in_the_profile(types: Any) -> None:
    for profile in spoilt(PROFILE):
        judge(types, OPERATION, {**profile, "url": "http://example.org/in"})
