"""Tables that can be read: rows with a heading, long codes that break where they may."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token
from markupsafe import Markup, escape

LONG = 20
"""Codes of more characters than this may be broken."""

# After letters only, so that numbers (OIDs, dates) stay in one piece.
_BREAK = re.compile(r"(?<=[a-z])(?=[.:|=?&-])(?!://)|(?=%)|(?<=[/?&=|,_])(?!/)")


def inline_code(text: str) -> Markup:
    """A piece of code, with the places where a long one may be broken."""
    if len(text) <= LONG:
        # Browsers break after hyphens, even those of an option.
        whole = Markup(' class="whole"') if "-" in text else Markup("")
        return Markup("<code{}>{}</code>").format(whole, text)
    pieces = (escape(piece) for piece in _BREAK.split(text))
    return Markup("<code>{}</code>").format(Markup("<wbr>").join(pieces))


def settle_tables(tokens: Sequence[Token]) -> list[Token]:
    """Tables without column headings (Markdown wants a row of them) head their rows instead."""
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        if tokens[index].type != "table_open":
            kept.append(tokens[index])
            index += 1
            continue
        end = _index_of("table_close", tokens, index)
        kept += _table(list(tokens[index : end + 1]))
        index = end + 1
    return kept


def _table(tokens: list[Token]) -> list[Token]:
    start, end = (_index_of(kind, tokens, 0) for kind in ("thead_open", "thead_close"))
    if any(token.type == "inline" and token.content for token in tokens[start:end]):
        return tokens
    body = tokens[end + 1 :]
    for index, token in enumerate(body):
        if token.type == "tr_open":
            closing = _index_of("td_close", body, index)
            body[index + 1].tag = body[closing].tag = "th"
            body[index + 1].attrSet("scope", "row")
    return [*tokens[:start], *body]


def _index_of(kind: str, tokens: Sequence[Token], start: int) -> int:
    return next(index for index in range(start, len(tokens)) if tokens[index].type == kind)
