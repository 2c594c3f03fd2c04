"""The lines of a text around a place, short enough to read."""

from __future__ import annotations

from typing import NamedTuple

from sas_validators.bulk.records import Record

_AROUND = 2
"""Lines shown before and after."""

_WIDTH = 100
"""Characters shown of a line; resources often are one long line."""


class Row(NamedTuple):
    """A line of an excerpt; `here` is the offset of the place in `text`, None on other lines."""

    number: int
    text: str
    here: int | None = None


def excerpt(text: str, record: Record, line: int, column: int) -> list[Row]:
    """The rows around `line` and `column` of `record`, whose content is `text`.

    Both count from 1, lines as in the file. No row when the place is outside.
    """
    lines = text.split("\n")
    index = line - record.line
    if not 0 <= index < len(lines):
        return []
    shift = _shift(len(lines[index]), column - 1)
    rows = []
    for at in range(max(0, index - _AROUND), min(len(lines), index + _AROUND + 1)):
        shown = _window(lines[at], shift)
        if at != index:
            rows.append(Row(record.line + at, shown))
            continue
        lead = 1 if shift else 0
        rows.append(Row(line, shown, min(max(0, column - 1 - shift + lead), len(shown))))
    return rows


def _shift(length: int, offset: int) -> int:
    """How many characters to leave out on the left so that `offset` is seen."""
    if length <= _WIDTH:
        return 0
    return max(0, min(offset - _WIDTH * 2 // 3, length - _WIDTH))


def _window(line: str, shift: int) -> str:
    shown = line[shift : shift + _WIDTH].rstrip("\r")
    before = "…" if shift and len(line) > shift else ""
    after = "…" if len(line) > shift + _WIDTH else ""
    return before + "".join(char if char.isprintable() else " " for char in shown) + after
