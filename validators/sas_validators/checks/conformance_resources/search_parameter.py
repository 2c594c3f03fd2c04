"""SearchParameter as an instance: its expression, its parts, what it derives from.

Spec: https://hl7.org/fhir/R4/searchparameter.html
"""

from __future__ import annotations

from sas_validators.checks.conformance_resources.expression_types import (
    UnknownPathError,
    check_paths,
)
from sas_validators.checks.run import Object, Run
from sas_validators.fhirpath.errors import ExpressionError
from sas_validators.fhirpath.parser import parse
from sas_validators.issues.catalogue import conformance_resources as messages
from sas_validators.model.paths import Location
from sas_validators.terminology.json_reading import text, texts

_WITH_OTHER_MEANING = ".$|"
_ANY_BASE = frozenset({"Resource", "DomainResource"})


def search_parameter_rules(parameter: Object, at: Location, r: Run) -> None:
    """Judges a SearchParameter."""
    code = text(parameter, "code")
    for character in _WITH_OTHER_MEANING:
        if character in code:
            r.add(messages.CODE_CHARACTERS, at, code=code, character=character)
    components = parameter.get("component")
    if text(parameter, "type") == "composite" and len(_listed(components)) < 2:
        r.add(messages.COMPONENTS_MISSING, at)
    _check_expression(parameter, at, r)
    if "derivedFrom" in parameter:
        _check_origin(parameter, at, r)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _check_expression(parameter: Object, at: Location, r: Run) -> None:
    expression = text(parameter, "expression")
    if not expression:
        return
    try:
        check_paths(parse(expression), texts(parameter, "base"), r.session.types)
    except (ExpressionError, UnknownPathError) as error:
        here = (at, "expression", None)
        r.add(messages.SEARCH_EXPRESSION, here, expression=expression, reason=str(error))


def _check_origin(parameter: Object, at: Location, r: Run) -> None:
    origin = text(parameter, "derivedFrom")
    found = r.session.find_resource(origin, "SearchParameter")
    if found is None:
        r.add(messages.ORIGIN_UNKNOWN, at, origin=origin)
        return
    allowed = texts(found, "base")
    if _ANY_BASE.isdisjoint(allowed):
        for base in texts(parameter, "base"):
            if base not in allowed:
                details = {"base": base, "origin": origin, "expected": ", ".join(allowed)}
                r.add(messages.BASE_NOT_OF_ORIGIN, at, **details)
    expected, stated = text(found, "type"), text(parameter, "type")
    if expected != stated:
        details = {"origin": origin, "expected": expected, "found": stated}
        r.add(messages.TYPE_NOT_OF_ORIGIN, at, **details)
    if text(found, "expression") != text(parameter, "expression"):
        r.add(messages.EXPRESSION_NOT_OF_ORIGIN, at, origin=origin)
