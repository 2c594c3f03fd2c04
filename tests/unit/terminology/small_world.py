"""Small code systems and value sets for tests, and a terminology that holds them."""

from __future__ import annotations

from typing import Any

from sas_validators.definitions.package import Entry, Package
from sas_validators.definitions.registry import Registry
from sas_validators.terminology.editions import RegistryLoader
from sas_validators.terminology.terminology import Terminology

Json = dict[str, Any]


def code_system(url: str, *concepts: str | Json, **fields: Any) -> Json:
    """A complete, case-sensitive CodeSystem, version 1, of codes or whole concepts."""
    listed = [
        {"code": item, "display": item.capitalize()} if isinstance(item, str) else item
        for item in concepts
    ]
    return {
        "resourceType": "CodeSystem",
        "url": url,
        "version": "1",
        "name": url.rpartition("/")[2],
        "status": "active",
        "content": "complete",
        "caseSensitive": True,
        "concept": listed,
        **fields,
    }


def value_set(url: str, *includes: Json, exclude: tuple[Json, ...] = (), **fields: Any) -> Json:
    """A ValueSet, version 1, of these includes."""
    compose: Json = {"include": list(includes)}
    if exclude:
        compose["exclude"] = list(exclude)
    return {
        "resourceType": "ValueSet",
        "url": url,
        "version": "1",
        "name": url.rpartition("/")[2],
        "status": "active",
        "compose": compose,
        **fields,
    }


def codes(system: str, *listed: str, **fields: Any) -> Json:
    """An include: the listed codes of a system, or all of it."""
    include: Json = {"system": system, **fields}
    if listed:
        include["concept"] = [{"code": code} for code in listed]
    return include


def filtered(system: str, *filters: tuple[str, str, str]) -> Json:
    """An include by filters (property, operator, value)."""
    parts = [{"property": name, "op": op, "value": value} for name, op, value in filters]
    return {"system": system, "filter": parts}


def imports(*canonicals: str) -> Json:
    """An include of what all these value sets have in common."""
    return {"valueSet": list(canonicals)}


def package(label: str, *resources: Json) -> Package:
    """A package of these resources."""
    return Package(label, label, tuple(_entry(label, item) for item in resources))


def _entry(label: str, resource: Json) -> Entry:
    summary = {"content": resource["content"]} if "content" in resource else {}
    return Entry(
        package=label,
        filename="",
        type=resource["resourceType"],
        url=resource["url"],
        version=resource.get("version", ""),
        summary=summary,
        load=lambda: resource,
    )


def terminology(*resources: Json) -> Terminology:
    """A terminology that knows just these resources."""
    return Terminology(RegistryLoader(Registry([package("test#1", *resources)])))
