"""Checks on the paths of elements, and on what profiles may not define.

Spec: https://hl7.org/fhir/R4/elementdefinition.html
"""

from __future__ import annotations

from collections.abc import Iterator

from sas_validators.conformance.subject import JudgedElement, Subject
from sas_validators.issues.catalogue import definitions as say
from sas_validators.issues.finding import Finding

_NOT_IN_PROFILES = ("defaultValue", "meaningWhenMissing")


def check_path(subject: Subject, judged: JudgedElement) -> Iterator[Finding]:
    """Whether the path starts with the type, and the element has only what it may have."""
    type_name = subject.text("type").rpartition("/")[2]
    if type_name and judged.path.partition(".")[0] != type_name:
        message = say.SD_PATH_TYPE_MISMATCH
        yield subject.finding(message, judged.at, path=judged.path, type=type_name)
    if not subject.is_profile or judged.part == "snapshot":
        return
    for property in _NOT_IN_PROFILES:
        for name, _ in judged.stated(property):
            message = say.SD_ELEMENT_NOT_IN_CONSTRAINT
            yield subject.finding(message, judged.at, path=judged.path, property=name)
