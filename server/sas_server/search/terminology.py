"""What token searches ask of terminology: members of value sets, hierarchies.

Spec: https://hl7.org/fhir/R4/search.html#token
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol

from sas_validators.terminology.terminology import Terminology

MAX_CODES = 5_000
"""A value set with more codes can't be searched by `:in`."""


class SearchTerminology(Protocol):
    """Answers from the loaded packages only."""

    def expand(self, url: str) -> Collection[tuple[str, str]] | None:
        """The (system, code) of a value set; None when it can't be expanded here."""

    def related(self, system: str, code: str, direction: str) -> Iterable[str]:
        """The codes `below` or `above` a code, itself excluded."""

    def is_case_sensitive(self, system: str) -> bool:
        """Whether a known code system distinguishes upper and lower case."""


class LocalTerminology:
    """The terminology that the validators use, as searches need it."""

    def __init__(self, terminology: Terminology) -> None:
        self._terminology = terminology

    def expand(self, url: str) -> Collection[tuple[str, str]] | None:
        """None also for a value set that is only partly known: a search must not guess."""
        found = self._terminology.expand(url, limit=MAX_CODES)
        if found is None or found.incomplete or found.truncated:
            return None
        return {(concept.system, concept.code) for concept in found.concepts}

    def related(self, system: str, code: str, direction: str) -> Iterable[str]:
        """Nothing for what has no known hierarchy."""
        found = self._terminology.code_system(system)
        if found is None:
            return ()
        return found.descendants(code) if direction == "below" else found.ancestors(code)

    def is_case_sensitive(self, system: str) -> bool:
        """Code systems that nobody knows are not."""
        found = self._terminology.code_system(system)
        return found is not None and found.data["case_sensitive"]
