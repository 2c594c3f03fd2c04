"""What is wrong with the availabilities of an agenda, beyond what profiles can say.

Spec: gap.md 5.3 and 9.1
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from sas_server.agenda.availability import Agenda, Availability
from sas_server.agenda.derivation import (
    MAX_SLOTS,
    TooManySlotsError,
    derive,
    to_microseconds,
)
from sas_server.agenda.messages import NEVER, OFF_RULE, OVERLAPPING, TOO_MANY, TOO_MANY_SLOTS
from sas_server.agenda.reading import items
from sas_server.agenda.recurrence import (
    MAX_OCCURRENCES,
    EmptyRuleError,
    Span,
    TooManyOccurrencesError,
    generated,
    spans,
)
from sas_server.agenda.vocabulary import AVAILABILITY
from sas_server.store.instants import to_datetime
from sas_validators.issues.finding import Finding, has_errors
from sas_validators.model.paths import Location, root

MAX_RECURRENCES = 200
"""Recurring availabilities of one agenda; each costs time whenever slots are derived."""

_DAY = 86_400_000_000


def examine(agenda: Agenda, now: int, days: int) -> Iterator[Finding]:
    """Findings, errors and warnings; looks `days` beyond `now` or the first occurrence."""
    yield from agenda.findings
    if has_errors(agenda.findings):
        return
    recurring = [item for item in agenda.availabilities if item.rule is not None]
    if len(recurring) > MAX_RECURRENCES:
        yield Finding(TOO_MANY, recurring[MAX_RECURRENCES].at, {"limit": MAX_RECURRENCES})
        return
    broken = False
    for item in recurring:
        for finding in _examine_rule(item, now, days):
            broken |= finding.message.severity == "error"
            yield finding
        if broken:
            # Absurd rules take time; the first one is enough to refuse the agenda.
            return
    starts = [to_microseconds(item.first.start, item.zone) for item in agenda.availabilities]
    latest = max([now, *starts])
    try:
        derive(agenda, min([now, *starts]), latest + days * _DAY)
    except TooManySlotsError:
        yield Finding(TOO_MANY_SLOTS, agenda.services[0].at, {"limit": MAX_SLOTS})
    except TooManyOccurrencesError:
        at = recurring[0].at if recurring else root("Schedule")
        yield Finding(TOO_MANY, at, {"limit": MAX_OCCURRENCES})


def _examine_rule(item: Availability, now: int, days: int) -> Iterator[Finding]:
    at = item.rule_at or item.at
    try:
        found = list(_near(item, now, days))
        counts = item.rule is not None and item.rule.counts_first
        first = _first_generated(item) if counts else item.first.start
    except TooManyOccurrencesError:
        yield Finding(TOO_MANY, at, {"limit": MAX_OCCURRENCES})
        return
    except EmptyRuleError:
        yield Finding(NEVER, at, {})
        return
    if first is None:
        yield Finding(NEVER, at, {})
    elif first != item.first.start:
        yield Finding(OFF_RULE, at, {"start": item.first.start.isoformat()})
    for before, after in pairwise(found):
        if after.start < before.end:
            details = {"start": after.start.isoformat(), "end": before.end.isoformat()}
            yield Finding(OVERLAPPING, at, details)
            return


def _near(item: Availability, now: int, days: int) -> Iterator[Span]:
    """The occurrences from the first one to `days` beyond now or it."""
    try:
        wall_now = to_datetime(now).astimezone(item.zone).replace(tzinfo=None)
        until = max(wall_now, item.first.start) + timedelta(days=days)
    except OverflowError:
        until = datetime.max
    inside = 0
    for span in spans(item.first, item.rule, until):
        inside += span.end > wall_now
        if inside > MAX_OCCURRENCES:
            raise TooManyOccurrencesError
        yield span


def _first_generated(item: Availability) -> datetime | None:
    assert item.rule is not None  # noqa: S101 - called for recurrences only
    endless = replace(item.rule, count=None, until=None)
    return next(generated(item.first.start, endless, datetime.max), None)


def last_end(item: Availability) -> int | None:
    """When the last occurrence ends; None for a rule that goes on for ever, or nearly."""
    if item.rule is not None and not item.rule.ends:
        return None
    last = None
    try:
        for span in spans(item.first, item.rule, datetime.max):
            last = span
    except (TooManyOccurrencesError, EmptyRuleError):
        return None
    return None if last is None else to_microseconds(last.end, item.zone)


def new_availabilities(
    schedule: Mapping[str, Any], before: Mapping[str, Any]
) -> frozenset[Location]:
    """Where the availabilities stand that the agenda did not have `before`."""
    known = [item for _, item in items(before, "extension") if item.get("url") == AVAILABILITY]
    at = root("Schedule")
    return frozenset(
        (at, "extension", index)
        for index, item in items(schedule, "extension")
        if item.get("url") == AVAILABILITY and item not in known
    )
