"""Expressions ready to evaluate: the way in for everyone but the profile compiler."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Protocol

from sas_validators.definitions.builtin import load_builtin
from sas_validators.definitions.registry import Registry
from sas_validators.definitions.types import TypeModel
from sas_validators.fhirpath import runtime
from sas_validators.fhirpath.ast import Expression
from sas_validators.fhirpath.environment import Environment
from sas_validators.fhirpath.errors import BudgetError, ExpressionError
from sas_validators.fhirpath.generic import generate_function
from sas_validators.fhirpath.navigation import resource_type
from sas_validators.fhirpath.node import Item, Items, Node, describe
from sas_validators.fhirpath.parser import parse
from sas_validators.fhirpath.references import resolver_within
from sas_validators.fhirpath.temporal import Temporal
from sas_validators.fhirpath.typetests import SYSTEM

_FUNCTION = "evaluate"


class _Function(Protocol):
    def __call__(self, focus: Items, env: Environment) -> Items: ...


class CompiledExpression:
    """An expression compiled for the types of one model.

    `text` is what was compiled, `expression` its tree, `source` the Python made
    of it.
    """

    __slots__ = ("_function", "expression", "source", "text")

    def __init__(self, text: str, types: TypeModel) -> None:
        """Raises ExpressionError for what isn't FHIRPath."""
        self.text = text
        self.expression: Expression = parse(text)
        self.source = generate_function(
            self.expression, name=_FUNCTION, context_type="", types=types
        )
        module: dict[str, Any] = {"fp": runtime}
        try:
            exec(compile(self.source, "<fhirpath>", "exec"), module)  # noqa: S102 (our own code)
        except (RecursionError, MemoryError, SyntaxError) as error:
            raise ExpressionError("the expression is nested too deeply") from error
        self._function: _Function = module[_FUNCTION]

    def evaluate(self, focus: Items, env: Environment) -> Items:
        """The result on a collection: nodes and System values.

        Raises ExpressionError for what fails by the specification, BudgetError
        for what takes too long or too much memory.
        """
        env.start()
        try:
            return self._function(focus, env)
        except RecursionError:
            raise BudgetError("the instance is nested too deeply") from None
        except ArithmeticError as error:
            raise ExpressionError("a number is out of range") from error
        except MemoryError:
            raise BudgetError("the evaluation takes too much memory") from None


@lru_cache(maxsize=1)
def core_types() -> TypeModel:
    """The types of the built-in FHIR core package. Raises PackageError when it isn't there."""
    return TypeModel(Registry(load_builtin(_no_xml, ["hl7.fhir.r4.core#4.0.1"])))


def _no_xml(content: bytes) -> dict[str, Any]:
    raise ExpressionError("the built-in packages are JSON")


@lru_cache(maxsize=1024)
def compile_expression(text: str, types: TypeModel) -> CompiledExpression:
    """The compiled form of `text`, kept for the next time. Raises ExpressionError."""
    return CompiledExpression(text, types)


def evaluate_nodes(
    text: str,
    resource: Mapping[str, Any],
    *,
    types: TypeModel | None = None,
    context_type: str | None = None,
    environment: Environment | None = None,
    variables: Mapping[str, Any] | None = None,
) -> list[Node]:
    """The result of `text` on a resource: nodes with value, FHIR type and location.

    A computed value comes as a node of its System type (`System.Integer`)
    without location. `resource` may also be an element of the data type
    `context_type`. Without an `environment` there are `%resource`, references
    that lead to contained resources or within a Bundle, and the given
    `variables`; without `types` the core ones. Raises ExpressionError.
    """
    types = types or core_types()
    if environment is None:
        environment = Environment(
            types,
            resource=resource,
            variables=variables,
            resolve=resolver_within(resource, types),
        )
    type_name = context_type or resource_type(resource, types)
    node = Node(resource, type_name, None, (None, type_name, None))
    found = compile_expression(text, types).evaluate([node], environment)
    return [_as_node(item) for item in found]


def evaluate(
    text: str,
    resource: Mapping[str, Any],
    *,
    types: TypeModel | None = None,
    context_type: str | None = None,
    environment: Environment | None = None,
    variables: Mapping[str, Any] | None = None,
) -> list[Any]:
    """As `evaluate_nodes`, giving plain values.

    Elements come as their JSON (None for a primitive that only has
    extensions), computed dates and times as text, quantities as `Quantity`.
    """
    found = evaluate_nodes(
        text,
        resource,
        types=types,
        context_type=context_type,
        environment=environment,
        variables=variables,
    )
    return [str(node.value) if isinstance(node.value, Temporal) else node.value for node in found]


def _as_node(item: Item) -> Node:
    return item if isinstance(item, Node) else Node(item, SYSTEM + describe(item))
