"""The explicit form of a profile: a tree of elements with what each one demands.

Between the snapshot (a flat list that repeats itself) and the code compiled
from it. Every node is plain, immutable and printable, so that a compiler change
shows as a difference of text.

Spec: https://hl7.org/fhir/R4/elementdefinition.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sas_validators.model.numbers import read_json
from sas_validators.terminology.element_binding import Binding

Rules = Literal["open", "closed", "openAtEnd"]
DiscriminatorType = Literal["value", "exists", "pattern", "type", "profile", "position"]


@dataclass(frozen=True, slots=True)
class TypeRef:
    """One allowed type of an element, with the profiles it or its target must meet."""

    code: str
    profiles: tuple[str, ...] = ()
    target_profiles: tuple[str, ...] = ()
    aggregation: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Constraint:
    """An invariant: `source` is the canonical of the definition that declares it.

    Two copies of one invariant differ at most in their human text and source.
    """

    key: str
    severity: Literal["error", "warning"]
    expression: str
    human: str = field(compare=False)
    source: str = field(compare=False)
    best_practice: bool = False


@dataclass(frozen=True, slots=True)
class Discriminator:
    """One criterion of a slicing: the kind of test and the path it looks at."""

    type: DiscriminatorType
    path: str


@dataclass(frozen=True, slots=True)
class Slicing:
    """How the repetitions of an element are told apart."""

    discriminators: tuple[Discriminator, ...]
    rules: Rules
    ordered: bool


@dataclass(frozen=True, slots=True)
class TypedJson:
    """A value of a definition: the name of its FHIR type and its JSON text."""

    type: str
    text: str

    @property
    def value(self) -> Any:
        """The JSON value, its decimals as JsonDecimal."""
        return read_json(self.text)


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits on a primitive's value, from ElementDefinition and its extensions."""

    max_length: int | None = None
    min_length: int | None = None
    min_value: TypedJson | None = None
    max_value: TypedJson | None = None
    max_decimal_places: int | None = None
    max_size: int | None = None
    regex: str | None = None

    def __bool__(self) -> bool:
        """Whether any limit is set."""
        return self != Limits()


@dataclass(frozen=True, eq=False)
class ElementSchema:
    """One element, or one slice of it.

    `id` is the snapshot's element id (`Slot.serviceType:TypeConsultation.coding`),
    `name` its last step without `[x]` and slice, `profile` the canonical of the
    definition it comes from. `max` is None for `*`. `narrative_controls` are pairs (language or
    source, code) that a profile sets for a Narrative. `children` are by element name; `slices` in
    order, re-slices inside their slice. Two nodes are equal only if they are the
    same node.
    """

    profile: str
    id: str
    name: str
    slice_name: str | None
    min: int
    max: int | None
    types: tuple[TypeRef, ...]
    content_reference: str | None = None
    binding: Binding | None = None
    fixed: TypedJson | None = None
    pattern: TypedJson | None = None
    constraints: tuple[Constraint, ...] = ()
    slicing: Slicing | None = None
    limits: Limits = Limits()
    is_modifier: bool = False
    must_have_value: bool = False
    value_alternatives: tuple[str, ...] = ()
    narrative_controls: tuple[tuple[str, str], ...] = ()
    children: Mapping[str, ElementSchema] = field(default_factory=dict)
    slices: tuple[ElementSchema, ...] = ()

    @property
    def label(self) -> str:
        """How messages name the element: its id with slices, `Slot.serviceType:x.coding`."""
        return self.id

    def walk(self) -> Iterator[ElementSchema]:
        """The node and all below it, slices included, in order."""
        yield self
        for child in self.children.values():
            yield from child.walk()
        for part in self.slices:
            yield from part.walk()


def dump(element: ElementSchema) -> dict[str, Any]:
    """The tree as JSON, with only what is set: for reading and for golden tests."""
    found: dict[str, Any] = {"id": element.id, "card": f"{element.min}..{_max_text(element)}"}
    found["types"] = [_dump_type(item) for item in element.types]
    if element.content_reference is not None:
        found["content_reference"] = element.content_reference
    for name, value in (("fixed", element.fixed), ("pattern", element.pattern)):
        if value is not None:
            found[name] = f"{value.type} {value.text}"
    if element.binding is not None:
        found["binding"] = f"{element.binding.strength} {element.binding.value_set}".strip()
    if element.constraints:
        found["constraints"] = [f"{item.source}#{item.key}" for item in element.constraints]
    if element.slicing is not None:
        by = ", ".join(f"{item.type}:{item.path}" for item in element.slicing.discriminators)
        order = " ordered" if element.slicing.ordered else ""
        found["slicing"] = f"{by} {element.slicing.rules}{order}".strip()
    if element.limits:
        found["limits"] = repr(element.limits)
    if element.children:
        found["children"] = [dump(child) for child in element.children.values()]
    if element.slices:
        found["slices"] = [dump(part) for part in element.slices]
    return found


def _max_text(element: ElementSchema) -> str:
    return "*" if element.max is None else str(element.max)


def _dump_type(item: TypeRef) -> str:
    text = item.code
    if item.profiles:
        text += "{" + ", ".join(item.profiles) + "}"
    if item.target_profiles:
        text += "(" + ", ".join(item.target_profiles) + ")"
    if item.aggregation:
        text += " " + "+".join(item.aggregation)
    return text
