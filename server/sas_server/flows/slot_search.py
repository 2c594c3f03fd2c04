"""INT_R01 and INT_R04: free slots of up to 25 practitioners.

The second is the first with two more includes; it alone shows what belongs to
CPTS: slots open to their members only, the services and the structures.

Spec: flows.md 1 and 2
"""

from __future__ import annotations

from dataclasses import replace

from sas_server.flows import names
from sas_server.flows.answering import (
    Claim,
    Entry,
    is_sendable,
    order_of,
    read_entries,
)
from sas_server.flows.criteria import not_past, starts, widen, with_includes
from sas_server.flows.emission import (
    claiming,
    for_sas,
    with_phones_of,
    without_cpts,
)
from sas_server.flows.identifiers import person_forms
from sas_server.flows.requests import SLOTS, asks_for_cpts, carries
from sas_server.flows.rule import Resource
from sas_server.flows.searching import SearchContext, check_search
from sas_server.rest.exchange import Asked
from sas_server.rest.flows import Flow, Searchset
from sas_server.rest.subsets import is_reduced
from sas_server.search.query import Include, Query

_TYPES = ("Slot", "Schedule", "Practitioner", "PractitionerRole")
_INDIVIDUAL = Claim.of_flow("INT_R01", _TYPES)
_CPTS = Claim.of_flow("INT_R04", (*_TYPES, "HealthcareService", "Organization"), needed=_TYPES)


class SlotSearch(Flow):
    """Searches of slots by practitioner."""

    name = "INT_R01, INT_R04"

    def __init__(self, context: SearchContext) -> None:
        """The context is shared by the searches of SAS."""
        self._context = context

    def prepare(self, query: Query, asked: Asked) -> Query:
        """Refuses what is incomplete; leaves out the past; adds the includes an answer needs."""
        if query.type != SLOTS.type or not carries(asked.query, SLOTS.identifiers):
            return query
        check_search(SLOTS, asked, [*starts(query.criteria)])
        criteria = not_past(query.criteria, self._context.clock())
        return replace(
            query,
            criteria=tuple(widen(item, SLOTS.authority, person_forms) for item in criteria),
            includes=with_includes(query.includes, self._needed(query)),
        )

    def is_one_page(self, query: Query) -> bool:
        """SAS takes no pages (flows.md 1.5)."""
        return _is_ours(query)

    def complete(self, query: Query, found: Searchset) -> Searchset:
        """Orders the entries slot by slot and names the Bundle's profile."""
        if not _is_ours(query):
            return found
        is_cpts = asks_for_cpts(query.used)
        if not found.matches:
            is_empty = not found.total and not is_cpts
            return replace(found, profile=(names.BUNDLE,) if is_empty else ())
        claim = _CPTS if is_cpts else _INDIVIDUAL
        entries = read_entries([*found.matches, *found.includes])
        slots = [f"{item.type}/{item.id}" for item in found.matches]
        shown = [slot for slot in slots if is_cpts or entries[slot].traits.is_for_others]
        entries = self._reshaped(entries, claim, is_cpts=is_cpts)
        if self._context.outbound == "withhold":
            profiles = (names.SLOT, names.CPTS_SLOT)
            shown = [slot for slot in shown if is_sendable(entries[slot], entries, profiles)]
        kept = set(shown)
        order = order_of(shown, [slot for slot in slots if slot not in kept], entries)
        sent = [claim.declaring(entries[place], self._context.proofs) for place in order]
        claims = not is_reduced(query.summary, query.elements) and claim.holds(
            sent, self._context.proofs
        )
        return replace(
            found,
            total=len(shown),
            matches=[entry.stored for entry in sent if entry.place in kept],
            includes=[entry.stored for entry in sent if entry.place not in kept],
            profile=(claim.bundle,) if claims else (),
            order=[entry.stored.rid for entry in sent],
        )

    def _needed(self, query: Query) -> list[Include]:
        context = self._context
        found = [
            context.include("Slot", "schedule", iterate=False),
            context.include("Schedule", "actor", iterate=True),
        ]
        if asks_for_cpts(query.used):
            found.append(context.include("Slot", "service-type-reference", iterate=False))
            found.append(context.include("HealthcareService", "organization", iterate=True))
        return found

    def _reshaped(
        self, entries: dict[str, Entry], claim: Claim, *, is_cpts: bool
    ) -> dict[str, Entry]:
        """The entries as SAS is to see them; as they are where that would break a profile."""
        change = _for_cpts if is_cpts else _for_individuals
        changed = {
            place: resource for place, entry in entries.items() if (resource := change(entry))
        }
        changed |= _sharing_phones(entries, changed)
        proofs = self._context.proofs
        shown = {
            place: claim.shown(entries[place], resource, proofs)
            for place, resource in changed.items()
        }
        return entries | shown


def _for_cpts(entry: Entry) -> Resource | None:
    """The content as INT_R04 shows it; None when that is what is stored."""
    is_slot = entry.stored.type == "Slot"
    claims = not is_slot or names.CPTS_SLOT in entry.traits.profiles
    if claims and entry.traits.is_final:
        return None
    resource = for_sas(entry.resource)
    return claiming(resource, names.CPTS_SLOT) if is_slot else resource


def _for_individuals(entry: Entry) -> Resource | None:
    """The content as INT_R01 shows it; None when that is what is stored."""
    is_of_cpts = entry.stored.type == "Slot" and entry.traits.is_of_cpts
    if entry.traits.is_final and not is_of_cpts:
        return None
    resource = for_sas(entry.resource)
    return without_cpts(resource) if is_of_cpts else resource


def _is_ours(query: Query) -> bool:
    return query.type == SLOTS.type and carries(query.used, SLOTS.identifiers)


def _sharing_phones(entries: dict[str, Entry], changed: dict[str, Resource]) -> dict[str, Resource]:
    """A practitioner's phone is given with the roles, and theirs with the practitioner (C-13).

    Only what has none itself is changed; `changed` are contents already reshaped.
    """
    owned: dict[str, list[str]] = {}
    for place, entry in entries.items():
        if entry.stored.type == "PractitionerRole" and entry.traits.owner in entries:
            owned.setdefault(entry.traits.owner, []).append(place)
    found = {}
    for owner, roles in owned.items():
        if len({entries[place].traits.has_phone for place in (owner, *roles)}) == 1:
            continue
        group = {place: changed.get(place) or entries[place].resource for place in (owner, *roles)}
        found[owner] = with_phones_of(group[owner], [group[role] for role in roles])
        for role in roles:
            found[role] = with_phones_of(group[role], [group[owner]])
    return found
