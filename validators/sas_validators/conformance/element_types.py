"""Checks on the profiles and target profiles that an element's types name.

Spec: https://hl7.org/fhir/R4/profiling.html#type-profiles
"""

from __future__ import annotations

from collections.abc import Iterator

from sas_validators.conformance.subject import JudgedElement, Subject
from sas_validators.issues.catalogue import definitions as say
from sas_validators.issues.finding import Finding
from sas_validators.model.paths import Location
from sas_validators.snapshot.elements import strings
from sas_validators.snapshot.sources import is_a, is_system

_REFERRING = frozenset({"Reference", "canonical", "CodeableReference"})


def check_types(subject: Subject, judged: JudgedElement) -> Iterator[Finding]:
    """Whether the profiles exist and fit the types that name them."""
    for index, item in enumerate(judged.element.get("type", ())):
        at = judged.below("type", index)
        code = item.get("code")
        if not isinstance(code, str) or is_system(code):
            continue
        for number, profile in enumerate(strings(item.get("profile"))):
            place: Location = (at, "profile", number)
            yield from _check_profile(subject, judged, code, profile, place)
        targets = strings(item.get("targetProfile"))
        if targets and code not in _REFERRING and "://" not in code:
            message = say.SD_ED_TYPE_NO_TARGET_PROFILE
            yield subject.finding(message, at, path=judged.path, type=code)
            continue
        for number, target in enumerate(targets):
            place = (at, "targetProfile", number)
            yield from _check_target(subject, judged, target, place)


def _check_profile(
    subject: Subject, judged: JudgedElement, code: str, profile: str, at: Location
) -> Iterator[Finding]:
    definition = _find(subject, profile)
    if definition is None:
        message = say.SD_ED_TYPE_PROFILE_UNKNOWN
        yield subject.finding(message, at, path=judged.path, profile=profile)
        return
    found = str(definition.get("type"))
    # `canonical#element` takes one element of the profile, whose type is another matter.
    if "#" not in profile and "_profile" not in judged.element and code != "BackboneElement":
        fits = is_a(subject.snapshots, found, code) or found == code
        if not fits:
            details = {"path": judged.path, "profile": profile, "found": found, "type": code}
            yield subject.finding(say.SD_ED_TYPE_PROFILE_WRONG, at, **details)
            return
    if code == "Extension":
        yield from _check_modifier(subject, judged, profile, at)


def _check_modifier(
    subject: Subject, judged: JudgedElement, profile: str, at: Location
) -> Iterator[Finding]:
    top = subject.snapshots.find_tree(profile.partition("#")[0])
    if top is None:
        return
    is_modifier = top.element.get("isModifier") is True
    name = judged.path.rpartition(".")[2]
    if name == "modifierExtension" and not is_modifier:
        message = say.SD_ED_TYPE_PROFILE_NOT_MODIFIER
        yield subject.finding(message, at, path=judged.path, profile=profile)
    elif name == "extension" and is_modifier:
        message = say.SD_ED_TYPE_PROFILE_IS_MODIFIER
        yield subject.finding(message, at, path=judged.path, profile=profile)


def _check_target(
    subject: Subject, judged: JudgedElement, target: str, at: Location
) -> Iterator[Finding]:
    definition = _find(subject, target)
    if definition is None:
        message = say.SD_ED_TYPE_PROFILE_UNKNOWN
        yield subject.finding(message, at, path=judged.path, profile=target)
    elif definition.get("kind") not in ("resource", "logical"):
        found = str(definition.get("type"))
        details = {"path": judged.path, "profile": target, "found": found, "type": "Resource"}
        yield subject.finding(say.SD_ED_TYPE_PROFILE_WRONG, at, **details)


def _find(subject: Subject, canonical: str) -> dict[str, object] | None:
    url = canonical.partition("#")[0]
    if url == subject.text("url"):
        return subject.definition
    return subject.find(url)
