"""Which definition declares a constraint: `ElementDefinition.constraint.source`.

Spec: https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.constraint.source
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sas_validators.definitions.registry import Registry
from sas_validators.snapshot.elements import Element, dicts

Resource = dict[str, Any]


def declare_constraints(element: Element, url: str) -> Element:
    """`element` with `url` as source of the constraints that name none."""
    constraints = element.get("constraint", ())
    if all("source" in item for item in constraints):
        return element
    sources = [item if "source" in item else {**item, "source": url} for item in constraints]
    return element | {"constraint": sources}


def sourced(elements: list[Element], definition: Resource, registry: Registry) -> Iterator[Element]:
    """The elements of a loaded snapshot, each constraint with its source.

    HL7's own R4 profiles leave the source out, also where they inherit a
    constraint: it is the definition furthest up that has the key.
    """
    declaring: dict[str, str] = {}
    for element in elements:
        for item in element.get("constraint", ()):
            key = str(item.get("key"))
            if "source" not in item and key not in declaring:
                declaring[key] = _find_declaring(key, definition, registry)
        yield _with_sources(element, declaring)


def _with_sources(element: Element, declaring: dict[str, str]) -> Element:
    constraints = element.get("constraint", ())
    if all("source" in item for item in constraints):
        return element
    return element | {
        "constraint": [
            item if "source" in item else {**item, "source": declaring[str(item.get("key"))]}
            for item in constraints
        ]
    }


def _find_declaring(key: str, definition: Resource, registry: Registry) -> str:
    seen: list[object] = []
    while definition.get("derivation") == "constraint" and definition.get("url") not in seen:
        seen.append(definition.get("url"))
        base = registry.find(str(definition.get("baseDefinition", "")), type="StructureDefinition")
        if base is None or not _has_key(base, key):
            break
        definition = base
    return str(definition.get("url", ""))


def _has_key(definition: Resource, key: str) -> bool:
    part = definition.get("snapshot") or definition.get("differential")
    elements = part.get("element") if isinstance(part, dict) else None
    return any(
        item.get("key") == key
        for element in dicts(elements)
        for item in dicts(element.get("constraint"))
    )
