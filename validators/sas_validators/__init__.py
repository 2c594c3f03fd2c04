"""Validates FHIR R4 resources against profiles compiled to Python.

from sas_validators import Validator

outcome = Validator.default().validate(resource)
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sas_validators.checks.run import Options
    from sas_validators.definitions.package import PackageError
    from sas_validators.outcome import Issue, Outcome
    from sas_validators.validator import Validator

__all__ = ["Issue", "Options", "Outcome", "PackageError", "Validator"]

_HOMES = {
    "Issue": "outcome",
    "Options": "checks.run",
    "Outcome": "outcome",
    "PackageError": "definitions.package",
    "Validator": "validator",
}


def __getattr__(name: str) -> Any:
    """Loads what is asked for, so that importing a small part stays cheap."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{home}"), name)
