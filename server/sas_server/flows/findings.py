"""What rules find, as OperationOutcome issues and refusals."""

from __future__ import annotations

from collections.abc import Iterable

from sas_server.store.rows import Resource
from sas_validators.issues.finding import Finding
from sas_validators.issues.message import Language
from sas_validators.outcome import Outcome


def to_issues(findings: Iterable[Finding], language: Language) -> list[Resource]:
    """The issues of an OperationOutcome."""
    return [issue.to_fhir(language) for issue in Outcome(list(findings)).issues]
