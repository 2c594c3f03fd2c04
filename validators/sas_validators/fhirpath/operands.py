"""What paths and values of an expression stand for in raw JSON.

Paths become `Places`, computed values `Scalar`s: Python expressions over the
context's dict. Criteria on the way are `Logic`, which `lowering` works out.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from sas_validators.definitions.types import TypeModel
from sas_validators.fhirpath import ast
from sas_validators.fhirpath.ast import Expression
from sas_validators.fhirpath.conditions import (
    TRUE,
    Condition,
    Leaf,
    OneOf,
    either,
    loop_clauses,
    quote,
    to_boolean,
)
from sas_validators.fhirpath.decisions import Logic, Scalar
from sas_validators.fhirpath.environment import named_url
from sas_validators.fhirpath.functions import BOOLEAN_FUNCTIONS
from sas_validators.fhirpath.generic import type_key
from sas_validators.fhirpath.node import PRIMITIVES
from sas_validators.fhirpath.places import (
    NOWHERE,
    CannotLowerError,
    Dynamic,
    Navigator,
    Object,
    Place,
    Places,
    Primitive,
    Resource,
    add_condition,
)
from sas_validators.fhirpath.source import Constants, Names

T = TypeVar("T")

_THIS = ast.Variable("$this")
_TEMPORAL = frozenset(("Date", "DateTime", "Time"))
_BOOLEAN_OPERATORS = frozenset(
    ("and", "or", "xor", "implies", "=", "!=", "~", "!~", "<", "<=", ">", ">=", "in", "contains")
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What `$this` is, and how many loops are around it."""

    this: Place
    depth: int = 0


class NothingError(Exception):
    """An operand that is always empty, which makes the operation so."""


class Operands:
    """Works out paths and values for one test.

    `uses_engine` says whether some step is left to the generic engine.
    """

    def __init__(
        self,
        context: Place,
        types: TypeModel,
        constants: Constants,
        logic: Callable[[Expression, Scope], Logic],
    ) -> None:
        """`context` is the element that the test is about; `logic` lowers criteria."""
        self.uses_engine = False
        self._context = context
        self._types = types
        self._constants = constants
        self._logic = logic
        self._names = Names("o", "env", "shadow")
        self._navigator = Navigator(types, self._names, constants)

    # --- values --------------------------------------------------------------

    def operand(self, expression: Expression, scope: Scope) -> Scalar | Object:
        """A single value, or a single object. Raises CannotLowerError."""
        scalar = self.scalar(expression, scope)
        if scalar is not None:
            return scalar
        places = self.places(expression, scope)
        place = places.place
        if place is None:
            raise NothingError
        if places.loops or place.filtered:
            raise CannotLowerError
        if isinstance(place, Primitive):
            return Scalar(place.text, PRIMITIVES[place.type], proper=False, total=False)
        if isinstance(place, Object):
            return place
        raise CannotLowerError

    def pair(
        self,
        find: Callable[[Expression, Scope], T],
        left: Expression,
        right: Expression,
        scope: Scope,
    ) -> tuple[T, T]:
        """Both operands. Raises NothingError only if neither needs the generic engine."""
        found: list[T] = []
        for expression in (left, right):
            with contextlib.suppress(NothingError):
                found.append(find(expression, scope))
        if len(found) < 2:
            raise NothingError
        return found[0], found[1]

    def text(self, expression: Expression | None, scope: Scope) -> Scalar:
        """A single string. Raises CannotLowerError."""
        operand = self.operand(expression or _THIS, scope)
        if isinstance(operand, Object) or operand.kind != "String":
            raise CannotLowerError
        return operand

    def scalar(self, expression: Expression, scope: Scope) -> Scalar | None:
        """A value that is computed; None for paths. Raises CannotLowerError."""
        match expression:
            case ast.Constant(bool() as value):
                return Scalar(str(value), "Boolean")
            case ast.Constant(str() as value):
                return _literal(value)
            case ast.Constant(int() as value):
                return Scalar(str(value), "Integer")
            case ast.Constant(Decimal() as value):
                constant = self._constants.name("NUMBER", f'fp.Decimal("{value}")')
                return Scalar(constant, "Decimal")
            case ast.External(name) if named_url(name) is not None:
                return _literal(named_url(name) or "")
            case ast.Binary("+", left, right):
                return self._sum(left, right, scope)
            case ast.Binary("&", left, right):
                texts = (self._joinable(side, scope) for side in (left, right))
                return Scalar(" + ".join(texts), "String")
            case ast.Call(target, "count", ()):
                return _count(self.input(target, scope))
            case ast.Call(target, "toInteger", ()):
                text = f"fp.integer_in({_plain(self.text(target, scope))})"
                return self._computed("number", text, "Integer")
            case ast.Call(target, "substring", (ast.Constant(start),)) if type(start) is int:
                text = f"fp.text_from({_plain(self.text(target, scope))}, {start})"
                return self._computed("rest", text, "String")
            case ast.Call(ast.Call() as target, "trace", (ast.Constant(),)):
                return self.scalar(target, scope)
            case ast.Call(target, "length", ()):
                text = f"fp.length_of({_plain(self.text(target, scope))})"
                return self._computed("length", text, "Integer")
            case ast.Call(target, "toString", ()):
                return self._to_string(target, scope)
            case _:
                return None

    def _computed(self, wanted: str, text: str, kind: str) -> Scalar:
        """A value worked out where it is first asked whether it is there."""
        name = self._names.new(wanted)
        return Scalar(name, kind, total=False, binding=f"{name} := {text}")

    def _to_string(self, target: Expression | None, scope: Scope) -> Scalar:
        operand = self.operand(target or _THIS, scope)
        if isinstance(operand, Object):
            raise CannotLowerError
        if operand.kind in _TEMPORAL and not operand.proper:
            # Dates of instances are converted as they are written.
            return replace(operand, kind="String")
        if operand.kind != "Decimal":
            raise CannotLowerError
        return self._computed("text", f"fp.number_text({_plain(operand)})", "String")

    def _joinable(self, expression: Expression, scope: Scope) -> str:
        """A string to be put together with others: "" where there is none."""
        try:
            scalar = self.text(expression, scope)
        except NothingError:
            return '""'
        text = _plain(scalar)
        return text if scalar.total else f"fp.text({text})"

    def _sum(self, left: Expression, right: Expression, scope: Scope) -> Scalar:
        operands = self.pair(self.operand, left, right, scope)
        texts = [
            operand.text
            for operand in operands
            if isinstance(operand, Scalar) and operand.kind == "Integer" and operand.total
        ]
        if len(texts) < 2:
            raise CannotLowerError
        return Scalar(" + ".join(texts), "Integer")

    # --- paths ---------------------------------------------------------------

    def places(self, expression: Expression, scope: Scope) -> Places:
        """Where a path leads. Raises CannotLowerError."""
        found = self._follow(expression, scope)
        if scope.depth and found.loops and _starts_outside(expression):
            # A loop over the whole within a loop: the generic engine counts such steps.
            raise CannotLowerError
        return found

    def input(self, target: Expression | None, scope: Scope) -> Places:
        """What a call is made on: a path, or what is in focus."""
        return Places((), scope.this) if target is None else self.places(target, scope)

    def _follow(self, expression: Expression | None, scope: Scope) -> Places:
        match expression:
            case None | ast.Variable("$this"):
                return Places((), scope.this)
            case ast.External("context"):
                return Places((), self._context)
            case ast.External("resource"):
                return Places((), self._resource())
            case ast.External("rootResource"):
                return Places((), Resource("env.root_resource", _given("env.root_resource")))
            case ast.Member(None, name) if name[:1].isupper() and self._types.find(name):
                return self._root(name, scope)
            case ast.Member(target, name):
                return self._member(self._follow(target, scope), name)
            case ast.TypeTest("as", target, type_name) | ast.Call(
                target, "ofType" | "as", (type_name,)
            ):
                key = type_key(type_name, self._types)
                return self._navigator.narrowed(self._follow(target, scope), key)
            case ast.Call(target, "extension", (ast.Constant(str() as url),)):
                return self._extension(self._follow(target, scope), url)
            case ast.Call(target, "where", (criterion,)):
                return self._where(self._follow(target, scope), criterion, scope)
            case ast.Call(target, "select", (projection,)):
                return self._select(self._follow(target, scope), projection, scope)
            case ast.Call(target, "trace", (ast.Constant(),)):
                return self._follow(target, scope)
            case ast.Call(target, "first", ()):
                return _first(self._follow(target, scope))
            case ast.Call(target, "tail", ()):
                return _tail(self._follow(target, scope))
            case _:
                raise CannotLowerError

    def _member(self, places: Places, name: str) -> Places:
        found = self._navigator.member(places, name)
        self.uses_engine |= isinstance(found.place, Dynamic)
        return found

    def _resource(self) -> Place:
        """`%resource`, of the context's own type if that is a resource type or part of one."""
        there = _given("env.resource")
        if isinstance(self._context, Object):
            name = self._context.type.partition(".")[0]
            if self._types.is_resource(name):
                return Object("env.resource", name, there)
        return Resource("env.resource", there)

    def _root(self, name: str, scope: Scope) -> Places:
        this = scope.this
        if not isinstance(this, (Object, Primitive)):
            raise CannotLowerError
        return Places((), this) if self._types.is_a(this.type, name) else NOWHERE

    def _extension(self, places: Places, url: str) -> Places:
        found = self._member(places, "extension")
        if not isinstance(found.place, Object):
            raise CannotLowerError
        return add_condition(found, OneOf(f'{found.place.text}.get("url")', (url,)))

    def _where(self, places: Places, criterion: Expression, scope: Scope) -> Places:
        if places.place is None:
            return NOWHERE
        logic = self._logic(criterion, inner_scope(places, scope))
        if logic.raises:
            raise CannotLowerError
        return add_condition(places, logic.true)

    def _select(self, places: Places, projection: Expression, scope: Scope) -> Places:
        if places.place is None:
            return NOWHERE
        if places.place.there != TRUE:
            raise CannotLowerError
        inner = inner_scope(places, scope)
        if is_boolean(projection):
            logic = self._logic(projection, inner)
            if logic.raises:
                raise CannotLowerError
            there = TRUE if logic.total else either(logic.true, logic.false)
            return Places(places.loops, Dynamic("", there, filtered=True))
        scalar = self.scalar(projection, inner)
        if scalar is None:
            found = self.places(projection, inner)
            return Places((*places.loops, *found.loops), found.place)
        if scalar.kind != "String" or not scalar.total:
            raise CannotLowerError
        return Places(places.loops, Primitive(scalar.text, "string"))


def inner_scope(places: Places, scope: Scope) -> Scope:
    """The scope of a criterion on each of the places."""
    if places.place is None or places.place.filtered:
        raise CannotLowerError
    return Scope(places.place, scope.depth + len(places.loops))


def _count(places: Places) -> Scalar:
    if places.place is None:
        return Scalar("0", "Integer")
    there = places.place.there
    if not places.loops:
        return Scalar(f"({to_boolean(there)})", "Integer")
    last = places.loops[-1]
    if len(places.loops) == 1 and there == TRUE and last.condition == TRUE:
        return Scalar(f"len({last.source})", "Integer")
    return Scalar(f"sum({to_boolean(there)} {loop_clauses(places.loops)})", "Integer")


def _first(places: Places) -> Places:
    """The first of a list of objects, without a loop."""
    if not places.loops:
        return places
    place, loop = places.place, places.loops[-1]
    plain = len(places.loops) == 1 and loop.condition == TRUE and loop.source.endswith(")")
    if not plain or not isinstance(place, Object) or place.there != TRUE:
        raise CannotLowerError
    text = loop.source.replace("fp.objects_at(", "fp.first_object_at(", 1)
    return Places((), Object(text, place.type, Leaf(loop.filled, boolean=False)))


def _tail(places: Places) -> Places:
    """All but the first of a list."""
    place = places.place
    if len(places.loops) != 1 or places.loops[0].condition != TRUE:
        raise CannotLowerError
    if place is None or place.there != TRUE:
        raise CannotLowerError
    source = places.loops[0].source + "[1:]"
    return Places((replace(places.loops[0], source=source, filled=source),), place)


def _given(text: str) -> Condition:
    return Leaf(text, boolean=False)


def _literal(value: str) -> Scalar:
    return Scalar(quote(value), "String", literal=value)


def _plain(scalar: Scalar) -> str:
    if scalar.binding:
        raise CannotLowerError
    return scalar.text


def is_boolean(expression: Expression) -> bool:
    """Whether the result is a System.Boolean whatever the instance."""
    match expression:
        case ast.Constant(value):
            return isinstance(value, bool)
        case ast.Binary(operator, _, _):
            return operator in _BOOLEAN_OPERATORS
        case ast.TypeTest(operator, _, _):
            return operator == "is"
        case ast.Call(_, name, _):
            return name in BOOLEAN_FUNCTIONS
        case _:
            return False


def _starts_outside(expression: Expression) -> bool:
    """Whether a path starts from a variable of the environment."""
    current: Expression | None = expression
    while current is not None:
        if isinstance(current, ast.External):
            return True
        current = getattr(current, "target", getattr(current, "operand", None))
    return False
