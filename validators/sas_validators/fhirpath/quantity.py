"""Quantities: a number with a unit, and when two of them can be compared.

Spec: http://hl7.org/fhirpath/N1/#quantity and
https://hl7.org/fhir/R4/fhirpath.html#quantity
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Protocol

from sas_validators.fhirpath.node import Node, is_number

UCUM = "http://unitsofmeasure.org"

QUANTITY_TYPES = frozenset(
    ("Quantity", "SimpleQuantity", "MoneyQuantity", "Age", "Count", "Distance", "Duration")
)
"""The FHIR types that are read as a System.Quantity."""

CALENDAR_CODES: dict[str, str] = {
    "year": "a",
    "month": "mo",
    "week": "wk",
    "day": "d",
    "hour": "h",
    "minute": "min",
    "second": "s",
    "millisecond": "ms",
}
"""Calendar durations and the UCUM unit nearest to each."""

CALENDAR_WORDS = {code: word for word, code in CALENDAR_CODES.items()}
_UNLIKE_UCUM = frozenset(("year", "month"))


class UnitConverter(Protocol):
    """What knows units of measure."""

    def convert(self, value: Decimal, source: str, target: str) -> Decimal | None:
        """`value` in UCUM unit `source` expressed in `target`; None if it can't be."""


class Quantity:
    """A number and its unit.

    `unit` is a calendar word (`calendar` true), or a code of `system`; a unit
    that is only text has the system "".
    """

    __slots__ = ("calendar", "system", "unit", "value")

    def __init__(
        self, value: Decimal, unit: str = "1", *, calendar: bool = False, system: str = UCUM
    ) -> None:
        """`unit` is singular when it is a calendar word."""
        self.value = value
        self.unit = unit
        self.calendar = calendar
        self.system = system

    def __eq__(self, other: object) -> bool:
        """The same as written: what tests compare, not FHIRPath's `=`."""
        return isinstance(other, Quantity) and self._key() == other._key()

    def __hash__(self) -> int:
        """Follows `__eq__`."""
        return hash(self._key())

    def _key(self) -> tuple[Decimal, str, bool, str]:
        return self.value, self.unit, self.calendar, self.system

    def __repr__(self) -> str:
        """For messages of failing tests."""
        return f"Quantity({self})"

    def __str__(self) -> str:
        """As a FHIRPath literal: `4 days`, `4 'mg'`."""
        if not self.calendar:
            return f"{self.value:f} '{self.unit}'"
        return f"{self.value:f} {self.unit}{'' if self.value == 1 else 's'}"

    @property
    def code(self) -> str:
        """The UCUM unit, also for a calendar word."""
        return CALENDAR_CODES[self.unit] if self.calendar else self.unit


def read_quantity(node: Node) -> Quantity | None:
    """The System.Quantity of a FHIR Quantity; None if it has no number or only a limit (`<5`)."""
    return read_raw_quantity(node.value)


def read_raw_quantity(raw: Any) -> Quantity | None:
    """As `read_quantity`, from JSON."""
    if not isinstance(raw, dict) or raw.get("comparator") is not None:
        return None
    value = raw.get("value")
    if not is_number(value):
        return None
    code = raw.get("code")
    if isinstance(code, str):
        system = raw.get("system")
        if system == UCUM and code in CALENDAR_WORDS:
            return Quantity(Decimal(value), CALENDAR_WORDS[code], calendar=True)
        return Quantity(Decimal(value), code, system=system if isinstance(system, str) else "")
    unit = raw.get("unit")
    if isinstance(unit, str):
        return Quantity(Decimal(value), unit, system="")
    return Quantity(Decimal(value))


def common_values(
    left: Quantity, right: Quantity, converter: UnitConverter, *, loosely: bool = False
) -> tuple[Decimal, Decimal] | None:
    """The two numbers in the unit of the left one, None when the units can't be reconciled.

    A calendar year or month is no UCUM `a` or `mo`, unless compared `loosely`
    (equivalence).
    """
    if left.system != right.system:
        return None
    if left.unit == right.unit and left.calendar == right.calendar:
        return left.value, right.value
    if left.system != UCUM:
        return None
    if left.calendar and right.calendar:
        return _calendar_values(left, right)
    if not loosely and any(side.calendar and side.unit in _UNLIKE_UCUM for side in (left, right)):
        return None
    converted = (
        right.value
        if left.code == right.code
        else converter.convert(right.value, right.code, left.code)
    )
    return None if converted is None else (left.value, converted)


_MILLISECONDS: dict[str, int] = {
    "week": 604_800_000,
    "day": 86_400_000,
    "hour": 3_600_000,
    "minute": 60_000,
    "second": 1_000,
    "millisecond": 1,
}
_MONTHS: dict[str, int] = {"year": 12, "month": 1}


def _calendar_values(left: Quantity, right: Quantity) -> tuple[Decimal, Decimal] | None:
    """Years and months convert into each other, and what is shorter does; not one to the other."""
    for factors in (_MONTHS, _MILLISECONDS):
        if left.unit in factors and right.unit in factors:
            return left.value, right.value * factors[right.unit] / factors[left.unit]
    return None
