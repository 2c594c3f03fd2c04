"""The definitions as compiler and checks want them: schemas, facts, types.

Reading and completing definitions is slow, so it happens only for what is not
in stock.
"""

from __future__ import annotations

from dataclasses import astuple
from functools import cached_property
from typing import Any

from sas_validators.compiler.shape import ProfileError
from sas_validators.definitions.extensions import ExtensionFacts, read_extension
from sas_validators.definitions.profiles import ProfileFacts, read_profile
from sas_validators.definitions.registry import Registry, type_url
from sas_validators.definitions.types import ElementInfo, TypeInfo, TypeModel, read_type
from sas_validators.engine.stack import Stack
from sas_validators.engine.stock import Stock
from sas_validators.schema.build import SchemaError, build_schema
from sas_validators.schema.element import ElementSchema
from sas_validators.snapshot.generator import Snapshots


class Library:
    """Definitions of one registry, worked out on demand.

    The registry itself is opened only when something is not in stock.
    """

    def __init__(self, stack: Stack, stock: Stock) -> None:
        self._stack = stack
        self._stock = stock
        self._schemas: dict[str, ElementSchema | None] = {}
        self._facts: dict[str, ProfileFacts | None] = {}
        self._extensions: dict[str, ExtensionFacts | None] = {}
        self.types: TypeModel = _StockedTypes(self, stock)

    @property
    def registry(self) -> Registry:
        """The definitions themselves."""
        return self._stack.registry

    @cached_property
    def snapshots(self) -> Snapshots:
        """The definitions with their snapshots, generated where missing."""
        return Snapshots(self.registry)

    def find_schema(self, canonical: str) -> ElementSchema | None:
        """The schema of a StructureDefinition, its snapshot completed if need be.

        None when it is not loaded. Raises ProfileError when it can't be used.
        """
        if canonical not in self._schemas:
            definition = self.registry.find(canonical, type="StructureDefinition")
            self._schemas[canonical] = None if definition is None else self._schema(definition)
        return self._schemas[canonical]

    def _schema(self, definition: dict[str, Any]) -> ElementSchema:
        try:
            return build_schema(self.snapshots.complete(definition))
        except SchemaError as error:
            raise ProfileError(str(error)) from error

    def find_profile(self, canonical: str) -> ProfileFacts | None:
        """The header of a StructureDefinition; None when it is not loaded."""
        if canonical not in self._facts:
            found = self._stock.fetch("profile", canonical, lambda: self._read_facts(canonical))
            self._facts[canonical] = None if found is None else ProfileFacts(*found)
        return self._facts[canonical]

    def _read_facts(self, canonical: str) -> tuple[Any, ...] | None:
        definition = self.registry.find(canonical, type="StructureDefinition")
        if definition is None:
            return None
        return astuple(read_profile(definition))

    def find_extension(self, url: str) -> ExtensionFacts | None:
        """The header of the extension `url`; None when none of that name is loaded."""
        if url not in self._extensions:
            found = self._stock.fetch("extension", url, lambda: self._read_extension(url))
            self._extensions[url] = None if found is None else ExtensionFacts(*found)
        return self._extensions[url]

    def _read_extension(self, url: str) -> tuple[Any, ...] | None:
        definition = self.registry.find(url, type="StructureDefinition")
        if definition is None or definition.get("type") != "Extension":
            return None
        return astuple(read_extension(self.snapshots.complete(definition)))


class _StockedTypes(TypeModel):
    """The types of the library's registry, each kept in stock once read."""

    def __init__(self, library: Library, stock: Stock) -> None:
        self._library = library
        self._stock = stock
        self._types: dict[str, TypeInfo] = {}

    def _read(self, name: str) -> None:
        for item in self._stock.fetch("type", name, lambda: self._make(name)):
            own_name, kind, base, abstract, elements = item
            info = TypeInfo(
                own_name, kind, base, abstract, {part[0]: ElementInfo(*part) for part in elements}
            )
            self._types.setdefault(info.name, info)

    def _make(self, name: str) -> tuple[Any, ...]:
        definition = self._library.registry.find(type_url(name), type="StructureDefinition")
        if definition is None or definition.get("derivation") == "constraint":
            return ()
        return tuple(
            (
                info.name,
                info.kind,
                info.base,
                info.abstract,
                tuple(
                    (item.name, item.types, item.repeats, item.choice, item.order)
                    for item in info.elements.values()
                ),
            )
            for info in read_type(self._library.snapshots.complete(definition))
        )
