"""CodeSystem as an instance: content, count, what it should state, its codes.

Spec: https://hl7.org/fhir/R4/codesystem.html
"""

from __future__ import annotations

from sas_validators.checks.placed import placed
from sas_validators.checks.run import Object, Run
from sas_validators.checks.terminology_resources.concepts import concepts, is_hl7
from sas_validators.checks.terminology_resources.properties import PropertyRules
from sas_validators.checks.terminology_resources.shareable import check_shareable
from sas_validators.issues.catalogue import terminology_resources as messages
from sas_validators.model.paths import Location
from sas_validators.terminology.json_reading import part, text

_DISPLAY_USES = frozenset(
    {
        ("http://terminology.hl7.org/CodeSystem/designation-usage", "display"),
        ("http://terminology.hl7.org/CodeSystem/hl7TermMaintInfra", "preferredForLanguage"),
    }
)


def code_system_rules(system: Object, at: Location, r: Run) -> None:
    """Judges a CodeSystem."""
    content = text(system, "content")
    listed = list(concepts(system, at))
    _check_content(system, content, len(listed), at, r)
    if "supplements" in system or content == "supplement":
        _check_supplement(system, content, at, r)
    else:
        _check_stated(system, listed, at, r)
    _check_codes(system, listed, r)
    PropertyRules(system, listed, at, r).check()
    check_shareable(system, at, r)


def _check_content(system: Object, content: str, found: int, at: Location, r: Run) -> None:
    count = system.get("count")
    stated = count if type(count) is int else None
    details = {"found": found, "count": stated}
    if content == "complete":
        if stated is not None and stated != found:
            r.add(messages.COUNT_COMPLETE, at, **details)
        if not found:
            r.add(messages.COMPLETE_AND_EMPTY, at)
    elif content in ("fragment", "example"):
        if stated is not None and stated < found:
            r.add(messages.COUNT_FRAGMENT, at, **details)
    elif content == "not-present" and found:
        r.add(messages.CONCEPTS_NOT_ALLOWED, at, content=content, found=found)
    if "valueSet" in system and content not in ("complete", "supplement", ""):
        r.add(messages.VALUE_SET_OF_INCOMPLETE, at, value_set=text(system, "valueSet"))


def _check_supplement(system: Object, content: str, at: Location, r: Run) -> None:
    base = text(system, "supplements")
    if content != "supplement":
        r.add(messages.SUPPLEMENT_CONTENT, at, base=base, content=content)
    if base and r.session.terminology.code_system(*_versioned(base)) is None:
        r.add(messages.SUPPLEMENT_UNCHECKED, at, base=base)


def _versioned(canonical: str) -> tuple[str, str]:
    url, _, version = canonical.partition("|")
    return url, version


def _check_stated(
    system: Object, listed: list[tuple[Object, Location]], at: Location, r: Run
) -> None:
    """Whether case matters, and what nesting means, should be said."""
    nested = any("concept" in concept for concept, _ in listed)
    by_hl7 = is_hl7(text(system, "url"))
    message = messages.ELEMENT_EXPECTED_BY_HL7 if by_hl7 else messages.ELEMENT_ADVISED
    if "caseSensitive" not in system:
        r.add(message, at, element="caseSensitive")
    if nested and "hierarchyMeaning" not in system:
        r.add(message, at, element="hierarchyMeaning")


def _check_codes(system: Object, listed: list[tuple[Object, Location]], r: Run) -> None:
    by_hl7 = is_hl7(text(system, "url")) and text(system, "content") != "supplement"
    language = text(system, "language")
    seen: set[str] = set()
    for concept, here in listed:
        code = text(concept, "code")
        if code and code in seen:
            r.add(messages.DUPLICATE_CODE, here, code=code)
        seen.add(code)
        if by_hl7 and not concept.get("display"):
            r.add(messages.CONCEPT_WITHOUT_DISPLAY, here, code=code)
        if by_hl7 and not concept.get("definition"):
            r.add(messages.CONCEPT_WITHOUT_DEFINITION, here, code=code)
        if "designation" in concept:
            _check_designations(concept, language, here, r)


def _check_designations(concept: Object, language: str, here: Location, r: Run) -> None:
    display = text(concept, "display")
    for designation, place in placed(concept, "designation", here):
        use = part(designation, "use")
        spoken, value = text(designation, "language"), text(designation, "value")
        is_display = (text(use, "system"), text(use, "code")) in _DISPLAY_USES
        if not is_display or not display or value == display:
            continue
        details = {"value": value, "display": display, "language": spoken}
        if not spoken:
            r.add(messages.DESIGNATION_RIVALS_DISPLAY_NO_LANGUAGE, place, **details)
        elif spoken == language:
            r.add(messages.DESIGNATION_RIVALS_DISPLAY, place, **details)
