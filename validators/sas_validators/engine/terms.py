"""Terminology from stock, compiled from the packages only when it is not there."""

from __future__ import annotations

from sas_validators.engine.stack import Stack
from sas_validators.engine.stock import Stock
from sas_validators.terminology.code_systems import CodeSystemData
from sas_validators.terminology.editions import RegistryLoader
from sas_validators.terminology.value_sets import ValueSetData


class StockedTerms:
    """Code systems and value sets of a stack (see `terminology.loading.Loader`)."""

    def __init__(self, stack: Stack, stock: Stock) -> None:
        self._stack = stack
        self._stock = stock
        self._loader: RegistryLoader | None = None

    def _open(self) -> RegistryLoader:
        if self._loader is None:
            self._loader = RegistryLoader(self._stack.registry)
        return self._loader

    def code_system(self, url: str, version: str) -> CodeSystemData | None:
        """The code system `url`, in that version ("": the one that wins), None if not loaded."""
        return self._stock.fetch(
            "code-system", f"{url}|{version}", lambda: self._open().code_system(url, version)
        )

    def value_set(self, url: str, version: str) -> ValueSetData | None:
        """The value set `url`, in that version ("": the one that wins), None if not loaded."""
        return self._stock.fetch(
            "value-set", f"{url}|{version}", lambda: self._open().value_set(url, version)
        )

    def versions(self, url: str) -> tuple[str, ...]:
        """The versions of the code system `url` that are loaded."""
        return self._stock.fetch("versions", url, lambda: self._open().versions(url))
