"""Text: an issue a line, as compilers write them, then the counts by rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import click

from sas_validators.bulk.records import Record
from sas_validators.bulk.reports.renderer import Rendering
from sas_validators.bulk.reports.words import SEVERITY, WORDS, verdict
from sas_validators.bulk.summary import RANKS, Rule, Summary, Tally, line_of
from sas_validators.outcome import Issue, Outcome

_COLOURS = {"fatal": "red", "error": "red", "warning": "yellow", "information": "blue"}


class PieceRenderer:
    """`file:line:column: severity: place: text [message id, profile]` for each issue."""

    def __init__(self, rendering: Rendering) -> None:
        self._rendering = rendering

    def render(self, record: Record, outcome: Outcome) -> str:
        """The lines for one resource; "" when it has no issue to show."""
        shown = self._rendering.shown(outcome)
        return "".join(self._line(record, issue) + "\n" for issue in shown)

    def _line(self, record: Record, issue: Issue) -> str:
        paint = _painter(self._rendering)
        where = place(record.file, line_of(record, issue), issue.column)
        severity = SEVERITY[self._rendering.language][issue.severity]
        parts = [
            paint(where, bold=True),
            paint(severity, fg=_COLOURS[issue.severity], bold=True),
            *([paint(one_line(issue.expression), fg="cyan")] if issue.expression else ()),
            one_line(issue.text(self._rendering.language)),
        ]
        asked_by = f", {issue.profile}" if issue.profile else ""
        source = one_line(f" [{issue.message_id}{asked_by}]")
        return ": ".join(parts) + paint(source, dim=True)


class PieceDocument:
    """The lines as they come, then the verdict; counts by rule for several resources."""

    def __init__(self, rendering: Rendering, write: Callable[[str], object]) -> None:
        self._rendering = rendering
        self._write = write

    def add(self, pieces: Sequence[str]) -> None:
        """Writes them at once."""
        if pieces:
            self._write("".join(pieces))

    def close(self, summary: Summary) -> None:
        """Writes the counts."""
        limit = RANKS[self._rendering.level]
        rules = [item for item in summary.worst_first() if RANKS[item[0].severity] <= limit]
        if summary.resources > 1 and rules:
            self._write("\n" + "\n".join(self._table(rules)) + "\n")
        paint = _painter(self._rendering)
        line = verdict(summary, self._rendering.language)
        self._write(paint(line, fg="red" if summary.invalid else "green", bold=True) + "\n")

    def _table(self, rules: list[tuple[Rule, Tally]]) -> Iterator[str]:
        paint = _painter(self._rendering)
        words = WORDS[self._rendering.language]
        names = SEVERITY[self._rendering.language]
        width = max(len(str(tally.count)) for _, tally in rules)
        kind = max(len(names[rule.severity]) for rule, _ in rules)
        yield paint(words["rules"] + words["colon"], bold=True)
        for rule, tally in rules:
            severity = paint(names[rule.severity].ljust(kind), fg=_COLOURS[rule.severity])
            profile = f" {rule.profile}" if rule.profile else ""
            example = tally.example
            where = place(example.file, example.line, example.column)
            yield f"{tally.count:{width + 2}} {severity} {rule.message_id}{one_line(profile)}"
            indent = " " * (width + 3 + kind)
            yield paint(f"{indent} {where} {one_line(example.expression)}", dim=True)


def place(file: str, line: int | None, column: int | None) -> str:
    """`file:line:column`, as far as known; editors and terminals jump there."""
    numbers = (str(number) for number in (line, column) if number is not None)
    return ":".join([one_line(file), *numbers])


def one_line(text: str) -> str:
    """The text without line ends and other controls: what comes from a resource stays text."""
    return "".join(char if char.isprintable() else " " for char in text)


def _painter(rendering: Rendering) -> Callable[..., str]:
    return click.style if rendering.colour else _plain


def _plain(text: str, **style: object) -> str:
    return text
