"""The expressions of search parameters, evaluated by the validators' FHIRPath engine."""

from __future__ import annotations

from collections.abc import Callable

from sas_server.search.plainpaths import compile_plain_path
from sas_validators.definitions.types import TypeModel
from sas_validators.fhirpath.engine import compile_expression as compile_fhirpath
from sas_validators.fhirpath.environment import Environment
from sas_validators.fhirpath.errors import BudgetError, ExpressionError
from sas_validators.fhirpath.node import Item, Node
from sas_validators.fhirpath.references import resolver_by_text

Evaluate = Callable[[Node, Environment], list[Node]]


def compile_expression(text: str, types: TypeModel, type_name: str = "") -> Evaluate:
    """A function from an element to those that `text` selects in it.

    `type_name` is the resource type it will be used on, "" for parts of
    resources. What can't be evaluated on a resource selects nothing. Raises
    ExpressionError for what is no FHIRPath.
    """
    plain = compile_plain_path(text, type_name, types) if type_name else None
    if plain is not None:
        return lambda start, _: plain(start.value)
    compiled = compile_fhirpath(text, types)

    def evaluate(start: Node, environment: Environment) -> list[Node]:
        try:
            found = compiled.evaluate([start], environment)
        except (ExpressionError, BudgetError):
            return []
        return [node for node in map(_as_node, found) if node.value is not None]

    return evaluate


def environment_of(resource: dict[str, object], types: TypeModel) -> Environment:
    """What the expressions of one resource may refer to.

    A reference leads to what it says it leads to: `resolve() is Patient` is
    decided by the text of the reference.
    """
    return Environment(types, resource=resource, resolve=resolver_by_text(resource, types))


def _as_node(item: Item) -> Node:
    """Computed values (`deceased.exists()`) as elements of their type."""
    if isinstance(item, Node):
        return item
    return Node(item, "boolean" if isinstance(item, bool) else "string")
