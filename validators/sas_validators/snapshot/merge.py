"""Lays a differential over the tree of its base.

The tree being changed belongs to the merge; what it takes from other definitions
(data types, profiles) is cloned. Problems are collected, and the merge goes on
with what is left.

Spec: https://hl7.org/fhir/R4/profiling.html#snapshot
"""

from __future__ import annotations

from sas_validators.issues.catalogue import definitions as say
from sas_validators.snapshot import choices, slicing
from sas_validators.snapshot.differential import Change
from sas_validators.snapshot.elements import Element, strings, type_codes
from sas_validators.snapshot.facets import combine
from sas_validators.snapshot.inheritance import find_drift, inherit
from sas_validators.snapshot.narrowing import check_narrowing, smaller
from sas_validators.snapshot.problems import Problems
from sas_validators.snapshot.sources import Trees, find_profile_tree, is_a, profile_of
from sas_validators.snapshot.specialisation import new_element
from sas_validators.snapshot.tree import Node
from sas_validators.snapshot.unfold import Unfolder

EXTENSION_FACTS = frozenset(
    {"short", "definition", "comment", "requirements", "alias", "constraint"}
    | {"min", "max", "isModifier", "isModifierReason"}
)
"""What the root of an extension's definition says about its use."""


class Merge:
    """One differential being laid over one tree."""

    def __init__(self, top: Node, trees: Trees, problems: Problems, *, open_ended: bool) -> None:
        """`open_ended` lets the differential add elements, as a specialisation may."""
        self._top = top
        self._trees = trees
        self._problems = problems
        self._open_ended = open_ended
        self._grower = Unfolder(top, trees, problems)
        self.matched: dict[int, str] = {}
        """The id of the snapshot element that each differential element constrains."""

    def apply(self, change: Change) -> None:
        """Applies the whole differential. Raises TooLargeError."""
        self._merge(self._top, change, self._top.name)

    def _merge(self, node: Node, change: Change, id: str) -> None:
        before = None
        if node.slices and change.is_about_all:
            before = self._grower.clone(node)
        for index, element in change.entries:
            self._lay(node, element, index, id)
        if len(change.entries) > 1:
            self._problems.add(say.SNAPSHOT_ELEMENT_REPEATED, change.entries[1][0], path=id)
        self._merge_children(node, change, id)
        if before is not None:
            drift = find_drift(before, node, self._grower)
            for item in node.slices.values():
                inherit(item, drift, self._grower)
        if change.slices:
            self._merge_slices(node, change, id)

    # --- the element itself ------------------------------------------------------

    def _lay(self, node: Node, element: Element, index: int, id: str) -> None:
        self.matched[index] = id
        for message, details in check_narrowing(node.element, element, self._is_a):
            self._problems.add(message, index, path=id, **details)
        node.element = combine(self._with_definition_root(node.element, element), element)

    def _is_a(self, type_code: str, ancestor: str) -> bool:
        return is_a(self._trees, type_code, ancestor)

    def _with_definition_root(self, base: Element, change: Element) -> Element:
        """What an extension element inherits from its definition, on being given it.

        Its texts and invariants, how often it comes, and whether it is a modifier.
        """
        types = change.get("type", ())
        profile = profile_of(types[0]) if type_codes(change) == ["Extension"] else None
        known = [url for item in base.get("type", ()) for url in strings(item.get("profile"))]
        if profile is None or profile in known:
            return base
        top = find_profile_tree(self._trees, types[0], profile)
        if top is None:
            return base
        facts = {name: top.element[name] for name in EXTENSION_FACTS & top.element.keys()}
        facts["min"] = max(base.get("min", 0), facts.get("min", 0))
        facts["max"] = smaller(base.get("max", "*"), facts.get("max", "*"))
        return combine(base, facts)

    # --- children ------------------------------------------------------------------

    def _merge_children(self, node: Node, change: Change, id: str) -> None:
        plain: dict[str, Change] = {}
        typed: dict[str, list[choices.Shorthand]] = {}
        for name, below in change.children.items():
            found = self._find_child(node, name, id, below)
            if found is None:
                self._add_child(node, name, below, id)
            elif found[1] is None:
                plain.setdefault(found[0].name, Change()).add(below)
            else:
                typed.setdefault(found[0].name, []).append((name, found[1], below))
        for name in dict.fromkeys((*plain, *typed)):
            child = node.children[name]
            stated = choices.fold(child, plain.get(name, Change()), typed.get(name, []))
            self._merge(child, stated, f"{id}.{name}")

    def _find_child(
        self, node: Node, name: str, id: str, below: Change
    ) -> tuple[Node, str | None] | None:
        """The child a differential calls `name`, with the type a choice's name states."""
        found = choices.find_child(node, name)
        if found is None and self._grower.unfold(node, id, below.index):
            found = choices.find_child(node, name)
        return found

    def _add_child(self, node: Node, name: str, below: Change, id: str) -> None:
        """Adds an element that a specialisation defines, or reports one that nobody does."""
        child_id = f"{id}.{name}"
        if not self._open_ended or not below.entries:
            self._report_unmatched(node, below, id, child_id)
            return
        index, element = below.entries[0]
        child = Node(name, new_element(element, child_id, self._trees))
        node.children[name] = child
        self.matched[index] = child_id
        self._grower.spend()
        rest = Change(below.entries[1:], below.children, below.slices)
        if rest.children and element.get("type"):
            self._grower.unfold(child, child_id, index)
        self._merge(child, rest, child_id)

    def _report_unmatched(self, node: Node, change: Change, id: str, child_id: str) -> None:
        codes = list(dict.fromkeys(type_codes(node.element)))
        if len(codes) > 1:
            self._problems.add_once(
                say.SNAPSHOT_TYPE_AMBIGUOUS, change.index, path=id, types=", ".join(codes)
            )
            return
        for index in change.indexes():
            self._problems.add(say.SNAPSHOT_ELEMENT_NO_MATCH, index, id=child_id)

    # --- slices --------------------------------------------------------------------

    def _merge_slices(self, node: Node, change: Change, id: str) -> None:
        implied = slicing.imply(node)
        if not implied and not slicing.is_sliced(node):
            name = next(iter(change.slices))
            self._problems.add(
                say.SNAPSHOT_SLICE_WITHOUT_SLICING, change.index, path=id, slice=name
            )
        for name in sorted(change.slices, key=lambda name: name.count("/")):
            below = change.slices[name]
            item = node.find_slice(name) or self._new_slice(node, name, below)
            if item is None:
                self._report_unmatched(node, below, id, f"{id}:{name}")
            else:
                self._merge(item, below, f"{id}:{name}")
        if implied and node.name.endswith("[x]"):
            slicing.settle_types(node, id, stated=bool(change.entries))
        if not change.entries:
            slicing.raise_minimum(node)
        for message, details in slicing.check_sums(node):
            self._problems.add(message, change.index, path=id, **details)

    def _new_slice(self, node: Node, name: str, below: Change) -> Node | None:
        """Adds a slice; None when the differential only speaks of what is below it.

        None as well for a re-slice whose slice is not there.
        """
        holder = node.slice_holder(name)
        outer = name.rpartition("/")[0]
        if not below.entries or (outer and holder.slice_name != outer):
            return None
        item = slicing.new_slice(holder, name)
        item.children = {
            child.name: self._grower.clone(child) for child in holder.children.values()
        }
        holder.slices[name] = item
        self._grower.spend()
        return item
