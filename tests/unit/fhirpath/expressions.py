"""Random expressions over the elements of a type, for properties of the engines."""

from __future__ import annotations

from random import Random

from sas_validators.definitions.types import TypeModel
from sas_validators.fhirpath import ast
from sas_validators.fhirpath.ast import Expression
from sas_validators.fhirpath.node import PRIMITIVES

_LOGIC = ("and", "or", "xor", "implies", "=", "!=")
_COMPARISONS = ("=", "!=", "<", "<=", ">", ">=", "~", "in", "contains")
_NUMBERS = ("count",)
_TEXT_TESTS = ("startsWith", "endsWith", "contains", "matches")
_EXTERNALS = ("resource", "rootResource", "context", "ucum")


class ExpressionMaker:
    """Makes expressions that a constraint on a type might have, sensible or not."""

    def __init__(self, random: Random, types: TypeModel) -> None:
        self._random = random
        self._types = types

    def constraint(self, type_name: str) -> Expression:
        """An expression that gives true, false or nothing, mostly."""
        return self._boolean(type_name, 3)

    def _pick(self, *options: str) -> str:
        return self._random.choice(options)

    def _boolean(self, type_name: str, depth: int) -> Expression:
        if depth <= 0:
            return ast.Call(self._path(type_name)[0], self._pick("exists", "empty"))
        kind = self._random.randrange(12)
        if kind < 4:
            left, right = (self._boolean(type_name, depth - 1) for _ in range(2))
            return ast.Binary(self._random.choice(_LOGIC), left, right)  # type: ignore[arg-type]
        path, found = self._path(type_name)
        if kind == 4:
            return ast.Call(path, self._pick("exists", "empty", "hasValue", "isDistinct"))
        if kind == 5:
            inner = self._boolean(found, depth - 1)
            return ast.Call(path, self._pick("exists", "all"), (inner,))
        if kind == 6:
            return ast.Call(self._filtered(path, found, depth), self._pick("exists", "empty"))
        if kind == 7:
            argument = self._value(type_name) if self._random.random() < 0.3 else self._text()
            return ast.Call(path, self._pick(*_TEXT_TESTS), (argument,))
        if kind == 8:
            return ast.Call(self._boolean(type_name, depth - 1), "not")
        if kind == 9:
            name = self._pick("string", "Quantity", "boolean", found, "Patient", "Any", "String")
            return ast.TypeTest("is", path, ast.TypeName("", name))
        if kind == 10:
            return path
        operator = self._random.choice(_COMPARISONS)
        return ast.Binary(operator, self._value(type_name), self._value(type_name))  # type: ignore[arg-type]

    def _filtered(self, path: Expression, found: str, depth: int) -> Expression:
        name = self._pick("where", "select")
        return ast.Call(path, name, (self._boolean(found, depth - 1),))

    def _value(self, type_name: str) -> Expression:
        kind = self._random.randrange(9)
        path, _ = self._path(type_name)
        if kind == 0:
            return ast.Constant(self._random.choice((0, 1, 2)))
        if kind == 1:
            return ast.Call(path, "count")
        if kind == 2:
            return ast.Call(path, self._pick("toInteger", "toString", "length"))
        if kind == 3:
            return ast.Binary("|", self._text(), self._text())
        if kind == 4:
            return ast.Binary(self._pick("&", "+"), path, self._text())  # type: ignore[arg-type]
        if kind == 5:
            return ast.Call(path, "substring", (ast.Constant(1),))
        return path if kind > 6 else self._text()

    def _text(self) -> Expression:
        return ast.Constant(self._pick("a", "A", "#", "1", "", "x.y"))

    def _path(self, type_name: str) -> tuple[Expression, str]:
        """A path from an element of `type_name`, and the type of what it leads to."""
        path: Expression | None = None
        current = type_name
        if current in PRIMITIVES and self._random.random() < 0.8:
            return ast.Variable("$this"), current
        start = self._random.random()
        if start < 0.08:
            path = ast.External(self._random.choice(_EXTERNALS))
            current = "Patient"
        elif start < 0.14:
            path = ast.Variable("$this")
        for _ in range(self._random.choice((1, 1, 1, 2, 3))):
            path, current = self._step(path, current)
        return path or ast.Variable("$this"), current

    def _step(self, path: Expression | None, current: str) -> tuple[Expression, str]:
        info = self._types.find(current)
        elements = list(info.elements.values()) if info is not None else []
        kind = self._random.random()
        if kind < 0.06 and path is not None:
            return ast.Call(path, self._pick("first", "first", "tail", "distinct")), current
        if kind < 0.1:
            return ast.Call(path, "extension", (ast.Constant("http://x.fr"),)), "Extension"
        if not elements or current in PRIMITIVES or kind < 0.12:
            return ast.Member(path, self._pick("id", "extension", "nothing")), "string"
        simple = [element for element in elements if not element.repeats]
        element = self._random.choice(
            simple if simple and self._random.random() < 0.6 else elements
        )
        type_name = self._random.choice(element.types or ("string",))
        step: Expression = ast.Member(path, element.name)
        if element.choice and self._random.random() < 0.5:
            step = ast.Call(step, "ofType", (ast.TypeName("", type_name),))
        return step, type_name
