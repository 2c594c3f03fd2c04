"""Differences between two versions of a StructureDefinition, by their snapshots."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sas_ig.diff.fields import field_differences
from sas_ig.diff.model import Difference
from sas_ig.elements.bases import by_id
from sas_ig.elements.changes import Change, compare_elements
from sas_ig.elements.facets import Element
from sas_ig.elements.sentences import predicate

_HEADER = (
    "baseDefinition",
    "type",
    "kind",
    "abstract",
    "derivation",
    "context",
    "contextInvariant",
)


def structure_differences(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Difference]:
    """What differs, header first, then element by element in the new order.

    Snapshots are compared, or what the authors wrote where one version has none.
    """
    yield from field_differences(old, new, _HEADER)
    form = "snapshot" if "snapshot" in old and "snapshot" in new else "differential"
    before, after = by_id(old, form), by_id(new, form)
    for id, element in after.items():
        if id in before:
            changes = compare_elements(id, before[id], element)
        else:
            changes = _appearing(id, element, before)
        yield from (_difference(change) for change in changes)
    for id, element in before.items():
        if id not in after and id.rpartition(".")[0] in after:
            # What stands below goes with it.
            effect = "looser" if ":" in id.rpartition(".")[2] else "other"
            yield _difference(Change(id, "element", element, None, effect))  # type: ignore[arg-type]


def _appearing(id: str, element: Element, before: dict[str, Element]) -> Iterator[Change]:
    above = id.rpartition(".")[0]
    if above in before or not above:
        demands = int(element.get("min", 0)) > 0
        yield Change(id, "element", None, element, "stricter" if demands else "other")


def _difference(change: Change) -> Difference:
    return Difference(
        change.element,
        change.facet,
        change.effect,
        predicate(change, "fr"),
        predicate(change, "en"),
    )
