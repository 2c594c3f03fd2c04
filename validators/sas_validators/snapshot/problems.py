"""Collects what is wrong with a definition while its snapshot is made."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from sas_validators.issues.finding import Finding
from sas_validators.issues.message import Message
from sas_validators.model.paths import Location, root

Part: TypeAlias = Literal["snapshot", "differential"]

ROOT = root("StructureDefinition")


class Problems:
    """The findings about one StructureDefinition, in the order they were met."""

    def __init__(self, url: str) -> None:
        """`url` is the definition's canonical, "" when it has none."""
        self.url = url
        self.findings: list[Finding] = []
        self._once: set[tuple[str, str]] = set()

    def add(
        self, message: Message, index: int, part: Part = "differential", **details: Any
    ) -> None:
        """Adds a finding at element `index` of `part`."""
        self.findings.append(Finding(message, element_location(index, part), details, self.url))

    def add_once(self, message: Message, index: int, **details: Any) -> None:
        """As `add`, once per message and element id (`path` of the details)."""
        key = (message.id, str(details.get("path")))
        if key not in self._once:
            self._once.add(key)
            self.add(message, index, **details)

    def add_at_root(self, message: Message, **details: Any) -> None:
        """Adds a finding about the definition as a whole."""
        self.findings.append(Finding(message, ROOT, {"url": self.url, **details}, self.url))


def element_location(index: int, part: Part = "differential") -> Location:
    """Where element `index` of `part` is in its StructureDefinition."""
    return ((ROOT, part, None), "element", index)
