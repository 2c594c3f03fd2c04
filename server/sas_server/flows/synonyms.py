"""FR Core 2.0.1 read as FR Core 1.1.0: both families of URLs, one of them written.

GAP 3.0.0 stands on the one, SAS 1.2.0 on the other.

Spec: gap.md 1.1, 8.1
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sas_server.agenda.messages import FORMER_SYSTEM
from sas_server.agenda.vocabulary import AVAILABILITY
from sas_server.definitions import SERVED
from sas_server.flows.findings import to_issues
from sas_server.flows.rule import items, text
from sas_server.rest.flows import Change, Flow
from sas_server.store.rows import Resource
from sas_validators.issues.finding import Finding
from sas_validators.model.paths import ChoiceStep, Location, root

_OLD = "http://interopsante.org/fhir/"
_NEW = "https://hl7.fr/ig/fhir/core/"

_FORMER_TYPES = "http://terminology.interopsante.org/CodeSystem/v2-3315"
"""The code system of schedule types in payloads of before FR Core 1.1.0 (gap.md 8.1)."""

_STRUCTURES = {
    "fr-core-schedule": "FrSchedule",
    "fr-core-slot": "FrSlot",
    "fr-core-appointment": "FrAppointment",
    "fr-core-patient": "FrPatient",
    "fr-core-practitioner": "FrPractitioner",
    "fr-core-related-person": "FrRelatedPerson",
    "fr-core-location": "FrLocation",
    "fr-core-healthcare-service": "FrHealthcareService",
    "fr-core-organization": "FrOrganization",
    "fr-core-schedule-availability-time": "FrScheduleAvailabiltyTime",
    "fr-core-service-type-duration": "FrServiceTypeDuration",
    "fr-core-appointment-operator": "FrAppointmentOperator",
    "fr-core-slot-date": "FrSlotDate",
}

SYNONYMS: Mapping[str, str] = {
    **{
        f"{_NEW}StructureDefinition/{new}": f"{_OLD}StructureDefinition/{old}"
        for new, old in _STRUCTURES.items()
    },
    f"{_NEW}CodeSystem/fr-core-cs-schedule-type": f"{_OLD}CodeSystem/fr-schedule-type",
    _FORMER_TYPES: f"{_OLD}CodeSystem/fr-schedule-type",
    **{
        f"{_NEW}ValueSet/fr-core-vs-{name}": f"{_OLD}ValueSet/fr-{name}"
        for name in (
            "schedule-type",
            "availability-time-rule",
            "availability-time-day",
            "practitioner-specialty",
        )
    },
}
"""What may be read -> what is written."""


_WEEK_DAYS = {
    "MO": "mon",
    "TU": "tue",
    "WE": "wed",
    "TH": "thu",
    "FR": "fri",
    "SA": "sat",
    "SU": "sun",
}
"""The codes of iCalendar, and those of the value set that `wkst` is bound to (gap.md 8.1)."""


class Synonyms(Flow):
    """Writes what comes in with the URLs of FR Core 1.1.0."""

    name = "FR Core"

    def translate(self, change: Change) -> Sequence[Resource] | None:
        """Replaces extension URLs, code systems, profiles and the day a week starts on.

        Warns of a code system that neither version of FR Core has any more.
        """
        resource = change.resource
        if resource is None or change.type not in SERVED:
            return None
        former = list(_former_types(resource)) if change.type == "Schedule" else []
        if not _translate(resource):
            return None
        system = SYNONYMS[_FORMER_TYPES]
        found = [Finding(FORMER_SYSTEM, at, {"system": system}) for at in former]
        return to_issues(found, change.asked.language)


def _former_types(schedule: Resource) -> Iterator[Location]:
    """Where an availability says its type in the former code system."""
    for index, extension in items(schedule, "extension"):
        url = text(extension, "url")
        if SYNONYMS.get(url, url) != AVAILABILITY:
            continue
        at: Location = (root("Schedule"), "extension", index)
        for place, child in items(extension, "extension"):
            if text(child, "valueCoding", "system") == _FORMER_TYPES:
                value: Location = ((at, "extension", place), ChoiceStep("value", "Coding"), None)
                yield (value, "system", None)


def _translate(value: Any) -> bool:
    """Rewrites in place; says whether anything was rewritten."""
    done = False
    if isinstance(value, list):
        for item in value:
            done |= _translate(item)
    elif isinstance(value, dict):
        code = value.get("valueCode")
        if value.get("url") == "wkst" and isinstance(code, str) and code in _WEEK_DAYS:
            value["valueCode"] = _WEEK_DAYS[code]
            done = True
        for name, member in value.items():
            if name in ("url", "system") and isinstance(member, str):
                if member in SYNONYMS:
                    value[name] = SYNONYMS[member]
                    done = True
            elif name == "profile" and isinstance(member, list):
                done |= _translate_profiles(member)
            else:
                done |= _translate(member)
    return done


def _translate_profiles(profiles: list[Any]) -> bool:
    """Versions go: they are those of another family."""
    before = list(profiles)
    for index, name in enumerate(profiles):
        known = SYNONYMS.get(name.partition("|")[0]) if isinstance(name, str) else None
        if known is not None:
            profiles[index] = known
    if profiles == before:
        return False
    if all(isinstance(name, str) for name in profiles):
        # Both families may have been named at once.
        profiles[:] = list(dict.fromkeys(profiles))
    return True
