"""What an extension's definition says before it is compiled.

Spec: https://hl7.org/fhir/R4/defining-extensions.html
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sas_validators.definitions.types import type_names

_R4 = "4.0"
_VERSION_SPECIFIC = "http://hl7.org/fhir/StructureDefinition/version-specific-use"


@dataclass(frozen=True, slots=True)
class ExtensionFacts:
    """The header of an extension.

    `contexts` are pairs (kind, expression), kind one of element, extension,
    fhirpath: those that hold for R4. `versioned` says that the definition tells FHIR's
    versions apart in its contexts. `value_types` is empty for a complex extension; a simple one has
    nothing but a value.
    """

    url: str
    version: str
    contexts: tuple[tuple[str, str], ...]
    versioned: bool
    context_invariants: tuple[str, ...]
    is_modifier: bool
    value_types: tuple[str, ...]
    is_simple: bool


def read_extension(
    definition: dict[str, Any], elements: Sequence[dict[str, Any]]
) -> ExtensionFacts:
    """The facts of `definition`, an extension's StructureDefinition with that snapshot."""
    given = definition.get("context")
    contexts = [item for item in given if isinstance(item, dict)] if isinstance(given, list) else []
    conditions = definition.get("contextInvariant")
    parts: dict[str, Any] = next(
        (item for item in elements if item["path"] == "Extension.extension"), {}
    )
    value: dict[str, Any] = next(
        (item for item in elements if item["path"] == "Extension.value[x]"), {}
    )
    prohibited = value.get("max") == "0" or not value
    return ExtensionFacts(
        url=definition["url"],
        version=str(definition.get("version", "")),
        contexts=tuple(
            (str(item.get("type", "")), str(item.get("expression", "")))
            for item in contexts
            if _holds_for_r4(item)
        ),
        versioned=any(map(_versions, contexts)),
        context_invariants=tuple(
            item
            for item in (conditions if isinstance(conditions, list) else ())
            if isinstance(item, str)
        ),
        is_modifier=bool(elements[0].get("isModifier", False)) if elements else False,
        value_types=() if prohibited else type_names(value),
        is_simple=not prohibited and parts.get("max") == "0",
    )


def _versions(context: dict[str, Any]) -> dict[str, str]:
    """The first and last version of FHIR for which a context holds, as far as it says."""
    return {
        part.get("url", ""): part.get("valueCode", "")
        for extension in context.get("extension", [])
        if extension.get("url") == _VERSION_SPECIFIC
        for part in extension.get("extension", [])
    }


def _holds_for_r4(context: dict[str, Any]) -> bool:
    versions = _versions(context)
    first, last = versions.get("startFhirVersion", ""), versions.get("endFhirVersion", "")
    return (not first or first[:3] <= _R4) and (not last or last[:3] >= _R4)
