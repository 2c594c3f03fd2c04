"""From a piece of open time to a Slot with its index rows.

Spec: gap.md 9.2 (6)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import tzinfo

from sas_server.agenda.availability import Agenda
from sas_server.agenda.derivation import Piece
from sas_server.agenda.vocabulary import FREE
from sas_server.store.instants import to_datetime
from sas_server.store.rows import Draft, IndexRows, Resource

Prove = Callable[[Resource], tuple[list[str], int | None]]
"""The profiles that a slot may declare, and the number of the definitions it meets."""

Extract = Callable[[Resource], IndexRows]


class SlotMaker:
    """Makes the slots of one agenda; what they have in common is worked out once."""

    def __init__(self, agenda: Agenda, shared: Resource, prove: Prove, extract: Extract) -> None:
        """`shared` is what all slots of the agenda say."""
        self._agenda = agenda
        self._shared = shared
        self._prove = prove
        self._extract = extract
        self._templates: dict[tuple[int, str], tuple[IndexRows, int]] = {}
        self._heads: dict[int, tuple[Resource, int | None]] = {}

    def resource(self, piece: Piece, status: str) -> Resource:
        """The slot, without id."""
        head, _ = self._head(piece)
        return {
            **head,
            **self._shared,
            "status": status,
            "start": _instant(piece.start, self._agenda.zone),
            "end": _instant(piece.end, self._agenda.zone),
        }

    def draft(self, id: str, piece: Piece, resource: Resource) -> Draft:
        """The same with its index rows."""
        _, basis = self._head(piece)
        return Draft("Slot", id, resource, self._rows(piece, resource), "PUT", basis)

    def _head(self, piece: Piece) -> tuple[Resource, int | None]:
        found = self._heads.get(piece.service)
        if found is None:
            concept = self._agenda.services[piece.service].concept
            head: Resource = {"resourceType": "Slot"}
            kind: Resource = {"serviceType": [concept]} if concept else {}
            sample = {
                **head,
                **kind,
                **self._shared,
                "status": FREE,
                "start": _instant(piece.start, self._agenda.zone),
                "end": _instant(piece.end, self._agenda.zone),
            }
            profiles, basis = self._prove(sample)
            if profiles:
                head["meta"] = {"profile": profiles}
            found = self._heads[piece.service] = ({**head, **kind}, basis)
        return found

    def _rows(self, piece: Piece, resource: Resource) -> IndexRows:
        """As the indexer would make them: from one slot to the next only the date differs."""
        key = (piece.service, resource["status"])
        if key not in self._templates:
            self._templates[key] = (self._extract(resource), piece.start)
        rows, start = self._templates[key]
        shift = piece.start - start
        return replace(
            rows,
            dates={(number, low + shift, high + shift) for number, low, high in rows.dates},
            reference_dates={
                (number, kind, id, low + shift, high + shift)
                for number, kind, id, low, high in rows.reference_dates
            },
        )


def _instant(moment: int, zone: tzinfo) -> str:
    return to_datetime(moment).astimezone(zone).isoformat()
