"""Puts the compiled FHIR packages into the wheel, so that its users need neither Node nor SUSHI."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledPackages(BuildHookInterface):
    """Adds `build/packages` to a wheel; an editable installation finds them where they are."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Raises FileNotFoundError when the packages have not been compiled."""
        if version == "editable":
            return
        folder = Path(self.root) / "build" / "packages"
        if not any(folder.glob("*/package")):
            raise FileNotFoundError(f"{folder} has no compiled packages: run `make setup`")
        build_data["force_include"][str(folder)] = "sas_validators/packages"
