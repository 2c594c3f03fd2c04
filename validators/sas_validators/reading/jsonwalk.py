"""Where the values of a right JSON text end, found out only for those that are asked about.

A text that the standard library's parser has accepted needs no forgiving
scanner to find its places: the same parser passes over whatever nobody asks
about, and says where it ended. So a place costs about as much as parsing what
lies around it, not a walk through the whole text in Python.
"""

from __future__ import annotations

import re
from json import JSONDecoder
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import TypeAlias

_parse_at = JSONDecoder().scan_once  # type: ignore[attr-defined]
"""The value that begins at an offset, and the offset just after it."""

_blank = re.compile(r"[ \t\n\r]*")
_plain_name = re.compile(r'"([^"\\]*)"')
_colon = re.compile(r"[ \t\n\r]*:[ \t\n\r]*")
_comma = re.compile(r"[ \t\n\r]*,[ \t\n\r]*")

_PATIENCE = 16
"""Times the length of the text that may be passed over before a full scan is the better way."""


class LostPatience(Exception):  # noqa: N818 (a way to go on, no error)
    """So many values deep inside each other were asked for that one full scan costs less."""


class Walk:
    """One text, and how much of it may still be passed over."""

    __slots__ = ("left", "text")

    def __init__(self, text: str) -> None:
        """`text` must be JSON that the standard library reads, without duplicate members."""
        self.text = text
        self.left = _PATIENCE * len(text)

    @property
    def root(self) -> Place:
        """The outermost value."""
        return self.place(_skip(_blank, self.text, 0))

    def place(self, start: int) -> Place:
        """The value that begins at `start`. Raises LostPatience."""
        _, end = _parse_at(self.text, start)
        self.left -= end - start
        if self.left < 0:
            raise LostPatience
        return Place(self, start, end)

    def members(self, start: int) -> dict[str, Place]:
        """The members of the object that begins at `start`."""
        text = self.text
        found: dict[str, Place] = {}
        index = _skip(_blank, text, start + 1)
        while text[index] != "}":
            plain = _plain_name.match(text, index)
            if plain is not None:
                name, index = plain.group(1), plain.end()
            else:
                name, index = scanstring(text, index + 1)
            child = found[name] = self.place(_skip(_colon, text, index))
            index = self._next(child.end)
        return found

    def items(self, start: int) -> list[Place]:
        """The items of the array that begins at `start`."""
        text = self.text
        found: list[Place] = []
        index = _skip(_blank, text, start + 1)
        while text[index] != "]":
            child = self.place(index)
            found.append(child)
            index = self._next(child.end)
        return found

    def _next(self, end: int) -> int:
        """Where the next member begins, or the bracket is that closes them, after `end`."""
        comma = _comma.match(self.text, end)
        return _skip(_blank, self.text, end) if comma is None else comma.end()


class Place:
    """A value in a text: where it begins, where it ends, and (when asked) what it holds."""

    __slots__ = ("_children", "_walk", "end", "start")

    def __init__(self, walk: Walk, start: int, end: int) -> None:
        self._walk = walk
        self.start = start
        self.end = end
        self._children: Children = None

    @property
    def children(self) -> Children:
        """The members of an object, the items of an array, None for a simple value."""
        if self._children is None:
            bracket = self._walk.text[self.start]
            if bracket == "{":
                self._children = self._walk.members(self.start)
            elif bracket == "[":
                self._children = self._walk.items(self.start)
        return self._children


Children: TypeAlias = "dict[str, Place] | list[Place] | None"


def _skip(pattern: re.Pattern[str], text: str, index: int) -> int:
    """The offset after what `pattern` matches at `index`; such a text has it there."""
    match = pattern.match(text, index)
    return index if match is None else match.end()
