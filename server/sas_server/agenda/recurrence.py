"""The occurrences of one availability, by python-dateutil's recurrence rules.

All is computed on the wall clock: a rule at 09:00 stays at 09:00 when the hour
changes. However absurd a rule is, its cost is bounded.

Spec: gap.md 9.1, RFC 5545 3.3.10
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain, islice
from typing import Any

from dateutil.rrule import rrule, weekday

from sas_server.agenda.vocabulary import FREQUENCIES

MAX_OCCURRENCES = 10_000
"""Occurrences of one availability in one window (gap.md 9.1, guard)."""

_MAX_STEPS = 40_000
"""Occurrences gone through to reach a window."""

_CYCLE, _LAST_YEAR = 400, 9999
"""The calendar, weekdays included, repeats every 400 years."""


class TooManyOccurrencesError(Exception):
    """A rule that gives more occurrences than anybody can offer."""


class EmptyRuleError(Exception):
    """A rule of which dateutil says that it can't give anything."""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """An RRULE; `until` is inclusive, on the wall clock. `by` are dateutil's by... arguments.

    `counts_first`: the first occurrence counts even when the rule would not give it.
    """

    freq: str
    interval: int = 1
    count: int | None = None
    until: datetime | None = None
    wkst: int = 0
    by: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    counts_first: bool = True

    @property
    def ends(self) -> bool:
        """Whether there is a last occurrence."""
        return self.count is not None or self.until is not None


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` to just before `end`, on the wall clock."""

    start: datetime
    end: datetime


def spans(first: Span, rule: Recurrence | None, until: datetime) -> Iterator[Span]:
    """The occurrences that start before `until`, in order.

    `first` is the first one and gives the duration. Raises
    TooManyOccurrencesError, EmptyRuleError.
    """
    if rule is None:
        if first.start < until:
            yield first
        return
    duration = first.end - first.start
    for step, start in enumerate(_starts(first.start, rule, until)):
        if step >= _MAX_STEPS:
            raise TooManyOccurrencesError
        yield Span(start, _plus(start, duration))


def _plus(moment: datetime, duration: timedelta) -> datetime:
    try:
        return moment + duration
    except OverflowError:
        return datetime.max


def _starts(first: datetime, rule: Recurrence, until: datetime) -> Iterator[datetime]:
    """The starts before `until`."""
    starts: Iterable[datetime] = generated(first, rule, until)
    if rule.counts_first:
        following = (start for start in starts if start != first)
        starts = chain([first], following)
    for start in islice(starts, rule.count):
        if start >= until:
            return
        yield start


def generated(first: datetime, rule: Recurrence, until: datetime) -> Iterator[datetime]:
    """What dateutil gives, count left aside; raises EmptyRuleError.

    It only ends a rule that never matches in the year 9999. So the rule is run
    there, a whole number of calendar cycles later, where that is soon.
    """
    shift = (_LAST_YEAR - first.year) // _CYCLE * _CYCLE
    bound = until if rule.until is None else min(until, rule.until)
    limit = _LAST_YEAR - shift
    last = bound if bound.year <= limit else datetime(limit, 12, 31, 23, 59, 59)
    try:
        arguments: dict[str, Any] = {"freq": FREQUENCIES.index(rule.freq), **rule.by}
        starts = rrule(
            dtstart=_later(first, shift),
            interval=rule.interval,
            until=_later(last, shift),
            wkst=rule.wkst,
            **arguments,
        )
        for start in starts:
            yield _later(start, -shift)
    except ValueError as error:
        raise EmptyRuleError(str(error)) from error


def _later(moment: datetime, years: int) -> datetime:
    return moment.replace(year=moment.year + years)


def days_of(code: str) -> weekday:
    """`MO`, `2TU`, `-1FR` as dateutil has it; `code` has that form."""
    names = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
    number = code[:-2]
    return weekday(names.index(code[-2:]), int(number) if number else None)
