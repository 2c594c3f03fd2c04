"""Which flow profile a resource would fall under, told from what is in it.

Spec: behaviour.md "no meta.profile"
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sas_server.flows import names
from sas_server.flows.findings import to_issues
from sas_server.flows.identifiers import FINESS, SIRET
from sas_server.flows.rule import (
    Resource,
    codings,
    concept_codes,
    extensions,
    items,
    member,
    text,
)
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


def _practitioner(resource: Resource) -> str:
    systems = {text(item, "system") for _, item in items(resource, "identifier")}
    mails = any(item.get("system") == "email" for _, item in items(resource, "telecom"))
    is_account = (
        names.SAS_AUTHORITY in systems
        or text(resource, "meta", "source") == names.SAS_AUTHORITY
        or (mails and "active" in resource)
    )
    return names.REGULATOR if is_account else names.PRACTITIONER


def _appointment(resource: Resource) -> str | None:
    if not extensions(resource, names.OPERATOR):
        return None
    unknown = any(
        "ADM" in concept_codes(participant, "type", names.PARTICIPATION_TYPES)
        for _, participant in items(resource, "participant")
    )
    return names.SOS_APPOINTMENT if unknown else names.APPOINTMENT


def _slot(resource: Resource) -> str | None:
    if resource.get("status") != "free":
        return None
    types = codings(resource.get("meta"), "security", names.SLOT_TYPES)
    return names.CPTS_SLOT if names.CPTS in types else names.SLOT


def _schedule(resource: Resource) -> str | None:
    kinds = {
        text(actor, "reference").rsplit("/", 2)[-2:][0] for _, actor in items(resource, "actor")
    }
    if kinds == {"Location"}:
        return names.SOS_SCHEDULE
    return names.SCHEDULE if kinds & {"Practitioner", "PractitionerRole"} else None


def _role(resource: Resource) -> str | None:
    return names.ROLE if resource.get("contained") else None


def _service(resource: Resource) -> str | None:
    return names.CPTS_SERVICE if member(resource, "providedBy") else None


def _organization(resource: Resource) -> str | None:
    values = [text(item, "value") for _, item in items(resource, "identifier")]
    if any(SIRET.fullmatch(value) for value in values):
        return names.SOS_ORGANIZATION
    if any(FINESS.fullmatch(value) for value in values):
        return names.CPTS_ORGANIZATION
    return None


def _location(resource: Resource) -> str | None:
    return names.SOS_PLACE if member(resource, "managingOrganization") else None


_EXPECTED: Mapping[str, Callable[[Resource], str | None]] = {
    "Practitioner": _practitioner,
    "Appointment": _appointment,
    "Slot": _slot,
    "Schedule": _schedule,
    "PractitionerRole": _role,
    "HealthcareService": _service,
    "Organization": _organization,
    "Location": _location,
}


def expected_profile(resource: Mapping[str, Any]) -> str | None:
    """The canonical of the SAS profile that the resource's content points to."""
    find = _EXPECTED.get(str(resource.get("resourceType")))
    return None if find is None else find(dict(resource))


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
