"""Bringing all agendas of a store forward, in transactions of a few agendas each.

Spec: ADR 0031
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import select

from sas_server.agenda.availability import has_availabilities
from sas_server.agenda.horizon import find_reach
from sas_server.agenda.keeping import Keeper
from sas_server.rest.facade import Facade
from sas_server.store import tables
from sas_server.store.content import read_json
from sas_server.store.reader import Reader
from sas_server.store.writer import Writer

_READ, _WRITTEN = 500, 20
"""Agendas looked at in one transaction, and renewed in one."""

Progress = Callable[[int], None]


def recompute(facade: Facade, progress: Progress = lambda _: None) -> int:
    """Derives the slots of every agenda that has availabilities; returns how many there are.

    Also takes in agendas that came without their slots (loaded in bulk, restored).
    """
    keeper, count = Keeper(facade), 0
    for ids in _agendas(facade):
        for start in range(0, len(ids), _WRITTEN):
            chosen = ids[start : start + _WRITTEN]
            _renew(facade, keeper, chosen)
            count += len(chosen)
            progress(count)
    return count


def _renew(facade: Facade, keeper: Keeper, ids: Sequence[str]) -> None:
    def work(writer: Writer) -> None:
        for id in ids:
            keeper.renew(writer, id)

    facade.store.write(work, [f"Schedule/{id}" for id in ids])


def _agendas(facade: Facade) -> Iterator[list[str]]:
    """The ids of the agendas with availabilities, or with slots from earlier ones."""
    after = 0
    while True:
        rids = facade.store.read(lambda reader, after=after: _rids(reader, after))  # type: ignore[misc]
        if not rids:
            return
        after = rids[-1]
        yield facade.store.read(lambda reader, rids=rids: _chosen(reader, rids))  # type: ignore[misc]


def _rids(reader: Reader, after: int) -> list[int]:
    resource = tables.resource
    query = (
        select(resource.c.rid)
        .where(resource.c.type == reader.numbering.types["Schedule"], resource.c.rid > after)
        .where(resource.c.state == tables.LIVE)
        .order_by(resource.c.rid)
        .limit(_READ)
    )
    return [row.rid for row in reader.rows(query)]


def _chosen(reader: Reader, rids: list[int]) -> list[str]:
    return [
        stored.id
        for stored in reader.contents(rids).values()
        if has_availabilities(read_json(stored.content or b"{}"))
        or find_reach(reader, stored.rid) is not None
    ]
