"""Code for one primitive value, and for what stands beside it in its `_x` member.

The usual value has no such companion, so what concerns companions is kept apart:
code for values that have none but should (`emit_paired`) and code for companions
without a value (`emit_without_value`), which generated code reaches only when a
`_x` member is there.

Spec: https://hl7.org/fhir/R4/json.html#primitive
"""

from __future__ import annotations

import re

from sas_validators.compiler.demands import (
    Bound,
    Demand,
    Fixed,
    Invariant,
    Limited,
    Pattern,
    Profiled,
    ValueRequired,
    beyond,
)
from sas_validators.compiler.invariants import HTML_CHECKS, emit_invariant
from sas_validators.compiler.shape import Shape, Unit
from sas_validators.compiler.source import Lines
from sas_validators.compiler.value import Value, limits_constant, wanted_constant
from sas_validators.definitions.registry import type_url
from sas_validators.primitives.acceptance import EXPRESSIONS, NAMES
from sas_validators.schema.element import ElementSchema

BINDABLE = frozenset({"code", "uri", "string", "canonical", "url", "id"})
"""Primitive types whose values may be bound to a value set."""


def emit_primitive(unit: Unit, value: Value, lines: Lines) -> None:
    """Appends the code that judges a value that is there."""
    if value.structural and value.type != "xhtml":
        with lines.block(f"if {_suspicious(unit, value)}:"):
            judge = unit.use(_judge_of(unit, value))
            lines.add(f"{judge}({value.name}, {value.here}, r, {value.type!r})")
    for demand in _demands(unit, value):
        _emit_demand(unit, value, demand, lines)


def _judge_of(unit: Unit, value: Value) -> str:
    owner = unit.definitions.types.get(value.owner.type)
    if value.element == "id":
        return "judge_resource_id" if owner.kind == "resource" else "judge_primitive"
    return "judge_primitive"


def _suspicious(unit: Unit, value: Value) -> str:
    """A condition that no surely right value of the type meets."""
    if _judge_of(unit, value) == "judge_resource_id":
        expression = EXPRESSIONS["id"]
    else:
        expression = EXPRESSIONS[value.type]
    for name in NAMES:
        if re.search(rf"\b{name}\b", expression):
            unit.use(name)
    return "not (" + re.sub(r"\bv\b", value.name, expression) + ")"


# --- demands ---------------------------------------------------------------------------------


def _demands(unit: Unit, value: Value) -> tuple[Demand, ...]:
    """What is demanded of the value by its element and by the one profile on its type."""
    profiles = _profiles(unit, value)
    if not profiles:
        return value.demands
    known = (*value.known, *_with_value(unit.definitions.find_schema(type_url(value.type))))
    named = [part for profile in profiles for part in _with_value(profile)]
    return beyond((*value.nodes, *named), known)


def _profiles(unit: Unit, value: Value) -> list[ElementSchema]:
    """The roots of the profiles that every value must meet: those named alone."""
    found = [
        unit.definitions.find_schema(demand.profiles[0])
        for demand in value.demands
        if isinstance(demand, Profiled) and demand.type == value.type and len(demand.profiles) == 1
    ]
    return [schema for schema in found if schema is not None]


def _with_value(root: ElementSchema | None) -> tuple[ElementSchema, ...]:
    """A primitive type's definition, and the element `value` that says what is written."""
    if root is None:
        return ()
    return (root, root.children["value"]) if "value" in root.children else (root,)


def _emit_demand(unit: Unit, value: Value, demand: Demand, lines: Lines) -> None:
    name, here = value.name, value.here
    if isinstance(demand, Fixed | Pattern):
        constant = wanted_constant(unit, value.element, demand)
        wrong = unit.use("wrong_fixed")
        with lines.block(f"if {name} != {constant}:"):
            lines.add(f"{wrong}({name}, {here}, r, {constant}, {value.asked_by(demand)!r})")
    elif isinstance(demand, Bound) and value.type in BINDABLE:
        with lines.block(f"if {name}.__class__ is str:"):
            lines.add(f"{_binding(unit, value, demand)}({name}, {here}, r)")
    elif isinstance(demand, Limited):
        constant = limits_constant(unit, value.element, demand.limits)
        lines.add(f"{unit.use('keep_within')}({name}, {here}, r, {value.type!r}, {constant})")
    elif _is_html_check(demand) and isinstance(demand, Invariant):
        emit_invariant(unit, demand, value.type, name, here, lines)


def _binding(unit: Unit, value: Value, demand: Bound) -> str:
    unit.use("Binding")
    return unit.verdicts.name(
        f"{value.element}_binding", f"coded({value.type!r}, {(demand.binding,)!r})"
    )


def _is_html_check(demand: Demand) -> bool:
    return isinstance(demand, Invariant) and demand.constraint.key in HTML_CHECKS


# --- values with their companions ----------------------------------------------------------------


def emit_paired(unit: Unit, value: Value, lines: Lines) -> None:
    """Appends the code for an element that has a value (`value.name`), a companion, or both."""
    for demand in _demands(unit, value):
        if isinstance(demand, ValueRequired):
            call = unit.use("value_required")
            arguments = f"{value.name}, {value.companion}, {value.here}, r"
            lines.add(f"{call}({arguments}, {demand.alternatives!r}, {value.asked_by(demand)!r})")
        elif isinstance(demand, Invariant) and not _is_html_check(demand):
            emit_invariant(unit, demand, value.type, value.name, value.here, lines, value.companion)
        elif isinstance(demand, Profiled) and demand.type == value.type:
            _emit_profiles(unit, value, demand, lines)
    _emit_inside(unit, value, lines)


def _emit_profiles(unit: Unit, value: Value, demand: Profiled, lines: Lines) -> None:
    if len(demand.profiles) > 1:
        judges = ", ".join(_profile_judge(unit, value, profile) for profile in demand.profiles)
        lines.add(
            f"{unit.use('primitive_meets_one_of')}({value.name}, {value.companion}, "
            f"{value.here}, r, ({judges}), {demand.profiles!r})"
        )
    elif unit.definitions.find_schema(demand.profiles[0]) is None:
        lines.add(f"{unit.use('unknown_profile')}({value.here}, r, {demand.profiles[0]!r})")


def _profile_judge(unit: Unit, value: Value, profile: str) -> str:
    """The name of a function that judges a value, with companion, by `profile`; or `None`."""
    root = unit.definitions.find_schema(profile)
    if root is None:
        return "None"
    lines = Lines(1)
    base = _with_value(unit.definitions.find_schema(type_url(value.type)))
    alone = Value(
        owner=value.owner,
        element=value.element,
        type=value.type,
        name="v",
        here="here",
        nodes=_with_value(root),
        known=base,
        structural=False,
        companion="w",
    )
    plain = Lines(2)
    emit_primitive(unit, alone, plain)
    if len(plain):
        lines.add("if v is not None:")
        lines.extend(plain)
    emit_paired(unit, alone, lines)
    if not len(lines):
        lines.add("pass")
    return unit.add_function(f"meets_{profile.rpartition('/')[2]}", "v, w, here, r", lines, profile)


def _emit_inside(unit: Unit, value: Value, lines: Lines) -> None:
    """What is demanded of the id and extensions of the primitive."""
    inline = tuple(node for node in value.nodes if node.children)
    profiles = tuple(_profiles(unit, value))
    if not inline and not profiles:
        return
    base = unit.definitions.find_schema(type_url(value.type))
    known = (*((base,) if base else ()), *(node for node in value.known if node.children))
    shape = Shape(value.type, (*inline, *profiles), known, structural=False)
    call = unit.function(shape, value.nodes[-1].id)
    if call is not None:
        inside = f"{value.companion} if {value.companion}.__class__ is dict else {{}}"
        lines.add(f"{call}({inside}, {value.here}, r)")


def emit_without_value(unit: Unit, value: Value, lines: Lines) -> None:
    """Appends the code for an element with a companion but no value."""
    for demand in _demands(unit, value):
        if isinstance(demand, Fixed | Pattern):
            constant = wanted_constant(unit, value.element, demand)
            wrong = unit.use("wrong_fixed")
            lines.add(f"{wrong}('', {value.here}, r, {constant}, {value.asked_by(demand)!r})")
        elif _is_required(demand) and isinstance(demand, Bound) and value.type in BINDABLE:
            lines.add(f"{_binding(unit, value, demand)}(None, {value.here}, r)")


def _is_required(demand: Demand) -> bool:
    return isinstance(demand, Bound) and demand.binding.strength == "required"
