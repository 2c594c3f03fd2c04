"""Invariants as Python functions.

Spec: https://hl7.org/fhir/R4/conformance-rules.html#constraints
"""

from __future__ import annotations

from sas_validators.compiler.demands import Invariant
from sas_validators.compiler.shape import Unit
from sas_validators.compiler.source import Lines
from sas_validators.definitions.types import TypeModel
from sas_validators.fhirpath.codegen import generate_test
from sas_validators.fhirpath.errors import ExpressionError
from sas_validators.fhirpath.parser import parse
from sas_validators.fhirpath.published import replacement
from sas_validators.schema.element import Constraint

ELSEWHERE = frozenset({"dom-3", "ele-1"})
"""Keys that have a check of their own: orphaned contained resources, empty elements."""

NEEDS_MEMBER = {"dom-2": "contained", "dom-4": "contained", "dom-5": "contained"}
"""Keys that hold wherever an object lacks this member, which is cheaper to see than to call."""

HTML_CHECKS = {"txt-1": 0, "txt-2": 1}
"""Keys whose expression is `htmlChecks()`, though each asks for another part of the answer."""

LOCAL_REFERENCE = "ref-1"
"""The key that asks for the contained resource that a local reference names."""

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


def emit_invariant(
    unit: Unit,
    demand: Invariant,
    type_name: str,
    value: str,
    here: str,
    lines: Lines,
    companion: str = "",
) -> None:
    """Appends the test of one invariant on the Python variable `value` at `here`.

    `companion` is the expression of what the `_x` member of a primitive holds.
    """
    constraint = demand.constraint
    shadow = f", {companion}" if companion else ""
    if constraint.key in HTML_CHECKS and type_name == "xhtml":
        part = HTML_CHECKS[constraint.key]
        condition = f"not {unit.use('html_checks')}({value})[{part}]"
    elif constraint.key == NARRATIVE:
        condition = f"r.container is {value} and not {unit.use('has_narrative')}({value})"
    elif constraint.key == LOCAL_REFERENCE and type_name == "Reference":
        condition = f"not {unit.use('leads_inside')}({value}, r)"
    else:
        try:
            test = unit.invariant(constraint, type_name)
        except ExpressionError as error:
            report = unit.use("unusable_expression")
            text = f"{constraint.expression!r}, {constraint.key!r}, {str(error)!r}"
            lines.add(f"{report}({here}, r, {text})")
            return
        if test is None:
            return
        needed = NEEDS_MEMBER.get(constraint.key)
        condition = f"{needed!r} in {value} and " if needed is not None else ""
        condition += f"not {test}({value}, r.env{shadow})"
    severity = "warning" if constraint.best_practice else constraint.severity
    message = unit.constants.name(
        constraint.key,
        f"{unit.use('failed')}({constraint.source!r}, {constraint.key!r}, {severity!r}, "
        f"{constraint.human!r})",
    )
    with lines.block(f"if {condition}:"):
        lines.add(f"r.broken({message}, {here}, {constraint.key!r})")
