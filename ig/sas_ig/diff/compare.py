"""Compares the content of two packages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sas_ig.diff.capabilities import capability_differences
from sas_ig.diff.fields import other_differences
from sas_ig.diff.model import ArtifactDiff, Difference, PackageDiff
from sas_ig.diff.structures import structure_differences
from sas_ig.diff.terminology import code_system_differences, value_set_differences
from sas_ig.project.content import Content, Item

_COMPARISONS: dict[str, Callable[[dict[str, Any], dict[str, Any]], Iterator[Difference]]] = {
    "StructureDefinition": structure_differences,
    "ValueSet": value_set_differences,
    "CodeSystem": code_system_differences,
    "CapabilityStatement": capability_differences,
}

_ORDER = (
    "StructureDefinition", "ValueSet", "CodeSystem", "SearchParameter", "CapabilityStatement",
)  # fmt: skip


def compare_contents(old: Content, new: Content) -> PackageDiff:
    """All differences between two packages."""
    before, after = _definitions(old), _definitions(new)
    found: list[ArtifactDiff] = []
    same = 0
    for key, item in after.items():
        if key not in before:
            found.append(_artifact(item, "added"))
            continue
        differences = tuple(_differences(before[key].resource, item.resource))
        if differences:
            found.append(_artifact(item, "changed", differences))
        else:
            same += 1
    found += [_artifact(item, "removed") for key, item in before.items() if key not in after]
    found.sort(key=_place)
    old_examples, new_examples = _examples(old), _examples(new)
    return PackageDiff(
        old.label,
        new.label,
        tuple(found),
        same,
        tuple(sorted(new_examples - old_examples)),
        tuple(sorted(old_examples - new_examples)),
    )


def _definitions(content: Content) -> dict[tuple[str, str], Item]:
    """The definitions by type and canonical; the guide itself is none."""
    return {
        (item.resource["resourceType"], str(item.resource.get("url", item.reference))): item
        for item in content.items
        if item.role == "definition" and item.resource["resourceType"] != "ImplementationGuide"
    }


def _examples(content: Content) -> set[str]:
    return {item.reference for item in content.items if item.role == "example"}


def _differences(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Difference]:
    compare = _COMPARISONS.get(new["resourceType"], other_differences)
    yield from compare(old, new)


def _artifact(item: Item, state: Any, differences: tuple[Difference, ...] = ()) -> ArtifactDiff:
    resource = item.resource
    return ArtifactDiff(
        resource["resourceType"],
        str(resource.get("id", "")),
        str(resource.get("url", "")),
        item.title,
        state,
        differences,
    )


def _place(artifact: ArtifactDiff) -> tuple[int, str, str]:
    """Changed ones first, then added, then removed; by type, then by id."""
    states = ("changed", "added", "removed")
    rank = _ORDER.index(artifact.type) if artifact.type in _ORDER else len(_ORDER)
    return states.index(artifact.state), f"{rank}", artifact.id.casefold()
