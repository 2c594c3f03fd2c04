"""SOS Médecins: free slots at the places of up to 25 associations.

SAS searches agendas with criteria on their slots. FHIR would let each criterion
be met by another slot and bring every slot of an agenda; what is meant is one
filter on slots. So the search is turned around: slots are searched, under all
criteria at once, and the answer shows their agendas as matches.

Spec: flows.md 3, C-05 to C-07
"""

from __future__ import annotations

from dataclasses import replace

from sas_server.flows import names
from sas_server.flows.answering import Claim, is_sendable, order_of, read_entries
from sas_server.flows.criteria import not_past, split_has, starts, widen, with_includes
from sas_server.flows.emission import for_sas
from sas_server.flows.identifiers import structure_forms
from sas_server.flows.requests import SOS, carries
from sas_server.flows.searching import SearchContext, check_search
from sas_server.rest.exchange import Asked
from sas_server.rest.flows import Flow, Searchset
from sas_server.rest.subsets import is_reduced
from sas_server.search.query import AllOf, Chain, Query

_TYPES = ("Slot", "Schedule", "Location", "Organization")
_SOS = Claim.of_flow("INT_SOS1", _TYPES, needed=_TYPES)


class SosSearch(Flow):
    """Searches of the slots of SOS Médecins."""

    name = "INT_SOS1"

    def __init__(self, context: SearchContext) -> None:
        """The context is shared by the searches of SAS."""
        self._context = context

    def prepare(self, query: Query, asked: Asked) -> Query:
        """Refuses what is incomplete; turns the search of agendas into one of slots."""
        if query.type != SOS.type or not carries(asked.query, SOS.identifiers):
            return query
        of_slots, of_agendas = split_has(query.criteria, "Slot", "schedule")
        criteria = [item.criterion for item in of_slots]
        check_search(SOS, asked, [*starts(criteria)])
        agenda = AllOf(tuple(widen(item, SOS.authority, structure_forms) for item in of_agendas))
        context = self._context
        chain = Chain(context.parameter("Slot", "schedule"), ((SOS.type, agenda),))
        given = [item for item in query.includes if not item.reverse or item.source != "Slot"]
        needed = [
            context.include("Slot", "schedule", iterate=False),
            context.include("Schedule", "actor", iterate=True, target="Location"),
            context.include("Location", "organization", iterate=True),
        ]
        return replace(
            query,
            type="Slot",
            criteria=(*not_past(criteria, context.clock()), chain),
            sort=(),
            includes=with_includes(given, needed),
        )

    def is_one_page(self, query: Query) -> bool:
        """The Bundle's profile has no room for a second link (flows.md 1.5)."""
        return _is_ours(query)

    def complete(self, query: Query, found: Searchset) -> Searchset:
        """Shows agendas as matches, slots with their places as includes, slot by slot."""
        if not _is_ours(query):
            return found
        found = replace(found, self_link=_of_agendas(found.self_link))
        if not found.matches:
            return found
        proofs = self._context.proofs
        entries = {
            place: entry
            if entry.traits.is_final
            else _SOS.shown(entry, for_sas(entry.resource), proofs)
            for place, entry in read_entries([*found.matches, *found.includes]).items()
        }
        slots = [place for place in entries if place.startswith("Slot/")]
        shown = slots
        if self._context.outbound == "withhold":
            profiles = (names.SOS_SLOT,)
            shown = [slot for slot in slots if is_sendable(entries[slot], entries, profiles)]
        kept = set(shown)
        order = order_of(shown, [slot for slot in slots if slot not in kept], entries)
        sent = [_SOS.declaring(entries[place], proofs) for place in order]
        claims = not is_reduced(query.summary, query.elements) and _SOS.holds(sent, proofs)
        return replace(
            found,
            total=len(shown),
            matches=[entry.stored for entry in sent if entry.stored.type == SOS.type],
            includes=[entry.stored for entry in sent if entry.stored.type != SOS.type],
            profile=(_SOS.bundle,) if claims else (),
            order=[entry.stored.rid for entry in sent],
        )


def _is_ours(query: Query) -> bool:
    return query.type == "Slot" and carries(query.used, SOS.identifiers)


def _of_agendas(url: str) -> str:
    """The self link of the search that was asked, not of the one that was run."""
    head, mark, rest = url.partition("?")
    return f"{head.removesuffix('/Slot')}/{SOS.type}{mark}{rest}" if head.endswith("/Slot") else url
