"""Checks on obligation profiles and on those that inherit from them.

Spec: https://hl7.org/fhir/StructureDefinition/obligation-profile-flag
"""

from __future__ import annotations

from collections.abc import Iterator

from sas_validators.conformance.subject import JudgedElement, Subject
from sas_validators.definitions.registry import TYPE_BASE
from sas_validators.issues.catalogue import definitions as say
from sas_validators.issues.finding import Finding
from sas_validators.snapshot.elements import dicts, stem
from sas_validators.snapshot.generator import Resource

_FLAGS = (
    TYPE_BASE + "obligation-profile-flag",
    "http://hl7.org/fhir/tools/StructureDefinition/obligation-profile",
)
_INHERITS = (
    TYPE_BASE + "inherit-obligations",
    "http://hl7.org/fhir/tools/StructureDefinition/inherit-obligations",
)
_ALLOWED = frozenset(
    {"id", "path", "sliceName", "label", "short", "definition", "comment", "requirements"}
    | {"min", "max", "mustSupport", "extension", "binding", "alias", "mapping", "base"}
)
_ALLOWED_ON_BINDING = frozenset({"id", "extension", "strength"})


def is_obligation_profile(definition: Resource) -> bool:
    """Whether a profile is marked as one that only adds obligations."""
    return any(
        extension.get("url") in _FLAGS and extension.get("valueBoolean") is True
        for extension in dicts(definition.get("extension"))
    )


def check_inherited_obligations(subject: Subject) -> Iterator[Finding]:
    """Whether what obligations are inherited from is an obligation profile on the same base."""
    for index, extension in enumerate(dicts(subject.definition.get("extension"))):
        if extension.get("url") not in _INHERITS:
            continue
        profile = str(extension.get("valueCanonical", ""))
        definition = subject.find(profile)
        if definition is None:
            continue
        at = (subject.at, "extension", index)
        if not is_obligation_profile(definition):
            message = say.SD_OBGLIGATION_INHERITS_PROFILE_NOT_RIGHT_TYPE
            yield subject.finding(message, at, profile=profile)
        found, base = str(definition.get("baseDefinition")), subject.text("baseDefinition")
        if found not in (base, subject.text("url")):
            message = say.SD_OBGLIGATION_INHERITS_PROFILE_NOT_RIGHT_BASE
            yield subject.finding(message, at, profile=profile, found=found, base=base)


def check_obligation_element(subject: Subject, judged: JudgedElement) -> Iterator[Finding]:
    """Whether an element of an obligation profile keeps to what such a profile may say."""
    path = judged.path
    for name in judged.element:
        if stem(name) not in _ALLOWED:
            message = say.SD_OBGLIGATION_PROFILE_ILLEGAL
            yield subject.finding(message, judged.at, path=path, property=name)
    binding = judged.element.get("binding", {})
    at = judged.below("binding")
    for name in binding:
        if name not in _ALLOWED_ON_BINDING:
            message = say.SD_OBGLIGATION_PROFILE_ILLEGAL_ON_BINDING
            yield subject.finding(message, at, path=path, property=name)
    strength = binding.get("strength")
    if strength is not None and strength != _inherited_strength(subject, judged):
        message = say.SD_OBGLIGATION_PROFILE_INVALID_BINDING_STRENGTH
        yield subject.finding(message, at, path=path, found=str(strength))


def _inherited_strength(subject: Subject, judged: JudgedElement) -> object:
    if subject.base is None:
        return None
    for element in subject.snapshots.snapshot_of(subject.base).elements:
        if element.get("id") == judged.effective.get("id"):
            return element.get("binding", {}).get("strength")
    return None
