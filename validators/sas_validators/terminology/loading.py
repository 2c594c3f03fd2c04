"""Where code systems and value sets come from.

`Terminology` asks a `Loader`; `RegistryLoader` compiles what a registry of
packages holds. A loader that keeps compiled data on disk needs only the same
three methods, and finds with `find_edition` and `compile_edition` what to keep.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Protocol

from sas_validators.definitions.package import Entry
from sas_validators.definitions.registry import Registry
from sas_validators.terminology.code_systems import CodeSystemData, compile_code_system
from sas_validators.terminology.json_reading import split_canonical, text
from sas_validators.terminology.value_sets import ValueSetData, compile_value_set

Kind = Literal["CodeSystem", "ValueSet"]

_HL7_TERMINOLOGY = "hl7.terminology"
_R4_CORE = "hl7.fhir.r4.core"


class Loader(Protocol):
    """What `Terminology` needs to know about the loaded packages."""

    def code_system(self, url: str, version: str) -> CodeSystemData | None:
        """The code system `url`, in that version ("": the one that wins), None if not loaded."""

    def value_set(self, url: str, version: str) -> ValueSetData | None:
        """The value set `url`, in that version ("": the one that wins), None if not loaded."""

    def versions(self, url: str) -> tuple[str, ...]:
        """The versions of the code system `url` that are loaded."""


def editions(registry: Registry, url: str, kind: Kind) -> list[Entry]:
    """The definitions of `url` that count, the one that wins first.

    R4 core carries old copies of what HL7 maintains in its terminology package;
    where that package has the url, the copies do not exist, in no version.
    """
    found = registry.versions(url, type=kind)
    if any(entry.package.startswith(_HL7_TERMINOLOGY) for entry in found):
        found = [entry for entry in found if not entry.package.startswith(_R4_CORE)]
    return found


def find_edition(registry: Registry, url: str, version: str, kind: Kind) -> Entry | None:
    """The definition of `url` in `version` ("": the one that wins)."""
    for entry in editions(registry, url, kind):
        if version in ("", entry.version):
            return entry
    return None


class RegistryLoader:
    """Compiles code systems and value sets straight from a registry, each one once."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._code_systems: dict[str, CodeSystemData] = {}
        self._value_sets: dict[str, ValueSetData] = {}
        self._supplements: dict[str, list[Entry]] | None = None

    def code_system(self, url: str, version: str) -> CodeSystemData | None:
        """See `Loader`. The supplements loaded for it are merged into it."""
        entry = find_edition(self._registry, url, version, "CodeSystem")
        if entry is None:
            return None
        key = f"{url}|{entry.version}"
        if key not in self._code_systems:
            extra = [self._registry.read(item) for item in self.supplements(url)]
            self._code_systems[key] = compile_code_system(self._registry.read(entry), extra)
        return self._code_systems[key]

    def value_set(self, url: str, version: str) -> ValueSetData | None:
        """See `Loader`."""
        entry = find_edition(self._registry, url, version, "ValueSet")
        if entry is None:
            return None
        key = f"{url}|{entry.version}"
        if key not in self._value_sets:
            self._value_sets[key] = compile_value_set(self._registry.read(entry))
        return self._value_sets[key]

    def versions(self, url: str) -> tuple[str, ...]:
        """See `Loader`. A system without content counts as not loaded."""
        return tuple(
            entry.version
            for entry in editions(self._registry, url, "CodeSystem")
            if entry.summary.get("content") != "not-present"
        )

    def supplements(self, url: str) -> list[Entry]:
        """The loaded supplements of the code system `url`."""
        if self._supplements is None:
            self._supplements = {}
            for entry in self._registry.entries(type="CodeSystem"):
                if entry.summary.get("content") == "supplement":
                    target = text(self._registry.read(entry), "supplements")
                    self._supplements.setdefault(split_canonical(target)[0], []).append(entry)
        return self._supplements.get(url, [])


class Overlay:
    """A loader with value sets of its own before another's: those contained in a resource.

    `value_sets` is keyed by the canonical under which they are asked for, such
    as `http://example.org/Questionnaire/q#answers`.
    """

    def __init__(self, value_sets: Mapping[str, ValueSetData], base: Loader) -> None:
        self._value_sets = {
            canonical: data if data["url"] else ValueSetData({**data, "url": canonical})
            for canonical, data in value_sets.items()
        }
        self._base = base

    def code_system(self, url: str, version: str) -> CodeSystemData | None:
        """See `Loader`."""
        return self._base.code_system(url, version)

    def value_set(self, url: str, version: str) -> ValueSetData | None:
        """See `Loader`."""
        return self._value_sets.get(url) or self._base.value_set(url, version)

    def versions(self, url: str) -> tuple[str, ...]:
        """See `Loader`."""
        return self._base.versions(url)
