"""What a search found, kept so that its later pages are those of its first moment.

Only the numbers of the matches are kept, eight bytes each; the resources shown
are always the current ones.
"""

from __future__ import annotations

import secrets
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select

from sas_server.store import tables
from sas_server.store.reader import Reader
from sas_server.store.writer import Writer

_WIDTH = 8

MAX_SETS = 500
"""More results than these are not kept at once; the oldest go first."""


@dataclass(frozen=True, slots=True)
class ResultSlice:
    """Part of a kept result: `total` matches, `rids` from the asked offset on."""

    total: int
    rids: list[int]


def keep_result(writer: Writer, query: str, rids: Sequence[int], now: int, expires: int) -> str:
    """Keeps a result until `expires` (microseconds) and returns its name.

    `query` identifies the search; a page is only given for the same.
    """
    table = tables.result_set
    name = secrets.token_hex(16)
    writer.run(delete(table).where(table.c.expires < now))
    kept = select(table.c.id).order_by(table.c.expires.desc()).offset(MAX_SETS)
    writer.run(delete(table).where(table.c.id.in_([row.id for row in writer.rows(kept)])))
    row = {"id": name, "expires": expires, "query": query, "total": len(rids)}
    writer.run(insert(table).values(rids=array("q", rids).tobytes(), **row))
    return name


def read_result(
    reader: Reader, name: str, query: str, offset: int, count: int, now: int
) -> ResultSlice | None:
    """`count` matches from `offset` on; None when nothing (valid) is kept by that name."""
    table = tables.result_set
    part = func.substr(table.c.rids, offset * _WIDTH + 1, count * _WIDTH)
    found = reader.rows(
        select(table.c.total, part.label("part")).where(
            table.c.id == name, table.c.query == query, table.c.expires >= now
        )
    )
    if not found:
        return None
    rids = array("q")
    rids.frombytes(bytes(found[0].part))
    return ResultSlice(found[0].total, rids.tolist())
