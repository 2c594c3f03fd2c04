"""Where a path leads in raw JSON, worked out from the types before anything runs.

A `Places` follows steps from one static description to the next: what holds
the value, as a Python expression, of which type, whether it is there, and over
which loops.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from sas_validators.definitions.types import ElementInfo, TypeModel
from sas_validators.fhirpath.conditions import (
    TRUE,
    Condition,
    Leaf,
    Loop,
    both,
    either,
    listed,
    quote,
)
from sas_validators.fhirpath.node import PRIMITIVES
from sas_validators.fhirpath.source import Constants, Names
from sas_validators.fhirpath.typetests import SYSTEM

_ABSTRACT_RESOURCES = frozenset(("Resource", "DomainResource"))

_MOST_LOOPS = 8
"""Loops within loops; Python itself has a limit of 20."""


class CannotLowerError(Exception):
    """What only the generic engine can do; caught while generating, never seen outside."""


@dataclass(frozen=True, slots=True)
class Object:
    """An object of a known type: `text` is a dict even when there is none.

    `there` tells whether there is one; `filtered` that a criterion decides it,
    so that its members can't be asked for without asking that first.
    """

    text: str
    type: str
    there: Condition = TRUE
    filtered: bool = False


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource whose type only the instance tells; else like `Object`."""

    text: str
    there: Condition = TRUE
    filtered: bool = False


@dataclass(frozen=True, slots=True)
class Primitive:
    """A primitive's raw value; `shadow` is the expression of its `_name`, "" if not at hand."""

    text: str
    type: str
    there: Condition = TRUE
    shadow: str = ""
    filtered: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice element of `holder`: its JSON members and their types."""

    holder: str
    members: tuple[tuple[str, str], ...]
    there: Condition = TRUE
    filtered: bool = False


@dataclass(frozen=True, slots=True)
class Dynamic:
    """An item of the generic engine."""

    text: str
    there: Condition = TRUE
    filtered: bool = False


Place: TypeAlias = Object | Resource | Primitive | Choice | Dynamic


@dataclass(frozen=True, slots=True)
class Places:
    """A collection: the places found in the rounds of the loops, at most one per round.

    No place at all means that nothing is ever found.
    """

    loops: tuple[Loop, ...]
    place: Place | None


NOWHERE = Places((), None)


class Navigator:
    """Follows the steps of paths."""

    def __init__(self, types: TypeModel, names: Names, constants: Constants) -> None:
        """`names` gives the loop variables of the function under construction."""
        self._types = types
        self._names = names
        self._constants = constants

    def member(self, start: Places, name: str) -> Places:
        """The children called `name`. Raises CannotLowerError."""
        place = start.place
        if place is None:
            return NOWHERE
        if place.filtered:
            raise CannotLowerError
        if isinstance(place, Resource):
            resource = self._types.get("Resource")
            if name in resource.steps:
                return self._member_of(start.loops, place.text, "Resource", name)
            if name in self._types.get("DomainResource").steps:
                holder = f"fp.domain_resource({place.text}, env.types)"
                return self._member_of(start.loops, holder, "DomainResource", name)
            return self._dynamic(start.loops, f"fp.resource_node({place.text}, env.types)", name)
        if isinstance(place, Dynamic):
            return self._dynamic(start.loops, place.text, name)
        if isinstance(place, Object):
            return self._member_of(start.loops, place.text, place.type, name)
        raise CannotLowerError

    def _dynamic(self, loops: tuple[Loop, ...], node: str, name: str) -> Places:
        if len(loops) >= _MOST_LOOPS:
            raise CannotLowerError
        variable = self._names.new(name)
        source = f"fp.child([{node}], {quote(name)}, env)"
        return Places((*loops, Loop(variable, source, source)), Dynamic(variable))

    def _member_of(self, loops: tuple[Loop, ...], holder: str, type_name: str, name: str) -> Places:
        info = self._types.find(type_name)
        found = () if info is None else info.steps.get(name, ())
        if not found:
            return NOWHERE
        element = found[0][0]
        if len(found) > 1:
            members = tuple((str(member), kind) for _, member, kind in found)
            return Places(loops, self._choice(holder, members))
        _, member, kind = found[0]
        if element.repeats:
            return self._repeating(loops, holder, str(member), kind, element)
        return Places(loops, single_place(holder, str(member), kind, choice=element.choice))

    def _repeating(
        self,
        loops: tuple[Loop, ...],
        holder: str,
        member: str,
        kind: str,
        element: ElementInfo,
    ) -> Places:
        if len(loops) >= _MOST_LOOPS:
            raise CannotLowerError
        variable = self._names.new(element.name)
        filled = f"{holder}.get({quote(member)})"
        if kind in PRIMITIVES:
            source = f"fp.values_at({holder}, {quote(member)})"
            return Places((*loops, Loop(variable, source, source)), Primitive(variable, kind))
        source = f"fp.objects_at({holder}, {quote(member)})"
        loop = Loop(variable, source, filled)
        if kind in _ABSTRACT_RESOURCES:
            return Places((*loops, loop), Resource(variable))
        return Places((*loops, loop), Object(variable, kind))

    def _choice(self, holder: str, members: tuple[tuple[str, str], ...]) -> Choice:
        names = [
            f"{quote(name)}: {primitive}"
            for member, kind in members
            for name, primitive in _names_of_choice(member, kind)
        ]
        constant = self._constants.name("MEMBERS", f"{{{listed(names)}}}")
        return Choice(holder, members, Leaf(f"fp.has_any({holder}, {constant})"))

    def narrowed(self, start: Places, type_name: str) -> Places:
        """What `ofType()` leaves. Raises CannotLowerError."""
        place = start.place
        if place is None or type_name.startswith(SYSTEM):
            if isinstance(place, Dynamic) or type_name == "System.Any":
                raise CannotLowerError
            return NOWHERE
        if isinstance(place, (Object, Primitive)):
            return start if self._types.is_a(place.type, type_name) else NOWHERE
        if isinstance(place, Choice) and not place.filtered:
            members = tuple(part for part in place.members if self._types.is_a(part[1], type_name))
            if not members:
                return NOWHERE
            if len(members) == 1:
                return Places(start.loops, single_place(place.holder, *members[0], choice=True))
            return Places(start.loops, self._choice(place.holder, members))
        if isinstance(place, Resource):
            claimed = claims(place, type_name, self._types)
            return Places(start.loops, filtered(place, claimed))
        raise CannotLowerError


def claims(place: Resource, type_name: str, types: TypeModel) -> Condition:
    """Whether a resource is of that type. Raises CannotLowerError for abstract types."""
    if not types.is_resource(type_name):
        raise CannotLowerError
    return Leaf(f'{place.text}.get("resourceType") == {quote(type_name)}')


def _names_of_choice(member: str, kind: str) -> Iterator[tuple[str, bool]]:
    """The JSON members of one type of a choice, and whether each holds a primitive."""
    if kind in PRIMITIVES:
        yield member, True
        yield "_" + member, False
    else:
        yield member, False


def single_place(holder: str, member: str, kind: str, *, choice: bool) -> Place:
    """The place of a member that does not repeat, perhaps one of a choice."""
    read = f"{holder}.get({quote(member)})"
    if kind in PRIMITIVES:
        shadow = f"{holder}.get({quote('_' + member)})"
        there = either(
            *(Leaf(f"{text} is not None", True, f"{text} is None") for text in (read, shadow))
        )
        if choice:
            there = Leaf(f"fp.has_choice({holder}, {quote(member)})")
        return Primitive(read, kind, there, shadow)
    text = f"fp.object_at({holder}, {quote(member)})"
    there = Leaf(text if choice else read, boolean=False)
    return Resource(text, there) if kind in _ABSTRACT_RESOURCES else Object(text, kind, there)


def _not_null(text: str) -> Condition:
    return Leaf(f"{text} is not None", True, f"{text} is None")


def filtered(place: Place, condition: Condition) -> Place:
    """The place, there only if the condition holds too."""
    return replace(place, there=both(place.there, condition), filtered=True)


def add_condition(places: Places, condition: Condition) -> Places:
    """What a criterion leaves of a collection."""
    if places.place is None:
        return NOWHERE
    if not places.loops or places.place.there != TRUE:
        return Places(places.loops, filtered(places.place, condition))
    last = places.loops[-1]
    loop = replace(last, condition=both(last.condition, condition))
    return Places((*places.loops[:-1], loop), places.place)
