"""Gives an element the children of its type, type profile or content reference.

Spec: https://hl7.org/fhir/R4/profiling.html#snapshot
"""

from __future__ import annotations

from sas_validators.issues.catalogue import definitions as say
from sas_validators.issues.message import Message
from sas_validators.snapshot.elements import type_codes, without
from sas_validators.snapshot.facets import combine
from sas_validators.snapshot.problems import Problems
from sas_validators.snapshot.sources import (
    Trees,
    canonical_of,
    common_type,
    find_content,
    find_profile_tree,
    is_system,
    profile_of,
)
from sas_validators.snapshot.tree import Node

MAX_ELEMENTS = 50_000
"""A snapshot with more elements than this is given up."""


class TooLargeError(Exception):
    """The snapshot would exceed MAX_ELEMENTS."""


class Unfolder:
    """Grows one tree under construction, within its allowance of elements."""

    def __init__(self, top: Node, trees: Trees, problems: Problems) -> None:
        """`top` is the tree's root, where content references may point."""
        self._top = top
        self._trees = trees
        self._problems = problems
        self._left = MAX_ELEMENTS

    def unfold(self, node: Node, id: str = "", index: int | None = None) -> bool:
        """Adds to `node` the children of its type that it lacks; False when there are none.

        What stands in the way is reported for the differential element `index`,
        if there is one. Raises TooLargeError.
        """
        source = self._find_source(node, id, index)
        if source is None:
            return False
        missing = [name for name in source.children if name not in node.children]
        if not missing:
            return False
        taken = {name: self.clone(source.children[name]) for name in missing}
        shared = {name: taken.get(name) or node.children[name] for name in source.children}
        node.children = shared | {
            name: child for name, child in node.children.items() if name not in shared
        }
        return True

    def clone(self, node: Node) -> Node:
        """A copy to put elsewhere into the tree. Raises TooLargeError."""
        self.spend(sum(1 for _ in node.walk()))
        return node.clone()

    def spend(self, elements: int = 1) -> None:
        """Counts elements added to the tree. Raises TooLargeError."""
        self._left -= elements
        if self._left < 0:
            raise TooLargeError

    def _find_source(self, node: Node, id: str, index: int | None) -> Node | None:
        reference = node.element.get("contentReference")
        if reference is not None:
            return self._follow(node, reference, id, index)
        codes = list(dict.fromkeys(type_codes(node.element)))
        if not codes or any(map(is_system, codes)):
            return None
        if len(codes) > 1:
            shared = common_type(self._trees, codes)
            return None if shared is None else self._trees.find_tree(shared)
        return self._find_profile(node, id, index) or self._find_type(codes[0], id, index)

    def _find_type(self, code: str, id: str, index: int | None) -> Node | None:
        found = self._trees.find_tree(canonical_of(code))
        if found is None:
            self._report(say.SNAPSHOT_TYPE_UNKNOWN, index, path=id, type=code)
        return found

    def _find_profile(self, node: Node, id: str, index: int | None) -> Node | None:
        types = node.element["type"]
        profile = profile_of(types[0]) if len(types) == 1 else None
        if profile is None:
            return None
        found = find_profile_tree(self._trees, types[0], profile)
        # A profile that is itself being made just now is known: its type will do.
        if found is None and not self._trees.knows(profile):
            self._report(say.SNAPSHOT_PROFILE_UNKNOWN, index, path=id, profile=profile)
        return found

    def _follow(self, node: Node, reference: str, id: str, index: int | None) -> Node | None:
        """Turns a content reference into the element it points at, rules included."""
        target = find_content(self._trees, reference, self._top)
        if target is None:
            details = {"path": id, "reference": reference}
            self._report(say.SNAPSHOT_CONTENT_REFERENCE_UNKNOWN, index, **details)
            return None
        taken = {"type", "constraint"} & target.element.keys()
        unfolded = {name: target.element[name] for name in taken}
        node.element = combine(without(node.element, "contentReference"), unfolded)
        return target

    def _report(self, message: Message, index: int | None, **details: str) -> None:
        if index is not None:
            self._problems.add_once(message, index, **details)
