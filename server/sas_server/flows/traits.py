"""What the SAS searches must know of a stored resource to answer with it.

Most of what is sent goes out byte for byte as it is stored, so these few facts,
worked out once per content and process, spare reading it again for every answer.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sas_server.flows.emission import for_sas, has_phone, is_shown_outside_cpts, slot_types
from sas_server.flows.names import CPTS
from sas_server.flows.rule import Resource, apply, declared, items, text
from sas_server.flows.slot_rules import SLOT_RULES, cpts_links
from sas_server.store.content import read_json

_WITHHOLDING = tuple(rule for rule in SLOT_RULES if rule.withholds)

_REMEMBERED = 100_000
_LARGEST = 1 << 16
"""Bytes of content beyond which nothing is remembered: what is kept must stay small."""


@dataclass(frozen=True, slots=True)
class Traits:
    """The facts.

    `profiles` are those declared, without versions; `targets` what the flows
    follow from the resource, as `Type/id`, in the order answers have; `broken`
    the ids of the rules for which a slot is withheld; `owner` the reference to
    the practitioner of a role. `is_final`: its numbers and phones have the form
    that SAS wants.
    """

    profiles: frozenset[str]
    targets: tuple[str, ...]
    broken: tuple[str, ...]
    owner: str
    has_phone: bool
    is_final: bool
    is_of_cpts: bool
    is_for_others: bool


_known: dict[bytes, Traits] = {}


def traits_of(content: bytes) -> Traits:
    """The facts about the resource whose stored JSON is `content`."""
    if len(content) > _LARGEST:
        return _examine(read_json(content))
    key = hashlib.blake2b(content, digest_size=16).digest()
    found = _known.get(key)
    if found is None:
        if len(_known) >= _REMEMBERED:
            _known.clear()
        found = _known[key] = _examine(read_json(content))
    return found


def _examine(resource: Resource) -> Traits:
    is_slot = resource.get("resourceType") == "Slot"
    return Traits(
        profiles=frozenset(declared(resource)),
        targets=tuple(_targets(resource)),
        broken=tuple(item.message.id for item in apply(_WITHHOLDING, resource)) if is_slot else (),
        owner=text(resource, "practitioner", "reference"),
        has_phone=has_phone(resource),
        is_final=for_sas(resource) is resource,
        is_of_cpts=CPTS in slot_types(resource),
        is_for_others=is_shown_outside_cpts(resource),
    )


def _targets(resource: Resource) -> list[str]:
    kind = resource.get("resourceType")
    if kind == "Slot":
        links = [link for _, link in cpts_links(resource)]
        found = [text(resource, "schedule", "reference"), *links]
    elif kind == "Schedule":
        actors = [text(actor, "reference") for _, actor in items(resource, "actor")]
        found = sorted(actors, key=lambda item: "PractitionerRole/" in item)
    elif kind == "HealthcareService":
        found = [text(resource, "providedBy", "reference")]
    elif kind == "Location":
        found = [text(resource, "managingOrganization", "reference")]
    else:
        found = []
    return ["/".join(item.split("/_history/")[0].rsplit("/", 2)[-2:]) for item in found if item]
