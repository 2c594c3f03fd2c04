"""Where the published documents contradict each other: errors that come in as warnings.

`$validate` and `sas-fhir validate` say what the profiles say; what comes in is
held to this kinder reading.

Spec: flows.md C-02, C-08, C-16; behaviour.md "text-only specialty"
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sas_server.flows.names import (
    CPTS_ORGANIZATION,
    CPTS_SLOT,
    PLACE_IDENTIFIER_TYPES,
    SLOT,
    SOS_PLACE,
    SPECIALTIES,
)
from sas_server.flows.rule import Resource, codings, items, text
from sas_server.rest.judging import ResourceJudge, Verdict
from sas_server.rest.outcomes import is_error
from sas_server.settings import Tolerance
from sas_validators.issues.message import Language


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An error that the documents themselves provoke.

    `at` matches its expression and gives the index of the repetition, which
    `applies` is asked about.
    """

    type: str
    at: re.Pattern[str]
    element: str
    applies: Callable[[Resource, Mapping[str, Any]], bool]


def _is_text_only(_: Resource, concept: Mapping[str, Any]) -> bool:
    return not items(concept, "coding") and bool(text(concept, "text"))


def _is_foreign(_: Resource, concept: Mapping[str, Any]) -> bool:
    return bool(items(concept, "coding")) and not codings(concept, "coding", SPECIALTIES)


def _is_foreign_to_sas(slot: Resource, concept: Mapping[str, Any]) -> bool:
    """GAP's documents admit none, those of SAS contradict their profile."""
    return (_says(slot, SLOT) or _says(slot, CPTS_SLOT)) and _is_foreign(slot, concept)


def _is_earlier_type(organization: Resource, identifier: Mapping[str, Any]) -> bool:
    types = codings(identifier.get("type"), "coding", PLACE_IDENTIFIER_TYPES)
    return types == ["IDNST"] and _says(organization, CPTS_ORGANIZATION)


def _is_national_place(place: Resource, identifier: Mapping[str, Any]) -> bool:
    types = codings(identifier.get("type"), "coding", PLACE_IDENTIFIER_TYPES)
    return types == ["IDNST"] and _says(place, SOS_PLACE)


def _says(resource: Resource, profile: str) -> bool:
    return profile in (resource.get("meta") or {}).get("profile", ())


_SPECIALTY = re.compile(r"Slot\.specialty\[(\d+)\]")
_ORGANIZATION = re.compile(r"Organization\.identifier\[(\d+)\]\.type")
_LOCATION = re.compile(r"Location\.identifier\[(\d+)\]\.type")

_TEXT_ONLY = Contradiction("Slot", _SPECIALTY, "specialty", _is_text_only)
_FOREIGN = Contradiction("Slot", _SPECIALTY, "specialty", _is_foreign_to_sas)
_ALL = (
    _TEXT_ONLY,
    Contradiction("Slot", _SPECIALTY, "specialty", _is_foreign),
    Contradiction("Organization", _ORGANIZATION, "identifier", _is_earlier_type),
    Contradiction("Location", _LOCATION, "identifier", _is_national_place),
)

_TOLERATED: Mapping[Tolerance, tuple[Contradiction, ...]] = {
    "none": (),
    "specialty": (_TEXT_ONLY, _FOREIGN),
    "all": _ALL,
}


class TolerantJudge:
    """A judge whose verdict on contradictions of the documents is a warning."""

    def __init__(self, judge: ResourceJudge, tolerance: Tolerance) -> None:
        """`judge` says what the profiles say."""
        self._judge = judge
        self._tolerated = _TOLERATED[tolerance]

    def judge(
        self,
        resource: Resource,
        profiles: Sequence[str] = (),
        *,
        source: bytes | None = None,
        language: Language = "fr",
        strict: bool = False,
    ) -> Verdict:
        """See `ResourceJudge`; a strict judgement tolerates nothing."""
        verdict = self._judge.judge(
            resource, profiles, source=source, language=language, strict=strict
        )
        if strict or verdict.ok or not self._tolerated:
            return verdict
        kind = resource.get("resourceType")
        known = [item for item in self._tolerated if item.type == kind]
        mild = [_milder(issue, resource, known) for issue in verdict.issues] if known else []
        if not mild or any(map(is_error, mild)):
            return verdict
        return Verdict("valid", mild)


def _milder(issue: Resource, resource: Resource, known: Sequence[Contradiction]) -> Resource:
    if issue["severity"] != "error":
        return issue
    where = (issue.get("expression") or [""])[0]
    for contradiction in known:
        match = contradiction.at.fullmatch(where)
        if match is None:
            continue
        repetitions = dict(items(resource, contradiction.element))
        repetition = repetitions.get(int(match[1]))
        if repetition is not None and contradiction.applies(resource, repetition):
            return {**issue, "severity": "warning"}
    return issue
