"""Bringing all agendas of a store forward, in transactions of a few agendas each.

Spec: ADR 0031 and 0032
"""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from sqlalchemy import select

from sas_server.agenda.availability import has_availabilities
from sas_server.agenda.horizon import find_reaches
from sas_server.agenda.keeping import Keeper
from sas_server.agenda.planning import Plan
from sas_server.rest.facade import Facade
from sas_server.store import tables
from sas_server.store.content import read_json
from sas_server.store.reader import Reader
from sas_server.store.rows import Version
from sas_server.store.values import chunks
from sas_server.store.writer import Writer
from sas_validators.model.garbage import without_collections

_READ, _WRITTEN = 500, 20
"""Agendas looked at in one transaction, and renewed in one."""

Turn = AbstractContextManager[Any]
"""Held while writing: of two transactions of thousands of rows side by side, PostgreSQL would
fail one, and SQLite has one writer anyway."""

Progress = Callable[[int], None]


def recompute(facade: Facade, progress: Progress = lambda _: None, jobs: int = 1) -> int:
    """Derives the slots of every agenda that has availabilities; returns how many there are.

    Also takes in agendas that came without their slots (loaded in bulk, restored).
    `jobs`: processes that work; 1 does everything in this one.
    """
    count = 0
    for renewed in _renewals(facade, jobs):
        count += renewed
        progress(count)
    return count


def _renewals(facade: Facade, jobs: int) -> Iterator[int]:
    """Renews some agendas after others; gives how many each time."""
    if jobs <= 1:
        keeper = Keeper(facade)
        for rids in _agendas(facade):
            yield _renew(facade, keeper, rids, nullcontext())
        return
    # Forked, so that definitions and compiled validators are shared; every
    # child has connections of its own.
    facade.store.close()
    context = multiprocessing.get_context("fork")
    with context.Pool(jobs, _adopt, (facade, context.Lock())) as pool:
        yield from pool.imap_unordered(_renew_in_child, _agendas(facade))


_working: tuple[Facade, Keeper, Turn] | None = None


def _adopt(facade: Facade, turn: Turn) -> None:
    """Called once in each child process."""
    global _working
    facade.store.forget_connections()
    gc.freeze()  # pages that no collection touches stay shared
    _working = facade, Keeper(facade), turn


def _renew_in_child(rids: list[int]) -> int:
    assert _working is not None  # noqa: S101 - `_adopt` has run
    facade, keeper, turn = _working
    return _renew(facade, keeper, rids, turn)


@without_collections
def _renew(facade: Facade, keeper: Keeper, rids: Sequence[int], turn: Turn) -> int:
    """Brings agendas in line.

    What is to be written is found out before the transaction that writes it, so
    that requests wait as little as possible; if something it rests on has changed in
    between, it is found out again.
    """

    def look(reader: Reader) -> tuple[Plan, set[Version]]:
        plan = keeper.plan(reader, rids)
        return plan, set() if plan.empty else plan.rests_on(reader)

    def write(writer: Writer) -> None:
        holds = plan.rests_on(writer) == seen
        keeper.carry_out(writer, plan if holds else keeper.plan(writer, rids))

    plan, seen = facade.store.read(look)
    if not plan.empty:
        with turn:
            facade.store.write(write)
    return len(rids)


def _agendas(facade: Facade) -> Iterator[list[int]]:
    """The numbers of the agendas with availabilities, or with slots from earlier ones."""
    after = 0
    while True:
        rids = facade.store.read(lambda reader, after=after: _rids(reader, after))  # type: ignore[misc]
        if not rids:
            return
        after = rids[-1]
        found = facade.store.read(lambda reader, rids=rids: _chosen(reader, rids))  # type: ignore[misc]
        yield from chunks(found, _WRITTEN)


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


def _chosen(reader: Reader, rids: list[int]) -> list[int]:
    known = find_reaches(reader, rids)
    return [
        rid
        for rid, stored in reader.contents(rids).items()
        if rid in known or has_availabilities(read_json(stored.content or b"{}"))
    ]
