"""The answer of a validation: its issues, and the OperationOutcome that says them.

Spec: https://hl7.org/fhir/R4/operationoutcome.html
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple

from sas_validators.issues.finding import Finding, has_errors
from sas_validators.issues.message import MESSAGE_ID_SYSTEM, Language, Severity
from sas_validators.model.garbage import without_collections
from sas_validators.model.paths import Location, render
from sas_validators.reading.reading import Reading

_LINE = "http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-line"
_COLUMN = "http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-col"


class Issue(NamedTuple):
    """One issue, fully worked out.

    `expression` is the FHIRPath of the place ("" when there is none), `line` and
    `column` count from 1 in the text submitted (None for resources given as
    objects). `profile` is the canonical that asked for the check and `constraint`
    the invariant's key, "" where FHIR itself does and for other checks.
    """

    severity: Severity
    type: str
    message_id: str
    expression: str
    line: int | None
    column: int | None
    profile: str
    constraint: str
    fr: str
    en: str

    def text(self, language: Language = "en") -> str:
        """The issue in words."""
        return self.fr if language == "fr" else self.en

    def to_fhir(self, language: Language = "en") -> dict[str, Any]:
        """The issue as OperationOutcome.issue."""
        issue: dict[str, Any] = {}
        if self.line is not None:
            issue["extension"] = [
                {"url": _LINE, "valueInteger": self.line},
                {"url": _COLUMN, "valueInteger": self.column},
            ]
        issue["severity"] = self.severity
        issue["code"] = self.type
        issue["details"] = {
            "coding": [{"system": MESSAGE_ID_SYSTEM, "code": self.message_id}],
            "text": self.text(language),
        }
        if self.profile:
            issue["diagnostics"] = self.profile
        if self.expression:
            issue["expression"] = [self.expression]
        return issue


class Outcome:
    """What a validation found.

    Nothing but the verdict is worked out before it is asked for: texts, places
    and positions cost more than the validation itself.
    """

    __slots__ = ("__dict__", "_findings", "_reading")

    def __init__(self, findings: list[Finding], reading: Reading | None = None) -> None:
        """`reading` gives lines and columns when the resource came as text."""
        self._findings = findings
        self._reading = reading

    @property
    def ok(self) -> bool:
        """Whether there is no error."""
        return not has_errors(self._findings)

    @cached_property
    @without_collections
    def issues(self) -> tuple[Issue, ...]:
        """The issues, each once, in the order of the resource's elements as checked."""
        # Without those that say the same of the same place again.
        distinct: dict[tuple[str, str, str], Finding] = {}
        for finding in self._findings:
            message = finding.message
            text = message.text("en", finding.details)
            distinct.setdefault((message.id, expression_of(finding.location), text), finding)
        return tuple(
            self._issue(finding, expression, text)
            for (_, expression, text), finding in distinct.items()
        )

    def count(self, severity: Severity) -> int:
        """How many issues there are of `severity`."""
        return sum(issue.severity == severity for issue in self.issues)

    def _issue(self, finding: Finding, expression: str, english: str) -> Issue:
        message = finding.message
        position = None if self._reading is None else self._reading.position(finding.location)
        return Issue(
            severity=message.severity,
            type=message.type,
            message_id=message.id,
            expression=expression,
            line=None if position is None else position.line,
            column=None if position is None else position.column,
            profile=finding.profile,
            constraint=finding.constraint,
            fr=message.text("fr", finding.details),
            en=english,
        )

    @without_collections
    def to_operation_outcome(self, language: Language = "en") -> dict[str, Any]:
        """The OperationOutcome, with an information issue when nothing was found."""
        issues = [issue.to_fhir(language) for issue in self.issues]
        return {"resourceType": "OperationOutcome", "issue": issues or [_all_ok(language)]}


def _all_ok(language: Language) -> dict[str, Any]:
    text = "Aucune anomalie trouvée" if language == "fr" else "No issues found"
    return {"severity": "information", "code": "informational", "details": {"text": text}}


def expression_of(location: Location) -> str:
    """The FHIRPath of a location; "" for what is nowhere in a resource."""
    return "" if location[0] is None and not location[1] else render(location)
