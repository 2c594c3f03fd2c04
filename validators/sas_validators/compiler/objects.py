"""The body of the function that judges one JSON object.

Order: unknown members, every property in the definition's order, then what the
type itself and its invariants say of the object as a whole.
"""

from __future__ import annotations

from sas_validators.compiler.demands import Invariant, beyond
from sas_validators.compiler.properties import Property, emit_property
from sas_validators.compiler.shape import Shape, Unit
from sas_validators.compiler.source import Lines
from sas_validators.compiler.values import emit_invariant
from sas_validators.definitions.types import TypeInfo
from sas_validators.schema.element import ElementSchema

TYPE_RULES = {
    "Attachment": "attachment_rules",
    "Identifier": "identifier_rules",
    "Meta": "meta_rules",
    "Narrative": "narrative_rules",
    "Reference": "reference_rules",
}
"""Types with rules that no element definition states -> the runtime function that has them."""


def emit_object(unit: Unit, shape: Shape, lines: Lines) -> None:
    """Appends the body that judges `o`, an object of `shape`, at `at`, for the run `r`."""
    info = unit.definitions.types.get(shape.type)
    body = Lines(lines.depth)
    for part in _properties(unit, shape, info):
        emit_property(unit, shape, part, body)
    whole = Lines(lines.depth)
    _emit_whole(unit, shape, whole)
    if shape.structural:
        _emit_members(unit, shape, info, lines)
    if _uses(body, "get("):
        lines.add("get = o.get")
    lines.extend(body)
    lines.extend(whole)


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
        if nodes:
            element = info.elements.get(name)
            found.append(Property(name, element, nodes, _children(shape.known, name)))
    return found


def _children(nodes: tuple[ElementSchema, ...], name: str) -> tuple[ElementSchema, ...]:
    return tuple(node.children[name] for node in nodes if name in node.children)


def _emit_members(unit: Unit, shape: Shape, info: TypeInfo, lines: Lines) -> None:
    names = list(info.members)
    if info.kind == "resource":
        names.insert(0, "resourceType")
    known = unit.constants.name("members", f"frozenset({tuple(map(str, names))!r})")
    with lines.block(f"if not {known}.issuperset(o):"):
        lines.add(f"{unit.use('odd_members')}(o, at, r, {shape.type!r})")
    if info.kind != "resource":
        with lines.block("if len(o) == 1 and 'id' in o:"):
            lines.add(f"{unit.use('only_an_id')}(at, r)")


def _emit_whole(unit: Unit, shape: Shape, lines: Lines) -> None:
    """Invariants of the definitions' roots, and the rules of the type itself."""
    roots = tuple(node for node in shape.nodes if "." not in node.id)
    known = tuple(node for node in shape.known if "." not in node.id)
    for demand in beyond(roots, known):
        if isinstance(demand, Invariant):
            emit_invariant(unit, demand, shape.type, "o", "at", lines)
    rule = TYPE_RULES.get(shape.type)
    if shape.structural and rule is not None:
        lines.add(f"{unit.use(rule)}(o, at, r)")
