"""What a StructureDefinition says before it is compiled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ProfileFacts:
    """The header of a StructureDefinition."""

    url: str
    version: str
    type: str
    derivation: str
    abstract: bool


def read_profile(definition: dict[str, Any]) -> ProfileFacts:
    """The facts of `definition`."""
    return ProfileFacts(
        url=str(definition.get("url", "")),
        version=str(definition.get("version", "")),
        type=str(definition.get("type", "")),
        derivation=str(definition.get("derivation", "")),
        abstract=bool(definition.get("abstract", False)),
    )
