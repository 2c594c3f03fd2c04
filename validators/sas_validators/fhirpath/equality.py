"""`=`, `~` and what builds on them: distinct, union, intersect, subsetOf.

`=` is three-valued: None where a date's precision or a unit leaves it open.

Spec: http://hl7.org/fhirpath/N1/#equality
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sas_validators.fhirpath.environment import Environment, check_number
from sas_validators.fhirpath.logic import Truth
from sas_validators.fhirpath.navigation import children
from sas_validators.fhirpath.node import Item, Items, Node, is_number, single, unwrap
from sas_validators.fhirpath.quantity import (
    QUANTITY_TYPES,
    Quantity,
    common_values,
    read_quantity,
)
from sas_validators.fhirpath.temporal import Temporal, compare_temporals, same_precision

_BLANKS = re.compile(r"\s+")


def equal(left: Items, right: Items, env: Environment) -> Truth:
    """`=`: empty if either side is; else the same items in the same order."""
    if not left or not right:
        return None
    if len(left) != len(right):
        return False
    env.spend(len(left))
    result: Truth = True
    for one, other in zip(left, right, strict=True):
        same = items_equal(one, other, env)
        if same is False:
            return False
        if same is None:
            result = None
    return result


def not_equal(left: Items, right: Items, env: Environment) -> Truth:
    """`!=`."""
    same = equal(left, right, env)
    return None if same is None else not same


def items_equal(one: Item, other: Item, env: Environment) -> Truth:
    """Whether two items are equal; None where that is undecided or a primitive has no value."""
    left, right = unwrap(one), unwrap(other)
    if left is None or right is None:
        return None
    if isinstance(left, Node) and isinstance(right, Node):
        return _nodes_equal(left, right, env)
    return _values_equal(left, right, env)


def _values_equal(left: Item, right: Item, env: Environment) -> Truth:
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if is_number(left) and is_number(right):
        return left == right
    if isinstance(left, Temporal) and isinstance(right, Temporal):
        return _temporals_equal(left, right)
    pair = quantities(left, right)
    if pair is None:
        return False
    numbers = common_values(*pair, env.units)
    return None if numbers is None else numbers[0] == numbers[1]


def _temporals_equal(left: Temporal, right: Temporal) -> Truth:
    if (left.kind == "Time") != (right.kind == "Time"):
        return False
    order = compare_temporals(left, right)
    return None if order is None else order == 0


def quantities(left: Item | None, right: Item | None) -> tuple[Quantity, Quantity] | None:
    """Both sides as quantities, if at least one is a quantity and the other converts to one."""
    one, other = as_quantity(left), as_quantity(right)
    if one is None or other is None or (is_number(left) and is_number(right)):
        return None
    return one, other


def as_quantity(item: Item | None) -> Quantity | None:
    """A quantity, or a number as a quantity without unit; None for anything else."""
    if isinstance(item, Quantity):
        return item
    if isinstance(item, Node):
        return read_quantity(item) if item.type in QUANTITY_TYPES else None
    if isinstance(item, (int, Decimal)) and not isinstance(item, bool):
        return Quantity(Decimal(item))
    return None


def _nodes_equal(left: Node, right: Node, env: Environment) -> Truth:
    """Complex elements: equal children of the same names, in the same order."""
    if left.value is right.value and left.type == right.type:
        return True
    if left.type in QUANTITY_TYPES and right.type in QUANTITY_TYPES:
        one, other = read_quantity(left), read_quantity(right)
        if one is not None and other is not None:
            return _values_equal(one, other, env)
    return _children_agree(_by_name(left, env), _by_name(right, env), env)


def _children_agree(left: dict[str, Items], right: dict[str, Items], env: Environment) -> Truth:
    if left.keys() != right.keys():
        return False
    result: Truth = True
    for name, items in left.items():
        same = _all_agree(items, right[name], env)
        if same is False:
            return False
        if same is None:
            result = None
    return result


def _all_agree(left: Items, right: Items, env: Environment) -> Truth:
    """As `=`; primitives that both lack a value agree if their extensions do."""
    if len(left) != len(right):
        return False
    result: Truth = True
    for one, other in zip(left, right, strict=True):
        if isinstance(one, Node) and isinstance(other, Node) and one.value is other.value is None:
            same: Truth = one.shadow == other.shadow
        else:
            same = items_equal(one, other, env)
        if same is False:
            return False
        if same is None:
            result = None
    return result


def _by_name(node: Node, env: Environment) -> dict[str, Items]:
    """The children of `node`, grouped under the member they come from."""
    marked = Node(node.value, node.type, node.shadow, (None, "", None))
    found: dict[str, Items] = {}
    for item in children([marked], env):
        if isinstance(item, Node) and item.location is not None:
            found.setdefault(item.location[1], []).append(item)
    return found


def equivalent(left: Items, right: Items, env: Environment) -> bool:
    """`~`: the same items in any order, ignoring case, blanks and precision."""
    if len(left) != len(right):
        return False
    remaining = list(right)
    for one in left:
        env.spend(len(remaining))
        match = next(
            (at for at, other in enumerate(remaining) if items_equivalent(one, other, env)), None
        )
        if match is None:
            return False
        del remaining[match]
    return True


def items_equivalent(one: Item, other: Item, env: Environment) -> bool:
    """Whether two items are equivalent."""
    left, right = unwrap(one), unwrap(other)
    if left is None or right is None:
        return left is right
    if isinstance(left, str) and isinstance(right, str):
        return _normal(left) == _normal(right)
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, (int, Decimal)) and isinstance(right, (int, Decimal)):
        return _rounded_equal(left, right)
    if isinstance(left, Temporal) and isinstance(right, Temporal):
        return same_precision(left, right) and _temporals_equal(left, right) is True
    pair = quantities(left, right)
    if pair is not None:
        numbers = common_values(*pair, env.units, loosely=True)
        return numbers is not None and _rounded_equal(*numbers)
    if isinstance(left, Node) and isinstance(right, Node):
        return _nodes_equivalent(left, right, env)
    return False


def _normal(text: str) -> str:
    return _BLANKS.sub(" ", text).strip().casefold()


def _rounded_equal(left: int | Decimal, right: int | Decimal) -> bool:
    """Whether two numbers agree at the precision of the less precise one."""
    one, other = Decimal(left), Decimal(right)
    if check_number(one) is None or check_number(other) is None:
        return one == other
    exponents = [number.normalize().as_tuple().exponent for number in (one, other)]
    places = max(exponent for exponent in exponents if isinstance(exponent, int))
    step = Decimal(1).scaleb(min(places, 0))
    return one.quantize(step, ROUND_HALF_UP) == other.quantize(step, ROUND_HALF_UP)


def _nodes_equivalent(left: Node, right: Node, env: Environment) -> bool:
    one, other = _by_name(left, env), _by_name(right, env)
    return one.keys() == other.keys() and all(
        equivalent(items, other[name], env) for name, items in one.items()
    )


class Bag:
    """The items seen so far, found again by `=`: numbers, strings and booleans at once."""

    def __init__(self, env: Environment) -> None:
        """An empty bag."""
        self._env = env
        self._keys: set[tuple[str, Any]] = set()
        self._others: Items = []

    def add(self, item: Item) -> bool:
        """Puts `item` in; says whether it was not there yet."""
        key = _key(item)
        if key is None:
            if item in self:
                return False
            self._others.append(item)
            return True
        size = len(self._keys)
        self._keys.add(key)
        return len(self._keys) > size

    def __contains__(self, item: Item) -> bool:
        """Whether an item equal to `item` is in it."""
        key = _key(item)
        if key is not None:
            return key in self._keys
        self._env.spend(len(self._others))
        return any(items_equal(item, other, self._env) is True for other in self._others)


def _key(item: Item) -> tuple[str, Any] | None:
    """What items of equal value share, for those whose equality is never undecided."""
    value = unwrap(item)
    if isinstance(value, str):
        return "String", value
    if isinstance(value, bool):
        return "Boolean", value
    return ("Number", value) if is_number(value) else None


def bag_of(items: Items, env: Environment) -> Bag:
    """A bag of all items."""
    env.spend_items(len(items))
    bag = Bag(env)
    for item in items:
        bag.add(item)
    return bag


def distinct(items: Items, env: Environment) -> Items:
    """The items without those equal to an earlier one."""
    env.spend_items(len(items))
    bag = Bag(env)
    return [item for item in items if bag.add(item)]


def is_distinct(items: Items, env: Environment) -> bool:
    """Whether no two items are equal."""
    env.spend_items(len(items))
    bag = Bag(env)
    return all(bag.add(item) for item in items)


def union(left: Items, right: Items, env: Environment) -> Items:
    """All items of both sides, equal ones once."""
    return distinct(left + right, env)


def combine(left: Items, right: Items, env: Environment) -> Items:
    """All items of both sides."""
    env.spend_items(len(left) + len(right))
    return left + right


def intersect(left: Items, right: Items, env: Environment) -> Items:
    """The items that both sides have, once each."""
    bag = bag_of(right, env)
    return [item for item in distinct(left, env) if item in bag]


def exclude(left: Items, right: Items, env: Environment) -> Items:
    """The items of the left side that the right side doesn't have, repeats kept."""
    bag = bag_of(right, env)
    return [item for item in left if item not in bag]


def is_subset(left: Items, right: Items, env: Environment) -> bool:
    """Whether every item of the left side is in the right one."""
    bag = bag_of(right, env)
    return all(item in bag for item in left)


def is_in(left: Items, right: Items, env: Environment) -> Truth:
    """`left in right`: empty if there is no left value. Raises ExpressionError for several."""
    item = single(left)
    if item is None or unwrap(item) is None:
        return None
    return bool(right) and item in bag_of(right, env)
