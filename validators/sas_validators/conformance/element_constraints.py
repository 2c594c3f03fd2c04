"""Checks on the invariants a definition declares.

Spec: https://hl7.org/fhir/R4/conformance-rules.html#constraints
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from sas_validators.conformance.subject import JudgedElement, Subject
from sas_validators.issues.catalogue import definitions as say
from sas_validators.issues.finding import Finding
from sas_validators.model.paths import Location

ExpressionCheck: TypeAlias = Callable[[str], "str | None"]
"""Says what is wrong with a FHIRPath expression; None when it is right."""


class ConstraintChecks:
    """Judges the constraints of one definition, which share their keys."""

    def __init__(self, subject: Subject, check_expression: ExpressionCheck | None) -> None:
        """Without `check_expression` the expressions themselves are not looked at."""
        self._subject = subject
        self._check_expression = check_expression
        self._known: dict[str, str] = {}
        self._inherited = dict(_inherited_constraints(subject))

    def check(self, judged: JudgedElement) -> Iterator[Finding]:
        """The constraints of one element."""
        for index, constraint in enumerate(judged.element.get("constraint", ())):
            at = judged.below("constraint", index)
            key = constraint.get("key")
            if not isinstance(key, str):
                yield self._subject.finding(say.ED_INVARIANT_NO_KEY, at, path=judged.path)
                continue
            details = {"path": judged.path, "key": key}
            if judged.part == "differential":
                yield from self._check_source(constraint, details, at)
            yield from self._check_expressions(constraint, details, at)

    def _check_source(
        self, constraint: dict[str, Any], details: dict[str, str], at: Location
    ) -> Iterator[Finding]:
        source = constraint.get("source")
        if isinstance(source, str) and source.partition("|")[0] != self._subject.text("url"):
            message = say.ED_INVARIANT_DIFF_NO_SOURCE
            yield self._subject.finding(message, at, **details, source=source)

    def _check_expressions(
        self, constraint: dict[str, Any], details: dict[str, str], at: Location
    ) -> Iterator[Finding]:
        key, expression = details["key"], constraint.get("expression")
        if not isinstance(expression, str):
            if key not in self._inherited:
                yield self._subject.finding(say.ED_INVARIANT_NO_EXPRESSION, at, **details)
            return
        known, source = self._inherited.get(key, ("", ""))
        if known == expression:
            return
        if known:
            message = say.ED_INVARIANT_KEY_ALREADY_USED
            yield self._subject.finding(message, at, **details, source=source)
        earlier = self._known.setdefault(key, expression)
        if earlier != expression:
            message = say.ED_INVARIANT_EXPRESSION_CONFLICT
            yield self._subject.finding(message, at, **details, found=expression, known=earlier)
        reason = self._check_expression(expression) if self._check_expression else None
        if reason is not None:
            message = say.ED_INVARIANT_EXPRESSION_ERROR
            yield self._subject.finding(message, at, **details, reason=reason)


def _inherited_constraints(subject: Subject) -> Iterator[tuple[str, tuple[str, str]]]:
    """The base's constraints: key, expression and who declares them."""
    if subject.base is None:
        return
    url = str(subject.base.get("url"))
    for element in subject.snapshots.snapshot_of(subject.base).elements:
        for item in element.get("constraint", ()):
            if isinstance(item.get("key"), str) and isinstance(item.get("expression"), str):
                yield item["key"], (item["expression"], str(item.get("source", url)))
