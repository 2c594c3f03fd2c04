"""The elements a new type defines: a resource, a data type or a logical model.

Spec: https://hl7.org/fhir/R4/structuredefinition-definitions.html#StructureDefinition.derivation
"""

from __future__ import annotations

from sas_validators.snapshot.elements import Element, type_codes
from sas_validators.snapshot.facets import combine
from sas_validators.snapshot.sources import Trees, canonical_of, is_a, is_system
from sas_validators.snapshot.tree import Node


def rename_root(top: Node, name: str) -> Node:
    """Makes the tree of a base that of the type `name`, whose root says nothing of its own yet."""
    element: Element = {
        "min": 0,
        "max": "*",
        "base": {"path": name, "min": 0, "max": "*"},
        "isModifier": False,
        "isSummary": False,
    }
    if "constraint" in top.element:
        element["constraint"] = top.element["constraint"]
    top.name = name
    top.element = element
    return top


def new_element(element: Element, id: str, trees: Trees) -> Element:
    """An element the base does not have, with all that a snapshot says of one."""
    base = {"path": id, "min": element.get("min", 0), "max": element.get("max", "*")}
    inherited = _constraints_of_type(element, trees)
    made = combine({"constraint": inherited} if inherited else {}, element)
    return {"isModifier": False, "isSummary": False} | made | {"base": base}


def _constraints_of_type(element: Element, trees: Trees) -> list[Element]:
    """What FHIR's definitions repeat on each element: the invariants of Element or Extension."""
    codes = type_codes(element)
    if any(map(is_system, codes)) or not (codes or "contentReference" in element):
        return []
    if not all(is_a(trees, code, "Element") for code in codes):
        return []
    name = "Extension" if codes == ["Extension"] else "Element"
    top = trees.find_tree(canonical_of(name))
    return list(top.element.get("constraint", ())) if top is not None else []
