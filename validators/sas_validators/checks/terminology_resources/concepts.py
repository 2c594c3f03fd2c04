"""The concepts of a CodeSystem, and whose it is."""

from __future__ import annotations

from collections.abc import Iterator

from sas_validators.checks.placed import placed
from sas_validators.checks.run import Object
from sas_validators.model.paths import Location

_HL7 = ("http://hl7.org/fhir/", "http://terminology.hl7.org/")


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
