"""Sequence diagrams: who sends what to whom, in order.

    titre: Recherche de créneaux
    description: Le régulateur cherche, la plateforme interroge les éditeurs…
    acteur R: Régulateur
    acteur P: Plateforme SAS
    R -> P: recherche par lieu et spécialité
    P --> R: page de résultats
    note P: fusionne les réponses
    groupe: en parallèle, pour chaque éditeur
    fin

`->` is a request, `-->` an answer; a message to oneself is written `P -> P`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from markupsafe import Markup

from sas_ig.diagrams import svg
from sas_ig.diagrams.errors import DiagramError

_HEAD = re.compile(r"^(titre|title|description)\s*:\s*(.*)$")
_ACTOR = re.compile(r"^(?:acteur|actor)\s+(\w+)\s*:\s*(.+)$")
_MESSAGE = re.compile(r"^(\w+)\s*(-->|->)\s*(\w+)\s*:\s*(.+)$")
_NOTE = re.compile(r"^note\s+(\w+)\s*:\s*(.+)$")
_GROUP = re.compile(r"^(?:groupe|group)\s*:\s*(.+)$")


class Message(NamedTuple):
    """An arrow; `answer` makes it a dashed one."""

    source: str
    target: str
    text: str
    answer: bool


class Note(NamedTuple):
    """A remark on one actor's line."""

    actor: str
    text: str


class Opening(NamedTuple):
    """The start of a group of messages."""

    text: str


class Closing(NamedTuple):
    """The end of a group."""


Step = Message | Note | Opening | Closing


@dataclass
class Sequence:
    """A sequence diagram as it was written."""

    title: str = ""
    description: str = ""
    actors: dict[str, str] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)


def parse_sequence(source: str) -> Sequence:
    """Reads the source of a diagram. Raises DiagramError."""
    found = Sequence()
    depth = 0
    for number, raw in enumerate(source.splitlines(), start=1):
        text = raw.strip()
        if not text or text.startswith("#"):
            continue
        if match := _HEAD.match(text):
            if match[1] == "description":
                found.description = match[2]
            else:
                found.title = match[2]
        elif match := _ACTOR.match(text):
            found.actors[match[1]] = match[2]
        else:
            step = _step(text, found.actors, number)
            depth += isinstance(step, Opening) - isinstance(step, Closing)
            if depth < 0:
                raise DiagramError(f"line {number}: no group to end here")
            found.steps.append(step)
    if depth:
        raise DiagramError("a group is not ended")
    if not found.title or not found.description:
        raise DiagramError("a diagram has a title and a description")
    return found


def _step(text: str, actors: dict[str, str], number: int) -> Step:
    if match := _MESSAGE.match(text):
        _check_known(actors, number, match[1], match[3])
        return Message(match[1], match[3], match[4], match[2] == "-->")
    if match := _NOTE.match(text):
        _check_known(actors, number, match[1])
        return Note(match[1], match[2])
    if match := _GROUP.match(text):
        return Opening(match[1])
    if text in ("fin", "end"):
        return Closing()
    raise DiagramError(f"line {number}: not understood: {text}")


def _check_known(actors: dict[str, str], number: int, *names: str) -> None:
    for name in names:
        if name not in actors:
            raise DiagramError(f"line {number}: no actor is called {name}")


_COLUMN_MIN = 150
_PAGE = 740
_BOLD = 15.0
_HEAD_HEIGHT = 46
_MARGIN = 14


class _Drawing:
    """Lays a sequence out from top to bottom."""

    def __init__(self, sequence: Sequence, name: str) -> None:
        self.sequence = sequence
        self.name = name
        self.parts: list[str] = []
        self.groups: list[tuple[float, str]] = []
        self.frames: list[str] = []
        self.column = self._column_width()
        self.x = {
            actor: _MARGIN + self.column * (index + 0.5)
            for index, actor in enumerate(sequence.actors)
        }
        self.width = _MARGIN * 2 + self.column * len(sequence.actors)
        self.y = _HEAD_HEIGHT + 26.0

    def _column_width(self) -> float:
        """Wide enough for the texts between neighbours to need few lines, all in a page's width."""
        order = list(self.sequence.actors)
        widest = float(_COLUMN_MIN)
        most = max(_COLUMN_MIN, min(_PAGE / max(1, len(order)), 230))
        for step in self.sequence.steps:
            if isinstance(step, Message) and step.source != step.target:
                span = abs(order.index(step.source) - order.index(step.target))
                widest = max(widest, min(svg.text_width(step.text) / span + 24, most))
        return widest

    def draw(self) -> Markup:
        for step in self.sequence.steps:
            match step:
                case Message():
                    self.message(step)
                case Note():
                    self.note(step)
                case Opening():
                    self.groups.append((self.y - 12, step.text))
                    self.y += 20
                case Closing():
                    self.close()
        height = self.y + 8
        lifelines = [svg.line(x, _HEAD_HEIGHT, x, height - 6, "dg-life") for x in self.x.values()]
        heads = [self.head(actor, label) for actor, label in self.sequence.actors.items()]
        parts = [*self.frames, *lifelines, *heads, *self.parts]
        sequence = self.sequence
        return svg.drawing(
            self.name, sequence.title, sequence.description, self.width, height, parts
        )

    def head(self, actor: str, label: str) -> str:
        x, width = self.x[actor], self.column - 18
        lines = svg.wrap(label, width - 12, _BOLD)
        top = _HEAD_HEIGHT / 2 + 5 - (len(lines) - 1) * svg.LINE_HEIGHT / 2
        box = svg.rect(x - width / 2, 2, width, _HEAD_HEIGHT - 4, "dg-actor")
        return box + svg.text_block(lines, x, top, "dg-strong")

    def message(self, step: Message) -> None:
        start, end = self.x[step.source], self.x[step.target]
        css = "dg-answer" if step.answer else "dg-arrow"
        if start == end:
            self.own_message(step, start, css)
            return
        lines = svg.wrap(step.text, abs(end - start) - 22)
        self.parts.append(self.label(lines, (start + end) / 2, self.y))
        self.y += (len(lines) - 1) * svg.LINE_HEIGHT + 8
        gap = 2 if end > start else -2
        self.parts.append(svg.line(start + gap, self.y, end - gap, self.y, css, f"{self.name}-a"))
        self.y += 28

    def label(self, lines: list[str], x: float, y: float) -> str:
        width = max(svg.text_width(line) for line in lines) + 8
        height = len(lines) * svg.LINE_HEIGHT + 2
        background = svg.rect(x - width / 2, y - 14, width, height, "dg-halo", 2)
        return background + svg.text_block(lines, x, y, "dg-text")

    def own_message(self, step: Message, x: float, css: str) -> None:
        lines = svg.wrap(step.text, self.column - 50)
        d = f"M{x:.0f} {self.y:.0f}h26v20h-24"
        self.parts.append(svg.path(d, css, f"{self.name}-a"))
        self.parts.append(svg.text_block(lines, x + 34, self.y + 8, "dg-text", "start"))
        self.y += 20 + max(1, len(lines)) * svg.LINE_HEIGHT

    def note(self, step: Note) -> None:
        width = self.column - 10
        lines = svg.wrap(step.text, width - 16)
        height = len(lines) * svg.LINE_HEIGHT + 10
        x = self.x[step.actor]
        self.parts.append(svg.rect(x - width / 2, self.y - 14, width, height, "dg-note", 3))
        self.parts.append(svg.text_block(lines, x, self.y + 2, "dg-text"))
        self.y += height + 16

    def close(self) -> None:
        top, text = self.groups.pop()
        inset = 5 * len(self.groups)
        width = self.width - 8 - 2 * inset
        self.frames.append(
            svg.rect(4 + inset, top - 4, width, self.y - top - 4, "dg-group", 4)
            + svg.text_block([text], 14 + inset, top + 12, "dg-label", "start")
        )
        self.y += 16


def draw_sequence(source: str, name: str) -> Markup:
    """The diagram as SVG. Raises DiagramError."""
    return _Drawing(parse_sequence(source), name).draw()
