"""Turns constraints into conditions over the raw JSON of one element.

With the types known, most of what constraints say needs no collections: an
element that may occur once is a dict look-up, one that repeats a loop. Parts
that can't be expressed so are left to the generic engine, within the same test.

What comes out says what the generic engine would say, also for instances of
odd shapes; `tests/unit/fhirpath/test_lowering.py` holds it to that.
"""

from __future__ import annotations

from dataclasses import replace

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
from sas_validators.fhirpath.functions import BOOLEAN_FUNCTIONS
from sas_validators.fhirpath.generic import type_key
from sas_validators.fhirpath.node import PRIMITIVES
from sas_validators.fhirpath.operands import (
    NothingError,
    Operands,
    Scope,
    inner_scope,
    is_boolean,
)
from sas_validators.fhirpath.parts import Parts
from sas_validators.fhirpath.patterns import is_pattern
from sas_validators.fhirpath.places import (
    CannotLowerError,
    Choice,
    Dynamic,
    Object,
    Place,
    Places,
    Primitive,
    Resource,
    claims,
)
from sas_validators.fhirpath.source import Constants
from sas_validators.fhirpath.typetests import SYSTEM

_THIS = ast.Variable("$this")
_NUMERIC = frozenset(("Integer", "Decimal"))
_TEXT_TESTS = {
    "startsWith": ("{0}.startswith({1})", "not {0}.startswith({1})"),
    "endsWith": ("{0}.endswith({1})", "not {0}.endswith({1})"),
    "contains": ("{1} in {0}", "{1} not in {0}"),
}


class Lowering:
    """Lowers one expression.

    `parts` are the functions for what it leaves to the generic engine;
    `fallible` says whether the outcome may raise an ExpressionError.
    """

    def __init__(self, name: str, context: Place, types: TypeModel, constants: Constants) -> None:
        """`context` is the element that the test called `name` is about."""
        self.parts = Parts(name, context, types, constants)
        self.fallible = False
        self._counts = False
        self._types = types
        self._constants = constants
        self._operands = Operands(context, types, constants, self.logic)

    @property
    def counts_steps(self) -> bool:
        """Whether the test may take long: it uses the generic engine, or patterns."""
        return self._counts or bool(self.parts.sources) or self._operands.uses_engine

    # --- truth ---------------------------------------------------------------

    def logic(self, expression: Expression, scope: Scope) -> Logic:
        """When `expression` is true and when false, with the generic engine's help if need be."""
        parts = len(self.parts.sources)
        try:
            found = self._lower(expression, scope)
            if size(found.true) + size(found.false) <= MAX_PARTS:
                return found
        except NothingError:
            return EMPTY
        except CannotLowerError:
            pass
        del self.parts.sources[parts:]
        return self.parts.add(expression, scope.this)

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
            case ast.Call(target, name, arguments) if name in BOOLEAN_FUNCTIONS:
                return self._call(target, name, arguments, scope)
            case _:
                return _truth_of(self._operands.places(expression, scope))

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
                return _has_value(self._operands.input(target, scope))
            case "isDistinct", ():
                return _is_distinct(self._operands.input(target, scope))
            case (("startsWith" | "endsWith" | "contains"), (argument,)):
                return self._text_test(target, name, argument, scope)
            case "matches", (ast.Constant(str() as pattern),):
                return self._matches(target, pattern, scope)
            case (("htmlChecks" | "htmlChecks2"), ()):
                service = "html_checks" if name == "htmlChecks" else "html_content"
                return self._html_checks(service, self._operands.input(target, scope))
            case _:
                raise CannotLowerError

    def _exists(self, target: Expression | None, scope: Scope) -> Condition:
        if isinstance(target, ast.Binary) and target.operator == "|":
            return either(self._exists(target.left, scope), self._exists(target.right, scope))
        places = self._operands.input(target, scope)
        return FALSE if places.place is None else some(places.loops, places.place.there)

    def _all(self, target: Expression | None, criterion: Expression, scope: Scope) -> Logic:
        places = self._operands.input(target, scope)
        if places.place is None:
            return ALWAYS
        inner = self.logic(criterion, inner_scope(places, scope))
        holds = each(places.loops, either(negate(places.place.there), inner.true))
        return replace(total(holds), raises=inner.raises)

    def _text_test(
        self, target: Expression | None, name: str, argument: Expression, scope: Scope
    ) -> Logic:
        subject, other = self._operands.pair(self._operands.text, target or _THIS, argument, scope)
        texts = (f"({subject.text})" if " " in subject.text else subject.text), other.text
        test, opposite = (text.format(*texts) for text in _TEXT_TESTS[name])
        return given(both(known(subject), known(other)), Leaf(test, True, opposite))

    def _matches(self, target: Expression | None, pattern: str, scope: Scope) -> Logic:
        subject = self._operands.text(target, scope)
        if not is_pattern(pattern):
            raise CannotLowerError
        self.fallible = self._counts = True
        constant = self._constants.name("PATTERN", f"fp.Pattern({pattern!r})")
        return given(known(subject), Leaf(f"{constant}.found_in({subject.text}, env)"))

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
        places = self._operands.input(operand, scope)
        place = places.place
        if place is None:
            return EMPTY
        if places.loops or place.filtered or isinstance(place, Dynamic):
            raise CannotLowerError
        if key.startswith(SYSTEM) and not isinstance(place, Choice):
            # Elements are of FHIR's types, never of FHIRPath's own.
            return given(place.there, TRUE if key == "System.Any" else FALSE)
        if isinstance(place, Resource):
            return given(place.there, claims(place, key, self._types))
        if isinstance(place, Choice):
            return self._choice_test(place, key)
        return given(place.there, TRUE if self._types.is_a(place.type, key) else FALSE)

    def _choice_test(self, place: Choice, key: str) -> Logic:
        self.fallible = True
        members = [f"{quote(name)}: {quote(kind)}" for name, kind in place.members]
        constant = self._constants.name("TYPES", f"{{{listed(members)}}}")
        fitting = tuple(
            kind for _, kind in place.members if key == "System.Any" or self._types.is_a(kind, key)
        )
        found = f"fp.only_type({place.holder}, {constant})"
        is_fitting: Condition = OneOf(found, fitting) if fitting else FALSE
        false = both(Leaf(f"{found} is not None"), negate(is_fitting))
        return Logic(is_fitting, false, raises=True)

    # --- comparisons ---------------------------------------------------------

    def _equal(self, left: Expression, right: Expression, scope: Scope) -> Logic:
        if is_boolean(left) or is_boolean(right):
            return same_truth(self._boolean(left, scope), self._boolean(right, scope))
        one, other = self._operands.pair(self._operands.operand, left, right, scope)
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
        if is_boolean(expression):
            return self.logic(expression, scope)
        places = self._operands.places(expression, scope)
        if isinstance(places.place, Primitive) and places.place.type == "boolean":
            return _truth_of(places)
        raise CannotLowerError

    def _compare(self, operator: str, left: Expression, right: Expression, scope: Scope) -> Logic:
        one, other = self._operands.pair(self._operands.operand, left, right, scope)
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
            subject = self._operands.text(left, scope)
            if subject.proper:
                raise CannotLowerError
            return Logic(OneOf(subject.text, values), OneOf(subject.text, values, negated=True))
        places = self._operands.places(right, scope)
        place = places.place
        subject = self._operands.text(left, scope)
        if place is None:
            return given(known(subject), FALSE)
        if not isinstance(place, Primitive) or PRIMITIVES[place.type] != "String":
            raise CannotLowerError
        same = Leaf(f"{place.text} == {subject.text}")
        condition = both(place.there, same) if place.filtered else same
        return given(known(subject), some(places.loops, condition))


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
