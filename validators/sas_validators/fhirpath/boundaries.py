"""`lowBoundary()`, `highBoundary()` and `precision()`, of later editions of FHIRPath.

Spec: https://hl7.org/fhirpath/#lowboundaryprecision-integer-decimal--date--datetime--time
"""

from __future__ import annotations

from decimal import Context, Decimal

from sas_validators.fhirpath.environment import check_number
from sas_validators.fhirpath.equality import as_quantity
from sas_validators.fhirpath.errors import ExpressionError
from sas_validators.fhirpath.node import Item, Items, describe, is_number, value
from sas_validators.fhirpath.quantity import Quantity
from sas_validators.fhirpath.temporal import Temporal, boundary, precision_of

_DIGITS = 8
_MOST_DIGITS = 28
_CONTEXT = Context(prec=1000)


def low_boundary(items: Items, precision: Items) -> Item | None:
    """The least value that the input may stand for, given how precisely it is written."""
    return _boundary(items, precision, low=True)


def high_boundary(items: Items, precision: Items) -> Item | None:
    """The greatest value that the input may stand for."""
    return _boundary(items, precision, low=False)


def _boundary(items: Items, precision: Items, *, low: bool) -> Item | None:
    found, wanted = value(items), value(precision)
    digits = wanted if isinstance(wanted, int) and is_number(wanted) else None
    if found is None:
        return None
    if isinstance(found, Temporal):
        return boundary(found, digits, low=low)
    if isinstance(found, (int, Decimal)) and is_number(found):
        return _number_boundary(Decimal(found), digits, low=low)
    quantity = as_quantity(found)
    if quantity is None:
        raise ExpressionError(f"{describe(found)} has no boundaries")
    number = _number_boundary(quantity.value, digits, low=low)
    if number is None:
        return None
    return Quantity(number, quantity.unit, calendar=quantity.calendar, system=quantity.system)


def _number_boundary(number: Decimal, digits: int | None, *, low: bool) -> Decimal | None:
    places = _DIGITS if digits is None else digits
    exponent = number.as_tuple().exponent
    if check_number(number) is None or not isinstance(exponent, int):
        return None
    if not 0 <= places <= _MOST_DIGITS:
        return None
    half = Decimal(5).scaleb(min(exponent, 0) - 1)
    bound = number - half if low else number + half
    rounding = "ROUND_FLOOR" if low else "ROUND_CEILING"
    return bound.quantize(Decimal(1).scaleb(-places), rounding, _CONTEXT)


def precision(items: Items) -> int | None:
    """`precision()`: the digits after the point, or those a date is written with."""
    found = value(items)
    if isinstance(found, Temporal):
        return precision_of(found)
    if isinstance(found, (int, Decimal)) and is_number(found):
        exponent = Decimal(found).as_tuple().exponent
        return max(-exponent, 0) if isinstance(exponent, int) else None
    if found is None:
        return None
    raise ExpressionError(f"{describe(found)} has no precision")
