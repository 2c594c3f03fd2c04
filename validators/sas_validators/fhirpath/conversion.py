"""`toX()` and `convertsToX()`.

Each conversion takes the input collection; None (empty) where there is no item
or it doesn't convert. Raises ExpressionError for several items.

Spec: http://hl7.org/fhirpath/N1/#conversion
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from sas_validators.fhirpath.environment import Environment, check_number
from sas_validators.fhirpath.equality import as_quantity
from sas_validators.fhirpath.node import Item, Items, Node, single, unwrap, value
from sas_validators.fhirpath.quantity import CALENDAR_CODES, CALENDAR_WORDS, UCUM, Quantity
from sas_validators.fhirpath.temporal import Temporal, read_temporal, to_date, to_date_time

_TRUE = frozenset(("true", "t", "yes", "y", "1", "1.0"))
_FALSE = frozenset(("false", "f", "no", "n", "0", "0.0"))
_INTEGER = re.compile(r"[+-]?\d{1,10}\Z", re.ASCII)
_DECIMAL = re.compile(r"[+-]?\d{1,400}(\.\d{1,400})?\Z", re.ASCII)
_QUANTITY = re.compile(
    r"(?P<value>[+-]?\d{1,400}(?:\.\d{1,400})?)\s*(?:'(?P<unit>[^']+)'|(?P<time>[a-zA-Z]+))?\Z",
    re.ASCII,
)


def to_boolean(items: Items) -> bool | None:
    """`toBoolean()`."""
    found = value(items)
    if isinstance(found, bool):
        return found
    if isinstance(found, str):
        return True if found.lower() in _TRUE else False if found.lower() in _FALSE else None
    if isinstance(found, (int, Decimal)) and found in (0, 1):
        return found == 1
    return None


def to_integer(items: Items) -> int | None:
    """`toInteger()`: of integers, booleans and strings of digits."""
    return integer_of(value(items))


def integer_of(found: object) -> int | None:
    """The Integer a System value converts to."""
    if isinstance(found, int):
        return int(found)
    if isinstance(found, str) and _INTEGER.match(found):
        number = int(found)
        return number if -(2**31) <= number < 2**31 else None
    return None


def to_decimal(items: Items) -> Decimal | None:
    """`toDecimal()`."""
    found = value(items)
    if isinstance(found, (int, Decimal)):
        return Decimal(found)
    if isinstance(found, str) and _DECIMAL.match(found):
        return Decimal(found)
    return None


def to_string(items: Items) -> str | None:
    """`toString()`: of every System type; dates of instances as they are written."""
    item = single(items)
    if isinstance(item, Node) and isinstance(item.value, str):
        return item.value
    return None if item is None else string_of(unwrap(item))


def string_of(found: Item | None) -> str | None:
    """The String a System value converts to."""
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, Decimal):
        return None if check_number(found) is None else f"{found:f}"
    if isinstance(found, Node):
        quantity = as_quantity(found)
        return None if quantity is None else str(quantity)
    return None if found is None else str(found)


def to_date_value(items: Items) -> Temporal | None:
    """`toDate()`."""
    found = value(items)
    if isinstance(found, str):
        # A date-time's text converts by its date.
        found = read_temporal("Date", found) or read_temporal("DateTime", found)
    if not isinstance(found, Temporal) or found.kind == "Time":
        return None
    return to_date(found)


def to_date_time_value(items: Items) -> Temporal | None:
    """`toDateTime()`."""
    found = value(items)
    if isinstance(found, str):
        found = read_temporal("DateTime", found)
    if not isinstance(found, Temporal) or found.kind == "Time":
        return None
    return to_date_time(found)


def to_time(items: Items) -> Temporal | None:
    """`toTime()`."""
    found = value(items)
    if isinstance(found, str):
        found = read_temporal("Time", found)
    return found if isinstance(found, Temporal) and found.kind == "Time" else None


def to_quantity(items: Items, unit: Items, env: Environment) -> Quantity | None:
    """`toQuantity([unit])`; with a unit, None where the quantity isn't convertible to it."""
    found = value(items)
    quantity = _read_text(found) if isinstance(found, str) else _plain_quantity(found)
    wanted = value(unit)
    if quantity is None or not isinstance(wanted, str):
        return quantity
    calendar = _calendar_unit(wanted)
    code = calendar or wanted
    if quantity.unit == code or quantity.system != UCUM:
        return quantity if quantity.unit == code else None
    target = Quantity(Decimal(1), code, calendar=calendar is not None)
    number = env.units.convert(quantity.value, quantity.code, target.code)
    if number is None:
        return None
    return Quantity(number, code, calendar=target.calendar)


def _plain_quantity(found: Item | None) -> Quantity | None:
    return Quantity(Decimal(found)) if isinstance(found, bool) else as_quantity(found)


def _read_text(text: str) -> Quantity | None:
    match = _QUANTITY.match(text)
    if match is None:
        return None
    number = Decimal(match["value"])
    if match["time"] is None:
        return Quantity(number, match["unit"] or "1")
    calendar = _calendar_unit(match["time"])
    return None if calendar is None else Quantity(number, calendar, calendar=True)


def _calendar_unit(text: str) -> str | None:
    singular = text.removesuffix("s")
    return singular if singular in CALENDAR_CODES and text not in CALENDAR_WORDS else None


def _check(convert: Callable[[Items], object]) -> Callable[[Items], bool | None]:
    def converts(items: Items) -> bool | None:
        return None if single(items) is None else convert(items) is not None

    return converts


converts_to_boolean = _check(to_boolean)
converts_to_integer = _check(to_integer)
converts_to_decimal = _check(to_decimal)
converts_to_string = _check(to_string)
converts_to_date = _check(to_date_value)
converts_to_date_time = _check(to_date_time_value)
converts_to_time = _check(to_time)


def converts_to_quantity(items: Items, unit: Items, env: Environment) -> bool | None:
    """`convertsToQuantity([unit])`."""
    return None if single(items) is None else to_quantity(items, unit, env) is not None


def comparable(items: Items, other: Items, env: Environment) -> bool | None:
    """`comparable(quantity)`: whether the units of two quantities can be reconciled."""
    one, two = as_quantity(value(items)), as_quantity(value(other))
    if one is None or two is None:
        return None
    return one.code == two.code or env.units.convert(one.value, one.code, two.code) is not None
