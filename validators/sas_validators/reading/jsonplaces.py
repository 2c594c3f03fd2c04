"""From the places of a JSON text to locations, and back to lines and columns.

The scanner knows only member names; a location follows FHIR's rules: a choice
is written with its type, an element that may occur once has no index, and what
hangs on `_birthDate` belongs to `birthDate`.

Spec: validator-features section 3
"""

from __future__ import annotations

from typing import Any, TypeAlias

from sas_validators.definitions.types import ElementInfo, TypeInfo, TypeModel
from sas_validators.model.paths import ChoiceStep, Location, steps
from sas_validators.model.positions import Lines, Position
from sas_validators.reading.jsonwalk import LostPatience, Place, Walk
from sas_validators.reading.scanner import Node, Scan
from sas_validators.reading.scanner import scan as scan_text

Value: TypeAlias = "Node | Place"
Path: TypeAlias = "list[tuple[str, int | None]]"


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
    """Finds the values of one JSON text.

    Follows the reader: of members with one name the first one counts.
    """

    def __init__(self, text: str, first_line: int = 1, scan: Scan | None = None) -> None:
        """`first_line` is the number of the text's first line in its file (NDJSON).

        `scan` is what the scanner made of a text that the fast reader refuses;
        a right text needs none.
        """
        self._text = text
        self._lines = Lines(text, first_line)
        self._scan = scan
        self._root: Value | None = None

    def find(self, location: Location) -> Position | None:
        """Just after the last character of the value at `location`.

        Of the nearest parent when there is no such value; where reading
        stopped when the text is not JSON.
        """
        return self._lines.position(self._end(steps(location)[1:]))

    def _end(self, path: Path) -> int:
        if self._scan is None:
            try:
                if self._root is None:
                    self._root = Walk(self._text).root
                return _find(self._root, path).end
            except (LostPatience, RecursionError):
                self._scan = scan_text(self._text)
        root = self._scan.root
        return self._scan.stop if root is None else _find(root, path).end


def _find(root: Value, path: Path) -> Value:
    """The value at `path` below `root`, or the nearest one above.

    A step may lead to the value itself and to what its `_name` adds.
    """
    candidates = [root]
    for name, index in path:
        below: list[Value] = []
        for value in candidates:
            children = value.children
            if isinstance(children, dict):
                for member in (children.get(name), children.get(f"_{name}")):
                    if member is not None:
                        below.append(member if index is None else _item(member, index))
        if not below:
            break
        candidates = below
    return candidates[0]


def _item(value: Value, index: int) -> Value:
    """The item of an array; the value itself where no array, or too short a one, was given."""
    children = value.children
    if isinstance(children, list) and index < len(children):
        return children[index]
    return value
