"""The element tree of a StructureDefinition, one row per snapshot element."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sas_ig.artifacts.links import Link, Links
from sas_ig.elements import facets
from sas_ig.elements.bases import Bases
from sas_ig.elements.bindings import BindingView, BindingViews
from sas_ig.elements.facets import Constraint, Element, Slicing, Value
from sas_ig.elements.texts import Text, Texts


@dataclass(frozen=True, slots=True)
class TypeView:
    """One type of an element: its own link, profiles it must meet, targets it may refer to."""

    type: Link
    profiles: tuple[Link, ...]
    targets: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ConstraintView:
    """An invariant with its text for the reader; `own` when R4 does not ask it of everybody."""

    constraint: Constraint
    text: Text
    own: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One element of the tree.

    `name` is the last part of the id without slice, `depth` 0 for the root.
    `before` is the parent's cardinality where it was another one. `changed` tells
    that this profile says something of the element itself, `key` that it belongs
    to what a reader must know first: what this profile or one it derives from
    constrains, and what is mandatory.
    """

    id: str
    name: str
    slice: str
    depth: int
    cardinality: str
    before: str
    prohibited: bool
    must_support: bool
    modifier: bool
    summary: bool
    types: tuple[TypeView, ...]
    short: Text
    value: Value | None
    binding: BindingView | None
    slicing: Slicing | None
    constraints: tuple[ConstraintView, ...]
    changed: bool
    key: bool


class RowBuilder:
    """Makes the rows of StructureDefinitions for readers of one language."""

    def __init__(self, bases: Bases, links: Links, bindings: BindingViews, texts: Texts) -> None:
        self._bases = bases
        self._links = links
        self._bindings = bindings
        self._texts = texts

    def rows(self, definition: dict[str, Any]) -> list[Row]:
        """The rows of all snapshot elements, in order."""
        complete = self._bases.complete(definition)
        elements = complete.get("snapshot", {}).get("element", [])
        own = _differential_ids(definition)
        known = set(own)
        for ancestor in self._bases.ancestors(definition):
            known |= _differential_ids(ancestor)
        keys = key_ids(elements, known)
        base = str(definition.get("baseDefinition", ""))
        return [self._row(element, base, own, keys) for element in elements]

    def _row(self, element: Element, base: str, own: set[str], keys: set[str]) -> Row:
        id = str(element["id"])
        name, _, slice = id.rpartition(".")[2].partition(":")
        card = facets.cardinality(element)
        before = facets.cardinality(self._bases.parent(element, base) or {})
        return Row(
            id=id,
            name=name,
            slice=slice,
            depth=id.count("."),
            cardinality=str(card or ""),
            before="" if id == element["path"].partition(".")[0] or before == card else str(before),
            prohibited=card is not None and card.max == 0,
            must_support=bool(element.get("mustSupport")),
            modifier=bool(element.get("isModifier")),
            summary=bool(element.get("isSummary")),
            types=tuple(self._types(element)),
            short=self._texts.short(element),
            value=facets.value(element),
            binding=self._bindings.of(element),
            slicing=facets.slicing(element),
            constraints=tuple(self._constraints(element)),
            changed=id in own,
            key=id in keys,
        )

    def _types(self, element: Element) -> Iterator[TypeView]:
        for item in element.get("type", ()):
            yield TypeView(
                self._links.to_type(str(item.get("code", ""))),
                tuple(self._links.to(canonical) for canonical in item.get("profile", ())),
                tuple(self._links.to(canonical) for canonical in item.get("targetProfile", ())),
            )

    def _constraints(self, element: Element) -> Iterator[ConstraintView]:
        origin = self._bases.origin(element) or {}
        everywhere = {item.key for item in facets.constraints(origin)} | {"ele-1", "ext-1"}
        for constraint in facets.constraints(element):
            own = constraint.key not in everywhere
            yield ConstraintView(constraint, self._texts.constraint(constraint), own)


def _differential_ids(definition: dict[str, Any]) -> set[str]:
    elements = definition.get("differential", {}).get("element", ())
    return {str(element.get("id", element.get("path", ""))) for element in elements}


def key_ids(elements: list[Element], constrained: set[str]) -> set[str]:
    """The ids of what to know first, with all the elements above them.

    That is what is constrained or to be supported, and what must be there wherever
    the element above it is shown.
    """
    found: set[str] = set()
    for element in elements:
        id = str(element["id"])
        above = id.rpartition(".")[0]
        mandatory = int(element.get("min", 0)) > 0 and (above in found or "." not in above)
        if id in constrained or element.get("mustSupport") or mandatory or not above:
            while id and id not in found:
                found.add(id)
                id = id.rpartition(".")[0]
    return found
