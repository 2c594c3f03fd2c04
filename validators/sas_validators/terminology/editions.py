"""Code systems and value sets of a registry of packages: which edition counts, compiled.

`RegistryLoader` compiles straight from the packages. A loader that keeps
compiled data on disk finds with `find_edition` and `supplements` what to compile.
"""

from __future__ import annotations

from typing import Literal

from sas_validators.definitions.package import Entry
from sas_validators.definitions.registry import Registry
from sas_validators.terminology.code_systems import CodeSystemData, compile_code_system
from sas_validators.terminology.json_reading import split_canonical, text
from sas_validators.terminology.value_sets import ValueSetData, compile_value_set

Kind = Literal["CodeSystem", "ValueSet"]

_HL7_TERMINOLOGY = "hl7.terminology"
_R4_CORE = "hl7.fhir.r4.core"


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
