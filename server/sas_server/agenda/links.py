"""Following references in the store's index: an agenda's slots, an actor's agendas.

Rows are small integers, so none of this reads a resource that is not wanted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from sas_server.store import tables
from sas_server.store.content import read_json
from sas_server.store.reader import Reader
from sas_server.store.rows import Resource, Stored


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored slot; its content is only read when it is needed."""

    stored: Stored

    @property
    def resource(self) -> Resource:
        """Its content."""
        found: Resource = read_json(self.stored.content or b"{}")
        return found


def stored_slots(reader: Reader, schedule: int, low: int, high: int) -> list[Kept]:
    """The slots of an agenda that start from `low` to just before `high`."""
    rows = tables.reference_date_index
    found = reader.indexed(
        rows,
        rows.c.parameter == reader.numbering.parameter("Slot", "schedule+start"),
        rows.c.target == schedule,
        rows.c.low >= low,
        rows.c.low < high,
    )
    return [Kept(stored) for stored in found]


def slots_of(reader: Reader, schedule: int) -> list[Stored]:
    """All live slots of the agenda with that number, derived or put there."""
    rids = linking(reader, "Slot", "schedule", [schedule])
    return list(reader.contents(sorted(rids)).values())


def linked(reader: Reader, source: str, code: str, rids: Sequence[int]) -> set[int]:
    """What these resources refer to by one parameter."""
    rows = tables.reference_index
    number = reader.numbering.parameter(source, code)
    query = select(rows.c.target).where(rows.c.rid.in_(list(rids)), rows.c.parameter == number)
    return {row.target for row in reader.rows(query)} if rids else set()


def linking(reader: Reader, source: str, code: str, rids: Sequence[int]) -> set[int]:
    """What refers to these resources by one parameter."""
    rows = tables.reference_index
    number = reader.numbering.parameter(source, code)
    query = select(rows.c.rid).where(rows.c.target.in_(list(rids)), rows.c.parameter == number)
    return {row.rid for row in reader.rows(query)} if rids else set()
