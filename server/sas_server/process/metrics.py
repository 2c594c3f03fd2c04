"""Metrics in the format of Prometheus, summed over all workers, on a port of their own.

Workers count in files that they share with each other; whichever is asked
adds them up. The port speaks plain HTTP to everybody who reaches it: keep it
to the machine or to the monitoring's network.

Spec: https://prometheus.github.io/client_python/multiprocess/
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from typing import Any

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
    values,
)

from sas_server.access.accesses import Access
from sas_server.access.watching import MONITORING
from sas_server.process.worker import Application

_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""Where prometheus-client looks for the shared files."""

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)

_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class Metrics:
    """What is counted; one for all workers, made before they are forked."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="sas-fhir-metrics-")
        os.environ[_FOLDER] = self._folder.name
        # prometheus-client has chosen for a single process when it was imported.
        values.ValueClass = values.get_value_class()  # type: ignore[no-untyped-call]
        registry = CollectorRegistry()
        self._requests = Counter(
            "sas_fhir_requests",
            "Requests answered.",
            ["method", "interaction", "status"],
            registry=registry,
        )
        self._seconds = Histogram(
            "sas_fhir_request_seconds",
            "Time from a request's headers to its answer.",
            ["interaction"],
            buckets=_SECONDS,
            registry=registry,
        )
        self._handshakes = Counter(
            "sas_fhir_tls_refused", "TLS handshakes that failed.", registry=registry
        )
        self._unreadable = Counter(
            "sas_fhir_unreadable",
            "Connections ended because of what they sent, or how slowly.",
            registry=registry,
        )

    def observe(self, access: Access) -> None:
        """Counts a request. Labels take few values, whatever clients send."""
        interaction = access.touches[0].interaction if access.touches else "page"
        method = access.method if access.method in _METHODS else "other"
        self._requests.labels(method, interaction, str(access.status)).inc()
        self._seconds.labels(interaction).observe(access.duration)

    def handshake_failed(self) -> None:
        """Counts it."""
        self._handshakes.inc()

    def unreadable(self) -> None:
        """Counts it."""
        self._unreadable.inc()

    def worker_ended(self, pid: int) -> None:
        """Its counts stay, its momentary values go."""
        multiprocess.mark_process_dead(pid)  # type: ignore[no-untyped-call]

    def exposition(self) -> bytes:
        """The sum over all workers, as Prometheus reads it."""
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry)


class MetricsPort:
    """A WSGI application that shows `metrics` (and health) on one port, all else on others."""

    def __init__(self, application: Application, metrics: Metrics, port: int) -> None:
        self._application = application
        self._metrics = metrics
        self._port = str(port)

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Routes by the port that a request came in by."""
        if environ["SERVER_PORT"] != self._port:
            return self._application(environ, start_response)
        path = environ["PATH_INFO"]
        if path == "/metrics" and environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            content = self._metrics.exposition()
            return _answer(start_response, "200 OK", CONTENT_TYPE_LATEST, content)
        if path in ("/healthz", "/readyz"):
            environ[MONITORING] = True
            return self._application(environ, start_response)
        paths = b"/metrics /healthz /readyz\n"
        return _answer(start_response, "404 Not Found", "text/plain", paths)


def _answer(
    start_response: Callable[..., Any], status: str, media_type: str, body: bytes
) -> Iterable[bytes]:
    headers = [
        ("Content-Type", media_type),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    start_response(status, headers)
    return [body]
