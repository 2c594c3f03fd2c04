"""Code for a choice element: which type was chosen, and what that type must meet.

Spec: https://hl7.org/fhir/R4/formats.html#choice
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sas_validators.compiler.demands import Invariant, OnlyTypes, demands_of, united
from sas_validators.compiler.primitives import emit_paired, emit_without_value
from sas_validators.compiler.shape import Shape, Unit
from sas_validators.compiler.slicing import emit_slicings, is_closed, is_sliced_by_type
from sas_validators.compiler.source import Lines
from sas_validators.compiler.value import Value
from sas_validators.compiler.values import emit_value
from sas_validators.definitions.types import ElementInfo
from sas_validators.schema.element import ElementSchema

if TYPE_CHECKING:
    from sas_validators.compiler.properties import Property


def emit_choice(
    unit: Unit, shape: Shape, prop: Property, element: ElementInfo, lines: Lines
) -> None:
    """Appends the code for the choice element `prop`."""
    present = Lines(lines.depth + 1)
    _emit_present(unit, shape, prop, element, present)
    absent = Lines(lines.depth + 1)
    _emit_absent(unit, prop, absent)
    if len(present) + len(absent) == 0:
        return
    steps = unit.constants.name(
        f"{element.name}_steps",
        f"{unit.use('choice_steps')}({element.name!r}, {element.types!r})",
    )
    if shape.structural:
        choose = f"{unit.use('chosen_alone')}(o, at, r, {steps})"
    else:
        choose = f"{unit.use('chosen')}(o, {steps})"
    lines.add(f"step = None if {steps}.keys().isdisjoint(o) else {choose}")
    if len(absent):
        lines.add("if step is None:")
        lines.extend(absent)
    if len(present):
        lines.add("else:" if len(absent) else "if step is not None:")
        lines.extend(present)


def allowed_types(nodes: tuple[ElementSchema, ...], element: ElementInfo) -> tuple[str, ...]:
    """The types of the choice that every node leaves."""
    left = element.types
    for demand in united(nodes):
        if isinstance(demand, OnlyTypes):
            left = tuple(name for name in left if name in demand.types)
    return left


def _special_types(
    unit: Unit, shape: Shape, prop: Property, allowed: tuple[str, ...]
) -> dict[str, Lines]:
    """The code of each type that more is asked of than being a right value of its type."""
    found: dict[str, Lines] = {}
    type_slices = [part for node in prop.nodes if is_sliced_by_type(node) for part in node.slices]
    for type_name in allowed:
        part = Lines()
        slices = tuple(
            piece
            for piece in type_slices
            if piece not in prop.known and type_name in {item.code for item in piece.types}
        )
        asked = _asks_more(prop.nodes, shape.structural, type_name)
        if asked:
            _emit_chosen(unit, _choice_value(shape, prop, type_name, prop.nodes, prop.known), part)
        elif shape.structural:
            with part.block("if v is not None:"):
                part.add(f"{unit.use('check_choice')}(v, (at, step, None), r)")
        common = len(part)
        if slices:
            known = (*prop.nodes, *prop.known)
            value = _choice_value(shape, prop, type_name, slices, known, structural=False)
            _emit_chosen(unit, value, part)
        if len(part) > common or (asked and len(part)):
            found[type_name] = part
    return found


def _emit_chosen(unit: Unit, value: Value, lines: Lines) -> None:
    """The code for a value of one type, and for its companion if the type is primitive."""
    body = Lines(lines.depth + 1)
    emit_value(unit, value, body)
    if len(body):
        lines.add("if v is not None:")
        lines.extend(body)
    if not unit.definitions.types.is_primitive(value.type):
        return
    alone = Lines(lines.depth + 1)
    emit_without_value(unit, value, alone)
    if len(alone):
        lines.add("if v is None:")
        lines.extend(alone)
    paired = Lines(lines.depth)
    emit_paired(unit, value, paired)
    if len(paired):
        lines.add("w = get('_' + step)")
        lines.extend(paired)


def _asks_more(nodes: tuple[ElementSchema, ...], structural: bool, type_name: str) -> bool:
    """Whether a node says more of a value than which types it may have."""
    for node in nodes:
        if node.children:
            return True
        for demand in demands_of(node):
            if isinstance(demand, OnlyTypes):
                continue
            if not structural or isinstance(demand, Invariant):
                return True
            if getattr(demand, "type", type_name) == type_name:
                return True
    return False


def _choice_value(
    shape: Shape,
    prop: Property,
    type_name: str,
    nodes: tuple[ElementSchema, ...],
    known: tuple[ElementSchema, ...],
    *,
    structural: bool | None = None,
) -> Value:
    return Value(
        owner=shape,
        element=prop.name,
        type=type_name,
        name="v",
        here="(at, step, None)",
        nodes=nodes,
        known=known,
        structural=shape.structural if structural is None else structural,
        companion="w",
    )


def _emit_present(
    unit: Unit, shape: Shape, prop: Property, element: ElementInfo, lines: Lines
) -> None:
    allowed = allowed_types(prop.nodes, element)
    before = len(lines)
    lines.add("v = get(step)")
    maximum = prop.strictest_maximum()
    prohibited = maximum is not None and maximum.max == 0
    if prohibited and maximum is not None:
        lines.add(f"{unit.use('too_many')}(at, r, {maximum.label!r}, 0, 1, {maximum.profile!r})")
    restricted = allowed_types(prop.known, element) if prop.known else element.types
    if not prohibited and set(allowed) != set(restricted):
        types = unit.constants.name(f"{element.name}_types", repr(frozenset(allowed)))
        profile = prop.nodes[-1].profile
        with lines.block(f"if step.type not in {types}:"):
            lines.add(f"{unit.use('wrong_choice')}(v, (at, step, None), r, {types}, {profile!r})")
    _emit_types(
        unit, shape, {} if prohibited else _special_types(unit, shape, prop, allowed), lines
    )
    _emit_slice_counts(unit, prop, allowed, lines)
    sliced = tuple(node for node in prop.nodes if not is_sliced_by_type(node))
    if allowed:
        emit_slicings(unit, prop.name, sliced, prop.known, allowed[0], "choice", lines)
    if len(lines) == before + 1:
        lines.clear()


def _emit_types(unit: Unit, shape: Shape, special: dict[str, Lines], lines: Lines) -> None:
    """The code of each type with demands of its own, and of all others."""
    keyword = "if"
    for type_name, body in special.items():
        with lines.block(f"{keyword} step.type == {type_name!r}:"):
            lines.indent(body)
        keyword = "elif"
    if shape.structural:
        with lines.block(f"{'elif' if special else 'if'} v is not None:"):
            lines.add(f"{unit.use('check_choice')}(v, (at, step, None), r)")


def _emit_slice_counts(unit: Unit, prop: Property, allowed: tuple[str, ...], lines: Lines) -> None:
    """Minimum and maximum of slices by type."""
    for node in prop.nodes:
        if not is_sliced_by_type(node) or node in prop.known:
            continue
        others = _types_in_no_slice(node, allowed)
        if is_closed(node) and others:
            with lines.block(f"if step.type in {others!r}:"):
                call = f"{unit.use('in_no_slice')}((at, step, None), r"
                lines.add(f"{call}, {node.label!r}, {node.profile!r})")
        for part in node.slices:
            codes = tuple(item.code for item in part.types)
            if part.min > 0:
                with lines.block(f"if step.type not in {codes!r}:"):
                    _slice_minimum(unit, part, lines)
            if part.max == 0:
                with lines.block(f"if step.type in {codes!r}:"):
                    lines.add(
                        f"{unit.use('too_many')}(at, r, {part.label!r}, 0, 1, {part.profile!r})"
                    )


def _types_in_no_slice(node: ElementSchema, allowed: tuple[str, ...]) -> tuple[str, ...]:
    sliced = {item.code for part in node.slices for item in part.types}
    return tuple(name for name in allowed if name not in sliced)


def _slice_minimum(unit: Unit, part: ElementSchema, lines: Lines) -> None:
    lines.add(
        f"{unit.use('slice_too_few')}(at, r, {part.label!r}, {part.min}, 0, {part.profile!r})"
    )


def _emit_absent(unit: Unit, prop: Property, lines: Lines) -> None:
    minimum = prop.strictest_minimum()
    if minimum is not None:
        lines.add(
            f"{unit.use('too_few')}"
            f"(at, r, {minimum.label!r}, {minimum.min}, 0, {minimum.profile!r})"
        )
    for node in prop.nodes:
        if is_sliced_by_type(node) and node not in prop.known:
            for part in node.slices:
                if part.min > 0:
                    _slice_minimum(unit, part, lines)
