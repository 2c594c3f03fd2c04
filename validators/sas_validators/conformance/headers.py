"""Checks on what a StructureDefinition says about itself and its base.

Spec: https://hl7.org/fhir/R4/structuredefinition.html
"""

from __future__ import annotations

from collections.abc import Iterator

from sas_validators.conformance.subject import Subject
from sas_validators.issues.catalogue import definitions as say
from sas_validators.issues.finding import Finding
from sas_validators.snapshot.elements import value_of

_DATA_KINDS = frozenset({"primitive-type", "complex-type"})


def check_header(subject: Subject) -> Iterator[Finding]:
    """Type, kind and derivation against the base, and an extension's own URL."""
    if subject.text("baseDefinition") and not subject.text("derivation"):
        yield subject.finding(say.SD_MUST_HAVE_DERIVATION, url=subject.text("url"))
    if subject.is_profile:
        yield from _check_constrained(subject)
    elif subject.text("derivation") == "specialization":
        yield from _check_specialised(subject)
    if subject.is_profile and subject.text("type") == "Extension":
        yield from _check_extension_url(subject)


def _check_constrained(subject: Subject) -> Iterator[Finding]:
    base = subject.base
    if base is None:
        return
    for name, message in (
        ("type", say.SD_CONSTRAINED_TYPE_NO_MATCH),
        ("kind", say.SD_CONSTRAINED_KIND_NO_MATCH),
    ):
        if base.get(name) != subject.definition.get(name):
            details = {name: subject.text(name), "base": str(base.get(name))}
            yield subject.finding(message, None, **details)


def _check_specialised(subject: Subject) -> Iterator[Finding]:
    base = subject.base
    if base is None:
        return
    if base.get("type") == subject.definition.get("type"):
        yield subject.finding(say.SD_SPECIALIZED_TYPE_MATCHES, type=subject.text("type"))
    kind, known = subject.text("kind"), str(base.get("kind"))
    same = kind == known or {kind, known} <= _DATA_KINDS
    if not same and "logical" not in (kind, known):
        yield subject.finding(say.SD_DERIVATION_KIND_MISMATCH, kind=kind, base=known)


def _check_extension_url(subject: Subject) -> Iterator[Finding]:
    url = subject.text("url")
    element = next((e for e in subject.snapshot.elements if e.get("id") == "Extension.url"), None)
    if element is None:
        return
    fixed = value_of(element, "fixed")
    if fixed is None:
        yield subject.finding(say.SD_EXTENSION_URL_MISSING, url=url)
    elif fixed[1] != url:
        yield subject.finding(say.SD_EXTENSION_URL_MISMATCH, url=url, found=str(fixed[1]))
