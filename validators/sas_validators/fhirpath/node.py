"""Typed nodes over raw JSON, and the System values of FHIR's primitives.

The engine works on lists ("collections") whose items are either FHIR elements,
wrapped as `Node`, or System values: bool, int, Decimal, str, `Temporal` and
`Quantity`.

Spec: https://hl7.org/fhir/R4/fhirpath.html#types
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from sas_validators.fhirpath.errors import ExpressionError
from sas_validators.fhirpath.temporal import Temporal, read_temporal

if TYPE_CHECKING:
    from sas_validators.fhirpath.quantity import Quantity
    from sas_validators.model.paths import Location

_STRING_TYPES = (
    "string", "code", "uri", "url", "canonical", "id", "oid", "uuid", "markdown",
    "base64Binary", "xhtml",
)  # fmt: skip

PRIMITIVES: Final[dict[str, str]] = {
    **dict.fromkeys(_STRING_TYPES, "String"),
    "boolean": "Boolean",
    "integer": "Integer",
    "unsignedInt": "Integer",
    "positiveInt": "Integer",
    "decimal": "Decimal",
    "date": "Date",
    "dateTime": "DateTime",
    "instant": "DateTime",
    "time": "Time",
}
"""FHIR's primitive types and the System type each converts to."""

TYPE_INFO = "System.TypeInfo"
"""The type of what `type()` returns."""


class Node:
    """One element of an instance.

    `value` is its raw JSON (None for a primitive that only has extensions),
    `type` the name of its FHIR type (`HumanName`, `Patient.contact`, `code`),
    `shadow` what a primitive's `_name` member holds, `location` where it is
    when the evaluation keeps track of that.
    """

    __slots__ = ("location", "shadow", "type", "value")

    def __init__(
        self, value: Any, type: str, shadow: Any = None, location: Location | None = None
    ) -> None:
        """`shadow` is for primitives only."""
        self.value = value
        self.type = type
        self.shadow = shadow
        self.location = location

    def __repr__(self) -> str:
        """For messages of failing tests."""
        return f"Node({self.value!r}, {self.type!r})"


SystemValue: TypeAlias = "bool | int | Decimal | str | Temporal | Quantity"
Item: TypeAlias = "Node | SystemValue"
Items: TypeAlias = "list[Item]"


def unwrap(item: Item) -> Item | None:
    """The System value of `item`: None for a primitive without a proper one.

    Complex elements stay what they are. A JSON value of the wrong kind (a
    number where FHIR wants a string) is no value.
    """
    if type(item) is not Node:
        return item
    kind = PRIMITIVES.get(item.type)
    return item if kind is None else primitive_value(kind, item.value)


def primitive_value(kind: str, value: Any) -> SystemValue | None:
    """The System value of type `kind` that the JSON `value` stands for, None if it can't."""
    if kind == "String":
        return value if isinstance(value, str) else None
    if kind == "Boolean":
        return value if value is True or value is False else None
    if kind == "Integer":
        return value if isinstance(value, int) and not isinstance(value, bool) else None
    if kind == "Decimal":
        return value if is_number(value) else None
    return read_temporal(kind, value) if isinstance(value, str) else None  # type: ignore[arg-type]


def is_number(value: Any) -> bool:
    """Whether `value` is a JSON number that FHIR accepts."""
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)


def single(items: Items) -> Item | None:
    """The only item, None for none. Raises ExpressionError for several."""
    if not items:
        return None
    if len(items) > 1:
        raise ExpressionError(f"one item is expected here, not {len(items)}")
    return items[0]


def value(items: Items) -> Item | None:
    """The System value of the only item (see `unwrap`); None for none or no value."""
    item = single(items)
    return None if item is None else unwrap(item)


def values(items: Items) -> list[Item]:
    """The System values of all items that have one."""
    found = (unwrap(item) for item in items)
    return [item for item in found if item is not None]


def as_items(result: Item | None) -> Items:
    """A collection of what is perhaps there."""
    return [] if result is None else [result]


def describe(item: Item | None) -> str:
    """The type of `item` as messages name it."""
    if isinstance(item, Node):
        return item.type
    names = {bool: "Boolean", int: "Integer", str: "String"}
    if isinstance(item, Decimal):
        return "Decimal"
    if isinstance(item, Temporal):
        return item.kind
    return names.get(type(item), "Quantity")
