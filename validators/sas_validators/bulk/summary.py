"""What many outcomes have in common: counts by rule, the worst first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sas_validators.bulk.records import Record
from sas_validators.issues.message import Language, Severity
from sas_validators.outcome import Issue

SEVERITIES: tuple[Severity, ...] = ("fatal", "error", "warning", "information")
"""From the worst to the mildest."""

RANKS: dict[str, int] = {severity: rank for rank, severity in enumerate(SEVERITIES)}


class Rule(NamedTuple):
    """What speaks in an issue: a message at a severity, for a profile, by an invariant."""

    severity: Severity
    message_id: str
    constraint: str
    profile: str


@dataclass(frozen=True, slots=True)
class Example:
    """The first place where a rule spoke."""

    file: str
    line: int | None
    column: int | None
    expression: str
    fr: str
    en: str

    def to_json(self, language: Language) -> dict[str, Any]:
        """The place as a member of the summary's JSON."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "expression": self.expression,
            "text": self.fr if language == "fr" else self.en,
        }


@dataclass(slots=True)
class Tally:
    """How often a rule spoke, in how many resources, and where first."""

    example: Example
    count: int = 0
    resources: int = 0


@dataclass(slots=True)
class Summary:
    """Counts over resources; a summary of parts adds up to that of the whole.

    `invalid` counts the resources with an error. The size grows with the number
    of different rules, not with that of the resources.
    """

    resources: int = 0
    invalid: int = 0
    rules: dict[Rule, Tally] = field(default_factory=dict)

    def add(self, record: Record, issues: Iterable[Issue]) -> None:
        """Counts the issues of one resource."""
        spoke: set[Rule] = set()
        for issue in issues:
            rule = Rule(issue.severity, issue.message_id, issue.constraint, issue.profile)
            tally = self.rules.get(rule)
            if tally is None:
                tally = self.rules[rule] = Tally(_example(record, issue))
            tally.count += 1
            spoke.add(rule)
        for rule in spoke:
            self.rules[rule].resources += 1
        self.resources += 1
        self.invalid += any(RANKS[rule.severity] <= RANKS["error"] for rule in spoke)

    def merge(self, later: Summary) -> None:
        """Adds the counts of resources that come after those counted so far."""
        self.resources += later.resources
        self.invalid += later.invalid
        for rule, tally in later.rules.items():
            known = self.rules.setdefault(rule, Tally(tally.example))
            known.count += tally.count
            known.resources += tally.resources

    def count(self, severity: Severity) -> int:
        """How many issues there are of `severity`."""
        return sum(tally.count for rule, tally in self.rules.items() if rule.severity == severity)

    def worst_first(self) -> list[tuple[Rule, Tally]]:
        """The rules by severity, then by how often they spoke, then by name."""
        return sorted(
            self.rules.items(),
            key=lambda item: (RANKS[item[0].severity], -item[1].count, item[0]),
        )

    def to_json(self, language: Language) -> dict[str, Any]:
        """The summary for machines; see docs/cli.md#the-summary."""
        return {
            "resources": self.resources,
            "invalid": self.invalid,
            "issues": {severity: self.count(severity) for severity in SEVERITIES},
            "rules": [
                {
                    "severity": rule.severity,
                    "id": rule.message_id,
                    "constraint": rule.constraint,
                    "profile": rule.profile,
                    "count": tally.count,
                    "resources": tally.resources,
                    "example": tally.example.to_json(language),
                }
                for rule, tally in self.worst_first()
            ],
        }


def _example(record: Record, issue: Issue) -> Example:
    return Example(
        record.file, line_of(record, issue), issue.column, issue.expression, issue.fr, issue.en
    )


def line_of(record: Record, issue: Issue) -> int | None:
    """The line to name for an issue: its own, else that of the record in its file."""
    return issue.line or (record.line if record.in_lines else None)
