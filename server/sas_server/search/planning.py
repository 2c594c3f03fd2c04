"""Which criterion a conjunction starts from, and which are read together.

Two things make a search's cost follow its answer: the driver is the criterion
with the fewest hits (known for identifiers and ids, else counted up to a
limit), and a date asked for together with a reference (`PLANNING`) is read as
one range per agenda.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sas_server.search.elements import Elements
from sas_server.search.parameters import PLANNING, Parameter
from sas_server.search.query import (
    AllOf,
    Chain,
    Criterion,
    Has,
    IdIn,
    Match,
    Missing,
    TokenValue,
    Value,
)

NEGATIVE = ("not", "not-in")
"""Modifiers that say what a resource must not have."""

FIRST_PROBE, LAST_PROBE = 500, 1_000_000
"""Hits counted when criteria are compared: at first, and at most."""


@dataclass(frozen=True, slots=True)
class Span:
    """One date value that meets every group, each by one of its values."""

    parameter: Parameter
    groups: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """A reference and a date that are indexed together under `code`."""

    code: str
    reference: Chain | Match
    span: Span


@dataclass(frozen=True, slots=True)
class Everything:
    """Every resource of the type: where to start when each can quickly be asked."""


Step: TypeAlias = "Criterion | Span | Planned | Everything"


def join_spans(criteria: Iterable[Criterion], type_name: str, elements: Elements) -> list[Step]:
    """The criteria, those that one index row can answer joined.

    Dates of one single-valued parameter become one span, and a span joins the
    reference it is indexed with.
    """
    spans: dict[str, Span] = {}
    rest: list[Step] = []
    for criterion in criteria:
        if _is_single_date(criterion, elements):
            assert isinstance(criterion, Match)  # noqa: S101 - as just checked
            index = criterion.parameter.index
            groups = spans[index].groups if index in spans else ()
            spans[index] = Span(criterion.parameter, (*groups, criterion.values))
        else:
            rest.append(criterion)
    for position, step in enumerate(rest):
        code = _plannable(step, spans, type_name)
        if code is not None and isinstance(step, Chain | Match):
            rest[position] = Planned(code, step, spans.pop(code.partition("+")[2]))
    return [*rest, *spans.values()]


def _is_single_date(criterion: Criterion, elements: Elements) -> bool:
    return (
        isinstance(criterion, Match)
        and criterion.parameter.kind == "date"
        and elements.facts(criterion.parameter.expression).single
    )


def _plannable(step: Step, spans: dict[str, Span], type_name: str) -> str | None:
    """The code under which `step` is indexed together with one of the spans."""
    if not isinstance(step, Chain | Match) or step.parameter.kind != "reference":
        return None
    if isinstance(step, Match) and step.modifier:
        return None
    for reference, date in PLANNING.get(type_name, ()):
        if step.parameter.index == reference and date in spans:
            return f"{reference}+{date}"
    return None


def can_drive(step: Step) -> bool:
    """Whether the resources that meet a criterion can be listed from its index rows."""
    if isinstance(step, Match):
        return step.modifier not in NEGATIVE
    if isinstance(step, Missing):
        return not step.missing
    if isinstance(step, AllOf):
        return any(can_drive(criterion) for criterion in step.criteria)
    return True


def is_narrow(step: Step, elements: Elements) -> bool:
    """Whether few resources can meet a criterion, by what kind of criterion it is."""
    if isinstance(step, IdIn):
        return True
    if isinstance(step, Planned):
        return is_narrow(step.reference, elements)
    if isinstance(step, Chain):
        return all(is_narrow(inner, elements) for _, inner in step.branches)
    if isinstance(step, Has):
        return is_narrow(step.criterion, elements)
    if isinstance(step, AllOf):
        return any(is_narrow(criterion, elements) for criterion in step.criteria)
    if not isinstance(step, Match) or not can_drive(step):
        return False
    if step.parameter.kind == "reference":
        return True
    named = elements.facts(step.parameter.expression).types == ("Identifier",)
    return named and all(isinstance(value, TokenValue) and value.code for value in step.values)


def choose_driver(
    steps: Sequence[Step], elements: Elements, count: Callable[[Step, int], int]
) -> Step | None:
    """The step to start from; None when none can.

    `count(step, limit)` counts a step's hits up to a limit; it is only asked
    when no step is narrow and there is a choice.
    """
    candidates = [step for step in steps if can_drive(step)]
    narrow = [step for step in candidates if is_narrow(step, elements)]
    planned = [step for step in narrow if isinstance(step, Planned)]
    if planned or narrow:
        return (planned or narrow)[0]
    if any(isinstance(step, Has) for step in candidates):
        # Asking each agenda for one free slot beats going through all free slots.
        candidates.append(Everything())
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    return _fewest_hits(candidates, count)


def _fewest_hits(candidates: Sequence[Step], count: Callable[[Step, int], int]) -> Step:
    """Counts a little of each, then more, until one runs out: no more work than it drives."""
    limit = FIRST_PROBE
    while True:
        hits, best = min(
            ((count(step, limit), index) for index, step in enumerate(candidates)),
        )
        if hits < limit or limit >= LAST_PROBE:
            return candidates[best]
        limit *= 8
