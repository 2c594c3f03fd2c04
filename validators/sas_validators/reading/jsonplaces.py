"""From the places of a JSON text to locations, and back to lines and columns.

The scanner knows only member names; a location follows FHIR's rules: a choice
is written with its type, an element that may occur once has no index, and what
hangs on `_birthDate` belongs to `birthDate`.

Spec: validator-features section 3
"""

from __future__ import annotations

from typing import Any

from sas_validators.definitions.types import ElementInfo, TypeInfo, TypeModel
from sas_validators.model.paths import ChoiceStep, Location, steps
from sas_validators.model.positions import Lines, Position
from sas_validators.reading.scanner import Node, Scan, scan


def to_location(names: Location, resource: dict[str, Any], types: TypeModel) -> Location:
    """The location that FHIR gives to the JSON member path `names` in `resource`."""
    name = resource.get("resourceType")
    location: Location = (None, name if isinstance(name, str) else "$", None)
    value: Any = resource
    holder = _type_of(resource, "Resource", types)
    for name, index in steps(names)[1:]:
        member = _find_member(holder, name)
        value = value.get(name) if isinstance(value, dict) else None
        if index is not None and isinstance(value, list):
            value = value[index] if index < len(value) else None
        if member is None:
            holder, location = None, (location, name, index)
            continue
        element, type_name = member
        step = ChoiceStep(element.name, type_name) if element.choice else element.name
        location = (location, step, index if element.repeats else None)
        holder = _type_of(value, type_name, types)
    return location


def _find_member(holder: TypeInfo | None, name: str) -> tuple[ElementInfo, str] | None:
    if holder is None:
        return None
    found = holder.members.get(name)
    if found is None and name.startswith("_"):
        found = holder.members.get(name[1:])
    return found


def _type_of(value: Any, declared: str, types: TypeModel) -> TypeInfo | None:
    if declared != "Resource":
        return types.find(declared)
    name = value.get("resourceType") if isinstance(value, dict) else None
    return types.find(name) if isinstance(name, str) else None


class JsonPositions:
    """Finds the values of one JSON text; looks through it once.

    Follows the reader: of members with one name the first one counts.
    """

    def __init__(self, text: str, first_line: int = 1) -> None:
        """`first_line` is the number of the text's first line in its file (NDJSON)."""
        self._lines = Lines(text, first_line)
        self._scan: Scan = scan(text)

    def find(self, location: Location) -> Position | None:
        """Just after the last character of the value at `location`.

        Of the nearest parent when there is no such value; where reading
        stopped when the text is not JSON.
        """
        if self._scan.root is None:
            return self._lines.position(self._scan.stop)
        candidates = [self._scan.root]
        for name, index in steps(location)[1:]:
            below = [child for node in candidates for child in _children(node, name, index)]
            if not below:
                break
            candidates = below
        return self._lines.position(candidates[0].end)


def _children(node: Node, name: str, index: int | None) -> list[Node]:
    """What `name[index]` may mean under `node`: the value, and what its `_name` adds."""
    if not isinstance(node.children, dict):
        return []
    members = [node.children.get(name), node.children.get("_" + name)]
    found = [member for member in members if member is not None]
    if index is None:
        return found
    return [_item(member, index) for member in found]


def _item(node: Node, index: int) -> Node:
    """The item of an array; the value itself where no array, or too short a one, was given."""
    if isinstance(node.children, list) and index < len(node.children):
        return node.children[index]
    return node
