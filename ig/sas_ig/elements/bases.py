"""Finds what an element of a profile was before: in the parent, and in R4 itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sas_ig.elements.changes import Change, compare_elements
from sas_ig.elements.facets import Element
from sas_validators.definitions.registry import type_url
from sas_validators.snapshot.generator import Snapshots

CORE_PACKAGE = "hl7.fhir.r4.core"

MAX_NESTING = 8
"""Type profiles inside type profiles are followed no further than this."""


class Bases:
    """Snapshots by canonical, their elements by id."""

    def __init__(self, snapshots: Snapshots) -> None:
        self._snapshots = snapshots
        self._elements: dict[str, dict[str, Element]] = {}

    def elements(self, canonical: str) -> dict[str, Element]:
        """The snapshot elements of a StructureDefinition by id; empty when it is not loaded."""
        found = self._elements.get(canonical)
        if found is None:
            definition = self._snapshots.find(canonical)
            found = {} if definition is None else by_id(definition)
            self._elements[canonical] = found
        return found

    def complete(self, definition: dict[str, Any]) -> dict[str, Any]:
        """The definition with a snapshot."""
        return self._snapshots.complete(definition)

    def origin(self, element: Element) -> Element | None:
        """The element of the R4 type that defined this one (ElementDefinition.base.path)."""
        path = element.get("base", {}).get("path", "")
        return self.elements(type_url(path.partition(".")[0])).get(path)

    def parent(self, element: Element, base: str) -> Element | None:
        """What `element` was in the definition `base` it derives from.

        A new slice was the element it is a slice of; an element unfolded from a
        type, or from a profile of a type, was the element there.
        """
        found = self._inside(str(element.get("id", "")), base, MAX_NESTING)
        return self.origin(element) if found is None else found

    def _inside(self, id: str, canonical: str, depth: int) -> Element | None:
        known = self.elements(canonical)
        for candidate in _less_sliced(id):
            if candidate in known:
                return known[candidate]
        # The nearest element above it that is there tells which type profile it comes from.
        head, _, rest = id.rpartition(".")
        while head and depth:
            for candidate in _less_sliced(head):
                profile = _only_profile(known.get(candidate))
                if profile:
                    top = next(iter(self.elements(profile)), "")
                    return self._inside(f"{top}.{rest}", profile, depth - 1)
            head, _, last = head.rpartition(".")
            rest = f"{last}.{rest}"
        return None

    def lineage(self, canonical: str) -> list[str]:
        """The canonical and those it derives from, up to the top."""
        return self._snapshots.lineage(canonical)

    def ancestors(self, definition: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """The profiles that `definition` derives from, nearest first, R4's own types left out."""
        for canonical in self.lineage(str(definition.get("baseDefinition", ""))):
            entry = self._snapshots.registry.find_entry(canonical)
            if entry is None or entry.package.startswith(CORE_PACKAGE + "#"):
                return
            yield self._snapshots.registry.read(entry)


def by_id(definition: dict[str, Any], form: str = "snapshot") -> dict[str, Element]:
    """The elements of a definition by id; `form` is `snapshot` or `differential`."""
    elements = definition.get(form, {}).get("element", ())
    return {str(element.get("id", element.get("path", ""))): element for element in elements}


def _only_profile(element: Element | None) -> str:
    """The profile of an element's type when it has exactly one."""
    types: list[Element] = (element or {}).get("type", [])
    profiles = types[0].get("profile", ()) if len(types) == 1 else ()
    return str(next(iter(profiles))) if len(profiles) == 1 else ""


def _less_sliced(id: str) -> Iterator[str]:
    """The id, then the id with ever fewer slice names, from the last one to the first."""
    yield id
    parts = id.split(".")
    for index in reversed(range(len(parts))):
        while ":" in parts[index] or "/" in parts[index]:
            # A re-slice is named `slice/part`.
            name, _, slice_name = parts[index].partition(":")
            outer = slice_name.rpartition("/")[0]
            parts[index] = f"{name}:{outer}" if outer else name
            yield ".".join(parts)


def parent_changes(definition: dict[str, Any], bases: Bases) -> list[Change]:
    """How a profile differs from its parent, wording left out.

    A slice that the parent does not have is one change of facet `slice`, followed
    by how it differs from the element it is a slice of.
    """
    base = str(definition.get("baseDefinition", ""))
    found: list[Change] = []
    for id, element in by_id(bases.complete(definition)).items():
        parent = bases.parent(element, base)
        if parent is None:
            continue
        changes = [
            change for change in compare_elements(id, parent, element) if change.effect != "wording"
        ]
        if element.get("sliceName") == parent.get("sliceName"):
            found += changes
        elif "[x]:" in id.rpartition(".")[2]:
            # The slice of a type that the snapshot makes of `valueReference` is no choice of
            # the author's: what it says stands at the element already.
            found += [change for change in changes if change.facet not in _SAID_BEFORE]
        else:
            kept = [change for change in changes if change.facet not in ("cardinality", "slicing")]
            found += [Change(id, "slice", None, element, "other"), *kept]
    return found


_SAID_BEFORE = frozenset({"cardinality", "types", "slicing", "aggregation"})
