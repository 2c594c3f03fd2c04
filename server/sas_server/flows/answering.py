"""Putting a SAS answer together: which entries, in which order, claiming what.

Spec: flows.md 1.3 to 1.6, 2.3, 3.3
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sas_server.flows.emission import claiming
from sas_server.flows.proofs import Proofs
from sas_server.flows.rule import Resource
from sas_server.flows.table import profiles_of
from sas_server.flows.traits import Traits, traits_of, traits_of_stored
from sas_server.store.content import read_json, write_json
from sas_server.store.rows import Stored

log = logging.getLogger(__name__)

_told: set[tuple[str, int, str]] = set()
"""Slots, their versions and problems that the log has: once is enough, not with every search."""
_MOST_TOLD = 10_000


class Entry(NamedTuple):
    """A stored resource, perhaps reshaped for the answer, and what is known of it."""

    stored: Stored
    traits: Traits

    @property
    def resource(self) -> Resource:
        """The content, read anew."""
        found: Resource = read_json(self.stored.content or b"{}")
        return found

    @property
    def place(self) -> str:
        """`Type/id`."""
        return f"{self.stored.type}/{self.stored.id}"

    def showing(self, resource: Resource) -> Entry:
        """The same with another content."""
        content = write_json(resource)
        return Entry(self.stored._replace(content=content, facts=b""), traits_of(resource))


Entries = Mapping[str, Entry]
"""Entries by `Type/id`."""


def read_entries(stored: Iterable[Stored]) -> dict[str, Entry]:
    """The entries of what a search found."""
    found = (Entry(item, traits_of_stored(item)) for item in stored)
    return {entry.place: entry for entry in found}


def in_order(slots: Iterable[str], entries: Entries) -> list[str]:
    """Per slot, the slot and all it leads to, each followed by what it leads to itself; once."""
    found: dict[str, None] = {}
    for slot in slots:
        _walk(slot, entries, found)
    return list(found)


def _walk(place: str, entries: Entries, found: dict[str, None]) -> None:
    """Adds a place and what it leads to; where it was found before, so was that."""
    entry = entries.get(place)
    if entry is not None and place not in found:
        found[place] = None
        for target in entry.traits.targets:
            _walk(target, entries, found)


def is_sendable(entry: Entry, entries: Entries, profiles: Sequence[str]) -> bool:
    """Whether whoever gets a slot can use it; what does not claim a SAS profile is let be."""
    if entry.traits.profiles.isdisjoint(profiles):
        return True
    problems = [*entry.traits.broken]
    problems += [place for place in _needed(entry, entries) if place not in entries]
    problems += _roles_of_others(entry, entries)
    if problems:
        _tell(entry, ", ".join(problems))
    return not problems


def _tell(entry: Entry, problems: str) -> None:
    key = entry.place, entry.stored.version, problems
    if key not in _told:
        if len(_told) >= _MOST_TOLD:
            _told.clear()
        _told.add(key)
        log.warning("%s is withheld from SAS: %s", entry.place, problems)


def _roles_of_others(entry: Entry, entries: Entries) -> Iterator[str]:
    """The roles of a slot's agenda whose practitioner is not one of that agenda (flows.md 1.4)."""
    agenda = entries.get(entry.traits.targets[0]) if entry.traits.targets else None
    owners = () if agenda is None else agenda.traits.targets
    for place in owners:
        role = entries.get(place)
        owner = "" if role is None else role.traits.owner
        if owner and owner not in owners:
            yield place


def _needed(entry: Entry, entries: Entries) -> Iterator[str]:
    """What an answer with the slot must also hold: CPTS links lead to a CPTS."""
    for place in entry.traits.targets[1:]:
        yield place
        service = entries.get(place)
        if service is not None:
            yield from service.traits.targets


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
            or profile in entry.traits.profiles
            or proofs.meets(entry.stored.content or b"{}", profile)
        )

    def shown(self, entry: Entry, resource: Resource, proofs: Proofs) -> Entry:
        """The entry with another content, unless that would break the profile of its type."""
        changed = entry.showing(resource)
        profile = self.profiles.get(entry.stored.type)
        if profile is None or proofs.meets(changed.stored.content or b"{}", profile):
            return changed
        return entry

    def declaring(self, entry: Entry, proofs: Proofs) -> Entry:
        """The entry, saying which profile of the flow it meets, as its sender may not have."""
        profile = self.profiles.get(entry.stored.type)
        if profile is None or profile in entry.traits.profiles or not self.is_met(entry, proofs):
            return entry
        return entry.showing(claiming(entry.resource, profile))


def order_of(kept: Sequence[str], dropped: Iterable[str], entries: Entries) -> list[str]:
    """The places to send: kept slots with what they lead to, then what else was asked for.

    What only dropped slots lead to is left out.
    """
    wanted = in_order(kept, entries)
    seen = {*wanted, *in_order(dropped, entries)}
    return [*wanted, *(place for place in entries if place not in seen)]
