"""Several profiles of which a value must meet one.

Spec: validator-features.md section 17
"""

from __future__ import annotations

from collections.abc import Mapping

from sas_validators.checks.run import Run
from sas_validators.issues.catalogue import profiles as messages
from sas_validators.issues.catalogue import reading
from sas_validators.issues.finding import Finding
from sas_validators.issues.message import Message
from sas_validators.model.paths import Location

_OF_THE_TEXT = frozenset(
    message.id for message in vars(reading).values() if isinstance(message, Message)
)
"""Findings that a reader makes: the value they are about is left out, not wrong."""


def disprove(findings: list[Finding]) -> bool:
    """Whether a finding speaks against conformance; faults of the text alone do not."""
    return any(
        finding.message.severity == "error" and finding.message.id not in _OF_THE_TEXT
        for finding in findings
    )


def report_alternatives(tried: Mapping[str, list[Finding] | None], here: Location, r: Run) -> None:
    """Records how the value at `here` fares against profiles of which it must meet one.

    `tried` has the findings against each profile, None for one that is not
    loaded. What is found against a profile that it does not meet counts only
    when it meets none.
    """
    for profile, found in tried.items():
        if found is None:
            unknown_profile(here, r, profile)
    known = {profile: found for profile, found in tried.items() if found is not None}
    met = [profile for profile, found in known.items() if not disprove(found)]
    if len(met) > 1:
        r.add(messages.TYPE_PROFILE_MULTIPLE_MATCHES, here, profiles=", ".join(met))
    elif not met:
        r.add(messages.TYPE_PROFILE_NO_MATCH, here, profiles=", ".join(tried))
    for profile in met or known:
        r.findings += known[profile]


def unknown_profile(here: Location, r: Run, profile: str) -> None:
    """Records a profile that a definition asks for and nobody has."""
    r.add(messages.TYPE_PROFILE_UNKNOWN, here, profile=profile)
