"""Logs, audit and metrics of a real server with two workers."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from tests.integration.server.processes import RunningServer, run_command, running_server

pytestmark = pytest.mark.slow

SECRET = "DUPONT-810000000001"  # noqa: S105 - stands for what must not be in logs


@dataclass(frozen=True)
class Watched:
    """A server with its log and the port of its metrics."""

    server: RunningServer
    log: Path
    metrics: str

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines()]


def get(url: str, **headers: str) -> tuple[int, bytes, Any]:
    request = Request(url, headers=headers)  # noqa: S310 - our own URL
    try:
        with urlopen(request, timeout=60) as answer:  # noqa: S310
            return answer.status, answer.read(), answer.headers
    except HTTPError as error:
        with error:
            return error.code, error.read(), error.headers


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    folder = tmp_path_factory.mktemp("watched")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = folder / "log.json"
    options = ("--workers", "2", "--log", str(log), "--metrics-port", str(port))
    with running_server(f"sqlite:///{folder / 'store.db'}", *options) as server:
        yield Watched(server, log, f"http://127.0.0.1:{port}")


def test_logs_hold_no_names_and_carry_the_correlation(watched: Watched) -> None:
    url = f"{watched.server.url}/Practitioner/{SECRET}?family={SECRET}"
    status, _, headers = get(url, **{"X-Request-Id": "request-1"})
    assert (status, headers["X-Request-Id"]) == (404, "request-1")
    get(f"{watched.server.url}/Practitioner?identifier=x%7C{SECRET}&_count=3&_sort=wrong")
    get(f"{watched.server.url}/{SECRET}/{SECRET}")
    assert SECRET not in watched.log.read_text("utf-8")
    line = next(item for item in watched.lines() if item.get("correlation") == "request-1")
    assert (line["path"], line["query"]) == ("/fhir/Practitioner/***", "family=***")
    assert (line["method"], line["status"], line["interaction"]) == ("GET", 404, "read")


def test_lines_can_not_be_forged(watched: Watched) -> None:
    before = len(watched.lines())
    get(f"{watched.server.url}/Slot?_count=1%0A%7B%22level%22:%22forged%22%7D&_format=a%22b")
    assert all(item["level"] != "forged" for item in watched.lines())
    assert len(watched.lines()) == before + 1


def test_events_of_all_workers_are_found(watched: Watched) -> None:
    for number in range(20):
        get(f"{watched.server.url}/Slot/a{number}")
    deadline = time.monotonic() + 30
    total = 0
    while total < 20 and time.monotonic() < deadline:
        _, content, _ = get(f"{watched.server.url}/AuditEvent?subtype=read&_count=1&entity="
                            + ",".join(f"Slot/a{number}" for number in range(20)))  # fmt: skip
        total = json.loads(content)["total"]
    assert total == 20


def test_metrics_are_summed_and_apart(watched: Watched) -> None:
    for _ in range(10):
        get(f"{watched.server.url}/Device?_count=0")
    status, content, headers = get(f"{watched.metrics}/metrics")
    assert status == 200
    assert headers["Content-Type"].startswith("text/plain")
    lines = dict(
        line.rsplit(" ", 1) for line in content.decode().splitlines() if not line.startswith("#")
    )
    counted = 'sas_fhir_requests_total{interaction="search-type",method="GET",status="200"}'
    assert float(lines[counted]) >= 10
    assert get(f"{watched.server.url.removesuffix('/fhir')}/metrics")[0] == 404
    assert get(f"{watched.metrics}/fhir/Slot")[0] == 404
    for path in ("healthz", "readyz"):
        assert get(f"{watched.metrics}/{path}")[:2] == (200, b"ok\n")
        assert get(f"{watched.server.url.removesuffix('/fhir')}/{path}")[0] == 200


def test_unreadable_requests_are_counted(watched: Watched) -> None:
    host, _, port = watched.server.url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port.partition("/")[0])), timeout=60) as client:
        client.sendall(b"nonsense\r\n\r\n")
        assert b" 400 " in client.recv(4096)
    content = get(f"{watched.metrics}/metrics")[1].decode()
    assert "\nsas_fhir_unreadable_total 0.0" not in content


def test_the_server_does_not_name_its_parts(watched: Watched) -> None:
    assert get(f"{watched.server.url}/Slot")[2]["Server"] == "sas-fhir"


def test_a_log_that_can_not_be_written(tmp_path: Path) -> None:
    done = run_command("serve", "--store", f"sqlite:///{tmp_path / 's.db'}", "--log", "/none/log")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
