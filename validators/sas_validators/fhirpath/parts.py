"""What a test leaves to the generic engine: functions of their own beside it."""

from __future__ import annotations

from dataclasses import replace

from sas_validators.definitions.types import TypeModel
from sas_validators.fhirpath import ast
from sas_validators.fhirpath.ast import Expression
from sas_validators.fhirpath.conditions import Leaf, quote
from sas_validators.fhirpath.decisions import Logic, total
from sas_validators.fhirpath.functions import FUNCTIONS, TOTAL_FUNCTIONS
from sas_validators.fhirpath.generic import FunctionWriter, Scope
from sas_validators.fhirpath.places import (
    CannotLowerError,
    Dynamic,
    Object,
    Place,
    Primitive,
    Resource,
)
from sas_validators.fhirpath.source import Constants, Lines, docstring


class Parts:
    """The functions for the parts of one test."""

    def __init__(self, name: str, context: Place, types: TypeModel, constants: Constants) -> None:
        """`context` is the element that the test called `name` is about."""
        self.sources: list[str] = []
        self._name = name
        self._context = context
        self._types = types
        self._constants = constants

    def add(self, expression: Expression, this: Place) -> Logic:
        """Writes the function for `expression` on `this`; what it answers.

        Raises CannotLowerError where the part can't stand by itself.
        """
        inner = this is not self._context
        if inner and _has_free_variables(expression):
            raise CannotLowerError
        name = f"{self._name}_part_{len(self.sources) + 1}"
        node = _node(this)
        context = _node(self._context) if inner and _mentions_context(expression) else ""
        parameters = "focus, context, env" if context else "focus, env"
        lines = Lines()
        with lines.block(f"def {name}({parameters}):"):
            lines.add(docstring(expression))
            writer = FunctionWriter(
                lines, self._constants, self._types, context="context" if context else "focus"
            )
            lines.add("return " + writer.truth(expression, Scope("focus", "focus")))
        self.sources.append(str(lines))
        call = f"{name}({node}, {context}, env)" if context else f"{name}({node}, env)"
        if isinstance(expression, ast.Call) and expression.name in TOTAL_FUNCTIONS:
            return replace(total(Leaf(call)), raises=True)
        return Logic(Leaf(call, boolean=False), Leaf(f"{call} is False"), raises=True)


def _node(place: Place) -> str:
    """The collection that holds just the node of a place. Raises CannotLowerError."""
    if place.filtered:
        raise CannotLowerError
    if isinstance(place, Object):
        return f"[fp.Node({place.text}, {quote(place.type)})]"
    if isinstance(place, Resource):
        return f"[fp.resource_node({place.text}, env.types)]"
    if isinstance(place, Dynamic):
        return f"[{place.text}]"
    if isinstance(place, Primitive) and place.shadow:
        return f"[fp.Node({place.text}, {quote(place.type)}, {place.shadow})]"
    raise CannotLowerError


def _has_free_variables(expression: Expression) -> bool:
    """Whether `$index` or `$total` of a scope around is used."""
    if isinstance(expression, ast.Variable):
        return expression.name != "$this"
    if isinstance(expression, ast.Call) and "each" in FUNCTIONS[expression.name].arguments:
        return expression.target is not None and _has_free_variables(expression.target)
    return any(_has_free_variables(part) for part in ast.children(expression))


def _mentions_context(expression: Expression) -> bool:
    if isinstance(expression, ast.External):
        return expression.name == "context"
    return any(_mentions_context(part) for part in ast.children(expression))
