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

_BLANKS = r"[ \t\n\r]*"
_blanks = re.compile(_BLANKS).match
_between = re.compile(f"{_BLANKS},?{_BLANKS}").match
"""What stands before a member: behind an opening bracket there is no comma."""

_plain_name = re.compile(f'{_BLANKS},?{_BLANKS}"([^"\\\\]*)"{_BLANKS}:{_BLANKS}').match
_colon = re.compile(f"{_BLANKS}:{_BLANKS}").match

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
        return Place(self, _end(_blanks(self.text)), len(self.text.rstrip(" \t\n\r")))

    def members(self, start: int) -> dict[str, Place]:
        """The members of the object that begins at `start`. Raises LostPatience, RecursionError."""
        text = self.text
        found: dict[str, Place] = {}
        end = start + 1
        while True:
            plain = _plain_name(text, end)
            if plain is not None:
                name, begin = plain[1], plain.end()
            else:
                begin = _end(_between(text, end))
                if text[begin] == "}":
                    break
                name, begin = scanstring(text, begin + 1)
                begin = _end(_colon(text, begin))
            _, end = _parse_at(text, begin)
            found[name] = Place(self, begin, end)
        self._passed_over(end - start)
        return found

    def items(self, start: int) -> list[Place]:
        """The items of the array that begins at `start`. Raises LostPatience, RecursionError."""
        text = self.text
        found: list[Place] = []
        end = start + 1
        while text[begin := _end(_between(text, end))] != "]":
            _, end = _parse_at(text, begin)
            found.append(Place(self, begin, end))
        self._passed_over(end - start)
        return found

    def _passed_over(self, length: int) -> None:
        self.left -= length
        if self.left < 0:
            raise LostPatience


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
        """The members of an object, the items of an array, None for a simple value.

        Raises LostPatience.
        """
        if self._children is None:
            bracket = self._walk.text[self.start]
            if bracket == "{":
                self._children = self._walk.members(self.start)
            elif bracket == "[":
                self._children = self._walk.items(self.start)
        return self._children


Children: TypeAlias = "dict[str, Place] | list[Place] | None"


def _end(match: re.Match[str] | None) -> int:
    """Where a match ends that a right text always gives."""
    return match.end()  # type: ignore[union-attr]
