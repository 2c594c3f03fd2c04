"""Code for one property of an object: presence, number, form, and each value."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sas_validators.compiler.choices import emit_choice
from sas_validators.compiler.primitives import emit_paired, emit_without_value
from sas_validators.compiler.shape import Shape, Unit
from sas_validators.compiler.slicing import emit_slicings
from sas_validators.compiler.source import Lines
from sas_validators.compiler.value import Value
from sas_validators.compiler.values import emit_value
from sas_validators.definitions.types import ElementInfo
from sas_validators.schema.element import ElementSchema


@dataclass(frozen=True, slots=True)
class Property:
    """One element name of a shape: what the type says of it and what the nodes demand.

    `element` is None for a name that the type does not have (a profile of
    another type applied all the same).
    """

    name: str
    element: ElementInfo | None
    nodes: tuple[ElementSchema, ...]
    known: tuple[ElementSchema, ...]

    def strictest_minimum(self) -> ElementSchema | None:
        """The node with the highest minimum, when `known` does not ask for as much."""
        node = max(self.nodes, key=lambda candidate: candidate.min)
        met = max((known.min for known in self.known), default=0)
        return node if node.min > met else None

    def strictest_maximum(self) -> ElementSchema | None:
        """The node with the lowest maximum, when `known` allows more."""
        limited = [node for node in self.nodes if node.max is not None]
        if not limited:
            return None
        node = min(limited, key=lambda candidate: candidate.max or 0)
        met = min((known.max for known in self.known if known.max is not None), default=None)
        return node if met is None or (node.max or 0) < met else None


def emit_property(unit: Unit, shape: Shape, prop: Property, lines: Lines, shadows: Lines) -> None:
    """Appends the code for `prop` of `o`; nothing when no node demands anything new.

    What concerns values that are only there by their `_x` member goes to `shadows`.
    """
    element = prop.element
    part = Lines(lines.depth)
    if element is None:
        _emit_minimum(unit, prop, part, header="if True:")
    elif element.choice:
        emit_choice(unit, shape, prop, element, part)
    elif element.repeats:
        _emit_list(unit, shape, prop, element, part, shadows)
    else:
        _emit_single(unit, shape, prop, element, part, shadows)
    if len(part) > 0:
        lines.comment(prop.nodes[-1].id)
        lines.extend(part)


def _emit_single(
    unit: Unit, shape: Shape, prop: Property, element: ElementInfo, lines: Lines, shadows: Lines
) -> None:
    type_name = element.types[0] if element.types else ""
    value = _value(shape, prop, type_name, "v", f"(at, {prop.name!r}, None)", "w")
    body = Lines(lines.depth + 1)
    _emit_prohibited(unit, prop, body)
    emit_value(unit, value, body)
    paired = Lines(lines.depth + 1)
    if unit.definitions.types.is_primitive(type_name):
        emit_paired(unit, value, paired)
        _emit_shadow(unit, prop, value, shadows)
    slicing = Lines(lines.depth)
    emit_slicings(unit, prop.name, prop.nodes, prop.known, type_name, "single", slicing)
    minimum = Lines(lines.depth)
    _emit_minimum(unit, prop, minimum, header="if v is None:")
    if len(body) + len(minimum) + len(slicing) + len(paired) == 0:
        return
    lines.add(f"v = get({prop.name!r})")
    lines.extend(minimum)
    if len(body):
        lines.add("if v is not None:" if not len(minimum) else "else:")
        lines.extend(body)
    if len(paired):
        lines.add(f"w = get({'_' + prop.name!r})")
        lines.add("if v is not None or w is not None:")
        lines.extend(paired)
    lines.extend(slicing)


def _emit_prohibited(unit: Unit, prop: Property, lines: Lines) -> None:
    maximum = prop.strictest_maximum()
    if maximum is not None and maximum.max == 0:
        lines.add(f"{unit.use('too_many')}(at, r, {maximum.label!r}, 0, 1, {maximum.profile!r})")


def _emit_shadow(unit: Unit, prop: Property, value: Value, shadows: Lines) -> None:
    """The code for values that have a companion only, wherever they stand."""
    body = Lines(shadows.depth + 1)
    if prop.element is not None and not prop.element.repeats:
        _emit_prohibited(unit, prop, body)
    emit_without_value(unit, replace(value, here="here"), body)
    if len(body):
        shadows.add(f"for here in {unit.use('without_value')}(o, at, {prop.name!r}):")
        shadows.extend(body)


def _emit_list(
    unit: Unit, shape: Shape, prop: Property, element: ElementInfo, lines: Lines, shadows: Lines
) -> None:
    type_name = element.types[0] if element.types else ""
    value = _value(shape, prop, type_name, "x", f"(at, {prop.name!r}, i)", "y")
    body = Lines(lines.depth + 1)
    if shape.structural:
        with body.block("if v.__class__ is not list or not v:"):
            simple = unit.definitions.types.is_primitive(type_name)
            odd = unit.use("odd_simple_list" if simple else "odd_list")
            body.add(f"v = {odd}(v, at, {prop.name!r}, r)")
    _emit_maximum(unit, prop, body)
    minimum = prop.strictest_minimum()
    if minimum is not None and minimum.min > 1:
        with body.block(f"if 0 < len(v) < {minimum.min}:"):
            body.add(_too_few(unit, minimum, "len(v)"))
    items = Lines(body.depth + 1)
    emit_value(unit, value, items)
    if len(items):
        body.add("for i, x in enumerate(v):")
        body.extend(items)
    paired = Lines(lines.depth + 1)
    if unit.definitions.types.is_primitive(type_name):
        emit_paired(unit, value, paired)
        _emit_shadow(unit, prop, value, shadows)
    slicing = Lines(lines.depth)
    emit_slicings(unit, prop.name, prop.nodes, prop.known, type_name, "list", slicing)
    absent = Lines(lines.depth)
    _emit_minimum(unit, prop, absent, header="if not v:")
    if len(body) + len(slicing) + len(absent) + len(paired) == 0:
        return
    lines.add(f"v = get({prop.name!r})")
    if len(body):
        lines.add("if v is not None:" if shape.structural else "if v.__class__ is list:")
        lines.extend(body)
    lines.extend(absent)
    if len(paired):
        pairs = f"{unit.use('paired')}(v, get({'_' + prop.name!r}))"
        lines.add(f"for i, (x, y) in enumerate({pairs}):")
        lines.extend(paired)
    lines.extend(slicing)


def _value(
    shape: Shape, prop: Property, type_name: str, name: str, here: str, companion: str
) -> Value:
    return Value(
        owner=shape,
        element=prop.name,
        type=type_name,
        name=name,
        here=here,
        nodes=prop.nodes,
        known=prop.known,
        structural=shape.structural,
        companion=companion,
    )


def _emit_maximum(unit: Unit, prop: Property, lines: Lines) -> None:
    maximum = prop.strictest_maximum()
    if maximum is None:
        return
    with lines.block(f"if len(v) > {maximum.max}:"):
        lines.add(
            f"{unit.use('too_many')}"
            f"(at, r, {maximum.label!r}, {maximum.max}, len(v), {maximum.profile!r})"
        )


def _emit_minimum(unit: Unit, prop: Property, lines: Lines, *, header: str) -> None:
    minimum = prop.strictest_minimum()
    if minimum is None:
        return
    with lines.block(header):
        if prop.element is not None and unit.definitions.types.is_primitive(prop.element.types[0]):
            with lines.block(f"if {'_' + prop.name!r} not in o:"):
                lines.add(_too_few(unit, minimum, "0"))
        else:
            lines.add(_too_few(unit, minimum, "0"))


def _too_few(unit: Unit, node: ElementSchema, found: str) -> str:
    call = unit.use("too_few")
    return f"{call}(at, r, {node.label!r}, {node.min}, {found}, {node.profile!r})"
