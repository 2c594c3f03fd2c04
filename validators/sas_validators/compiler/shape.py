"""What one generated function judges, and what its emitters may ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sas_validators.compiler.source import Constants, Lines
from sas_validators.definitions.types import TypeModel
from sas_validators.schema.element import Constraint, ElementSchema


@dataclass(frozen=True, slots=True)
class Shape:
    """The definitions that apply together to one JSON object.

    `type` names its FHIR type in the TypeModel (`Slot`, `Patient.contact`).
    `nodes` demand; `known` are definitions whose demands are met elsewhere. A
    structural shape includes the type's own definition and judges the members
    as such; the others only add what their nodes demand beyond `known`.
    """

    type: str
    nodes: tuple[ElementSchema, ...]
    known: tuple[ElementSchema, ...] = ()
    structural: bool = True


class Definitions(Protocol):
    """Where the compiler finds schemas and types."""

    @property
    def types(self) -> TypeModel:
        """The types of the registry."""

    def find_schema(self, canonical: str) -> ElementSchema | None:
        """The schema of a StructureDefinition; None when it is not loaded.

        Raises ProfileError when it is loaded and can't be used.
        """


class ProfileError(ValueError):
    """A definition that can't be compiled; says which element, why, and what would work."""


class Unit(Protocol):
    """One module under construction, as the emitters see it.

    `verdicts` are the constants that judge coded values; they come after the
    functions, which they may name.
    """

    definitions: Definitions
    constants: Constants
    verdicts: Constants

    def use(self, name: str) -> str:
        """Imports `name` from the runtime and returns it."""

    def function(self, shape: Shape, hint: str) -> str | None:
        """The name of the function that judges `shape`; None when it has nothing to judge."""

    def invariant(self, constraint: Constraint, type_name: str) -> str | None:
        """The name of the function that tests `constraint`; None when it is not to be tested."""

    def add_function(self, hint: str, parameters: str, lines: Lines, doc: str) -> str:
        """Adds a function with that body and returns its name."""


def own_children(node: ElementSchema, roots: Sequence[ElementSchema]) -> ElementSchema:
    """`node`, or the element of the same definition that its content reference names."""
    if node.content_reference is None or node.children:
        return node
    wanted = node.content_reference.partition("#")[2]
    for root in roots:
        if root.profile == node.profile:
            for candidate in root.walk():
                if candidate.id == wanted:
                    return candidate
    return node
