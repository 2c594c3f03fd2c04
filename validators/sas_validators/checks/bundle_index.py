"""Finds a Bundle's entries by the references that lead to them.

Spec: https://hl7.org/fhir/R4/bundle.html#references
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sas_validators.model.paths import Location

RESTFUL_URL = re.compile(
    r"(?P<base>https?://[^?#]*?)/(?P<type>[A-Z][A-Za-z]+)/(?P<id>[A-Za-z0-9\-.]{1,64})"
    r"(?:/_history/(?P<version>[A-Za-z0-9\-.]{1,64}))?"
)
"""An absolute URL that has the shape of a resource's address on a server."""

RELATIVE_REFERENCE = re.compile(
    r"(?P<type>[A-Z][A-Za-z]+)/(?P<id>[A-Za-z0-9\-.]{1,64})"
    r"(?:/_history/(?P<version>[A-Za-z0-9\-.]{1,64}))?"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its place in the Bundle, its fullUrl (None when absent), its resource.

    `base` is what relative references in the resource are relative to: the
    fullUrl without `/Type/id` when it is the RESTful address of the resource.
    """

    index: int
    full_url: str | None
    resource: dict[str, Any]
    base: str | None


class BundleIndex:
    """The entries of one Bundle, by fullUrl and by resource."""

    def __init__(self, bundle: dict[str, Any], at: Location) -> None:
        """`at` is the location of `bundle`."""
        self.at = at
        self.type = bundle.get("type")
        self.entries: list[Entry] = list(_entries(bundle))
        self._by_url: dict[str, list[Entry]] = {}
        self._by_resource: dict[int, Entry] = {}
        self._found: dict[tuple[str, int], list[Entry]] = {}
        self._by_type_and_id: dict[tuple[Any, Any], list[Entry]] | None = None
        self._around: dict[int, Entry] | None = None
        for entry in self.entries:
            if entry.full_url:
                self._by_url.setdefault(entry.full_url, []).append(entry)
            self._by_resource[id(entry.resource)] = entry

    def entry_of(self, resource: dict[str, Any]) -> Entry | None:
        """The entry that holds this very resource."""
        return self._by_resource.get(id(resource))

    def entry_around(self, value: dict[str, Any]) -> Entry | None:
        """The entry that has this very object somewhere in its resource."""
        if self._around is None:
            self._around = {
                id(part): entry for entry in self.entries for part in _objects(entry.resource)
            }
        return self._around.get(id(value))

    def location(self, entry: Entry) -> Location:
        """Where the resource of `entry` is."""
        return ((self.at, "entry", entry.index), "resource", None)

    def find(self, reference: str, source: Entry | None) -> list[Entry]:
        """The entries that `reference`, made by the resource of `source`, leads to."""
        key = (reference, -1 if source is None else source.index)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._find(reference, source)
        return found

    def _find(self, reference: str, source: Entry | None) -> list[Entry]:
        target = absolute_reference(reference, source)
        if target is None:
            return []
        found = self._by_url.get(target)
        if found is not None:
            return found
        url, separator, version = target.partition("/_history/")
        if not separator:
            return []
        return [
            entry for entry in self._by_url.get(url, ()) if _version_of(entry.resource) == version
        ]

    def with_type_and_id(self, type_name: str, resource_id: str) -> list[Entry]:
        """The entries whose resource has this type and id, wherever they claim to live."""
        if self._by_type_and_id is None:
            self._by_type_and_id = {}
            for entry in self.entries:
                key = (entry.resource.get("resourceType"), entry.resource.get("id"))
                if all(isinstance(part, str) for part in key):
                    self._by_type_and_id.setdefault(key, []).append(entry)
        return self._by_type_and_id.get((type_name, resource_id), [])


def absolute_reference(reference: str, source: Entry | None) -> str | None:
    """The URL that `reference` stands for in the resource of `source`.

    None for a relative reference where the entry has no RESTful fullUrl of its
    own resource to be relative to.
    """
    if ":" in reference.partition("/")[0]:
        return reference
    if source is None or source.base is None or not RELATIVE_REFERENCE.fullmatch(reference):
        return None
    return f"{source.base}/{reference}"


def _base(full_url: object, resource: dict[str, Any]) -> str | None:
    tail = f"/{resource.get('resourceType')}/{resource.get('id')}"
    if not isinstance(full_url, str) or not full_url.endswith(tail):
        return None
    return full_url[: -len(tail)] if RESTFUL_URL.fullmatch(full_url) else None


def _entries(bundle: dict[str, Any]) -> Iterator[Entry]:
    entries = bundle.get("entry")
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        resource = entry.get("resource") if isinstance(entry, dict) else None
        if isinstance(resource, dict):
            full_url = entry.get("fullUrl")
            known = full_url if isinstance(full_url, str) else None
            yield Entry(index, known, resource, _base(known, resource))


def _version_of(resource: dict[str, Any]) -> object:
    meta = resource.get("meta")
    return meta.get("versionId") if isinstance(meta, dict) else None


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every JSON object in `value`."""
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(item)
        elif isinstance(item, dict):
            yield item
            stack.extend(item.values())
