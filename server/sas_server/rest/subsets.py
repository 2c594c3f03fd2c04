"""`_summary` and `_elements`: sending less of a resource.

Spec: https://hl7.org/fhir/R4/search.html#summary and #elements
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sas_server.search.query import Summary
from sas_server.store.content import read_json, write_json
from sas_server.store.rows import Resource
from sas_validators.definitions.registry import Registry, type_url

SUBSETTED = {
    "system": "http://terminology.hl7.org/CodeSystem/v3-ObservationValue",
    "code": "SUBSETTED",
}

_ALWAYS = ("resourceType", "id", "meta", "implicitRules")

Tree = Mapping[str, "Tree | None"]
"""Element names to keep: None keeps all of an element, a tree only those parts."""


@dataclass(frozen=True, slots=True)
class _Marks:
    """What a type's definition says about its elements."""

    summary: Tree
    mandatory: frozenset[str]
    modifiers: frozenset[str]


class Subsetter:
    """Reduces resources as their definitions say."""

    def __init__(self, registry: Registry) -> None:
        """`registry` must hold the FHIR core definitions."""
        self._registry = registry
        self._marks: dict[str, _Marks] = {}

    def reduce(
        self, resource: Resource, summary: Summary, elements: Sequence[str] = ()
    ) -> Resource:
        """What `_summary` and `_elements` leave of a resource, tagged SUBSETTED."""
        keep = self._tree(resource["resourceType"], summary, elements)
        if keep is None:
            reduced = {name: value for name, value in resource.items() if name != "text"}
        else:
            reduced = _keep(resource, {**dict.fromkeys(_ALWAYS), **keep})
        meta = dict(reduced.get("meta", {}))
        meta["tag"] = [*meta.get("tag", ()), SUBSETTED]
        return {**reduced, "meta": meta}

    def _tree(self, type_name: str, summary: Summary, elements: Sequence[str]) -> Tree | None:
        """What to keep; None for all but the narrative."""
        marks = self._marks_of(type_name)
        if elements:
            named = {name.partition(".")[0] for name in elements}
            return dict.fromkeys(sorted(named | marks.mandatory | marks.modifiers))
        if summary == "text":
            return dict.fromkeys(("text", *sorted(marks.mandatory)))
        return None if summary == "data" else marks.summary

    def _marks_of(self, type_name: str) -> _Marks:
        if type_name not in self._marks:
            definition = self._registry.find(type_url(type_name), type="StructureDefinition")
            found = [] if definition is None else definition["snapshot"]["element"]
            self._marks[type_name] = _read_marks(found)
        return self._marks[type_name]


def _read_marks(elements: Sequence[Mapping[str, Any]]) -> _Marks:
    summary: dict[str, Any] = {}
    mandatory, modifiers = set(), set()
    for element in elements[1:]:
        names = element["path"].split(".")[1:]
        # That every inner modifierExtension is marked makes nothing else part of a summary.
        if element.get("isSummary") and (len(names) == 1 or names[-1] != "modifierExtension"):
            _insert(summary, names)
        if len(names) == 1:
            if element["min"]:
                mandatory.add(names[0])
            if element.get("isModifier"):
                modifiers.add(names[0])
    return _Marks(summary, frozenset(mandatory), frozenset(modifiers))


def _insert(tree: dict[str, Any], names: Sequence[str]) -> None:
    *parents, last = names
    for name in parents:
        inner = tree.get(name)
        if inner is None:
            inner = tree[name] = {}
        tree = inner
    tree.setdefault(last, None)


def _keep(value: Mapping[str, Any], tree: Tree) -> dict[str, Any]:
    """The members of an object that the tree names, in their order."""
    kept = {}
    for name, member in value.items():
        part = _named(name.removeprefix("_"), tree)
        if part is _ABSENT:
            continue
        kept[name] = member if part is None else _reduce(member, part)
    return kept


_ABSENT: Any = object()


def _named(name: str, tree: Tree) -> Any:
    if name in tree:
        return tree[name]
    for candidate in tree:
        if candidate.endswith("[x]") and name.startswith(candidate[:-3]):
            return tree[candidate]
    return _ABSENT


def _reduce(member: Any, tree: Tree) -> Any:
    if isinstance(member, list):
        return [_reduce(item, tree) for item in member]
    return _keep(member, tree) if isinstance(member, dict) else member


def is_reduced(summary: Summary, elements: Sequence[str]) -> bool:
    """Whether resources are sent reduced."""
    return bool(elements) or summary in ("true", "text", "data")


def reduce_contents(
    subsetter: Subsetter, contents: Iterable[bytes], summary: Summary, elements: Sequence[str]
) -> list[bytes]:
    """Stored resources, reduced."""
    return [
        write_json(subsetter.reduce(read_json(content), summary, elements)) for content in contents
    ]
