"""Turns a discriminator and a slice into the test that tells the slice's values.

A discriminator path is a small part of FHIRPath; its steps are followed twice:
in the slice's definition, to find what it demands there (the criterion), and in
the instance, to find the value to hold against it.

Spec: https://hl7.org/fhir/R4/profiling.html#discriminator
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from sas_validators.compiler.shape import Unit
from sas_validators.compiler.source import literal
from sas_validators.definitions.registry import TYPE_BASE, type_url
from sas_validators.schema.element import Discriminator, ElementSchema

Step: TypeAlias = tuple[Literal["child", "extension", "resolve", "type"], str]

IMPLICIT_EXTENSION = (Discriminator("value", "url"),)
"""How extensions are told apart when the profile does not say."""

_STEP = re.compile(
    r"""(?P<resolve>resolve\(\))
      | extension\(\s*['"](?P<extension>[^'"]+)['"]\s*\)
      | ofType\(\s*(?P<type>\w+)\s*\)
      | (?P<this>\$this)
      | (?P<child>\w+)(?:\[x\])?""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One test, as a Python expression over `x`, `here` and `r`.

    `key` is (expression, constants) when the test is only that the expression,
    a string or something else, equals one of the constants.
    """

    test: str
    key: tuple[str, frozenset[str]] | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the path has led in the definition: an element, and what is fixed from above."""

    element: ElementSchema | None
    exact: bool = False
    constant: Any = None


def find_criteria(
    unit: Unit, node: ElementSchema, part: ElementSchema, type_name: str
) -> Sequence[Criterion] | str:
    """The tests that all hold for the values of slice `part` of `node`.

    Returns the reason, as text, when a discriminator can't be turned into a test.
    """
    discriminators = node.slicing.discriminators if node.slicing is not None else ()
    if not discriminators and type_name == "Extension":
        discriminators = IMPLICIT_EXTENSION
    found: list[Criterion] = []
    for discriminator in discriminators:
        steps = parse_steps(discriminator.path)
        if steps is None:
            return f"discriminator path '{discriminator.path}' is not supported"
        criterion = _criterion(unit, discriminator, steps, part, type_name)
        if isinstance(criterion, str):
            return criterion
        found.append(criterion)
    return found


def parse_steps(path: str) -> tuple[Step, ...] | None:
    """The steps of a discriminator path (`$this` is none); None when it is no such path."""
    steps: list[Step] = []
    position = 0
    while position < len(path):
        match = _STEP.match(path, position)
        if match is None:
            return None
        kind = match.lastgroup or ""
        if kind == "extension":
            steps.append(("extension", match.group("extension")))
        elif kind == "type":
            steps.append(("type", match.group("type")))
        elif kind == "resolve":
            steps.append(("resolve", ""))
        elif kind == "child":
            steps.append(("child", match.group("child")))
        position = match.end()
        if position < len(path):
            if path[position] != ".":
                return None
            position += 1
    return tuple(steps)


def _criterion(
    unit: Unit,
    discriminator: Discriminator,
    steps: tuple[Step, ...],
    part: ElementSchema,
    type_name: str,
) -> Criterion | str:
    places = [_Place(part)]
    for step in steps:
        places = [found for place in places for found in _follow(unit, place, step)]
    reason = (
        f"discriminator {discriminator.type}:{discriminator.path} finds nothing to compare with "
        f"(supported: a fixed value, a pattern, a required binding, presence, types or profiles)"
    )
    walk = _walk_source(unit, steps, type_name)
    if discriminator.type == "exists":
        return _existence(unit, places, walk) or reason
    if discriminator.type == "type":
        return _type_test(unit, places, walk, steps, type_name) or reason
    if discriminator.type == "profile":
        return _profile_test(unit, places, walk) or reason
    if discriminator.type in ("value", "pattern"):
        return _value_test(unit, places, walk, steps, type_name) or reason
    return reason


# --- following a path in the definition ------------------------------------------------------


def _follow(unit: Unit, place: _Place, step: Step) -> Iterator[_Place]:
    kind, name = step
    if kind == "child":
        yield from _children(unit, place, name)
    elif place.element is None:
        return
    elif kind == "resolve":
        for item in place.element.types:
            for profile in item.target_profiles:
                schema = unit.definitions.find_schema(profile)
                if schema is not None:
                    yield _Place(schema)
    elif kind == "type":
        slices = [s for s in place.element.slices if name in {item.code for item in s.types}]
        yield from (_Place(found) for found in slices or [place.element])
    else:
        yield from _extension(unit, place.element, name)


def _children(unit: Unit, place: _Place, name: str) -> Iterator[_Place]:
    constant, exact = _constant(place)
    if isinstance(constant, dict) and name in constant:
        value = constant[name]
        for item in value if isinstance(value, list) else [value]:
            yield _Place(None, exact, item)
        return
    if place.element is None:
        return
    child = _child_element(unit, place.element, name)
    if child is None:
        return
    if _says_nothing(child) and child.slices:
        yield from (_Place(piece) for piece in child.slices)
    else:
        yield _Place(child)


def _child_element(unit: Unit, element: ElementSchema, name: str) -> ElementSchema | None:
    """The child `name`, as the element itself, its type's profiles or its type define it."""
    if name in element.children:
        return element.children[name]
    for item in element.types:
        for canonical in (*item.profiles, type_url(item.code)):
            schema = unit.definitions.find_schema(canonical)
            if schema is not None and name in schema.children:
                return schema.children[name]
    return None


def _says_nothing(element: ElementSchema) -> bool:
    return (
        element.fixed is None
        and element.pattern is None
        and not element.children
        and (element.binding is None or element.binding.strength != "required")
    )


def _extension(unit: Unit, element: ElementSchema, url: str) -> Iterator[_Place]:
    extensions = element.children.get("extension")
    for part in extensions.slices if extensions is not None else ():
        own = part.children.get("url")
        profiles = {profile for item in part.types for profile in item.profiles}
        if url in profiles or (
            own is not None and own.fixed is not None and own.fixed.value == url
        ):
            yield _Place(part)
            return
    schema = unit.definitions.find_schema(url)
    if schema is not None:
        yield _Place(schema)


def _constant(place: _Place) -> tuple[Any, bool]:
    """The value demanded at a place, and whether exactly that one."""
    if place.constant is not None:
        return place.constant, place.exact
    if place.element is not None and place.element.fixed is not None:
        return place.element.fixed.value, True
    if place.element is not None and place.element.pattern is not None:
        return place.element.pattern.value, False
    return None, False


# --- the tests -------------------------------------------------------------------------------


def _walk_source(unit: Unit, steps: tuple[Step, ...], type_name: str) -> str:
    """The expression for the (value, type name) pairs that the path leads to from `x`."""
    constant = unit.constants.name("path", repr(steps))
    return f"{unit.use('walk')}(x, here, {type_name!r}, {constant}, r)"


_Plain: TypeAlias = "list[tuple[str, bool]]"
"""Member names to follow, each with whether it repeats."""


def _text_test(unit: Unit, plain: _Plain, wanted: str) -> str:
    names = tuple(name for name, _ in plain)
    if [repeats for _, repeats in plain] == [True, False]:
        return f"{unit.use('any_member')}(x, {names[0]!r}, {names[1]!r}, {wanted})"
    return f"{unit.use('any_text')}(x, {names!r}, {wanted})"


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


def _value_test(
    unit: Unit, places: Sequence[_Place], walk: str, steps: tuple[Step, ...], type_name: str
) -> Criterion | None:
    tests: list[str] = []
    strings: list[str] = []
    for place in places:
        constant, exact = _constant(place)
        if constant is not None:
            wanted = unit.constants.name("criterion", literal(constant))
            plain = _plain_path(unit, steps, type_name)
            if isinstance(constant, str):
                strings.append(constant)
            if isinstance(constant, str) and plain is not None:
                tests.append(_text_test(unit, plain, wanted))
            else:
                name = unit.use("any_equal" if exact else "any_contains")
                tests.append(f"{name}({walk}, {wanted})")
        else:
            test = _element_test(unit, place, walk)
            if test is None:
                return None
            tests.append(test)
    if not tests:
        return None
    key = None
    if len(steps) == 1 and steps[0][0] == "child" and len(strings) == len(tests):
        key = (f"x.get({steps[0][1]!r})", frozenset(strings))
    return Criterion(_either(tests), key)


def _element_test(unit: Unit, place: _Place, walk: str) -> str | None:
    element = place.element
    if element is None:
        return None
    if element.max == 0:
        return f"not {walk}"
    binding = element.binding
    if binding is not None and binding.strength == "required" and binding.value_set:
        return f"{unit.use('any_bound')}({walk}, {binding.value_set!r}, r)"
    return f"bool({walk})" if element.min > 0 else None


def _existence(unit: Unit, places: Sequence[_Place], walk: str) -> Criterion | None:
    for place in places:
        if place.element is not None and place.element.max == 0:
            return Criterion(f"not {walk}")
        if place.element is not None and place.element.min > 0:
            return Criterion(f"bool({walk})")
    return None


def _type_test(
    unit: Unit,
    places: Sequence[_Place],
    walk: str,
    steps: tuple[Step, ...],
    type_name: str,
) -> Criterion | None:
    codes = {code for place in places for code in _type_codes(place, steps)}
    if not codes:
        return None
    wanted = unit.constants.name("types", repr(frozenset(codes)))
    test = f"{unit.use('any_type')}({walk}, {wanted}, r)"
    concrete = all(unit.definitions.types.is_resource(code) for code in codes)
    if concrete and len(steps) == 1 and steps[0][0] == "child":
        return Criterion(test, (f"{unit.use('type_inside')}(x, {steps[0][1]!r})", frozenset(codes)))
    return Criterion(test)


def _type_codes(place: _Place, steps: tuple[Step, ...]) -> Iterable[str]:
    if place.element is None:
        return ()
    if steps and steps[-1][0] == "resolve":
        # The place is the root of a target profile; its id starts with the type's name.
        return (place.element.id,)
    return tuple(item.code for item in place.element.types)


def _profile_test(unit: Unit, places: Sequence[_Place], walk: str) -> Criterion | None:
    profiles: list[str] = []
    for place in places:
        if place.element is None:
            return None
        if ("." not in place.element.id and place.element.profile.startswith(TYPE_BASE)) or (
            "." not in place.element.id and place.element.slice_name is None
        ):
            profiles.append(place.element.profile)
        else:
            named = [profile for item in place.element.types for profile in item.profiles]
            if not named:
                return Criterion("True")
            profiles += named
    if not profiles:
        return None
    wanted = unit.constants.name("profiles", repr(tuple(profiles)))
    return Criterion(f"{unit.use('any_conforms')}({walk}, {wanted}, r)")


def _either(tests: Sequence[str]) -> str:
    unique = list(dict.fromkeys(tests))
    return unique[0] if len(unique) == 1 else "(" + " or ".join(unique) + ")"
