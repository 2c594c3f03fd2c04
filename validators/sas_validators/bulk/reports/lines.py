"""NDJSON: one line a resource, written as they are judged.

Contract: `{"file": ..., "outcome": OperationOutcome}`; files of one resource a
line have their `"line"` between the two.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from sas_validators.bulk.records import Record
from sas_validators.bulk.reports.renderer import Rendering
from sas_validators.bulk.summary import Summary
from sas_validators.outcome import Outcome


class PieceRenderer:
    """One line of JSON for each resource."""

    def __init__(self, rendering: Rendering) -> None:
        self._language = rendering.language

    def render(self, record: Record, outcome: Outcome) -> str:
        """The line."""
        said: dict[str, Any] = {"file": record.file}
        if record.in_lines:
            said["line"] = record.line
        said["outcome"] = outcome.to_operation_outcome(self._language)
        return json.dumps(said, ensure_ascii=False, separators=(",", ":")) + "\n"


class PieceDocument:
    """The lines, nothing before and nothing after."""

    def __init__(self, rendering: Rendering, write: Callable[[str], object]) -> None:
        self._write = write

    def add(self, pieces: Sequence[str]) -> None:
        """Writes them at once."""
        self._write("".join(pieces))

    def close(self, summary: Summary) -> None:
        """Writes nothing: the counts go into the file of `--summary`."""
