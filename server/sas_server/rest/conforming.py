"""The packages' conformance resources, found by id and by what they say of themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sas_server.definitions import CONFORMANCE
from sas_server.search.folding import fold
from sas_server.store.rows import Resource
from sas_validators.definitions.package import Entry
from sas_validators.definitions.registry import Registry

TOKENS = {"_id": "id", "status": "status", "kind": "kind", "type": "type", "code": "code"}
STRINGS = {"name": "name", "title": "title", "publisher": "publisher"}
URIS = {"url": "url", "version": "version", "derivation": "derivation"}
"""Search parameter -> element, by how they are compared."""

PARAMETERS = (*TOKENS, *STRINGS, *URIS)

_INDEXED = {"id", "url", "version", "kind", "type", "derivation"}
"""Elements that a package's own index has."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of `values` is what `element` says, compared as `modifier` says."""

    element: str
    modifier: str
    values: tuple[str, ...]

    def holds(self, facts: Mapping[str, Any]) -> bool:
        """Whether a resource's top-level elements meet it."""
        found = facts.get(self.element)
        if not isinstance(found, str):
            return False
        return any(self._matches(found, value) for value in self.values)

    def _matches(self, found: str, value: str) -> bool:
        if self.element not in STRINGS.values() or self.modifier == "exact":
            return found == value.partition("|")[2] or found == value
        if self.modifier == "contains":
            return fold(value) in fold(found)
        return fold(found).startswith(fold(value))


class ConformanceResources:
    """The definitions of a registry, by type and id."""

    def __init__(self, registry: Registry) -> None:
        """Nothing is read before it is asked for."""
        self._registry = registry
        self._by_id: dict[str, dict[str, Entry]] = {}
        for type_name in CONFORMANCE:
            entries = registry.entries(type=type_name)
            found = {entry.summary["id"]: entry for entry in entries if "id" in entry.summary}
            self._by_id[type_name] = found
        self._facts: dict[str, dict[str, Mapping[str, Any]]] = {}

    def find(self, type_name: str, id: str) -> Resource | None:
        """A definition by its id."""
        entry = self._by_id[type_name].get(id)
        return None if entry is None else self._registry.read(entry)

    def search(self, type_name: str, criteria: Sequence[Criterion]) -> list[str]:
        """The ids of those that meet all criteria, in the packages' order."""
        quick = [item for item in criteria if item.element in _INDEXED]
        slow = [item for item in criteria if item.element not in _INDEXED]
        return [
            id
            for id, entry in self._by_id[type_name].items()
            if all(item.holds(entry.summary) for item in quick)
            and all(item.holds(self._facts_of(type_name, id)) for item in slow)
        ]

    def _facts_of(self, type_name: str, id: str) -> Mapping[str, Any]:
        """What is searched and no package index has; the resource itself is not kept."""
        known = self._facts.setdefault(type_name, {})
        if id not in known:
            resource = self._by_id[type_name][id].load()
            names = {"status", "code", *STRINGS.values()}
            known[id] = {name: resource[name] for name in names if name in resource}
        return known[id]
