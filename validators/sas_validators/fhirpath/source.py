"""Writing Python source: indented lines, readable and unique names, constants."""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

from sas_validators.fhirpath import ast
from sas_validators.fhirpath.ast import Expression
from sas_validators.fhirpath.errors import ExpressionError
from sas_validators.fhirpath.temporal import read_temporal

RUNTIME = "fp"
"""The name generated code knows the runtime module by."""

_RESERVED = frozenset(dir(builtins)) | frozenset(keyword.kwlist) | {RUNTIME, "env", "o", "shadow"}


def python_name(text: str) -> str:
    """A name in Python's style: `clinicalStatus` becomes `clinical_status`."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", text)
    name = re.sub(r"[^0-9a-z]+", "_", words.lower()).strip("_") or "item"
    if name[0].isdigit():
        name = "_" + name
    return name + "_" if name in _RESERVED else name


class Names:
    """Names of one generated function, none given twice."""

    def __init__(self, *taken: str) -> None:
        """`taken` are names that are not to be given."""
        self._taken = set(taken)

    def new(self, wanted: str) -> str:
        """A free name made from `wanted`, with a number if it is taken."""
        plain = python_name(wanted)
        name, number = plain, 2
        while name in self._taken:
            name, number = f"{plain.rstrip('_')}_{number}", number + 1
        self._taken.add(name)
        return name


class Lines:
    """Lines of source at a current indentation."""

    def __init__(self, depth: int = 0) -> None:
        """`depth` is the indentation to start at, in steps of four blanks."""
        self._lines: list[str] = []
        self._depth = depth

    def add(self, text: str) -> None:
        """Appends one line."""
        self._lines.append("    " * self._depth + text)

    @contextmanager
    def block(self, header: str) -> Iterator[None]:
        """Appends `header` and indents what is added inside."""
        self.add(header)
        self._depth += 1
        yield
        self._depth -= 1

    def extend(self, other: Lines) -> None:
        """Appends the lines of `other` as they are."""
        self._lines += other._lines

    def extend_text(self, text: str) -> None:
        """Appends lines that are already indented."""
        self._lines += text.split("\n")

    @property
    def depth(self) -> int:
        """The current indentation."""
        return self._depth

    def __str__(self) -> str:
        """The lines as one text."""
        return "\n".join(self._lines)


class Constants:
    """What a function needs made once: named after the function, equal ones shared."""

    def __init__(self, function_name: str) -> None:
        """`function_name` is put before every constant's name."""
        self._prefix = function_name.upper()
        self._names: dict[str, str] = {}

    def name(self, kind: str, source: str) -> str:
        """The constant that holds `source`; `kind` (`PATTERN`) is part of its name."""
        if source not in self._names:
            count = sum(f"_{kind}" in name for name in self._names.values())
            self._names[source] = f"{self._prefix}_{kind}" + (f"_{count + 1}" if count else "")
        return self._names[source]

    def __iter__(self) -> Iterator[str]:
        """The assignments."""
        for source, name in self._names.items():
            yield f"{name} = {source}"


def literal(expression: Expression, constants: Constants) -> str | None:
    """The Python source of a literal's value; None for expressions that are no literals.

    Raises ExpressionError for a date that isn't one.
    """
    match expression:
        case ast.Constant(Decimal() as number):
            return constants.name("NUMBER", f'{RUNTIME}.Decimal("{number}")')
        case ast.Constant(value):
            return repr(value)
        case ast.Temporal(kind, text):
            if read_temporal(kind, text) is None:
                raise ExpressionError(f"'{ast.to_text(expression)}' is no date or time")
            return constants.name(kind.upper(), f"{RUNTIME}.read_temporal({kind!r}, {text!r})")
        case ast.QuantityLiteral(number, unit, calendar):
            source = f'{RUNTIME}.Quantity({RUNTIME}.Decimal("{number}"), {unit!r}'
            return constants.name("QUANTITY", source + (", calendar=True)" if calendar else ")"))
        case ast.Sign("-", ast.Constant(int() as number)) if not isinstance(number, bool):
            return f"-{number}"
        case _:
            return None


def docstring(expression: Expression) -> str:
    """A docstring that holds the expression."""
    text = ast.to_text(expression).replace("\\", "\\\\").replace('"', '\\"')
    return f'"""{text}"""'
