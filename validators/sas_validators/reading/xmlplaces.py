"""Lines and columns in an XML text that is known to be well-formed.

Spec: validator-features section 3 (just after the `>` of the start tag)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sas_validators.model.paths import Location, steps
from sas_validators.model.positions import Lines, Position

_TOKEN = re.compile(
    r"""<!--(?s:.*?)-->|<!\[CDATA\[(?s:.*?)\]\]>|<\?(?s:.*?)\?>
      |<(?P<end>/)?(?:[^\s<>/:]+:)?(?P<name>[^\s<>/]+)
       (?:[^<>"']|"[^"]*"|'[^']*')*?(?P<empty>/)?>""",
    re.VERBOSE,
)


@dataclass(slots=True)
class Tag:
    """An element: its local name, the offset just after its start tag, its children."""

    name: str
    end: int
    children: list[Tag] = field(default_factory=list)
    _named: dict[str, list[Tag]] | None = None

    def children_named(self, name: str) -> list[Tag]:
        """The children called `name`; of a resource in it, where the element only wraps one."""
        if self._named is None:
            self._named = {}
            children = self.children
            if len(children) == 1 and children[0].name[:1].isupper():
                children = children[0].children
            for child in children:
                self._named.setdefault(child.name, []).append(child)
        return self._named.get(name, [])


def read_tags(text: str) -> list[Tag]:
    """Every element of well-formed `text` in document order, the root first."""
    found: list[Tag] = []
    opened: list[Tag] = []
    for token in _TOKEN.finditer(text):
        if token["name"] is None:
            continue
        if token["end"]:
            opened.pop()
            continue
        tag = Tag(token["name"], token.end())
        if opened:
            opened[-1].children.append(tag)
        found.append(tag)
        if not token["empty"]:
            opened.append(tag)
    return found


class XmlPositions:
    """Finds the elements of one XML text; looks through it once."""

    def __init__(self, text: str) -> None:
        """`text` must be well-formed."""
        self._lines = Lines(text)
        self.tags = read_tags(text)

    def of_tag(self, number: int) -> Position:
        """Just after the start tag of the element with this number in document order."""
        return self._lines.position(self.tags[number].end)

    def find(self, location: Location) -> Position | None:
        """Just after the start tag of the element at `location`, or of what should hold it.

        What XML writes as an attribute (`id`, `url`, a value) is where its element is.
        """
        tag = self.tags[0]
        for name, index in steps(location)[1:]:
            same = tag.children_named(name)
            if not same:
                break
            tag = same[index] if index is not None and index < len(same) else same[0]
        return self._lines.position(tag.end)
