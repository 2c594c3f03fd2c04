"""Bindings as readers want them: the strength, the value set, and the codes themselves."""

from __future__ import annotations

from typing import NamedTuple

from sas_ig.artifacts.links import Link, Links
from sas_ig.elements.facets import Element, binding
from sas_validators.terminology.expansion import Concept
from sas_validators.terminology.terminology import Terminology

FEW = 12
"""A value set of no more codes than this is shown with its codes wherever it is bound."""


class BindingView(NamedTuple):
    """A binding. `codes` is empty when there are too many, or none is known."""

    strength: str
    value_set: Link
    description: str
    codes: tuple[Concept, ...]


class BindingViews:
    """Makes the views of bindings; each value set is expanded once."""

    def __init__(self, links: Links, terminology: Terminology) -> None:
        self._links = links
        self._terminology = terminology
        self._codes: dict[str, tuple[Concept, ...]] = {}

    def of(self, element: Element) -> BindingView | None:
        """The binding of an element; None when it has none."""
        found = binding(element)
        if found is None:
            return None
        description = str(element["binding"].get("description", ""))
        return BindingView(
            found.strength,
            self._links.to(found.value_set) if found.value_set else Link(""),
            description,
            self._few_codes(found.value_set),
        )

    def _few_codes(self, canonical: str) -> tuple[Concept, ...]:
        if canonical not in self._codes:
            expansion = self._terminology.expand(canonical, limit=FEW) if canonical else None
            whole = expansion is not None and not (expansion.truncated or expansion.incomplete)
            self._codes[canonical] = expansion.concepts if expansion and whole else ()
        return self._codes[canonical]
