"""Draws a diagram by the kind its author gave it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup

from sas_ig.diagrams.boxes import draw_boxes
from sas_ig.diagrams.sequence import draw_sequence

KINDS: Mapping[str, Callable[[str, str], Markup]] = {
    "sequence": draw_sequence,
    "boites": draw_boxes,
    "boxes": draw_boxes,
}
"""Kind of diagram -> function from source and name to SVG. The kind is the language of a fenced
block, or the suffix of a file in `input/images-source`."""
