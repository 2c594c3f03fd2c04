"""Where a terminology gets its code systems and value sets from.

Kept apart from the packages, so that a loader of compiled data needs none of
what reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from sas_validators.terminology.code_systems import CodeSystemData
from sas_validators.terminology.value_sets import ValueSetData


class Loader(Protocol):
    """What `Terminology` needs to know about the loaded packages."""

    def code_system(self, url: str, version: str) -> CodeSystemData | None:
        """The code system `url`, in that version ("": the one that wins), None if not loaded."""

    def value_set(self, url: str, version: str) -> ValueSetData | None:
        """The value set `url`, in that version ("": the one that wins), None if not loaded."""

    def versions(self, url: str) -> tuple[str, ...]:
        """The versions of the code system `url` that are loaded."""


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
