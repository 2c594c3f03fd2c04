"""Remarks that stand out: quotes that start with `[!NOTE]`, `[!TIP]`, `[!WARNING]` and the like."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

_MARKER = re.compile(r"^\[!(NOTE|TIP|IMPORTANT|WARNING)\]\s*")

_TITLES = {
    "NOTE": ("À noter", "Note"),
    "TIP": ("Conseil", "Tip"),
    "IMPORTANT": ("Important", "Important"),
    "WARNING": ("Attention", "Warning"),
}


def mark_alerts(tokens: Sequence[Token], language: str) -> None:
    """Turns such quotes into remarks with a title."""
    for index, token in enumerate(tokens):
        if token.type != "blockquote_open" or index + 2 >= len(tokens):
            continue
        inline = tokens[index + 2]
        match = _MARKER.match(inline.content) if inline.type == "inline" else None
        if match is None:
            continue
        token.attrSet("class", f"alert {match[1].lower()}")
        closing = _closing(tokens, index)
        token.tag = tokens[closing].tag = "aside"
        title = Token("html_inline", "", 0)
        words = _TITLES[match[1]]
        title.content = f"<strong>{words[0] if language == 'fr' else words[1]}</strong> "
        inline.children = [title, *_without_marker(inline.children or [])]


def _closing(tokens: Sequence[Token], opening: int) -> int:
    level = tokens[opening].level
    return next(
        index
        for index in range(opening, len(tokens))
        if tokens[index].type == "blockquote_close" and tokens[index].level == level
    )


def _without_marker(children: Sequence[Token]) -> Sequence[Token]:
    """The paragraph without the marker that opens it and a line break after it."""
    first, *rest = children
    first.content = _MARKER.sub("", first.content)
    if first.content:
        return children
    return rest[1:] if rest and rest[0].type == "softbreak" else rest
