"""What token searches ask of terminology: members of value sets, hierarchies.

Spec: https://hl7.org/fhir/R4/search.html#token
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol


class Terminology(Protocol):
    """Answers from the loaded packages only."""

    def expand(self, url: str) -> Collection[tuple[str, str]] | None:
        """The (system, code) of a value set; None when it can't be expanded here."""

    def related(self, system: str, code: str, direction: str) -> Iterable[str]:
        """The codes `below` or `above` a code, itself excluded."""
