"""Complete snapshots, for any StructureDefinition that has a differential.

`Snapshots` remembers what it made; `generate_snapshot` is the one-off form.

Spec: https://hl7.org/fhir/R4/profiling.html#snapshot
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sas_validators.definitions.registry import Registry, type_url
from sas_validators.issues.catalogue import definitions as say
from sas_validators.issues.finding import Finding
from sas_validators.snapshot.differential import build_changes
from sas_validators.snapshot.elements import Element, read_elements, without
from sas_validators.snapshot.merge import Merge
from sas_validators.snapshot.problems import Problems
from sas_validators.snapshot.provenance import declare_constraints, sourced
from sas_validators.snapshot.sources import canonical_of
from sas_validators.snapshot.specialisation import rename_root
from sas_validators.snapshot.tree import Node, build_tree, write_elements
from sas_validators.snapshot.unfold import MAX_ELEMENTS, TooLargeError

Resource = dict[str, Any]

MAX_DEPTH = 40
"""Definitions that rest on one another further than this are an attack."""

_BASE = type_url("Base")
"""The top of later FHIR versions, which R4 does not define: it has no elements."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The elements of a snapshot, and what is wrong with the definition.

    `elements` are ElementDefinitions in snapshot order, each with id, path and
    base; empty when none could be made. They share their parts with the loaded
    definitions and must not be changed. `problems` are located in the
    StructureDefinition. `matched` gives, for the position of a differential
    element, the id of the snapshot element it constrains.
    """

    elements: list[Element]
    problems: tuple[Finding, ...] = ()
    matched: Mapping[int, str] = field(default_factory=dict)


def generate_snapshot(definition: Resource, registry: Registry) -> Snapshot:
    """The snapshot of `definition` by its differential and the definitions of `registry`.

    A snapshot that `definition` has already is not looked at. Never raises for
    what `definition` holds.
    """
    return Snapshots(registry).generate(definition)


def has_snapshot(definition: Resource) -> bool:
    """Whether `definition` has a snapshot with elements in it."""
    snapshot = definition.get("snapshot")
    return isinstance(snapshot, dict) and bool(snapshot.get("element"))


def given_snapshot(definition: Resource) -> Snapshot:
    """The snapshot `definition` brings, less what is no element; empty when it brings none."""
    problems = Problems(str(definition.get("url", "")))
    elements = [element for _, element in read_elements(definition, "snapshot", problems)]
    return Snapshot(elements, tuple(problems.findings))


class Snapshots:
    """The StructureDefinitions of a registry with their snapshots, made where missing.

    Not to be shared between threads.
    """

    def __init__(self, registry: Registry) -> None:
        """`registry` must hold the FHIR core definitions."""
        self.registry = registry
        self._made: dict[int, tuple[Resource, Snapshot]] = {}
        self._trees: dict[int, tuple[Resource, Node | None]] = {}
        self._lineages: dict[str, list[str]] = {}
        self._running: list[str] = []

    # --- for callers -----------------------------------------------------------------

    def find(self, canonical: str) -> Resource | None:
        """The StructureDefinition `canonical` names, with a snapshot; None when not loaded."""
        definition = self._find_definition(canonical)
        return None if definition is None else self.complete(definition)

    def complete(self, definition: Resource) -> Resource:
        """`definition` itself when it has a snapshot, else a copy with the one made for it."""
        if has_snapshot(definition):
            return definition
        elements = self.snapshot_of(definition).elements
        head = without(definition, "snapshot", "differential")
        last = {name: definition[name] for name in definition.keys() & {"differential"}}
        return head | {"snapshot": {"element": elements}} | last

    def snapshot_of(self, definition: Resource) -> Snapshot:
        """The snapshot `definition` has, as it is, or else the one generated, once.

        For definitions that stay: what was made for one is kept as long as this.
        """
        known = self._made.get(id(definition))
        if known is not None:
            return known[1]
        given = has_snapshot(definition)
        snapshot = given_snapshot(definition) if given else self.generate(definition)
        self._made[id(definition)] = (definition, snapshot)
        return snapshot

    def generate(self, definition: Resource) -> Snapshot:
        """The snapshot by the differential, whatever snapshot there is."""
        url = str(definition.get("url", ""))
        problems = Problems(url)
        snapshot = Snapshot([])
        self._running.append(url)
        try:
            snapshot = self._generate(definition, problems)
        except TooLargeError:
            problems.add_at_root(say.SNAPSHOT_TOO_LARGE, limit=MAX_ELEMENTS)
        except RecursionError:
            # Only the outermost definition gives up: the others may well have a snapshot.
            if len(self._running) > 1:
                raise
            problems.add_at_root(say.SNAPSHOT_BASE_TOO_DEEP, limit=MAX_DEPTH)
        finally:
            self._running.pop()
        return replace(snapshot, problems=tuple(problems.findings))

    # --- one generation ----------------------------------------------------------------

    def _generate(self, definition: Resource, problems: Problems) -> Snapshot:
        read = [
            (index, declare_constraints(element, problems.url))
            for index, element in read_elements(definition, "differential", problems)
        ]
        base = self._find_base(definition, problems)
        if base is None:
            return Snapshot([])
        constrains = _constrains(definition, base)
        top = base.tree.clone()
        if not constrains:
            top = rename_root(top, _own_name(definition, read))
        changes = build_changes(top.name, read, problems)
        merge = Merge(top, self, problems, open_ended=not constrains)
        merge.apply(changes)
        elements = write_elements(top)
        if constrains:
            elements = [_absolute(element) for element in elements]
        return Snapshot(elements, matched=merge.matched)

    def _find_base(self, definition: Resource, problems: Problems) -> _Base | None:
        url = definition.get("baseDefinition")
        if not isinstance(url, str):
            if definition.get("derivation") != "constraint":
                return _NO_BASE
            problems.add_at_root(say.UNABLE_TO_FIND_BASE, base="")
            return None
        base = self._find_definition(url)
        if base is None:
            if url == _BASE:
                return _NO_BASE
            problems.add_at_root(say.UNABLE_TO_FIND_BASE, base=url)
            return None
        if problems.url in self.lineage(url):
            problems.add_at_root(say.SD_CIRCULAR_DEFINITION)
            return None
        if len(self._running) >= MAX_DEPTH:
            problems.add_at_root(say.SNAPSHOT_BASE_TOO_DEEP, limit=MAX_DEPTH)
            return None
        tree = self._tree_of(base)
        if tree is None:
            problems.add_at_root(say.SNAPSHOT_BASE_UNUSABLE, base=url)
            return None
        return _Base(tree, base.get("type"))

    def _find_definition(self, canonical: str) -> Resource | None:
        return self.registry.find(canonical, type="StructureDefinition")

    # --- what merging asks for -----------------------------------------------------------

    def find_tree(self, canonical: str) -> Node | None:
        """The tree of the StructureDefinition that `canonical` names; not to be changed."""
        definition = self._find_definition(canonical)
        if definition is None or len(self._running) >= MAX_DEPTH:
            return None
        if not has_snapshot(definition) and not set(self._running).isdisjoint(
            self.lineage(canonical)
        ):
            return None
        return self._tree_of(definition)

    def knows(self, canonical: str) -> bool:
        """Whether the StructureDefinition that `canonical` names is loaded."""
        url = canonical.partition("#")[0]
        return self.registry.find_entry(url, type="StructureDefinition") is not None

    def lineage(self, canonical: str) -> list[str]:
        """The URLs of a definition and of those it derives from, up to the top."""
        known = self._lineages.get(canonical)
        if known is not None:
            return known
        line: list[str] = []
        current: object = canonical
        while isinstance(current, str) and current not in line and len(line) < MAX_DEPTH:
            line.append(current.partition("|")[0])
            current = (self._find_definition(current) or {}).get("baseDefinition")
        # What nobody defines is not remembered: any number of names can be asked for.
        if len(line) > 1:
            self._lineages[canonical] = line
        return line

    def _tree_of(self, definition: Resource) -> Node | None:
        known = self._trees.get(id(definition))
        if known is not None:
            return known[1]
        elements = self.snapshot_of(definition).elements
        tree = build_tree(sourced(elements, definition, self.registry))
        self._trees[id(definition)] = (definition, tree)
        return tree


@dataclass(frozen=True, slots=True)
class _Base:
    """What a differential is laid over, and the type it is of."""

    tree: Node
    type: object


_NO_BASE = _Base(Node("", {}), None)


def _constrains(definition: Resource, base: _Base) -> bool:
    """Whether this is a profile; without a `derivation`, having the base's type makes it one."""
    derivation = definition.get("derivation")
    if derivation in ("constraint", "specialization"):
        return bool(derivation == "constraint")
    return base.type is not None and definition.get("type", base.type) == base.type


def _own_name(definition: Resource, read: list[tuple[int, Element]]) -> str:
    """The name of the root of a new type; a logical model's type is a URL."""
    if read:
        return str(read[0][1]["path"]).partition(".")[0]
    return str(definition.get("type", "")).rpartition("/")[2]


def _absolute(element: Element) -> Element:
    """A content reference in a profile means the element of the type, so names its definition."""
    reference = element.get("contentReference", "")
    if not reference.startswith("#"):
        return element
    type_name = reference[1:].partition(".")[0]
    return element | {"contentReference": canonical_of(type_name) + reference}
