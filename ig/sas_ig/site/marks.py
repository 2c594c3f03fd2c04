"""Turns the marks of our own sentences into HTML: `code`, [[canonical]]."""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup, escape

from sas_ig.artifacts.links import Link

_MARK = re.compile(r"`([^`]+)`|\[\[([^\]]*)\]\]")


def sentence_html(text: str, find: Callable[[str], Link], href: Callable[[Link], str]) -> Markup:
    """The sentence with its marks as HTML.

    `find` gives the Link of a canonical, `href` the URL of a Link.
    """
    pieces: list[Markup] = []
    last = 0
    for match in _MARK.finditer(text):
        pieces.append(escape(text[last : match.start()]))
        if match[1] is not None:
            pieces.append(Markup("<code>{}</code>").format(match[1]))
        else:
            link = find(match[2])
            pieces.append(link_html(link.label or match[2], href(link)))
        last = match.end()
    pieces.append(escape(text[last:]))
    return Markup("").join(pieces)


def link_html(label: str, target: str) -> Markup:
    """A link, or only its label when it leads nowhere."""
    if not target:
        return Markup("<code>{}</code>").format(label)
    return Markup('<a href="{}">{}</a>').format(target, label)


def sentence_text(text: str) -> str:
    """The sentence as plain text: code and canonicals as they are."""
    return _MARK.sub(lambda match: match[1] if match[1] is not None else match[2], text)
