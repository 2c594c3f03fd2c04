"""The rules of whole answers: what a searchset of slots must be beyond its Bundle profile.

The server builds its answers so that they hold; here they are checked on any
Bundle, an editor's own included (`sas-fhir validate --flow INT_R01 answer.json`).

Spec: flows.md 1.4, 2.3 and 3.3
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from sas_server.flows.identifiers import person_number
from sas_server.flows.instants import read_instant
from sas_server.flows.names import PERSON_AUTHORITY
from sas_server.flows.requests import PRACTITIONERS, SOS_FREE, SOS_WINDOW, split_values
from sas_server.flows.rule import Place, Resource, Rule, items, member, text
from sas_server.flows.slot_rules import cpts_links
from sas_server.search.references import end_of
from sas_validators.issues.message import Message, Severity
from sas_validators.model.paths import Location, root

_SLOT_SEARCH = "Slot"
_SOS_SEARCH = "Schedule"


def _message(
    id: str, code: str, *, fr: str, en: str, spec: str, severity: Severity = "error"
) -> Message:
    return Message(f"SAS_ANSWER_{id}", severity, code, fr, en, f"flows.md {spec}")


@dataclass
class Answer:
    """A Bundle's entries, found by `Type/id`, and who refers to whom."""

    bundle: Resource
    entries: list[tuple[int, Mapping[str, Any]]] = field(default_factory=list)
    by_place: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, bundle: Resource) -> Answer:
        """Reads any Bundle."""
        answer = cls(bundle, items(bundle, "entry"))
        for _, entry in answer.entries:
            resource = member(entry, "resource")
            answer.by_place[f"{text(resource, 'resourceType')}/{text(resource, 'id')}"] = resource
        return answer

    def of_type(self, type_name: str) -> list[tuple[int, dict[str, Any]]]:
        """The resources of a type with the indexes of their entries."""
        found = ((index, member(entry, "resource")) for index, entry in self.entries)
        return [
            (index, dict(resource))
            for index, resource in found
            if resource.get("resourceType") == type_name
        ]

    def resolve(self, reference: str) -> Mapping[str, Any] | None:
        """The entry that a relative reference, or one with a fullUrl's tail, names."""
        return self.by_place.get(end_of(reference))

    @property
    def self_link(self) -> str:
        """The URL of the search, "" when it is not given."""
        links = [link for _, link in items(self.bundle, "link") if link.get("relation") == "self"]
        return text(links[0], "url") if links else ""

    @property
    def asked(self) -> list[tuple[str, str]]:
        """The parameters of the search."""
        return parse_qsl(urlsplit(self.self_link.replace("+", "%2B")).query)

    @property
    def is_sos(self) -> bool:
        """Whether agendas were searched (SOS Médecins), not slots."""
        path = urlsplit(self.self_link).path.rstrip("/")
        return path.rpartition("/")[2] == _SOS_SEARCH


def _total(bundle: Resource, at: Location) -> Iterator[Place]:
    slots = len(Answer.of(bundle).of_type("Slot"))
    if bundle.get("total") != slots:
        yield (at, "total", None), {"total": bundle.get("total", "-"), "slots": slots}


def _self_link(bundle: Resource, at: Location) -> Iterator[Place]:
    relations = [text(link, "relation") for _, link in items(bundle, "link")]
    if relations != ["self"]:
        yield (at, "link", None), {"found": ", ".join(relations) or "-"}


def _full_urls(bundle: Resource, at: Location) -> Iterator[Place]:
    for index, entry in Answer.of(bundle).entries:
        resource = member(entry, "resource")
        tail = f"/{text(resource, 'resourceType')}/{text(resource, 'id')}"
        url = text(entry, "fullUrl")
        if not (urlsplit(url).scheme in ("http", "https") and url.endswith(tail)):
            yield ((at, "entry", index), "fullUrl", None), {"url": url or "-"}


def _modes(bundle: Resource, at: Location) -> Iterator[Place]:
    for place, details in _unexpected_modes(bundle, at):
        if details["mode"]:
            yield place, details


def _missing_modes(bundle: Resource, at: Location) -> Iterator[Place]:
    for place, details in _unexpected_modes(bundle, at):
        if not details["mode"]:
            yield place, details


def _unexpected_modes(bundle: Resource, at: Location) -> Iterator[Place]:
    answer = Answer.of(bundle)
    matched = _SOS_SEARCH if answer.is_sos else _SLOT_SEARCH
    for index, entry in answer.entries:
        type_name = text(entry, "resource", "resourceType")
        mode = text(entry, "search", "mode")
        expected = "match" if type_name == matched else "include"
        if mode != expected and not (type_name == "OperationOutcome" and mode == "outcome"):
            place: Location = (((at, "entry", index), "search", None), "mode", None)
            yield place, {"type": type_name, "mode": mode, "expected": expected}


def _once(bundle: Resource, at: Location) -> Iterator[Place]:
    answer = Answer.of(bundle)
    seen: Counter[str] = Counter()
    for index, entry in answer.entries:
        resource = member(entry, "resource")
        place = f"{text(resource, 'resourceType')}/{text(resource, 'id')}"
        seen[place] += 1
        if seen[place] == 2:
            yield (at, "entry", index), {"place": place}


_REFERENCES: Mapping[str, tuple[tuple[str, str | None], ...]] = {
    "Slot": (("schedule", None),),
    "Schedule": (("actor", "*"),),
    "PractitionerRole": (("practitioner", None),),
    "HealthcareService": (("providedBy", None),),
    "Location": (("managingOrganization", None),),
}
"""The references that must lead to an entry."""


def references_of(resource: Resource) -> list[tuple[Location, str]]:
    """The references that the answer must resolve, located below the resource."""
    type_name = text(resource, "resourceType")
    here = root(type_name)
    found: list[tuple[Location, str]] = []
    for name, many in _REFERENCES.get(type_name, ()):
        if many:
            found += [
                ((here, name, index), text(item, "reference"))
                for index, item in items(resource, name)
            ]
        else:
            found.append(((here, name, None), text(resource, name, "reference")))
    if type_name == "Slot":
        found += [((here, "serviceType", index), link) for index, link in cpts_links(resource)]
    return [(place, reference) for place, reference in found if reference]


def _resolved(bundle: Resource, at: Location) -> Iterator[Place]:
    answer = Answer.of(bundle)
    for index, entry in answer.entries:
        for place, reference in references_of(dict(member(entry, "resource"))):
            if answer.resolve(reference) is None:
                _, name, number = place
                here: Location = ((at, "entry", index), "resource", None)
                yield (here, name, number), {"reference": reference}


def _orphans(bundle: Resource, at: Location) -> Iterator[Place]:
    answer = Answer.of(bundle)
    referred = {
        "/".join(reference.rsplit("/", 2)[-2:])
        for _, entry in answer.entries
        for _, reference in references_of(dict(member(entry, "resource")))
    }
    for index, entry in answer.entries:
        resource = member(entry, "resource")
        place = f"{text(resource, 'resourceType')}/{text(resource, 'id')}"
        is_led_to = place in referred
        if resource.get("resourceType") not in ("Slot", "OperationOutcome") and not is_led_to:
            yield (at, "entry", index), {"place": place}


def _someone(bundle: Resource, at: Location) -> Iterator[Place]:
    answer = Answer.of(bundle)
    if not answer.of_type("Slot") or answer.is_sos:
        return
    for type_name in ("Practitioner", "PractitionerRole", "Schedule"):
        if not answer.of_type(type_name):
            yield (at, "entry", None), {"type": type_name}


def _agendas(bundle: Resource, at: Location) -> Iterator[Place]:
    """One agenda per place: one role, whose practitioner is an actor, too."""
    answer = Answer.of(bundle)
    if answer.is_sos:
        return
    for index, schedule in answer.of_type("Schedule"):
        actors = {text(actor, "reference") for _, actor in items(schedule, "actor")}
        roles = [item for item in actors if item.startswith("PractitionerRole/")]
        practitioners = {item for item in actors if item.startswith("Practitioner/")}
        role = answer.resolve(roles[0]) if len(roles) == 1 else None
        owner = text(role, "practitioner", "reference")
        if role is None or {owner} != practitioners:
            yield ((at, "entry", index), "resource", None), {}


def _places(bundle: Resource, at: Location) -> Iterator[Place]:
    answer = Answer.of(bundle)
    if answer.is_sos:
        return
    roles, schedules = len(answer.of_type("PractitionerRole")), len(answer.of_type("Schedule"))
    if roles != schedules:
        yield (at, "entry", None), {"roles": roles, "schedules": schedules}


def _window(bundle: Resource, at: Location) -> Iterator[Place]:
    answer = Answer.of(bundle)
    names = ("start", SOS_WINDOW)
    bounds = {value[:2]: value[2:] for name, value in answer.asked if name in names}
    low, high = read_instant(bounds.get("ge", "")), read_instant(bounds.get("le", ""))
    for index, slot in answer.of_type("Slot"):
        start = read_instant(text(slot, "start"))
        if start is None:
            continue
        if (low is not None and start < low) or (high is not None and start > high):
            place: Location = (((at, "entry", index), "resource", None), "start", None)
            yield place, {"start": slot["start"]}


def _free(bundle: Resource, at: Location) -> Iterator[Place]:
    answer = Answer.of(bundle)
    wants_free = any(
        name in ("status", SOS_FREE) and value.rpartition("|")[2] == "free"
        for name, value in answer.asked
    )
    for index, slot in answer.of_type("Slot"):
        if wants_free and slot.get("status") != "free":
            place: Location = (((at, "entry", index), "resource", None), "status", None)
            yield place, {"status": slot.get("status", "-")}


def _asked_for(bundle: Resource, at: Location) -> Iterator[Place]:
    answer = Answer.of(bundle)
    asked = {
        person_number(value.rpartition("|")[2])
        for name, values in answer.asked
        if name == PRACTITIONERS
        for value in split_values(values)
    }
    for index, practitioner in answer.of_type("Practitioner"):
        held = {
            text(item, "value")
            for _, item in items(practitioner, "identifier")
            if item.get("system") == PERSON_AUTHORITY
        }
        if asked and held.isdisjoint(asked):
            place: Location = (((at, "entry", index), "resource", None), "identifier", None)
            yield place, {"held": ", ".join(sorted(held)) or "-"}


def _profiles(bundle: Resource, at: Location) -> Iterator[Place]:
    for index, entry in Answer.of(bundle).entries:
        resource = member(entry, "resource")
        if resource.get("resourceType") == "OperationOutcome":
            continue
        if not member(resource, "meta").get("profile"):
            place: Location = (((at, "entry", index), "resource", None), "meta", None)
            yield place, {"type": text(resource, "resourceType")}


def _cpts_pairs(bundle: Resource, at: Location) -> Iterator[Place]:
    answer = Answer.of(bundle)
    if answer.is_sos:
        return
    services = len(answer.of_type("HealthcareService"))
    organizations = len(answer.of_type("Organization"))
    if services != organizations:
        yield (at, "entry", None), {"services": services, "organizations": organizations}


ANSWER_RULES = (
    Rule(
        _message(
            "TOTAL",
            "value",
            fr="total vaut {total} alors que la réponse contient {slots} créneau(x).",
            en="total is {total} while the answer holds {slots} slot(s).",
            spec="C-06",
        ),
        fr="total est le nombre de créneaux, 0 quand il n'y en a pas.",
        en="total is the number of slots, 0 when there is none.",
        check=_total,
        requirements=("8",),
    ),
    Rule(
        _message(
            "SELF",
            "structure",
            fr="La réponse a un seul lien, self ; ici : {found}.",
            en="The answer has one link, self; here: {found}.",
            spec="1.4",
        ),
        fr="La réponse tient en une page et son seul lien est self, l'adresse demandée.",
        en="The answer is one page, whose only link is self, the URL asked for.",
        check=_self_link,
        requirements=("U-AGG-2",),
    ),
    Rule(
        _message(
            "FULL_URL",
            "value",
            fr="fullUrl doit être l'adresse absolue de la ressource ; ici : {url}.",
            en="fullUrl must be the resource's absolute URL; here: {url}.",
            spec="1.4",
        ),
        fr="Chaque entrée porte l'adresse absolue de sa ressource.",
        en="Every entry has its resource's absolute URL.",
        check=_full_urls,
    ),
    Rule(
        _message(
            "MODE",
            "value",
            fr="search.mode de {type} vaut {mode} ; attendu : {expected}.",
            en="search.mode of {type} is {mode}; expected: {expected}.",
            spec="C-07",
        ),
        fr="search.mode vaut match pour ce qui est cherché (Slot ; SOS Médecins : Schedule), "
        "include pour le reste.",
        en="search.mode is match for what is searched (Slot; SOS Médecins: Schedule), include "
        "for the rest.",
        check=_modes,
    ),
    Rule(
        _message(
            "MODE_MISSING",
            "required",
            fr="search.mode de {type} manque ; attendu : {expected}.",
            en="search.mode of {type} is missing; expected: {expected}.",
            spec="1.4",
            severity="warning",
        ),
        fr="Chaque entrée dit par search.mode si elle est trouvée ou incluse.",
        en="Every entry says by search.mode whether it was found or included.",
        check=_missing_modes,
    ),
    Rule(
        _message(
            "ONCE",
            "duplicate",
            fr="{place} figure plusieurs fois dans la réponse.",
            en="{place} is in the answer several times.",
            spec="1.4",
        ),
        fr="Chaque ressource figure une seule fois.",
        en="Every resource is there once.",
        check=_once,
        requirements=("42", "44", "U-AGG-3"),
    ),
    Rule(
        _message(
            "REFERENCE",
            "not-found",
            fr="La référence {reference} ne mène à aucune entrée de la réponse.",
            en="The reference {reference} leads to no entry of the answer.",
            spec="1.4",
        ),
        fr="Agendas, professionnels, situations, services et structures référencés sont dans la "
        "réponse.",
        en="Agendas, practitioners, roles, services and structures referred to are in the answer.",
        check=_resolved,
        requirements=("12", "21", "43", "U-CPTS-1"),
    ),
    Rule(
        _message(
            "ORPHAN",
            "business-rule",
            fr="{place} n'est référencée par aucune autre ressource de la réponse.",
            en="No other resource of the answer refers to {place}.",
            spec="1.4",
        ),
        fr="Rien ne figure dans la réponse qu'un créneau n'y amène.",
        en="Nothing is in the answer that no slot leads to.",
        check=_orphans,
        requirements=("42",),
    ),
    Rule(
        _message(
            "SOMEONE",
            "required",
            fr="La réponse contient des créneaux mais aucune ressource {type}.",
            en="The answer holds slots but no {type}.",
            spec="1.4",
        ),
        fr="Avec au moins un créneau viennent un professionnel, une situation et un agenda.",
        en="With at least one slot come a practitioner, a role and an agenda.",
        check=_someone,
        requirements=("15", "19"),
    ),
    Rule(
        _message(
            "AGENDA",
            "business-rule",
            fr="L'agenda doit référencer une situation d'exercice de la réponse et le "
            "professionnel de celle-ci.",
            en="The agenda must refer to one role of the answer and to that role's practitioner.",
            spec="1.4",
        ),
        fr="Un agenda par lieu de consultation : il référence une situation d'exercice et son "
        "professionnel.",
        en="One agenda per place of consultation: it refers to one role and its practitioner.",
        check=_agendas,
        requirements=("43",),
    ),
    Rule(
        _message(
            "PLACES",
            "business-rule",
            fr="La réponse contient {roles} situation(s) d'exercice pour {schedules} agenda(s).",
            en="The answer holds {roles} role(s) for {schedules} agenda(s).",
            spec="1.4",
        ),
        fr="Il y a autant d'agendas que de situations d'exercice.",
        en="There are as many agendas as roles.",
        check=_places,
        requirements=("42", "44"),
    ),
    Rule(
        _message(
            "WINDOW",
            "business-rule",
            fr="Le créneau commence ({start}) hors de l'intervalle demandé.",
            en="The slot begins ({start}) outside the interval asked for.",
            spec="1.2",
        ),
        fr="Les créneaux commencent dans l'intervalle demandé, bornes comprises.",
        en="Slots begin within the interval asked for, bounds included.",
        check=_window,
        requirements=("5", "6", "7", "U-AGG-4"),
    ),
    Rule(
        _message(
            "FREE",
            "business-rule",
            fr="Le créneau n'est pas libre (status = {status}).",
            en="The slot is not free (status = {status}).",
            spec="1.1",
        ),
        fr="Seuls des créneaux libres sont transmis ; jamais d'indisponibilité.",
        en="Only free slots are sent, never an unavailability.",
        check=_free,
        requirements=("10", "47"),
    ),
    Rule(
        _message(
            "ASKED",
            "business-rule",
            fr="Ce professionnel ({held}) n'a pas été demandé.",
            en="This practitioner ({held}) was not asked for.",
            spec="1.4",
        ),
        fr="Les professionnels de la réponse sont parmi ceux demandés.",
        en="The answer's practitioners are among those asked for.",
        check=_asked_for,
        requirements=("6", "18", "U-AGG-3"),
    ),
    Rule(
        _message(
            "PROFILE",
            "required",
            fr="{type} ne dit pas quel profil elle respecte (meta.profile).",
            en="{type} does not say which profile it meets (meta.profile).",
            spec="0.5",
        ),
        fr="Chaque ressource nomme dans meta.profile le profil de son flux.",
        en="Every resource names in meta.profile the profile of its flow.",
        check=_profiles,
        requirements=("9", "31", "32"),
    ),
    Rule(
        _message(
            "CPTS_PAIRS",
            "business-rule",
            fr="La réponse contient {services} HealthcareService pour {organizations} CPTS.",
            en="The answer holds {services} HealthcareService for {organizations} CPTS.",
            spec="2.3",
        ),
        fr="Il y a un HealthcareService par CPTS.",
        en="There is one HealthcareService per CPTS.",
        check=_cpts_pairs,
        requirements=("U-CPTS-1",),
    ),
)
