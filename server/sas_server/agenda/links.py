"""Following references in the store's index: an agenda's slots, an actor's agendas.

Rows are small integers, so none of this reads a resource that is not wanted.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from sas_server.store import tables
from sas_server.store.content import read_json
from sas_server.store.reader import Reader
from sas_server.store.rows import Resource, Stored, Version


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored slot; its content is only read when it is needed."""

    stored: Stored

    @property
    def resource(self) -> Resource:
        """Its content."""
        found: Resource = read_json(self.stored.content or b"{}")
        return found


def stored_slots(
    reader: Reader, schedules: Collection[int], low: int, high: int
) -> dict[int, list[Kept]]:
    """The slots of each agenda that start from `low` to just before `high`."""
    target = tables.reference_date_index.c.target
    found: dict[int, list[Kept]] = {rid: [] for rid in schedules}
    for rid, stored in reader.indexed(target, *_starting(reader, schedules, low, high)):
        found[rid].append(Kept(stored))
    return found


def slot_versions(reader: Reader, schedules: Collection[int], low: int, high: int) -> set[Version]:
    """Which versions these slots are in."""
    rows, resource = tables.reference_date_index, tables.resource
    query = (
        select(resource.c.rid, resource.c.version)
        .join_from(rows, resource, resource.c.rid == rows.c.rid)
        .where(*_starting(reader, schedules, low, high))
        .where(resource.c.state == tables.LIVE)
    )
    return {(rid, version) for rid, version in reader.rows(query)}


def current_versions(reader: Reader, rids: Collection[int]) -> set[Version]:
    """Which versions the live ones of these resources are in."""
    table = tables.resource
    query = select(table.c.rid, table.c.version).where(
        reader.among(table.c.rid, rids), table.c.state == tables.LIVE
    )
    return {(rid, version) for rid, version in reader.rows(query)}


def _starting(
    reader: Reader, schedules: Collection[int], low: int, high: int
) -> tuple[ColumnElement[bool], ...]:
    rows = tables.reference_date_index
    return (
        rows.c.parameter == reader.numbering.parameter("Slot", "schedule+start"),
        reader.among(rows.c.target, schedules),
        rows.c.low >= low,
        rows.c.low < high,
    )


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
