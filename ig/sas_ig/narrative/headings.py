"""Headings of a page: levels that start at 2, ids that last, the table of contents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from markdown_it.token import Token


class Heading(NamedTuple):
    """A heading as the table of contents shows it."""

    level: int
    id: str
    text: str


def slug(text: str) -> str:
    """A text as an id: `Créer un compte` -> `creer-un-compte`."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "section"


def take_title(tokens: list[Token]) -> str:
    """Removes a level-1 heading that opens the page and returns its text."""
    if len(tokens) >= 3 and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        title = plain_text(tokens[1])
        del tokens[:3]
        return title
    return ""


def settle_headings(tokens: Sequence[Token]) -> list[Heading]:
    """Gives every heading an id, and the highest one the level 2; returns them all.

    A page's title is its only level-1 heading; guides written for the IG Publisher
    start at level 3.
    """
    opens = [index for index, token in enumerate(tokens) if token.type == "heading_open"]
    if not opens:
        return []
    shift = 2 - min(int(tokens[index].tag[1]) for index in opens)
    found: list[Heading] = []
    taken: dict[str, int] = {}
    for index in opens:
        level = min(int(tokens[index].tag[1]) + shift, 6)
        text = plain_text(tokens[index + 1])
        tokens[index].tag = tokens[index + 2].tag = f"h{level}"
        id = str(tokens[index].attrGet("id") or slug(text))
        count = taken.get(id, 0)
        taken[id] = count + 1
        if count:
            id = f"{id}-{count + 1}"
        tokens[index].attrSet("id", id)
        found.append(Heading(level, id, text))
    return found


def plain_text(inline: Token) -> str:
    """The text of an inline token without its marks."""
    parts = []
    for child in inline.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return "".join(parts).strip()


MAX_SUMMARY = 240
"""A summary is no longer than this many characters."""


def summary_of(tokens: Sequence[Token]) -> str:
    """The page in a sentence or two: its first paragraph, cut at a sentence or a word."""
    for token, inline in pairwise(tokens):
        if token.type == "paragraph_open" and token.level == 0:
            text = " ".join(plain_text(inline).split())
            if text:
                return _shortened(text)
    return ""


def _shortened(text: str) -> str:
    if len(text) <= MAX_SUMMARY:
        return text
    cut = text[:MAX_SUMMARY]
    sentence = cut.rfind(". ")
    return cut[: sentence + 1] if sentence > 0 else cut[: cut.rfind(" ")] + "…"
