"""How often somebody may try to sign in: few times for a name, more for an address.

Counted in the store, for all workers together. A name is locked for a while,
not for good: otherwise anybody could lock an operator out.
"""

from __future__ import annotations

from sqlalchemy import delete, func, insert, select

from sas_server.store import tables
from sas_server.store.store import Store
from sas_server.store.writer import Writer

_table = tables.sign_in_attempt

WINDOW = 900
"""Seconds for which failures count."""

PER_NAME, PER_ADDRESS = 5, 20
"""Failures after which no more attempts are looked at."""

_SECOND = 1_000_000


def take_attempt(store: Store, name: str, address: str) -> bool:
    """Counts an attempt before its password is looked at; whether it may be looked at.

    Counted first, so that many at once are not looked at either.
    """
    now = store.clock()
    since = now - WINDOW * _SECOND
    limits = {f"name:{name}": PER_NAME, f"address:{address}": PER_ADDRESS}

    def take(writer: Writer) -> bool:
        writer.run(delete(_table).where(_table.c.moment < since))
        query = (
            select(_table.c.who, func.count().label("attempts"))
            .where(_table.c.who.in_(limits))
            .group_by(_table.c.who)
        )
        counts = {row.who: row.attempts for row in writer.rows(query)}
        if any(counts.get(who, 0) >= limit for who, limit in limits.items()):
            return False
        writer.run(insert(_table).values([{"who": who, "moment": now} for who in limits]))
        return True

    return store.write(take, keys=limits.keys())


def forget_attempts(store: Store, name: str) -> None:
    """The right password was given: earlier failures for the name count no more."""
    store.write(lambda writer: writer.run(delete(_table).where(_table.c.who == f"name:{name}")))
