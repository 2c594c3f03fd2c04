"""Plain paths (`Slot.serviceType`, `Resource.meta.tag`), resolved before anything runs.

Nine in ten search parameters are nothing else; a few dictionary look-ups each
make indexing twice as fast as evaluating them in general. Everything else, and
any path the types do not settle, is left to the FHIRPath engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sas_validators.definitions.types import ElementInfo, TypeModel
from sas_validators.fhirpath.node import Node

_PLAIN = re.compile(r"(?P<head>[A-Z]\w*)\.(?P<names>[a-z]\w*(\.[a-z]\w*)*)")

Select = Callable[[dict[str, Any]], list[Node]]


def compile_plain_path(text: str, type_name: str, types: TypeModel) -> Select | None:
    """A function from a resource of `type_name` to the elements at `text`; None if not plain."""
    match = _PLAIN.fullmatch(text)
    if match is None or not types.is_a(type_name, match["head"]):
        return None
    parents: list[str] = []
    current = type_name
    *inner, last = match["names"].split(".")
    for name in inner:
        element = _element(types, current, name)
        if element is None or element.choice or len(element.types) != 1:
            return None
        parents.append(name)
        current = element.types[0]
    element = _element(types, current, last)
    if element is None or not element.types:
        return None
    names = tuple(zip(element.json_names, element.types, strict=False))
    return _selector(tuple(parents), names)


def _element(types: TypeModel, type_name: str, name: str) -> ElementInfo | None:
    info = types.find(type_name)
    return None if info is None else info.elements.get(name)


def _selector(parents: tuple[str, ...], names: tuple[tuple[str, str], ...]) -> Select:
    def select(resource: dict[str, Any]) -> list[Node]:
        holders: list[Any] = [resource]
        for name in parents:
            holders = [item for holder in holders for item in _values(holder, name)]
        return [
            Node(value, type_name)
            for holder in holders
            for name, type_name in names
            for value in _values(holder, name)
        ]

    return select


def _values(holder: Any, name: str) -> list[Any]:
    """The values of a member, as a list; nothing for nulls and for what is no object."""
    value = holder.get(name) if isinstance(holder, dict) else None
    if value is None:
        return []
    if isinstance(value, list):
        return [item for item in value if item is not None]
    return [value]
