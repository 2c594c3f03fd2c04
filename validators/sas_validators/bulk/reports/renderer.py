"""What a resource's piece of a report is, by kind of report."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from sas_validators.bulk.records import Record
from sas_validators.bulk.summary import RANKS, Summary
from sas_validators.issues.message import Language, Severity
from sas_validators.outcome import Issue, Outcome

Output = Literal["text", "json", "ndjson", "html"]


@dataclass(frozen=True, slots=True)
class Rendering:
    """How pieces look.

    `level` is the mildest severity that reports for people show; `colour` is
    whether text may have terminal colours.
    """

    output: Output = "text"
    language: Language = "en"
    level: Severity = "information"
    colour: bool = False

    def shown(self, outcome: Outcome) -> list[Issue]:
        """The issues that a report for people shows."""
        limit = RANKS[self.level]
        return [issue for issue in outcome.issues if RANKS[issue.severity] <= limit]


class Renderer(Protocol):
    """Renders one resource after the other, where it is judged."""

    def render(self, record: Record, outcome: Outcome) -> str:
        """The piece for one resource; "" when the report says nothing of it."""
        ...


class Document(Protocol):
    """Puts pieces together, where the report is wanted."""

    def add(self, pieces: Sequence[str]) -> None:
        """Takes the next pieces, in the order of the input."""
        ...

    def close(self, summary: Summary) -> None:
        """Writes what remains once all is judged."""
        ...


def renderer(rendering: Rendering) -> Renderer:
    """The renderer of a kind of report; only the module of that kind is imported."""
    made: Renderer = _module(rendering).PieceRenderer(rendering)
    return made


def document(rendering: Rendering, write: Callable[[str], object]) -> Document:
    """The document of a kind of report, written by `write`."""
    made: Document = _module(rendering).PieceDocument(rendering, write)
    return made


_HOMES: dict[Output, str] = {
    "text": "text",
    "json": "outcomes",
    "ndjson": "lines",
    "html": "page",
}


def _module(rendering: Rendering) -> Any:
    return importlib.import_module(f"sas_validators.bulk.reports.{_HOMES[rendering.output]}")
