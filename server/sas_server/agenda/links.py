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
    """A stored slot and its content."""

    stored: Stored
    resource: Resource

    @property
    def status(self) -> str:
        """`Slot.status`."""
        return str(self.resource.get("status"))


def stored_slots(reader: Reader, schedule: int, low: int, high: int) -> list[Kept]:
    """The slots of an agenda that start from `low` to just before `high`."""
    rows = tables.reference_date_index
    query = (
        select(rows.c.rid)
        .where(rows.c.parameter == reader.numbering.parameter("Slot", "schedule+start"))
        .where(rows.c.target == schedule, rows.c.low >= low, rows.c.low < high)
    )
    found = reader.contents(row.rid for row in reader.rows(query))
    return [Kept(stored, read_json(stored.content or b"{}")) for stored in found.values()]


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
