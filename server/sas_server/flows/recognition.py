"""Which flow profile a resource would fall under, told from what is in it.

Spec: behaviour.md "no meta.profile"
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sas_server.flows import names
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
