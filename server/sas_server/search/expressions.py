"""The part of FHIRPath that search parameters use: paths, choices, filters.

Paths, unions, `where(x='y')`, `where(resolve() is T)`, `extension('url')`,
`as(T)`, `(x as T)`, `ofType(T)`, `exists()` and `exists() and x != y`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sas_server.search.parameters import split_union
from sas_validators.definitions.types import TypeModel


@dataclass(frozen=True, slots=True)
class Node:
    """An element's JSON value and its FHIR type."""

    value: Any
    type: str


Step = Callable[[Iterator[Node]], Iterator[Node]]
Evaluate = Callable[[Node], list[Node]]

_STEP = re.compile(r"(?P<name>\w+)(\((?P<argument>.*)\))?", re.DOTALL)
_EQUALS = re.compile(r"(?P<name>\w+)\s*=\s*'(?P<value>[^']*)'")
_RESOLVES = re.compile(r"resolve\(\) is (?P<type>\w+)")
_CAST = re.compile(r"\((?P<path>.+) as (?P<type>\w+)\)", re.DOTALL)
_DIFFERS = re.compile(r"(?P<path>[\w.]+)\.exists\(\) and (?P=path) != (?P<value>\w+)")


class ExpressionError(ValueError):
    """An expression that uses more of FHIRPath than is supported here."""


def compile_expression(text: str, type_name: str, model: TypeModel) -> Evaluate:
    """A function from an element (of `type_name`, if a resource) to what `text` selects in it."""
    alternatives = [_compile_one(part, type_name, model) for part in split_union(text)]

    def evaluate(start: Node) -> list[Node]:
        return [node for alternative in alternatives for node in alternative(iter((start,)))]

    return evaluate


def _compile_one(text: str, type_name: str, model: TypeModel) -> Step:
    cast = _CAST.fullmatch(text)
    if cast is not None:
        text = f"{cast['path']}.ofType({cast['type']})"
    differs = _DIFFERS.fullmatch(text)
    if differs is not None:
        return _differs(_compile_one(differs["path"], type_name, model), differs["value"])
    names = [name for name in _split_path(text) if name != "$this"]
    if names and names[0] in (type_name, "Resource", "DomainResource"):
        names = names[1:]
    steps = [_compile_step(name, model) for name in names]

    def walk(nodes: Iterator[Node]) -> Iterator[Node]:
        for step in steps:
            nodes = step(nodes)
        return nodes

    return walk


def _split_path(text: str) -> list[str]:
    names, depth, quoted, current = [], 0, False, ""
    for character in text.strip():
        if character == "'":
            quoted = not quoted
        elif not quoted:
            depth += (character == "(") - (character == ")")
        if character == "." and depth == 0 and not quoted:
            names.append(current)
            current = ""
        else:
            current += character
    return [*names, current]


def _compile_step(text: str, model: TypeModel) -> Step:
    match = _STEP.fullmatch(text)
    if match is None:
        raise ExpressionError(text)
    name, argument = match["name"], match["argument"]
    if argument is None:
        return lambda nodes: _children(nodes, name, model)
    if name in ("ofType", "as"):
        return lambda nodes: (node for node in nodes if node.type == argument)
    if name == "extension":
        url = argument.strip("'")
        return lambda nodes: (
            node for node in _children(nodes, "extension", model) if node.value.get("url") == url
        )
    if name == "where":
        return _compile_where(argument)
    if name == "exists":
        return lambda nodes: iter((Node(any(True for _ in nodes), "boolean"),))
    raise ExpressionError(text)


def _compile_where(condition: str) -> Step:
    equals = _EQUALS.fullmatch(condition)
    if equals is not None:
        key, value = equals["name"], equals["value"]
        return lambda nodes: (node for node in nodes if node.value.get(key) == value)
    resolves = _RESOLVES.fullmatch(condition)
    if resolves is None:
        raise ExpressionError(condition)
    wanted = resolves["type"]
    return lambda nodes: (node for node in nodes if _target_type(node.value) == wanted)


def _target_type(reference: dict[str, Any]) -> str | None:
    """The type a reference says it points to, without looking there."""
    literal = reference.get("reference")
    if isinstance(literal, str) and not literal.startswith("#"):
        segments = literal.partition("/_history/")[0].split("/")
        return segments[-2] if len(segments) > 1 else None
    return reference.get("type")


def _differs(path: Step, value: str) -> Step:
    def evaluate(nodes: Iterator[Node]) -> Iterator[Node]:
        found = list(path(nodes))
        excluded = {"false": False, "true": True}.get(value, value)
        yield Node(bool(found) and all(node.value != excluded for node in found), "boolean")

    return evaluate


def _children(nodes: Iterator[Node], name: str, model: TypeModel) -> Iterator[Node]:
    for node in nodes:
        if not isinstance(node.value, dict):
            continue
        info = model.find(node.type)
        if info is None:
            continue
        element = info.elements.get(name)
        if element is None:
            continue
        pairs = zip(element.json_names, element.types, strict=False)
        for json_name, type_name in pairs:
            value = node.value.get(json_name)
            for item in value if isinstance(value, list) else (value,):
                if item is not None:
                    yield Node(item, type_name)
