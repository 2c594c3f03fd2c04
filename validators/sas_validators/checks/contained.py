"""Contained resources among themselves: referenced, with ids of their own.

Spec: validator-features.md section 11, https://hl7.org/fhir/R4/references.html#contained
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sas_validators.checks.run import Object, Run
from sas_validators.issues.catalogue import references as messages
from sas_validators.model.paths import Location


def contained_rules(resource: Object, at: Location, r: Run) -> None:
    """Every contained resource is referenced, or references its container (dom-3)."""
    contained = resource["contained"]
    if not isinstance(contained, list):
        return
    items = [item for item in contained if isinstance(item, dict)]
    if not items:
        return
    outside = {name: value for name, value in resource.items() if name != "contained"}
    reached = set(_local_names(outside))
    names_inside = [set(_local_names(item)) for item in items]
    _spread(reached, items, names_inside)
    seen: set[str] = set()
    names = iter(names_inside)
    for index, item in enumerate(contained):
        if not isinstance(item, dict):
            continue
        inside, name, here = next(names), str(item.get("id")), (at, "contained", index)
        if "id" in item and name in seen:
            r.add(messages.CONTAINED_DUPLICATE, here, id=name)
        seen.add(name)
        if ("id" not in item or name not in reached) and "" not in inside:
            r.add(messages.CONTAINED_ORPHAN, here, id=name)


def _spread(reached: set[str], items: list[Object], names_inside: list[set[str]]) -> None:
    """Adds what the reached contained resources reach themselves, until nothing is new."""
    changed = True
    while changed:
        changed = False
        for item, names in zip(items, names_inside, strict=True):
            name = item.get("id")
            if isinstance(name, str) and name in reached and not names <= reached:
                reached |= names
                changed = True


def _local_names(value: Any) -> Iterator[str]:
    """The `x` of every `#x` that a reference, uri or canonical inside `value` is."""
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item)
        elif isinstance(item, str) and item[:1] == "#":
            yield item[1:]
