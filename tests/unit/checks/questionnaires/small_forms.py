"""Small questionnaires and responses, and what is said of a response to one.

Findings come as `id severity place` without the parts that all have in common.
"""

from __future__ import annotations

from typing import Any

from tests.unit.checks.rule_session import RuleSession, findings, shortened

from sas_validators.checks.questionnaires.responses import response_rules

Json = dict[str, Any]

BASE = "http://hl7.org/fhir/StructureDefinition/"
URL = "http://example.org/Questionnaire/q"
UCUM = "http://unitsofmeasure.org"


def item(link_id: str, type_name: str = "string", *items: Json, **fields: Any) -> Json:
    """An item of a questionnaire; `text` is its linkId."""
    found: Json = {"linkId": link_id, "text": link_id, "type": type_name, **fields}
    if items:
        found["item"] = list(items)
    return found


def group(link_id: str, *items: Json, **fields: Any) -> Json:
    return item(link_id, "group", *items, **fields)


def extension(name: str, **value: Any) -> Json:
    url = name if ":" in name else BASE + name
    return {"url": url, **value}


def extended(**values: Any) -> list[Json]:
    """Extensions by the end of their URL: `minLength=3` (integers, strings, dicts)."""
    return [extension(name.replace("_", "-"), **_value(value)) for name, value in values.items()]


def _value(value: Any) -> Json:
    if isinstance(value, dict):
        return value
    return {"valueInteger" if isinstance(value, int) else "valueString": value}


def form(*items: Json, **fields: Any) -> Json:
    return {
        "resourceType": "Questionnaire",
        "url": URL,
        "version": "1",
        "status": "active",
        "item": list(items),
        **fields,
    }


def answered(link_id: str, *values: Any, items: tuple[Json, ...] = (), **fields: Any) -> Json:
    """An item of a response with these answers: texts, or `{"valueX": ...}` as it is."""
    found: Json = {"linkId": link_id, **fields}
    if values:
        found["answer"] = [
            value if isinstance(value, dict) else {"valueString": value} for value in values
        ]
    if items:
        found["item"] = list(items)
    return found


def coding(code: str, system: str = "http://example.org/cs", **fields: Any) -> Json:
    return {"valueCoding": {"system": system, "code": code, **fields}}


def quantity(value: Any, code: str = "", system: str = UCUM, **fields: Any) -> Json:
    unit = {"system": system, "code": code} if code else {}
    return {"valueQuantity": {"value": value, **unit, **fields}}


def response(*items: Json, status: str = "completed", **fields: Any) -> Json:
    return {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": URL,
        "status": status,
        "item": list(items),
        **fields,
    }


def judged(types: Any, questionnaire: Json, *items: Json, also: tuple[Json, ...] = ()) -> list[str]:
    """What is said of a completed response with these items."""
    return judged_response(types, questionnaire, response(*items), also=also)


def judged_response(
    types: Any, questionnaire: Json, given: Json, also: tuple[Json, ...] = ()
) -> list[str]:
    session = RuleSession(types, questionnaire, *also)
    found = findings(response_rules, given, session)
    return shortened(found, "Questionnaire_QR_Item_", "QUESTIONNAIRE_QR_", "QuestionnaireResponse.")
