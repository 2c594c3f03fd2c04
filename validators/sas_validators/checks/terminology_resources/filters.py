"""Filters of a ValueSet: operators and values that fit the property they are about.

Spec: https://hl7.org/fhir/R4/valueset-filter-operator.html
"""

from __future__ import annotations

import re

from sas_validators.checks.placed import placed
from sas_validators.checks.run import Object, Run
from sas_validators.checks.terminology_resources.properties import declared_types
from sas_validators.issues.catalogue import terminology_resources as messages
from sas_validators.model.paths import Location
from sas_validators.primitives.moments import compare_moments
from sas_validators.terminology.code_systems import CodeSystem
from sas_validators.terminology.json_reading import text

_HIERARCHY = frozenset({"is-a", "descendent-of", "is-not-a", "generalizes", "child-of"})
_LISTS = frozenset({"in", "not-in"})
_CONCEPT = frozenset({"concept", "code"})
_BOOLEANS = frozenset({"true", "false"})
_CODE = re.compile(r"\S+( \S+)*").fullmatch
_INTEGER = re.compile(r"[+-]?[0-9]+").fullmatch
_DECIMAL = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?").fullmatch


def check_filters(system: CodeSystem, rule: Object, here: Location, r: Run) -> None:
    """Judges the filters of an include or exclude from `system`."""
    types: dict[str, str] | None = None
    for item, place in placed(rule, "filter", here):
        name, operator, value = (text(item, part) for part in ("property", "op", "value"))
        if not (name and operator and value):
            continue
        if types is None:
            found = r.session.find_resource(system.url, "CodeSystem")
            types = {} if found is None else declared_types(found)
        details = {"property": name, "operator": operator, "value": value}
        _check_filter(system, types.get(name, ""), details, place, r)


def _check_filter(
    system: CodeSystem, type_name: str, details: dict[str, str], here: Location, r: Run
) -> None:
    name, operator, value = details["property"], details["operator"], details["value"]
    if operator == "exists":
        if value not in _BOOLEANS:
            r.add(messages.FILTER_BOOLEAN, here, **details)
    elif operator in _HIERARCHY:
        if type_name not in ("", "code") and name not in _CONCEPT:
            r.add(messages.FILTER_OPERATOR, here, **details, type=type_name)
        elif name in _CONCEPT and system.complete and system.find(value) is None:
            r.add(messages.FILTER_CODE_UNKNOWN, here, **details, system=system.url)
    elif operator == "regex":
        if type_name not in ("", "string", "code"):
            r.add(messages.FILTER_REGEX, here, **details, type=type_name)
    elif type_name and name not in _CONCEPT:
        listed = value.split(",") if operator in _LISTS else [value]
        if not (operator in _LISTS and ":" in value and type_name == "code"):
            for item in listed:
                _check_value(type_name, {**details, "value": item}, here, r)


def _check_value(type_name: str, details: dict[str, str], here: Location, r: Run) -> None:
    value = details["value"]
    if type_name == "boolean":
        if value not in _BOOLEANS:
            r.add(messages.FILTER_BOOLEAN, here, **details)
    elif type_name == "code":
        if not _CODE(value):
            r.add(messages.FILTER_CODE, here, **details)
    elif type_name == "Coding":
        system, separator, code = value.rpartition("|")
        if not (separator and system and code):
            r.add(messages.FILTER_CODING, here, **details)
    elif not _is_value(type_name, value):
        r.add(messages.FILTER_VALUE, here, **details, type=type_name)


def _is_value(type_name: str, value: str) -> bool:
    if type_name == "integer":
        return _INTEGER(value) is not None
    if type_name == "decimal":
        return _DECIMAL(value) is not None
    if type_name == "dateTime":
        return compare_moments(value, value) is not None
    return True
