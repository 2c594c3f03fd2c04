"""Checks on publisher and contact of what an HL7 work group publishes.

Only resources that name their work group are looked at.

Spec: http://hl7.org/fhir/StructureDefinition/structuredefinition-wg
"""

from __future__ import annotations

from collections.abc import Iterator

from sas_validators.conformance.subject import Subject
from sas_validators.definitions.registry import TYPE_BASE
from sas_validators.issues.catalogue import definitions as say
from sas_validators.issues.finding import Finding
from sas_validators.snapshot.elements import dicts

WORK_GROUP = TYPE_BASE + "structuredefinition-wg"
WORK_GROUPS_SYSTEM = "http://terminology.hl7.org/CodeSystem/hl7-work-group"

_PUBLISHER = "HL7 International / "
_COMMITTEES = "http://www.hl7.org/Special/committees/"
_PAGES = {
    "brr": "rcrim",
    "cbcc": "cbcc",
    "cds": "dss",
    "cg": "clingenomics",
    "cqi": "cqi",
    "dev": "healthcaredevices",
    "fhir": "fiwg",
    "fm": "fm",
    "ii": "imagemgt",
    "inm": "inm",
    "mnm": "mnm",
    "oo": "orders",
    "pa": "pafm",
    "pc": "patientcare",
    "pher": "pher",
    "phx": "medication",
    "sd": "structure",
    "sec": "secure",
    "vocab": "Vocab",
}
"""The page of each work group's committee, below the committees' common address."""


def check_work_group(subject: Subject) -> Iterator[Finding]:
    """Whether publisher and contact are those of the work group."""
    for index, extension in enumerate(dicts(subject.definition.get("extension"))):
        code = extension.get("valueCode")
        if extension.get("url") != WORK_GROUP or not isinstance(code, str):
            continue
        names = _names(subject)
        if names and code not in names:
            at = (subject.at, "extension", index)
            yield subject.finding(say.VALIDATION_HL7_WG_UNKNOWN, at, code=code)
        elif code in names:
            yield from _check_publication(subject, code, names[code])


def _names(subject: Subject) -> dict[str, str]:
    """The work groups by code, as HL7's terminology lists them; empty when it isn't loaded."""
    system = subject.snapshots.registry.find(WORK_GROUPS_SYSTEM, type="CodeSystem") or {}
    concepts = dicts(system.get("concept"))
    return {str(item.get("code")): str(item.get("display", "")) for item in concepts}


def _check_publication(subject: Subject, code: str, name: str) -> Iterator[Finding]:
    publisher = subject.text("publisher")
    if publisher != _PUBLISHER + name:
        at = (subject.at, "publisher", None)
        details = {"code": code, "expected": _PUBLISHER + name, "found": publisher}
        yield subject.finding(say.VALIDATION_HL7_PUBLISHER_MISMATCH, at, **details)
    page = _PAGES.get(code)
    if page is None:
        return
    expected = _COMMITTEES + page
    contacts = dicts(subject.definition.get("contact"))
    urls = [item.get("value") for contact in contacts for item in dicts(contact.get("telecom"))]
    if not any(str(url).startswith(expected) for url in urls):
        message = say.VALIDATION_HL7_WG_URL
        yield subject.finding(message, subject.at, code=code, expected=expected)
