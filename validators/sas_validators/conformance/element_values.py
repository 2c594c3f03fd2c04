"""Checks on what an element's types can carry: bindings, lengths, ranges, fixed values.

Spec: https://hl7.org/fhir/R4/elementdefinition.html#interpretation
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sas_validators.conformance.subject import JudgedElement, Subject
from sas_validators.issues.catalogue import definitions as say
from sas_validators.issues.finding import Finding
from sas_validators.snapshot.elements import type_codes
from sas_validators.snapshot.facets import BINDABLE, QUANTITIES
from sas_validators.snapshot.sources import is_system

_TEXTS = frozenset(
    "string markdown code id uri url canonical oid uuid base64Binary xhtml".split()  # noqa: SIM905
)
_ORDERED = QUANTITIES | frozenset(
    "date dateTime instant time decimal integer positiveInt unsignedInt".split()  # noqa: SIM905
)
_CHARACTERISTICS = {
    "binding": BINDABLE | QUANTITIES,
    "maxLength": _TEXTS,
    "minValue": _ORDERED,
    "maxValue": _ORDERED,
}


def check_values(subject: Subject, judged: JudgedElement) -> Iterator[Finding]:
    """Bindings, lengths, ranges and fixed values against the element's types."""
    codes = [code for code in type_codes(judged.effective) if not is_system(code)]
    if codes and not any("://" in code for code in codes):
        yield from _check_characteristics(subject, judged, codes)
        yield from _check_value_types(subject, judged, codes)
    yield from _check_use(subject, judged)


def _check_characteristics(
    subject: Subject, judged: JudgedElement, codes: list[str]
) -> Iterator[Finding]:
    for property, able in _CHARACTERISTICS.items():
        for name, _ in judged.stated(property):
            if able.isdisjoint(codes):
                details = {"path": judged.path, "property": name, "types": ", ".join(codes)}
                yield subject.finding(say.SD_ILLEGAL_CHARACTERISTICS, judged.at, **details)


def _check_value_types(
    subject: Subject, judged: JudgedElement, codes: list[str]
) -> Iterator[Finding]:
    allowed = {code[:1].upper() + code[1:] for code in codes}
    for property in ("fixed", "pattern"):
        for name, _ in judged.stated(property):
            if name.removeprefix(property) not in allowed:
                details = {"path": judged.path, "property": name, "types": ", ".join(codes)}
                yield subject.finding(say.SD_VALUE_TYPE_IILEGAL, judged.at, **details)


def _check_use(subject: Subject, judged: JudgedElement) -> Iterator[Finding]:
    """Fixed values that are right but often misunderstood."""
    repeats = judged.effective.get("max", "1") not in ("0", "1") and not judged.is_root
    for property in ("fixed", "pattern"):
        for name, value in judged.stated(property):
            details: dict[str, Any] = {"path": judged.path, "property": name}
            if property == "fixed" and isinstance(value, dict):
                yield subject.finding(say.SD_VALUE_COMPLEX_FIXED, judged.at, **details)
            if repeats:
                yield subject.finding(say.SD_VALUE_TYPE_REPEAT_HINT, judged.at, **details)
            if repeats and property == "pattern":
                message = say.SD_VALUE_TYPE_REPEAT_WARNING_DOTNET
                yield subject.finding(message, judged.at, **details)
