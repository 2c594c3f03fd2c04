"""What FHIR's types are made of: elements, their types, order and repetition.

Read from the definitions themselves (specialisations, not profiles), for all
who walk over instances: the readers, FHIRPath, the compiler, search.

Spec: https://hl7.org/fhir/R4/structuredefinition.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from sas_validators.definitions.registry import TYPE_BASE, Registry, type_url
from sas_validators.model.paths import ChoiceStep

Kind = Literal["primitive", "complex", "resource", "backbone"]

FHIR_TYPE_EXTENSION = TYPE_BASE + "structuredefinition-fhir-type"
_SYSTEM_TYPE = "http://hl7.org/fhirpath/System."

CODED_TYPES = frozenset(
    {
        "CodeableConcept",
        "Coding",
        "Quantity",
        "Age",
        "Count",
        "Distance",
        "Duration",
        "MoneyQuantity",
        "SimpleQuantity",
    }
)
"""Complex types whose content is a code of some system."""


@dataclass(frozen=True, slots=True)
class ElementInfo:
    """One element of a type.

    `name` has no `[x]`; `types` are type names (a backbone element's own type is
    its path, `Patient.contact`; a content reference takes the type it points
    to); `repeats` is that of the base definition, which decides the JSON form.
    """

    name: str
    types: tuple[str, ...]
    repeats: bool
    choice: bool
    order: int

    @property
    def json_names(self) -> tuple[str, ...]:
        """The members that may hold it in JSON: one, or one per type of a choice."""
        if not self.choice:
            return (self.name,)
        return tuple(ChoiceStep(self.name, type_name) for type_name in self.types)


@dataclass(frozen=True)
class TypeInfo:
    """A type: a resource, a data type, a primitive, or the type of a backbone element.

    `base` names the type it specialises, None at the top.
    """

    name: str
    kind: Kind
    base: str | None
    abstract: bool
    elements: dict[str, ElementInfo] = field(default_factory=dict)

    @cached_property
    def members(self) -> dict[str, tuple[ElementInfo, str]]:
        """JSON member name (`valueQuantity`) -> the element and its type name."""
        return {
            json_name: (element, type_name)
            for element in self.elements.values()
            for json_name, type_name in zip(element.json_names, element.types, strict=True)
            if element.choice
        } | {
            element.name: (element, element.types[0] if element.types else "")
            for element in self.elements.values()
            if not element.choice
        }

    @cached_property
    def steps(self) -> dict[str, tuple[tuple[ElementInfo, str, str], ...]]:
        """What a step of a path leads to: the element, JSON member and type of each candidate.

        The keys are element names (`value`, with one candidate per type of a
        choice) and the JSON names of choices (`valueQuantity`).
        """
        found = {
            element.name: tuple(
                (element, json_name, type_name)
                for json_name, type_name in zip(element.json_names, element.types, strict=False)
            )
            for element in self.elements.values()
        }
        choices = (step for steps in found.values() for step in steps if step[0].choice)
        return {str(step[1]): (step,) for step in choices} | found


class UnknownTypeError(KeyError):
    """No loaded definition defines this type."""


class TypeModel:
    """The types of a registry, read one by one as they are asked for."""

    def __init__(self, registry: Registry) -> None:
        """`registry` must hold the FHIR core definitions."""
        self._registry = registry
        self._types: dict[str, TypeInfo] = {}

    def find(self, name: str) -> TypeInfo | None:
        """The type called `name` (`Slot`, `HumanName`, `Patient.contact`, `string`)."""
        if name not in self._types:
            self._read(name.partition(".")[0])
        return self._types.get(name)

    def get(self, name: str) -> TypeInfo:
        """As `find`, raising UnknownTypeError."""
        found = self.find(name)
        if found is None:
            raise UnknownTypeError(name)
        return found

    def is_resource(self, name: str) -> bool:
        """Whether `name` is a concrete resource type."""
        found = self.find(name)
        return found is not None and found.kind == "resource" and not found.abstract

    def is_primitive(self, name: str) -> bool:
        """Whether `name` is a primitive type (`xhtml` included)."""
        found = self.find(name)
        return found is not None and found.kind == "primitive"

    def ancestors(self, name: str) -> Iterator[str]:
        """`name`, then what it specialises, up to the top (`code`, `string`, `Element`)."""
        current: str | None = name
        while current is not None:
            yield current
            found = self.find(current)
            current = found.base if found is not None else None

    def is_a(self, name: str, ancestor: str) -> bool:
        """Whether `name` is `ancestor` or specialises it."""
        return name == ancestor or ancestor in self.ancestors(name)

    def _read(self, name: str) -> None:
        definition = self._registry.find(type_url(name), type="StructureDefinition")
        if definition is None or definition.get("derivation") == "constraint":
            return
        for info in read_type(definition):
            self._types.setdefault(info.name, info)


def read_type(definition: dict[str, Any]) -> Iterator[TypeInfo]:
    """The types that one specialisation's snapshot defines: its own and its backbones'."""
    elements = definition["snapshot"]["element"]
    root_name = definition["type"]
    base = definition.get("baseDefinition", "").removeprefix(TYPE_BASE) or None
    kinds: dict[str, Kind] = {
        "primitive-type": "primitive",
        "complex-type": "complex",
        "resource": "resource",
        "logical": "complex",
    }
    kind = kinds[definition["kind"]]
    children: dict[str, list[ElementInfo]] = {root_name: []}
    bases: dict[str, str] = {}
    for order, element in enumerate(elements[1:]):
        path: str = element["path"]
        parent, _, name = path.rpartition(".")
        types = type_names(element)
        has_children = any(other["path"].startswith(path + ".") for other in elements)
        if has_children:
            children[path] = []
            bases[path] = types[0] if types else "BackboneElement"
            types = (path,)
        children[parent].append(
            ElementInfo(
                name=name.removesuffix("[x]"),
                types=types,
                repeats=element.get("base", element)["max"] not in ("0", "1"),
                choice=name.endswith("[x]"),
                order=order,
            )
        )
    for path, found in children.items():
        own = path == root_name
        yield TypeInfo(
            name=path,
            kind=kind if own else "backbone",
            base=base if own else bases[path],
            abstract=bool(definition.get("abstract")) and own,
            elements={info.name: info for info in found},
        )


def type_names(element: dict[str, Any]) -> tuple[str, ...]:
    """The type names of a snapshot element; for a content reference the path it points to."""
    reference = element.get("contentReference")
    if reference:
        return (reference.partition("#")[2],)
    return tuple(_type_name(item) for item in element.get("type", ()))


def _type_name(item: dict[str, Any]) -> str:
    # Two of R4's own definitions give a type only by extensions; both mean a string.
    code: str = item.get("code", "string")
    if not code.startswith(_SYSTEM_TYPE):
        return code
    # `id`, `url` and primitive values are System types whose FHIR type is an extension.
    for extension in item.get("extension", ()):
        if extension["url"] == FHIR_TYPE_EXTENSION:
            return str(extension.get("valueUrl") or extension.get("valueUri") or "string")
    return code.removeprefix(_SYSTEM_TYPE)[0].lower() + code.removeprefix(_SYSTEM_TYPE)[1:]
