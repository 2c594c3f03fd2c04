"""French typography: the spaces that must not break, and the apostrophe.

Authors type plain spaces and straight apostrophes; pages show what the
Imprimerie nationale's rules ask for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from markdown_it.token import Token

NO_BREAK = "\u00a0"
NARROW = "\u202f"

_RULES = (
    (re.compile(r" (?=[;!?%])"), NARROW),
    (re.compile(r" (?=[:»])|(?<=«) "), NO_BREAK),
    (re.compile(r"(?<=\d) (?=\d{3}\b)"), NARROW),
    (re.compile(r"(?<=\w)'(?=\w|$)"), "\u2019"),
)


def set_french(text: str) -> str:
    """The text as it is to be shown.

    >>> set_french("l'éditeur : 3 000 appels").encode("ascii", "xmlcharrefreplace")
    b'l&#8217;&#233;diteur&#160;: 3&#8239;000 appels'
    """
    for pattern, shown in _RULES:
        text = pattern.sub(shown, text)
    return text


def set_tokens(tokens: Iterable[Token]) -> None:
    """Does so in the running text of a page; code, links' targets and HTML stay as they are."""
    for token in tokens:
        for child in token.children or ():
            if child.type == "text":
                child.content = set_french(child.content)
