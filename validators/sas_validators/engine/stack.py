"""The packages a validator stands on, opened only when something is not in stock."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from sas_validators.definitions.builtin import CORE, FRENCH, builtin_sources
from sas_validators.definitions.package import Package, PackageError, digest_of, load_package
from sas_validators.definitions.registry import Registry
from sas_validators.definitions.types import TypeModel
from sas_validators.reading.formats import read


class Stack:
    """Built-in packages and, winning over them, those a user gives."""

    def __init__(
        self, given: Iterable[str | Path] = (), builtin: Sequence[str] = (*CORE, *FRENCH)
    ) -> None:
        """`given` are FHIR packages (.tgz or folder), folders or single files of resources.

        Raises PackageError when one of them is not there.
        """
        self._builtin = builtin_sources(builtin)
        self._given = [Path(item) for item in given]
        for source in self._given:
            if not source.exists():
                raise PackageError(f"{source}: no such package, folder or file")

    @cached_property
    def digest(self) -> str:
        """Identifies the content of all packages."""
        digests = [digest_of(source, built=True) for source in self._builtin]
        digests += [digest_of(source) for source in self._given]
        return hashlib.sha256("\n".join(digests).encode()).hexdigest()

    @cached_property
    def registry(self) -> Registry:
        """The definitions of all packages. Raises PackageError."""
        builtin = [load_package(source, _no_xml, built=True) for source in self._builtin]
        # Definitions in XML are read by the types that the built-in packages define.
        reader = _XmlDefinitions(TypeModel(Registry(builtin)))
        return Registry([*builtin, *(_some(item, reader) for item in self._given)])


def _some(source: Path, reader: _XmlDefinitions) -> Package:
    """What the user gave at `source`; nothing at all would be a slip."""
    found = load_package(source, reader.read)
    if not found.entries:
        raise PackageError(f"{source}: no conformance resource with a url in it")
    return found


def _no_xml(data: bytes) -> dict[str, Any]:
    raise ValueError("built-in packages hold JSON")


class _XmlDefinitions:
    def __init__(self, types: TypeModel) -> None:
        self._types = types

    def read(self, data: bytes) -> dict[str, Any]:
        reading = read(data, self._types, "xml")
        if reading.value is None:
            raise ValueError(reading.findings[0].message.en.format(**reading.findings[0].details))
        return reading.value
