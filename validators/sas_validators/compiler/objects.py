"""The body of the function that judges one JSON object.

Order: unknown members, every property in the definition's order, then what the
type itself and its invariants say of the object as a whole.
"""

from __future__ import annotations

from sas_validators.compiler.properties import Property, emit_property
from sas_validators.compiler.shape import Shape, Unit
from sas_validators.compiler.source import Lines, identifier
from sas_validators.compiler.value import Value
from sas_validators.compiler.values import emit_demands
from sas_validators.definitions.types import TypeInfo
from sas_validators.schema.element import ElementSchema

TYPE_RULES = {
    "Attachment": "attachment_rules",
    "Identifier": "identifier_rules",
    "Meta": "meta_rules",
    "Narrative": "narrative_rules",
    "Quantity": "quantity_rules",
    "Reference": "reference_rules",
}
"""Types with rules that no element definition states -> the runtime function that has them."""

_CANONICAL = frozenset({"url", "publisher"})
"""Elements that only conformance resources have, whose url is what others refer to."""

_IDS_OF_THEIR_OWN = frozenset({"ElementDefinition"})
"""Types whose ids say what they are: a snapshot repeats those of its differential."""


SELDOM = frozenset(
    {"extension", "modifierExtension", "contained", "implicitRules", "language", "text"}
)
"""Members that every type has and few objects do; `id`, too, of all that is no resource."""


def emit_object(unit: Unit, shape: Shape, lines: Lines) -> None:
    """Appends the body that judges `o`, an object of `shape`, at `at`, for the run `r`.

    One look at the member names tells the usual object, whose members are known
    and none of the seldom ones, from others.
    """
    info = unit.definitions.types.get(shape.type)
    seldom = Lines(lines.depth + 1)
    usual = Lines(lines.depth)
    shadows = Lines(lines.depth + (2 if shape.structural else 1))
    names: list[str] = ["resourceType"] if info.kind == "resource" else []
    for part in _properties(unit, shape, info):
        if shape.structural and _is_seldom(part, info):
            emit_property(unit, shape, part, seldom, shadows)
        else:
            emit_property(unit, shape, part, usual, shadows)
            names += [str(name) for name in part.element.json_names] if part.element else []
    whole = Lines(lines.depth)
    _emit_whole(unit, shape, whole)
    if _uses(seldom, "get(") or _uses(usual, "get("):
        lines.add("get = o.get")
    if shape.structural:
        constant = unit.constants.name("usual_members", f"frozenset({tuple(names)!r})")
        with lines.block(f"if not {constant}.issuperset(o):"):
            _emit_members(unit, shape, info, shadows, lines)
            lines.extend(seldom)
    elif len(shadows):
        known = tuple(f"_{name}" for name in info.members)
        constant = unit.constants.name("shadows", f"frozenset({known!r})")
        lines.add(f"if not {constant}.isdisjoint(o):")
        lines.extend(shadows)
    lines.extend(usual)
    lines.extend(whole)


def _is_seldom(part: Property, info: TypeInfo) -> bool:
    minimum = part.strictest_minimum()
    if minimum is not None or any(node.slices for node in part.nodes):
        return False
    return part.name in SELDOM or (part.name == "id" and info.kind != "resource")


def _uses(lines: Lines, text: str) -> bool:
    return any(text in line for line in lines)


def _properties(unit: Unit, shape: Shape, info: TypeInfo) -> list[Property]:
    """The members of the type that some node speaks of, then those only profiles know."""
    found: list[Property] = []
    names = list(info.elements)
    for node in shape.nodes:
        names += [name for name in node.children if name not in names]
    for name in names:
        nodes = _children(shape.nodes, name)
        # A primitive's value stands beside the object, not in it.
        if nodes and not (info.kind == "primitive" and name == "value"):
            element = info.elements.get(name)
            found.append(Property(name, element, nodes, _children(shape.known, name)))
    return found


def _children(nodes: tuple[ElementSchema, ...], name: str) -> tuple[ElementSchema, ...]:
    return tuple(node.children[name] for node in nodes if name in node.children)


def _emit_members(unit: Unit, shape: Shape, info: TypeInfo, shadows: Lines, lines: Lines) -> None:
    names = [str(name) for name in info.members]
    if info.kind == "resource":
        names.insert(0, "resourceType")
    known = unit.constants.name("members", f"frozenset({tuple(names)!r})")
    with lines.block(f"if not {known}.issuperset(o):"):
        lines.add(f"{unit.use('odd_members')}(o, at, r, {shape.type!r})")
        lines.extend(shadows)
    if info.kind != "resource" and shape.type not in _IDS_OF_THEIR_OWN:
        with lines.block("if 'id' in o:"):
            lines.add(f"{unit.use('element_id')}(o, at, r)")


def _emit_whole(unit: Unit, shape: Shape, lines: Lines) -> None:
    """What the definitions' roots demand, and the rules of the type itself."""
    info = unit.definitions.types.get(shape.type)
    roots = tuple(node for node in shape.nodes if "." not in node.id)
    known = tuple(node for node in shape.known if "." not in node.id)
    if roots and info.kind != "primitive":
        element = identifier(shape.type).lower()
        value = Value(shape, element, shape.type, "o", "at", roots, known, structural=False)
        emit_demands(unit, value, value.demands, lines)
    for node in roots:
        if info.kind == "resource" and not unit.definitions.types.is_a(shape.type, node.id):
            call = unit.use("foreign_elements")
            lines.add(f"{call}(o, at, r, {node.id!r}, {node.profile!r})")
    if shape.structural and info.kind == "resource" and info.elements.keys() >= _CANONICAL:
        lines.add(f"{unit.use('canonical_url')}(o, at, r)")
    rule = TYPE_RULES.get(shape.type)
    if shape.structural and rule is not None:
        lines.add(f"{unit.use(rule)}(o, at, r)")
