"""What becomes of resources that do not say which profile they meet.

Spec: behaviour.md "no meta.profile"
"""

from __future__ import annotations

from collections.abc import Iterable

from sas_server.flows.findings import to_issues
from sas_server.flows.recognition import expected_profile
from sas_server.flows.rule import Resource, member
from sas_server.rest.flows import Change, Flow
from sas_server.settings import MetaProfile
from sas_validators.issues.finding import Finding
from sas_validators.issues.message import Message
from sas_validators.model.paths import root

NO_PROFILE = Message(
    "SAS_FLOW_NO_PROFILE",
    "warning",
    "required",
    fr="meta.profile est absent ; d'après son contenu, la ressource relève de {profile}.",
    en="meta.profile is absent; by its content the resource falls under {profile}.",
    spec="behaviour.md no meta.profile",
)


class DeclaredProfiles(Flow):
    """What becomes of a resource that does not say which profile it meets."""

    name = "meta.profile"

    def __init__(self, policy: MetaProfile) -> None:
        """`policy` as the setting `meta_profile`."""
        self._policy = policy
        self._message = NO_PROFILE if policy != "declared" else NO_PROFILE.at_severity("error")

    def profiles(self, change: Change) -> Iterable[str]:
        """The profile of the flow, when the setting says so."""
        expected = _undeclared(change) if self._policy == "enforced" else None
        return () if expected is None else (expected,)

    def review(self, change: Change) -> Iterable[Resource]:
        """Names the profile that is missing."""
        expected = _undeclared(change)
        if expected is None:
            return ()
        here = (root(change.type), "meta", None)
        found = Finding(self._message, here, {"profile": expected})
        return to_issues([found], change.asked.language)


def _undeclared(change: Change) -> str | None:
    resource = change.resource
    if resource is None or member(resource, "meta").get("profile"):
        return None
    return expected_profile(resource)
