"""Running the facade under gunicorn, configured here and nowhere else.

The application is built in the parent process, definitions, compiled validators
and all, so that the workers share it; each worker opens its own connections.

Spec: https://docs.gunicorn.org/en/stable/custom.html
"""

from __future__ import annotations

import gc
import socket
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.http import message
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException
from gunicorn.workers.gthread import ThreadWorker

from sas_server.definitions import Definitions
from sas_server.demo.loading import load_demo
from sas_server.flows.wiring import sas_flows, tolerant
from sas_server.refusals.catalogue import BAD_HTTP, HEADERS_TOO_LARGE, URL_TOO_LONG
from sas_server.refusals.refusal import Refused
from sas_server.rest.app import create_app
from sas_server.rest.building import build_facade, definitions_of
from sas_server.rest.facade import Facade
from sas_server.rest.flows import Flow
from sas_server.rest.judging import ResourceJudge
from sas_server.rest.outcomes import refusal_outcome
from sas_server.rest.validation import ValidatorJudge
from sas_server.settings import Settings
from sas_server.store.content import write_json
from sas_validators.validator import Validator

GRACE = 5
"""Seconds that requests under way get to finish after SIGTERM."""

_TIMEOUT = 60
"""Seconds after which a worker that does not answer is replaced."""

_METHOD_AND_VERSION = len("OPTIONS  HTTP/1.1")


def facade_of(settings: Settings) -> Facade:
    """The facade that `settings` describe. Raises StoreError, PackageError."""
    definitions = definitions_of(settings)
    validator = Validator.with_packages(settings.package)
    judge = tolerant(ValidatorJudge(validator, definitions.types), settings)
    facade = build_facade(settings, definitions, judge, flows(definitions, settings, judge))
    if settings.demo:
        load_demo(facade)
    return facade


def flows(definitions: Definitions, settings: Settings, judge: ResourceJudge) -> tuple[Flow, ...]:
    """The flows served, in the order in which they are asked."""
    return sas_flows(definitions, settings, judge)


def guide_folder() -> Path | None:
    """The built guide: beside the package when installed, under `build` in a checkout."""
    here = Path(__file__).parent
    candidates = (here / "guide", here.parents[1] / "build" / "ig")
    return next((folder for folder in candidates if folder.is_dir()), None)


class FhirWorker(ThreadWorker):
    """Answers what is not even readable as HTTP with an OperationOutcome too."""

    max_url = 0

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: BaseException) -> None:
        """Called by gunicorn when a request could not be parsed, or its answer not sent."""
        if not isinstance(exc, ParseException):
            super().handle_error(req, client, addr, exc)
            return
        refused = _http_refusal(exc, self.max_url)
        self.log.warning("unreadable request from %s: %s", addr and addr[0], exc)
        try:
            client.sendall(_raw_response(refused))
        except OSError:
            self.log.debug("the client is gone")


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
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode("latin-1") + body


class FhirServer(BaseApplication):
    """gunicorn with the facade in it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        # Built before gunicorn takes over, so that what is wrong is told in one line.
        self._facade = facade_of(settings)
        self._app = create_app(self._facade, guide_folder())
        self._facade.store.close()
        super().__init__()

    def load_config(self) -> None:
        """Hands gunicorn its options."""
        # gunicorn caps request lines at 8190 bytes; ours are bounded by the setting.
        message.MAX_REQUEST_LINE = self._longest_line  # type: ignore[misc]
        FhirWorker.max_url = self._settings.max_url
        for name, value in self._options().items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, once per parent process."""
        # What is there now is shared by all workers; keep the collector from touching it.
        gc.freeze()
        return self._app.wsgi_app

    @property
    def _longest_line(self) -> int:
        return self._settings.max_url + _METHOD_AND_VERSION

    def _options(self) -> Mapping[str, Any]:
        settings = self._settings
        return {
            "bind": f"{settings.host}:{settings.port}",
            "workers": settings.workers,
            "threads": settings.threads,
            "worker_class": FhirWorker,
            "preload_app": True,
            "timeout": _TIMEOUT,
            "graceful_timeout": GRACE,
            "keepalive": 15,
            "limit_request_line": self._longest_line,
            "control_socket_disable": True,
            "loglevel": "warning",
            "post_fork": self._open_connections,
        }

    def _open_connections(self, server: Any, worker: Any) -> None:
        self._facade.store.forget_connections()


def serve(settings: Settings) -> None:
    """Runs until SIGTERM. Raises StoreError, PackageError before it listens."""
    FhirServer(settings).run()
