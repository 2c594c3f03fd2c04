"""Follows a discriminator's path in the definition of a slice, to what it demands there.

A discriminator path is a small part of FHIRPath: children, `extension(url)`,
`resolve()`, `ofType(T)`, `$this`.

Spec: https://hl7.org/fhir/R4/profiling.html#discriminator
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from sas_validators.compiler.shape import Unit
from sas_validators.definitions.registry import type_url
from sas_validators.schema.element import ElementSchema, TypeRef

Step: TypeAlias = tuple[Literal["child", "extension", "resolve", "type"], str]

_STEP = re.compile(
    r"""(?P<resolve>resolve\(\s*\))
      | extension\(\s*['"](?P<extension>[^'"]+)['"]\s*\)
      | (?:ofType|as)\(\s*(?P<type>\w+)\s*\)
      | (?P<this>\$this)
      | (?P<child>\w+)(?:\[x\])?""",
    re.VERBOSE,
)


class NotLoadedError(LookupError):
    """The path leads into a profile that no package defines."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the path has led in the definition.

    `element` is the element there, None inside a fixed value or pattern, whose
    part is `constant`; `exact` when that comes from a fixed value. `is_root`
    when the path entered a definition of its own there.
    """

    element: ElementSchema | None
    exact: bool = False
    constant: Any = None
    is_root: bool = False

    def demanded(self) -> tuple[Any, bool]:
        """The value demanded here (None for none), and whether exactly that one."""
        if self.constant is not None or self.element is None:
            return self.constant, self.exact
        if self.element.fixed is not None:
            return self.element.fixed.value, True
        if self.element.pattern is not None:
            return self.element.pattern.value, False
        return None, False


def parse_steps(path: str) -> tuple[Step, ...] | None:
    """The steps of a discriminator path (`$this` is none); None when it is no such path."""
    steps: list[Step] = []
    position = 0
    while position < len(path):
        match = _STEP.match(path, position)
        if match is None:
            return None
        kind = match.lastgroup
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
            if path[position] != "." or position + 1 == len(path):
                return None
            position += 1
    return tuple(steps)


def follow(unit: Unit, part: ElementSchema, steps: tuple[Step, ...]) -> list[Place]:
    """The places that `steps` lead to from the slice `part`. Raises NotLoadedError."""
    places = [Place(part)]
    for step in steps:
        places = [found for place in places for found in _follow(unit, place, step)]
    return places


def _follow(unit: Unit, place: Place, step: Step) -> Iterator[Place]:
    kind, name = step
    if kind == "child":
        yield from _children(unit, place, name)
    elif place.element is None:
        return
    elif kind == "resolve":
        for item in place.element.types:
            for profile in item.target_profiles:
                yield Place(_loaded(unit, profile), is_root=True)
    elif kind == "type":
        slices = [s for s in place.element.slices if name in {item.code for item in s.types}]
        yield from (Place(found) for found in slices or [place.element])
    else:
        yield from _extension(unit, place.element, name)


def _loaded(unit: Unit, canonical: str) -> ElementSchema:
    schema = unit.definitions.find_schema(canonical)
    if schema is None:
        raise NotLoadedError(canonical)
    return schema


def _children(unit: Unit, place: Place, name: str) -> Iterator[Place]:
    constant, exact = place.demanded()
    if isinstance(constant, dict) and name in constant:
        value = constant[name]
        for item in value if isinstance(value, list) else [value]:
            yield Place(None, exact, item)
        return
    if place.element is None:
        return
    child = _child_element(unit, place.element, name)
    if child is None:
        return
    if _says_nothing(child) and child.slices:
        yield from (Place(piece) for piece in child.slices)
    else:
        yield Place(child)


def _child_element(unit: Unit, element: ElementSchema, name: str) -> ElementSchema | None:
    """The child `name` as the element itself, its type's profiles or its type define it.

    The first of them that says something of it.
    """
    own = element.children.get(name)
    if own is not None and not (_says_nothing(own) and not own.slices):
        return own
    found = own
    for item in element.types:
        for candidate in _definitions(unit, item):
            child = candidate.children.get(name)
            if child is not None and (found is None or not _says_nothing(child)):
                found = child
    return found


def _definitions(unit: Unit, item: TypeRef) -> Iterator[ElementSchema]:
    if item.profiles:
        yield from (_loaded(unit, profile) for profile in item.profiles)
        return
    schema = unit.definitions.find_schema(type_url(item.code))
    if schema is not None:
        yield schema


def _says_nothing(element: ElementSchema) -> bool:
    return (
        element.fixed is None
        and element.pattern is None
        and not element.children
        and (element.binding is None or element.binding.strength != "required")
    )


def _extension(unit: Unit, element: ElementSchema, url: str) -> Iterator[Place]:
    extensions = element.children.get("extension")
    for part in extensions.slices if extensions is not None else ():
        own = part.children.get("url")
        fixed = own.fixed.value if own is not None and own.fixed is not None else None
        if url == fixed or any(url in item.profiles for item in part.types):
            yield Place(part)
            return
    yield Place(_loaded(unit, url), is_root=True)
