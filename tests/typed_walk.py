"""Walks over an instance with the types of its elements, for tests against the oracle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sas_validators.definitions.types import TypeModel


def walk(resource: Any, types: TypeModel) -> Iterator[tuple[str, str, Any]]:
    """Place (choices by their bare name), type name and value of each known element."""
    if isinstance(resource, dict) and isinstance(resource.get("resourceType"), str):
        name = resource["resourceType"]
        yield from _walk_content(resource, name, name, types)


def _walk_content(
    value: dict[str, Any], type_name: str, place: str, types: TypeModel
) -> Iterator[tuple[str, str, Any]]:
    info = types.find(type_name)
    if info is None:
        return
    yield place, type_name, value
    for name, content in value.items():
        shadow = name.startswith("_")
        member = info.members.get(name.removeprefix("_"))
        if member is None:
            continue
        element, child_type = member
        items = content if isinstance(content, list) else [content]
        for index, item in enumerate(items):
            where = f"{place}.{element.name}" + (f"[{index}]" if element.repeats else "")
            if isinstance(item, dict) and (shadow or not types.is_primitive(child_type)):
                nested = item.get("resourceType", "") if child_type == "Resource" else child_type
                yield from _walk_content(item, nested, where, types)
            elif not shadow and item is not None and types.is_primitive(child_type):
                yield where, child_type, item
