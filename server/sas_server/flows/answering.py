"""Putting a SAS answer together: which entries, in which order, claiming what.

Spec: flows.md 1.3 to 1.6, 2.3, 3.3
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sas_server.flows.emission import claiming
from sas_server.flows.proofs import Proofs
from sas_server.flows.rule import Resource, apply, declares, items, text
from sas_server.flows.slot_rules import SLOT_RULES, cpts_links
from sas_server.flows.table import profiles_of
from sas_server.store.content import read_json, write_json
from sas_server.store.rows import Stored

log = logging.getLogger(__name__)

_WITHHOLDING = tuple(rule for rule in SLOT_RULES if rule.withholds)


@dataclass(frozen=True, slots=True)
class Entry:
    """A stored resource and its content, perhaps reshaped for the answer."""

    stored: Stored
    resource: Resource

    @property
    def place(self) -> str:
        """`Type/id`."""
        return f"{self.stored.type}/{self.stored.id}"

    def showing(self, resource: Resource) -> Entry:
        """The same with another content."""
        if resource is self.resource:
            return self
        return Entry(replace(self.stored, content=write_json(resource)), resource)


Entries = Mapping[str, Entry]
"""Entries by `Type/id`."""


def read_entries(stored: Iterable[Stored]) -> dict[str, Entry]:
    """The entries of what a search found."""
    found = (Entry(item, read_json(item.content or b"{}")) for item in stored)
    return {entry.place: entry for entry in found}


def targets(resource: Resource) -> list[str]:
    """What the flows follow from a resource, as `Type/id`, in the order answers have."""
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


def walk(start: str, entries: Entries) -> Iterator[str]:
    """The entries that one leads to, itself first, each followed by what it leads to."""
    entry = entries.get(start)
    if entry is not None:
        yield start
        for place in targets(entry.resource):
            yield from walk(place, entries)


def in_order(slots: Iterable[str], entries: Entries) -> list[str]:
    """Per slot, the slot and all it leads to; each resource once."""
    return list(dict.fromkeys(place for slot in slots for place in walk(slot, entries)))


def is_sendable(entry: Entry, entries: Entries, profiles: Sequence[str]) -> bool:
    """Whether whoever gets a slot can use it; what does not claim a SAS profile is let be."""
    if not declares(entry.resource, *profiles):
        return True
    problems = [finding.message.id for finding in apply(_WITHHOLDING, entry.resource)]
    lost = [place for place in _needed(entry, entries) if place not in entries]
    if problems or lost:
        log.warning("%s is withheld from SAS: %s", entry.place, ", ".join([*problems, *lost]))
    return not problems and not lost


def _needed(entry: Entry, entries: Entries) -> Iterator[str]:
    """What an answer with the slot must also hold: CPTS links lead to a CPTS."""
    for place in targets(entry.resource)[1:]:
        yield place
        service = entries.get(place)
        if service is not None:
            yield from targets(service.resource)


@dataclass(frozen=True, slots=True)
class Claim:
    """A Bundle profile, and what an answer must hold to claim it.

    `profiles` are those of the entries by type; `needed` the types of which
    there must be an entry.
    """

    bundle: str
    profiles: Mapping[str, str]
    needed: tuple[str, ...] = ()

    @classmethod
    def of_flow(cls, flow: str, types: Sequence[str], needed: tuple[str, ...] = ()) -> Claim:
        """What the table of flows says of a flow's Bundle and its entries of `types`."""
        profiles = profiles_of(flow)
        (bundle,) = profiles["Bundle"]
        return cls(bundle, {name: profiles[name][0] for name in types}, needed)

    def holds(self, entries: Sequence[Entry], proofs: Proofs) -> bool:
        """Whether a Bundle of these entries meets the profile."""
        kinds = {entry.stored.type for entry in entries}
        return kinds.issuperset(self.needed) and all(
            self.is_met(entry, proofs) for entry in entries
        )

    def is_met(self, entry: Entry, proofs: Proofs) -> bool:
        """Whether an entry meets the profile of its type; its own claim was judged before."""
        profile = self.profiles.get(entry.stored.type)
        return (
            profile is None
            or declares(entry.resource, profile)
            or proofs.meets(entry.resource, entry.stored.content or b"", profile)
        )

    def shown(self, entry: Entry, resource: Resource, proofs: Proofs) -> Entry:
        """The entry with another content, unless that would break the profile of its type."""
        changed = entry.showing(resource)
        profile = self.profiles.get(entry.stored.type)
        if changed is entry or profile is None:
            return changed
        content = changed.stored.content or b""
        return changed if proofs.meets(resource, content, profile) else entry

    def declaring(self, entry: Entry, proofs: Proofs) -> Entry:
        """The entry, saying which profile of the flow it meets, as its sender may not have."""
        profile = self.profiles.get(entry.stored.type)
        if profile is None or declares(entry.resource, profile) or not self.is_met(entry, proofs):
            return entry
        return entry.showing(claiming(entry.resource, profile))


def order_of(kept: Sequence[str], dropped: Iterable[str], entries: Entries) -> list[str]:
    """The places to send: kept slots with what they lead to, then what else was asked for.

    What only dropped slots lead to is left out.
    """
    wanted = in_order(kept, entries)
    seen = {*wanted, *in_order(dropped, entries)}
    return [*wanted, *(place for place in entries if place not in seen)]
