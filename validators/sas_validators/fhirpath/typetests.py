"""`is`, `as`, `ofType()` and `type()`.

Types are named as the generated code does: `Quantity` for FHIR's, `System.String`
for FHIRPath's own.

Spec: http://hl7.org/fhirpath/N1/#types and http://hl7.org/fhirpath/N1/#reflection
"""

from __future__ import annotations

from sas_validators.fhirpath.environment import Environment
from sas_validators.fhirpath.logic import Truth
from sas_validators.fhirpath.node import TYPE_INFO, Item, Items, Node, describe, single
from sas_validators.fhirpath.quantity import Quantity

SYSTEM = "System."
SYSTEM_TYPES = frozenset(
    ("Any", "Boolean", "String", "Integer", "Decimal", "Date", "DateTime", "Time", "Quantity")
)


def is_type(items: Items, name: str, env: Environment) -> Truth:
    """`is`: whether the item is of the type or a descendant of it; empty for none.

    Raises ExpressionError for several items.
    """
    item = single(items)
    return None if item is None else item_is(item, name, env)


def of_type(items: Items, name: str, env: Environment) -> Items:
    """`ofType()`, and `as`, which R4's search parameters also use on several items."""
    env.spend_items(len(items))
    return [item for item in items if item_is(item, name, env)]


def item_is(item: Item, name: str, env: Environment) -> bool:
    """Whether `item` is of type `name`."""
    if name == "System.Any":
        return True
    if isinstance(item, Node):
        return item.type == name or env.types.is_a(item.type, name)
    if name == "Quantity":
        return isinstance(item, Quantity)
    return name == SYSTEM + describe(item)


def type_of(items: Items, env: Environment) -> Items:
    """`type()`: for each item, the namespace, name and base type of its type."""
    return [Node(_describe_type(item, env), TYPE_INFO) for item in items]


def _describe_type(item: Item, env: Environment) -> dict[str, str]:
    if not isinstance(item, Node):
        return {"namespace": "System", "name": describe(item), "baseType": "System.Any"}
    if item.type == TYPE_INFO:
        return {"namespace": "System", "name": "TypeInfo", "baseType": "System.Any"}
    info = env.types.find(item.type)
    base = info.base if info is not None else None
    return {"namespace": "FHIR", "name": item.type, "baseType": f"FHIR.{base}" if base else ""}
