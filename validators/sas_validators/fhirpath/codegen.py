"""Generates the Python source of expressions: tests of constraints, and general functions.

What is generated is plain text that stands by itself but for one name, `fp`, the
runtime module; it can be read, kept on disk, and put together with others in
one module.
"""

from __future__ import annotations

import re

from sas_validators.definitions.types import TypeModel
from sas_validators.fhirpath.ast import Expression
from sas_validators.fhirpath.conditions import write_return
from sas_validators.fhirpath.errors import ExpressionError
from sas_validators.fhirpath.generic import generate_function
from sas_validators.fhirpath.lowering import Lowering
from sas_validators.fhirpath.node import PRIMITIVES
from sas_validators.fhirpath.operands import Scope
from sas_validators.fhirpath.places import Object, Primitive
from sas_validators.fhirpath.source import Constants, Lines, docstring, python_name

__all__ = ["generate_function", "generate_test"]

_READ = r'\b(?:o|env\.resource)\.get\("(?P<{0}>\w+)"\)'
_REPEATED_READ = re.compile(
    _READ.format("member") + r'|fp\.(?:first_)?object_at\((?:o|env\.resource), "(?P<object>\w+)"\)'
)
_QUOTED = re.compile(r"""\"[^"\\]*\"|'(?:\\.|[^'\\])*'""")


def generate_test(expression: Expression, *, name: str, context_type: str, types: TypeModel) -> str:
    """The source of `def name(o, env, shadow=None) -> bool`: whether a constraint holds.

    `o` is the raw JSON of an element of type `context_type`: a dict, or a
    primitive's value, whose `_name` member is `shadow`. A constraint holds when
    its result is true, or a single item that is no boolean; an empty result,
    several items and errors at run time mean that it does not.
    `%resource` is taken to be of the resource type that `context_type` is or
    belongs to. Helper functions and constants, if any, come before the test
    and have its name as prefix. Raises ExpressionError for what can't be
    compiled.
    """
    constants = Constants(name)
    context = (
        Primitive("o", context_type, shadow="shadow")
        if context_type in PRIMITIVES
        else Object("o", context_type)
    )
    lowering = Lowering(name, context, types, constants)
    try:
        logic = lowering.logic(expression, Scope(context))
    except RecursionError as error:
        raise ExpressionError("the expression is nested too deeply") from error
    lines = Lines()
    with lines.block(f"def {name}(o, env, shadow=None):"):
        lines.add(docstring(expression))
        fallible = lowering.fallible or lowering.counts_steps
        body = Lines(lines.depth + fallible)
        write_return(logic.true, body)
        if fallible:
            with lines.block("try:"):
                if lowering.counts_steps:
                    lines.add(f"env.start({name})")
                lines.extend(_name_repeated_reads(body))
            with lines.block("except fp.FAILURES as failure:"):
                lines.add(f"return env.failed(failure, {name})")
        else:
            lines.extend(_name_repeated_reads(body))
    head = ["\n".join(constants)] if list(constants) else []
    return "\n\n\n".join([*head, *lowering.parts.sources, str(lines)]) + "\n"


def _name_repeated_reads(body: Lines) -> Lines:
    """Gives a name to what is read more than once from the context or its resource."""
    text = str(body)
    counts: dict[str, int] = {}
    members: dict[str, str] = {}
    for match in _REPEATED_READ.finditer(text):
        counts[match[0]] = counts.get(match[0], 0) + 1
        members[match[0]] = match["member"] or match["object"]
    taken = set(re.findall(r"\b[a-z_]\w*\b", _QUOTED.sub("", text)))
    named = Lines(body.depth)
    for read, count in counts.items():
        if count < 2:
            continue
        name = python_name(members[read])
        while name in taken:
            name += "_"
        taken.add(name)
        named.add(f"{name} = {read}")
        text = re.sub(rf"\b{re.escape(read)}", name, text)
    named.extend_text(text)
    return named
