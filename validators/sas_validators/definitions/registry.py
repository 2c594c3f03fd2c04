"""Finds definitions by canonical URL over an ordered stack of packages.

Later packages win over earlier ones for the same canonical, so what the user
gives with `--package` replaces the built-in definition of that name.

Spec: https://hl7.org/fhir/R4/references.html#canonical
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from sas_validators.definitions.package import Entry, Package

Resource = dict[str, Any]

TYPE_BASE = "http://hl7.org/fhir/StructureDefinition/"


class Registry:
    """The definitions of a stack of packages.

    Nothing is read before it is asked for; what was read is kept and must not
    be changed by the caller.
    """

    def __init__(self, packages: Iterable[Package]) -> None:
        """`packages` from the lowest priority to the highest."""
        self.packages = tuple(packages)
        self._by_url: dict[str, list[Entry]] = {}
        self._loaded: dict[int, Resource] = {}
        for package in self.packages:
            for entry in package.entries:
                self._by_url.setdefault(entry.url, []).insert(0, entry)

    @property
    def digest(self) -> str:
        """Identifies the whole content; the key of everything derived from it."""
        joined = "\n".join(package.digest for package in self.packages)
        return hashlib.sha256(joined.encode()).hexdigest()

    def find(self, canonical: str, *, type: str | None = None) -> Resource | None:
        """The resource that `canonical` (`url` or `url|version`) names, of `type` if given.

        Without a version the highest-priority package that has the url answers.
        Returns None when no loaded package has it (or not in that version).
        """
        entry = self.find_entry(canonical, type=type)
        return None if entry is None else self.read(entry)

    def find_entry(self, canonical: str, *, type: str | None = None) -> Entry | None:
        """As `find`, without reading the resource."""
        url, version = self._parts(canonical)
        for entry in self._by_url.get(url, ()):
            if (type is None or entry.type == type) and version in ("", entry.version):
                return entry
        return None

    def _parts(self, canonical: str) -> tuple[str, str]:
        """Url and version of `canonical`; some of HL7's urls have a bar themselves."""
        if canonical in self._by_url or "|" not in canonical:
            return canonical, ""
        url, _, version = canonical.rpartition("|")
        return url, version

    def versions(self, url: str, *, type: str | None = None) -> list[Entry]:
        """Every loaded definition of `url`, the one that wins first."""
        return [entry for entry in self._by_url.get(url, ()) if type in (None, entry.type)]

    def entries(self, *, type: str | None = None) -> Iterator[Entry]:
        """The winning entry of every url, of one resource type if given."""
        for candidates in self._by_url.values():
            for entry in candidates:
                if type in (None, entry.type):
                    yield entry
                    break

    def canonicals(self) -> Iterator[str]:
        """Every name that `find` knows a definition by: its `url`, and `url|version`."""
        for url, entries in self._by_url.items():
            yield url
            for entry in entries:
                yield f"{url}|{entry.version}"

    def read(self, entry: Entry) -> Resource:
        """The resource of `entry`, read once."""
        key = id(entry)
        if key not in self._loaded:
            self._loaded[key] = entry.load()
        return self._loaded[key]


def type_url(name: str) -> str:
    """The canonical of an R4 type: `Slot` -> `http://hl7.org/fhir/StructureDefinition/Slot`."""
    return TYPE_BASE + name
