"""Pieces of SVG that both themes and screen readers can cope with.

Colours come from the style sheet through classes, so the drawings follow the
theme; every drawing has a title and a description.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

LINE_HEIGHT = 17
"""Pixels from one line of text to the next."""

WIDE = 620
"""Drawings wider than this many pixels scroll on small screens instead of getting tiny."""

_WIDE = frozenset("mwMWŒœ@%—")
_NARROW = frozenset("iljtfrI.,:;'|!()[] ’")


def text_width(text: str, size: float = 13.5) -> float:
    """About how many pixels a text takes in a sans-serif face of `size` pixels."""
    units = sum(
        0.9 if char in _WIDE else 0.32 if char in _NARROW else 0.68 if char.isupper() else 0.55
        for char in text
    )
    return units * size


def wrap(text: str, width: float, size: float = 13.5) -> list[str]:
    """The text in lines of at most about `width` pixels."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def text_block(lines: Iterable[str], x: float, y: float, css: str, anchor: str = "middle") -> str:
    """Lines of text under one another, the first one's baseline at `y`."""
    spans = "".join(
        f'<tspan x="{_n(x)}" dy="{0 if index == 0 else LINE_HEIGHT}">{escape(line)}</tspan>'
        for index, line in enumerate(lines)
    )
    return f'<text class="{css}" x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}">{spans}</text>'


def rect(x: float, y: float, width: float, height: float, css: str, radius: float = 6) -> str:
    """A rectangle with round corners."""
    return (
        f'<rect class="{css}" x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" '
        f'height="{_n(height)}" rx="{_n(radius)}"/>'
    )


def line(x1: float, y1: float, x2: float, y2: float, css: str, marker: str = "") -> str:
    """A line, with the arrow head `marker` (an id) at its end if given."""
    end = f' marker-end="url(#{marker})"' if marker else ""
    return f'<line class="{css}" x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"{end}/>'


def path(d: str, css: str, marker: str = "") -> str:
    """A path, with the arrow head `marker` at its end if given."""
    end = f' marker-end="url(#{marker})"' if marker else ""
    return f'<path class="{css}" d="{d}"{end}/>'


def drawing(
    name: str, title: str, description: str, width: float, height: float, parts: Iterable[str]
) -> Markup:
    """A whole drawing; `name` makes its ids unique in the page."""
    css = "drawing wide" if width > WIDE else "drawing"
    head = (
        f'<svg class="{css}" role="img" aria-labelledby="{name}-t {name}-d" '
        f'viewBox="0 0 {_n(width)} {_n(height)}" width="{_n(width)}" height="{_n(height)}">'
        f'<title id="{name}-t">{escape(title)}</title>'
        f'<desc id="{name}-d">{escape(description)}</desc>'
        f'<defs><marker id="{name}-a" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" '
        f'markerHeight="8" orient="auto-start-reverse"><path class="dg-head" '
        f'd="M0 0L10 5L0 10z"/></marker></defs>'
    )
    return Markup(head + "".join(parts) + "</svg>")  # noqa: S704 - every text is escaped above


def _n(value: float) -> str:
    """A number as short as it can be."""
    return f"{value:.1f}".rstrip("0").rstrip(".")
