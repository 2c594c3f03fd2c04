"""What slices inherit when a differential constrains the element they are slices of.

`Observation.component.code` in a differential speaks of every component, so of
each slice the parent profile defined as well. A slice takes over what changed,
except where it had said something of its own.

Spec: https://hl7.org/fhir/R4/profiling.html#slicing
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from sas_validators.snapshot.elements import Element, in_fhir_order, stem
from sas_validators.snapshot.facets import combine
from sas_validators.snapshot.narrowing import smaller
from sas_validators.snapshot.tree import Node

_ADDING_UP = frozenset({"constraint", "condition", "alias", "mapping", "code"})
_OWN = frozenset({"slicing", "sliceName", "min"})


class Grower(Protocol):
    """Makes nodes for a tree under construction."""

    def unfold(self, node: Node) -> bool:
        """Gives `node` the children of its type."""

    def clone(self, node: Node) -> Node:
        """A copy to put elsewhere into the tree."""

    def spend(self, elements: int = 1) -> None:
        """Counts work against what one tree may cost."""


@dataclass(frozen=True, slots=True)
class Drift:
    """How one element of a tree changed, and which of those below it did."""

    before: Element
    after: Node
    children: tuple[Drift, ...]
    slices: tuple[Drift, ...]


def find_drift(before: Node | None, after: Node, grower: Grower, *, top: bool = True) -> Drift:
    """What changed from `before` (None: it was not there) to `after`.

    The slices of the `top` element are not looked at: they are who inherits.
    """
    if before is None:
        return Drift({}, after, (), ())
    if not before.children and after.children:
        grower.unfold(before)
    children = tuple(_drifts(before.children, after.children, grower))
    slices = () if top else tuple(_drifts(before.slices, after.slices, grower))
    return Drift(before.element, after, children, slices)


def _drifts(before: dict[str, Node], after: dict[str, Node], grower: Grower) -> Iterator[Drift]:
    for name, node in after.items():
        drift = find_drift(before.get(name), node, grower, top=False)
        if drift.before is not node.element or drift.children or drift.slices:
            yield drift


def inherit(item: Node, drift: Drift, grower: Grower) -> None:
    """Lets the slice `item` follow the change of its element."""
    grower.spend()
    item.element = _follow(drift.before, drift.after.element, item.element, _OWN)
    _inherit_below(item, drift, grower)


def _inherit_below(item: Node, drift: Drift, grower: Grower) -> None:
    for below in drift.children:
        if below.after.name not in item.children:
            grower.unfold(item)
        _inherit_one(item.children, below.after.name, below, grower)
    for below in drift.slices:
        _inherit_one(item.slices, below.after.slice_name or "", below, grower)


def _inherit_one(mine: dict[str, Node], name: str, drift: Drift, grower: Grower) -> None:
    node = mine.get(name)
    if node is None:
        mine[name] = grower.clone(drift.after)
    else:
        grower.spend()
        node.element = _follow(drift.before, drift.after.element, node.element, frozenset())
        _inherit_below(node, drift, grower)


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
            result["max"] = smaller(after.get("max", "*"), mine.get("max", "*"))
        elif mine.get(name) == before.get(name):
            result.pop(name, None)
            if name in after:
                result[name] = after[name]
    return in_fhir_order(result)
