"""What slices inherit when a differential constrains the element they are slices of.

`Observation.component.code` in a differential speaks of every component, so of
each slice the parent profile defined as well. A slice takes over what changed,
except where it had said something of its own.

Spec: https://hl7.org/fhir/R4/profiling.html#slicing
"""

from __future__ import annotations

from typing import Protocol

from sas_validators.snapshot.elements import Element, in_fhir_order, stem
from sas_validators.snapshot.facets import combine
from sas_validators.snapshot.narrowing import exceeds
from sas_validators.snapshot.tree import Node

_ADDING_UP = frozenset({"constraint", "condition", "alias", "mapping", "code"})
_OWN = frozenset({"slicing", "sliceName", "min"})


class Grower(Protocol):
    """Makes nodes for a tree under construction."""

    def unfold(self, node: Node) -> bool:
        """Gives `node` the children of its type."""

    def clone(self, node: Node) -> Node:
        """A copy to put elsewhere into the tree."""


def inherit(before: Node, after: Node, item: Node, grower: Grower) -> None:
    """Lets the slice `item` follow its element's change from `before` to `after`."""
    item.element = _follow(before.element, after.element, item.element, _OWN)
    _inherit_children(before, after, item, grower)


def _inherit_children(before: Node, after: Node, item: Node, grower: Grower) -> None:
    for name, child in after.children.items():
        if name not in before.children:
            grower.unfold(before)
        old = before.children.get(name)
        if old is not None and _is_same(old, child):
            continue
        if name not in item.children:
            grower.unfold(item)
        mine = item.children.get(name)
        if mine is None or old is None:
            item.children.setdefault(name, grower.clone(child))
        else:
            mine.element = _follow(old.element, child.element, mine.element, frozenset())
            _inherit_children(old, child, mine, grower)
            _inherit_slices(old, child, mine, grower)


def _inherit_slices(before: Node, after: Node, item: Node, grower: Grower) -> None:
    for name, inner in after.slices.items():
        old, mine = before.slices.get(name), item.slices.get(name)
        if mine is None:
            item.slices[name] = grower.clone(inner)
        elif old is not None and not _is_same(old, inner):
            mine.element = _follow(old.element, inner.element, mine.element, frozenset())
            _inherit_children(old, inner, mine, grower)


def _is_same(one: Node, other: Node) -> bool:
    """Whether two trees hold the same elements, which are shared as long as unchanged."""
    return (
        one.element is other.element
        and one.children.keys() == other.children.keys()
        and one.slices.keys() == other.slices.keys()
        and all(map(_is_same, one.children.values(), other.children.values()))
        and all(map(_is_same, one.slices.values(), other.slices.values()))
    )


def _follow(before: Element, after: Element, mine: Element, own: frozenset[str]) -> Element:
    if before is after:
        return mine
    names = [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)]
    result = dict(mine)
    for name in names:
        property = stem(name)
        if property in own:
            continue
        if property in _ADDING_UP:
            result = combine(result, {name: after.get(name, [])})
        elif property == "min":
            result["min"] = max(after.get("min", 0), mine.get("min", 0))
        elif property == "max":
            result["max"] = _smaller(after.get("max", "*"), mine.get("max", "*"))
        elif mine.get(name) == before.get(name):
            result.pop(name, None)
            if name in after:
                result[name] = after[name]
    return in_fhir_order(result)


def _smaller(one: str, other: str) -> str:
    return other if exceeds(one, other) else one
