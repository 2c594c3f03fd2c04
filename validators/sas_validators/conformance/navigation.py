"""Walks from element to element the way discriminators and extension contexts do.

Spec: https://hl7.org/fhir/R4/profiling.html#discriminator
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sas_validators.snapshot.elements import Element, dicts, strings, type_codes
from sas_validators.snapshot.generator import Snapshots
from sas_validators.snapshot.problems import Problems
from sas_validators.snapshot.sources import canonical_of, find_node
from sas_validators.snapshot.tree import Node, build_tree
from sas_validators.snapshot.unfold import TooLargeError, Unfolder

_STEP = re.compile(
    r"(?P<this>\$this)|(?P<resolve>resolve\(\))|extension\(['\"](?P<url>[^'\"]+)['\"]\)"
    r"|(?:ofType|as)\((?P<type>\w+)\)|(?P<name>\w+(?:\[x\])?)"
)
_OPEN_TYPES = frozenset({"Resource", "DomainResource"})


class PathError(ValueError):
    """The path is none that can be walked."""


class Navigator:
    """The elements of one definition, unfolded as far as a walk needs."""

    def __init__(self, snapshots: Snapshots, elements: Iterable[Element]) -> None:
        """`elements` are those of a snapshot."""
        self._snapshots = snapshots
        self._top = build_tree(elements) or Node("", {})
        self._grower = Unfolder(self._top, snapshots, Problems(""))

    def find(self, id: str) -> Node | None:
        """The element with this id."""
        return find_node(self._top, id)

    def reaches(self, start: Node, path: str) -> bool:
        """Whether `path` leads to an element of `start`, or of one of its slices.

        True as well where it enters a resource of any type, which may have any
        element. Raises PathError for what is no discriminator path.
        """
        steps = list(_parse(path))
        starts = [start, *start.slices.values()]
        return any(self._walk([node], steps) for node in starts)

    def _walk(self, nodes: list[Node], steps: list[re.Match[str]]) -> bool:
        for step in steps:
            if any(not _OPEN_TYPES.isdisjoint(type_codes(node.element)) for node in nodes):
                return True
            nodes = [found for node in nodes for found in self._step(node, step)]
        return bool(nodes)

    def _step(self, node: Node, step: re.Match[str]) -> list[Node]:
        if step["this"]:
            return [node]
        if step["resolve"]:
            return self._targets(node)
        if step["url"]:
            return self._extensions(node, step["url"])
        if step["type"]:
            known = step["type"] in type_codes(node.element)
            return self._trees([canonical_of(step["type"])]) if known else []
        return self.children(node, step["name"])

    def children(self, node: Node, name: str) -> list[Node]:
        """The elements called `name` below `node`; several when its type is a choice."""
        found = _child(node, name)
        if found is None:
            try:
                self._grower.unfold(node)
            except TooLargeError:
                return []
            found = _child(node, name)
        if found is not None:
            return [found]
        tops = self._trees(map(canonical_of, type_codes(node.element)))
        return [child for child in (_child(top, name) for top in tops) if child is not None]

    def _targets(self, node: Node) -> list[Node]:
        types = node.element.get("type", ())
        targets = [url for item in types for url in strings(item.get("targetProfile"))]
        any_resource = [canonical_of("Resource")]
        return self._trees(targets) or self._trees(any_resource if types else [])

    def _extensions(self, node: Node, url: str) -> list[Node]:
        for holder in self.children(node, "extension"):
            for item in holder.slices.values():
                if any(url in strings(t.get("profile")) for t in dicts(item.element.get("type"))):
                    return [item]
        return self._trees([url])

    def _trees(self, canonicals: Iterable[str]) -> list[Node]:
        found = [self._snapshots.find_tree(canonical) for canonical in canonicals]
        return [top.clone() for top in found if top is not None]


def _child(node: Node, name: str) -> Node | None:
    return node.children.get(name) or node.children.get(f"{name}[x]")


def _parse(path: str) -> Iterator[re.Match[str]]:
    position = 0
    while True:
        step = _STEP.match(path, position)
        if step is None:
            raise PathError(path)
        yield step
        position = step.end()
        if position == len(path):
            return
        if path[position] != ".":
            raise PathError(path)
        position += 1
