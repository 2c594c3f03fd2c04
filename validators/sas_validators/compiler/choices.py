"""Code for a choice element: which type was chosen, and what that type must meet.

Spec: https://hl7.org/fhir/R4/formats.html#choice
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sas_validators.compiler.demands import Invariant, OnlyTypes, demands_of, united
from sas_validators.compiler.shape import Shape, Unit
from sas_validators.compiler.slicing import emit_slicings, is_sliced_by_type
from sas_validators.compiler.source import Lines
from sas_validators.compiler.values import Value, emit_value
from sas_validators.definitions.types import ElementInfo
from sas_validators.schema.element import ElementSchema

if TYPE_CHECKING:
    from sas_validators.compiler.properties import Property


def emit_choice(
    unit: Unit, shape: Shape, prop: Property, element: ElementInfo, lines: Lines
) -> None:
    """Appends the code for the choice element `prop`."""
    allowed = allowed_types(prop.nodes, element)
    prohibited = any(node.max == 0 for node in prop.nodes)
    special = {} if prohibited else _special_types(unit, shape, prop, allowed)
    present = Lines(lines.depth + 1)
    _emit_present(unit, shape, prop, element, allowed, special, prohibited, present)
    absent = Lines(lines.depth + 1)
    _emit_absent(unit, prop, element, absent)
    if len(present) + len(absent) == 0:
        return
    steps = unit.constants.name(
        f"{element.name}_steps",
        f"{unit.use('choice_steps')}({element.name!r}, {element.types!r})",
    )
    if shape.structural:
        lines.add(f"step = {unit.use('chosen_alone')}(o, at, r, {steps})")
    else:
        lines.add(f"step = {unit.use('chosen')}(o, {steps})")
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
            piece for piece in type_slices if type_name in {item.code for item in piece.types}
        )
        new_slices = tuple(piece for piece in slices if piece not in prop.known)
        if _asks_more(prop.nodes, shape.structural, type_name):
            emit_value(unit, _choice_value(shape, prop, type_name, prop.nodes, prop.known), part)
        elif shape.structural:
            part.add(f"{unit.use('check_choice')}(v, (at, step, None), r)")
        base = len(part)
        if new_slices:
            known = (*prop.nodes, *prop.known)
            value = _choice_value(shape, prop, type_name, new_slices, known, structural=False)
            emit_value(unit, value, part)
        if len(part) > base or base > int(shape.structural) or (not shape.structural and base):
            found[type_name] = part
    return found


def _asks_more(nodes: tuple[ElementSchema, ...], structural: bool, type_name: str) -> bool:
    """Whether a node says more of a value than which types it may have."""
    for node in nodes:
        if node.children:
            return True
        for demand in demands_of(node):
            if isinstance(demand, OnlyTypes):
                continue
            if isinstance(demand, Invariant) or not structural:
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
    )


def _emit_present(
    unit: Unit,
    shape: Shape,
    prop: Property,
    element: ElementInfo,
    allowed: tuple[str, ...],
    special: dict[str, Lines],
    prohibited: bool,
    lines: Lines,
) -> None:
    before = len(lines)
    lines.add("v = o[step]")
    label, profile = prop.nodes[-1].label, prop.nodes[-1].profile
    if prohibited:
        lines.add(f"{unit.use('too_many')}(at, r, {label!r}, 0, 1, {profile!r})")
    restricted = allowed_types(prop.known, element) if prop.known else element.types
    if not prohibited and set(allowed) != set(restricted):
        types = unit.constants.name(f"{element.name}_types", repr(frozenset(allowed)))
        with lines.block(f"if step.type not in {types}:"):
            lines.add(f"{unit.use('wrong_choice')}(v, (at, step, None), r, {types}, {profile!r})")
    keyword = "if"
    for type_name, body in special.items():
        with lines.block(f"{keyword} step.type == {type_name!r}:"):
            for line in body:
                lines.add(line)
        keyword = "elif"
    if shape.structural:
        check = f"{unit.use('check_choice')}(v, (at, step, None), r)"
        if special:
            with lines.block("else:"):
                lines.add(check)
        else:
            lines.add(check)
    _emit_slice_counts(unit, prop, lines, "step.type")
    sliced = tuple(node for node in prop.nodes if not is_sliced_by_type(node))
    for type_name in allowed:
        emit_slicings(unit, prop.name, sliced, prop.known, type_name, "choice", lines)
        break
    if len(lines) == before + 1:
        lines.clear()


def _emit_slice_counts(unit: Unit, prop: Property, lines: Lines, chosen: str) -> None:
    """Minimum and maximum of slices by type."""
    for node in prop.nodes:
        if not is_sliced_by_type(node) or node in prop.known:
            continue
        for part in node.slices:
            codes = tuple(item.code for item in part.types)
            if part.min > 0:
                with lines.block(f"if {chosen} not in {codes!r}:"):
                    _slice_minimum(unit, part, lines)
            if part.max == 0:
                with lines.block(f"if {chosen} in {codes!r}:"):
                    lines.add(
                        f"{unit.use('too_many')}(at, r, {part.label!r}, 0, 1, {part.profile!r})"
                    )


def _slice_minimum(unit: Unit, part: ElementSchema, lines: Lines) -> None:
    lines.add(
        f"{unit.use('slice_too_few')}(at, r, {part.label!r}, {part.min}, 0, {part.profile!r})"
    )


def _emit_absent(unit: Unit, prop: Property, element: ElementInfo, lines: Lines) -> None:
    body = Lines(lines.depth + 1)
    minimum = prop.strictest_minimum()
    if minimum is not None:
        body.add(
            f"{unit.use('too_few')}"
            f"(at, r, {minimum.label!r}, {minimum.min}, 0, {minimum.profile!r})"
        )
    for node in prop.nodes:
        if is_sliced_by_type(node) and node not in prop.known:
            for part in node.slices:
                if part.min > 0:
                    _slice_minimum(unit, part, body)
    if len(body):
        steps = unit.constants.name(
            f"{element.name}_steps",
            f"{unit.use('choice_steps')}({element.name!r}, {element.types!r})",
        )
        lines.add(f"if not {unit.use('chosen_by_shadow')}(o, {steps}):")
        lines.extend(body)
