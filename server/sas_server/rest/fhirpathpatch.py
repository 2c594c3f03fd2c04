"""FHIRPath Patch: operations on the elements that FHIRPath expressions select.

Spec: https://hl7.org/fhir/R4/fhirpatch.html
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sas_server.refusals.catalogue import BAD_PATCH, PATCH_FAILED
from sas_server.refusals.refusal import Refused
from sas_server.store.rows import Resource
from sas_validators.definitions.types import ElementInfo, TypeModel
from sas_validators.fhirpath.engine import evaluate_nodes
from sas_validators.fhirpath.errors import BudgetError, ExpressionError
from sas_validators.fhirpath.node import Node
from sas_validators.model.paths import Location, find, steps

_NEEDED = {
    "add": ("path", "name", "value"),
    "insert": ("path", "index", "value"),
    "delete": ("path",),
    "replace": ("path", "value"),
    "move": ("path", "source", "destination"),
}
"""Operation type -> the parts it can't do without."""

_LAST_STEP = re.compile(r"(?P<parent>.+)\.(?P<name>[A-Za-z]\w*)", re.DOTALL)

Part = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation; `value` is the part that holds the new value."""

    type: str
    path: str
    name: str = ""
    value: Part | None = None
    index: int = 0
    source: int = 0
    destination: int = 0


def read_fhirpath_operations(sent: Resource) -> list[Operation]:
    """The operations of a Parameters resource; raises Refused (400) when it has none."""
    parameters = sent.get("parameter")
    if not isinstance(parameters, list) or not parameters:
        raise Refused(BAD_PATCH, reason="Parameters.parameter is missing")
    return [_read_operation(item, f"parameter[{n}]") for n, item in enumerate(parameters)]


def _read_operation(item: Any, at: str) -> Operation:
    if not isinstance(item, dict) or item.get("name") != "operation":
        raise Refused(BAD_PATCH, reason=f"{at} is no operation")
    parts = {
        part["name"]: part
        for part in _list(item.get("part"))
        if isinstance(part, dict) and isinstance(part.get("name"), str)
    }
    kind = _plain(parts.get("type"))
    if not isinstance(kind, str) or kind not in _NEEDED:
        raise Refused(BAD_PATCH, reason=f"{at}.type is none of {', '.join(_NEEDED)}")
    missing = [name for name in _NEEDED[kind] if name not in parts]
    if missing:
        raise Refused(BAD_PATCH, reason=f"{at}.{missing[0]} is missing")
    return Operation(
        type=kind,
        path=_text(parts, "path", at),
        name=_text(parts, "name", at) if kind == "add" else "",
        value=parts.get("value"),
        index=_number(parts, "index", at),
        source=_number(parts, "source", at),
        destination=_number(parts, "destination", at),
    )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _plain(part: Part | None) -> Any:
    """The value[x] of a part."""
    values = (value for name, value in (part or {}).items() if name.startswith("value"))
    return next(values, None)


def _text(parts: Mapping[str, Part], name: str, at: str) -> str:
    value = _plain(parts.get(name))
    if not isinstance(value, str):
        raise Refused(BAD_PATCH, reason=f"{at}.{name} is no string")
    return value


def _number(parts: Mapping[str, Part], name: str, at: str) -> int:
    value = _plain(parts.get(name)) if name in parts else 0
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise Refused(BAD_PATCH, reason=f"{at}.{name} is no index")
    return value


def apply_fhirpath_operations(
    resource: Resource, operations: list[Operation], types: TypeModel
) -> Resource:
    """The patched resource; raises Refused (422) when an operation can't be applied."""
    patched = copy.deepcopy(resource)
    for operation in operations:
        _Patcher(patched, types).apply(operation)
    return patched


class _Patcher:
    """Applies operations to one resource, in place."""

    def __init__(self, resource: Resource, types: TypeModel) -> None:
        self._resource = resource
        self._types = types

    def apply(self, operation: Operation) -> None:
        actions = {
            "add": self._add,
            "insert": self._insert,
            "delete": self._delete,
            "replace": self._replace,
            "move": self._move,
        }
        actions[operation.type](operation)

    def _add(self, operation: Operation) -> None:
        node = self._one(operation.path)
        element = self._element(node, operation.name, operation)
        name, value = self._member(element, operation.value or {})
        if element.repeats:
            node.value.setdefault(name, []).append(value)
        elif any(other in node.value for other in element.json_names):
            raise _failed(operation, f"{operation.name} is there already")
        else:
            node.value[name] = value

    def _insert(self, operation: Operation) -> None:
        node, element = self._list(operation)
        name, value = self._member(element, operation.value or {})
        items = node.value.setdefault(name, [])
        if operation.index > len(items):
            raise _failed(operation, f"index {operation.index} is beyond the list")
        items.insert(operation.index, value)

    def _delete(self, operation: Operation) -> None:
        found = self._select(operation.path)
        if len(found) > 1:
            raise _failed(operation, f"{len(found)} elements are selected, not one")
        for node in found:
            holder, name, index = self._place(node, operation)
            if index is None:
                holder.pop(name, None)
                holder.pop(f"_{name}", None)
                continue
            for member in (name, f"_{name}"):
                if member in holder:
                    del holder[member][index]

    def _replace(self, operation: Operation) -> None:
        node = self._one(operation.path)
        holder, name, index = self._place(node, operation)
        element = self._element_of(node, operation)
        new_name, value = self._member(element, operation.value or {})
        if index is not None:
            holder[name][index] = value
            return
        holder.pop(name, None)
        holder.pop(f"_{name}", None)
        holder[new_name] = value

    def _move(self, operation: Operation) -> None:
        node, element = self._list(operation)
        items = node.value.get(element.name, [])
        if max(operation.source, operation.destination) >= len(items):
            raise _failed(operation, "source or destination is beyond the list")
        items.insert(operation.destination, items.pop(operation.source))

    # -- where -----------------------------------------------------------------

    def _select(self, path: str) -> list[Node]:
        try:
            return evaluate_nodes(path, self._resource, types=self._types)
        except (ExpressionError, BudgetError) as error:
            raise Refused(BAD_PATCH, reason=f"{path}: {error}") from error

    def _one(self, path: str) -> Node:
        found = self._select(path)
        if len(found) != 1:
            raise Refused(PATCH_FAILED, reason=f"{path} selects {len(found)} elements, not one")
        return found[0]

    def _list(self, operation: Operation) -> tuple[Node, ElementInfo]:
        """The element that has the list at `path`, and the list's own definition."""
        match = _LAST_STEP.fullmatch(operation.path.strip())
        if match is None:
            raise _failed(operation, "a path to a list is expected")
        node = self._one(match["parent"])
        element = self._element(node, match["name"], operation)
        if not element.repeats:
            raise _failed(operation, f"{match['name']} is no list")
        return node, element

    def _place(self, node: Node, operation: Operation) -> tuple[dict[str, Any], str, int | None]:
        """The object that holds an element, its member there and its index in that."""
        parent, name, index = node.location or (None, "", None)
        if parent is None:
            raise _failed(operation, "an element of the resource is expected")
        return find(self._resource, parent), str(name), index

    # -- what ------------------------------------------------------------------

    def _element(self, node: Node, name: str, operation: Operation) -> ElementInfo:
        info = self._types.find(node.type)
        element = info.elements.get(name) if info is not None else None
        if element is None or not isinstance(node.value, dict):
            raise _failed(operation, f"{node.type} has no {name}")
        return element

    def _element_of(self, node: Node, operation: Operation) -> ElementInfo:
        """The definition of an element, found from the type of what holds it."""
        assert node.location is not None  # noqa: S101 - `_place` has asked
        type_name = self._resource["resourceType"]
        element: ElementInfo | None = None
        for step in _names(node.location):
            info = self._types.find(type_name)
            member = info.members.get(step) if info is not None else None
            if member is None:
                raise _failed(operation, f"{type_name} has no {step}")
            element, type_name = member
        assert element is not None  # noqa: S101 - the path has a step
        return element

    def _member(self, element: ElementInfo, part: Part) -> tuple[str, Any]:
        """The JSON name and value that a value part stands for."""
        for name, value in part.items():
            if name.startswith("value"):
                suffix = name.removeprefix("value")
                return (element.name + suffix if element.choice else element.name), value
        return element.name, self._object(element, part.get("part", ()))

    def _object(self, element: ElementInfo, parts: Any) -> dict[str, Any]:
        """The value of an element without a type of its own, given part by part."""
        info = self._types.find(element.types[0]) if element.types else None
        made: dict[str, Any] = {}
        for part in parts:
            inner = info.elements.get(part.get("name", "")) if info is not None else None
            if inner is None:
                raise Refused(PATCH_FAILED, reason=f"{element.name} has no {part.get('name')}")
            name, value = self._member(inner, part)
            if inner.repeats:
                made.setdefault(name, []).append(value)
            else:
                made[name] = value
        return made


def _names(location: Location) -> Iterator[str]:
    """The JSON names of the steps below the root."""
    return (str(step) for step, _ in steps(location)[1:])


def _failed(operation: Operation, reason: str) -> Refused:
    return Refused(PATCH_FAILED, reason=f"{operation.type} {operation.path}: {reason}")
