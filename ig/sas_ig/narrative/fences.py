"""What stands after the backquotes of a fenced block.

    ```json valider profil=FrSlotAgregateur titre="Un créneau au cabinet"

is JSON, marked `valider`, with two options.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FenceInfo:
    """The language of a block, its marks and its options."""

    language: str = ""
    marks: frozenset[str] = frozenset()
    options: Mapping[str, str] = field(default_factory=dict)

    def has(self, *names: str) -> bool:
        """Whether one of the names is among the marks, or an option is called so."""
        return any(name in self.marks or name in self.options for name in names)

    def get(self, *names: str) -> str:
        """The first option called by one of the names, "" when there is none."""
        return next((self.options[name] for name in names if name in self.options), "")


def parse_info(text: str) -> FenceInfo:
    """Reads an info string; one that is not well formed is all language."""
    try:
        words = shlex.split(text)
    except ValueError:
        words = text.split()
    if not words:
        return FenceInfo()
    marks: set[str] = set()
    options: dict[str, str] = {}
    for word in words[1:]:
        name, equals, value = word.partition("=")
        if equals:
            options[name] = value
        else:
            marks.add(name)
    return FenceInfo(words[0].lower(), frozenset(marks), options)
