"""Whether the paths of a FHIRPath expression exist on the types it is for.

Only what surely does not exist is reported: where a step may lead anywhere
(`resolve()`, an abstract type), everything below is taken to be right.

Spec: https://hl7.org/fhir/R4/fhirpath.html#types
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from sas_validators.definitions.types import TypeModel
from sas_validators.fhirpath.ast import (
    Binary,
    Call,
    Expression,
    Item,
    Member,
    TypeName,
    TypeTest,
    Variable,
    children,
)

Types: TypeAlias = "frozenset[str] | None"
"""The types an expression may give; None when that can't be told."""

_OPEN = frozenset({"Resource", "DomainResource", "Element", "BackboneElement", "xhtml"})
_SAME = frozenset(
    {"where", "first", "last", "tail", "single", "skip", "take", "distinct", "trace", "repeat"}
)
_CASTS = frozenset({"as", "ofType"})
_MAX_SHOWN = 5


class UnknownPathError(ValueError):
    """A step that leads to nothing on any of the types it is taken from."""


def check_paths(expression: Expression, bases: Iterable[str], types: TypeModel) -> None:
    """Raises UnknownPathError when a step of `expression` does not exist on `bases`."""
    known = frozenset(bases)
    _Walk(types).types_of(expression, known if all(map(types.find, known)) else None)


class _Walk:
    def __init__(self, types: TypeModel) -> None:
        self._types = types

    def types_of(self, expression: Expression, focus: Types) -> Types:
        """What `expression` gives when it is applied to `focus`."""
        match expression:
            case Member(None, name) if name[:1].isupper():
                return self._root(name)
            case Member(target, name):
                return self._step(focus if target is None else self.types_of(target, focus), name)
            case Call(target, name, arguments):
                inner = focus if target is None else self.types_of(target, focus)
                return self._call(name, arguments, inner)
            case TypeTest(operator, operand, type_name):
                self.types_of(operand, focus)
                return self._cast(type_name) if operator == "as" else None
            case Item(target, _):
                return self.types_of(target, focus)
            case Variable("$this"):
                return focus
            case Binary("|", left, right):
                one, other = self.types_of(left, focus), self.types_of(right, focus)
                return None if one is None or other is None else one | other
            case _:
                for part in children(expression):
                    self.types_of(part, focus)
                return None

    def _root(self, name: str) -> Types:
        if self._types.find(name) is None:
            raise UnknownPathError(f"{name} is no type")
        return frozenset({name})

    def _cast(self, type_name: Expression) -> Types:
        if not isinstance(type_name, TypeName) or self._types.find(type_name.name) is None:
            return None
        return frozenset({type_name.name})

    def _step(self, focus: Types, name: str) -> Types:
        if focus is None:
            return None
        found: set[str] = set()
        for type_name in focus:
            info = self._types.find(type_name)
            if info is None or type_name in _OPEN:
                return None
            found.update(step[2] for step in info.steps.get(name, ()))
        if not found:
            raise UnknownPathError(f"{_shown(focus)}: no element {name}")
        return None if _OPEN & found else frozenset(found)

    def _call(self, name: str, arguments: tuple[Expression, ...], focus: Types) -> Types:
        if name in _CASTS and len(arguments) == 1:
            return self._cast(arguments[0])
        results = [self.types_of(argument, focus) for argument in arguments]
        if name == "extension":
            return frozenset({"Extension"})
        if name == "select" and results:
            return results[0]
        return focus if name in _SAME else None


def _shown(focus: frozenset[str]) -> str:
    names = sorted(focus)
    return ", ".join(names[:_MAX_SHOWN]) + (", …" if len(names) > _MAX_SHOWN else "")
