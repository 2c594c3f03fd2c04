"""JSON: an OperationOutcome, or a Bundle of them when several resources are judged.

In a Bundle each OperationOutcome names its file (and line) by the extension
http://hl7.org/fhir/StructureDefinition/operationoutcome-file.

Spec: https://hl7.org/fhir/R4/operationoutcome.html
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from sas_validators.bulk.records import Record
from sas_validators.bulk.reports.renderer import Rendering
from sas_validators.bulk.summary import Summary
from sas_validators.outcome import Outcome

_FILE = "http://hl7.org/fhir/StructureDefinition/operationoutcome-file"


class PieceRenderer:
    """One OperationOutcome for each resource, with the name of its file."""

    def __init__(self, rendering: Rendering) -> None:
        self._language = rendering.language

    def render(self, record: Record, outcome: Outcome) -> str:
        """The OperationOutcome as a line of JSON."""
        place = f"{record.file}:{record.line}" if record.in_lines else record.file
        said = outcome.to_operation_outcome(self._language)
        said = {"resourceType": None, "extension": [{"url": _FILE, "valueString": place}]} | said
        return json.dumps(said, ensure_ascii=False)


class PieceDocument:
    """Holds the first OperationOutcome back: it stands alone when no other follows."""

    def __init__(self, rendering: Rendering, write: Callable[[str], object]) -> None:
        self._write = write
        self._first: str | None = None
        self._opened = False

    def add(self, pieces: Sequence[str]) -> None:
        """Writes all but the very first, for which a second one is awaited."""
        if self._first is None and pieces:
            self._first, *pieces = pieces
        if self._first is None or not pieces:
            return
        if not self._opened:
            self._write('{"resourceType": "Bundle", "type": "collection", "entry": [\n')
            self._write(_entry(self._first))
            self._opened = True
        self._write("".join(",\n" + _entry(piece) for piece in pieces))

    def close(self, summary: Summary) -> None:
        """Writes the end of the Bundle, or the one OperationOutcome."""
        if self._opened:
            self._write("\n]}\n")
        elif self._first is None:
            self._write('{"resourceType": "Bundle", "type": "collection"}\n')
        else:
            alone = json.loads(self._first)
            del alone["extension"]
            self._write(json.dumps(alone, ensure_ascii=False, indent=2) + "\n")


def _entry(outcome: str) -> str:
    return f'{{"resource": {outcome}}}'
