"""Bringing a database's tables to the form this version of the project needs.

Alembic runs the migrations under `versions`; it is imported only when there is
something to do, since a server starts far more often than its tables change.
"""

from __future__ import annotations

import importlib
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from sas_server.store.engines import StoreEngine
from sas_server.store.errors import StoreError

HEAD = "0005"
"""The newest migration."""

_LOCK = 7_210_471
"""Key of the advisory lock that lets one process upgrade at a time (PostgreSQL)."""


def upgrade(engine: StoreEngine) -> str | None:
    """Brings the tables to HEAD; returns the revision they had, None for an empty database.

    Raises StoreError when the database can't be reached or is newer than this
    version of the project.
    """
    try:
        with engine.reading() as connection:
            before = current_revision(connection)
        if before != HEAD:
            with engine.writing() as connection:
                _run(connection)
    except DBAPIError as error:
        raise StoreError(f"store {engine.sql.url}: {error.orig}") from error
    return before


def current_revision(connection: Connection) -> str | None:
    """The migration a database is at; None when it has no tables of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if revision is None else str(revision)


def _run(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    if current_revision(connection) == HEAD:
        return
    command = importlib.import_module("alembic.command")
    config = importlib.import_module("alembic.config").Config()
    errors = importlib.import_module("alembic.util").CommandError
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, HEAD)
    except errors as error:
        raise StoreError(
            f"store {connection.engine.url} was written by a newer version of sas-fhir: {error}"
        ) from error
