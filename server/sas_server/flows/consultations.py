"""GAP flux 4a to 5b: consulting slots and rendez-vous.

Slots that a search may be about are derived before it runs; its answer says
that it is one of GAP's when everything in it is as GAP's profiles want.

Spec: gap.md 5.4, 5.5, 7.4, ADR 0031
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sqlalchemy import Select, select

from sas_server.agenda import vocabulary as gap
from sas_server.agenda.horizon import DAY, due
from sas_server.agenda.keeping import Keeper
from sas_server.agenda.messages import TOO_MANY_AGENDAS
from sas_server.flows.proofs import Proofs
from sas_server.flows.requests import SLOTS, SOS, carries
from sas_server.flows.rule import declares
from sas_server.refusals.refusal import Refusal, Refused
from sas_server.rest.exchange import Asked
from sas_server.rest.facade import Facade
from sas_server.rest.flows import Flow, Searchset
from sas_server.rest.subsets import is_reduced
from sas_server.search.query import (
    AllOf,
    Chain,
    Criterion,
    DateValue,
    Has,
    IdIn,
    Match,
    Query,
    ReferenceValue,
)
from sas_server.store.content import read_json
from sas_server.store.reader import Reader
from sas_server.store.rows import Stored
from sas_server.store.values import chunks

MAX_DUE = 1_000
"""Agendas whose slots are derived while a search waits, which takes some seconds."""

_AT_ONCE = 20
"""Of these, in one transaction."""

_FARTHEST = 732 * DAY
"""No search derives slots further ahead than two years from now."""

_TOO_MANY = Refusal(422, TOO_MANY_AGENDAS)

_CORE = "http://interopsante.org/fhir/StructureDefinition"
_PARENTS: Mapping[str, str] = {
    "Appointment": f"{_CORE}/FrAppointment",
    "HealthcareService": f"{_CORE}/FrHealthcareService",
    "Location": f"{_CORE}/FrLocation",
    "Organization": f"{_CORE}/FrOrganization",
    "Patient": f"{_CORE}/FrPatient",
    "Practitioner": f"{_CORE}/FrPractitioner",
    "RelatedPerson": f"{_CORE}/FrRelatedPerson",
    "Schedule": f"{_CORE}/FrSchedule",
    "Slot": f"{_CORE}/FrSlot",
}
"""What GAP's bundles want of their entries; the other types are held to base R4."""

_OWN = (gap.SLOT, gap.SCHEDULE, gap.APPOINTMENT)
_BUNDLES = {"Slot": gap.SLOTS_BUNDLE, "Appointment": gap.APPOINTMENTS_BUNDLE}


class Consultations(Flow):
    """Searches of slots and of rendez-vous."""

    name = "GAP 4a-5b"

    def attach(self, facade: Facade) -> None:
        """Takes what deriving and proving needs."""
        self._facade = facade
        self._keeper = Keeper(facade)
        self._proofs = Proofs(facade.judge)

    # -- slots that are not there yet ------------------------------------------

    def prepare(self, query: Query, asked: Asked) -> Query:
        """Derives the slots that the search may find. Raises Refused (422) for too many."""
        criteria = _about_slots(query)
        if criteria is None:
            return query
        now = self._facade.store.clock()
        until = min(self._end(criteria, now), now + _FARTHEST)
        agendas = _about_agendas(query)
        rids = self._facade.store.read(lambda reader: self._due(reader, agendas, until))
        if len(rids) > MAX_DUE:
            raise Refused(_TOO_MANY, found=len(rids), limit=MAX_DUE)
        for some in chunks(rids, _AT_ONCE):
            self._facade.store.write(
                lambda writer, some=some: self._keeper.extend(writer, some, until),  # type: ignore[misc]
                [f"agenda {rid}" for rid in some],
            )
        return query

    def _due(self, reader: Reader, agendas: tuple[Criterion, ...], until: int) -> list[int]:
        among: Select[tuple[int]] | None = None
        found = list(due(reader, until))
        if found and agendas:
            search = Query(type="Schedule", criteria=agendas)
            wanted = self._facade.compiler(reader).matches(search).order_by(None).subquery()
            among = select(wanted.c.rid)
            found = list(due(reader, until, among))
        return found

    def _end(self, criteria: Iterable[Criterion], now: int) -> int:
        """The last moment at which a slot may start that the search is about."""
        ahead = self._facade.settings.horizon * DAY
        lows, highs = [now], []
        for item in criteria:
            if not isinstance(item, Match) or item.parameter.code != "start":
                continue
            values = [value for value in item.values if isinstance(value, DateValue)]
            ends = [value.interval.high for value in values if value.prefix in _BOUNDING]
            if len(ends) == len(values):
                highs.append(max(ends))
            lows += [value.interval.low for value in values]
        return min(highs) + 1 if highs else max(lows) + ahead

    # -- what the answer claims ------------------------------------------------

    def complete(self, query: Query, found: Searchset) -> Searchset:
        """Names GAP's bundle profile, unless the search is one of SAS."""
        profile = _BUNDLES.get(query.type)
        is_of_sas = any(carries(query.used, form.identifiers) for form in (SLOTS, SOS))
        if profile is None or is_of_sas or found.profile or not found.matches:
            return found
        if is_reduced(query.summary, query.elements):
            return found
        entries = [*found.matches, *found.includes]
        if not all(self._meets(item) for item in entries):
            return found
        return replace(found, profile=(profile,))

    def _meets(self, stored: Stored) -> bool:
        parent = _PARENTS.get(stored.type)
        if parent is None:
            return True
        content = stored.content or b"{}"
        # What declares one of GAP's own profiles was proven to meet it.
        is_declared = declares(read_json(content), parent, *_OWN)
        return is_declared or self._proofs.meets(content, parent)


_BOUNDING = ("le", "lt", "eb", "eq", "ap")
"""Prefixes that say that nothing later is wanted."""


def _about_slots(query: Query) -> list[Criterion] | None:
    """The criteria on slots; None for a search that slots have no part in."""
    if query.type == "Slot":
        return list(query.criteria)
    if query.type != "Schedule":
        return None
    asked = [
        item.criterion for item in query.criteria if isinstance(item, Has) and item.type == "Slot"
    ]
    brings = any(item.reverse and item.source in ("Slot", "*") for item in query.includes)
    return list(_flat(asked)) if asked or brings else None


def _flat(criteria: Iterable[Criterion]) -> Iterator[Criterion]:
    for item in criteria:
        if isinstance(item, AllOf):
            yield from _flat(item.criteria)
        else:
            yield item


def _about_agendas(query: Query) -> tuple[Criterion, ...]:
    """What the search says of the agendas of its slots."""
    if query.type == "Schedule":
        return tuple(item for item in query.criteria if not isinstance(item, Has))
    found: list[Criterion] = []
    for item in query.criteria:
        if isinstance(item, Chain) and item.parameter.code == "schedule":
            found += [inner for kind, inner in item.branches if kind == "Schedule"]
        elif isinstance(item, Match) and item.parameter.code == "schedule" and not item.modifier:
            values = [value for value in item.values if isinstance(value, ReferenceValue)]
            ids = tuple(value.id for value in values if value.id)
            if ids and len(ids) == len(item.values):
                found.append(IdIn(ids))
    return tuple(found)
