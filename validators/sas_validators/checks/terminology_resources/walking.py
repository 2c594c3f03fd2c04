"""Objects in the lists of a resource, with their places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sas_validators.checks.run import Object
from sas_validators.model.paths import Location

_HL7 = ("http://hl7.org/fhir/", "http://terminology.hl7.org/")


def placed(node: Any, name: str, at: Location) -> Iterator[tuple[Object, Location]]:
    """The objects in the list `name` of `node`, which is at `at`."""
    value = node.get(name) if isinstance(node, dict) else None
    for index, item in enumerate(value if isinstance(value, list) else ()):
        if isinstance(item, dict):
            yield item, (at, name, index)


def placed_texts(node: Object, name: str, at: Location) -> Iterator[tuple[str, Location]]:
    """The strings in the list `name` of `node`, which is at `at`."""
    value = node.get(name)
    for index, item in enumerate(value if isinstance(value, list) else ()):
        if isinstance(item, str):
            yield item, (at, name, index)


def concepts(system: Object, at: Location) -> Iterator[tuple[Object, Location]]:
    """Every concept of a CodeSystem, however deep, in document order."""
    pending = [iter(placed(system, "concept", at))]
    while pending:
        for concept, here in pending[-1]:
            yield concept, here
            if "concept" in concept:
                pending.append(iter(placed(concept, "concept", here)))
                break
        else:
            pending.pop()


def is_hl7(url: str) -> bool:
    """Whether HL7 itself publishes what has this URL."""
    return url.startswith(_HL7)
