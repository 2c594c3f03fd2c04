"""Reading and reshaping the criteria of SAS searches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from sas_server.search.dates import END, Interval
from sas_server.search.query import (
    AllOf,
    Chain,
    Criterion,
    DateValue,
    Has,
    Include,
    Match,
    TokenValue,
    Value,
)

_LONG_AGO = 72 * 3600 * 1_000_000
"""As far behind as the searches of SAS look ahead (flows.md 1.2), in microseconds."""

Forms = Callable[[str], tuple[str, ...]]
"""The forms under which the owner of a number may be stored."""


def widen(criterion: Criterion, authority: str, forms: Forms) -> Criterion:
    """The same for every stored form of an authority's identifiers at the end of a chain."""
    if isinstance(criterion, Chain):
        branches = tuple(
            (type_name, widen(inner, authority, forms)) for type_name, inner in criterion.branches
        )
        return replace(criterion, branches=branches)
    if isinstance(criterion, AllOf):
        return AllOf(tuple(widen(inner, authority, forms) for inner in criterion.criteria))
    if isinstance(criterion, Match) and criterion.parameter.code == "identifier":
        values = tuple(dict.fromkeys(_widened(criterion.values, authority, forms)))
        return replace(criterion, values=values)
    return criterion


def _widened(values: Iterable[Value], authority: str, forms: Forms) -> Iterator[Value]:
    for value in values:
        if isinstance(value, TokenValue) and value.system == authority and value.code:
            for code in forms(value.code):
                yield TokenValue(value.system, code)
        else:
            yield value


def starts(criteria: Iterable[Criterion]) -> list[Match]:
    """The criteria on the start of slots."""
    return [item for item in criteria if isinstance(item, Match) and item.parameter.code == "start"]


def is_backwards(criteria: Iterable[Criterion]) -> bool:
    """Whether a lower bound lies after an upper one."""
    dates = [
        value for item in starts(criteria) for value in item.values if isinstance(value, DateValue)
    ]
    lows = [value.interval.low for value in dates if value.prefix == "ge"]
    highs = [value.interval.high for value in dates if value.prefix == "le"]
    return bool(lows and highs) and max(lows) > min(highs)


def not_past(criteria: Sequence[Criterion], now: int) -> tuple[Criterion, ...]:
    """The criteria and one more: slots that have not begun `now` (microseconds).

    Whoever asks from an instant long gone on means the past itself: SAS asks from
    now on, tests and post-mortems for days of their choice.
    """
    found = starts(criteria)
    if not found or _lowest(found) < now - _LONG_AGO:
        return tuple(criteria)
    bound = DateValue("ge", Interval(now, now))
    return (*criteria, Match(found[0].parameter, "", (bound,)))


def _lowest(criteria: Iterable[Match]) -> int:
    """From where on slots are asked for, in microseconds; now and later when nothing says it."""
    lows = [
        value.interval.low
        for item in criteria
        for value in item.values
        if isinstance(value, DateValue) and value.prefix in ("ge", "gt")
    ]
    return max(lows, default=END)


def split_has(
    criteria: Iterable[Criterion], source: str, code: str
) -> tuple[list[Has], list[Criterion]]:
    """What is asked of the resources of `source` that refer here by `code`, and the rest."""
    asked: list[Has] = []
    rest: list[Criterion] = []
    for item in criteria:
        if isinstance(item, Has) and (item.type, item.parameter.code) == (source, code):
            asked.append(item)
        else:
            rest.append(item)
    return asked, rest


def with_includes(given: Iterable[Include], needed: Iterable[Include]) -> tuple[Include, ...]:
    """The includes asked for and those that an answer needs anyway."""
    return tuple(dict.fromkeys((*given, *needed)))
