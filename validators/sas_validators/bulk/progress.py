"""A bar that shows how far a run is; only on a terminal, only for runs that last."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

from sas_validators.bulk.judge import Part
from sas_validators.issues.message import Language

_WAIT = 1.0
"""Seconds before a bar is worth its sight (and the import of what draws it)."""

_LABELS: dict[Language, tuple[str, str]] = {
    "fr": ("Validation", "ressources"),
    "en": ("Validating", "resources"),
}


def show_progress(parts: Iterator[Part], total: int, language: Language) -> Iterator[Part]:
    """Passes `parts` on; a bar on standard error shows them, when that is a terminal.

    `total` is the size of the input in bytes on disk, 0 when it is not known.
    """
    if not sys.stderr.isatty():
        yield from parts
        return
    meter = _Meter(total)
    for part in parts:
        meter.count(part)
        yield part
        # The second part shows that all processes are forked: before the bar has a thread.
        if meter.parts >= 2 and meter.seconds > _WAIT:
            yield from _with_bar(parts, meter, language)


class _Meter:
    """How far a run is, and how fast it goes."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.parts = self.size = self.resources = 0
        self._start = time.monotonic()

    def count(self, part: Part) -> None:
        self.parts += 1
        self.size += part.size
        self.resources += part.summary.resources

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._start

    @property
    def rate(self) -> int:
        return round(self.resources / self.seconds)


def _with_bar(parts: Iterator[Part], meter: _Meter, language: Language) -> Iterator[Part]:
    # Here, because most calls judge one resource and never draw a bar.
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    label, unit = _LABELS[language]
    columns = (
        TextColumn(label),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[resources]} " + unit),
        TextColumn("{task.fields[rate]}/s"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    shared = sys.stdout.isatty()  # then the report passes above the bar
    with Progress(*columns, console=Console(stderr=True), redirect_stdout=shared) as progress:
        task = progress.add_task(
            "",
            total=meter.total or None,
            completed=meter.size,
            resources=meter.resources,
            rate=meter.rate,
        )
        for part in parts:
            meter.count(part)
            progress.update(task, completed=meter.size, resources=meter.resources, rate=meter.rate)
            yield part
