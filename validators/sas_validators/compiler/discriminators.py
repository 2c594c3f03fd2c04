"""Turns the discriminators of a slicing and one slice into the test that tells its values.

The path is followed twice: in the slice's definition, to find what it demands
there, and in the instance, to find the value to hold against it.

Spec: https://hl7.org/fhir/R4/profiling.html#discriminator
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sas_validators.compiler.discriminator_paths import (
    NotLoadedError,
    Place,
    Step,
    follow,
    parse_steps,
)
from sas_validators.compiler.shape import Unit
from sas_validators.compiler.source import literal
from sas_validators.schema.element import Discriminator, ElementSchema

IMPLICIT_EXTENSION = (Discriminator("value", "url"),)
"""How extensions are told apart when the profile does not say."""

_SUPPORTED = "supported: a fixed value, a pattern, a required binding, presence, types or profiles"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One test, as a Python expression over `x`, `here` and `r`.

    `key` is (expression, constants) when the test is only that the expression,
    a string or something else, equals one of the constants.
    """

    test: str
    key: tuple[str, frozenset[str]] | None = None


Criteria: TypeAlias = Sequence[Criterion] | str
"""The tests that all hold for a slice's values, or the reason why there are none."""


def find_criteria(
    unit: Unit,
    discriminators: Sequence[Discriminator],
    number: int,
    part: ElementSchema,
    type_name: str,
) -> Criteria:
    """The tests for the values of slice `part`, the one of that `number` in its slicing.

    A discriminator for which the slice says nothing is passed over as long as
    another one tells; without discriminators nothing is in the slice.
    """
    if not discriminators and type_name == "Extension":
        discriminators = IMPLICIT_EXTENSION
    found: list[Criterion] = []
    mute = ""
    for discriminator in discriminators:
        path = f"{discriminator.type}:{discriminator.path}"
        steps = parse_steps(discriminator.path)
        if steps is None:
            return f"the path of discriminator {path} is not supported"
        try:
            criterion = _criterion(unit, discriminator, steps, number, part, type_name)
        except NotLoadedError as error:
            return f"discriminator {path} leads to {error}, which is not loaded"
        if criterion is None:
            mute = f"discriminator {path} finds nothing to compare with ({_SUPPORTED})"
        else:
            found.append(criterion)
    return mute if mute and not found else found


def _criterion(
    unit: Unit,
    discriminator: Discriminator,
    steps: tuple[Step, ...],
    number: int,
    part: ElementSchema,
    type_name: str,
) -> Criterion | None:
    if discriminator.type == "position":
        return Criterion(f"here[2] == {number}")
    places = follow(unit, part, steps)
    walk = _walk_source(unit, steps, type_name)
    if discriminator.type == "exists":
        return _existence(places, walk)
    if discriminator.type == "type":
        return _type_test(unit, places, walk, steps)
    if discriminator.type == "profile":
        return _profile_test(unit, places, walk)
    return _value_test(unit, places, walk, steps, type_name)


def _walk_source(unit: Unit, steps: tuple[Step, ...], type_name: str) -> str:
    """The expression for the (value, type name) pairs that the path leads to from `x`."""
    constant = unit.constants.name("path", repr(steps))
    return f"{unit.use('walk')}(x, here, {type_name!r}, {constant}, r)"


# --- values ----------------------------------------------------------------------------------


def _value_test(
    unit: Unit, places: Sequence[Place], walk: str, steps: tuple[Step, ...], type_name: str
) -> Criterion | None:
    tests: list[str] = []
    strings: list[str] = []
    plain = _plain_path(unit, steps, type_name)
    for place in places:
        constant, exact = place.demanded()
        if constant is None:
            test = _element_test(unit, place, walk)
            if test is None:
                return None
            tests.append(test)
            continue
        wanted = unit.constants.name("criterion", literal(constant))
        if "JsonDecimal(" in literal(constant):
            unit.use("JsonDecimal")
        if isinstance(constant, str):
            strings.append(constant)
        if isinstance(constant, str) and plain is not None:
            tests.append(_text_test(unit, plain, wanted))
        else:
            name = unit.use("any_equal" if exact else "any_contains")
            tests.append(f"{name}({walk}, {wanted})")
    if not tests:
        return None
    key = None
    if len(steps) == 1 and steps[0][0] == "child" and len(strings) == len(tests):
        key = (f"x.get({steps[0][1]!r})", frozenset(strings))
    return Criterion(_either(tests), key)


_Plain: TypeAlias = "list[tuple[str, bool]]"
"""Member names to follow, each with whether it repeats."""


def _plain_path(unit: Unit, steps: tuple[Step, ...], type_name: str) -> _Plain | None:
    """The members to follow when no step is a choice or leaves the value."""
    names: _Plain = []
    for kind, name in steps:
        info = unit.definitions.types.find(type_name)
        element = info.elements.get(name) if info is not None else None
        if kind != "child" or element is None or element.choice:
            return None
        names.append((name, element.repeats))
        type_name = element.types[0]
    return names or None


def _text_test(unit: Unit, plain: _Plain, wanted: str) -> str:
    names = tuple(name for name, _ in plain)
    if [repeats for _, repeats in plain] == [True, False]:
        return f"{unit.use('any_member')}(x, {names[0]!r}, {names[1]!r}, {wanted})"
    return f"{unit.use('any_text')}(x, {names!r}, {wanted})"


def _element_test(unit: Unit, place: Place, walk: str) -> str | None:
    """The test where no value is demanded: absence, a value set, presence."""
    element = place.element
    if element is None:
        return None
    if element.max == 0:
        return f"not {walk}"
    binding = element.binding
    if binding is not None and binding.strength == "required" and binding.value_set:
        return f"{unit.use('any_bound')}({walk}, {binding.value_set!r}, r)"
    return f"bool({walk})" if element.min > 0 else None


# --- presence, types, profiles ---------------------------------------------------------------


def _existence(places: Sequence[Place], walk: str) -> Criterion | None:
    for place in places:
        if place.element is not None and place.element.max == 0:
            return Criterion(f"not {walk}")
        if place.element is not None and place.element.min > 0:
            return Criterion(f"bool({walk})")
    return None


def _type_test(
    unit: Unit, places: Sequence[Place], walk: str, steps: tuple[Step, ...]
) -> Criterion | None:
    codes = {code for place in places for code in _type_codes(place)}
    if not codes:
        return None
    wanted = unit.constants.name("types", repr(frozenset(codes)))
    test = f"{unit.use('any_type')}({walk}, {wanted}, r)"
    concrete = all(unit.definitions.types.is_resource(code) for code in codes)
    if concrete and len(steps) == 1 and steps[0][0] == "child":
        return Criterion(test, (f"{unit.use('type_inside')}(x, {steps[0][1]!r})", frozenset(codes)))
    return Criterion(test)


def _type_codes(place: Place) -> Iterable[str]:
    if place.element is None:
        return ()
    if place.is_root:
        # The root of a definition: its id is the type's name.
        return (place.element.id,)
    return tuple(item.code for item in place.element.types)


def _profile_test(unit: Unit, places: Sequence[Place], walk: str) -> Criterion | None:
    profiles: list[str] = []
    for place in places:
        if place.element is None:
            return None
        if place.is_root:
            profiles.append(place.element.profile)
            continue
        named = [profile for item in place.element.types for profile in item.profiles]
        if not named:
            return Criterion("True")
        for profile in named:
            if unit.definitions.find_schema(profile) is None:
                raise NotLoadedError(profile)
        profiles += named
    if not profiles:
        return None
    wanted = unit.constants.name("profiles", repr(tuple(profiles)))
    return Criterion(f"{unit.use('any_conforms')}({walk}, {wanted}, r)")


def _either(tests: Sequence[str]) -> str:
    unique = list(dict.fromkeys(tests))
    return unique[0] if len(unique) == 1 else "(" + " or ".join(unique) + ")"
