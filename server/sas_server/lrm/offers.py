"""The free slots of the coming days, as cards of who offers them where.

Spec: flows.md 9.1 (window, order of cards), 7 (the family doctor's card first)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sas_server.flows.identifiers import person_forms
from sas_server.flows.instants import PARIS, read_instant, write_instant
from sas_server.flows.names import CONSULTATION_TYPES, PERSON_AUTHORITY, SPECIALTIES
from sas_server.flows.redirection import redirection_url
from sas_server.flows.rule import concept_codes, items, member, strings, text
from sas_server.flows.slot_rules import booking
from sas_server.lrm.call import Call
from sas_server.lrm.communes import Commune
from sas_server.lrm.departments import department_of
from sas_server.lrm.specialties import Wanted
from sas_server.rest.asking import ask
from sas_server.rest.facade import Facade
from sas_server.search.folding import fold
from sas_server.store.instants import to_datetime

_PAGE = 1_000
_PAGES = 10
"""Slots looked at, at most: the search is for a person, not for an extraction."""

_TITLES = {"dr", "docteur", "pr", "professeur", "m", "mme"}

Resource = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Offer:
    """One slot: when, in the local time of the place, how, and where it is booked."""

    start: datetime
    url: str
    kinds: tuple[str, ...]
    walk_in: bool


@dataclass(frozen=True)
class Card:
    """Somebody at one place, with the slots offered there."""

    name: str
    specialty: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    phone: str = ""
    rpps: frozenset[str] = frozenset()
    offers: tuple[Offer, ...] = ()

    def is_in(self, commune: Commune) -> bool:
        """Whether the place is in the commune, whatever its arrondissement."""
        here, there = fold(self.city), fold(commune.name)
        return here == there or here.startswith(f"{there} ")

    def is_near(self, commune: Commune) -> bool:
        """Whether the place is in the commune or at least in its département."""
        return self.is_in(commune) or (
            bool(commune.department) and department_of(self.postal_code) == commune.department
        )


@dataclass(frozen=True)
class Results:
    """What a call finds. `doctor_error` is the platform's code, "" when all is well."""

    doctor: tuple[Card, ...] = ()
    here: tuple[Card, ...] = ()
    around: tuple[Card, ...] = ()
    doctor_error: str = ""


@dataclass
class Finder:
    """Searches the facade's own store for a call."""

    facade: Facade
    base: str
    labels: Mapping[str, str]
    _entries: dict[str, Resource] = field(default_factory=dict)

    def find(self, call: Call, commune: Commune, wanted: Wanted) -> Results:
        """The cards of a call: the family doctor's, those of the commune, those around."""
        cards = self._cards(wanted)
        numbers, doctor_error = self._doctor(call)
        doctor = [card for card in cards if numbers & card.rpps]
        if numbers and not doctor:
            doctor = [self._bare_card(numbers)]
        others = [card for card in cards if not numbers & card.rpps and card.is_near(commune)]
        return Results(
            tuple(doctor),
            tuple(card for card in others if card.is_in(commune)),
            tuple(card for card in others if not card.is_in(commune)),
            doctor_error,
        )

    # -- slots -------------------------------------------------------------------

    def _cards(self, wanted: Wanted) -> list[Card]:
        """The cards with slots, soonest first."""
        found: dict[str, Card] = {}
        for slot in self._slots():
            start = read_instant(text(slot, "start"))
            if start is None or not wanted.is_offered_by(slot, self.labels):
                continue
            agenda = text(slot, "schedule", "reference")
            card = found.get(agenda) or self._card(agenda)
            found[agenda] = replace(card, offers=(*card.offers, _offer(slot, start)))
        return list(found.values())

    def _slots(self) -> Iterator[Resource]:
        now = to_datetime(self.facade.store.clock()).astimezone(PARIS)
        end = (now + timedelta(days=2)).replace(hour=23, minute=59, second=59, microsecond=0)
        seen: set[str] = set()
        since = write_instant(now)
        for _ in range(_PAGES):
            page = self._search(
                "Slot",
                ("status", "free"),
                ("start", f"ge{since}"),
                ("start", f"le{write_instant(end)}"),
                ("_sort", "start"),
                ("_include", "Slot:schedule"),
                ("_include:iterate", "Schedule:actor"),
                ("_include:iterate", "Location:organization"),
                ("_count", str(_PAGE)),
            )
            for slot in page:
                if text(slot, "id") not in seen:
                    seen.add(text(slot, "id"))
                    yield slot
            last = read_instant(text(page[-1], "start")) if len(page) == _PAGE else None
            if last is None or write_instant(last) == since:
                return
            since = write_instant(last)

    def _search(self, type_name: str, *query: tuple[str, str]) -> list[Resource]:
        """The matches; all entries are kept by their place."""
        matches: list[Resource] = []
        for mode, resource in ask(self.facade, self.base, type_name, *query):
            self._entries[f"{resource['resourceType']}/{resource.get('id')}"] = resource
            if mode == "match":
                matches.append(resource)
        return matches

    # -- cards -------------------------------------------------------------------

    def _card(self, agenda: str) -> Card:
        """The card of an agenda, without slots."""
        actors = [
            self._entries.get(text(actor, "reference"), {})
            for _, actor in items(self._entries.get(agenda, {}), "actor")
        ]
        by_type = {text(actor, "resourceType"): actor for actor in actors}
        role = by_type.get("PractitionerRole", {})
        place = by_type.get("Location") or _contained_place(role)
        person = by_type.get("Practitioner", {})
        owner = self._entries.get(text(place, "managingOrganization", "reference"), {})
        codes = concept_codes(role, "specialty", SPECIALTIES)
        address = member(place, "address")
        names = [text(owner, "name"), text(place, "name")]
        return Card(
            name=_name(person) or " – ".join(name for name in names if name) or "Agenda",
            specialty=next((self.labels[code] for code in codes if code in self.labels), ""),
            street=", ".join(line for _, line in strings(address, "line")),
            postal_code=text(address, "postalCode"),
            city=text(address, "city"),
            phone=_phone(role) or _phone(person) or _phone(place),
            rpps=_numbers(person),
        )

    # -- family doctor -------------------------------------------------------------

    def _doctor(self, call: Call) -> tuple[frozenset[str], str]:
        """The numbers of the family doctor, and the platform's code for what is amiss."""
        if not call.practitioner:
            return frozenset(), "sas_pf_002"
        found: list[frozenset[str]] = []
        if call.rpps:
            forms = (f"{PERSON_AUTHORITY}|{form}" for form in person_forms(call.rpps))
            people = self._search("Practitioner", ("identifier", ",".join(forms)))
            found = [_numbers(person) for person in people]
        elif words := [
            word for word in fold(call.practitioner_name).split() if word not in _TITLES
        ]:
            query = [("name", word) for word in words]
            found = [_numbers(person) for person in self._search("Practitioner", *query)]
        distinct = {numbers for numbers in found if numbers}
        return (distinct.pop(), "") if len(distinct) == 1 else (frozenset(), "sas_pf_001")

    def _bare_card(self, numbers: frozenset[str]) -> Card:
        """The card of a family doctor who has no slot to offer."""
        people = [item for item in self._entries.values() if numbers & _numbers(item)]
        return Card(_name(people[0]), phone=_phone(people[0]), rpps=numbers)


def _words(name: str) -> list[str]:
    """The words of a name, without a title."""
    return [word for word in fold(name).split() if word not in _TITLES]


def _offer(slot: Resource, start: datetime) -> Offer:
    comment = text(slot, "comment")
    return Offer(
        start,
        redirection_url(comment) if comment.startswith(("http://", "https://")) else "",
        tuple(dict.fromkeys(concept_codes(slot, "serviceType", CONSULTATION_TYPES))),
        "WALKIN" in booking(dict(slot)),
    )


def _contained_place(role: Resource) -> Resource:
    places = (item for _, item in items(role, "contained"))
    return next((item for item in places if item.get("resourceType") == "Location"), {})


def _numbers(person: Resource) -> frozenset[str]:
    """The national numbers of a practitioner, in their prefixed form."""
    if person.get("resourceType") != "Practitioner":
        return frozenset()
    return frozenset(
        person_forms(text(item, "value"))[0]
        for _, item in items(person, "identifier")
        if item.get("system") == PERSON_AUTHORITY and text(item, "value")
    )


def _name(person: Resource) -> str:
    """`Claire ESSAI`."""
    for _, name in items(person, "name"):
        given: Sequence[str] = [word for _, word in strings(name, "given")]
        parts = [*given, text(name, "family")]
        if any(parts):
            return " ".join(part for part in parts if part)
    return ""


def _phone(resource: Resource) -> str:
    phones = (item for _, item in items(resource, "telecom") if item.get("system") == "phone")
    return next((text(item, "value") for item in phones), "")
