"""How far each agenda's slots have been derived, and who is due for more.

Agendas that end soon are derived whole. The others are kept derived for some
weeks ahead; they are brought forward in steps of two weeks, on a day of their
own, so that they do not all become due at once.

Spec: ADR 0031
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, bindparam, delete, select, update

from sas_server.search.dates import END
from sas_server.store import tables
from sas_server.store.reader import Reader
from sas_server.store.writer import Writer

DAY = 86_400_000_000
_STRIDE = 14


@dataclass(frozen=True, slots=True)
class Reach:
    """Slots that start before `derived` are there; no occurrence starts after `last`."""

    derived: int
    last: int


def step_beyond(moment: int, rid: int) -> int:
    """The first moment after `moment` on the grid of the agenda numbered `rid`."""
    offset = rid % _STRIDE * DAY
    width = _STRIDE * DAY
    return ((moment - offset) // width + 1) * width + offset


def find_reaches(reader: Reader, rids: Collection[int]) -> dict[int, Reach]:
    """How far agendas have been derived; without those that never had availabilities."""
    table = tables.agenda
    if not rids:
        return {}
    query = select(table).where(reader.among(table.c.rid, rids))
    return {row.rid: Reach(row.derived, row.last) for row in reader.rows(query)}


def note_reaches(writer: Writer, reaches: Mapping[int, Reach]) -> None:
    """Notes how far agendas are derived."""
    table = tables.agenda
    known = find_reaches(writer, reaches)
    for rid, reach in reaches.items():
        values = {"derived": reach.derived, "last": reach.last}
        if rid in known:
            writer.run(update(table).where(table.c.rid == rid).values(**values))
    writer.insert(
        table,
        [(rid, reach.derived, reach.last) for rid, reach in reaches.items() if rid not in known],
    )


def forget_reach(writer: Writer, rid: int) -> None:
    """The agenda is no longer there."""
    writer.run(delete(tables.agenda).where(tables.agenda.c.rid == rid))


_DUE = (
    select(tables.agenda.c.rid)
    .where(
        tables.agenda.c.derived < bindparam("until"),
        tables.agenda.c.derived <= tables.agenda.c.last,
    )
    .order_by(tables.agenda.c.derived)
)
"""Asked before every search of slots."""


def due(reader: Reader, until: int, among: Select[tuple[int]] | None = None) -> Sequence[int]:
    """The numbers of the agendas that have slots to be derived before `until`."""
    query = _DUE if among is None else _DUE.where(tables.agenda.c.rid.in_(among))
    return [row.rid for row in reader.rows(query, {"until": min(until, END)})]
