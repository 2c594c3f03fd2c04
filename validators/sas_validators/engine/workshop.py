"""Where definitions are read, completed and compiled: all that stock saves from doing again.

Nothing of this is imported while everything asked for is in stock, which is
what keeps a first answer cheap.
"""

from __future__ import annotations

from dataclasses import astuple
from functools import cached_property
from typing import Any

from sas_validators.compiler.shape import ProfileError
from sas_validators.compiler.unit import compile_unit
from sas_validators.definitions.extensions import read_extension
from sas_validators.definitions.profiles import read_profile
from sas_validators.definitions.registry import Registry, type_url
from sas_validators.definitions.types import TypeModel, UnknownTypeError, read_type
from sas_validators.engine.stack import Stack
from sas_validators.engine.supplies import CodeItem
from sas_validators.fhirpath.codegen import generate_function
from sas_validators.fhirpath.errors import ExpressionError
from sas_validators.fhirpath.parser import parse
from sas_validators.schema.build import SchemaError, build_schema
from sas_validators.schema.element import ElementSchema
from sas_validators.snapshot.generator import Snapshots
from sas_validators.snapshot.usable import why_unusable
from sas_validators.terminology.editions import RegistryLoader


class Workshop:
    """Makes the items of stock from the packages of a stack (see `supplies.Maker`)."""

    def __init__(self, stack: Stack, types: TypeModel) -> None:
        self._stack = stack
        self._schemas: dict[str, ElementSchema | None] = {}
        self.types = types

    @property
    def registry(self) -> Registry:
        """The definitions themselves. Raises PackageError."""
        return self._stack.registry

    @property
    def canonicals(self) -> frozenset[str]:
        """Every `url` and `url|version` of the definitions."""
        return frozenset(self.registry.canonicals())

    @cached_property
    def snapshots(self) -> Snapshots:
        """The definitions with their snapshots, generated where missing."""
        return Snapshots(self.registry)

    @cached_property
    def terms(self) -> RegistryLoader:
        """Code systems and value sets, compiled from the packages."""
        return RegistryLoader(self.registry)

    # --- what the compiler asks for ------------------------------------------------------------

    def find_schema(self, canonical: str) -> ElementSchema | None:
        """The schema of a StructureDefinition, its snapshot completed if need be.

        None when it is not loaded. Raises ProfileError when it can't be used.
        """
        if canonical not in self._schemas:
            definition = self.registry.find(canonical, type="StructureDefinition")
            self._schemas[canonical] = None if definition is None else self._schema(definition)
        return self._schemas[canonical]

    def _schema(self, definition: dict[str, Any]) -> ElementSchema:
        snapshot = self.snapshots.snapshot_of(definition)
        reason = why_unusable(definition, snapshot)
        if reason is not None:
            raise ProfileError(reason)
        try:
            return build_schema(definition, snapshot.elements)
        except SchemaError as error:
            raise ProfileError(str(error)) from error

    # --- items of stock ------------------------------------------------------------------------

    def make_unit(self, type_name: str, canonicals: tuple[str, ...]) -> CodeItem:
        """The compiled module for `canonicals` together, or why there is none."""
        try:
            source = self.source(type_name, canonicals)
        except ProfileError as error:
            return str(error)
        except UnknownTypeError as error:
            return f"{canonicals[-1]}: no definition of the type {error} is loaded"
        except RecursionError:
            return f"{canonicals[-1]}: its elements are nested too deeply"
        return compile(source, f"<{canonicals[-1]}>", "exec")

    def make_expression(self, expression: str) -> CodeItem:
        """The compiled form of a FHIRPath expression, or why there is none."""
        try:
            source = generate_function(
                parse(expression), name="evaluate", context_type="", types=self.types
            )
            return compile(source, "<fhirpath>", "exec")
        except (ExpressionError, RecursionError, MemoryError, SyntaxError) as error:
            return str(error)

    def source(self, type_name: str, canonicals: tuple[str, ...]) -> str:
        """The Python source of a unit. Raises ProfileError."""
        return compile_unit(canonicals, type_name, self)

    def make_profile(self, canonical: str) -> tuple[Any, ...] | None:
        """The fields of ProfileFacts; None when the profile is not loaded."""
        definition = self.registry.find(canonical, type="StructureDefinition")
        return None if definition is None else astuple(read_profile(definition))

    def make_extension(self, url: str) -> tuple[Any, ...] | None:
        """The fields of ExtensionFacts; None when no such extension is loaded."""
        definition = self.registry.find(url, type="StructureDefinition")
        if definition is None or definition.get("type") != "Extension":
            return None
        return astuple(read_extension(definition, self.snapshots.snapshot_of(definition).elements))

    def make_type(self, name: str) -> tuple[Any, ...]:
        """The fields of TypeInfo of the type `name` and its backbones; none when unknown."""
        definition = self.registry.find(type_url(name), type="StructureDefinition")
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
            for info in read_type(self.snapshots.complete(definition))
        )
