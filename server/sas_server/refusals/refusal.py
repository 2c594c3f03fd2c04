"""A refused request: why, with which HTTP status, at which element.

Raised wherever a request can't be honoured and turned into an OperationOutcome
in one place. Bugs are not refusals.

Spec: https://hl7.org/fhir/R4/http.html#Status-Codes
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sas_validators.issues.message import Message


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason to refuse a request, with the status it is answered with."""

    status: int
    message: Message


class Refused(Exception):  # noqa: N818 - reads as what happened: raise Refused(UNKNOWN_TYPE)
    """A request that is refused.

    `details` fill the message's templates; `at` are FHIRPath locations in what
    was sent; `headers` are added to the answer (`Allow`, `Retry-After`).
    """

    def __init__(
        self,
        refusal: Refusal,
        *,
        at: Sequence[str] = (),
        headers: Mapping[str, str] | None = None,
        **details: Any,
    ) -> None:
        super().__init__(refusal.message.text("en", details))
        self.refusal = refusal
        self.at = tuple(at)
        self.headers = dict(headers or {})
        self.details = details

    @property
    def status(self) -> int:
        """The HTTP status of the answer."""
        return self.refusal.status


def parameter_place(name: str) -> str:
    """Where a search parameter is, as `issue.expression` says it.

    Spec: https://hl7.org/fhir/R4/operationoutcome-definitions.html (`http.` + parameter name)
    """
    return f"http.{name}"


def refused_parameter(refusal: Refusal, name: str, **details: Any) -> Refused:
    """The refusal of the search parameter `name`, which says where that is."""
    return Refused(refusal, at=[parameter_place(name)], name=name, **details)


class Invalid(Refused):
    """Content that breaks FHIR or a profile: carries the validator's OperationOutcome."""

    def __init__(self, refusal: Refusal, outcome: dict[str, Any]) -> None:
        """`outcome` is the OperationOutcome to answer with."""
        super().__init__(refusal)
        self.outcome = outcome
