"""What the SAS searches must know of a stored resource to answer with it.

Most of what is sent goes out byte for byte as it is stored, so these few facts
are worked out when it is written, and kept beside it: answers need not read it.
"""

from __future__ import annotations

from typing import NamedTuple

import orjson

from sas_server.flows.emission import has_phone, needs_change, slot_types
from sas_server.flows.names import CPTS
from sas_server.flows.rule import Resource, apply, declared, items, text
from sas_server.flows.slot_rules import SLOT_RULES, cpts_links
from sas_server.search.references import end_of
from sas_server.store.content import read_json
from sas_server.store.rows import Stored

FORM = 1
"""To be raised with every change of what the facts say: those of another form are not read."""

_WITHHOLDING = tuple(rule for rule in SLOT_RULES if rule.withholds)

_REMEMBERED = 100_000
_LARGEST = 1 << 12
"""Bytes beyond which facts are not remembered: all together must stay small."""


class Traits(NamedTuple):
    """The facts.

    `profiles` are those declared, without versions; `targets` what the flows
    follow from the resource, as `Type/id`, in the order answers have; `broken`
    the ids of the rules for which a slot is withheld; `owner` the practitioner of
    a role, as `Type/id`. `is_final`: its numbers and phones have the form
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
"""By kept facts: those of the slots of one agenda are mostly the same."""


def facts_of(resource: Resource) -> bytes:
    """The facts as they are kept beside a resource."""
    found = traits_of(resource)
    return orjson.dumps([FORM, sorted(found.profiles), *found[1:]])


def traits_of_stored(stored: Stored) -> Traits:
    """The facts about a stored resource, from its content if there are none beside it."""
    found = _known.get(stored.facts)
    if found is None:
        form, *kept = orjson.loads(stored.facts or b"[0]")
        if form != FORM:
            return traits_of(read_json(stored.content or b"{}"))
        profiles, targets, broken, *others = kept
        found = Traits(frozenset(profiles), tuple(targets), tuple(broken), *others)
        if len(stored.facts) <= _LARGEST:
            if len(_known) >= _REMEMBERED:
                _known.clear()
            _known[stored.facts] = found
    return found


def traits_of(resource: Resource) -> Traits:
    """The facts about a resource."""
    is_slot = resource.get("resourceType") == "Slot"
    types = slot_types(resource)
    return Traits(
        profiles=frozenset(declared(resource)),
        targets=tuple(_targets(resource)),
        broken=tuple(item.message.id for item in apply(_WITHHOLDING, resource)) if is_slot else (),
        owner=end_of(text(resource, "practitioner", "reference")),
        has_phone=has_phone(resource),
        is_final=not needs_change(resource),
        is_of_cpts=CPTS in types,
        is_for_others=CPTS not in types or len(types) > 1,
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
    return [end_of(item) for item in found if item]
