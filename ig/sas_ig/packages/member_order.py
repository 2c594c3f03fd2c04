"""Members of JSON resources in the order in which FHIR defines the elements.

SUSHI writes an instance's members in the order of its rules; readers expect the
order of the specification, which is that of the XML form too.

Spec: https://hl7.org/fhir/R4/json.html
"""

from __future__ import annotations

from typing import Any

from sas_validators.definitions.types import TypeModel

Resource = dict[str, Any]

_LAST = 10_000
"""Where members that the type does not define go: behind all that it does."""


def in_order(resource: Resource, types: TypeModel) -> Resource:
    """An equal resource whose members are in the order of their definitions, at every depth."""
    name: str = resource["resourceType"]
    return {"resourceType": name, **_object(resource, name, types)}


def _object(value: Resource, type_name: str, types: TypeModel) -> Resource:
    found = types.find(type_name)
    members = found.members if found is not None else {}

    def rank(name: str) -> tuple[int, str]:
        member = members.get(name.removeprefix("_"))
        # `_birthDate`, which extends a primitive, follows `birthDate`.
        return (_LAST if member is None else member[0].order, name.removeprefix("_"))

    ordered: Resource = {}
    for name in sorted(value, key=lambda name: (*rank(name), name.startswith("_"))):
        member = members.get(name.removeprefix("_"))
        ordered[name] = _value(value[name], member[1] if member else "", types)
    return ordered


def _value(value: Any, type_name: str, types: TypeModel) -> Any:
    if isinstance(value, list):
        return [_value(item, type_name, types) for item in value]
    if not isinstance(value, dict):
        return value
    if "resourceType" in value:
        return in_order(value, types)
    return _object(value, type_name, types)
