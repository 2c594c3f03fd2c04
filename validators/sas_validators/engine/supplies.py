"""What checks ask for, from stock; made by the workshop only when it is not there."""

from __future__ import annotations

import importlib
import types as python_types
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from sas_validators.definitions.extensions import ExtensionFacts
from sas_validators.definitions.profiles import ProfileFacts
from sas_validators.definitions.registry import type_url
from sas_validators.definitions.types import ElementInfo, TypeInfo, TypeModel
from sas_validators.engine.stack import Stack
from sas_validators.engine.stock import Stock
from sas_validators.terminology.code_systems import CodeSystemData
from sas_validators.terminology.value_sets import ValueSetData

if TYPE_CHECKING:
    from sas_validators.engine.workshop import Workshop

CodeItem: TypeAlias = "python_types.CodeType | str"
"""A compiled unit, or the reason why there is none."""


class Supplies:
    """Units, facts, types and terminology of one stack of packages."""

    def __init__(self, stack: Stack, stock: Stock) -> None:
        self._stack = stack
        self._stock = stock
        self._profiles: dict[str, ProfileFacts | None] = {}
        self._extensions: dict[str, ExtensionFacts | None] = {}
        self.types: TypeModel = _StockedTypes(self)

    @cached_property
    def workshop(self) -> Workshop:
        """What makes items; its modules take longer to load than an answer from stock takes."""
        module = importlib.import_module("sas_validators.engine.workshop")
        workshop: Workshop = module.Workshop(self._stack, self.types)
        return workshop

    @cached_property
    def _canonicals(self) -> frozenset[str]:
        """Every `url` and `url|version` that is loaded.

        What instances merely make up is known by it to be absent: it costs no
        look into the packages and leaves nothing behind, in memory or on disk.
        """
        return self._stock.fetch("canonicals", "", lambda: self.workshop.canonicals)

    def _is_loaded(self, url: str, version: str) -> bool:
        return (f"{url}|{version}" if version else url) in self._canonicals

    def find_unit(self, type_name: str, canonicals: tuple[str, ...]) -> CodeItem:
        """The compiled check of a `type_name` against `canonicals`, its own type's first."""
        return self._stock.fetch(
            "unit",
            " ".join((type_name, *canonicals)),
            lambda: self.workshop.make_unit(type_name, canonicals),
        )

    def find_expression(self, expression: str) -> CodeItem:
        """The compiled form of a FHIRPath expression (`engine.session.EXPRESSION`)."""
        return self._stock.fetch(
            "expression", expression, lambda: self.workshop.make_expression(expression)
        )

    def find_profile(self, canonical: str) -> ProfileFacts | None:
        """The header of a StructureDefinition; None when it is not loaded."""
        url, _, version = canonical.partition("|")
        if not self._is_loaded(url, version):
            return None
        if canonical not in self._profiles:
            found = self._stock.fetch(
                "profile", canonical, lambda: self.workshop.make_profile(canonical)
            )
            self._profiles[canonical] = None if found is None else ProfileFacts(*found)
        return self._profiles[canonical]

    def find_extension(self, url: str) -> ExtensionFacts | None:
        """The header of the extension `url`; None when none of that name is loaded."""
        bare, _, version = url.partition("|")
        if not self._is_loaded(bare, version):
            return None
        if url not in self._extensions:
            found = self._stock.fetch("extension", url, lambda: self.workshop.make_extension(url))
            self._extensions[url] = None if found is None else ExtensionFacts(*found)
        return self._extensions[url]

    def find_type(self, name: str) -> list[TypeInfo]:
        """The type `name` and those of its backbone elements; none when it is unknown."""
        if not self._is_loaded(type_url(name), ""):
            return []
        found = self._stock.fetch("type", name, lambda: self.workshop.make_type(name))
        return [
            TypeInfo(
                own_name, kind, base, abstract, {part[0]: ElementInfo(*part) for part in parts}
            )
            for own_name, kind, base, abstract, parts in found
        ]

    # --- terminology (see `terminology.loading.Loader`) ----------------------------------------

    def code_system(self, url: str, version: str) -> CodeSystemData | None:
        """The code system `url`, in that version ("": the one that wins), None if not loaded."""
        if not self._is_loaded(url, version):
            return None
        return self._stock.fetch(
            "code-system",
            f"{url}|{version}",
            lambda: self.workshop.terms.code_system(url, version),
        )

    def value_set(self, url: str, version: str) -> ValueSetData | None:
        """The value set `url`, in that version ("": the one that wins), None if not loaded."""
        if not self._is_loaded(url, version):
            return None
        return self._stock.fetch(
            "value-set",
            f"{url}|{version}",
            lambda: self.workshop.terms.value_set(url, version),
        )

    def versions(self, url: str) -> tuple[str, ...]:
        """The versions of the code system `url` that are loaded."""
        if not self._is_loaded(url, ""):
            return ()
        return self._stock.fetch("versions", url, lambda: self.workshop.terms.versions(url))


class _StockedTypes(TypeModel):
    """Types that come from stock, each read when first asked for."""

    def __init__(self, supplies: Supplies) -> None:
        self._supplies = supplies
        self._types: dict[str, TypeInfo] = {}

    def _read(self, name: str) -> None:
        for info in self._supplies.find_type(name):
            self._types.setdefault(info.name, info)
