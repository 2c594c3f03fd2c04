"""`sas-fhir serve` as a process: starts, answers, survives, stops.

Facts: the contract in the architecture, behaviour.md "process" and "empty store".
"""

from __future__ import annotations

import http.client
import json
import socket
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from tests.integration.server.processes import RunningServer, run_command, running_server

pytestmark = pytest.mark.slow


def ask(
    server: RunningServer, method: str, path: str, body: Any = None, **headers: str
) -> tuple[int, Any]:
    """Status and JSON of one request over a real socket."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=20)
    data = None if body is None else json.dumps(body)
    sent = {"Content-Type": "application/fhir+json"} if body is not None else {}
    connection.request(method, f"/fhir/{path}", data, sent | headers)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, json.loads(content) if content else None


def location(id: str) -> dict[str, Any]:
    return {"resourceType": "Location", "id": id, "name": "Ici"}


def test_empty_store_and_clean_stop(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "store.db"
    with running_server(f"sqlite:///{file}", "--workers", "1") as server:
        assert file.exists()
        for type_name in ("Slot", "Practitioner", "Location"):
            assert ask(server, "GET", f"{type_name}?_summary=count")[1]["total"] == 0
        assert ask(server, "PUT", "Location/l1", location("l1"))[0] == 201
        started = time.monotonic()
        server.process.terminate()
        assert server.process.wait(20) == 0
        assert time.monotonic() - started < 8
    with running_server(f"sqlite:///{file}", "--workers", "1") as server:
        assert ask(server, "GET", "Location/l1")[0] == 200


def test_requests_under_way_are_finished(tmp_path: Path) -> None:
    with running_server(f"sqlite:///{tmp_path / 'store.db'}", "--workers", "1") as server:
        host, port = urlsplit(server.url).netloc.split(":")
        body = json.dumps(location("slow")).encode()
        with socket.create_connection((host, int(port)), timeout=20) as client:
            client.sendall(
                b"PUT /fhir/Location/slow HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                b"Content-Type: application/fhir+json\r\n"
                b"Content-Length: " + str(len(body)).encode() + b"\r\n\r\n" + body[:10]
            )
            time.sleep(0.3)
            server.process.terminate()
            time.sleep(0.3)
            client.sendall(body[10:])
            assert client.recv(100).startswith(b"HTTP/1.1 201")
        assert server.process.wait(20) == 0


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A server for what needs real sockets."""
    store = f"sqlite:///{tmp_path_factory.mktemp('server') / 'store.db'}"
    with running_server(store, "--workers", "1") as running:
        yield running


def test_long_urls(server: RunningServer) -> None:
    values = ",".join(f"urn:oid:1.2.250.1.71.4.2.1%7C8{number:011}" for number in range(800))
    status, found = ask(server, "GET", f"Practitioner?identifier={values}")
    assert (status, found["total"]) == (200, 0)
    status, found = ask(server, "GET", "Slot?status=" + "x" * 70_000)
    assert (status, found["issue"][0]["code"]) == (414, "too-long")


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"GARBAGE\r\n\r\n", id="no HTTP"),
        pytest.param(b"GET /fhir/metadata HTTP/9.9\r\n\r\n", id="unknown version"),
        pytest.param(b"GET /fhir/metadata HTTP/1.1\r\nbad header\r\n\r\n", id="bad header"),
        pytest.param(
            b"GET /fhir/metadata HTTP/1.1\r\nX: " + b"x" * 100_000 + b"\r\n\r\n", id="long header"
        ),
    ],
)
def test_unreadable_http(server: RunningServer, raw: bytes) -> None:
    host, port = urlsplit(server.url).netloc.split(":")
    with socket.create_connection((host, int(port)), timeout=20) as client:
        client.sendall(raw)
        answer = b""
        while chunk := client.recv(65_536):
            answer += chunk
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 4")
    assert json.loads(body)["resourceType"] == "OperationOutcome"


def test_a_large_body_is_refused_early(server: RunningServer) -> None:
    host, port = urlsplit(server.url).netloc.split(":")
    with socket.create_connection((host, int(port)), timeout=20) as client:
        client.sendall(
            b"PUT /fhir/Location/l HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n"
            b"Content-Type: application/fhir+json\r\n\r\n{"
        )
        assert client.recv(100).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize("close", [False, True])
def test_clients_that_send_a_large_body_whole_see_the_refusal(
    server: RunningServer, close: bool
) -> None:
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=60)
    headers = {"Content-Type": "application/fhir+json"} | ({"Connection": "close"} if close else {})
    for body in (b"x" * 100_000_000, iter([b"x" * 1_000_000] * 100)):
        connection.request("PUT", "/fhir/Location/l", body, headers)
        answer = connection.getresponse()
        assert (answer.status, json.loads(answer.read())["issue"][0]["code"]) == (413, "too-long")
    connection.request("GET", "/fhir/Location/none")
    assert connection.getresponse().status == 404
    connection.close()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param(["--store", "mysql://x"], "mysql", id="engine"),
        pytest.param(["--store", "nothing"], "no URL", id="no URL"),
        pytest.param(
            ["--store", "postgresql://nobody@127.0.0.1:1/none"], "refused", id="unreachable"
        ),
        pytest.param(["--package", "/no/such/package"], "/no/such/package", id="package"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(
    tmp_path: Path, options: list[str], expected: str
) -> None:
    defaults = [] if "--store" in options else ["--store", f"sqlite:///{tmp_path / 's.db'}"]
    done = run_command("serve", *defaults, *options)
    assert done.returncode == 1
    assert done.stderr.lower().startswith("error: ")
    assert expected in done.stderr
    assert len(done.stderr.splitlines()) <= 3


def test_options_come_from_the_environment() -> None:
    done = run_command("serve", SAS_FHIR_STORE="mysql://from-the-environment")
    assert "'mysql' is not supported" in done.stderr
