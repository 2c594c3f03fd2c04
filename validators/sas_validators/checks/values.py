"""Fixed values and patterns: do they hold, and if not, where do they differ.

Spec: validator-features.md section 9,
https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.pattern_x_
"""

from __future__ import annotations

from typing import Any

from sas_validators.checks.run import Run
from sas_validators.issues.catalogue import values as messages
from sas_validators.model.numbers import write_json
from sas_validators.model.paths import Location


def is_equal(value: Any, fixed: Any) -> bool:
    """Whether `value` is exactly `fixed`: nothing missing, nothing more, same order."""
    if isinstance(fixed, bool) or isinstance(value, bool):
        return value is fixed
    return bool(value == fixed)


def contains_pattern(value: Any, pattern: Any) -> bool:
    """Whether `value` has everything that `pattern` has; lists in any order."""
    if pattern.__class__ is dict:
        if value.__class__ is not dict:
            return False
        for name, part in pattern.items():
            if name not in value or not contains_pattern(value[name], part):
                return False
        return True
    if pattern.__class__ is list:
        return value.__class__ is list and all(
            any(contains_pattern(item, part) for item in value) for part in pattern
        )
    return is_equal(value, pattern)


def wrong_fixed(value: Any, here: Location, r: Run, expected: Any, profile: str) -> None:
    """Records a primitive that is not the one the profile demands.

    One that occurs twice in XML has been reported as such; each occurrence counts
    here. Blanks alone count as no value, as for the HL7 validator.
    """
    if isinstance(value, str) and value.isspace():
        return
    if isinstance(value, list) and r.from_xml and all(is_equal(item, expected) for item in value):
        return
    r.add(messages.FIXED_WRONG, here, profile, found=_shown(value), expected=_shown(expected))


def explain_fixed(
    value: Any, fixed: Any, here: Location, r: Run, type_name: str, profile: str
) -> None:
    """Records each difference between `value` and the `fixed` value it should equal."""
    _Comparison(r, profile, exact=True).compare(value, fixed, here, type_name)


def explain_pattern(
    value: Any, pattern: Any, here: Location, r: Run, type_name: str, profile: str
) -> None:
    """Records each part of `pattern` that `value` lacks."""
    _Comparison(r, profile, exact=False).compare(value, pattern, here, type_name)


class _Comparison:
    """Walks a value beside the one demanded and records where they differ."""

    def __init__(self, r: Run, profile: str, *, exact: bool) -> None:
        self._run = r
        self._profile = profile
        self._exact = exact

    def compare(self, value: Any, wanted: Any, here: Location, type_name: str) -> None:
        if type_name == "CodeableConcept" and isinstance(wanted, dict):
            self._compare_concept(value, wanted, here)
        elif isinstance(wanted, dict):
            self._compare_object(value, wanted, here)
        elif not is_equal(value, wanted):
            self._add(messages.FIXED_WRONG, here, found=_shown(value), expected=_shown(wanted))

    def _compare_object(self, value: Any, wanted: dict[str, Any], here: Location) -> None:
        present = value if isinstance(value, dict) else {}
        for name, part in wanted.items():
            found = present.get(name)
            there = (here, name, None)
            if found is None:
                expected = part if not isinstance(part, dict | list) else name
                self._add(messages.PART_MISSING, there, part=name, expected=expected)
            elif isinstance(part, list):
                self._compare_list(found, part, here, name)
            else:
                type_name = "CodeableConcept" if _is_concept(part) else ""
                self.compare(found, part, there, type_name)
        if self._exact:
            for name in present:
                if name not in wanted:
                    self._add(messages.PART_NOT_ALLOWED, (here, name, None), part=name)

    def _compare_concept(self, value: Any, wanted: dict[str, Any], here: Location) -> None:
        present = value if isinstance(value, dict) else {}
        rest = {name: part for name, part in wanted.items() if name != "coding"}
        codings = present.get("coding")
        found = codings if isinstance(codings, list) else []
        demanded = wanted.get("coding", [])
        if len(found) < len(demanded) or (self._exact and len(found) > len(demanded)):
            self._add(messages.CODING_COUNT, here, expected=len(demanded), found=len(found))
        else:
            for coding in demanded:
                self._compare_coding(found, coding, here)
        visible = {name: part for name, part in present.items() if name != "coding"}
        self._compare_object(visible, rest, here)

    def _compare_coding(self, found: list[Any], coding: dict[str, Any], here: Location) -> None:
        if any(contains_pattern(item, coding) for item in found):
            return
        message = (
            messages.PATTERN_CODING_USER_SELECTED
            if "userSelected" in coding
            else messages.PATTERN_CODING
        )
        shown = ", ".join(_coding_text(item) for item in found)
        self._add(message, here, found=shown, expected=_coding_text(coding))

    def _compare_list(self, found: Any, wanted: list[Any], here: Location, name: str) -> None:
        items = found if isinstance(found, list) else []
        there = (here, name, None)
        if self._exact and len(items) != len(wanted):
            message = messages.FIXED_STRINGS.get(name, messages.PATTERN_STRINGS)
            self._add(message, there, part=name, expected=len(wanted), found=len(items))
            return
        for number, part in enumerate(wanted):
            if any(contains_pattern(item, part) for item in items):
                continue
            if len(items) == len(wanted) == 1 or (self._exact and isinstance(part, dict)):
                index = min(number, len(items) - 1)
                self.compare(items[index], part, (here, name, index), "")
            else:
                self._add(
                    messages.PATTERN_STRINGS, there, part=name, expected=part, found=len(items)
                )

    def _add(self, message: Any, here: Location, **details: Any) -> None:
        self._run.add(message, here, self._profile, **details)


def _shown(value: Any) -> str:
    """A value in a message: text as it is, anything else as JSON."""
    return value if isinstance(value, str) else write_json(value)


def _is_concept(part: Any) -> bool:
    return isinstance(part, dict) and isinstance(part.get("coding"), list)


def _coding_text(coding: Any) -> str:
    if not isinstance(coding, dict):
        return str(coding)
    return f"{coding.get('system', '')}#{coding.get('code', '')}"
