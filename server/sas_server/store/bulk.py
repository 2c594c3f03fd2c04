"""Many rows in one statement, as each engine does it fastest.

SQLite runs a prepared statement once per row without leaving its process.
PostgreSQL is sent whole columns as arrays, so a thousand rows are one message.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any, Protocol

import orjson
from sqlalchemy import ColumnElement, Connection, Dialect, Table, any_, bindparam, literal, text
from sqlalchemy.dialects import postgresql

from sas_server.store import tables

Rows = Sequence[tuple[Any, ...]]

_LISTED = text("SELECT value FROM json_each(:given)")

_PLACED = ("type", "id", "owner", "state", "version", "updated")


def among(dialect: Dialect, column: ColumnElement[Any], values: Collection[Any]) -> Any:
    """`column IN values`, however many: they are one parameter, the statement stays the same."""
    if dialect.name == "sqlite":
        given = orjson.dumps(list(values)).decode()
        return column.in_(_LISTED.bindparams(bindparam("given", given, unique=True)))
    return column == any_(literal(list(values), postgresql.ARRAY(column.type)))


class Bulk(Protocol):
    """Writes rows straight to the driver: they are many and need no conversion."""

    def insert(self, connection: Connection, table: Table, rows: Rows) -> None:
        """Inserts rows that have all columns of `table`, but for one that numbers itself."""

    def add_resources(self, connection: Connection, rows: Rows) -> list[int]:
        """Inserts (type, id, owner, state, version, updated); the numbers they got, in order."""

    def update_resources(self, connection: Connection, rows: Rows) -> None:
        """Changes resources, each given as (state, version, updated, rid)."""

    def update_facts(self, connection: Connection, rows: Rows) -> None:
        """Changes the facts of current versions, each given as (facts, rid)."""

    def delete(self, connection: Connection, table: Table, rids: Sequence[int]) -> None:
        """Removes the rows of `table` with these numbers."""


class SqliteBulk:
    """Within a transaction that is the only writer."""

    def insert(self, connection: Connection, table: Table, rows: Rows) -> None:
        """One prepared statement."""
        if rows:
            connection.exec_driver_sql(_sqlite_insert(table.name, _columns(table)), rows)

    def add_resources(self, connection: Connection, rows: Rows) -> list[int]:
        """Numbers them itself, where SQLite would go on: nobody else can write meanwhile."""
        if not rows:
            return []
        query = "SELECT seq FROM sqlite_sequence WHERE name = 'resource'"
        last = connection.exec_driver_sql(query).scalar() or 0
        numbers = range(last + 1, last + 1 + len(rows))
        numbered = [(rid, *row) for rid, row in zip(numbers, rows, strict=True)]
        connection.exec_driver_sql(_sqlite_insert("resource", ("rid", *_PLACED)), numbered)
        return list(numbers)

    def update_resources(self, connection: Connection, rows: Rows) -> None:
        """One prepared statement."""
        if rows:
            connection.exec_driver_sql(
                "UPDATE resource SET state = ?, version = ?, updated = ? WHERE rid = ?",
                rows,
            )

    def update_facts(self, connection: Connection, rows: Rows) -> None:
        """One prepared statement."""
        if rows:
            connection.exec_driver_sql(
                "UPDATE version SET facts = ?1 WHERE rid = ?2 AND version = "
                "(SELECT version FROM resource WHERE rid = ?2)",
                rows,
            )

    def delete(self, connection: Connection, table: Table, rids: Sequence[int]) -> None:
        """The numbers are one parameter."""
        connection.exec_driver_sql(
            f"DELETE FROM {table.name} WHERE rid IN (SELECT value FROM json_each(?))",  # noqa: S608
            (orjson.dumps(list(rids)).decode(),),
        )


class PostgresBulk:
    """Columns as arrays."""

    def insert(self, connection: Connection, table: Table, rows: Rows) -> None:
        """One message, whatever the number of rows."""
        if rows:
            connection.exec_driver_sql(_postgres_insert(table, _columns(table)), _arrays(rows))

    def add_resources(self, connection: Connection, rows: Rows) -> list[int]:
        """The database numbers them."""
        if not rows:
            return []
        statement = f"{_postgres_insert(tables.resource, _PLACED)} RETURNING type, id, rid"
        found = connection.exec_driver_sql(statement, _arrays(rows))
        numbers = {(type_number, id): rid for type_number, id, rid in found}
        return [numbers[row[0], row[1]] for row in rows]

    def update_resources(self, connection: Connection, rows: Rows) -> None:
        """One message."""
        if rows:
            connection.exec_driver_sql(
                "UPDATE resource SET state = new.state, version = new.version, "
                "updated = new.updated FROM unnest(%s::smallint[], %s::int[], %s::bigint[], "
                "%s::bigint[]) AS new (state, version, updated, rid) "
                "WHERE resource.rid = new.rid",
                _arrays(rows),
            )

    def update_facts(self, connection: Connection, rows: Rows) -> None:
        """One message."""
        if rows:
            connection.exec_driver_sql(
                "UPDATE version SET facts = new.facts FROM "
                "unnest(%s::bytea[], %s::bigint[]) AS new (facts, rid), resource "
                "WHERE resource.rid = new.rid AND version.rid = new.rid "
                "AND version.version = resource.version",
                _arrays(rows),
            )

    def delete(self, connection: Connection, table: Table, rids: Sequence[int]) -> None:
        """The numbers are one parameter."""
        connection.exec_driver_sql(
            f"DELETE FROM {table.name} WHERE rid = ANY(%s::bigint[])",  # noqa: S608
            (list(rids),),
        )


@cache
def _columns(table: Table) -> tuple[str, ...]:
    """The columns that rows bring: all but `version.seq`."""
    return tuple(column.name for column in table.c if column is not tables.version.c.seq)


@cache
def _sqlite_insert(table: str, columns: tuple[str, ...]) -> str:
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608


@cache
def _postgres_insert(table: Table, columns: tuple[str, ...]) -> str:
    types = [table.c[name].type.compile(postgresql.dialect()) for name in columns]  # type: ignore[no-untyped-call]
    arrays = ", ".join(f"%s::{name.partition(' COLLATE')[0]}[]" for name in types)
    return f"INSERT INTO {table.name} ({', '.join(columns)}) SELECT * FROM unnest({arrays})"  # noqa: S608


def _arrays(rows: Rows) -> tuple[list[Any], ...]:
    return tuple(list(column) for column in zip(*rows, strict=True))
