"""What one element demands of each of its values, as comparable pieces.

Two profiles that constrain the same element mostly repeat each other. Their
demands are sets of small equal-or-different values, so that the code for both
together, or for a slice beyond what the unsliced element already demands, is a
matter of union and difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import TypeAlias

from sas_validators.schema.element import Constraint, ElementSchema, Limits, TypedJson
from sas_validators.terminology.element_binding import Binding

REFERENCES = frozenset({"Reference", "CodeableReference"})
"""Types whose values lead to resources."""

HANDLED_BY_STRUCTURE = frozenset({"ele-1"})
"""Invariants that the walk over the structure checks itself."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """The value must be exactly this."""

    wanted: TypedJson


@dataclass(frozen=True, slots=True)
class Pattern:
    """The value must contain this."""

    wanted: TypedJson


@dataclass(frozen=True, slots=True)
class Bound:
    """The value must come from a value set, as firmly as the binding says."""

    binding: Binding


@dataclass(frozen=True, slots=True)
class Limited:
    """The value must keep within the one limit that is set."""

    limits: Limits


@dataclass(frozen=True, slots=True)
class OnlyTypes:
    """The value must be of one of these types."""

    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profiled:
    """A value of type `type` must meet one of these profiles."""

    type: str
    profiles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Targets:
    """What a reference may lead to, and by which way (aggregation)."""

    profiles: tuple[str, ...]
    aggregation: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Invariant:
    """The constraint must hold on the value."""

    constraint: Constraint


@dataclass(frozen=True, slots=True)
class ValueRequired:
    """The primitive must have a value, or one of the named extensions instead."""

    alternatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NarrativeControl:
    """What a profile asks of the languages or the sources of a narrative."""

    kind: str
    code: str


Demand: TypeAlias = (
    Fixed
    | Pattern
    | Bound
    | Limited
    | OnlyTypes
    | Profiled
    | Targets
    | Invariant
    | ValueRequired
    | NarrativeControl
)


def demands_of(element: ElementSchema) -> Iterator[Demand]:
    """Everything `element` demands of one value of it, cardinality and children aside."""
    if element.fixed is not None:
        yield Fixed(element.fixed)
    if element.pattern is not None:
        yield Pattern(element.pattern)
    binding = element.binding
    if binding is not None and (binding.value_set or binding.additional):
        yield Bound(binding)
    for part in fields(Limits):
        limit = getattr(element.limits, part.name)
        if limit is not None:
            yield Limited(Limits(**{part.name: limit}))
    if element.must_have_value or element.value_alternatives:
        yield ValueRequired(element.value_alternatives)
    yield from (NarrativeControl(kind, code) for kind, code in element.narrative_controls)
    yield from _type_demands(element)
    yield from (
        Invariant(constraint)
        for constraint in element.constraints
        if constraint.key not in HANDLED_BY_STRUCTURE
    )


def _type_demands(element: ElementSchema) -> Iterator[Demand]:
    codes = tuple(dict.fromkeys(item.code for item in element.types))
    if codes:
        yield OnlyTypes(codes)
    for code in codes:
        items = [item for item in element.types if item.code == code]
        # One entry of the type without profiles leaves it free, whatever the others say.
        if all(item.profiles for item in items):
            yield Profiled(code, _joined(item.profiles for item in items))
        if code in REFERENCES:
            free = any(not item.target_profiles for item in items)
            targets = () if free else _joined(item.target_profiles for item in items)
            aggregation = _joined(item.aggregation for item in items)
            if targets or aggregation:
                yield Targets(targets, aggregation)


def _joined(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for group in groups for item in group))


def united(elements: Iterable[ElementSchema]) -> tuple[Demand, ...]:
    """The demands of all `elements`, each once, in order."""
    return tuple(dict.fromkeys(demand for element in elements for demand in demands_of(element)))


def beyond(elements: Iterable[ElementSchema], known: Iterable[ElementSchema]) -> tuple[Demand, ...]:
    """The demands of `elements` that `known` does not already make."""
    met = set(united(known))
    return tuple(demand for demand in united(elements) if demand not in met)
