"""Invariants as Python functions.

Spec: https://hl7.org/fhir/R4/conformance-rules.html#constraints
"""

from __future__ import annotations

from sas_validators.definitions.types import TypeModel
from sas_validators.fhirpath.codegen import generate_test
from sas_validators.fhirpath.parser import parse
from sas_validators.fhirpath.published import replacement
from sas_validators.schema.element import Constraint

ELSEWHERE = frozenset({"dom-3", "ele-1"})
"""Keys that have a check of their own: orphaned contained resources, empty elements."""

NEEDS_MEMBER = {"dom-2": "contained", "dom-4": "contained", "dom-5": "contained"}
"""Keys that hold wherever an object lacks this member, which is cheaper to see than to call."""

HTML_CHECKS = {"txt-1": 0, "txt-2": 1}
"""Keys whose expression is `htmlChecks()`, though each asks for another part of the answer."""

NARRATIVE = "dom-6"
"""The key that asks for a narrative: of resources that stand by themselves."""


def invariant_source(
    constraint: Constraint, type_name: str, name: str, types: TypeModel
) -> str | None:
    """The source of `def name(o, env)`, true when the constraint holds.

    None when there is nothing to test: no expression, or a check elsewhere.
    Raises ExpressionError when the expression can't be compiled.
    """
    if not constraint.expression or constraint.key in ELSEWHERE:
        return None
    expression = replacement(constraint.key, constraint.expression, constraint.source)
    return generate_test(parse(expression), name=name, context_type=type_name, types=types)
