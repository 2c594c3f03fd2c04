"""Writes Python source: indented lines, and constants named once each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sas_validators.model.numbers import JsonDecimal


class Lines:
    """Lines of a function body at a current indentation."""

    def __init__(self, depth: int = 0) -> None:
        """`depth` is the indentation to start at, in steps of four blanks."""
        self._lines: list[str] = []
        self._depth = depth

    def add(self, text: str) -> None:
        """Appends one line."""
        self._lines.append("    " * self._depth + text if text else "")

    def comment(self, text: str) -> None:
        """Appends a comment, on one line whatever `text` holds."""
        self.add("# " + "".join(part if part.isprintable() else " " for part in text))

    @contextmanager
    def block(self, header: str) -> Iterator[None]:
        """Appends `header` and indents what is added inside; an empty block becomes `pass`."""
        self.add(header)
        before = len(self._lines)
        self._depth += 1
        yield
        if len(self._lines) == before:
            self.add("pass")
        self._depth -= 1

    @property
    def depth(self) -> int:
        """The current indentation."""
        return self._depth

    def indent(self, other: Lines) -> None:
        """Appends the lines of `other`, which start at depth 0, at the current indentation."""
        for line in other:
            self.add(line)

    def clear(self) -> None:
        """Removes every line."""
        self._lines.clear()

    def __len__(self) -> int:
        return len(self._lines)

    def extend(self, other: Lines) -> None:
        """Appends the lines of `other` as they are."""
        self._lines += other._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)


class Constants:
    """Module-level constants: equal expressions share one name."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()

    def name(self, wanted: str, expression: str) -> str:
        """The name that stands for `expression`, made from `wanted` when it is new."""
        if expression not in self._names:
            self._names[expression] = self._free(identifier(wanted).upper())
        return self._names[expression]

    def _free(self, wanted: str) -> str:
        name, number = wanted, 2
        while name in self._taken:
            name, number = f"{wanted}_{number}", number + 1
        self._taken.add(name)
        return name

    def lines(self) -> Iterator[str]:
        """The assignments, in order of first use."""
        for expression, name in self._names.items():
            yield f"{name} = {expression}"


def identifier(text: str) -> str:
    """`text` with everything that can't stand in a Python name turned into `_`."""
    cleaned = re.sub(r"[^0-9A-Za-z]+", "_", text).strip("_") or "_"
    return "_" + cleaned if cleaned[0].isdigit() else cleaned


def literal(value: Any) -> str:
    """`value`, a JSON value, as Python source; decimals need the name `JsonDecimal`."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name!r}: {literal(part)}" for name, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    return f"JsonDecimal({value.text!r})" if isinstance(value, JsonDecimal) else repr(value)
