"""Code for one value: its JSON form, what is inside, and the demands on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sas_validators.checks.coded import CODED_TYPES
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
    beyond,
    united,
)
from sas_validators.compiler.invariants import HTML_CHECKS, NARRATIVE, NEEDS_MEMBER
from sas_validators.compiler.shape import Shape, Unit, own_children
from sas_validators.compiler.source import Lines
from sas_validators.definitions.registry import type_url
from sas_validators.fhirpath.errors import ExpressionError
from sas_validators.primitives.acceptance import EXPRESSIONS, NAMES
from sas_validators.schema.element import ElementSchema

REMEMBERED = frozenset({"CodeableConcept", "Coding"})
"""Coded types whose verdicts are remembered by all that is inside."""

BINDABLE_PRIMITIVES = frozenset({"code", "uri", "string", "canonical", "url", "id"})


@dataclass(frozen=True, slots=True)
class Value:
    """One value as the generated code sees it.

    `name` is the Python variable that holds it, `here` the expression of its
    location, `owner` the shape of the object it belongs to.
    """

    owner: Shape
    element: str
    type: str
    name: str
    here: str
    nodes: tuple[ElementSchema, ...]
    known: tuple[ElementSchema, ...]
    structural: bool

    @property
    def demands(self) -> tuple[Demand, ...]:
        """What is demanded of it that `known` does not demand already."""
        return beyond(self.nodes, self.known)

    @property
    def profile(self) -> str:
        """The definition that speaks last, for messages."""
        return self.nodes[-1].profile


def emit_value(unit: Unit, value: Value, lines: Lines) -> None:
    """Appends the code that judges `value`."""
    types = unit.definitions.types
    if value.type == "Resource":
        _emit_resource(unit, value, lines)
    elif types.is_primitive(value.type):
        _emit_primitive(unit, value, lines)
    else:
        _emit_complex(unit, value, lines)


# --- complex values ------------------------------------------------------------------------


def _emit_complex(unit: Unit, value: Value, lines: Lines) -> None:
    inner = Lines(lines.depth + 1)
    bound = replace(value, here="here")
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
    uses = sum(line.count("here") for line in inner)
    if uses == 1:
        for line in inner:
            lines.add(line.replace("here", value.here)[4 * lines.depth :])
        return
    if uses:
        lines.add(f"here = {value.here}")
    lines.extend(inner)


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


def _defined_parts(value: Value) -> str:
    """The urls of the sub-extensions that a complex extension defines, as source."""
    urls: set[str] = set()
    for node in value.nodes:
        for part in node.slices:
            url = part.children.get("url")
            if url is not None and url.fixed is not None:
                urls.add(url.fixed[1])
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
        raise LookupError(f"{type_name}: no definition of this type is loaded")
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
    demands = value.demands
    # The type's own invariants are tested with its content.
    own = () if "." in value.type else united([_type_root(unit, value.type)])
    if value.type in CODED_TYPES:
        _emit_coded(unit, value, demands, content, lines)
    for demand in demands:
        if isinstance(demand, Fixed | Pattern):
            if demand.type == value.type:
                _emit_fixed_complex(unit, value, demand, lines)
        elif isinstance(demand, Profiled):
            _emit_profiles(unit, value, demand, lines)
        elif isinstance(demand, NarrativeControl):
            control = unit.use("control_narrative")
            lines.add(f"{control}({value.name}, {value.here}, r, {demand.kind!r}, {demand.code!r})")
        elif isinstance(demand, Invariant) and demand not in own:
            emit_invariant(unit, demand, value.type, value.name, value.here, lines)
    if value.type == "Reference":
        _emit_targets(unit, value, demands, lines)


def _emit_coded(
    unit: Unit, value: Value, demands: Sequence[Demand], content: str | None, lines: Lines
) -> None:
    bindings = tuple(demand for demand in demands if isinstance(demand, Bound))
    part_of_concept = value.owner.type == "CodeableConcept"
    if not bindings and (not value.structural or part_of_concept):
        return
    given = f"{value.type!r}, {tuple(item.binding for item in bindings)!r}"
    if content is not None:
        given += f", {content}"
    name = unit.verdicts.name(f"{value.element}_binding", f"coded({given})")
    unit.use("Binding")
    lines.add(f"{name}({value.name}, {value.here}, r)")


def _emit_fixed_complex(unit: Unit, value: Value, demand: Fixed | Pattern, lines: Lines) -> None:
    kind = "fixed" if isinstance(demand, Fixed) else "pattern"
    constant = unit.constants.name(f"{value.element}_{kind}", repr(demand.value))
    holds = unit.use("is_equal" if kind == "fixed" else "contains_pattern")
    with lines.block(f"if not {holds}({value.name}, {constant}):"):
        lines.add(
            f"{unit.use(f'explain_{kind}')}"
            f"({value.name}, {constant}, {value.here}, r, {demand.type!r}, {value.profile!r})"
        )


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
    if not targets:
        return
    # A profile's targets are a subset of its base's, so the last word is enough.
    last = targets[-1]
    constant = unit.constants.name(
        f"{value.element}_targets",
        f"{unit.use('ReferenceTargets')}({last.profiles!r}, {last.aggregation!r})",
    )
    lines.add(f"{unit.use('check_target')}({value.name}, {value.here}, r, {constant})")


# --- resources inside resources ------------------------------------------------------------


def _emit_resource(unit: Unit, value: Value, lines: Lines) -> None:
    demands = value.demands
    allowed = tuple(
        (item.code, item.profiles)
        for node in value.nodes[-1:]
        for item in node.types
        if item.code != "Resource" or item.profiles
    )
    asked = any(isinstance(demand, Profiled) for demand in demands) or any(
        code != "Resource" for code, _ in allowed
    )
    if value.structural:
        call = unit.use("check_contained" if value.element == "contained" else "check_resource")
        lines.add(f"{call}({value.name}, {value.here}, r)")
    if asked:
        constant = unit.constants.name(f"{value.element}_types", repr(allowed))
        lines.add(f"{unit.use('check_resource_type')}({value.name}, {value.here}, r, {constant})")


# --- primitives ----------------------------------------------------------------------------


def _emit_primitive(unit: Unit, value: Value, lines: Lines) -> None:
    if value.structural and value.type != "xhtml":
        with lines.block(f"if {_suspicious(unit, value)}:"):
            judge = unit.use(_judge_of(unit, value))
            lines.add(f"{judge}({value.name}, {value.here}, r, {value.type!r})")
    for demand in value.demands:
        _emit_primitive_demand(unit, value, demand, lines)


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


def _emit_primitive_demand(unit: Unit, value: Value, demand: Demand, lines: Lines) -> None:
    name, here = value.name, value.here
    if isinstance(demand, Fixed | Pattern) and demand.type.lower() == value.type.lower():
        constant = repr(demand.value)
        guard = "" if value.structural else f"{name} is not None and "
        with lines.block(f"if {guard}{name} != {constant}:"):
            lines.add(
                f"{unit.use('wrong_fixed')}({name}, {here}, r, {constant}, {value.profile!r})"
            )
    elif isinstance(demand, Bound) and value.type in BINDABLE_PRIMITIVES:
        binding = unit.verdicts.name(
            f"{value.element}_binding",
            f"coded({value.type!r}, {(demand.binding,)!r})",
        )
        unit.use("Binding")
        with lines.block(f"if {name}.__class__ is str:"):
            lines.add(f"{binding}({name}, {here}, r)")
    elif isinstance(demand, Limited):
        limits = unit.constants.name(f"{value.element}_limits", repr(demand.limits))
        unit.use("Limits")
        lines.add(f"{unit.use('keep_within')}({name}, {here}, r, {value.type!r}, {limits})")
    elif isinstance(demand, Invariant):
        emit_invariant(unit, demand, value.type, name, here, lines)


def emit_invariant(
    unit: Unit, demand: Invariant, type_name: str, value: str, here: str, lines: Lines
) -> None:
    """Appends the test of one invariant on the Python variable `value` at `here`."""
    constraint = demand.constraint
    if constraint.key in HTML_CHECKS and type_name == "xhtml":
        part = HTML_CHECKS[constraint.key]
        condition = f"not {unit.use('html_checks')}({value})[{part}]"
    elif constraint.key == NARRATIVE:
        condition = f"r.container is {value} and not {unit.use('has_narrative')}({value})"
    else:
        try:
            test = unit.invariant(constraint, type_name)
        except ExpressionError as error:
            report = unit.use("unusable_expression")
            text = f"{constraint.expression!r}, {constraint.key!r}, {str(error)!r}"
            lines.add(f"{report}({here}, r, {text})")
            return
        if test is None:
            return
        needed = NEEDS_MEMBER.get(constraint.key)
        condition = f"{needed!r} in {value} and " if needed is not None else ""
        condition += f"not {test}({value}, r.env)"
    severity = "warning" if constraint.best_practice else constraint.severity
    message = unit.constants.name(
        constraint.key,
        f"{unit.use('failed')}({constraint.source!r}, {constraint.key!r}, {severity!r}, "
        f"{constraint.human!r})",
    )
    with lines.block(f"if {condition}:"):
        lines.add(f"r.broken({message}, {here}, {constraint.key!r})")
