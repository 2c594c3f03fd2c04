"""Functions over collections as such: existence, subsetting, projection.

A criterion or projection comes as a function of one item (as a collection) and
its index; criteria answer True, False or None (empty).

Spec: http://hl7.org/fhirpath/N1/#existence, http://hl7.org/fhirpath/N1/#filtering-and-projection
and http://hl7.org/fhirpath/N1/#subsetting
"""

from __future__ import annotations

from collections.abc import Callable

from sas_validators.fhirpath.environment import Environment
from sas_validators.fhirpath.equality import Bag
from sas_validators.fhirpath.errors import ExpressionError
from sas_validators.fhirpath.logic import Truth
from sas_validators.fhirpath.node import Items, describe, is_integer, value

Criterion = Callable[[Items, int], Truth]
Projection = Callable[[Items, int], Items]


def where(items: Items, criterion: Criterion, env: Environment) -> Items:
    """The items for which the criterion is true."""
    env.spend(len(items))
    return [item for index, item in enumerate(items) if criterion([item], index)]


def exists(items: Items, criterion: Criterion, env: Environment) -> bool:
    """`exists(criterion)`: whether the criterion is true for some item."""
    return bool(where(items, criterion, env))


def all_(items: Items, criterion: Criterion, env: Environment) -> bool:
    """`all(criterion)`: whether the criterion is true for every item."""
    env.spend(len(items))
    return all(criterion([item], index) for index, item in enumerate(items))


def select(items: Items, projection: Projection, env: Environment) -> Items:
    """`select(projection)`: what the projection gives for each item, one after the other."""
    found: Items = []
    for index, item in enumerate(items):
        results = projection([item], index)
        found.extend(results)
        env.spend_items(len(results))
    return found


def repeat(items: Items, projection: Projection, env: Environment) -> Items:
    """`repeat(projection)`: the projection of the items, of its results, and so on; no doubles."""
    bag = Bag(env)
    found: Items = []
    waiting = list(items)
    for item in waiting:
        env.spend(2)
        for result in projection([item], 0):
            if bag.add(result):
                found.append(result)
                waiting.append(result)
    return found


def aggregate(
    items: Items, aggregator: Callable[[Items, int, Items], Items], start: Items, env: Environment
) -> Items:
    """`aggregate(aggregator [, init])`: the last `$total`."""
    total = start
    for index, item in enumerate(items):
        total = aggregator([item], index, total)
        env.spend_items(len(total))
    return total


def item_at(items: Items, index: Items) -> Items:
    """`items[index]`. Raises ExpressionError for an index that is no integer."""
    position = _count(index)
    if position is None or not 0 <= position < len(items):
        return []
    return [items[position]]


def skip(items: Items, count: Items) -> Items:
    """`skip(count)`."""
    number = _count(count)
    return [] if number is None else items[max(number, 0) :]


def take(items: Items, count: Items) -> Items:
    """`take(count)`."""
    number = _count(count)
    return [] if number is None else items[: max(number, 0)]


def only(items: Items) -> Items:
    """`single()`. Raises ExpressionError for several items."""
    if len(items) > 1:
        raise ExpressionError(f"single() found {len(items)} items")
    return items


def _count(items: Items) -> int | None:
    found = value(items)
    if found is None:
        return None
    if not is_integer(found):
        raise ExpressionError(f"an integer is expected here, not {describe(found)}")
    return found
