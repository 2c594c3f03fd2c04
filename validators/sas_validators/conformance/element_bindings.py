"""Checks on the bindings of elements.

Spec: https://hl7.org/fhir/R4/terminologies.html#4.1
"""

from __future__ import annotations

from collections.abc import Iterator

from sas_validators.conformance.subject import JudgedElement, Subject
from sas_validators.issues.catalogue import definitions as say
from sas_validators.issues.finding import Finding
from sas_validators.snapshot.elements import type_codes
from sas_validators.snapshot.facets import may_be_bound


def check_binding(subject: Subject, judged: JudgedElement) -> Iterator[Finding]:
    """Whether the binding names a value set, which exists, on an element that takes codes."""
    binding = judged.element.get("binding")
    if binding is None:
        return
    codes = type_codes(judged.effective)
    at, path = judged.below("binding"), judged.path
    if not may_be_bound(codes):
        message = say.SD_ED_BIND_NO_BINDABLE
        yield subject.finding(message, judged.at, path=path, types=", ".join(codes))
    value_set = binding.get("valueSet")
    if not isinstance(value_set, str):
        yield subject.finding(say.SD_ED_SHOULD_BIND_WITH_VS, at, path=path)
        return
    registry = subject.snapshots.registry
    if registry.find_entry(value_set, type="ValueSet") is not None:
        return
    other = registry.find_entry(value_set)
    place = (at, "valueSet", None)
    if other is None:
        message = say.SD_ED_BIND_UNKNOWN_VS
        yield subject.finding(message, place, path=path, value_set=value_set)
    else:
        details = {"path": path, "value_set": value_set, "type": other.type}
        yield subject.finding(say.SD_ED_BIND_NOT_VS, place, **details)
