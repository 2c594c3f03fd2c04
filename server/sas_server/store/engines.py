"""What differs between SQLite and PostgreSQL: connecting, locking, retrying.

SQLite has one writer at a time, taken with BEGIN IMMEDIATE, so nothing inside a
write can conflict. PostgreSQL runs writes SERIALIZABLE; whichever of two
conflicting ones is refused runs again. Both give readers one snapshot.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    TextClause,
    create_engine,
    event,
    make_url,
    text,
)
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, OperationalError

from sas_server.store.bulk import Bulk, PostgresBulk, SqliteBulk
from sas_server.store.errors import StoreError
from sas_server.store.turns import Turns

PATIENCE = 20.0
"""Seconds for which a write waits or is tried again before the store counts as busy."""

BUSY_TIMEOUT = 10_000
"""Milliseconds that SQLite itself waits for a writer who does not take turns (a backup)."""

SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    f"busy_timeout={BUSY_TIMEOUT}",
    "temp_store=MEMORY",
    "cache_size=-65536",
    "mmap_size=4294967296",
)
"""Write-ahead log, every commit on disk before it is acknowledged, 64 MB of cache."""

_ENGINE: dict[str, Any] = {"pool_size": 16, "max_overflow": 16, "hide_parameters": True}
"""Of every engine; parameters are hidden because errors are logged and they may name people."""

_LOCKS, _LOCK_COUNT = 7_210_500, 256
"""PostgreSQL: numbers of the advisory locks for what is being written."""

_LOCK = text("SELECT pg_advisory_lock(lock) FROM unnest(CAST(:locks AS bigint[])) AS lock")
_UNLOCK = text("SELECT pg_advisory_unlock(lock) FROM unnest(CAST(:locks AS bigint[])) AS lock")

_BY_INDEX = "SET LOCAL enable_seqscan = off"
"""PostgreSQL: who reads a whole table, as it does with small ones, is taken to depend on all
that others write to it, and fails."""

_RETRYABLE_STATES = {"40001", "40P01", "55P03"}
"""PostgreSQL: serialization failure, deadlock, lock not available."""


_AWAY_CLASSES = {"08", "53", "58"}
_AWAY_STATES = {"57P01", "57P02", "57P03"}
"""PostgreSQL: connection, resources, its system; shut down, crashed, starting."""

_SQLITE_AWAY = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
}


class StoreEngine(Protocol):
    """One database, ready to run transactions."""

    sql: Engine
    bulk: Bulk
    """How it writes many rows at once."""

    def reading(self) -> Any:
        """A context manager: a connection in a transaction that sees one snapshot."""

    def writing(self, keys: Collection[str] = ()) -> Any:
        """A context manager: a connection in a transaction that commits at the end.

        `keys` name what will be written; writers with a key in common wait for
        each other instead of failing one another.
        """

    def is_retryable(self, error: DBAPIError) -> bool:
        """Whether the same work may succeed when it is run again."""

    def is_away(self, error: DBAPIError) -> bool:
        """Whether the database could not be reached, or lacks what it needs to work."""


def open_engine(address: str) -> StoreEngine:
    """The engine behind a `--store` URL; raises StoreError for one it can't serve."""
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise StoreError(
            f"store {address!r} is no URL; expected sqlite:///PATH or postgresql+psycopg://..."
        ) from error
    if url.get_backend_name() == "sqlite":
        return SqliteEngine(url)
    if url.get_backend_name() == "postgresql":
        return PostgresEngine(url)
    raise StoreError(
        f"store {url.get_backend_name()!r} is not supported; use sqlite:///PATH or "
        "postgresql+psycopg://..."
    )


class SqliteEngine:
    """A SQLite file in WAL mode, created with its folder when missing."""

    bulk: Bulk = SqliteBulk()

    def __init__(self, url: URL) -> None:
        """`url` must name a file."""
        if not url.database or url.database == ":memory:":
            raise StoreError("a SQLite store needs a file: sqlite:///PATH")
        self.path = Path(url.database)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"store folder {self.path.parent}: {error}") from error
        self.sql = create_engine(url, **_ENGINE)
        event.listen(self.sql, "connect", _configure_sqlite)
        self._turns = Turns(self.path.with_name(f"{self.path.name}-turns"), PATIENCE)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A deferred transaction: its first SELECT takes the snapshot."""
        with self.sql.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            try:
                yield connection
            finally:
                _roll_back(connection)

    @contextmanager
    def writing(self, keys: Collection[str] = ()) -> Iterator[Connection]:
        """An immediate transaction: waits its turn as the one writer. Raises StoreBusyError."""
        with self._turns.taken(), self.sql.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                _roll_back(connection)
                raise

    def is_retryable(self, error: DBAPIError) -> bool:
        """Another process held the file for the whole busy timeout."""
        code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
        return code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)

    def is_away(self, error: DBAPIError) -> bool:
        """The file is not there any more, its disk is full or fails."""
        code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
        return code in _SQLITE_AWAY


def _roll_back(connection: Connection) -> None:
    raw: Any = connection.connection.driver_connection
    # SQLite itself has done so when the disk is full or fails.
    if raw.in_transaction:
        connection.exec_driver_sql("ROLLBACK")


def _configure_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # Transactions are begun by us, so that a write can begin as IMMEDIATE.
    connection.isolation_level = None
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


class PostgresEngine:
    """PostgreSQL, or what speaks its protocol, through psycopg 3."""

    bulk: Bulk = PostgresBulk()

    def __init__(self, url: URL) -> None:
        """`url` as SQLAlchemy writes it; the driver is psycopg whatever it says."""
        url = url.set(drivername="postgresql+psycopg")
        self.sql = create_engine(
            url, pool_size=16, max_overflow=16, hide_parameters=True, pool_pre_ping=True
        )

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A read-only transaction on one snapshot."""
        with self.sql.connect() as connection:
            connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self, keys: Collection[str] = ()) -> Iterator[Connection]:
        """A serializable transaction: as if it ran alone, or not at all.

        The locks are the session's and taken before the transaction begins,
        because its snapshot must be younger than what they wait for.
        """
        locks = sorted({_lock_number(key) for key in keys})
        with self.sql.connect() as connection:
            if locks:
                _in_autocommit(connection, _LOCK, locks)
            try:
                connection.execution_options(isolation_level="SERIALIZABLE")
                with connection.begin():
                    connection.exec_driver_sql(_BY_INDEX)
                    yield connection
            finally:
                if locks:
                    _in_autocommit(connection, _UNLOCK, locks)

    def is_retryable(self, error: DBAPIError) -> bool:
        """Lost against a concurrent transaction.

        A unique violation counts too: everything is looked up before it is
        inserted, so somebody else inserted the same in between.
        """
        state = getattr(error.orig, "sqlstate", None)
        return state in _RETRYABLE_STATES or isinstance(error, IntegrityError)

    def is_away(self, error: DBAPIError) -> bool:
        """No connection, a broken one, a server that stops, starts or has run out of something."""
        state = getattr(error.orig, "sqlstate", None)
        if state is None:
            return error.connection_invalidated or isinstance(error, OperationalError)
        return error.connection_invalidated or state[:2] in _AWAY_CLASSES or state in _AWAY_STATES


def _lock_number(key: str) -> int:
    """One of a limited number of advisory locks; sharing one costs a short wait."""
    return _LOCKS + zlib.crc32(key.encode()) % _LOCK_COUNT


def _in_autocommit(connection: Connection, statement: TextClause, locks: list[int]) -> None:
    connection.execution_options(isolation_level="AUTOCOMMIT")
    # In the order of the numbers, so that no two sessions wait for each other.
    connection.execute(statement, {"locks": locks})
    connection.rollback()
