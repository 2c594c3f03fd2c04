"""Lines and columns in a text, both counted from 1.

Spec: validator-features section 3
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple


class Position(NamedTuple):
    """A line and a column (in characters), counted from 1."""

    line: int
    column: int


class Lines:
    """Turns offsets in a text into positions; the text is looked through once, when asked."""

    def __init__(self, text: str, first_line: int = 1) -> None:
        """`first_line` is the number of the text's first line in its file (NDJSON)."""
        self._text = text
        self._first_line = first_line

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self._text))]

    def position(self, offset: int) -> Position:
        """The position of the character at `offset` (of the end, when there is none)."""
        row = bisect_right(self._starts, offset) - 1
        return Position(self._first_line + row, offset - self._starts[row] + 1)
