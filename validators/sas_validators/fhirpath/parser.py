"""Text to expression trees, with the grammar that comes with fhirpathpy.

This is the only module that imports the grammar (and its ANTLR runtime, which
is slow to load); nothing that runs generated code needs it.

Spec: http://hl7.org/fhirpath/N1/#formal-specifications
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, cast

from antlr4 import CommonTokenStream, InputStream
from antlr4.error.ErrorListener import ErrorListener
from fhirpathpy.parser.generated.FHIRPathLexer import FHIRPathLexer
from fhirpathpy.parser.generated.FHIRPathParser import FHIRPathParser

from sas_validators.fhirpath import ast
from sas_validators.fhirpath.ast import Expression
from sas_validators.fhirpath.errors import ExpressionError
from sas_validators.fhirpath.functions import FUNCTIONS

MAX_LENGTH = 10_000
"""Characters; the longest expression of R4 has about 3 500."""

MAX_DEPTH = 200
"""Levels of the tree (one per operator in `a or b or c …`); those of R4 stay below 40."""

MAX_NESTING = 40
"""Brackets within brackets."""

_MAX_DIGITS = 400
_LARGEST_INTEGER = 2**31 - 1

_PIECES = re.compile(
    r"""(?P<skipped>'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|/\*.*?\*/|//[^\r\n]*)
      | (?P<partial>@\d{4}(?:-\d\d(?:-\d\d)?)?T(?!\d))
      | (?P<opening>[(\[{]) | (?P<closing>[)\]}])""",
    re.DOTALL | re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "f": "\f"} | {mark: mark for mark in "\\/'\"`"}


def parse(text: str) -> Expression:
    """The tree of the FHIRPath expression `text`.

    Raises ExpressionError, with line and column, for what isn't FHIRPath, for
    unknown functions and wrong numbers of arguments, and for expressions that
    are longer or more nested than any sensible one.
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionError(f"the expression is longer than {MAX_LENGTH} characters")
    source = _prepare(text)
    listener = _StrictListener()
    lexer = FHIRPathLexer(InputStream(source))
    lexer.removeErrorListeners()
    lexer.addErrorListener(listener)
    parser = FHIRPathParser(CommonTokenStream(lexer))
    parser.removeErrorListeners()
    parser.addErrorListener(listener)
    try:
        tree = cast(Any, parser).entireExpression()
        return _Builder().build(tree.children[0], 1)
    except RecursionError as error:
        raise ExpressionError("the expression is nested too deeply") from error


def _prepare(text: str) -> str:
    """Checks the nesting, and writes `@2015T` as `@2015Z`, which the grammar knows.

    N1 lets a partial date-time end in `T`; the grammar of the package does not,
    but it takes a `Z` there, which N1 doesn't have. Places stay the same.
    """
    depth = 0

    def replace(piece: re.Match[str]) -> str:
        nonlocal depth
        depth += (piece["opening"] is not None) - (piece["closing"] is not None)
        if depth > MAX_NESTING:
            raise ExpressionError("the expression is nested too deeply")
        return piece[0][:-1] + "Z" if piece["partial"] else piece[0]

    return _PIECES.sub(replace, text)


class _StrictListener(ErrorListener):  # type: ignore[misc]
    """Turns the first thing the grammar does not allow into an ExpressionError."""

    def syntaxError(  # noqa: N802 (the name is ANTLR's)
        self, recognizer: Any, symbol: Any, line: int, column: int, message: str, error: Any
    ) -> None:
        if symbol is None:
            found = message.partition(": '")[2].removesuffix("'")
            what = f"unexpected '{found.strip()}'"
        elif symbol.type == -1:
            what = "the expression ends too early"
        else:
            what = f"unexpected '{symbol.text}'"
        raise ExpressionError(what, line=line, column=column + 1)


def _fail(message: str, node: Any) -> ExpressionError:
    return ExpressionError(message, line=node.start.line, column=node.start.column + 1)


class _Builder:
    """Builds our tree from ANTLR's, by the labels of the grammar's alternatives."""

    def build(self, node: Any, depth: int) -> Expression:
        if depth > MAX_DEPTH:
            raise ExpressionError("the expression is nested too deeply")
        label = type(node).__name__.removesuffix("Context")
        return _BUILDERS[label](self, node, depth + 1)

    def _build_inner(self, node: Any, depth: int) -> Expression:
        return self.build(node.children[0], depth - 1)

    def _build_parenthesized(self, node: Any, depth: int) -> Expression:
        return self.build(node.children[1], depth - 1)

    def _build_first_step(self, node: Any, depth: int) -> Expression:
        return self._invocation(None, node.children[0], depth)

    def _build_step(self, node: Any, depth: int) -> Expression:
        target, _, invocation = node.children
        return self._invocation(self.build(target, depth), invocation, depth)

    def _invocation(self, target: Expression | None, node: Any, depth: int) -> Expression:
        label = type(node).__name__
        if label == "MemberInvocationContext":
            return ast.Member(target, _identifier(node.children[0]))
        if label == "FunctionInvocationContext":
            return self._call(target, node.children[0], depth)
        if target is not None:
            raise _fail(f"'{node.getText()}' cannot follow a dot", node)
        return ast.Variable(node.getText())

    def _call(self, target: Expression | None, node: Any, depth: int) -> ast.Call:
        name = _identifier(node.children[0])
        function = FUNCTIONS.get(name)
        if function is None:
            raise _fail(f"unknown function '{name}'", node)
        parameters = node.children[2].children[::2] if len(node.children) == 4 else []
        if not function.required <= len(parameters) <= len(function.arguments):
            raise _fail(_arity_text(name, len(parameters)), node)
        arguments = [self.build(parameter, depth) for parameter in parameters]
        if function.arguments[:1] == ("type",):
            arguments = [_as_type_name(arguments[0], parameters[0])]
        return ast.Call(target, name, tuple(arguments))

    def _build_item(self, node: Any, depth: int) -> Expression:
        target, _, index, _ = node.children
        return ast.Item(self.build(target, depth), self.build(index, depth))

    def _build_sign(self, node: Any, depth: int) -> Expression:
        operator, operand = node.children
        return ast.Sign(operator.getText(), self.build(operand, depth))

    def _build_binary(self, node: Any, depth: int) -> Expression:
        left, operator, right = node.children
        return ast.Binary(operator.getText(), self.build(left, depth), self.build(right, depth))

    def _build_type_test(self, node: Any, depth: int) -> Expression:
        operand, operator, specifier = node.children
        names = [_identifier(part) for part in specifier.children[0].children[::2]]
        return ast.TypeTest(operator.getText(), self.build(operand, depth), _type_name(names))

    def _build_empty(self, node: Any, depth: int) -> Expression:
        return ast.Empty()

    def _build_boolean(self, node: Any, depth: int) -> Expression:
        return ast.Constant(node.getText() == "true")

    def _build_string(self, node: Any, depth: int) -> Expression:
        return ast.Constant(_unquote(node.getText(), node))

    def _build_number(self, node: Any, depth: int) -> Expression:
        text = _number(node)
        integer = "." not in text and int(text) <= _LARGEST_INTEGER
        return ast.Constant(int(text) if integer else Decimal(text))

    def _build_date(self, node: Any, depth: int) -> Expression:
        text = node.getText()[1:]
        if "T" in text:
            return ast.Temporal("DateTime", text)
        if text.endswith("Z"):
            return ast.Temporal("DateTime", text[:-1] + "T")
        return ast.Temporal("Date", text)

    def _build_time(self, node: Any, depth: int) -> Expression:
        text = node.getText()[2:]
        if re.search("[Z+-]", text):
            raise _fail("a time has no time zone", node)
        return ast.Temporal("Time", text)

    def _build_quantity(self, node: Any, depth: int) -> Expression:
        number, unit = _number(node.children[0], node), node.children[1].getText()
        calendar = not unit.startswith("'")
        unit = unit.removesuffix("s") if calendar else _unquote(unit, node)
        return ast.QuantityLiteral(Decimal(number), unit, calendar)

    def _build_external(self, node: Any, depth: int) -> Expression:
        name = node.children[-1]
        if name.getText().startswith("'"):
            return ast.External(_unquote(name.getText(), node))
        return ast.External(_identifier(name))


_BUILDERS: dict[str, Callable[[_Builder, Any, int], Expression]] = {
    "TermExpression": _Builder._build_inner,
    "ParenthesizedTerm": _Builder._build_parenthesized,
    "InvocationTerm": _Builder._build_first_step,
    "InvocationExpression": _Builder._build_step,
    "IndexerExpression": _Builder._build_item,
    "PolarityExpression": _Builder._build_sign,
    "TypeExpression": _Builder._build_type_test,
    "NullLiteral": _Builder._build_empty,
    "BooleanLiteral": _Builder._build_boolean,
    "StringLiteral": _Builder._build_string,
    "NumberLiteral": _Builder._build_number,
    "DateTimeLiteral": _Builder._build_date,
    "TimeLiteral": _Builder._build_time,
    "Quantity": _Builder._build_quantity,
    "ExternalConstant": _Builder._build_external,
    "LiteralTerm": _Builder._build_inner,
    "ExternalConstantTerm": _Builder._build_inner,
    "QuantityLiteral": _Builder._build_inner,
    "MultiplicativeExpression": _Builder._build_binary,
    "AdditiveExpression": _Builder._build_binary,
    "UnionExpression": _Builder._build_binary,
    "InequalityExpression": _Builder._build_binary,
    "EqualityExpression": _Builder._build_binary,
    "MembershipExpression": _Builder._build_binary,
    "AndExpression": _Builder._build_binary,
    "OrExpression": _Builder._build_binary,
    "ImpliesExpression": _Builder._build_binary,
}
"""The labels of the grammar's alternatives, and what builds each."""


def _number(node: Any, place: Any = None) -> str:
    text = cast(str, node.getText())
    if len(text) > _MAX_DIGITS:
        raise _fail(f"a number has more than {_MAX_DIGITS} digits", place or node)
    return text


def _identifier(node: Any) -> str:
    text = cast(str, node.getText())
    return _unquote(text, node) if text.startswith("`") else text


def _unquote(text: str, node: Any) -> str:
    def replace(escape: re.Match[str]) -> str:
        mark = escape[1]
        if len(mark) == 5:
            return chr(int(mark[1:], 16))
        if mark not in _ESCAPED:
            raise _fail(f"unknown escape '\\{mark}' (a backslash is written '\\\\')", node)
        return _ESCAPED[mark]

    return _ESCAPE.sub(replace, text[1:-1])


def _type_name(names: list[str]) -> ast.TypeName:
    if len(names) > 1 and names[0] in {"FHIR", "System"}:
        return ast.TypeName(names[0], ".".join(names[1:]))
    return ast.TypeName("", ".".join(names))


def _as_type_name(expression: Expression, node: Any) -> ast.TypeName:
    """The type that an argument such as `FHIR.Quantity` (parsed as a path) names."""
    names: list[str] = []
    current: Expression | None = expression
    while isinstance(current, ast.Member):
        names.insert(0, current.name)
        current = current.target
    if isinstance(expression, ast.Constant) and isinstance(expression.value, str):
        names = expression.value.split(".")
    elif current is not None:
        raise _fail(f"'{ast.to_text(expression)}' is not the name of a type", node)
    return _type_name(names)


def _arity_text(name: str, found: int) -> str:
    function = FUNCTIONS[name]
    least, most = function.required, len(function.arguments)
    wanted = str(most) if least == most else f"{least} to {most}"
    return f"{name}() takes {wanted} argument(s), not {found}"
