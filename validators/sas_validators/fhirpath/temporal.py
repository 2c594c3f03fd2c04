"""Dates, date-times and times with their precision: reading, comparing, arithmetic.

A value knows only the components it was given (`2024-05` has two); seconds and
their fraction are one component. Comparing goes component by component and is
undecided (None) when one side runs out first, or when only one side has a time
zone.

Spec: http://hl7.org/fhirpath/N1/#datetime-equality and
http://hl7.org/fhirpath/N1/#datetime-arithmetic
"""

from __future__ import annotations

import calendar
import datetime
import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from sas_validators.fhirpath.errors import ExpressionError

TemporalKind = Literal["Date", "DateTime", "Time"]

_TIME = r"(\d\d)(?::(\d\d)(?::(\d\d(?:\.\d+)?))?)?"
_ZONE = r"(Z|[+-]\d\d:\d\d)?"
_PATTERNS: dict[TemporalKind, re.Pattern[str]] = {
    "Date": re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z", re.ASCII),
    "DateTime": re.compile(
        rf"(\d{{4}})(?:-(\d\d)(?:-(\d\d)(?:T(?:{_TIME}{_ZONE})?|)|T?)|T?)\Z", re.ASCII
    ),
    "Time": re.compile(rf"T?{_TIME}\Z", re.ASCII),
}
_SECONDS: dict[str, Decimal] = {
    "week": Decimal(604_800),
    "day": Decimal(86_400),
    "hour": Decimal(3_600),
    "minute": Decimal(60),
    "second": Decimal(1),
    "millisecond": Decimal("0.001"),
}
_ORDER = ("year", "month", "day", "hour", "minute", "second")
_DAY = 86_400
_DATE_LENGTH = len("2020-01-01")
_LARGEST_AMOUNT = Decimal(10) ** 15

Field = int | Decimal


class Temporal:
    """A Date, DateTime or Time.

    `fields` are the known components from the largest (year, or hour for a
    Time) down to seconds, the only one that may be a Decimal; `zone` is the
    offset in minutes east of UTC, None without one.
    """

    __slots__ = ("fields", "kind", "zone")

    def __init__(self, kind: TemporalKind, fields: tuple[Field, ...], zone: int | None) -> None:
        """`fields` must be a valid date or time."""
        self.kind = kind
        self.fields = fields
        self.zone = zone

    def __eq__(self, other: object) -> bool:
        """The same in every component as written: what tests compare, not FHIRPath's `=`."""
        return isinstance(other, Temporal) and (self.kind, self.fields, self.zone) == (
            other.kind,
            other.fields,
            other.zone,
        )

    def __hash__(self) -> int:
        """Follows `__eq__`."""
        return hash((self.kind, self.fields, self.zone))

    def __repr__(self) -> str:
        """As in an expression, without the `@`."""
        return f"{self.kind}({self})"

    def __str__(self) -> str:
        """The ISO 8601 text, to the precision known."""
        texts = [_two_digits(field) for field in self.fields]
        if self.kind == "Time":
            return ":".join(texts)
        date = "-".join([f"{self.fields[0]:04d}", *texts[1:3]])
        if len(texts) < 4:
            return date
        return f"{date}T{':'.join(texts[3:])}{_zone_text(self.zone)}"


def _two_digits(field: Field) -> str:
    if isinstance(field, int):
        return f"{field:02d}"
    return f"{field:f}" if field >= 10 else f"0{field:f}"


def _zone_text(zone: int | None) -> str:
    if zone is None:
        return ""
    if zone == 0:
        return "Z"
    hours, minutes = divmod(abs(zone), 60)
    return f"{'-' if zone < 0 else '+'}{hours:02d}:{minutes:02d}"


@lru_cache(maxsize=4096)
def read_temporal(kind: TemporalKind, text: str) -> Temporal | None:
    """The value that `text` denotes, None when it is no such date or time."""
    match = _PATTERNS[kind].match(text)
    if match is None:
        return None
    groups = match.groups()
    zone_text = groups[6] if kind == "DateTime" else None
    parts = groups[:6] if kind == "DateTime" else groups
    fields = tuple(_read_field(part) for part in parts if part is not None)
    if not _is_valid(kind, fields):
        return None
    return Temporal(kind, fields, _read_zone(zone_text))


def _read_field(text: str) -> Field:
    return Decimal(text) if "." in text else int(text)


def _read_zone(text: str | None) -> int | None:
    if text is None:
        return None
    if text == "Z":
        return 0
    minutes = int(text[1:3]) * 60 + int(text[4:6])
    return -minutes if text[0] == "-" else minutes


def _is_valid(kind: TemporalKind, fields: tuple[Field, ...]) -> bool:
    date = () if kind == "Time" else fields[:3]
    time = fields if kind == "Time" else fields[3:]
    if date and date[0] == 0:
        return False
    if len(date) > 1 and not 1 <= date[1] <= 12:
        return False
    if len(date) > 2 and not 1 <= date[2] <= _month_length(date[0], date[1]):
        return False
    return all(field < limit for field, limit in zip(time, (24, 60, 61), strict=False))


def _month_length(year: Field, month: Field) -> int:
    return calendar.monthrange(int(year), int(month))[1]


def compare_texts(
    left_kind: TemporalKind, left: str, right_kind: TemporalKind, right: str
) -> int | None:
    """Compares the texts of two dates or times: -1, 0, 1, or None where undecided.

    Texts of one length and zone have one precision and sort as they read, which
    is the case of nearly all instances and needs no reading.
    """
    if len(left) == len(right) and (left_kind == "Time") == (right_kind == "Time"):
        # The last six characters are a whole offset if they start with its sign.
        zoned = left[-1:] == "Z" == right[-1:] or (
            left[-6:] == right[-6:] and left[-6:-5] in {"+", "-"}
        )
        if zoned or len(left) <= _DATE_LENGTH:
            return (left > right) - (left < right)
    first = read_temporal(left_kind, left)
    second = read_temporal(right_kind, right)
    return None if first is None or second is None else compare_temporals(first, second)


def compare_temporals(left: Temporal, right: Temporal) -> int | None:
    """-1, 0 or 1 as `left` is before, at or after `right`; None where undecided.

    Raises ExpressionError for a time of day compared with a date.
    """
    if (left.kind == "Time") != (right.kind == "Time"):
        raise ExpressionError(f"a {left.kind} cannot be compared with a {right.kind}")
    if left.zone != right.zone and len(left.fields) > 3 and len(right.fields) > 3:
        if left.zone is None or right.zone is None:
            return None
        if len(left.fields) == len(right.fields) > 4:
            moments = _moment(left), _moment(right)
            return (moments[0] > moments[1]) - (moments[0] < moments[1])
        left, right = _to_utc(left), _to_utc(right)
    for one, other in zip(left.fields, right.fields, strict=False):
        if one != other:
            return -1 if one < other else 1
    return 0 if len(left.fields) == len(right.fields) else None


def order_texts(
    left_kind: TemporalKind, left: str, right_kind: TemporalKind, right: str
) -> int | None:
    """As `compare_texts`, by the rules of `order_temporals`."""
    if len(left) == len(right) <= _DATE_LENGTH and left_kind != "Time" != right_kind:
        return (left > right) - (left < right)
    if left[-1:] == "Z" == right[-1:] or left[-6:] == right[-6:]:
        return compare_texts(left_kind, left, right_kind, right)
    first = read_temporal(left_kind, left)
    second = read_temporal(right_kind, right)
    return None if first is None or second is None else order_temporals(first, second)


def order_temporals(left: Temporal, right: Temporal) -> int | None:
    """As `compare_temporals`, for `<` and its like, where a zone is always at hand.

    What has one is taken to UTC before it is compared with anything else, and a
    time without is one of UTC: FHIRPath takes the zone of whoever evaluates, which
    must not make an instance right in one place and wrong in another.
    """
    if left.zone == right.zone:
        return compare_temporals(left, right)
    return compare_temporals(_at_utc(left), _at_utc(right))


def _at_utc(value: Temporal) -> Temporal:
    known = len(value.fields) > 3 and value.kind != "Time"
    return _to_utc(value) if known and value.zone != 0 else value


def same_precision(left: Temporal, right: Temporal) -> bool:
    """Whether both have the same components, and both or neither a zone."""
    return len(left.fields) == len(right.fields) and (left.zone is None) == (right.zone is None)


def _moment(value: Temporal) -> tuple[int, Field]:
    """Minutes since a fixed day, and seconds, of a date-time with minutes and a zone."""
    year, month, day, hour, minute, second = (*value.fields, 0)[:6]
    days = datetime.date(int(year), int(month), int(day)).toordinal()
    return (days * 24 + int(hour)) * 60 + int(minute) - (value.zone or 0), second


def _to_utc(value: Temporal) -> Temporal:
    shifted = _add_seconds(value, Decimal(-60 * (value.zone or 0)))
    return value if shifted is None else Temporal(value.kind, shifted.fields, 0)


def add_duration(value: Temporal, amount: Decimal, unit: str) -> Temporal | None:
    """`value` moved by `amount` of a calendar `unit` (singular); None outside years 1 to 9999.

    What is finer than the value's precision is cut off (`2014` + 24 months is
    2016); days that a shorter month doesn't have become its last; times wrap
    around midnight.
    """
    if abs(amount) > _LARGEST_AMOUNT:
        return None
    whole = amount if unit in {"second", "millisecond"} else Decimal(int(amount))
    if value.kind == "Time":
        return _add_to_time(value, whole, unit)
    precision = _ORDER[len(value.fields) - 1]
    if unit in {"year", "month"} or precision in {"year", "month"}:
        return _add_months(value, _months(whole, unit, precision))
    step = _SECONDS[precision]
    seconds = whole * _SECONDS[unit]
    if precision != "second":
        seconds = Decimal(int(seconds / step)) * step
    return _add_seconds(value, seconds)


def _months(amount: Decimal, unit: str, precision: str) -> int:
    if unit == "year":
        return int(amount) * 12
    if unit == "month":
        return int(amount) if precision != "year" else int(amount / 12) * 12
    days = amount * _SECONDS[unit] / _DAY
    return int(days / 365) * 12 if precision == "year" else int(days / 30)


def _add_months(value: Temporal, months: int) -> Temporal | None:
    fields = value.fields
    month_index = int(fields[0]) * 12 + (int(fields[1]) - 1 if len(fields) > 1 else 0) + months
    year, month = divmod(month_index, 12)
    if not 1 <= year <= 9999:
        return None
    moved: list[Field] = [year, *([month + 1] if len(fields) > 1 else []), *fields[2:]]
    if len(fields) > 2:
        moved[2] = min(int(fields[2]), _month_length(year, month + 1))
    return Temporal(value.kind, tuple(moved), value.zone)


def _add_seconds(value: Temporal, seconds: Decimal) -> Temporal | None:
    fields = value.fields
    days, total = divmod(_seconds_of_day(fields[3:]) + seconds, _DAY)
    if total < 0:
        days, total = days - 1, total + _DAY
    ordinal = datetime.date(*(int(field) for field in fields[:3])).toordinal() + int(days)
    if not 1 <= ordinal <= datetime.date.max.toordinal():
        return None
    date = datetime.date.fromordinal(ordinal)
    time = _time_fields(total)[: len(fields) - 3]
    return Temporal(value.kind, (date.year, date.month, date.day, *time), value.zone)


def _add_to_time(value: Temporal, amount: Decimal, unit: str) -> Temporal:
    if unit not in _SECONDS or unit == "week":
        raise ExpressionError(f"a number of {unit}s cannot be added to a time of day")
    precision = _ORDER[len(value.fields) + 2]
    step = _SECONDS[precision]
    seconds = amount * _SECONDS[unit]
    if precision != "second":
        seconds = Decimal(int(seconds / step)) * step
    total = (_seconds_of_day(value.fields) + seconds) % _DAY
    if total < 0:
        total += _DAY
    return Temporal("Time", _time_fields(total)[: len(value.fields)], None)


def _seconds_of_day(time: tuple[Field, ...]) -> Decimal:
    hour, minute, second = (*time, 0, 0, 0)[:3]
    return Decimal(hour) * 3600 + Decimal(minute) * 60 + second


def _time_fields(total: Decimal) -> tuple[Field, ...]:
    minutes, second = divmod(total, 60)
    hour, minute = divmod(int(minutes), 60)
    exponent = second.as_tuple().exponent
    whole = not isinstance(exponent, int) or exponent >= 0
    return hour, minute, int(second) if whole else second


def to_date(value: Temporal) -> Temporal:
    """The date of a date-time."""
    return Temporal("Date", value.fields[:3], None)


def to_date_time(value: Temporal) -> Temporal:
    """A date as the date-time of the same precision."""
    return Temporal("DateTime", value.fields, value.zone)


_DATE_DIGITS = (4, 6, 8, 10, 12, 14, 17)
_TIME_DIGITS = (2, 4, 6, 9)


def precision_of(value: Temporal) -> int:
    """The number of digits the value is written with: 4 for a year, 17 down to milliseconds."""
    digits = _TIME_DIGITS if value.kind == "Time" else _DATE_DIGITS
    has_fraction = isinstance(value.fields[-1], Decimal)
    return digits[len(value.fields) - 1 + has_fraction]


def boundary(value: Temporal, precision: int | None, *, low: bool) -> Temporal | None:
    """The earliest (or latest) moment that `value` may stand for, at `precision` digits.

    None for a precision the kind doesn't have. A date-time without a zone
    gets the one that makes it earliest (+14:00) or latest (-12:00).
    """
    all_digits = {"Date": _DATE_DIGITS[:3], "DateTime": _DATE_DIGITS, "Time": _TIME_DIGITS}
    digits = all_digits[value.kind]
    wanted = digits[-1] if precision is None else precision
    if wanted not in digits:
        return None
    fields = list(value.fields)
    filled = _fill(fields, value.kind, low=low)
    count = min(digits.index(wanted) + 1, 3 if value.kind == "Time" else 6)
    kept = filled[:count]
    if wanted == digits[-1] and value.kind != "Date":
        kept[-1] = Decimal(kept[-1]).quantize(Decimal("0.001"))
    zone = value.zone
    if value.kind == "DateTime" and zone is None and count > 3:
        zone = 14 * 60 if low else -12 * 60
    return Temporal(value.kind, tuple(kept), zone if count > 3 else None)


def _fill(fields: list[Field], kind: TemporalKind, *, low: bool) -> list[Field]:
    """`fields` completed with the smallest or largest values; fractions too."""
    filled = list(fields)
    if kind != "Time":
        if len(filled) < 2:
            filled.append(1 if low else 12)
        if len(filled) < 3:
            filled.append(1 if low else _month_length(filled[0], filled[1]))
    offset = 0 if kind == "Time" else 3
    for largest in (23, 59, 59)[len(filled) - offset :]:
        filled.append(0 if low else largest)
    if not low and not isinstance(filled[-1], Decimal):
        filled[-1] = Decimal(filled[-1]) + Decimal("0.999")
    return filled
