"""Slicing entries that go without saying, new slices, and how slices add up.

Spec: https://hl7.org/fhir/R4/profiling.html#slicing
"""

from __future__ import annotations

from collections.abc import Iterator

from sas_validators.issues.catalogue import definitions as say
from sas_validators.snapshot.choices import narrow_to, stated_type
from sas_validators.snapshot.elements import Element, type_codes, without
from sas_validators.snapshot.narrowing import Broken
from sas_validators.snapshot.tree import Node

BY_URL: Element = {
    "discriminator": [{"type": "value", "path": "url"}],
    "ordered": False,
    "rules": "open",
}
BY_TYPE: Element = {
    "discriminator": [{"type": "type", "path": "$this"}],
    "ordered": False,
    "rules": "closed",
}


def is_sliced(node: Node) -> bool:
    """Whether the element has a slicing entry, or slices of whatever origin."""
    return "slicing" in node.element or bool(node.slices)


def imply(node: Node) -> bool:
    """Adds the slicing that extensions and choices have without saying; whether it did."""
    if is_sliced(node):
        return False
    if type_codes(node.element) == ["Extension"]:
        node.element = node.element | {"slicing": BY_URL}
    elif node.name.endswith("[x]"):
        node.element = node.element | {"slicing": BY_TYPE}
    else:
        return False
    return True


def new_slice(holder: Node, name: str) -> Node:
    """A slice of `holder`, without children: optional until a differential says otherwise."""
    element = without(holder.element, "slicing") | {"sliceName": name, "min": 0}
    stated = stated_type(holder.name, name, type_codes(element))
    if stated is not None:
        element = narrow_to(element, [stated])
    return Node(holder.name, element, name)


def settle_types(node: Node, id: str, *, stated: bool) -> None:
    """What an implied slicing by type says about the types that have no slice.

    A slice that must be there excludes all other types. In an extension that
    does not state them (`stated`), the slices are the types allowed. Otherwise
    the other types stay possible, and the slicing open.
    """
    if node.element.get("max") == "0":
        return
    items = list(node.slices.values())
    required = [item for item in items if item.element.get("min", 0) > 0]
    sliced = [code for item in items for code in type_codes(item.element)]
    if len(required) == 1:
        node.element = narrow_to(node.element, type_codes(required[0].element))
    elif not stated and _is_extension_value(id):
        node.element = narrow_to(node.element, sliced)
    elif not set(type_codes(node.element)) <= set(sliced):
        node.element = node.element | {"slicing": BY_TYPE | {"rules": "open"}}


def _is_extension_value(id: str) -> bool:
    outer, _, name = id.rpartition(".")
    holder = outer.rpartition(".")[2].partition(":")[0]
    return name == "value[x]" and holder in ("extension", "modifierExtension", "Extension")


def raise_minimum(node: Node) -> None:
    """Lets an element that the differential does not mention require what its slices require."""
    total = _sum_of_minimums(node)
    if total > node.element.get("min", 0):
        node.element = node.element | {"min": total}


def check_sums(node: Node) -> Iterator[Broken]:
    """Whether the minimums of the slices fit into the element's own cardinality."""
    total = _sum_of_minimums(node)
    minimum, maximum = node.element.get("min", 0), node.element.get("max", "*")
    if maximum != "*" and total > int(maximum):
        yield say.SNAPSHOT_SLICES_ABOVE_MAX, {"max": maximum, "sum": total}
    elif total > minimum:
        yield say.SNAPSHOT_SLICES_ABOVE_MIN, {"min": minimum, "sum": total}


def _sum_of_minimums(node: Node) -> int:
    return sum(item.element.get("min", 0) for item in node.slices.values())
