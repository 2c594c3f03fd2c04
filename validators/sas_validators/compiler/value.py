"""One value as the emitters see it, and the constants made from what is demanded of it."""

from __future__ import annotations

from dataclasses import dataclass

from sas_validators.compiler.demands import Demand, Fixed, Pattern, beyond, demands_of
from sas_validators.compiler.shape import Shape, Unit
from sas_validators.compiler.source import literal
from sas_validators.schema.element import ElementSchema, Limits


@dataclass(frozen=True, slots=True)
class Value:
    """One value as the generated code sees it.

    `name` is the Python variable that holds it, `here` the expression of its
    location, `owner` the shape of the object it belongs to; `companion` the
    expression of what a primitive's `_x` member holds.
    """

    owner: Shape
    element: str
    type: str
    name: str
    here: str
    nodes: tuple[ElementSchema, ...]
    known: tuple[ElementSchema, ...]
    structural: bool
    companion: str = "None"

    @property
    def demands(self) -> tuple[Demand, ...]:
        """What is demanded of it that `known` does not demand already."""
        return beyond(self.nodes, self.known)

    def asked_by(self, demand: Demand) -> str:
        """The canonical of the definition that makes `demand`, for messages."""
        for node in self.nodes:
            if demand in demands_of(node):
                return node.profile
        return self.nodes[-1].profile


def wanted_constant(unit: Unit, element: str, demand: Fixed | Pattern) -> str:
    """The name of the constant that holds the value demanded of `element`."""
    kind = "fixed" if isinstance(demand, Fixed) else "pattern"
    text = literal(demand.wanted.value)
    if "JsonDecimal(" in text:
        unit.use("JsonDecimal")
    return unit.constants.name(f"{element}_{kind}", text)


def limits_constant(unit: Unit, element: str, limits: Limits) -> str:
    """The name of the constant that holds `limits` of `element`."""
    unit.use("Limits")
    unit.use("TypedJson")
    return unit.constants.name(f"{element}_limits", repr(limits))
