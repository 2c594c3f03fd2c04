"""The validator as the facade's judge."""

from __future__ import annotations

from collections.abc import Sequence

from sas_server.rest.judging import Level, Verdict
from sas_server.store.rows import Resource
from sas_validators.checks.run import Options
from sas_validators.definitions.registry import TYPE_BASE
from sas_validators.definitions.types import TypeModel
from sas_validators.issues.message import Language
from sas_validators.outcome import Issue
from sas_validators.validator import Validator

_FORM = ("structure", "value", "invalid", "required")
"""Issue types that say that something is no well-formed R4 when R4 itself asks for it."""


class ValidatorJudge:
    """Judges by the project's validator.

    Extensions that nobody defines are accepted with a warning, as R4's
    extensibility asks, unless the judgement is to be strict.
    """

    def __init__(self, validator: Validator, types: TypeModel) -> None:
        """`types` tell R4's own definitions from profiles."""
        self._strict = validator.with_options(Options(accept_unknown_extensions=False))
        received = Options(accept_unknown_extensions=True, refuse_empty_arrays=True)
        self._lenient = validator.with_options(received)
        self._types = types

    def judge(
        self,
        resource: Resource,
        profiles: Sequence[str] = (),
        *,
        source: bytes | None = None,
        language: Language = "fr",
        strict: bool = False,
    ) -> Verdict:
        """See `ResourceJudge`.

        What is right is judged without its text; only when something is to be
        told is the text read again, for lines and columns.
        """
        validator = self._strict if strict else self._lenient
        outcome = validator.validate(resource, tuple(profiles))

        def issues() -> list[Resource]:
            told = outcome if source is None else validator.validate(source, tuple(profiles))
            return [issue.to_fhir(language) for issue in told.issues]

        return Verdict("valid" if outcome.ok else self._level(outcome.issues), issues)

    def _level(self, issues: Sequence[Issue]) -> Level:
        errors = [issue for issue in issues if issue.severity in ("error", "fatal")]
        return "malformed" if any(self._is_form(issue) for issue in errors) else "invalid"

    def _is_form(self, issue: Issue) -> bool:
        """Whether base R4 is broken, not only a profile (spec/gap.md 4.5, last sentence)."""
        if issue.severity == "fatal":
            return True
        return issue.type in _FORM and not issue.constraint and self._is_base(issue.profile)

    def _is_base(self, profile: str) -> bool:
        if not profile:
            return True
        url = profile.partition("|")[0]
        return (
            url.startswith(TYPE_BASE) and self._types.find(url.removeprefix(TYPE_BASE)) is not None
        )
