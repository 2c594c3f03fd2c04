"""The filters of a value set's include, judged for one code of one code system.

Spec: https://hl7.org/fhir/R4/valueset-filter-operator.html and
https://hl7.org/fhir/R4/codesystem.html#properties
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sas_validators.terminology.code_systems import CodeSystem
from sas_validators.terminology.patterns import full_match
from sas_validators.terminology.value_sets import Filter

Matcher = Callable[[CodeSystem, str, str], bool]

_CONCEPT: Final = frozenset({"concept", "code"})
_FLAGS: Final = frozenset({"inactive", "abstract", "notSelectable"})


def matches(system: CodeSystem, code: str, condition: Filter) -> bool | None:
    """Whether `code` (as `system` writes it) meets the filter; None when it can't be told.

    Undecided are: an unknown operator, an operator that does not fit the
    property, a property the system neither declares nor uses, and a regular
    expression that is not safe to run.
    """
    name, operator, value = condition
    if name in _CONCEPT and operator in _HIERARCHY:
        return _HIERARCHY[operator](system, code, _own(system, value))
    values = _values(system, code, name)
    if values is None:
        return None
    if operator == "exists":
        return bool(values) is (value == "true")
    if operator == "regex":
        return _matches_any(value, values)
    if name in _CONCEPT:
        values = (values[0].lower(),) if not system.data["case_sensitive"] else values
        value = value.lower() if not system.data["case_sensitive"] else value
    if operator == "=":
        return value in values
    if operator in ("in", "not-in"):
        wanted = {item.strip() for item in value.split(",")}
        return wanted.isdisjoint(values) is (operator == "not-in")
    return None


def _own(system: CodeSystem, code: str) -> str:
    return system.find(code) or code


def _matches_any(pattern: str, values: tuple[str, ...]) -> bool | None:
    found: bool | None = False
    for value in values:
        result = full_match(pattern, value)
        if result:
            return True
        found = None if result is None else found
    return found


def _values(system: CodeSystem, code: str, name: str) -> tuple[str, ...] | None:
    """The values of the property `name` at `code`; None for a property nobody knows."""
    own = system.data["properties"].get(name)
    if name in _CONCEPT:
        return (code,)
    if name in system.data["parent_names"]:
        return system.data["parents"].get(code, ())
    if name in system.data["child_names"]:
        return system.children(code)
    if name == "display" and own is None:
        display = system.displays[code]
        return (display,) if display else ()
    if own is not None and code in own:
        return own[code]
    if name in _FLAGS:
        return ("true",) if _flag(system, code, name) else ("false",)
    return () if own is not None or name in system.data["declared"] else None


def _flag(system: CodeSystem, code: str, name: str) -> bool:
    if name == "inactive":
        return system.status_of(code) in ("inactive", "retired")
    return code in system.data["abstract"]


_HIERARCHY: Final[dict[str, Matcher]] = {
    "is-a": lambda system, code, top: code == top or code in system.descendants(top),
    "descendent-of": lambda system, code, top: code in system.descendants(top),
    "is-not-a": lambda system, code, top: code != top and code not in system.descendants(top),
    "child-of": lambda system, code, top: top in system.data["parents"].get(code, ()),
    "generalizes": lambda system, code, low: code == low or code in system.ancestors(low),
}
