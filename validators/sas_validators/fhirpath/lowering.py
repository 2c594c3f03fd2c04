"""Turns constraints into conditions over the raw JSON of one element.

With the types known, most of what constraints say needs no collections: an
element that may occur once is a dict look-up, one that repeats a loop. Parts
that can't be expressed so are left to the generic engine, within the same test.

What comes out says what the generic engine would say, also for instances of
odd shapes; `tests/unit/fhirpath/test_lowering.py` holds it to that.
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
    FALSE,
    MAX_PARTS,
    TRUE,
    Condition,
    Leaf,
    OneOf,
    both,
    each,
    either,
    listed,
    loop_clauses,
    negate,
    quote,
    size,
    some,
    to_boolean,
)
from sas_validators.fhirpath.decisions import (
    ALWAYS,
    CONNECTIVES,
    EMPTY,
    NEVER,
    Logic,
    Scalar,
    compare_dates,
    compare_quantities,
    compare_values,
    equal_numbers,
    equal_texts,
    given,
    is_of_kind,
    known,
    same_truth,
    total,
    unlike,
)
from sas_validators.fhirpath.environment import named_url
from sas_validators.fhirpath.functions import FUNCTIONS
from sas_validators.fhirpath.generic import FunctionWriter, type_key
from sas_validators.fhirpath.generic import Scope as GenericScope
from sas_validators.fhirpath.node import PRIMITIVES
from sas_validators.fhirpath.patterns import is_pattern
from sas_validators.fhirpath.places import (
    NOWHERE,
    CannotLowerError,
    Choice,
    Dynamic,
    Navigator,
    Object,
    Place,
    Places,
    Primitive,
    Resource,
    add_condition,
)
from sas_validators.fhirpath.source import Constants, Lines, Names, docstring


@dataclass(frozen=True, slots=True)
class Scope:
    """What `$this` is, and how many loops are around it."""

    this: Place
    depth: int = 0


T = TypeVar("T")

_THIS = ast.Variable("$this")
_NUMERIC = frozenset(("Integer", "Decimal"))
_TEXT_TESTS = {
    "startsWith": ("{0}.startswith({1})", "not {0}.startswith({1})"),
    "endsWith": ("{0}.endswith({1})", "not {0}.endswith({1})"),
    "contains": ("{1} in {0}", "{1} not in {0}"),
}
_BOOLEAN_OPERATORS = frozenset(
    ("and", "or", "xor", "implies", "=", "!=", "~", "!~", "<", "<=", ">", ">=", "in", "contains")
)
_TOTAL_FUNCTIONS = frozenset(
    ("exists", "empty", "all", "hasValue", "isDistinct", "subsetOf", "supersetOf")
)
"""What answers true or false for any input, nothing included."""

_BOOLEAN_FUNCTIONS = (
    _TOTAL_FUNCTIONS
    | frozenset(name for name in FUNCTIONS if name.startswith("convertsTo"))
    | frozenset(
        (
            "not",
            "is",
            "allTrue",
            "anyTrue",
            "allFalse",
            "anyFalse",
            "startsWith",
            "endsWith",
            "contains",
            "matches",
            "matchesFull",
            "htmlChecks",
            "htmlChecks2",
            "conformsTo",
            "memberOf",
        )
    )
)


class _NothingError(Exception):
    """An operand that is always empty, which makes the operation so."""


class Lowering:
    """Lowers one expression.

    `parts` are the functions for what it leaves to the generic engine, and
    `uses_engine` says whether it needs that at all; `fallible` says whether the
    outcome may raise an ExpressionError.
    """

    def __init__(self, name: str, context: Place, types: TypeModel, constants: Constants) -> None:
        """`context` is the element that the test called `name` is about."""
        self.parts: list[str] = []
        self.uses_engine = False
        self.fallible = False
        self._name = name
        self._context = context
        self._types = types
        self._constants = constants
        self._names = Names("o", "env", "shadow", name)
        self._navigator = Navigator(types, self._names, constants)

    # --- truth ---------------------------------------------------------------

    def logic(self, expression: Expression, scope: Scope) -> Logic:
        """When `expression` is true and when false, with the generic engine's help if need be."""
        parts = len(self.parts)
        try:
            found = self._lower(expression, scope)
            if size(found.true) + size(found.false) <= MAX_PARTS:
                return found
        except _NothingError:
            return EMPTY
        except CannotLowerError:
            pass
        del self.parts[parts:]
        return self._part(expression, scope)

    def _lower(self, expression: Expression, scope: Scope) -> Logic:
        match expression:
            case ast.Constant(value):
                return NEVER if value is False else ALWAYS
            case ast.Binary(operator, left, right) if operator in CONNECTIVES:
                return CONNECTIVES[operator](self.logic(left, scope), self.logic(right, scope))
            case ast.Binary("=", left, right):
                return self._equal(left, right, scope)
            case ast.Binary("!=", left, right):
                return self._equal(left, right, scope).opposite()
            case ast.Binary("<" | "<=" | ">" | ">=" as operator, left, right):
                return self._compare(operator, left, right, scope)
            case ast.Binary("in", left, right):
                return self._membership(left, right, scope)
            case ast.Binary("contains", left, right):
                return self._membership(right, left, scope)
            case ast.TypeTest("is", operand, type_name):
                return self._type_test(operand, type_name, scope)
            case ast.Call(target, "is", (type_name,)):
                return self._type_test(target, type_name, scope)
            case ast.Call(None, "iif", arguments):
                return self._iif(arguments, scope)
            case ast.Call(target, name, arguments) if name in _BOOLEAN_FUNCTIONS:
                return self._call(target, name, arguments, scope)
            case _:
                return _truth_of(self.places(expression, scope))

    def _call(
        self,
        target: Expression | None,
        name: str,
        arguments: tuple[Expression, ...],
        scope: Scope,
    ) -> Logic:
        match name, arguments:
            case "exists", ():
                return total(self._exists(target, scope))
            case "empty", ():
                return total(negate(self._exists(target, scope)))
            case "exists", (criterion,):
                return total(self._exists(ast.Call(target, "where", (criterion,)), scope))
            case "not", () if target is not None:
                return self.logic(target, scope).opposite()
            case "all", (criterion,):
                return self._all(target, criterion, scope)
            case "hasValue", ():
                return _has_value(self._input(target, scope))
            case "isDistinct", ():
                return _is_distinct(self._input(target, scope))
            case (("startsWith" | "endsWith" | "contains"), (argument,)):
                return self._text_test(target, name, argument, scope)
            case "matches", (ast.Constant(str() as pattern),):
                return self._matches(target, pattern, scope)
            case (("htmlChecks" | "htmlChecks2"), ()):
                service = "html_checks" if name == "htmlChecks" else "html_content"
                return self._html_checks(service, self._input(target, scope))
            case _:
                raise CannotLowerError

    def _exists(self, target: Expression | None, scope: Scope) -> Condition:
        if isinstance(target, ast.Binary) and target.operator == "|":
            return either(self._exists(target.left, scope), self._exists(target.right, scope))
        places = self._input(target, scope)
        return FALSE if places.place is None else some(places.loops, places.place.there)

    def _all(self, target: Expression | None, criterion: Expression, scope: Scope) -> Logic:
        places = self._input(target, scope)
        if places.place is None:
            return ALWAYS
        inner = self.logic(criterion, _inner(places, scope))
        holds = each(places.loops, either(negate(places.place.there), inner.true))
        return replace(total(holds), raises=inner.raises)

    def _text_test(
        self, target: Expression | None, name: str, argument: Expression, scope: Scope
    ) -> Logic:
        subject, other = self._pair(self._text, target or _THIS, argument, scope)
        texts = (f"({subject.text})" if " " in subject.text else subject.text), other.text
        test, opposite = (text.format(*texts) for text in _TEXT_TESTS[name])
        return given(both(known(subject), known(other)), Leaf(test, True, opposite))

    def _matches(self, target: Expression | None, pattern: str, scope: Scope) -> Logic:
        subject = self._text(target, scope)
        if not is_pattern(pattern):
            raise CannotLowerError
        self.fallible = True
        constant = self._constants.name("PATTERN", f"fp.Pattern({pattern!r})")
        return given(known(subject), Leaf(f"{constant}.found_in({subject.text})"))

    def _html_checks(self, service: str, places: Places) -> Logic:
        place = places.place
        if places.loops or not isinstance(place, Primitive) or place.filtered:
            raise CannotLowerError
        self.fallible = True
        is_text = Leaf(f"isinstance({place.text}, str)")
        call = f"env.{service}({place.text})"
        true, false = Leaf(call, boolean=False), Leaf(f"{call} is False")
        return Logic(both(is_text, true), both(is_text, false), raises=True)

    def _iif(self, arguments: tuple[Expression, ...], scope: Scope) -> Logic:
        criterion, yes = self.logic(arguments[0], scope), self.logic(arguments[1], scope)
        no = self.logic(arguments[2], scope) if len(arguments) > 2 else EMPTY
        chosen = criterion.true
        return Logic(
            either(both(chosen, yes.true), both(negate(chosen), no.true)),
            either(both(chosen, yes.false), both(negate(chosen), no.false)),
            raises=criterion.raises or yes.raises or no.raises,
        )

    def _type_test(self, operand: Expression | None, type_name: Expression, scope: Scope) -> Logic:
        key = type_key(type_name, self._types)
        places = self._input(operand, scope)
        place = places.place
        if place is None:
            return EMPTY
        if places.loops or place.filtered or key.startswith("System."):
            raise CannotLowerError
        if isinstance(place, Resource):
            return given(place.there, self._navigator.claims(place, key))
        if isinstance(place, Choice):
            return self._choice_test(place, key)
        if isinstance(place, Dynamic):
            raise CannotLowerError
        return given(place.there, TRUE if self._types.is_a(place.type, key) else FALSE)

    def _choice_test(self, place: Choice, key: str) -> Logic:
        self.fallible = True
        members = [f"{quote(name)}: {quote(kind)}" for name, kind in place.members]
        constant = self._constants.name("TYPES", f"{{{listed(members)}}}")
        fitting = tuple(kind for _, kind in place.members if self._types.is_a(kind, key))
        found = f"fp.only_type({place.holder}, {constant})"
        is_fitting: Condition = OneOf(found, fitting) if fitting else FALSE
        false = both(Leaf(f"{found} is not None"), negate(is_fitting))
        return Logic(is_fitting, false, raises=True)

    # --- comparisons ---------------------------------------------------------

    def _equal(self, left: Expression, right: Expression, scope: Scope) -> Logic:
        if _is_boolean(left) or _is_boolean(right):
            return same_truth(self._boolean(left, scope), self._boolean(right, scope))
        one, other = self._pair(self._operand, left, right, scope)
        if isinstance(one, Object) or isinstance(other, Object):
            return unlike(one, other)
        if one.kind == other.kind == "Boolean":
            return same_truth(self._boolean(left, scope), self._boolean(right, scope))
        if one.kind == other.kind == "String":
            return equal_texts(one, other)
        if {one.kind, other.kind} <= _NUMERIC:
            return equal_numbers(one, other)
        raise CannotLowerError

    def _boolean(self, expression: Expression, scope: Scope) -> Logic:
        """An expression that is a boolean, not just taken for one."""
        if _is_boolean(expression):
            return self.logic(expression, scope)
        places = self.places(expression, scope)
        if isinstance(places.place, Primitive) and places.place.type == "boolean":
            return _truth_of(places)
        raise CannotLowerError

    def _compare(self, operator: str, left: Expression, right: Expression, scope: Scope) -> Logic:
        one, other = self._pair(self._operand, left, right, scope)
        if isinstance(one, Object) or isinstance(other, Object):
            return compare_quantities(operator, one, other)
        if one.kind == other.kind == "DateTime":
            return compare_dates(operator, one, other)
        if one.kind == other.kind == "String" or {one.kind, other.kind} <= _NUMERIC:
            return compare_values(operator, one, other)
        raise CannotLowerError

    def _membership(self, left: Expression, right: Expression, scope: Scope) -> Logic:
        values = _literal_texts(right)
        if values is not None:
            subject = self._text(left, scope)
            if subject.proper:
                raise CannotLowerError
            return Logic(OneOf(subject.text, values), OneOf(subject.text, values, negated=True))
        places = self.places(right, scope)
        place = places.place
        subject = self._text(left, scope)
        if place is None:
            return given(known(subject), FALSE)
        if not isinstance(place, Primitive) or PRIMITIVES[place.type] != "String":
            raise CannotLowerError
        same = Leaf(f"{place.text} == {subject.text}")
        condition = both(place.there, same) if place.filtered else same
        return given(known(subject), some(places.loops, condition))

    # --- values --------------------------------------------------------------

    def _operand(self, expression: Expression, scope: Scope) -> Scalar | Object:
        """A single value, or a single object. Raises CannotLowerError."""
        scalar = self._scalar(expression, scope)
        if scalar is not None:
            return scalar
        places = self.places(expression, scope)
        place = places.place
        if place is None:
            raise _NothingError
        if places.loops or place.filtered:
            raise CannotLowerError
        if isinstance(place, Primitive):
            return Scalar(place.text, PRIMITIVES[place.type], proper=False, total=False)
        if isinstance(place, Object):
            return place
        raise CannotLowerError

    def _pair(
        self, find: Callable[[Expression, Scope], T], left: Expression, right: Expression, scope: Scope
    ) -> tuple[T, T]:
        """Both operands. Raises _NothingError only if neither needs the generic engine."""
        found: list[T] = []
        for expression in (left, right):
            with contextlib.suppress(_NothingError):
                found.append(find(expression, scope))
        if len(found) < 2:
            raise _NothingError
        return found[0], found[1]

    def _text(self, expression: Expression | None, scope: Scope) -> Scalar:
        operand = self._operand(expression or _THIS, scope)
        if isinstance(operand, Object) or operand.kind != "String":
            raise CannotLowerError
        return operand

    def _scalar(self, expression: Expression, scope: Scope) -> Scalar | None:
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
                return _count(self._input(target, scope))
            case ast.Call(target, "toInteger", ()):
                text = f"fp.integer_in({_plain(self._text(target, scope))})"
                return self._computed("number", text, "Integer")
            case ast.Call(target, "substring", (ast.Constant(start),)) if type(start) is int:
                text = f"fp.text_from({_plain(self._text(target, scope))}, {start})"
                return self._computed("rest", text, "String")
            case ast.Call(ast.Call() as target, "trace", (ast.Constant(),)):
                return self._scalar(target, scope)
            case ast.Call(target, "toString", ()):
                return self._to_string(target, scope)
            case _:
                return None

    def _computed(self, wanted: str, text: str, kind: str) -> Scalar:
        """A value worked out where it is first asked whether it is there."""
        name = self._names.new(wanted)
        return Scalar(name, kind, total=False, binding=f"{name} := {text}")

    def _to_string(self, target: Expression | None, scope: Scope) -> Scalar:
        operand = self._operand(target or _THIS, scope)
        if isinstance(operand, Object) or operand.kind != "Decimal":
            raise CannotLowerError
        return self._computed("text", f"fp.number_text({_plain(operand)})", "String")

    def _joinable(self, expression: Expression, scope: Scope) -> str:
        """A string to be put together with others: "" where there is none."""
        try:
            scalar = self._text(expression, scope)
        except _NothingError:
            return '""'
        text = _plain(scalar)
        return text if scalar.total else f"fp.text({text})"

    def _sum(self, left: Expression, right: Expression, scope: Scope) -> Scalar:
        operands = self._pair(self._operand, left, right, scope)
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

    def _input(self, target: Expression | None, scope: Scope) -> Places:
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
        logic = self.logic(criterion, _inner(places, scope))
        if logic.raises:
            raise CannotLowerError
        return add_condition(places, logic.true)

    def _select(self, places: Places, projection: Expression, scope: Scope) -> Places:
        if places.place is None:
            return NOWHERE
        if places.place.there != TRUE:
            raise CannotLowerError
        inner = _inner(places, scope)
        if _is_boolean(projection):
            logic = self.logic(projection, inner)
            if logic.raises:
                raise CannotLowerError
            there = TRUE if logic.total else either(logic.true, logic.false)
            return Places(places.loops, Dynamic("", there, filtered=True))
        scalar = self._scalar(projection, inner)
        if scalar is None:
            found = self.places(projection, inner)
            return Places((*places.loops, *found.loops), found.place)
        if scalar.kind != "String" or not scalar.total:
            raise CannotLowerError
        return Places(places.loops, Primitive(scalar.text, "string"))

    # --- the generic engine --------------------------------------------------

    def _part(self, expression: Expression, scope: Scope) -> Logic:
        """A function of its own for `expression`, evaluated by the generic engine."""
        inner = scope.this is not self._context
        if inner and _has_free_variables(expression):
            raise CannotLowerError
        name = f"{self._name}_part_{len(self.parts) + 1}"
        node = _node(scope.this)
        context = _node(self._context) if inner and _mentions_context(expression) else ""
        parameters = "focus, context, env" if context else "focus, env"
        lines = Lines()
        with lines.block(f"def {name}({parameters}):"):
            lines.add(docstring(expression))
            writer = FunctionWriter(
                lines, self._constants, self._types, context="context" if context else "focus"
            )
            lines.add("return " + writer.truth(expression, GenericScope("focus", "focus")))
        self.parts.append(str(lines))
        self.uses_engine = True
        call = f"{name}({node}, {context}, env)" if context else f"{name}({node}, env)"
        if isinstance(expression, ast.Call) and expression.name in _TOTAL_FUNCTIONS:
            return replace(total(Leaf(call)), raises=True)
        return Logic(Leaf(call, boolean=False), Leaf(f"{call} is False"), raises=True)


def _node(place: Place) -> str:
    """The collection that holds just the node of a place. Raises CannotLowerError."""
    if place.filtered:
        raise CannotLowerError
    if isinstance(place, Object):
        return f"[fp.Node({place.text}, {quote(place.type)})]"
    if isinstance(place, Resource):
        return f"[fp.resource_node({place.text}, env.types)]"
    if isinstance(place, Dynamic):
        return f"[{place.text}]"
    if isinstance(place, Primitive) and place.shadow:
        return f"[fp.Node({place.text}, {quote(place.type)}, {place.shadow})]"
    raise CannotLowerError


def _inner(places: Places, scope: Scope) -> Scope:
    """The scope of a criterion on each of the places."""
    if places.place is None or places.place.filtered:
        raise CannotLowerError
    return Scope(places.place, scope.depth + len(places.loops))


def _truth_of(places: Places) -> Logic:
    """A path where a boolean is wanted: a boolean says itself, anything else says true."""
    place = places.place
    if place is None:
        return EMPTY
    if places.loops or isinstance(place, (Dynamic, Choice)):
        raise CannotLowerError
    if isinstance(place, Primitive) and place.type == "boolean":
        true, false = (Leaf(f"{place.text} is {value}") for value in ("True", "False"))
        there = place.there if place.filtered else TRUE
        return Logic(both(there, true), both(there, false))
    return Logic(place.there, FALSE, total=place.there == TRUE)


def _has_value(places: Places) -> Logic:
    place = places.place
    if place is None:
        return NEVER
    if places.loops or place.filtered or isinstance(place, (Choice, Dynamic)):
        raise CannotLowerError
    if not isinstance(place, Primitive):
        return NEVER
    kind = PRIMITIVES[place.type]
    proper = is_of_kind(Scalar(place.text, kind, proper=False))
    if kind in _NUMERIC or kind == "Boolean":
        return total(proper)
    return total(both(proper, Leaf(f'{place.text} != ""')))


def _is_distinct(places: Places) -> Logic:
    place = places.place
    if place is None or not places.loops:
        return ALWAYS
    if not isinstance(place, Primitive) or PRIMITIVES[place.type] != "String" or place.filtered:
        raise CannotLowerError
    return total(Leaf(f"fp.are_distinct({place.text} {loop_clauses(places.loops)})"))


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


def _literal_texts(expression: Expression) -> tuple[str, ...] | None:
    """The strings of `('a' | 'b')`; None for anything else."""
    match expression:
        case ast.Constant(str() as value):
            return (value,)
        case ast.Binary("|", left, right):
            one, other = _literal_texts(left), _literal_texts(right)
            return None if one is None or other is None else one + other
        case _:
            return None


def _plain(scalar: Scalar) -> str:
    if scalar.binding:
        raise CannotLowerError
    return scalar.text


def _is_boolean(expression: Expression) -> bool:
    """Whether the result is a System.Boolean whatever the instance."""
    match expression:
        case ast.Constant(value):
            return isinstance(value, bool)
        case ast.Binary(operator, _, _):
            return operator in _BOOLEAN_OPERATORS
        case ast.TypeTest(operator, _, _):
            return operator == "is"
        case ast.Call(_, name, _):
            return name in _BOOLEAN_FUNCTIONS
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


def _has_free_variables(expression: Expression) -> bool:
    """Whether `$index` or `$total` of a scope around is used."""
    if isinstance(expression, ast.Variable):
        return expression.name != "$this"
    if isinstance(expression, ast.Call) and "each" in FUNCTIONS[expression.name].arguments:
        return expression.target is not None and _has_free_variables(expression.target)
    return any(_has_free_variables(part) for part in ast.children(expression))


def _mentions_context(expression: Expression) -> bool:
    if isinstance(expression, ast.External):
        return expression.name == "context"
    return any(_mentions_context(part) for part in ast.children(expression))
