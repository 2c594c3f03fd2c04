"""A finding while it is being collected: what, where, with which details."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from sas_validators.issues.message import Message
from sas_validators.model.paths import Location


class Finding(NamedTuple):
    """One thing found in a resource, before its texts and position are worked out.

    `details` fills the message's templates. `profile` is the canonical of the
    definition that asked for the check, "" where FHIR itself does; `constraint`
    is the key of the invariant, "" for other checks.
    """

    message: Message
    location: Location
    details: dict[str, Any]
    profile: str = ""
    constraint: str = ""


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether one of the findings makes a resource invalid."""
    return any(finding.message.severity in ("error", "fatal") for finding in findings)
