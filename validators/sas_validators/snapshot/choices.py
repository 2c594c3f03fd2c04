"""Choice elements: `valueQuantity` in a differential is `value[x]`, sliced by type.

Spec: https://hl7.org/fhir/R4/formats.html#choice and
https://hl7.org/fhir/R4/profiling.html#slicing
"""

from __future__ import annotations

from typing import TypeAlias

from sas_validators.snapshot.differential import Change
from sas_validators.snapshot.elements import Element, type_codes
from sas_validators.snapshot.tree import Node

Shorthand: TypeAlias = "tuple[str, str, Change]"
"""The name used (`valueQuantity`), the type it states (`Quantity`), what is said there."""


def find_child(node: Node, name: str) -> tuple[Node, str | None] | None:
    """The child that `name` means, with the type when `name` is that of a choice's type."""
    child = node.children.get(name)
    if child is not None:
        return child, None
    for end in range(1, len(name)):
        child = node.children.get(name[:end] + "[x]")
        if child is not None:
            type_code = stated_type(child.name, name, type_codes(child.element))
            if type_code is not None:
                return child, type_code
    return None


def stated_type(choice: str, name: str, codes: list[str]) -> str | None:
    """The one of `codes` that `name` states: Quantity for `value[x]` and `valueQuantity`."""
    stem = choice.removesuffix("[x]")
    if stem == choice or not name.startswith(stem):
        return None
    rest = name[len(stem) :]
    return next((code for code in codes if code[:1].upper() + code[1:] == rest), None)


def fold(child: Node, plain: Change, shorthands: list[Shorthand]) -> Change:
    """What is said about a choice, with the shorthands turned into slices of it.

    Where one type is left and nothing is sliced, `valueQuantity` is just another
    name of `value[x]`. Otherwise each shorthand is the slice of its type.
    """
    if not shorthands:
        return plain
    if _is_single(child, plain) and len(shorthands) == 1:
        change = shorthands[0][2]
        if not change.slices and not (plain.entries and change.entries):
            plain.add(change)
            return plain
    for name, type_code, change in shorthands:
        own = Change(change.entries, change.children)
        if own.entries or own.children:
            target = _slice_of_type(child, name, type_code)
            plain.slices.setdefault(target, Change()).add(_typed(own, type_code))
        for slice_name, below in change.slices.items():
            plain.slices.setdefault(slice_name, Change()).add(_typed(below, type_code))
    return plain


def _is_single(child: Node, plain: Change) -> bool:
    if child.slices or plain.slices or plain.says("slicing") or "slicing" in child.element:
        return False
    stated = [element for _, element in plain.entries if "type" in element]
    return len(type_codes(stated[-1] if stated else child.element)) == 1


def _slice_of_type(child: Node, name: str, type_code: str) -> str:
    """The slice a shorthand means: one that has that type already, or a new one of its name."""
    if name in child.slices:
        return name
    for slice_name, item in child.slices.items():
        if type_codes(item.element) == [type_code]:
            return slice_name
    return name


def _typed(change: Change, type_code: str) -> Change:
    """The change, saying the type that its name implied."""
    entries = change.entries or [(change.index, {})]
    if not change.says("type"):
        index, element = entries[0]
        entries = [(index, {**element, "type": [{"code": type_code}]}), *entries[1:]]
    return Change(entries, change.children, change.slices)


def narrow_to(element: Element, codes: list[str]) -> Element:
    """The element with those of its types that are among `codes`."""
    kept = [item for item in element.get("type", ()) if item.get("code") in codes]
    return element | {"type": kept}
