"""Who uses what: every canonical that one artifact's definition names in another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from sas_ig.artifacts.artifact import Artifact, Kind
from sas_ig.artifacts.catalog import Catalog

Relation = Literal[
    "derived", "element", "target", "binding", "includes", "capability", "search", "system"
]


class Usage(NamedTuple):
    """`user` names `canonical`; `places` are element ids, where there are any."""

    canonical: str
    relation: Relation
    user: Artifact
    places: tuple[str, ...] = ()


class Usages:
    """The usages among the definitions of a catalog, by what is used."""

    def __init__(self, catalog: Catalog) -> None:
        self._by_canonical: dict[str, list[Usage]] = {}
        for artifact in catalog.artifacts:
            if artifact.kind is not Kind.COUNTEREXAMPLE and not artifact.is_instance:
                for usage in _gathered(artifact):
                    self._by_canonical.setdefault(usage.canonical, []).append(usage)

    def of(self, canonical: str) -> list[Usage]:
        """The usages of one definition, its own mentions of itself left out."""
        found = (item for item in self._by_canonical.get(canonical, ()))
        kept = [item for item in found if item.user.url != canonical]
        return sorted(kept, key=lambda item: (item.relation, item.user.folder, item.user.id))


def _gathered(artifact: Artifact) -> Iterator[Usage]:
    """The artifact's usages, those of one kind of one canonical brought together."""
    places: dict[tuple[str, Relation], list[str]] = {}
    for canonical, relation, place in _mentions(artifact.resource):
        known = places.setdefault((canonical.partition("|")[0], relation), [])
        if place and place not in known:
            known.append(place)
    for (canonical, relation), found in places.items():
        yield Usage(canonical, relation, artifact, tuple(found))


def _mentions(resource: dict[str, Any]) -> Iterator[tuple[str, Relation, str]]:
    match resource["resourceType"]:
        case "StructureDefinition":
            yield from _of_structure(resource)
        case "ValueSet":
            yield from _of_value_set(resource)
        case "CapabilityStatement":
            yield from _of_capability(resource)
        case "SearchParameter" if resource.get("derivedFrom"):
            yield resource["derivedFrom"], "derived", ""
        case "CodeSystem" if resource.get("valueSet"):
            yield resource["valueSet"], "includes", ""


def _of_structure(resource: dict[str, Any]) -> Iterator[tuple[str, Relation, str]]:
    if resource.get("baseDefinition"):
        yield resource["baseDefinition"], "derived", ""
    for element in resource.get("differential", {}).get("element", ()):
        place = str(element.get("id", ""))
        for type in element.get("type", ()):
            for canonical in type.get("profile", ()):
                yield canonical, "element", place
            for canonical in type.get("targetProfile", ()):
                yield canonical, "target", place
        value_set = element.get("binding", {}).get("valueSet")
        if value_set:
            yield value_set, "binding", place
        for name in ("patternUri", "fixedUri"):
            if name in element:
                yield element[name], "system", place
        for name in ("patternCodeableConcept", "patternCoding", "patternIdentifier"):
            for system in _systems(element.get(name)):
                yield system, "system", place


def _systems(value: Any) -> Iterator[str]:
    """The code systems named anywhere in a fixed or pattern value."""
    if isinstance(value, dict):
        if isinstance(value.get("system"), str):
            yield value["system"]
        for inner in value.values():
            yield from _systems(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _systems(inner)


def _of_value_set(resource: dict[str, Any]) -> Iterator[tuple[str, Relation, str]]:
    for rules in ("include", "exclude"):
        for rule in resource.get("compose", {}).get(rules, ()):
            if rule.get("system"):
                yield rule["system"], "includes", ""
            for canonical in rule.get("valueSet", ()):
                yield canonical, "includes", ""


def _of_capability(resource: dict[str, Any]) -> Iterator[tuple[str, Relation, str]]:
    for canonical in (*resource.get("instantiates", ()), *resource.get("imports", ())):
        yield canonical, "derived", ""
    for rest in resource.get("rest", ()):
        for item in rest.get("resource", ()):
            profiles = [item["profile"]] if item.get("profile") else []
            for canonical in (*profiles, *item.get("supportedProfile", ())):
                yield canonical, "capability", item.get("type", "")
            for parameter in item.get("searchParam", ()):
                if parameter.get("definition"):
                    yield parameter["definition"], "search", item.get("type", "")
