"""Code for one value: its JSON form, what is inside, and the demands on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sas_validators.compiler.demands import (
    Bound,
    Demand,
    Fixed,
    Invariant,
    Limited,
    NarrativeControl,
    Pattern,
    Profiled,
    Targets,
    united,
)
from sas_validators.compiler.invariants import emit_invariant
from sas_validators.compiler.primitives import emit_primitive
from sas_validators.compiler.shape import ProfileError, Shape, Unit, own_children
from sas_validators.compiler.source import Lines
from sas_validators.compiler.value import Value, limits_constant, wanted_constant
from sas_validators.definitions.registry import TYPE_BASE, type_url
from sas_validators.definitions.types import CODED_TYPES
from sas_validators.schema.element import ElementSchema

QUANTITIES = CODED_TYPES - {"CodeableConcept", "Coding"}

REMEMBERED = frozenset({"CodeableConcept", "Coding"})
"""Coded types whose verdicts are remembered by all that is inside."""


def emit_value(unit: Unit, value: Value, lines: Lines) -> None:
    """Appends the code that judges `value`."""
    types = unit.definitions.types
    if value.type == "Resource":
        _emit_resource(unit, value, lines)
    elif types.is_primitive(value.type):
        emit_primitive(unit, value, lines)
    else:
        _emit_complex(unit, value, lines)


# --- complex values ------------------------------------------------------------------------


_PLACE = "\0here\0"
"""Stands for the value's location until all is written; no literal can hold it."""


def _emit_complex(unit: Unit, value: Value, lines: Lines) -> None:
    inner = Lines(lines.depth + 1)
    bound = replace(value, here=_PLACE)
    content = _emit_content(unit, bound, inner)
    _emit_complex_demands(unit, bound, content, inner)
    if value.structural:
        with lines.block(f"if {value.name}.__class__ is dict and {value.name}:"):
            _with_location(value, inner, lines)
        with lines.block("else:"):
            lines.add(f"{unit.use('odd_object')}({value.name}, {value.here}, r)")
    elif len(inner):
        with lines.block(f"if {value.name}.__class__ is dict:"):
            _with_location(value, inner, lines)


def _with_location(value: Value, inner: Lines, lines: Lines) -> None:
    """Appends `inner`, with the location inline where it is used only once."""
    uses = sum(line.count(_PLACE) for line in inner)
    name = value.here if uses == 1 else "here"
    if uses > 1 and value.here != "here":
        lines.add(f"here = {value.here}")
    for line in inner:
        lines.add(line.replace(_PLACE, name)[4 * lines.depth :])


def _emit_content(unit: Unit, value: Value, lines: Lines) -> str | None:
    """Appends the call that judges what is inside; returns its name if left to the binding.

    What is inside a coded value is judged together with its codes, whose
    verdicts are remembered by content.
    """
    if value.type == "Extension":
        _emit_extension(unit, value, lines)
        return None
    call = unit.function(content_shape(unit, value), value.nodes[-1].id)
    if call is None:
        return None
    if value.structural and value.type in REMEMBERED and value.owner.type != "CodeableConcept":
        return call
    lines.add(f"{call}({value.name}, {value.here}, r)")
    return None


def _emit_extension(unit: Unit, value: Value, lines: Lines) -> None:
    """Extensions are judged by the definition their url names, found when they occur."""
    if value.structural:
        if value.owner.type == "Extension":
            parts = _defined_parts(value)
            lines.add(f"{unit.use('check_part')}({value.name}, {value.here}, r, {parts})")
        else:
            modifier = value.element == "modifierExtension"
            lines.add(
                f"{unit.use('check_extension')}"
                f"({value.name}, {value.here}, r, {value.owner.type!r}, {modifier})"
            )
    inline = tuple(node for node in value.nodes if node.children)
    if inline:
        shape = Shape("Extension", inline, _known_content(unit, value), structural=False)
        call = unit.function(shape, value.nodes[-1].id)
        if call is not None:
            lines.add(f"{call}({value.name}, {value.here}, r)")
    for profile in _profile_roots(unit, value):
        url = profile.children["url"].fixed if "url" in profile.children else None
        call = unit.function(Shape("Extension", (_type_root(unit, "Extension"), profile)), "")
        if url is not None and url.value == profile.profile:
            # An extension of that url has just been judged by this very definition.
            lines.add(f"if {value.name}.get('url') != {url.value!r}:")
            lines.add(f"    {call}({value.name}, {value.here}, r)")
        else:
            lines.add(f"{call}({value.name}, {value.here}, r)")


def _defined_parts(value: Value) -> str:
    """The urls of the sub-extensions that a complex extension defines, as source."""
    urls: set[str] = set()
    for node in value.nodes:
        for part in node.slices:
            url = part.children.get("url")
            if url is not None and url.fixed is not None:
                urls.add(str(url.fixed.value))
    own_definition = any(node.profile != type_url("Extension") for node in value.owner.nodes)
    return repr(frozenset(urls)) if own_definition else "None"


def content_shape(unit: Unit, value: Value) -> Shape:
    """The shape of what is inside `value`."""
    inline = _inline(value.nodes, value.owner.nodes)
    profiles = _profile_roots(unit, value)
    if not value.structural:
        return Shape(value.type, (*inline, *profiles), _known_content(unit, value), False)
    base = () if "." in value.type else (_type_root(unit, value.type),)
    return Shape(value.type, (*base, *inline, *profiles))


def _known_content(unit: Unit, value: Value) -> tuple[ElementSchema, ...]:
    base = () if "." in value.type else (_type_root(unit, value.type),)
    return (*base, *_inline(value.known, value.owner.known))


def _inline(
    nodes: Sequence[ElementSchema], owners: Sequence[ElementSchema]
) -> tuple[ElementSchema, ...]:
    found = (own_children(node, owners) for node in nodes)
    return tuple(dict.fromkeys(node for node in found if node.children))


def _type_root(unit: Unit, type_name: str) -> ElementSchema:
    schema = unit.definitions.find_schema(type_url(type_name))
    if schema is None:
        raise ProfileError(f"{type_name}: no definition of this type is loaded")
    return schema


def _profile_roots(unit: Unit, value: Value) -> tuple[ElementSchema, ...]:
    """The profiles that every value must meet: those named alone for its type."""
    found: list[ElementSchema] = []
    for demand in value.demands:
        if not isinstance(demand, Profiled) or demand.type != value.type:
            continue
        if len(demand.profiles) == 1:
            schema = unit.definitions.find_schema(demand.profiles[0])
            if schema is not None:
                found.append(schema)
    return tuple(found)


def _emit_complex_demands(unit: Unit, value: Value, content: str | None, lines: Lines) -> None:
    # The type's own invariants are tested with its content.
    own = () if "." in value.type else united([_type_root(unit, value.type)])
    demands = [
        demand for demand in value.demands if not (isinstance(demand, Invariant) and demand in own)
    ]
    bound = any(isinstance(demand, Bound) for demand in demands)
    # Codes and displays are judged without a binding, too; those of a concept with the concept.
    if value.type in CODED_TYPES and (
        bound or (value.structural and value.owner.type != "CodeableConcept")
    ):
        _emit_coded(unit, value, demands, content, lines)
        demands = [demand for demand in demands if not isinstance(demand, Bound)]
    emit_demands(unit, value, demands, lines)


def emit_demands(unit: Unit, value: Value, demands: Sequence[Demand], lines: Lines) -> None:
    """Appends the tests of `demands` on an object as a whole."""
    if value.type in CODED_TYPES and any(isinstance(demand, Bound) for demand in demands):
        _emit_coded(unit, value, demands, None, lines)
    for demand in demands:
        if isinstance(demand, Fixed | Pattern):
            _emit_wanted(unit, value, demand, lines)
        elif isinstance(demand, Profiled):
            _emit_profiles(unit, value, demand, lines)
        elif isinstance(demand, Limited):
            _emit_limit(unit, value, demand, lines)
        elif isinstance(demand, NarrativeControl):
            control = unit.use("control_narrative")
            lines.add(f"{control}({value.name}, {value.here}, r, {demand.kind!r}, {demand.code!r})")
        elif isinstance(demand, Invariant):
            emit_invariant(unit, demand, value.type, value.name, value.here, lines)
    if value.type == "Reference":
        _emit_targets(unit, value, demands, lines)


def _emit_coded(
    unit: Unit, value: Value, demands: Sequence[Demand], content: str | None, lines: Lines
) -> None:
    bindings = tuple(demand.binding for demand in demands if isinstance(demand, Bound))
    given = f"{value.type!r}, {bindings!r}"
    if content is not None:
        given += f", {content}"
    name = unit.verdicts.name(f"{value.element}_binding", f"coded({given})")
    unit.use("Binding")
    lines.add(f"{name}({value.name}, {value.here}, r)")


def _emit_wanted(unit: Unit, value: Value, demand: Fixed | Pattern, lines: Lines) -> None:
    kind = "fixed" if isinstance(demand, Fixed) else "pattern"
    constant = wanted_constant(unit, value.element, demand)
    holds = unit.use("is_equal" if kind == "fixed" else "contains_pattern")
    with lines.block(f"if not {holds}({value.name}, {constant}):"):
        lines.add(
            f"{unit.use(f'explain_{kind}')}({value.name}, {constant}, {value.here}, r, "
            f"{demand.wanted.type!r}, {value.asked_by(demand)!r})"
        )


def _emit_limit(unit: Unit, value: Value, demand: Limited, lines: Lines) -> None:
    limits = demand.limits
    if value.type == "Attachment" and limits.max_size is not None:
        call = unit.use("keep_within_size")
        lines.add(f"{call}({value.name}, {value.here}, r, {limits.max_size!r})")
    elif value.type in QUANTITIES and (limits.min_value or limits.max_value):
        constant = limits_constant(unit, value.element, limits)
        call = unit.use("keep_quantity_within")
        lines.add(f"{call}({value.name}, {value.here}, r, {constant})")


def _emit_profiles(unit: Unit, value: Value, demand: Profiled, lines: Lines) -> None:
    if demand.type != value.type:
        return
    unknown = [
        profile for profile in demand.profiles if unit.definitions.find_schema(profile) is None
    ]
    if len(demand.profiles) > 1:
        lines.add(
            f"{unit.use('meets_one_of')}"
            f"({value.name}, {value.here}, r, {value.type!r}, {demand.profiles!r})"
        )
    elif unknown:
        lines.add(f"{unit.use('unknown_profile')}({value.here}, r, {unknown[0]!r})")


def _emit_targets(unit: Unit, value: Value, demands: Sequence[Demand], lines: Lines) -> None:
    targets = [demand for demand in demands if isinstance(demand, Targets)]
    if len(targets) > 1:
        # A profile's targets are a subset of its base's, which need no word of their own.
        base = set(united(node for node in value.nodes if node.profile.startswith(TYPE_BASE)))
        targets = [demand for demand in targets if demand not in base] or targets[-1:]
    for demand in targets:
        constant = unit.constants.name(
            f"{value.element}_targets",
            f"{unit.use('ReferenceTargets')}({demand.profiles!r}, {demand.aggregation!r})",
        )
        lines.add(f"{unit.use('check_target')}({value.name}, {value.here}, r, {constant})")


# --- resources inside resources ------------------------------------------------------------


def _emit_resource(unit: Unit, value: Value, lines: Lines) -> None:
    if value.structural:
        call = unit.use("check_contained" if value.element == "contained" else "check_resource")
        lines.add(f"{call}({value.name}, {value.here}, r)")
    met = {_allowed_resources(node) for node in value.known}
    for allowed in dict.fromkeys(map(_allowed_resources, value.nodes)):
        if allowed and allowed not in met:
            constant = unit.constants.name(f"{value.element}_types", repr(allowed))
            call = unit.use("check_resource_type")
            lines.add(f"{call}({value.name}, {value.here}, r, {constant})")


def _allowed_resources(node: ElementSchema) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The types, each with its profiles, that `node` leaves for a resource; none for any."""
    allowed = tuple((item.code, item.profiles) for item in node.types)
    return () if ("Resource", ()) in allowed else allowed
