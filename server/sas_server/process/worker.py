"""gunicorn's threaded worker, made safe against slow clients and silent about itself.

Connections have threads enough to wait in; only `threads` of them are worked on
at once (`Turnstile`). Handshake, headers and body must have come in by one
deadline, the answer must have been taken by another.

Spec: https://docs.gunicorn.org/en/stable/design.html
"""

from __future__ import annotations

import copy
import os
import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Protocol

from gunicorn.http.errors import (
    LimitRequestHeaders,
    LimitRequestLine,
    NoMoreData,
    ParseException,
)
from gunicorn.workers.gthread import ThreadWorker

from sas_server.process.bodies import IncompleteBodyError, discard_body, receive_body
from sas_server.process.deadlines import Deadline, Deadlines
from sas_server.refusals.catalogue import BAD_HTTP, HEADERS_TOO_LARGE, TOO_SLOW, URL_TOO_LONG
from sas_server.refusals.refusal import Refused
from sas_server.rest.outcomes import refusal_outcome
from sas_server.store.content import write_json

_DISCARDED = 32
"""How many times the largest body is taken off the network, unread, of one without known end."""

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass(frozen=True)
class Limits:
    """What a worker allows a client; seconds and bytes."""

    request_time: int
    answer_time: int
    max_url: int
    max_body: int


class Witness(Protocol):
    """Is told of connections that lead to no request."""

    def handshake_failed(self) -> None:
        """TLS could not be agreed on, or the client's certificate is not accepted."""

    def unreadable(self) -> None:
        """What came was no HTTP, too large or too slow."""


class FhirWorker(ThreadWorker):
    """Answers what is not even readable as HTTP with an OperationOutcome too."""

    limits = Limits(30, 120, 8_190, 10 * 1024 * 1024)
    """Set before the workers are forked; gunicorn makes them by itself."""

    witness: Witness | None = None
    """Set likewise, when there is one."""

    plain_port = 0
    """The port that speaks plain HTTP whatever the others do; set likewise."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._deadlines = Deadlines()
        self._incoming: dict[Any, Deadline] = {}

    def wait_for_and_dispatch_events(self, timeout: float | None) -> None:
        """Called by gunicorn at least once a second."""
        super().wait_for_and_dispatch_events(timeout)
        self._deadlines.end_overdue()

    def enqueue_req(self, conn: Any) -> None:
        """Called by gunicorn for a connection that has something to say."""
        if self.plain_port and not conn.initialized and conn.server[1] == self.plain_port:
            conn.cfg = _without_tls(conn.cfg)
        super().enqueue_req(conn)

    def handle(self, conn: Any) -> Any:
        """One turn of a connection: handshake if need be, request, answer."""
        with self._deadlines.within(conn, self.limits.request_time, socket.SHUT_RD) as deadline:
            self._incoming[conn] = deadline
            try:
                again = super().handle(conn)
            finally:
                del self._incoming[conn]
            if deadline.passed:
                if self.witness is not None:
                    self.witness.unreadable()
                self._refuse(conn.sock, Refused(TOO_SLOW, seconds=self.limits.request_time))
                return False
            return again

    def handle_request(self, req: Any, conn: Any) -> Any:
        """Called by gunicorn when the headers are there."""
        if req._expected_100_continue and not self._is_too_long(req):
            conn.sock.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
            req._expected_100_continue = False
        try:
            received = receive_body(req.body, _announced(req), self.limits.max_body)
        except IncompleteBodyError as error:
            raise NoMoreData from error
        self._deadlines.end(self._incoming[conn])
        if self._incoming[conn].passed:
            raise NoMoreData
        with self._deadlines.within(conn, self.limits.answer_time, socket.SHUT_RDWR):
            if received is None:
                again = super().handle_request(req, conn)
                return self._is_discarded(req, conn, again) and again
            unread, req.body = req.body, received
            try:
                with closing(received):
                    is_cut = received.seek(0, os.SEEK_END) > self.limits.max_body
                    received.seek(0)
                    again = super().handle_request(req, conn)
            finally:
                # gunicorn looks there for what is left before the next request.
                req.body = unread
            return (not is_cut or self._is_discarded(req, conn, again)) and again

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: BaseException) -> None:
        """Called by gunicorn when a request could not be parsed, or its answer not sent."""
        peer = addr and addr[0]
        if isinstance(exc, ssl.SSLError):
            if self.witness is not None:
                self.witness.handshake_failed()
            reason = getattr(exc, "verify_message", "") or exc.reason or exc
            self.log.warning("TLS with %s failed: %s", peer, reason)
        elif isinstance(exc, ParseException):
            if self.witness is not None:
                self.witness.unreadable()
            self.log.warning("unreadable request from %s: %s", peer, type(exc).__name__)
            self._refuse(client, _http_refusal(exc, self.limits.max_url))
        else:
            # Without its URL, which may name people.
            self.log.error("a request from %s could not be answered", peer, exc_info=exc)

    def _is_discarded(self, req: Any, conn: Any, again: bool) -> bool:
        """Whether a body that was too long has gone by, so that another request may follow."""
        if req._expected_100_continue:  # and got no word to send it
            return False
        if not again and not isinstance(conn.sock, ssl.SSLSocket):
            conn.sock.shutdown(socket.SHUT_WR)  # that is all, for those who wait for the end
        endless = _announced(req) is None
        limit = self.limits.max_body * _DISCARDED if endless else None
        with self._deadlines.within(conn, self.limits.request_time, socket.SHUT_RD) as deadline:
            return discard_body(req.body, limit, lambda: deadline.passed)

    def _is_too_long(self, req: Any) -> bool:
        return (_announced(req) or 0) > self.limits.max_body

    def _refuse(self, client: socket.socket, refused: Refused) -> None:
        try:
            client.sendall(_raw_response(refused))
        except OSError:
            self.log.debug("the client is gone")


class Turnstile:
    """A WSGI application of which at most `places` threads work on requests at once."""

    def __init__(self, application: Application, places: int) -> None:
        self._application = application
        self._places = threading.Semaphore(places)

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """The answer is sent after the place was left: a slow reader keeps none."""
        with self._places:
            return self._application(environ, start_response)


def _without_tls(config: Any) -> Any:
    """The same configuration for a connection in plain HTTP."""
    plain = copy.copy(config)
    plain.settings = config.settings | {
        name: copy.copy(config.settings[name]) for name in ("certfile", "keyfile")
    }
    plain.set("certfile", None)
    plain.set("keyfile", None)
    return plain


def _announced(req: Any) -> int | None:
    """Content-Length, None without (gunicorn has checked that it is a number)."""
    for name, value in req.headers:
        if name == "CONTENT-LENGTH":
            return int(value)
    return None


def _http_refusal(error: BaseException, max_url: int) -> Refused:
    if isinstance(error, LimitRequestLine):
        return Refused(URL_TOO_LONG, limit=max_url)
    if isinstance(error, LimitRequestHeaders):
        return Refused(HEADERS_TOO_LARGE)
    return Refused(BAD_HTTP, reason=str(error))


def _raw_response(refused: Refused) -> bytes:
    body = write_json(refusal_outcome(refused, "fr"))
    status = HTTPStatus(refused.status)
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\n"
        "Content-Type: application/fhir+json; charset=utf-8\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode("latin-1") + body
