"""Operators and functions over numbers, quantities, dates and strings.

An operation without a result (division by zero, overflow, the root of a
negative number) gives None, which stands for empty.

Spec: http://hl7.org/fhirpath/N1/#math and http://hl7.org/fhirpath/N1/#math-2
"""

from __future__ import annotations

import decimal
from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias

from sas_validators.fhirpath.environment import Environment, check_number
from sas_validators.fhirpath.equality import as_quantity
from sas_validators.fhirpath.errors import ExpressionError
from sas_validators.fhirpath.node import Item, Items, describe, is_integer, is_number, value
from sas_validators.fhirpath.quantity import CALENDAR_WORDS, UCUM, Quantity, common_values
from sas_validators.fhirpath.temporal import Temporal, add_duration

Number: TypeAlias = int | Decimal

_CONTEXT = decimal.Context(prec=34, rounding=decimal.ROUND_HALF_UP)
_DURATIONS = frozenset(("s", "ms", "min", "h", "d", "wk"))


def _operands(left: Items, right: Items) -> tuple[Item, Item] | None:
    one, other = value(left), value(right)
    return None if one is None or other is None else (one, other)


def _refuse(operator: str, one: Item, other: Item) -> ExpressionError:
    return ExpressionError(f"{describe(one)} {operator} {describe(other)} is not defined")


def _result(number: Number) -> Number | None:
    """What fits the range of its type: 32 bits for integers."""
    if isinstance(number, int):
        return number if -(2**31) <= number < 2**31 else None
    return check_number(number)


def _calculate(
    operation: Callable[[Decimal, Decimal], Decimal], one: Item, other: Item
) -> Decimal | None:
    try:
        return check_number(operation(Decimal(one), Decimal(other)))  # type: ignore[arg-type]
    except decimal.DecimalException:
        return None


def add(left: Items, right: Items, env: Environment) -> Item | None:
    """`+`: numbers, strings, quantities of one kind, a date and a duration."""
    pair = _operands(left, right)
    if pair is None:
        return None
    one, other = pair
    if isinstance(one, str) and isinstance(other, str):
        env.spend_text(len(one) + len(other))
        return one + other
    if is_integer(one) and is_integer(other):
        return _result(one + other)
    if is_number(one) and is_number(other):
        return _calculate(_CONTEXT.add, one, other)
    if isinstance(one, Temporal):
        return _move(one, other, 1)
    return _add_quantities("+", one, other, env)


def subtract(left: Items, right: Items, env: Environment) -> Item | None:
    """`-`: numbers, quantities of one kind, a duration from a date."""
    pair = _operands(left, right)
    if pair is None:
        return None
    one, other = pair
    if is_integer(one) and is_integer(other):
        return _result(one - other)
    if is_number(one) and is_number(other):
        return _calculate(_CONTEXT.subtract, one, other)
    if isinstance(one, Temporal):
        return _move(one, other, -1)
    return _add_quantities("-", one, other, env)


def _move(moment: Temporal, amount: Item, sign: int) -> Temporal | None:
    duration = as_quantity(amount) if not is_number(amount) else None
    if duration is None:
        raise _refuse("+" if sign > 0 else "-", moment, amount)
    if not duration.calendar and duration.unit not in _DURATIONS:
        raise ExpressionError(f"'{duration.unit}' is no duration that can be added to a date")
    unit = duration.unit if duration.calendar else CALENDAR_WORDS[duration.unit]
    return add_duration(moment, sign * duration.value, unit)


def _add_quantities(operator: str, one: Item, other: Item, env: Environment) -> Quantity | None:
    left, right = as_quantity(one), as_quantity(other)
    if left is None or right is None:
        raise _refuse(operator, one, other)
    numbers = common_values(left, right, env.units)
    if numbers is None:
        return None
    added = numbers[1] if operator == "+" else numbers[1].copy_negate()
    total = _calculate(_CONTEXT.add, numbers[0], added)
    return None if total is None else _like(left, total)


def _like(quantity: Quantity, number: Decimal) -> Quantity:
    return Quantity(number, quantity.unit, calendar=quantity.calendar, system=quantity.system)


def multiply(left: Items, right: Items, env: Environment) -> Item | None:
    """`*`: numbers and quantities."""
    pair = _operands(left, right)
    if pair is None:
        return None
    one, other = pair
    if is_integer(one) and is_integer(other):
        return _result(one * other)
    if is_number(one) and is_number(other):
        return _calculate(_CONTEXT.multiply, one, other)
    return _combine_quantities("*", one, other)


def divide(left: Items, right: Items, env: Environment) -> Item | None:
    """`/`: numbers (the result is a Decimal) and quantities; None when dividing by zero."""
    pair = _operands(left, right)
    if pair is None:
        return None
    one, other = pair
    if is_number(one) and is_number(other):
        return _calculate(_CONTEXT.divide, one, other)
    return _combine_quantities("/", one, other)


def _combine_quantities(operator: str, one: Item, other: Item) -> Quantity | None:
    left, right = as_quantity(one), as_quantity(other)
    if left is None or right is None:
        raise _refuse(operator, one, other)
    if left.system != UCUM or right.system != UCUM:
        return None
    if operator == "*":
        number = _calculate(_CONTEXT.multiply, left.value, right.value)
        unit = _product_unit(left, right)
    else:
        number = _calculate(_CONTEXT.divide, left.value, right.value)
        unit = _quotient_unit(left, right)
    if number is None:
        return None
    return _like(left, number) if right.unit == "1" else Quantity(number, unit)


def _product_unit(left: Quantity, right: Quantity) -> str:
    if left.unit == "1":
        return right.code
    return left.code if right.unit == "1" else f"{left.code}.{right.code}"


def _quotient_unit(left: Quantity, right: Quantity) -> str:
    if left.code == right.code:
        return "1"
    right_code = f"({right.code})" if set("./") & set(right.code) else right.code
    return f"/{right_code}" if left.unit == "1" else f"{left.code}/{right_code}"


def _numbers(operator: str, left: Items, right: Items) -> tuple[Number, Number] | None:
    pair = _operands(left, right)
    if pair is None:
        return None
    one, other = pair
    if not is_number(one) or not is_number(other):
        raise _refuse(operator, one, other)
    return one, other


def div(left: Items, right: Items, env: Environment) -> Number | None:
    """`div`: how often the right number fits, cut off towards zero."""
    pair = _numbers("div", left, right)
    if pair is None:
        return None
    quotient = _calculate(_truncated_quotient, *pair)
    return None if quotient is None else _result(int(quotient))


def _truncated_quotient(one: Decimal, other: Decimal) -> Decimal:
    return _CONTEXT.divide(one, other).to_integral_value(decimal.ROUND_DOWN)


def mod(left: Items, right: Items, env: Environment) -> Number | None:
    """`mod`: what `div` leaves over, with the sign of the left number."""
    pair = _numbers("mod", left, right)
    if pair is None:
        return None
    rest = _calculate(_CONTEXT.remainder, *pair)
    if rest is None or isinstance(pair[0], Decimal) or isinstance(pair[1], Decimal):
        return rest
    return int(rest)


def concatenate(left: Items, right: Items, env: Environment) -> str:
    """`&`: the strings one after the other, an empty side counting as ''."""
    one, other = _text(left), _text(right)
    env.spend_text(len(one) + len(other))
    return one + other


def _text(items: Items) -> str:
    found = value(items)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise ExpressionError(f"& joins strings, not {describe(found)}")
    return found


def negate(items: Items) -> Item | None:
    """Unary `-`."""
    found = value(items)
    if found is None:
        return None
    if isinstance(found, (int, Decimal)) and not isinstance(found, bool):
        return -found if isinstance(found, int) else found.copy_negate()
    quantity = as_quantity(found)
    if quantity is None:
        raise ExpressionError(f"-{describe(found)} is not defined")
    return _like(quantity, quantity.value.copy_negate())


def affirm(items: Items) -> Item | None:
    """Unary `+`."""
    found = value(items)
    if found is not None and not is_number(found) and as_quantity(found) is None:
        raise ExpressionError(f"+{describe(found)} is not defined")
    return found


def _number(name: str, items: Items) -> Number | None:
    found = value(items)
    if found is None:
        return None
    if not isinstance(found, (int, Decimal)) or isinstance(found, bool):
        raise ExpressionError(f"{name}() is for numbers, not {describe(found)}")
    return found


def absolute(items: Items) -> Item | None:
    """`abs()`, for numbers and quantities."""
    found = value(items)
    quantity = None if is_number(found) else as_quantity(found)
    if quantity is not None:
        return _like(quantity, quantity.value.copy_abs())
    number = _number("abs", items)
    return number.copy_abs() if isinstance(number, Decimal) else number and abs(number)


def _to_integer(name: str, items: Items, rounding: str) -> int | None:
    number = _number(name, items)
    if number is None or check_number(Decimal(number)) is None:
        return None
    whole = _result(int(Decimal(number).to_integral_value(rounding)))
    return None if whole is None else int(whole)


def ceiling(items: Items) -> int | None:
    """`ceiling()`."""
    return _to_integer("ceiling", items, decimal.ROUND_CEILING)


def floor(items: Items) -> int | None:
    """`floor()`."""
    return _to_integer("floor", items, decimal.ROUND_FLOOR)


def truncate(items: Items) -> int | None:
    """`truncate()`."""
    return _to_integer("truncate", items, decimal.ROUND_DOWN)


def round_(items: Items, places: Items) -> Number | None:
    """`round([places])`, half away from zero. Raises ExpressionError for negative places."""
    number = _number("round", items)
    digits = _number("round", places) if places else 0
    if number is None or digits is None:
        return None
    if digits < 0 or not isinstance(digits, int):
        raise ExpressionError("round() needs a number of places that is 0 or more")
    if check_number(Decimal(number)) is None or digits > 400:
        return None
    context = decimal.Context(prec=1000, rounding=decimal.ROUND_HALF_UP)
    return Decimal(number).quantize(Decimal(1).scaleb(-digits), context=context)


def _compute(
    name: str, items: Items, function: Callable[[Decimal, decimal.Context], Decimal]
) -> Decimal | None:
    number = _number(name, items)
    if number is None or check_number(Decimal(number)) is None:
        return None
    try:
        return check_number(function(Decimal(number), _CONTEXT))
    except decimal.DecimalException:
        return None


def exp(items: Items) -> Decimal | None:
    """`exp()`."""
    return _compute("exp", items, Decimal.exp)


def ln(items: Items) -> Decimal | None:
    """`ln()`; None for numbers that have no logarithm."""
    return _compute("ln", items, lambda number, context: _positive(number).ln(context))


def sqrt(items: Items) -> Decimal | None:
    """`sqrt()`; None for negative numbers."""
    return _compute("sqrt", items, Decimal.sqrt)


def log(items: Items, base: Items) -> Decimal | None:
    """`log(base)`."""
    number, radix = _number("log", items), _number("log", base)
    if number is None or radix is None:
        return None

    def quotient(a: Decimal, b: Decimal) -> Decimal:
        return _CONTEXT.divide(_positive(a).ln(_CONTEXT), _positive(b).ln(_CONTEXT))

    found = _calculate(quotient, number, radix)
    return None if found is None else found.quantize(Decimal(1).scaleb(-16)).normalize()


def _positive(number: Decimal) -> Decimal:
    if number <= 0:
        raise decimal.InvalidOperation
    return number


def power(items: Items, exponent: Items) -> Number | None:
    """`power(exponent)`; None where it isn't a real number."""
    base, times = _number("power", items), _number("power", exponent)
    if base is None or times is None:
        return None
    result = _calculate(_CONTEXT.power, base, times)
    if result is None or not isinstance(base, int) or not isinstance(times, int) or times < 0:
        return result
    return _result(int(result))
