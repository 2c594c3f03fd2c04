"""/healthz: the process answers. /readyz: it can also reach its store.

Both are open to those who may open a connection, and say nothing else.
"""

from __future__ import annotations

from flask import Flask, Response
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from sas_server.rest.facade import Facade
from sas_server.store.errors import StoreError
from sas_server.store.tables import basis


def add_health(app: Flask, facade: Facade) -> None:
    """Routes both."""

    def alive() -> Response:
        return _plain("ok", 200)

    def ready() -> Response:
        try:
            facade.store.read(lambda reader: reader.rows(select(basis.c.id).limit(1)))
        except (SQLAlchemyError, StoreError):
            return _plain("the store does not answer", 503)
        return _plain("ok", 200)

    app.add_url_rule("/healthz", "healthz", alive)
    app.add_url_rule("/readyz", "readyz", ready)


def _plain(text: str, status: int) -> Response:
    response = Response(text + "\n", status, mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response
