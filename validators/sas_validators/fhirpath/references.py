"""Following references where only the resource itself is at hand.

Spec: https://hl7.org/fhir/R4/references.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sas_validators.definitions.types import TypeModel
from sas_validators.fhirpath.environment import Resolver
from sas_validators.fhirpath.navigation import items_of, resource_node
from sas_validators.fhirpath.node import Node

_LITERAL = re.compile(
    r"(?:^|/)(?P<type>[A-Z][A-Za-z]+)/[A-Za-z0-9\-.]{1,64}(?:/_history/[A-Za-z0-9\-.]{1,64})?\Z"
)


def reference_type(reference: str, types: TypeModel) -> str | None:
    """The resource type that a literal reference names (`Patient/1`, also absolute), if any."""
    match = _LITERAL.search(reference)
    name = match["type"] if match is not None else None
    return name if name is not None and types.is_resource(name) else None


def resolver_within(resource: Mapping[str, Any], types: TypeModel) -> Resolver:
    """Resolves `#id` to contained resources, and references between entries by their fullUrl."""

    def resolve(reference: str, _: Node | None) -> Node | None:
        if reference.startswith("#"):
            return _find_contained(reference[1:], resource, types)
        return _find_entry(reference, resource, types)

    return resolve


def resolver_by_text(resource: Mapping[str, Any], types: TypeModel) -> Resolver:
    """As `resolver_within`; what isn't there is taken to be of the type the reference names.

    Such a node has no content but its type, which is all that search
    parameters such as `where(resolve() is Patient)` ask for. A logical
    reference counts by its `type`.
    """
    within = resolver_within(resource, types)

    def resolve(reference: str, node: Node | None) -> Node | None:
        found = within(reference, node)
        if found is not None:
            return found
        name = reference_type(reference, types) or _declared_type(node, types)
        return None if name is None else Node({"resourceType": name}, name)

    return resolve


def _declared_type(node: Node | None, types: TypeModel) -> str | None:
    declared = node.value.get("type") if node and isinstance(node.value, dict) else None
    return declared if isinstance(declared, str) and types.is_resource(declared) else None


def _find_contained(id: str, resource: Mapping[str, Any], types: TypeModel) -> Node | None:
    if not id:
        return resource_node(resource, types)
    for candidate in items_of(resource.get("contained")):
        if isinstance(candidate, dict) and candidate.get("id") == id:
            return resource_node(candidate, types)
    return None


def _find_entry(reference: str, bundle: Mapping[str, Any], types: TypeModel) -> Node | None:
    """The entry with that fullUrl, or whose fullUrl ends in that relative reference."""
    relative = "://" not in reference and not reference.startswith("urn:")
    for url, candidate in _entries(bundle):
        if url == reference or (relative and url.endswith("/" + reference)):
            return resource_node(candidate, types)
    return None


def _entries(bundle: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    if bundle.get("resourceType") != "Bundle":
        return
    for entry in items_of(bundle.get("entry")):
        if isinstance(entry, dict) and isinstance(entry.get("resource"), dict):
            yield str(entry.get("fullUrl", "")), entry["resource"]
