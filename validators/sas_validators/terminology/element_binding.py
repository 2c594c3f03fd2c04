"""What an element definition says about its value sets.

Spec: https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.binding
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, cast

from sas_validators.terminology.json_reading import Json, extension_values, objects, text

Strength = Literal["required", "extensible", "preferred", "example", "maximum"]
"""The strengths of FHIR, and `maximum` for a value set that nothing may be outside of."""

MAX_VALUE_SET = "http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet"

_ADDITIONAL = frozenset(
    {
        "http://hl7.org/fhir/tools/StructureDefinition/additional-binding",
        "http://hl7.org/fhir/5.0/StructureDefinition/extension-ElementDefinition.binding.additional",
    }
)

_PURPOSES: dict[str, Strength] = {
    "required": "required",
    "extensible": "extensible",
    "preferred": "preferred",
    "maximum": "maximum",
    # New records have to use it, old ones need not: nobody can tell which this is.
    "current": "extensible",
}


@dataclass(frozen=True, slots=True)
class Binding:
    """A value set (canonical, "" for none) and how strongly it is meant.

    `additional` are further value sets for the same element: the maximum value
    set and R5's additional bindings, each with the strength its purpose implies.
    """

    strength: Strength = "example"
    value_set: str = ""
    additional: tuple[tuple[Strength, str], ...] = ()


UNBOUND = Binding()
"""For coded elements without a binding: their codes and displays are still checked."""


def parse_binding(binding: Json) -> Binding:
    """Reads an `ElementDefinition.binding`.

    Left aside, because one value can't be judged by them: the minimum value
    set, purposes that only advise, additional bindings for some contexts of use
    only, and those that one of several repeats may meet (`any`).
    """
    strength = text(binding, "strength")
    known = strength in ("required", "extensible", "preferred")
    return Binding(
        strength=cast(Strength, strength) if known else "example",
        value_set=text(binding, "valueSet"),
        additional=tuple(_additional(binding)),
    )


def _additional(binding: Json) -> Iterator[tuple[Strength, str]]:
    for canonical in extension_values(binding, MAX_VALUE_SET):
        yield "maximum", canonical
    for item in objects(binding, "additional"):
        if "usage" not in item and item.get("any") is not True:
            yield from _judged(text(item, "purpose"), text(item, "valueSet"))
    for extension in objects(binding, "extension"):
        if extension.get("url") in _ADDITIONAL:
            urls = {text(item, "url") for item in objects(extension, "extension")}
            if not urls & {"usage", "any"}:
                purpose = next(extension_values(extension, "purpose"), "")
                yield from _judged(purpose, next(extension_values(extension, "valueSet"), ""))


def _judged(purpose: str, value_set: str) -> Iterator[tuple[Strength, str]]:
    if purpose in _PURPOSES and value_set:
        yield _PURPOSES[purpose], value_set
