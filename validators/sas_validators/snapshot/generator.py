"""Complete snapshots, for any StructureDefinition that has a differential.

`Snapshots` remembers what it made; `generate_snapshot` is the one-off form.

Spec: https://hl7.org/fhir/R4/profiling.html#snapshot
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sas_validators.definitions.registry import Registry
from sas_validators.issues.catalogue import definitions as say
from sas_validators.issues.finding import Finding
from sas_validators.issues.message import Message
from sas_validators.model.paths import root
from sas_validators.snapshot.differential import Change, build_changes
from sas_validators.snapshot.elements import Element, read_elements, without
from sas_validators.snapshot.merge import MAX_ELEMENTS, Merge, TooLargeError
from sas_validators.snapshot.provenance import declare_constraints, sourced
from sas_validators.snapshot.tree import Node, build_tree, write_elements

Resource = dict[str, Any]

MAX_DEPTH = 40
"""Definitions that rest on one another further than this are an attack."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The elements of a snapshot, and what is wrong with the definition.

    `elements` are ElementDefinitions in snapshot order, each with id, path and
    base; empty when none could be made. They share their parts with the loaded
    definitions and must not be changed. `problems` are located in the
    StructureDefinition.
    """

    elements: list[Element]
    problems: tuple[Finding, ...] = ()


def generate_snapshot(definition: Resource, registry: Registry) -> Snapshot:
    """The snapshot of `definition` by its differential and the definitions of `registry`.

    A snapshot that `definition` has already is not looked at. Never raises for
    what `definition` holds.
    """
    return Snapshots(registry).generate(definition)


class Snapshots:
    """The StructureDefinitions of a registry with their snapshots, made where missing."""

    def __init__(self, registry: Registry) -> None:
        """`registry` must hold the FHIR core definitions."""
        self._registry = registry
        self._made: dict[int, tuple[Resource, Snapshot]] = {}
        self._trees: dict[int, tuple[Resource, Node | None]] = {}
        self._lineages: dict[str, list[str]] = {}
        self._running: list[str] = []

    def find(self, canonical: str) -> Resource | None:
        """The StructureDefinition `canonical` names, with a snapshot; None when not loaded."""
        definition = self._registry.find(canonical, type="StructureDefinition")
        return None if definition is None else self.complete(definition)

    def complete(self, definition: Resource) -> Resource:
        """`definition` itself when it has a snapshot, else a copy with the one made for it."""
        if has_snapshot(definition):
            return definition
        elements = self.snapshot_of(definition).elements
        return {**without(definition, "differential"), "snapshot": {"element": elements}} | {
            name: definition[name] for name in ("differential",) if name in definition
        }

    def snapshot_of(self, definition: Resource) -> Snapshot:
        """The snapshot `definition` has, as it is, or else the one generated, once."""
        known = self._made.get(id(definition))
        if known is not None:
            return known[1]
        if has_snapshot(definition):
            problems: list[Finding] = []
            elements = [item for _, item in read_elements(definition, "snapshot", problems)]
            snapshot = Snapshot(elements, tuple(problems))
        else:
            snapshot = self.generate(definition)
        self._made[id(definition)] = (definition, snapshot)
        return snapshot

    def generate(self, definition: Resource) -> Snapshot:
        """The snapshot by the differential, whatever snapshot there is."""
        problems: list[Finding] = []
        url = str(definition.get("url", ""))
        if len(self._running) >= MAX_DEPTH:
            return _none(say.SNAPSHOT_BASE_TOO_DEEP, url=url, limit=MAX_DEPTH)
        self._running.append(url)
        try:
            top = self._generate(definition, url, problems)
        except TooLargeError:
            problems.append(_finding(say.SNAPSHOT_TOO_LARGE, url=url, limit=MAX_ELEMENTS))
            top = None
        finally:
            self._running.pop()
        return Snapshot(write_elements(top) if top is not None else [], tuple(problems))

    def _generate(self, definition: Resource, url: str, problems: list[Finding]) -> Node | None:
        elements = [
            (index, declare_constraints(element, url))
            for index, element in read_elements(definition, "differential", problems)
        ]
        name, changes = build_changes(elements)
        specialises = definition.get("derivation") != "constraint"
        top = self._start(definition, url, problems, name, changes)
        if top is not None:
            Merge(top, self, url, problems, open_ended=specialises).apply(changes)
        return top

    def _start(
        self, definition: Resource, url: str, problems: list[Finding], name: str, changes: Change
    ) -> Node | None:
        """The tree the differential is laid over: that of the base, under its own name."""
        base_url = definition.get("baseDefinition")
        own_name = str(definition.get("type") or name).rpartition("/")[2]
        if not isinstance(base_url, str):
            if not changes.entries or definition.get("derivation") == "constraint":
                problems.append(_finding(say.UNABLE_TO_FIND_BASE, url=url, base=""))
                return None
            return _rename(Node(own_name, {}), own_name)
        base = self._registry.find(base_url, type="StructureDefinition")
        if base is None:
            problems.append(_finding(say.UNABLE_TO_FIND_BASE, url=url, base=base_url))
            return None
        if base.get("url") in self._running:
            problems.append(_finding(say.SD_CIRCULAR_DEFINITION, url=url))
            return None
        tree = self._tree_of(base)
        if tree is None:
            problems.append(_finding(say.UNABLE_TO_FIND_BASE, url=url, base=base_url))
            return None
        if definition.get("derivation") == "constraint":
            return tree.clone()
        return _rename(tree.clone(), own_name)

    # --- what merging asks for -----------------------------------------------------

    def find_tree(self, canonical: str) -> Node | None:
        """The tree of the StructureDefinition that `canonical` names; not to be changed."""
        definition = self._registry.find(canonical, type="StructureDefinition")
        if definition is None or definition.get("url") in self._running:
            return None
        return self._tree_of(definition)

    def knows(self, canonical: str) -> bool:
        """Whether the StructureDefinition that `canonical` names is loaded."""
        url = canonical.partition("#")[0]
        return self._registry.find_entry(url, type="StructureDefinition") is not None

    def _tree_of(self, definition: Resource) -> Node | None:
        known = self._trees.get(id(definition))
        if known is not None:
            return known[1]
        elements = self.snapshot_of(definition).elements
        tree = build_tree(sourced(elements, definition, self._registry))
        self._trees[id(definition)] = (definition, tree)
        return tree

    def lineage(self, canonical: str) -> list[str]:
        """The URLs of a definition and of those it derives from, up to the top."""
        line = self._lineages.get(canonical)
        if line is None:
            line = self._lineages[canonical] = []
            current: object = canonical
            while isinstance(current, str) and current not in line and len(line) < MAX_DEPTH:
                line.append(current)
                definition = self._registry.find(current, type="StructureDefinition") or {}
                current = definition.get("baseDefinition")
        return line


def has_snapshot(definition: Resource) -> bool:
    """Whether `definition` has a snapshot with elements in it."""
    snapshot = definition.get("snapshot")
    return isinstance(snapshot, dict) and bool(snapshot.get("element"))


def _rename(top: Node, name: str) -> Node:
    """The tree of a new type: `name`, with a root that says nothing of its own yet."""
    base = {"path": name, "min": 0, "max": "*"}
    element = {"min": 0, "max": "*", "base": base, "isModifier": False, "isSummary": False}
    if "constraint" in top.element:
        element["constraint"] = top.element["constraint"]
    top.name = name
    top.element = element
    return top


def _none(message: Message, **details: Any) -> Snapshot:
    return Snapshot([], (_finding(message, **details),))


def _finding(message: Message, **details: Any) -> Finding:
    return Finding(message, root("StructureDefinition"), details, details["url"])
