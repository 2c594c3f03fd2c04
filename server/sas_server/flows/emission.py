"""Resources as a SAS answer shows them: numbers with their prefix, phones in +33.

Editors keep both as they like; what SAS gets must have one form. A CPTS says the
type of its identifier as both versions of the guide want it. Nothing else of a
stored resource is touched, and most need nothing.

Spec: flows.md 0.6 ("the response must carry the prefixed form"), 1.7 (phones), C-13, 2.2
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Any

from sas_server.flows.identifiers import international_phone, person_number, structure_number
from sas_server.flows.names import (
    CORE_IDENTIFIER_TYPES,
    CPTS,
    CPTS_CATEGORY,
    CPTS_ORGANIZATION,
    CPTS_SLOT,
    PERSON_AUTHORITY,
    PLACE_IDENTIFIER_TYPES,
    SLOT,
    SLOT_TYPES,
    STRUCTURE_AUTHORITY,
    STRUCTURE_CATEGORIES,
)
from sas_server.flows.rule import Resource, codings, declares, items, text

_CPTS_TYPE_SYSTEMS = (CORE_IDENTIFIER_TYPES, PLACE_IDENTIFIER_TYPES)
"""Where a CPTS's IDNST stands in 1.2.0 and in 1.1.0 (flows.md C-02)."""


_TOUCHED = frozenset({"identifier", "organization", "telecom", "contained"})
"""Where numbers and phones are: what has none of these, as most slots, needs no change."""


def for_sas(resource: Resource) -> Resource:
    """The resource with prefixed numbers and +33 phones; itself when nothing changes."""
    if not needs_change(resource):
        return resource
    changed = copy.deepcopy(resource)
    for identifier in _identifiers(changed):
        identifier["value"] = _number(identifier)
    for concept in _cpts_types(changed):
        concept["coding"] = _both_codings(concept["coding"])
    for telecom in _phones(changed):
        telecom["value"] = international_phone(telecom["value"])
    return changed


def needs_change(resource: Resource) -> bool:
    """Whether SAS is to get other numbers or phones than are stored."""
    if resource.keys().isdisjoint(_TOUCHED):
        return False
    return (
        any(_number(item) != item["value"] for item in _identifiers(resource))
        or any(international_phone(item["value"]) != item["value"] for item in _phones(resource))
        or any(_both_codings(item["coding"]) != item["coding"] for item in _cpts_types(resource))
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


def _cpts_types(resource: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The identifier types of a CPTS that say IDNST in one version's way at least."""
    if not declares(resource, CPTS_ORGANIZATION):
        return []
    types = [item.get("type") for _, item in items(resource, "identifier")]
    return [
        concept
        for concept in types
        if isinstance(concept, dict)
        and any("IDNST" in codings(concept, "coding", system) for system in _CPTS_TYPE_SYSTEMS)
    ]


def _both_codings(given: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """IDNST as 1.2.0 and then as 1.1.0 writes it, then any other coding."""
    found = list(given)
    wanted = [
        next(
            (item for item in found if (item.get("system"), item.get("code")) == (system, "IDNST")),
            {"system": system, "code": "IDNST"},
        )
        for system in _CPTS_TYPE_SYSTEMS
    ]
    return [*wanted, *(item for item in found if item not in wanted)]


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


def has_phone(resource: Resource) -> bool:
    """Whether a phone is given, by the resource or by what it contains."""
    has_any = "telecom" in resource or "contained" in resource
    return has_any and bool(_phones(resource))


def slot_types(slot: Resource) -> list[str]:
    """Whom a slot is open to: PUBLIC, PRO, SNP, CPTS."""
    return codings(slot.get("meta"), "security", SLOT_TYPES)


def without_cpts(slot: Resource) -> Resource:
    """A slot as INT_R01 shows it: nothing of the CPTS that it is also open to."""
    if CPTS not in slot_types(slot):
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
