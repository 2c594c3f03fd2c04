"""Is a code valid: the question that CodeSystem/$validate-code and ValueSet/$validate-code ask.

Spec: https://hl7.org/fhir/R4/valueset-operation-validate-code.html
"""

from __future__ import annotations

from typing import NamedTuple

from sas_validators.issues.catalogue import terminology as messages
from sas_validators.terminology.bound_sets import BoundSet
from sas_validators.terminology.codings import Coding, Findings, examine
from sas_validators.terminology.terminology import Terminology


class Validation(NamedTuple):
    """The answer: valid, not valid, or (None) not to be told with what is loaded.

    `findings` say why, errors, warnings and remarks alike; `display` is the
    display to use, None when none is known.
    """

    result: bool | None
    findings: Findings
    display: str | None


def validate_code(
    terminology: Terminology, coding: Coding, value_set: str = "", language: str = ""
) -> Validation:
    """Whether `coding` exists, has a right display, and is in `value_set` (canonical, if given)."""
    display = terminology.display(coding.system, coding.code, language, coding.version)
    examined = examine(terminology, coding, language)
    result = {"right": True, "unknown": None, "unsure": None}.get(examined.state, False)
    if not value_set:
        return Validation(result, examined.findings, display)
    findings = BoundSet(terminology, "required", value_set).coding(coding, language)
    known = terminology.value_set(value_set)
    if known is None or any(found[0] is messages.SUPPLEMENT_MISSING for found in findings):
        return Validation(None, findings, display)
    decision = terminology.decide(known, coding.system, coding.code, coding.version)
    if result is not False:
        result = decision.inside
    return Validation(result, findings, display)
