"""A Schedule's availabilities and services, read from its extensions.

What can't be read becomes a finding and is left out; the validator has judged
the extensions' form before.

Spec: gap.md 8.1, 8.2, 9.1
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, tzinfo
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sas_server.agenda.messages import (
    BACKWARDS,
    BAD_DURATION,
    BAD_PART,
    ENDS_BEFORE,
    SAME_IDENTIFIER,
    TWO_ENDS,
    UNREADABLE,
)
from sas_server.agenda.reading import (
    children,
    items,
    value_at,
    value_of,
    wall_clock,
    zone_for,
)
from sas_server.agenda.recurrence import MAX_OCCURRENCES, Recurrence, Span, days_of
from sas_server.agenda.vocabulary import AVAILABILITY, FREE, FREQUENCIES, SERVICE
from sas_server.store.rows import Resource
from sas_validators.issues.finding import Finding
from sas_validators.issues.message import Message
from sas_validators.model.paths import Location, root

_BY_DAY = re.compile(r"(?P<number>[+-]?([1-9]|[1-4]\d|5[0-3]))?(MO|TU|WE|TH|FR|SA|SU)")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ICALENDAR_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_PARTS: tuple[tuple[str, str, str, int, bool], ...] = (
    ("bySecond", "positiveInt", "bysecond", 59, False),
    ("byMinute", "positiveInt", "byminute", 59, False),
    ("byHour", "positiveInt", "byhour", 23, False),
    ("byMonthDay", "integer", "bymonthday", 31, True),
    ("byYearDay", "string", "byyearday", 366, True),
    ("byWeekNo", "integer", "byweekno", 53, True),
    ("byMonth", "positiveInt", "bymonth", 12, False),
)
"""Child url, type of its value, dateutil's argument, largest number, whether negative too."""

_SECONDS = {"s": 1, "min": 60, "h": 3_600, "d": 86_400}
_UNITS = {
    **_SECONDS,
    "minute": 60,
    "minutes": 60,
    "mn": 60,
    "heure": 3_600,
    "heures": 3_600,
    "seconde": 1,
    "secondes": 1,
    "jour": 86_400,
    "jours": 86_400,
}


@dataclass(frozen=True, slots=True)
class Availability:
    """One `availabilityTime`, with the place where it stands.

    `first` is its first (or only) occurrence, `zone` the clock it goes by.
    `bounds` limit the occurrences when the rule gives none (business reading).
    """

    free: bool
    first: Span
    zone: tzinfo
    at: Location
    rule: Recurrence | None = None
    bounds: Span | None = None
    rule_at: Location | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """What a slot is for (None: anything) and how long it lasts, in microseconds."""

    concept: Resource | None
    length: int
    at: Location


@dataclass(frozen=True, slots=True)
class Agenda:
    """What slots are derived from; `findings` say what could not be read."""

    active: bool
    availabilities: tuple[Availability, ...]
    services: tuple[Service, ...]
    period: tuple[datetime | None, datetime | None]
    zone: tzinfo
    findings: tuple[Finding, ...]


@dataclass
class _Reading:
    """Findings collected on the way."""

    zone: ZoneInfo
    findings: list[Finding] = field(default_factory=list)

    def note(self, message: Message, at: Location, **details: Any) -> None:
        self.findings.append(Finding(message, at, details))


def has_availabilities(schedule: Mapping[str, Any]) -> bool:
    """Whether a Schedule declares any availability."""
    return any(item.get("url") == AVAILABILITY for _, item in items(schedule, "extension"))


def read_agenda(schedule: Mapping[str, Any], zone: ZoneInfo, step: int) -> Agenda:
    """`zone` is the server's; `step` the length of slots without a service, in microseconds."""
    reading = _Reading(zone)
    at = root("Schedule")
    availabilities = [
        found
        for item, place in children(schedule, AVAILABILITY, at)
        if (found := _availability(reading, item, place)) is not None
    ]
    _check_identifiers(reading, schedule, at)
    services = [
        service
        for item, place in children(schedule, SERVICE, at)
        if (service := _service(reading, item, place, step)) is not None
    ]
    # A fixed overseas clock, where the availabilities go by one.
    own = availabilities[0].zone if availabilities else zone
    return Agenda(
        active=schedule.get("active") is not False,
        availabilities=tuple(availabilities),
        services=tuple(services) or (Service(None, step, at),),
        period=_period(schedule, own),
        zone=own,
        findings=tuple(reading.findings),
    )


def _period(schedule: Mapping[str, Any], zone: tzinfo) -> tuple[datetime | None, datetime | None]:
    """The planning horizon on the wall clock; its end is excluded."""
    horizon = schedule.get("planningHorizon")
    given = horizon if isinstance(horizon, Mapping) else {}
    edges: list[datetime | None] = []
    for name in ("start", "end"):
        try:
            edges.append(wall_clock(str(given[name]), zone, end=name == "end"))
        except (KeyError, ValueError):
            edges.append(None)
    return edges[0], edges[1]


# -- availabilities ------------------------------------------------------------


def _availability(reading: _Reading, item: Mapping[str, Any], at: Location) -> Availability | None:
    type_code = next(
        (
            coding.get("code")
            for child, _ in children(item, "type", at)
            if isinstance(coding := value_of(child, "Coding"), Mapping)
        ),
        None,
    )
    span, zone = _span(reading, item, at)
    if span is None:
        return None
    found = Availability(type_code == FREE, span, zone, at)
    for child, place in children(item, "rrule", at):
        rule = _recurrence(reading, child, place, zone)
        if rule is None:
            return None
        _check_ends(reading, rule, child, place, span)
        return _read_for_business(replace(found, rule=rule, rule_at=place))
    return found


def _span(reading: _Reading, item: Mapping[str, Any], at: Location) -> tuple[Span | None, tzinfo]:
    texts: dict[str, tuple[str, Location]] = {}
    for name in ("start", "end"):
        for child, place in children(item, name, at):
            texts[name] = (str(value_of(child, "dateTime")), value_at(place, "dateTime"))
    zone: tzinfo = reading.zone
    if len(texts) < 2:
        return None, zone
    edges = []
    for name, (text, place) in texts.items():
        try:
            if name == "start":
                zone = zone_for(text, reading.zone)
            edges.append(wall_clock(text, zone, end=name == "end"))
        except ValueError:
            reading.note(UNREADABLE, place, value=text)
            return None, zone
    if edges[1] <= edges[0]:
        start, end = texts["start"][0], texts["end"][0]
        reading.note(BACKWARDS, texts["end"][1], start=start, end=end)
        return None, zone
    return Span(edges[0], edges[1]), zone


def _check_identifiers(reading: _Reading, schedule: Mapping[str, Any], at: Location) -> None:
    """Identifiers of availabilities are unique within the agenda (V5)."""
    seen: set[tuple[str, str]] = set()
    for item, place in children(schedule, AVAILABILITY, at):
        for child, here in children(item, "identifier", place):
            value = value_of(child, "Identifier")
            if not isinstance(value, Mapping) or not value.get("value"):
                continue
            key = (str(value.get("system", "")), str(value["value"]))
            if key in seen:
                reading.note(
                    SAME_IDENTIFIER, value_at(here, "Identifier"), identifier="|".join(key)
                )
            seen.add(key)


def _read_for_business(found: Availability) -> Availability:
    """The second reading of an availability (gap.md 9.1, X17).

    Its start and end bound the validity, its two hours say when each day opens.
    """
    rule, span = found.rule, found.first
    assert rule is not None  # noqa: S101 - called for recurrences only
    hours = sorted(set(rule.by.get("byhour", ())))
    is_business = (
        rule.freq in ("DAILY", "WEEKLY")
        and span.end - span.start > timedelta(days=1)
        and len(hours) == 2
        and not rule.ends
    )
    if not is_business:
        return found
    opens = span.start.replace(hour=hours[0], minute=0, second=0, microsecond=0)
    first = Span(opens, opens + timedelta(hours=hours[1] - hours[0]))
    by = {name: values for name, values in rule.by.items() if name != "byhour"}
    daily = replace(rule, by=by, until=span.end, counts_first=False)
    return replace(found, first=first, rule=daily, bounds=span)


# -- recurrences ---------------------------------------------------------------


def _recurrence(
    reading: _Reading, item: Mapping[str, Any], at: Location, zone: tzinfo
) -> Recurrence | None:
    before = len(reading.findings)
    freq = _frequency(item, at)
    by: dict[str, tuple[Any, ...]] = {}
    for name, type_name, argument, largest, negative in _PARTS:
        numbers = tuple(_numbers(reading, item, at, name, type_name, largest, negative=negative))
        if numbers:
            by[argument] = numbers
    days = tuple(_days(reading, item, at, freq))
    if days:
        by["byweekday"] = tuple(days_of(day) for day in days)
    rule = Recurrence(
        freq=freq,
        interval=next(_numbers(reading, item, at, "interval", "integer", 10**6), 1),
        count=next(_numbers(reading, item, at, "count", "integer", MAX_OCCURRENCES), None),
        until=_until(reading, item, at, zone),
        wkst=_week_start(reading, item, at),
        by=by,
    )
    return rule if freq and len(reading.findings) == before else None


def _frequency(item: Mapping[str, Any], at: Location) -> str:
    for child, _ in children(item, "freq", at):
        coding = value_of(child, "Coding")
        code = coding.get("code") if isinstance(coding, Mapping) else None
        if code in FREQUENCIES:
            return str(code)
    return ""


def _numbers(
    reading: _Reading,
    item: Mapping[str, Any],
    at: Location,
    name: str,
    type_name: str,
    largest: int,
    *,
    negative: bool = False,
) -> Iterator[int]:
    for child, place in children(item, name, at):
        value = value_of(child, type_name)
        try:
            number = int(value)
        except (TypeError, ValueError):
            number = 0
        if 1 <= number <= largest or (negative and -largest <= number <= -1):
            yield number
            continue
        expected = f"1..{largest}" + (f", -{largest}..-1" if negative else "")
        where = value_at(place, type_name)
        reading.note(BAD_PART, where, name=name, value=value, expected=expected)


def _days(reading: _Reading, item: Mapping[str, Any], at: Location, freq: str) -> Iterator[str]:
    for child, place in children(item, "byDay", at):
        value = value_of(child, "string")
        match = _BY_DAY.fullmatch(value) if isinstance(value, str) else None
        if match is not None and (not match["number"] or freq in ("MONTHLY", "YEARLY")):
            yield match[0]
            continue
        expected = "MO, TU, WE, TH, FR, SA, SU"
        if match is None:
            expected += "; MONTHLY, YEARLY: 1MO, -1FR..."
        where = value_at(place, "string")
        reading.note(BAD_PART, where, name="byDay", value=value, expected=expected)


def _until(
    reading: _Reading, item: Mapping[str, Any], at: Location, zone: tzinfo
) -> datetime | None:
    for child, place in children(item, "until", at):
        text = str(value_of(child, "dateTime"))
        try:
            moment = wall_clock(text, zone, end=True)
        except ValueError:
            reading.note(UNREADABLE, value_at(place, "dateTime"), value=text)
            return None
        # A date is included as a whole.
        return moment if "T" in text else moment - timedelta(microseconds=1)
    return None


def _week_start(reading: _Reading, item: Mapping[str, Any], at: Location) -> int:
    for child, place in children(item, "wkst", at):
        code = value_of(child, "code")
        for names in (_WEEKDAYS, _ICALENDAR_DAYS):
            if code in names:
                return names.index(code)
        expected = ", ".join(_WEEKDAYS)
        where = value_at(place, "code")
        reading.note(BAD_PART, where, name="wkst", value=code, expected=expected)
    return 0


def _check_ends(
    reading: _Reading, rule: Recurrence, item: Mapping[str, Any], at: Location, span: Span
) -> None:
    if rule.count is not None and rule.until is not None:
        reading.note(TWO_ENDS, at)
    elif rule.until is not None and rule.until < span.start:
        where = next((place for _, place in children(item, "until", at)), at)
        start, until = span.start.isoformat(), rule.until.isoformat()
        reading.note(ENDS_BEFORE, where, start=start, until=until)


# -- services ------------------------------------------------------------------


def _service(reading: _Reading, item: Mapping[str, Any], at: Location, step: int) -> Service | None:
    concept = next(
        (
            dict(value)
            for child, _ in children(item, "serviceType", at)
            if isinstance(value := value_of(child, "CodeableConcept"), Mapping)
        ),
        None,
    )
    for child, place in children(item, "duration", at):
        duration = value_of(child, "Duration")
        length = _length(duration) if isinstance(duration, Mapping) else 0
        if length:
            return Service(concept, length, at)
        given = duration if isinstance(duration, Mapping) else {}
        shown = f"{given.get('value', '')} {given.get('code') or given.get('unit') or ''}".strip()
        reading.note(BAD_DURATION, value_at(place, "Duration"), value=shown)
        return None
    return Service(concept, step, at)


def _length(duration: Mapping[str, Any]) -> int:
    """Microseconds; 0 for what is no positive duration of whole seconds."""
    unit = _SECONDS.get(str(duration.get("code")))
    if unit is None and "code" not in duration:
        unit = _UNITS.get(str(duration.get("unit", "")).strip().lower())
    value = duration.get("value")
    if unit is None or isinstance(value, bool) or value is None:
        return 0
    try:
        seconds = Decimal(str(value)) * unit
    except ArithmeticError:
        return 0
    is_whole = seconds == seconds.to_integral_value() if seconds.is_finite() else False
    return int(seconds) * 1_000_000 if is_whole and 0 < seconds < 10**8 else 0
