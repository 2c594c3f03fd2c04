"""Source text as HTML: JSON, XML and HTTP with their parts told apart."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from markupsafe import Markup, escape

Linker = Callable[[str], str]
"""Gives the link of a string that names something, "" for the others."""

_JSON = re.compile(
    r'(?P<key>"(?:[^"\\]|\\.)*")(?=\s*:)|(?P<string>"(?:[^"\\]|\\.)*")'
    r"|(?P<number>-?\d[\d.eE+-]*)|(?P<word>\b(?:true|false|null)\b)"
)
_XML = re.compile(
    r"(?P<comment><!--.*?-->|<\?.*?\?>)|(?P<tag></?[\w:.-]+|/?>)"
    r"|(?P<attribute>[\w:.-]+)(?==)|(?P<string>\"[^\"]*\"|'[^']*')",
    re.DOTALL,
)
_HTTP = re.compile(
    r"(?P<word>^(?:GET|POST|PUT|PATCH|DELETE|HTTP/[\d.]+)\b)|(?P<key>^[\w-]+(?=:\s))"
    r"|(?P<attribute>(?<=[?&])[^=&\s]+(?==))",
    re.MULTILINE,
)
_CLASSES = {
    "key": "hk",
    "string": "hs",
    "number": "hn",
    "word": "hw",
    "comment": "hc",
    "tag": "ht",
    "attribute": "hk",
}


def pretty(resource: Mapping[str, Any]) -> str:
    """The resource as indented JSON."""
    return json.dumps(resource, ensure_ascii=False, indent=2)


def highlight(text: str, language: str, link: Linker | None = None) -> Markup:
    """`text` as HTML; in an unknown language it is only escaped."""
    pattern = {"json": _JSON, "xml": _XML, "http": _HTTP}.get(language)
    if pattern is None:
        return escape(text)
    # Plain strings, escaped by hand: there are hundreds of thousands of pieces.
    return Markup("".join(_pieces(text, pattern, link)))  # noqa: S704


def _pieces(text: str, pattern: re.Pattern[str], link: Linker | None) -> Iterator[str]:
    last = 0
    for match in pattern.finditer(text):
        yield html.escape(text[last : match.start()], quote=False)
        kind, piece = match.lastgroup or "", match.group()
        shown = html.escape(piece, quote=False)
        target = link(piece[1:-1]) if link and kind == "string" else ""
        if target:
            shown = f'<a href="{html.escape(target)}">{shown}</a>'
        yield f'<span class="{_CLASSES[kind]}">{shown}</span>'
        last = match.end()
    yield html.escape(text[last:], quote=False)


def numbered(source: Markup, marks: Mapping[int, str], prefix: str = "") -> Markup:
    """Highlighted source, each line with its number and an id `L<n>` (after `prefix`).

    `marks` gives, for the lines that have issues, the worst severity.
    """
    lines = []
    for number, line in enumerate(str(source).split("\n"), start=1):
        mark = f" m-{marks[number]}" if number in marks else ""
        lines.append(f'<span class="ln{mark}" id="{prefix}L{number}">{line}\n</span>')
    return Markup("".join(lines))  # noqa: S704 - the lines are escaped already
