"""From a piece of open time to a Slot with its index rows.

Spec: gap.md 9.2 (6)
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from functools import lru_cache

from sas_server.agenda.availability import Agenda
from sas_server.agenda.derivation import Piece
from sas_server.agenda.vocabulary import FREE
from sas_server.store.content import write_json
from sas_server.store.instants import to_datetime
from sas_server.store.rows import Draft, IndexRows, Resource

Prove = Callable[[Resource], tuple[list[str], int | None]]
"""The profiles that a slot may declare, and the number of the definitions it meets."""

_TIMES = 20_000

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
        self._texts: dict[int, tuple[bytes, bytes]] = {}

    def says(self, content: bytes | None, piece: Piece, status: str) -> bool:
        """Whether a stored slot is already what it is to be, told from its bytes."""
        if content is None:
            return False
        profiles, middle = self._text(piece)
        return profiles in content and content.endswith(
            b'%b"status":"%b","start":"%b","end":"%b"}'
            % (
                middle,
                status.encode(),
                self._instant(piece.start).encode(),
                self._instant(piece.end).encode(),
            )
        )

    def draft(self, id: str, piece: Piece, status: str) -> Draft:
        """The slot with its index rows."""
        head, basis = self._head(piece)
        resource = {
            **head,
            **self._shared,
            "status": status,
            "start": self._instant(piece.start),
            "end": self._instant(piece.end),
        }
        return Draft("Slot", id, resource, self._rows(piece, resource), "PUT", basis)

    def _text(self, piece: Piece) -> tuple[bytes, bytes]:
        """What the stored JSON of every slot for this service has: profiles, and the middle."""
        if piece.service not in self._texts:
            head, _ = self._head(piece)
            meta = head.get("meta")
            body = {name: head[name] for name in head if name not in ("resourceType", "meta")}
            middle = write_json({**body, **self._shared})[1:-1] + b","
            profiles = write_json(meta)[1:-1] if meta else b""
            self._texts[piece.service] = (profiles, middle)
        return self._texts[piece.service]

    def _instant(self, moment: int) -> str:
        """A moment on the agenda's clock."""
        return _instant(moment, self._agenda.zone)

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
                "start": self._instant(piece.start),
                "end": self._instant(piece.end),
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
        return IndexRows(
            tokens=rows.tokens,
            strings=rows.strings,
            uris=rows.uris,
            references=rows.references,
            numbers=rows.numbers,
            quantities=rows.quantities,
            positions=rows.positions,
            parts=rows.parts,
            facts=rows.facts,
            dates={(number, low + shift, high + shift) for number, low, high in rows.dates},
            reference_dates={
                (number, kind, id, low + shift, high + shift)
                for number, kind, id, low, high in rows.reference_dates
            },
        )


@lru_cache(_TIMES)
def _instant(moment: int, zone: tzinfo) -> str:
    """Agendas have many times in common, and most ends are the next start."""
    return to_datetime(moment).astimezone(zone).isoformat()
