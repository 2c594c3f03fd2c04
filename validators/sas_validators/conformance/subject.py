"""What the checks on a StructureDefinition look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sas_validators.issues.finding import Finding
from sas_validators.issues.message import Message
from sas_validators.model.paths import Location
from sas_validators.snapshot.elements import Element, read_elements, stem
from sas_validators.snapshot.generator import Resource, Snapshot, Snapshots
from sas_validators.snapshot.problems import Part, Problems


@dataclass(frozen=True)
class Subject:
    """A StructureDefinition being judged, and the definitions around it.

    `snapshot` is what its differential gives, or the snapshot it brings when it
    has no differential; `at` is where the definition stands in what is validated.
    """

    definition: Resource
    snapshots: Snapshots
    snapshot: Snapshot
    at: Location

    def text(self, name: str) -> str:
        """A string property of the definition, "" when it is absent or none."""
        value = self.definition.get(name)
        return value if isinstance(value, str) else ""

    @cached_property
    def base(self) -> Resource | None:
        """The definition it derives from; None when it has none or it isn't loaded."""
        return self.find(self.text("baseDefinition"))

    @cached_property
    def is_profile(self) -> bool:
        """Whether the definition constrains a type instead of defining one."""
        return self.definition.get("derivation") == "constraint"

    def find(self, canonical: str) -> Resource | None:
        """The StructureDefinition of that canonical."""
        return self.snapshots.registry.find(canonical, type="StructureDefinition")

    def finding(self, message: Message, at: Location | None = None, **details: Any) -> Finding:
        """A finding at `at`, by default about the definition as a whole."""
        return Finding(message, self.at if at is None else at, details, self.text("url"))

    def elements(self, part: Part) -> Iterator[JudgedElement]:
        """The usable elements of the differential or of the snapshot it brings."""
        merged = {element["id"]: element for element in self.snapshot.elements if "id" in element}
        for index, element in read_elements(self.definition, part, Problems("")):
            at: Location = ((self.at, part, None), "element", index)
            if part == "snapshot":
                yield JudgedElement(element, element, at, part)
            else:
                effective = merged.get(self.snapshot.matched.get(index, ""), element)
                yield JudgedElement(element, effective, at, part)


@dataclass(frozen=True, slots=True)
class JudgedElement:
    """One ElementDefinition: as it stands, and with all it inherits (`effective`)."""

    element: Element
    effective: Element
    at: Location
    part: Part

    @property
    def path(self) -> str:
        """Its path, for messages."""
        return str(self.element["path"])

    @property
    def is_root(self) -> bool:
        """Whether it is the definition's root element."""
        return "." not in self.path

    def below(self, name: str, index: int | None = None) -> Location:
        """Where a property of the element is."""
        return (self.at, name, index)

    def stated(self, property: str) -> Iterator[tuple[str, Any]]:
        """What stands under a property, by its JSON name: `fixed` -> `fixedUri`."""
        for name, value in self.element.items():
            if stem(name) == property and not name.startswith("_"):
                yield name, value
