"""Watches every request of the application: numbers it, times it, tells the observers."""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Sequence

from flask import Flask, Response, g, request

from sas_server.access.accesses import Access, Observer, Trace
from sas_server.access.agents import ANONYMOUS, Agent
from sas_server.store.instants import Clock

log = logging.getLogger(__name__)

MONITORING = "sas_fhir.monitoring"
"""Set in the WSGI environment of requests that came in by the port for monitoring."""

_REQUEST_ID = re.compile(r"[\x21-\x7e]{1,200}")


def watch(app: Flask, observers: Sequence[Observer], clock: Clock) -> None:
    """Must be called before anything else is hooked into `app`."""

    def start() -> None:
        g.correlation = _request_id()
        g.started = time.perf_counter()
        g.trace = []
        g.agent = ANONYMOUS

    def finish(response: Response) -> Response:
        response.headers["X-Request-Id"] = g.correlation
        if observers:
            access = _access(response, clock())
            for observe in observers:
                _tell(observe, access)
        return response

    app.before_request(start)
    app.after_request(finish)


def current_trace() -> Trace:
    """Where the current request's interactions are noted."""
    trace: Trace = g.trace
    return trace


def current_agent() -> Agent:
    """Who makes the current request."""
    agent: Agent = g.agent
    return agent


def current_correlation() -> str:
    """The number under which everything about the current request is recorded."""
    return str(g.correlation)


def _access(response: Response, moment: int) -> Access:
    for touch in current_trace():
        # What was not answered by itself shared the fate of the whole.
        touch.status = touch.status or response.status_code
    return Access(
        moment=moment,
        correlation=current_correlation(),
        agent=current_agent(),
        address=request.remote_addr or "",
        method=request.method,
        path=request.path,
        query=request.query_string.decode("latin-1"),
        status=response.status_code,
        duration=time.perf_counter() - g.started,
        touches=tuple(current_trace()),
    )


def _tell(observe: Observer, access: Access) -> None:
    try:
        observe(access)
    except Exception:
        # The answer is there already; a defect here must not take it away.
        log.exception("a request could not be recorded")


def _request_id() -> str:
    """The client's X-Request-Id, or a new one."""
    given = request.headers.get("X-Request-Id", "")
    return given if _REQUEST_ID.fullmatch(given) else str(uuid.uuid4())
