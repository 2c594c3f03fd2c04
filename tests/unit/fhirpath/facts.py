"""Tables of facts: what an expression gives, written as FHIRPath writes values."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from sas_validators.definitions.registry import Registry
from sas_validators.definitions.types import TypeModel
from sas_validators.fhirpath.engine import compile_expression
from sas_validators.fhirpath.environment import Environment
from sas_validators.fhirpath.errors import ExpressionError
from sas_validators.fhirpath.node import Item, Node
from sas_validators.fhirpath.temporal import Temporal

NO_TYPES = TypeModel(Registry(()))
"""For expressions that don't look at FHIR elements."""

NOW = datetime.datetime(
    2026, 3, 5, 14, 30, 15, 250_000, datetime.timezone(datetime.timedelta(hours=1))
)

ERROR = "error"
"""What a table says where the evaluation must fail."""


def outcome(
    text: str,
    focus: Sequence[Item] = (),
    types: TypeModel = NO_TYPES,
    **environment: Any,
) -> str:
    """The result as text: `{}`, or the items separated by commas; `error`."""
    env = Environment(types, **{"now": NOW, **environment})
    try:
        return show(compile_expression(text, types).evaluate(list(focus), env))
    except ExpressionError:
        return ERROR


def show(items: Sequence[Item]) -> str:
    """A collection as FHIRPath writes it; elements of instances as their JSON."""
    return ", ".join(_show_item(item) for item in items) or "{}"


def _show_item(item: Item) -> str:
    match item:
        case Node(value=value):
            return repr(value) if isinstance(value, dict) else _show_item(value)
        case bool():
            return "true" if item else "false"
        case str():
            return f"'{item}'"
        case Decimal():
            return f"{item:f}"
        case Temporal(kind="Time"):
            return f"@T{item}"
        case Temporal():
            return f"@{item}"
        case _:
            return str(item)


def table(text: str) -> pytest.MarkDecorator:
    """The facts of a table: an expression and what it gives, with `=>` between them."""
    rows = [line.strip() for line in text.strip().splitlines() if line.strip()]
    facts = [tuple(part.strip() for part in row.rsplit("=>", 1)) for row in rows]
    return pytest.mark.parametrize(
        ("expression", "expected"), [pytest.param(*fact, id=" => ".join(fact)) for fact in facts]
    )
