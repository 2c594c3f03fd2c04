"""Resources as a SAS answer shows them: numbers with their prefix, phones in +33.

Editors keep both as they like; what SAS gets must have one form. Nothing else
of a stored resource is touched, and most need nothing.

Spec: flows.md 0.6 ("the response must carry the prefixed form"), 1.7 (phones), C-13, 2.2
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Any

from sas_server.flows.identifiers import international_phone, person_number, structure_number
from sas_server.flows.names import (
    CPTS,
    CPTS_CATEGORY,
    CPTS_SLOT,
    PERSON_AUTHORITY,
    SLOT,
    SLOT_TYPES,
    STRUCTURE_AUTHORITY,
    STRUCTURE_CATEGORIES,
)
from sas_server.flows.rule import Resource, codings, declares, items, text


def for_sas(resource: Resource) -> Resource:
    """The resource with prefixed numbers and +33 phones; itself when nothing changes."""
    if not _needs_change(resource):
        return resource
    changed = copy.deepcopy(resource)
    for identifier in _identifiers(changed):
        identifier["value"] = _number(identifier)
    for telecom in _phones(changed):
        telecom["value"] = international_phone(telecom["value"])
    return changed


def _needs_change(resource: Resource) -> bool:
    return any(_number(item) != item["value"] for item in _identifiers(resource)) or any(
        international_phone(item["value"]) != item["value"] for item in _phones(resource)
    )


def _identifiers(resource: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = [item for _, item in items(resource, "identifier")]
    organization = resource.get("organization")
    if isinstance(organization, dict) and isinstance(organization.get("identifier"), dict):
        found.append(organization["identifier"])
    return [item for item in found if isinstance(item, dict) and text(item, "value")]


def _number(identifier: Mapping[str, Any]) -> str:
    value: str = identifier["value"]
    system = identifier.get("system")
    if system == PERSON_AUTHORITY:
        return person_number(value)
    return structure_number(value) if system == STRUCTURE_AUTHORITY else value


def _phones(resource: Mapping[str, Any]) -> list[dict[str, Any]]:
    contained = [item for _, item in items(resource, "contained")]
    return [
        item
        for holder in (resource, *contained)
        for _, item in items(holder, "telecom")
        if isinstance(item, dict) and item.get("system") == "phone" and text(item, "value")
    ]


def with_phones_of(resource: Resource, others: Iterable[Mapping[str, Any]]) -> Resource:
    """The resource, with the phones of `others` when it has none itself."""
    if _phones(resource):
        return resource
    found: list[dict[str, Any]] = []
    for other in others:
        for _, telecom in items(other, "telecom"):
            if telecom.get("system") == "phone" and telecom not in found:
                found.append(dict(telecom))
    if not found:
        return resource
    return {**resource, "telecom": [*resource.get("telecom", ()), *found]}


def is_shown_outside_cpts(slot: Resource) -> bool:
    """Whether a slot is open to more than the members of its CPTS."""
    types = codings(slot.get("meta"), "security", SLOT_TYPES)
    return CPTS not in types or len(types) > 1


def without_cpts(slot: Resource) -> Resource:
    """A slot as INT_R01 shows it: nothing of the CPTS that it is also open to."""
    types = codings(slot.get("meta"), "security", SLOT_TYPES)
    if CPTS not in types:
        return slot
    meta = dict(slot["meta"])
    meta["security"] = [item for item in meta["security"] if item.get("code") != CPTS]
    meta["profile"] = _replaced(meta.get("profile", ()), CPTS_SLOT, SLOT)
    kept = [item for item in slot.get("serviceType", ()) if not _is_cpts_link(item)]
    plain = {**slot, "meta": meta, "serviceType": kept}
    return plain if kept else {name: plain[name] for name in plain if name != "serviceType"}


def _replaced(profiles: Iterable[str], old: str, new: str) -> list[str]:
    return list(dict.fromkeys(new if name.partition("|")[0] == old else name for name in profiles))


def _is_cpts_link(concept: object) -> bool:
    return CPTS_CATEGORY in codings(concept, "coding", STRUCTURE_CATEGORIES)


def claiming(resource: Resource, profile: str) -> Resource:
    """The resource, also declaring `profile`."""
    if declares(resource, profile):
        return resource
    meta = resource.get("meta", {})
    return {**resource, "meta": {**meta, "profile": [*meta.get("profile", ()), profile]}}
