"""Definitions for the tests: HL7's own, and small ones made on the spot."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from sas_validators.definitions.builtin import load_builtin
from sas_validators.definitions.package import Entry, Package
from sas_validators.definitions.registry import Registry, type_url
from sas_validators.snapshot.generator import Snapshot, Snapshots

HL7 = ("hl7.fhir.r4.core#4.0.1", "hl7.fhir.uv.extensions.r4#5.3.0-ballot-tc1")
BASE = "http://example.org/fhir/StructureDefinition/"

Element = dict[str, Any]
Resource = dict[str, Any]


def no_xml(content: bytes) -> Resource:
    raise ValueError("no XML here")


@cache
def packages(*labels: str) -> tuple[Package, ...]:
    """Built-in packages; raises PackageError where they are not built."""
    return load_builtin(no_xml, labels or HL7)


def registry(*definitions: Resource) -> Registry:
    """HL7's definitions with `definitions` over them."""
    entries = tuple(
        Entry("test", f"{number}.json", item["resourceType"], item["url"], "", item, _giver(item))
        for number, item in enumerate(definitions)
        if isinstance(item.get("url"), str)
    )
    return Registry((*packages(), Package("test", "test", entries)))


def _giver(item: Resource) -> Any:
    return lambda: item


def profile(type_name: str, *elements: Element, name: str = "p", **more: Any) -> Resource:
    """A profile on a type (or on the profile named by `base`) with a bare differential."""
    base = more.pop("base", type_name)
    return {
        "resourceType": "StructureDefinition",
        "url": BASE + name,
        "kind": "resource",
        "type": type_name,
        "baseDefinition": BASE + base if base[0].islower() else type_url(base),
        "derivation": "constraint",
        "differential": {"element": list(elements)},
    } | more


def typed(code: str, profile_name: str) -> list[Element]:
    """The type of an element that has to conform to a profile of the tests."""
    return [{"code": code, "profile": [BASE + profile_name]}]


def generate(definition: Resource, *others: Resource) -> Snapshot:
    """The snapshot of `definition`, with `others` loaded beside HL7's definitions."""
    return Snapshots(registry(definition, *others)).generate(definition)


def by_id(elements: Iterable[Element]) -> dict[str, Element]:
    return {element["id"]: element for element in elements}


def types_of(element: Element) -> list[str]:
    return [item["code"] for item in element["type"]]


def problems_of(snapshot: Snapshot) -> list[tuple[str, int | None]]:
    """Message ids with the position of the differential element, None for the definition."""
    return [(problem.message.id, problem.location[2]) for problem in snapshot.problems]
