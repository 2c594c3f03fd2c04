"""Sessions of operators, in the store, so that any worker knows them.

The browser holds a random token, the store its digest: who reads the store
can't take over a session.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from sas_server.store import tables
from sas_server.store.store import Store
from sas_server.store.writer import Writer

_table = tables.operator_session
_SECOND = 1_000_000


@dataclass(frozen=True, slots=True)
class Session:
    """Who is signed in, and the token that forms of this session must carry."""

    operator: str
    form_token: str


def start_session(store: Store, operator: str, seconds: int) -> str:
    """Signs somebody in; returns the token for the browser. Sessions that ended are removed."""
    token = secrets.token_urlsafe(32)
    now = store.clock()
    row = {
        "token": _digest(token),
        "operator": operator,
        "form_token": secrets.token_urlsafe(32),
        "expires": now + seconds * _SECOND,
    }

    def start(writer: Writer) -> None:
        writer.run(delete(_table).where(_table.c.expires < now))
        writer.run(insert(_table).values(row))

    store.write(start)
    return token


def find_session(store: Store, token: str) -> Session | None:
    """The session of a browser's token; None for one that is unknown or over."""
    query = select(_table.c.operator, _table.c.form_token).where(
        _table.c.token == _digest(token), _table.c.expires > store.clock()
    )
    rows = store.read(lambda reader: reader.rows(query))
    return Session(rows[0].operator, rows[0].form_token) if rows else None


def end_session(store: Store, token: str) -> None:
    """Signs out."""
    store.write(lambda writer: writer.run(delete(_table).where(_table.c.token == _digest(token))))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
