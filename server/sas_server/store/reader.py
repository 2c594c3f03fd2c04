"""Reading inside one transaction: every answer comes from the same snapshot."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
)

from sas_server.store import tables
from sas_server.store.bulk import among
from sas_server.store.numbering import Numbering
from sas_server.store.rows import Stored

_BATCH = 1_000

_ANY_VERSION: Select[Any] = select(
    tables.resource.c.rid,
    tables.resource.c.type,
    tables.resource.c.id,
    tables.version.c.version,
    tables.version.c.updated,
    tables.version.c.method,
    tables.version.c.content,
    tables.version.c.basis,
    tables.version.c.facts,
).join_from(tables.resource, tables.version, tables.version.c.rid == tables.resource.c.rid)

_CURRENT = _ANY_VERSION.where(tables.version.c.version == tables.resource.c.version)

_AT_PLACE = _CURRENT.where(
    tables.resource.c.type == bindparam("type"), tables.resource.c.id == bindparam("id")
)

METHODS = ("POST", "PUT", "PATCH", "DELETE")
"""How a version came about; stored as its position here."""


@dataclass(frozen=True, slots=True)
class HistoryScope:
    """Which versions a history lists.

    All fields may be None: `type` alone is a type's history, with `id` an
    instance's. Times are microseconds: versions made `since`, made no later
    than `until`, still current at `current_from`. `before` is the (updated,
    seq) of the entry after which a page starts.
    """

    type: str | None = None
    id: str | None = None
    since: int | None = None
    until: int | None = None
    current_from: int | None = None
    before: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One version in a history: whether it brought the resource about, its `before` place."""

    stored: Stored
    created: bool
    place: tuple[int, int]


class Reader:
    """What can be read from a store within one transaction."""

    def __init__(self, connection: Connection, numbering: Numbering) -> None:
        """Made by `Store.read` and `Store.write`."""
        self._connection = connection
        self.numbering = numbering

    def among(self, column: ColumnElement[Any], values: Collection[Any]) -> Any:
        """`column IN values`, however many they are."""
        return among(self._connection.dialect, column, values)

    def rows(
        self, query: Select[Any], given: Mapping[str, Any] | None = None
    ) -> Sequence[Row[*tuple[Any, ...]]]:
        """The rows of any query over the store's tables, with its parameters' values if `given`."""
        return self._connection.execute(query, given).all()

    def find(self, type_name: str, id: str) -> Stored | None:
        """The current version, a deletion included; None when there never was one."""
        place = {"type": self.numbering.types[type_name], "id": id}
        row = self._connection.execute(_AT_PLACE, place).first()
        return None if row is None else self._stored(row)

    def find_version(self, type_name: str, id: str, number: int) -> Stored | None:
        """One version of a resource; None when it has no such version."""
        resource, version = tables.resource, tables.version
        query = _ANY_VERSION.where(
            resource.c.type == self.numbering.types[type_name],
            resource.c.id == id,
            version.c.version == number,
        )
        row = self._connection.execute(query).first()
        return None if row is None else self._stored(row)

    def contents(self, rids: Iterable[int]) -> dict[int, Stored]:
        """The current versions of the live resources among `rids`."""
        wanted = list(rids)
        if not wanted:
            return {}
        live = tables.resource.c.state == tables.LIVE
        query = _CURRENT.where(self.among(tables.resource.c.rid, wanted), live)
        return {row.rid: self._stored(row) for row in self.rows(query)}

    def indexed(self, column: Column[Any], *where: ColumnElement[bool]) -> list[tuple[Any, Stored]]:
        """The current versions of live resources with such rows in the index table of `column`.

        Each with the value of that column.
        """
        rows = column.table
        query = _CURRENT.add_columns(column.label("found"))
        query = query.join(rows, rows.c.rid == tables.resource.c.rid)
        query = query.where(tables.resource.c.state == tables.LIVE, *where)
        return [(row.found, self._stored(row)) for row in self.rows(query)]

    def history(self, scope: HistoryScope, limit: int) -> list[HistoryEntry]:
        """At most `limit` versions, newest first."""
        version = tables.version
        query = self._history(scope, _ANY_VERSION)
        if scope.before is not None:
            updated, seq = scope.before
            earlier = and_(version.c.updated == updated, version.c.seq < seq)
            query = query.where(version.c.updated <= updated).where(
                or_(version.c.updated < updated, earlier)
            )
        previous = version.alias()
        stayed = exists().where(
            previous.c.rid == version.c.rid,
            previous.c.version == version.c.version - 1,
            previous.c.content.is_not(None),
        )
        query = query.add_columns(version.c.seq, stayed.label("stayed"))
        query = query.order_by(version.c.updated.desc(), version.c.seq.desc()).limit(limit)
        return [
            HistoryEntry(self._stored(row), created=not row.stayed, place=(row.updated, row.seq))
            for row in self.rows(query)
        ]

    def count_history(self, scope: HistoryScope) -> int:
        """How many versions `scope` has, whatever its `before`."""
        resource, version = tables.resource, tables.version
        query = select(func.count()).select_from(
            version.join(resource, resource.c.rid == version.c.rid)
        )
        return int(self._connection.execute(self._history(scope, query)).scalar_one())

    def all_versions(self) -> Iterator[Stored]:
        """Every version of every resource, oldest first, without holding them all."""
        query = _ANY_VERSION.order_by(tables.version.c.seq)
        rows = self._connection.execution_options(yield_per=_BATCH).execute(query)
        for row in rows:
            yield self._stored(row)

    def live_rids(self, after: int, limit: int) -> list[int]:
        """The numbers of live resources above `after`, in their order."""
        resource = tables.resource
        query = (
            select(resource.c.rid)
            .where(resource.c.state == tables.LIVE, resource.c.rid > after)
            .order_by(resource.c.rid)
            .limit(limit)
        )
        return [row.rid for row in self.rows(query)]

    def _history(self, scope: HistoryScope, query: Select[Any]) -> Select[Any]:
        resource, version = tables.resource, tables.version
        if scope.type is not None:
            number = self.numbering.types[scope.type]
            if scope.id is not None:
                query = query.where(resource.c.type == number, resource.c.id == scope.id)
            else:
                query = query.where(version.c.type == number)
        if scope.since is not None:
            query = query.where(version.c.updated >= scope.since)
        if scope.until is not None:
            query = query.where(version.c.updated <= scope.until)
        if scope.current_from is not None:
            later = version.alias()
            replaced = exists().where(
                later.c.rid == version.c.rid,
                later.c.version == version.c.version + 1,
                later.c.updated <= scope.current_from,
            )
            query = query.where(~replaced)
        return query

    def _stored(self, row: Row[*tuple[Any, ...]]) -> Stored:
        rid, type_number, id, version, updated, method, content, basis, facts = row[:9]
        return Stored(
            rid,
            self.numbering.type_names[type_number],
            id,
            version,
            updated,
            METHODS[method],
            None if content is None else bytes(content),
            basis,
            b"" if facts is None else bytes(facts),
        )
