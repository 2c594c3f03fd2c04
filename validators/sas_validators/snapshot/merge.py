"""Lays a differential over the tree of its base.

The tree being changed belongs to the merge; what it takes from other definitions
(data types, profiles) is cloned. Problems are collected, and the merge goes on
with what is left.

Spec: https://hl7.org/fhir/R4/profiling.html#snapshot
"""

from __future__ import annotations

from typing import Any

from sas_validators.issues.catalogue import definitions as say
from sas_validators.issues.finding import Finding
from sas_validators.issues.message import Message
from sas_validators.snapshot import choices, slicing
from sas_validators.snapshot.differential import Change
from sas_validators.snapshot.elements import Element, element_location, strings, type_codes, without
from sas_validators.snapshot.facets import combine
from sas_validators.snapshot.inheritance import inherit
from sas_validators.snapshot.narrowing import check_narrowing
from sas_validators.snapshot.sources import (
    Trees,
    canonical_of,
    common_type,
    find_content,
    find_profile_tree,
    is_a,
    is_system,
    profile_of,
)
from sas_validators.snapshot.tree import Node

EXTENSION_FACTS = frozenset(
    {"short", "definition", "comment", "requirements", "alias", "constraint"}
    | {"min", "max", "isModifier", "isModifierReason"}
)
"""What the root of an extension's definition says about its use."""

MAX_ELEMENTS = 100_000
"""A snapshot with more elements than this is given up."""


class TooLargeError(Exception):
    """The snapshot would exceed MAX_ELEMENTS."""


class Merge:
    """One differential being laid over one tree."""

    def __init__(
        self, top: Node, trees: Trees, url: str, problems: list[Finding], *, open_ended: bool
    ) -> None:
        """`open_ended` lets the differential add elements, as a specialisation may."""
        self._top = top
        self._trees = trees
        self._url = url
        self._problems = problems
        self._open_ended = open_ended
        self._left = MAX_ELEMENTS

    def apply(self, change: Change) -> None:
        """Applies the whole differential. Raises TooLargeError."""
        self._merge(self._top, change, self._top.name)

    # --- one element -----------------------------------------------------------

    def _merge(self, node: Node, change: Change, id: str) -> None:
        before = node.clone(slices=False) if node.slices and change.is_about_all else None
        for index, element in change.entries:
            self._lay(node, element, index, id)
        if len(change.entries) > 1:
            self._report(say.SNAPSHOT_ELEMENT_REPEATED, change.entries[1][0], path=id)
        self._merge_children(node, change, id)
        if before is not None:
            for item in node.slices.values():
                inherit(before, node, item, self)
        if change.slices:
            self._merge_slices(node, change, id)

    def _lay(self, node: Node, element: Element, index: int, id: str) -> None:
        for message, details in check_narrowing(node.element, element, self._is_a):
            self._report(message, index, path=id, **details)
        node.element = combine(self._with_definition_root(node.element, element), element)

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
        return combine(base, {n: top.element[n] for n in EXTENSION_FACTS & top.element.keys()})

    def _is_a(self, type_code: str, ancestor: str) -> bool:
        return is_a(self._trees, type_code, ancestor)

    # --- children --------------------------------------------------------------

    def _merge_children(self, node: Node, change: Change, id: str) -> None:
        plain: dict[str, Change] = {}
        typed: dict[str, list[choices.Shorthand]] = {}
        for name, below in change.children.items():
            found = self._find_child(node, name, id, below)
            if found is None:
                if not self._add_child(node, name, below, id):
                    self._report_unmatched(below, f"{id}.{name}")
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
        if found is None and self._unfold(node, id, below.index):
            found = choices.find_child(node, name)
        return found

    def _add_child(self, node: Node, name: str, below: Change, id: str) -> bool:
        """Adds an element that a specialisation defines."""
        if not self._open_ended or not below.entries:
            return False
        index, element = below.entries[0]
        child = Node(name, self._new_element(element, f"{id}.{name}"))
        node.children[name] = child
        self._spend(1)
        rest = Change(below.entries[1:], below.children, below.slices)
        if rest.children and element.get("type"):
            self._unfold(child, f"{id}.{name}", index)
        self._merge(child, rest, f"{id}.{name}")
        return True

    def _new_element(self, element: Element, id: str) -> Element:
        base = {"path": id, "min": element.get("min", 0), "max": element.get("max", "*")}
        inherited = self._type_constraints(type_codes(element), element)
        made = combine({"constraint": inherited} if inherited else {}, element)
        return {"isModifier": False, "isSummary": False} | made | {"base": base}

    def _type_constraints(self, codes: list[str], element: Element) -> list[Element]:
        """What FHIR's definitions repeat on each element: the invariants of Element, Extension."""
        if any(map(is_system, codes)) or not (codes or "contentReference" in element):
            return []
        name = "Extension" if codes == ["Extension"] else "Element"
        if codes and not all(self._is_a(code, "Element") for code in codes):
            return []
        top = self._trees.find_tree(canonical_of(name))
        return list(top.element.get("constraint", ())) if top is not None else []

    def _report_unmatched(self, change: Change, id: str) -> None:
        for index in change.indexes():
            self._report(say.SNAPSHOT_ELEMENT_NO_MATCH, index, id=id, base=self._url)

    # --- what is below an element ------------------------------------------------

    def unfold(self, node: Node) -> bool:
        """Gives `node` the children of its type, without a word where that can't be done."""
        return self._unfold(node, node.name, None)

    def _unfold(self, node: Node, id: str, index: int | None) -> bool:
        """Gives `node` the children of its type that it lacks; False when there are none.

        Problems are reported for the differential element `index`, if there is one.
        """
        source = self._source(node, id, index)
        if source is None:
            return False
        missing = [name for name in source.children if name not in node.children]
        if not missing:
            return False
        taken = {name: self.clone(source.children[name]) for name in missing}
        own = {name: child for name, child in node.children.items() if name not in source.children}
        shared = {name: taken.get(name) or node.children[name] for name in source.children}
        node.children = shared | own
        return True

    def _source(self, node: Node, id: str, index: int | None) -> Node | None:
        reference = node.element.get("contentReference")
        if reference is not None:
            return self._follow(node, reference, id, index)
        types = node.element.get("type", [])
        codes = list(dict.fromkeys(code for code in type_codes(node.element)))
        if not codes or any(map(is_system, codes)):
            return None
        if len(codes) > 1:
            return self._common_source(codes, id, index)
        profile = profile_of(types[0]) if len(types) == 1 else None
        if profile is not None:
            found = find_profile_tree(self._trees, types[0], profile)
            if found is not None:
                return found
            if not self._trees.knows(profile):
                self._report(say.SNAPSHOT_PROFILE_UNKNOWN, index, path=id, profile=profile)
        found = self._trees.find_tree(canonical_of(codes[0]))
        if found is None:
            self._report(say.SNAPSHOT_TYPE_UNKNOWN, index, path=id, type=codes[0])
        return found

    def _common_source(self, codes: list[str], id: str, index: int | None) -> Node | None:
        """What several types have in common, such as `id` and `extension`."""
        shared = common_type(self._trees, codes)
        if shared is None:
            self._report(say.SNAPSHOT_TYPE_AMBIGUOUS, index, path=id, types=", ".join(codes))
            return None
        return self._trees.find_tree(shared)

    def _follow(self, node: Node, reference: str, id: str, index: int | None) -> Node | None:
        """Turns a content reference into the element it points at."""
        target = find_content(self._trees, reference, self._top)
        if target is None:
            details = {"path": id, "reference": reference}
            self._report(say.SNAPSHOT_CONTENT_REFERENCE_UNKNOWN, index, **details)
            return None
        taken = {"type", "constraint"} & target.element.keys()
        unfolded = {name: target.element[name] for name in taken}
        node.element = combine(without(node.element, "contentReference"), unfolded)
        return target

    # --- slices ----------------------------------------------------------------

    def _merge_slices(self, node: Node, change: Change, id: str) -> None:
        implied = slicing.imply(node)
        if not implied and not slicing.is_sliced(node):
            name = next(iter(change.slices))
            self._report(say.SNAPSHOT_SLICE_WITHOUT_SLICING, change.index, path=id, slice=name)
        for name in sorted(change.slices, key=lambda name: name.count("/")):
            below = change.slices[name]
            item = node.find_slice(name) or self._new_slice(node, name, below)
            if item is None:
                self._report_unmatched(below, f"{id}:{name}")
            else:
                self._merge(item, below, f"{id}:{name}")
        if implied and node.name.endswith("[x]"):
            slicing.settle_types(node, id, stated=bool(change.entries))
        if not change.entries:
            slicing.raise_minimum(node)
        for message, details in slicing.check_sums(node):
            self._report(message, change.index, path=id, **details)

    def _new_slice(self, node: Node, name: str, below: Change) -> Node | None:
        """Adds a slice; None when the differential only speaks of what is below it."""
        if not below.entries:
            return None
        holder = node.slice_holder(name)
        item = slicing.new_slice(holder, name)
        item.children = {child.name: self.clone(child) for child in holder.children.values()}
        holder.slices[name] = item
        self._spend(1)
        return item

    # --- bookkeeping -------------------------------------------------------------

    def clone(self, node: Node) -> Node:
        """A copy to put elsewhere into the tree. Raises TooLargeError."""
        self._spend(sum(1 for _ in node.walk()))
        return node.clone()

    def _spend(self, elements: int) -> None:
        self._left -= elements
        if self._left < 0:
            raise TooLargeError

    def _report(self, message: Message, index: int | None, **details: Any) -> None:
        if index is not None:
            self._problems.append(Finding(message, element_location(index), details, self._url))
