"""`<`, `<=`, `>` and `>=`.

Spec: http://hl7.org/fhirpath/N1/#comparison
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sas_validators.fhirpath.environment import Environment
from sas_validators.fhirpath.equality import quantities
from sas_validators.fhirpath.errors import ExpressionError
from sas_validators.fhirpath.logic import Truth
from sas_validators.fhirpath.node import (
    PRIMITIVES,
    Item,
    Items,
    Node,
    describe,
    is_number,
    single,
    unwrap,
)
from sas_validators.fhirpath.quantity import QUANTITY_TYPES, common_values, read_raw_quantity
from sas_validators.fhirpath.temporal import Temporal, order_temporals, order_texts

_TEMPORAL = frozenset(("Date", "DateTime", "Time"))


def compare(left: Items, right: Items, env: Environment) -> int | None:
    """-1, 0 or 1 as the left item comes before, with or after the right one.

    None if either side is empty, or precision, zone or units leave it open.
    Raises ExpressionError for several items and for types that have no order.
    """
    one, other = single(left), single(right)
    if one is None or other is None:
        return None
    return _compare_items(one, other, env)


def _compare_items(one: Item, other: Item, env: Environment) -> int | None:
    if isinstance(one, Node) and isinstance(other, Node):
        kinds = PRIMITIVES.get(one.type), PRIMITIVES.get(other.type)
        if kinds[0] in _TEMPORAL and kinds[1] in _TEMPORAL:
            return compare_raw_temporals(kinds[0], one.value, kinds[1], other.value)
    left, right = unwrap(one), unwrap(other)
    if left is None or right is None:
        return None
    if isinstance(left, Temporal) and isinstance(right, Temporal):
        return order_temporals(left, right)
    if is_number(left) and is_number(right):
        return (left > right) - (left < right)
    if isinstance(left, str) and isinstance(right, str):
        return (left > right) - (left < right)
    if all(_is_quantity(side) or is_number(side) for side in (left, right)):
        pair = quantities(left, right)
        numbers = None if pair is None else common_values(*pair, env.units)
        return None if numbers is None else (numbers[0] > numbers[1]) - (numbers[0] < numbers[1])
    raise ExpressionError(f"{describe(left)} and {describe(right)} have no common order")


def _is_quantity(item: Item) -> bool:
    if isinstance(item, Node):
        return item.type in QUANTITY_TYPES
    return describe(item) == "Quantity"


def compare_raw_temporals(
    left_kind: str, left: object, right_kind: str, right: object
) -> int | None:
    """As `compare`, for the JSON values of two dates or times."""
    if not isinstance(left, str) or not isinstance(right, str) or not left or not right:
        return None
    return order_texts(left_kind, left, right_kind, right)  # type: ignore[arg-type]


def compare_raw_quantities(left: object, right: object, env: Environment) -> int | None:
    """As `compare`, for the JSON of two quantities."""
    if isinstance(left, dict) and isinstance(right, dict) and _measured_alike(left, right):
        return bool(left["value"] > right["value"]) - bool(left["value"] < right["value"])
    one, other = read_raw_quantity(left), read_raw_quantity(right)
    numbers = None if one is None or other is None else common_values(one, other, env.units)
    return None if numbers is None else (numbers[0] > numbers[1]) - (numbers[0] < numbers[1])


def _measured_alike(left: dict[str, Any], right: dict[str, Any]) -> bool:
    """Whether two quantities differ in nothing but their numbers, as nearly all do."""
    return (
        is_number(left.get("value"))
        and is_number(right.get("value"))
        and left.get("code") == right.get("code")
        and left.get("system") == right.get("system")
        and left.get("unit") == right.get("unit")
        and left.get("comparator") is None is right.get("comparator")
    )


def _operator(holds: Callable[[int], bool]) -> Callable[[Items, Items, Environment], Truth]:
    def operator(left: Items, right: Items, env: Environment) -> Truth:
        order = compare(left, right, env)
        return None if order is None else holds(order)

    return operator


less = _operator(lambda order: order < 0)
at_most = _operator(lambda order: order <= 0)
greater = _operator(lambda order: order > 0)
at_least = _operator(lambda order: order >= 0)
