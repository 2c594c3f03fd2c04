"""Running the facade under gunicorn, configured here and nowhere else.

The application is built in the parent process, definitions, compiled validators
and all, so that the workers share it; each worker opens its own connections.

Spec: https://docs.gunicorn.org/en/stable/custom.html
"""

from __future__ import annotations

import gc
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.http import message, wsgi

from sas_server.access.accesses import Observer
from sas_server.access.logs import QuietLogger, configure_logging, log_access
from sas_server.audit.recorder import AuditRecorder
from sas_server.definitions import Definitions
from sas_server.demo.loading import load_demo
from sas_server.demo.renewal import DemoRenewal
from sas_server.flows.traits import facts_of
from sas_server.flows.wiring import gap_flows, sas_flows, tolerant
from sas_server.process.metrics import Metrics, MetricsPort
from sas_server.process.worker import FhirWorker, Limits, Turnstile
from sas_server.rest.app import create_app
from sas_server.rest.building import build_facade, definitions_of
from sas_server.rest.facade import Facade
from sas_server.rest.flows import Flow
from sas_server.rest.judging import ResourceJudge
from sas_server.rest.validation import ValidatorJudge
from sas_server.settings import Settings
from sas_server.tls.clients import ClientGate
from sas_server.tls.context import ServerTls, tls_files
from sas_validators.validator import Validator

GRACE = 5
"""Seconds that requests under way get to finish after SIGTERM."""

_TIMEOUT = 60
"""Seconds after which a worker that does not answer is replaced."""

_CONNECTIONS = 256
"""Connections that a worker attends to at once; most of them just wait."""

_WAITING = 1_024
"""Connections that a worker keeps, idle ones included."""

_MAX_HEADERS, _MAX_HEADER = 100, 8_190
"""Number of header fields and bytes of each."""

_METHOD_AND_VERSION = len("OPTIONS  HTTP/1.1")


def facade_of(settings: Settings) -> Facade:
    """The facade that `settings` describe. Raises StoreError, PackageError."""
    definitions = definitions_of(settings)
    validator = Validator.with_packages(settings.package)
    judge = tolerant(ValidatorJudge(validator, definitions.types), settings)
    served = flows(definitions, settings, judge)
    facade = build_facade(settings, definitions, judge, served, describe=facts_of)
    if settings.demo:
        load_demo(facade)
    return facade


def flows(definitions: Definitions, settings: Settings, judge: ResourceJudge) -> tuple[Flow, ...]:
    """The flows served, in the order in which they are asked."""
    return (*sas_flows(definitions, settings, judge), *gap_flows())


def guide_folder() -> Path | None:
    """The built guide: beside the package when installed, under `build` in a checkout."""
    here = Path(__file__).parent
    candidates = (here / "guide", here.parents[1] / "build" / "ig")
    return next((folder for folder in candidates if folder.is_dir()), None)


class FhirServer(BaseApplication):
    """gunicorn with the facade in it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        # Built before gunicorn takes over, so that what is wrong is told in one line.
        files = tls_files(settings)
        self._tls = None if files is None else ServerTls(files)
        configure_logging(settings.log)
        self._facade = facade_of(settings)
        self._audit = AuditRecorder(
            self._facade.store, settings.audit_days, accesses=settings.audit
        )
        self._facade = replace(self._facade, audit=self._audit)
        self._renewal = DemoRenewal(self._facade) if settings.demo else None
        self._metrics = Metrics() if settings.metrics_port else None
        observers: list[Observer] = [log_access] if settings.log else []
        if self._metrics is not None:
            observers.append(self._metrics.observe)
        self._app = create_app(self._facade, guide_folder(), self._gate(), observers)
        self._facade.store.close()
        super().__init__()

    def load_config(self) -> None:
        """Hands gunicorn its options."""
        # gunicorn caps request lines at 8190 bytes; ours are bounded by the setting.
        message.MAX_REQUEST_LINE = self._longest_line  # type: ignore[misc]
        wsgi.SERVER = "sas-fhir"  # type: ignore[attr-defined]
        FhirWorker.limits = self._limits()
        FhirWorker.witness = self._metrics
        FhirWorker.plain_port = self._settings.metrics_port
        for name, value in self._options().items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, once per parent process."""
        # What is there now is shared by all workers; keep the collector from touching it.
        gc.freeze()
        application = Turnstile(self._app.wsgi_app, self._settings.threads)
        if self._metrics is None:
            return application
        return MetricsPort(application, self._metrics, self._settings.metrics_port)

    def _gate(self) -> ClientGate | None:
        settings = self._settings
        if self._tls is None:
            return None
        return ClientGate(self._tls, settings.client_cn, settings.client_ou)

    def _limits(self) -> Limits:
        settings = self._settings
        return Limits(
            request_time=settings.request_time,
            answer_time=settings.answer_time,
            max_url=settings.max_url,
            max_body=settings.max_body,
        )

    @property
    def _longest_line(self) -> int:
        return self._settings.max_url + _METHOD_AND_VERSION

    def _options(self) -> Mapping[str, Any]:
        settings = self._settings
        return {
            "bind": self._addresses(),
            "workers": settings.workers,
            "threads": _CONNECTIONS,
            "worker_connections": _WAITING,
            "worker_class": FhirWorker,
            "preload_app": True,
            "timeout": _TIMEOUT,
            "graceful_timeout": GRACE,
            "keepalive": 15,
            "limit_request_line": self._longest_line,
            "limit_request_fields": _MAX_HEADERS,
            "limit_request_field_size": _MAX_HEADER,
            "control_socket_disable": True,
            "logger_class": QuietLogger,
            "post_fork": self._begin_worker,
            "worker_exit": lambda _server, _worker: self._audit.close(),
            "child_exit": self._forget_worker,
            **self._tls_options(),
        }

    def _addresses(self) -> list[str]:
        settings = self._settings
        metrics = [_address(settings.metrics_host, settings.metrics_port)]
        return [_address(settings.host, settings.port), *(metrics if settings.metrics_port else [])]

    def _forget_worker(self, _server: Any, worker: Any) -> None:
        if self._metrics is not None:
            self._metrics.worker_ended(worker.pid)

    def _tls_options(self) -> Mapping[str, Any]:
        tls = self._tls
        if tls is None:
            return {}
        return {
            "certfile": self._settings.tls_cert,
            "keyfile": self._settings.tls_key,
            # gunicorn asks for it with every connection.
            "ssl_context": lambda _config, _default: tls.current().context,
        }

    def _begin_worker(self, _server: Any, _worker: Any) -> None:
        self._facade.store.forget_connections()
        if self._renewal is not None:
            self._renewal.start()


def _address(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def serve(settings: Settings) -> None:
    """Runs until SIGTERM. Raises StoreError, PackageError, TlsError, LogError before it listens."""
    FhirServer(settings).run()
