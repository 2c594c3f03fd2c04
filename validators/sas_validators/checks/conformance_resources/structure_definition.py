"""StructureDefinition as an instance: does it fit its base, does what it names exist.

Spec: validator-features.md section 18
"""

from __future__ import annotations

from sas_validators.checks.run import Object, Run
from sas_validators.conformance.structure_definition import judge_structure_definition
from sas_validators.fhirpath.errors import ExpressionError
from sas_validators.fhirpath.parser import parse
from sas_validators.model.paths import Location


def structure_definition_rules(definition: Object, at: Location, r: Run) -> None:
    """Judges a StructureDefinition beyond what its own definition states."""
    r.findings += judge_structure_definition(
        definition, r.session.snapshots, at=at, check_expression=expression_problem
    )


def expression_problem(expression: str) -> str | None:
    """Why `expression` is no FHIRPath; None when it is."""
    try:
        parse(expression)
    except ExpressionError as error:
        return str(error)
    return None
