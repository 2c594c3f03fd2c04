"""FHIRPath: parsed once, compiled to Python, evaluated on JSON.

    from sas_validators.fhirpath import core_types, evaluate

    evaluate("Patient.name.where(use = 'official').given", patient, core_types())

`evaluate` and `evaluate_nodes` answer directly, `compile_expression` keeps the
compiled form, `codegen` writes the source for the profile compiler. Generated
code needs only `runtime`, so what parses and compiles is loaded on first use.

Spec: http://hl7.org/fhirpath/N1/ and https://hl7.org/fhir/R4/fhirpath.html
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from sas_validators.fhirpath.errors import BudgetError, ExpressionError

if TYPE_CHECKING:
    from sas_validators.fhirpath.engine import (
        CompiledExpression,
        compile_expression,
        evaluate,
        evaluate_nodes,
    )
    from sas_validators.fhirpath.environment import Environment
    from sas_validators.fhirpath.node import Node

__all__ = [
    "BudgetError",
    "CompiledExpression",
    "Environment",
    "ExpressionError",
    "Node",
    "compile_expression",
    "evaluate",
    "evaluate_nodes",
]

_HOMES = {
    "CompiledExpression": "engine",
    "Environment": "environment",
    "Node": "node",
    "compile_expression": "engine",
    "evaluate": "engine",
    "evaluate_nodes": "engine",
}


def __getattr__(name: str) -> Any:
    """Loads the module that defines a public name when it is first asked for."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{home}"), name)
