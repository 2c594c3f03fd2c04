"""When expressions are true and when false: three-valued logic in two conditions.

What is neither true nor false is empty. The connectives here look at their
operands in the order the generic engine does, as far as that can be noticed:
an operand that may raise an error is neither skipped nor brought forward.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sas_validators.fhirpath.conditions import (
    FALSE,
    TRUE,
    Condition,
    Leaf,
    OneOf,
    both,
    either,
    is_boolean,
    negate,
    to_boolean,
)
from sas_validators.fhirpath.places import CannotLowerError, Object
from sas_validators.fhirpath.quantity import QUANTITY_TYPES


@dataclass(frozen=True, slots=True)
class Logic:
    """When an expression is true and when it is false; if `total`, it is always one of both.

    `raises`: evaluating it may fail by the rules of FHIRPath.
    """

    true: Condition
    false: Condition
    total: bool = False
    raises: bool = False

    def opposite(self) -> Logic:
        """The same for `not`."""
        return Logic(self.false, self.true, self.total, self.raises)


ALWAYS = Logic(TRUE, FALSE, total=True)
NEVER = Logic(FALSE, TRUE, total=True)
EMPTY = Logic(FALSE, FALSE)


def total(condition: Condition) -> Logic:
    """What is true if the condition holds and else false."""
    return Logic(condition, negate(condition), total=True)


def given(known: Condition, condition: Condition) -> Logic:
    """What is empty unless something is known, and then true if the condition holds."""
    return Logic(both(known, condition), both(known, negate(condition)), total=known == TRUE)


@dataclass(frozen=True, slots=True)
class Scalar:
    """At most one System value of a kind, as the Python expression `text`.

    `proper` values are None or of that kind, others are raw JSON and may be
    anything; `total` ones are always there. `binding` gives `text` its value
    where that is worked out when first asked for (`number := …`); `literal` is
    the value of a string literal.
    """

    text: str
    kind: str
    proper: bool = True
    total: bool = True
    binding: str = ""
    literal: str | None = None


def is_of_kind(scalar: Scalar) -> Condition:
    """Whether a raw value is a proper one."""
    tests = {"Integer": "fp.is_integer({})", "Decimal": "fp.is_number({})"}
    tests["Boolean"] = "isinstance({}, bool)"
    return Leaf(tests.get(scalar.kind, "isinstance({}, str)").format(scalar.text))


def known(scalar: Scalar) -> Condition:
    """Whether there is a value."""
    if scalar.total:
        return TRUE
    if not scalar.proper:
        return is_of_kind(scalar)
    text = f"({scalar.binding})" if scalar.binding else scalar.text
    return Leaf(f"{text} is not None", True, f"{text} is None")


# --- connectives -------------------------------------------------------------


def _and(one: Logic, other: Logic) -> Logic:
    _check_constants(one, other)
    true = both(one.true, other.true)
    if other.raises and not one.total:
        true = both(negate(one.false), other.true, one.true)
    return Logic(true, either(one.false, other.false), *_flags(one, other))


def _check_constants(one: Logic, other: Logic) -> None:
    """Refuses what would be simplified although an operand that may raise is in it."""
    if one.raises and (other.true == FALSE or other.false == TRUE):
        raise CannotLowerError
    if other.raises and not one.total and one.true == FALSE:
        raise CannotLowerError


def _or(one: Logic, other: Logic) -> Logic:
    return _and(one.opposite(), other.opposite()).opposite()


def _implies(one: Logic, other: Logic) -> Logic:
    return _or(one.opposite(), other)


def _xor(one: Logic, other: Logic) -> Logic:
    return same_truth(one, other).opposite()


CONNECTIVES: dict[str, Callable[[Logic, Logic], Logic]] = {
    "and": _and,
    "or": _or,
    "implies": _implies,
    "xor": _xor,
}


def _flags(one: Logic, other: Logic) -> tuple[bool, bool]:
    return one.total and other.total, one.raises or other.raises


def same_truth(one: Logic, other: Logic) -> Logic:
    """`=` of two booleans."""
    for constant, rest in ((one, other), (other, one)):
        if constant == ALWAYS:
            return rest
        if constant == NEVER:
            return rest.opposite()
    if one.total and other.total:
        sides = [_grouped(side.true) for side in (one, other)]
        same = Leaf(" == ".join(sides), True, " != ".join(sides))
        return Logic(same, negate(same), *_flags(one, other))
    if other.raises and not one.total:
        raise CannotLowerError
    return Logic(
        either(both(one.true, other.true), both(one.false, other.false)),
        either(both(one.true, other.false), both(one.false, other.true)),
        *_flags(one, other),
    )


def _grouped(condition: Condition) -> str:
    text = to_boolean(condition)
    return text if _CALL.fullmatch(text) or not is_boolean(condition) else f"({text})"


_CALL = re.compile(r"[\w.]+\([^()]*\)")


# --- comparisons -------------------------------------------------------------


def equal_texts(one: Scalar, other: Scalar) -> Logic:
    """`=` of two strings."""
    for scalar, constant in ((one, other), (other, one)):
        if not scalar.proper and constant.literal is not None:
            values = (constant.literal,)
            return Logic(OneOf(scalar.text, values), OneOf(scalar.text, values, negated=True))
    both_known = both(known(one), known(other))
    # What equals a known string is one itself.
    enough = both_known if other.binding else known(one)
    return Logic(both(enough, _same(one, other)), both(both_known, negate(_same(one, other))))


def equal_numbers(one: Scalar, other: Scalar) -> Logic:
    """`=` of two numbers."""
    return given(both(known(one), known(other)), _same(one, other))


def _same(one: Scalar, other: Scalar) -> Condition:
    return Leaf(f"{one.text} == {other.text}", True, f"{one.text} != {other.text}")


def unlike(one: Scalar | Object, other: Scalar | Object) -> Logic:
    """`=` of an object and a string: never."""
    for complex_one, scalar in ((one, other), (other, one)):
        if isinstance(complex_one, Object) and isinstance(scalar, Scalar):
            if scalar.kind != "String":
                break
            return Logic(FALSE, both(complex_one.there, known(scalar)))
    raise CannotLowerError


def compare_values(operator: str, one: Scalar, other: Scalar) -> Logic:
    """`<`, `<=`, `>`, `>=` of two numbers or two strings."""
    holds = Leaf(f"{one.text} {operator} {other.text}")
    return given(both(known(one), known(other)), holds)


def compare_dates(operator: str, one: Scalar, other: Scalar) -> Logic:
    """`<`, `<=`, `>`, `>=` of two date-times as JSON has them."""
    return _compare_by("fp.not_after({}, {})", "fp.before({}, {})", operator, one.text, other.text)


def compare_quantities(operator: str, one: Scalar | Object, other: Scalar | Object) -> Logic:
    """`<`, `<=`, `>`, `>=` of two quantities as JSON has them."""
    if not isinstance(one, Object) or not isinstance(other, Object):
        raise CannotLowerError
    if not {one.type, other.type} <= QUANTITY_TYPES:
        raise CannotLowerError
    return _compare_by(
        "fp.not_more({}, {}, env)", "fp.fewer({}, {}, env)", operator, one.text, other.text
    )


def _compare_by(at_most: str, less: str, operator: str, one: str, other: str) -> Logic:
    """A comparison by functions that answer True, False or None."""
    if operator in {">", ">="}:
        one, other = other, one
    call = (at_most if "=" in operator else less).format(one, other)
    return Logic(Leaf(call, boolean=False), Leaf(f"{call} is False"))
