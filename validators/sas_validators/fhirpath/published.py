"""What to evaluate where R4 publishes an expression that can't mean what it says.

The HL7 validator replaces these; without that, right resources fail. Only the
published text under its own key is replaced, so a profile's own rule that
happens to share a key is left alone.

Spec: validator-features.md section 15
"""

from __future__ import annotations

from typing import NamedTuple


class Replacement(NamedTuple):
    """What stands for a published expression, and why."""

    expression: str
    reason: str


_STEP = r"""[^\\s\\.,:;\\\'"\\/|?!@#$%&*()\\[\\]{}]{1,64}"""
_ELEMENT_PATH = rf"{_STEP}(\\.{_STEP}(\\[x\\])?(\\:[^\\s\\.]+)?)*"
_SIMPLE_PATH = r"[A-Za-z][A-Za-z0-9]*(\\.[a-z][A-Za-z0-9]*(\\[x])?)*"
_NAME = "[A-Z]([A-Za-z0-9_]){0,254}"
_VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
_CATEGORY = "http://terminology.hl7.org/CodeSystem/condition-category"
_REF_1 = (
    "reference.startsWith('#').not() or"
    " (reference.substring(1).trace('url') in %rootResource.contained.id.trace('ids'))"
)
_ANYWHERE = "matches() finds its pattern anywhere; the whole text is meant"

MACHINE_NAME = f"name.matches('{_NAME}')"
"""The rule that some thirty conformance resources have under keys of their own (`csd-0`…)."""

_MACHINE_NAME = Replacement(
    f"name.exists() implies name.matches('^{_NAME}$')",
    "an absent name is reported by the cardinality, and " + _ANYWHERE,
)

REPLACEMENTS: dict[tuple[str, str], Replacement] = {
    ("ref-1", _REF_1): Replacement(
        f"reference.hasValue() implies (reference = '#' or ({_REF_1}))",
        "a reference may have only an identifier or a display, and '#' is the container",
    ),
    ("dom-6", "text.`div`.exists()"): Replacement(
        "text.`div`.exists() or (%rootResource = $this).not()",
        "contained resources shall not have a narrative",
    ),
    ("txt-2", "htmlChecks()"): Replacement(
        "htmlChecks2()", "txt-1 has the same expression; this one is about having content"
    ),
    ("bdl-8", "fullUrl.contains('/_history/').not()"): Replacement(
        "fullUrl.exists() implies fullUrl.contains('/_history/').not()",
        "an entry may have no fullUrl",
    ),
    ("que-7", "operator = 'exists' implies (answer is Boolean)"): Replacement(
        "operator = 'exists' implies (answer is boolean)", "the answer is a FHIR element"
    ),
    ("que-12", "enableWhen.count() > 2 implies enableBehavior.exists()"): Replacement(
        "enableWhen.count() >= 2 implies enableBehavior.exists()",
        "two conditions already need to be combined",
    ),
    (
        "ras-2",
        "probability is decimal implies (probability as decimal) <= 100",
    ): Replacement(
        "probability.exists() implies"
        " (probability is decimal implies (probability as decimal) <= 100)",
        "without a probability the premise is empty, not false",
    ),
    (
        "con-3",
        f"clinicalStatus.exists() or verificationStatus.coding.where(system='{_VERIFICATION}'"
        " and code = 'entered-in-error').exists()"
        " or category.select($this='problem-list-item').empty()",
    ): Replacement(
        f"(verificationStatus.coding.where(system = '{_VERIFICATION}'"
        " and code = 'entered-in-error').exists()"
        f" and category.coding.where(system = '{_CATEGORY}'"
        " and code = 'problem-list-item').empty()) implies clinicalStatus.exists()",
        "a category is a CodeableConcept, which never equals a string",
    ),
    (
        "tim-9",
        "offset.empty() or (when.exists() and ((when in ('C' | 'CM' | 'CD' | 'CV')).not()))",
    ): Replacement(
        "offset.empty()"
        " or (when.exists() and when.where($this in ('C' | 'CM' | 'CD' | 'CV')).empty())",
        "there may be several values of when",
    ),
    ("eld-19", f"path.matches('{_ELEMENT_PATH}')"): Replacement(
        f"path.matches('^{_ELEMENT_PATH}$')", _ANYWHERE
    ),
    ("eld-20", f"path.matches('{_SIMPLE_PATH}')"): Replacement(
        f"path.matches('^{_SIMPLE_PATH}$')", _ANYWHERE
    ),
    (
        "opd-3",
        "targetProfile.exists() implies (type = 'Reference' or type = 'canonical')",
    ): Replacement(
        "targetProfile.exists() implies (type = 'Reference' or type = 'canonical'"
        " or type.memberOf('http://hl7.org/fhir/ValueSet/resource-types'))",
        "a resource itself can be the parameter",
    ),
}
"""By key and published expression."""


def find_replacement(key: str, expression: str) -> Replacement | None:
    """What stands for a published expression; None for those that mean what they say."""
    if expression == MACHINE_NAME:
        return _MACHINE_NAME
    return REPLACEMENTS.get((key, expression))


def replacement(key: str, expression: str, source: str = "") -> str:
    """The expression to evaluate for the constraint `key`, mostly `expression` itself.

    `source` is the canonical of the definition that declares it, "" if unknown;
    only HL7's own definitions are corrected.
    """
    if source and not source.startswith("http://hl7.org/fhir/"):
        return expression
    found = find_replacement(key, expression)
    return expression if found is None else found.expression
