"""Box diagrams: things on a grid and the arrows between them.

    titre: Qui appelle qui
    description: La plateforme interroge les éditeurs…
    boite sas 2,1: Plateforme SAS | agrégateur, comptes, orientations
    boite editeur 4,1 fort: Éditeur | agenda, prise de rendez-vous
    lien sas -> editeur: INT_R01, INT_R04
    lien editeur -> sas: INT_R03
    zone 1,1 3,2: Ministère

A box stands at column,row of the grid (from 1); what follows `|` is set smaller
below its name; `fort` (or `strong`) fills it. Arrows between the same two boxes
run side by side. `->` has a head at its end, `<->` at both, `--` none.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from markupsafe import Markup

from sas_ig.diagrams import svg
from sas_ig.diagrams.errors import DiagramError

_HEAD = re.compile(r"^(titre|title|description|largeur|width|hauteur|height)\s*:\s*(.*)$")
_BOX = re.compile(r"^(?:boite|box)\s+(\w+)\s+(\d+),(\d+)(\s+(?:fort|strong))?\s*:\s*(.+)$")
_ZONE = re.compile(r"^zone\s+(\d+),(\d+)\s+(\d+),(\d+)\s*:\s*(.+)$")
_LINK = re.compile(r"^(?:lien|link)\s+(\w+)\s*(<->|->|--)\s*(\w+)\s*(?::\s*(.*))?$")

BOX_WIDTH = 168
BOX_HEIGHT = 64
GAP_X = 104
GAP_Y = 66
MARGIN = 20


class Box(NamedTuple):
    """A box at a place of the grid."""

    column: int
    row: int
    label: str
    detail: str
    strong: bool


class Zone(NamedTuple):
    """A frame around a part of the grid."""

    left: int
    top: int
    right: int
    bottom: int
    label: str


class Arrow(NamedTuple):
    """A line between two boxes; `heads` is the number of its arrow heads."""

    source: str
    target: str
    text: str
    heads: int


@dataclass
class Boxes:
    """A box diagram as it was written; `gap_x`, `gap_y` are the spaces between boxes."""

    title: str = ""
    description: str = ""
    gap_x: float = GAP_X
    gap_y: float = GAP_Y
    boxes: dict[str, Box] = field(default_factory=dict)
    zones: list[Zone] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)


def parse_boxes(source: str) -> Boxes:
    """Reads the source of a diagram. Raises DiagramError."""
    found = Boxes()
    for number, raw in enumerate(source.splitlines(), start=1):
        text = raw.strip()
        if text and not text.startswith("#"):
            _read_line(text, found, number)
    if not found.title or not found.description:
        raise DiagramError("a diagram has a title and a description")
    if not found.boxes:
        raise DiagramError("a box diagram has boxes")
    return found


def _read_line(text: str, found: Boxes, number: int) -> None:
    if match := _HEAD.match(text):
        _read_head(match[1], match[2], found, number)
    elif match := _BOX.match(text):
        label, _, detail = match[5].partition("|")
        found.boxes[match[1]] = Box(
            int(match[2]), int(match[3]), label.strip(), detail.strip(), bool(match[4])
        )
    elif match := _ZONE.match(text):
        left, top, right, bottom = (int(match[group]) for group in range(1, 5))
        found.zones.append(Zone(left, top, right, bottom, match[5]))
    elif match := _LINK.match(text):
        for name in (match[1], match[3]):
            if name not in found.boxes:
                raise DiagramError(f"line {number}: no box is called {name}")
        heads = {"--": 0, "->": 1, "<->": 2}[match[2]]
        found.arrows.append(Arrow(match[1], match[3], match[4] or "", heads))
    else:
        raise DiagramError(f"line {number}: not understood: {text}")


def _read_head(name: str, value: str, found: Boxes, number: int) -> None:
    match name:
        case "description":
            found.description = value
        case "largeur" | "width":
            found.gap_x = _space(value, number)
        case "hauteur" | "height":
            found.gap_y = _space(value, number)
        case _:
            found.title = value


def _space(value: str, number: int) -> float:
    if not value.isdecimal():
        raise DiagramError(f"line {number}: not a number of pixels: {value}")
    return float(value)


class _Drawing:
    """Lays boxes out on their grid."""

    def __init__(self, boxes: Boxes, name: str) -> None:
        self.boxes = boxes
        self.name = name

    def corner(self, column: int, row: int) -> tuple[float, float]:
        x = MARGIN + (column - 1) * (BOX_WIDTH + self.boxes.gap_x)
        y = MARGIN + (row - 1) * (BOX_HEIGHT + self.boxes.gap_y)
        return x, y + (16 if self.boxes.zones else 0)

    def draw(self) -> Markup:
        boxes = self.boxes
        right = max(box.column for box in boxes.boxes.values())
        bottom = max(box.row for box in boxes.boxes.values())
        x, y = self.corner(right, bottom)
        width, height = x + BOX_WIDTH + MARGIN, y + BOX_HEIGHT + MARGIN
        parts = [self.zone(zone) for zone in boxes.zones]
        total = Counter(frozenset((arrow.source, arrow.target)) for arrow in boxes.arrows)
        drawn: Counter[frozenset[str]] = Counter()
        for arrow in boxes.arrows:
            pair = frozenset((arrow.source, arrow.target))
            parts.append(self.arrow(arrow, drawn[pair], total[pair]))
            drawn[pair] += 1
        parts += [self.box(box) for box in boxes.boxes.values()]
        return svg.drawing(self.name, boxes.title, boxes.description, width, height, parts)

    def zone(self, zone: Zone) -> str:
        left, top = self.corner(zone.left, zone.top)
        right, bottom = self.corner(zone.right, zone.bottom)
        return svg.rect(
            left - 12,
            top - 26,
            right - left + BOX_WIDTH + 24,
            bottom - top + BOX_HEIGHT + 38,
            "dg-zone",
            10,
        ) + svg.text_block([zone.label], left, top - 9, "dg-label", "start")

    def box(self, box: Box) -> str:
        x, y = self.corner(box.column, box.row)
        label = svg.wrap(box.label, BOX_WIDTH - 14)
        detail = svg.wrap(box.detail, BOX_WIDTH - 14, 12)
        lines = len(label) + len(detail)
        baseline = y + BOX_HEIGHT / 2 + 5 - (lines - 1) * svg.LINE_HEIGHT / 2
        css = "dg-actor" if box.strong else "dg-box"
        shown = svg.rect(x, y, BOX_WIDTH, BOX_HEIGHT, css)
        shown += svg.text_block(label, x + BOX_WIDTH / 2, baseline, "dg-strong")
        if detail:
            below = baseline + len(label) * svg.LINE_HEIGHT
            shown += svg.text_block(detail, x + BOX_WIDTH / 2, below, "dg-small")
        return shown

    def arrow(self, arrow: Arrow, index: int, count: int) -> str:
        """A straight line between the facing sides, moved aside when it has company."""
        first, second = self.boxes.boxes[arrow.source], self.boxes.boxes[arrow.target]
        shift = (index - (count - 1) / 2) * 26
        x1, y1, x2, y2 = self.ends(first, second, shift)
        marker = f"{self.name}-a"
        shown = svg.line(x1, y1, x2, y2, "dg-arrow", marker if arrow.heads else "")
        if arrow.heads == 2:
            middle_x, middle_y = (x1 + x2) / 2, (y1 + y2) / 2
            shown = svg.line(middle_x, middle_y, x2, y2, "dg-arrow", marker)
            shown += svg.line(middle_x, middle_y, x1, y1, "dg-arrow", marker)
        return shown + self.arrow_label(arrow.text, x1, y1, x2, y2)

    def ends(self, first: Box, second: Box, shift: float) -> tuple[float, float, float, float]:
        x1, y1 = self.corner(first.column, first.row)
        x2, y2 = self.corner(second.column, second.row)
        middle = BOX_WIDTH / 2
        if first.row == second.row:
            y = y1 + BOX_HEIGHT / 2 + shift
            return (x1 + BOX_WIDTH, y, x2, y) if x2 > x1 else (x1, y, x2 + BOX_WIDTH, y)
        if first.column == second.column:
            x = x1 + middle + shift
            return (x, y1 + BOX_HEIGHT, x, y2) if y2 > y1 else (x, y1, x, y2 + BOX_HEIGHT)
        if y2 > y1:
            return x1 + middle + shift, y1 + BOX_HEIGHT, x2 + middle + shift, y2
        return x1 + middle + shift, y1, x2 + middle + shift, y2 + BOX_HEIGHT

    def arrow_label(self, text: str, x1: float, y1: float, x2: float, y2: float) -> str:
        if not text:
            return ""
        room = abs(x2 - x1) - 12 if abs(y1 - y2) < 1 else 130
        lines = svg.wrap(text, max(room, 60), 12)
        width = max(svg.text_width(item, 12) for item in lines) + 8
        height = len(lines) * svg.LINE_HEIGHT
        x, y = (x1 + x2) / 2, (y1 + y2) / 2 - height / 2 + 12
        if abs(y1 - y2) < 1:
            y = y1 - height + 10 if len(lines) == 1 else y1 - height / 2 + 12
        halo = svg.rect(x - width / 2, y - 13, width, height, "dg-halo", 3)
        return halo + svg.text_block(lines, x, y, "dg-small")


def draw_boxes(source: str, name: str) -> Markup:
    """The diagram as SVG. Raises DiagramError."""
    return _Drawing(parse_boxes(source), name).draw()
