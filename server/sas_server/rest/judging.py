"""Whether content meets FHIR and its profiles: the validator as the facade sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Literal, Protocol

from sas_server.rest.outcomes import outcome
from sas_server.store.rows import Resource
from sas_validators.issues.message import Language

Level = Literal["valid", "malformed", "invalid"]


class Verdict:
    """What was found in a resource.

    `level` is `malformed` when it is no well-formed R4 resource (400) and
    `invalid` when it only breaks a profile, value set or invariant (422).
    """

    def __init__(
        self, level: Level, issues: Sequence[Resource] | Callable[[], Sequence[Resource]] = ()
    ) -> None:
        """`issues` of an OperationOutcome, warnings included; as a function when costly."""
        self.level = level
        self._issues = issues

    @property
    def ok(self) -> bool:
        """Whether there is no error."""
        return self.level == "valid"

    @cached_property
    def issues(self) -> tuple[Resource, ...]:
        """The issues, worked out when first asked for."""
        found = self._issues() if callable(self._issues) else self._issues
        return tuple(found)

    def outcome(self) -> Resource:
        """The issues as an OperationOutcome."""
        return outcome(self.issues)


class ResourceJudge(Protocol):
    """Judges resources against base R4, their own `meta.profile` and further profiles."""

    def judge(
        self,
        resource: Resource,
        profiles: Sequence[str] = (),
        *,
        source: bytes | None = None,
        language: Language = "fr",
        strict: bool = False,
    ) -> Verdict:
        """`source` is the text that `resource` was read from, for lines and columns.

        `strict` says no to extensions that nobody defines; else they are kept
        with a warning, as R4 asks of servers.
        """


class NoJudge:
    """Finds nothing wrong; for stores that are filled with what was judged before."""

    def judge(
        self,
        resource: Resource,
        profiles: Sequence[str] = (),
        *,
        source: bytes | None = None,
        language: Language = "fr",
        strict: bool = False,
    ) -> Verdict:
        """Always valid."""
        return Verdict("valid")
