"""Accounts of operators, in the store."""

from __future__ import annotations

from sqlalchemy import delete, insert, select

from sas_server.operators.passwords import NO_PASSWORD, hash_password
from sas_server.store import tables
from sas_server.store.reader import Reader
from sas_server.store.store import Store
from sas_server.store.writer import Writer

_table = tables.operator


class AccountError(Exception):
    """An account can't be made or removed; the message says why."""


def add_account(store: Store, name: str, password: str | None) -> None:
    """A new account; without a password only the OpenID provider opens it.

    Raises AccountError when there is one of that name.
    """
    hashed = NO_PASSWORD if password is None else hash_password(password)

    def add(writer: Writer) -> None:
        if _find(writer, name) is not None:
            raise AccountError(f"there is an account '{name}' already")
        writer.run(insert(_table).values(name=name, hash=hashed, created=store.clock()))

    store.write(add)


def remove_account(store: Store, name: str) -> None:
    """Removes an account with its sessions. Raises AccountError when there is none."""
    sessions = tables.operator_session

    def remove(writer: Writer) -> None:
        if _find(writer, name) is None:
            raise AccountError(f"there is no account '{name}'")
        writer.run(delete(sessions).where(sessions.c.operator == name))
        writer.run(delete(_table).where(_table.c.name == name))

    store.write(remove)


def account_names(store: Store) -> list[str]:
    """The names of all accounts."""
    query = select(_table.c.name).order_by(_table.c.name)
    return [row.name for row in store.read(lambda reader: reader.rows(query))]


def password_hash(store: Store, name: str) -> str | None:
    """The hash of an account's password; None without such an account."""
    return store.read(lambda reader: _find(reader, name))


def _find(reader: Reader, name: str) -> str | None:
    rows = reader.rows(select(_table.c.hash).where(_table.c.name == name))
    return str(rows[0].hash) if rows else None
