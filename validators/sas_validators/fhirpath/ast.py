"""FHIRPath expressions as immutable trees that print back to their text.

Parentheses are not kept: the tree says what belongs together, and printing
puts them where the precedence of operators needs them.

Spec: http://hl7.org/fhirpath/N1/#operator-precedence
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Literal, TypeAlias

from sas_validators.fhirpath.quantity import CALENDAR_CODES
from sas_validators.fhirpath.temporal import TemporalKind

BinaryOperator = Literal[
    "*", "/", "div", "mod", "+", "-", "&", "|", "<=", "<", ">", ">=",
    "=", "~", "!=", "!~", "in", "contains", "and", "or", "xor", "implies",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Empty:
    """The empty collection `{}`."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A boolean, string, integer or decimal literal, as the Python value it denotes."""

    value: bool | str | int | Decimal

    def __eq__(self, other: object) -> bool:
        """`1`, `1.0` and `true` are different literals although Python calls them equal."""
        return (
            isinstance(other, Constant)
            and type(self.value) is type(other.value)
            and str(self.value) == str(other.value)
        )

    def __hash__(self) -> int:
        """Follows `__eq__`."""
        return hash((type(self.value), str(self.value)))


@dataclass(frozen=True, slots=True)
class Temporal:
    """A date, date-time or time literal; `text` is what follows `@` (and `@T` for times).

    A partial date-time keeps its closing `T` (`2015-02T`).
    """

    kind: TemporalKind
    text: str


@dataclass(frozen=True, slots=True)
class QuantityLiteral:
    """A number with a unit: a calendar keyword (`4 days`) or a UCUM code (`4 'mg'`)."""

    value: Decimal
    unit: str
    calendar: bool

    def __eq__(self, other: object) -> bool:
        """The digits count: `1.0 'mg'` and `1 'mg'` are different literals."""
        return isinstance(other, QuantityLiteral) and (
            str(self.value),
            self.unit,
            self.calendar,
        ) == (str(other.value), other.unit, other.calendar)

    def __hash__(self) -> int:
        """Follows `__eq__`."""
        return hash((str(self.value), self.unit, self.calendar))


@dataclass(frozen=True, slots=True)
class Variable:
    """One of `$this`, `$index` and `$total`."""

    name: Literal["$this", "$index", "$total"]


@dataclass(frozen=True, slots=True)
class External:
    """A named value of the environment, `%resource`; `name` is without the `%`."""

    name: str


@dataclass(frozen=True, slots=True)
class Member:
    """The children called `name` of `target`; without a target, of what is in focus."""

    target: Expression | None
    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function called on `target`; without a target, on what is in focus."""

    target: Expression | None
    name: str
    arguments: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """`target[index]`."""

    target: Expression
    index: Expression


@dataclass(frozen=True, slots=True)
class Sign:
    """Unary `+` or `-`."""

    operator: Literal["+", "-"]
    operand: Expression


@dataclass(frozen=True, slots=True)
class Binary:
    """An operator between two operands (`is` and `as` are `TypeTest`)."""

    operator: BinaryOperator
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class TypeName:
    """A type as written: `Quantity`, `FHIR.Quantity`, `System.String`, `Patient.contact`."""

    namespace: str
    name: str


@dataclass(frozen=True, slots=True)
class TypeTest:
    """`operand is Type` or `operand as Type`."""

    operator: Literal["is", "as"]
    operand: Expression
    type: TypeName


Expression: TypeAlias = (
    Empty
    | Constant
    | Temporal
    | QuantityLiteral
    | Variable
    | External
    | Member
    | Call
    | Item
    | Sign
    | Binary
    | TypeName
    | TypeTest
)
"""Any expression. A `TypeName` is only found as an argument of `is`, `as` and `ofType`."""

_PRECEDENCE: dict[str, int] = {
    operator: level
    for level, operators in enumerate(
        (
            ("implies",),
            ("or", "xor"),
            ("and",),
            ("in", "contains"),
            ("=", "~", "!=", "!~"),
            ("is", "as"),
            ("<=", "<", ">", ">="),
            ("|",),
            ("+", "-", "&"),
            ("*", "/", "div", "mod"),
        ),
        start=1,
    )
    for operator in operators
}
_SIGN = 11
_PRIMARY = 12

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
_KEYWORDS = frozenset(
    [unit + ending for unit in CALENDAR_CODES for ending in ("", "s")]
    + ["div", "mod", "in", "contains", "is", "as", "and", "or", "xor", "implies"]
    + ["true", "false"]
)
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f"}


def to_text(expression: Expression) -> str:
    """`expression` as FHIRPath; parsing it again gives an equal tree."""
    return _print(expression)[0]


def children(expression: Expression) -> list[Expression]:
    """The direct sub-expressions, in the order they are written."""
    found: list[Expression] = []
    for field in fields(expression):
        value = getattr(expression, field.name)
        if isinstance(value, tuple):
            found.extend(value)
        elif hasattr(value, "__dataclass_fields__"):
            found.append(value)
    return found


def _print(expression: Expression) -> tuple[str, int]:
    """The text and how tightly it binds."""
    match expression:
        case Member(target, name):
            return _invocation(target, _identifier(name)), _PRIMARY
        case Call(target, name, arguments):
            inside = ", ".join(to_text(argument) for argument in arguments)
            return _invocation(target, f"{_function_name(name)}({inside})"), _PRIMARY
        case Item(target, index):
            return f"{_operand(target, _PRIMARY)}[{to_text(index)}]", _PRIMARY
        case Sign(operator, operand):
            return operator + _operand(operand, _SIGN), _SIGN
        case Binary(operator, left, right):
            level = _PRECEDENCE[operator]
            return f"{_operand(left, level)} {operator} {_operand(right, level + 1)}", level
        case TypeTest(operator, operand, type_name):
            level = _PRECEDENCE[operator]
            return f"{_operand(operand, level)} {operator} {to_text(type_name)}", level
        case _:
            return _print_term(expression), _PRIMARY


def _print_term(expression: Expression) -> str:
    match expression:
        case Constant(bool() as value):
            return "true" if value else "false"
        case Constant(str() as value):
            return _quoted(value, "'")
        case Constant(Decimal() as value):
            return f"{value:f}"
        case Constant(value):
            return str(value)
        case Temporal("Time", text):
            return f"@T{text}"
        case Temporal(_, text):
            return f"@{text}"
        case QuantityLiteral(value, unit, calendar):
            return f"{value:f} {unit if calendar else _quoted(unit, chr(39))}"
        case Variable(name):
            return name
        case External(name):
            return "%" + _identifier(name)
        case TypeName(namespace, name):
            parts = (namespace, *name.split("."))
            return ".".join(_identifier(part) for part in parts if part)
        case _:
            return "{}"


def _invocation(target: Expression | None, invocation: str) -> str:
    return invocation if target is None else f"{_operand(target, _PRIMARY)}.{invocation}"


def _operand(expression: Expression, least: int) -> str:
    text, level = _print(expression)
    return text if level >= least else f"({text})"


def _identifier(name: str) -> str:
    plain = _IDENTIFIER.match(name) and name not in _KEYWORDS
    return name if plain else _quoted(name, "`")


def _function_name(name: str) -> str:
    return name if name in {"is", "as", "contains", "in"} else _identifier(name)


def _quoted(text: str, quote: str) -> str:
    escapes = {**_ESCAPES, quote: "\\" + quote}
    return quote + "".join(escapes.get(mark) or _visible(mark) for mark in text) + quote


def _visible(mark: str) -> str:
    """Control characters and lone surrogates by their number."""
    hidden = mark < " " or "\x7f" <= mark < "\xa0" or "\ud800" <= mark < "\ue000"
    return f"\\u{ord(mark):04x}" if hidden else mark
