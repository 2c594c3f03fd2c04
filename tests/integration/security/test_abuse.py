"""Requests made to exhaust a server: refused without reading or building all of it.

Memory is what the worker's processes hold, measured before and after.
"""

from __future__ import annotations

import gzip
import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from tests.integration.server.processes import RunningServer, running_server

pytestmark = pytest.mark.slow

MEGABYTE = 1024 * 1024
GIGABYTE = 1024 * MEGABYTE

JSON = "application/fhir+json"
XML = "application/fhir+xml"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    store = f"sqlite:///{tmp_path_factory.mktemp('abuse') / 'store.db'}"
    with running_server(store, "--workers", "1", "--threads", "2") as running:
        yield running


def connect(server: RunningServer) -> socket.socket:
    host, _, port = urlsplit(server.url).netloc.partition(":")
    return socket.create_connection((host, int(port)), timeout=120)


def head(method: str, path: str, *headers: str) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: x", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode()


def ask(server: RunningServer, *parts: bytes) -> tuple[int, dict[str, Any]]:
    """Status and JSON of what comes back, whether or not all could be sent."""
    with connect(server) as client:
        try:
            for part in parts:
                client.sendall(part)
        except (BrokenPipeError, ConnectionResetError):
            pass
        received = b""
        try:
            while chunk := client.recv(65536):
                received += chunk
        except ConnectionResetError:
            pass
    top, _, body = received.partition(b"\r\n\r\n")
    return int(top.split(b" ")[1]), json.loads(body)


def post(server: RunningServer, path: str, body: bytes, media_type: str, *headers: str) -> int:
    length = f"Content-Length: {len(body)}"
    given = head("POST", path, length, f"Content-Type: {media_type}", *headers)
    status, content = ask(server, given, body)
    assert content["resourceType"] == "OperationOutcome"
    return status


def memory(server: RunningServer) -> int:
    """Bytes held by the workers."""
    parent = server.process.pid
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    page = os.sysconf("SC_PAGE_SIZE")
    pages = (Path(f"/proc/{child}/statm").read_text().split()[1] for child in children)
    return page * sum(int(number) for number in pages)


TEN_TIMES = [f"&a{level};" * 10 for level in range(9)]
ENTITIES = "".join(f'<!ENTITY a{n + 1} "{text}">' for n, text in enumerate(TEN_TIMES))

BOMB = (
    f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">{ENTITIES}]>'
    '<Location xmlns="http://hl7.org/fhir"><name value="&a9;"/></Location>'
).encode()

EXTERNAL = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    b'<Location xmlns="http://hl7.org/fhir"><name value="&a;"/></Location>'
)

NESTED = b'{"resourceType":"Location","x":' + b"[" * 10_000 + b"]" * 10_000 + b"}"
NESTED_OBJECTS = b'{"resourceType":"Location","x":' + b'{"x":' * 10_000 + b"1" + b"}" * 10_001
NESTED_XML = (
    b'<Location xmlns="http://hl7.org/fhir">' + b"<a>" * 10_000 + b"</a>" * 10_000 + b"</Location>"
)


@pytest.mark.parametrize(
    ("path", "body", "media_type", "headers", "statuses"),
    [
        pytest.param("/fhir/Location", BOMB, XML, (), {400, 422}, id="XML bomb"),
        pytest.param("/fhir/Location", EXTERNAL, XML, (), {400, 422}, id="external entity"),
        pytest.param("/fhir/Location", NESTED, JSON, (), {400, 422}, id="nested arrays"),
        pytest.param("/fhir/Location", NESTED_OBJECTS, JSON, (), {400, 422}, id="nested objects"),
        pytest.param("/fhir/Location", NESTED_XML, XML, (), {400, 422}, id="nested elements"),
        pytest.param(
            "/fhir/Slot/_search", b"&".join([b"status=free"] * 100_000), FORM, (), {400},
            id="100,000 parameters in a form",
        ),
        pytest.param(
            "/fhir/Location", gzip.compress(bytes(300 * MEGABYTE)), JSON,
            ("Content-Encoding: gzip",), {413}, id="gzip bomb",
        ),
        pytest.param("/fhir/Location", b"[" * 9 * MEGABYTE, JSON, (), {400, 422}, id="brackets"),
    ],
)  # fmt: skip
def test_bodies(
    server: RunningServer,
    path: str,
    body: bytes,
    media_type: str,
    headers: tuple[str, ...],
    statuses: set[int],
) -> None:
    before = memory(server)
    assert post(server, path, body, media_type, *headers) in statuses
    assert memory(server) - before < 150 * MEGABYTE


def test_a_gigabyte_is_refused_before_it_is_sent(server: RunningServer) -> None:
    before = memory(server)
    given = head("POST", "/fhir/Location", f"Content-Type: {JSON}", f"Content-Length: {GIGABYTE}")
    status, content = ask(server, given)
    assert (status, content["issue"][0]["code"]) == (413, "too-long")
    assert memory(server) - before < 20 * MEGABYTE


def test_a_gigabyte_in_chunks_is_cut_off(server: RunningServer) -> None:
    before = memory(server)
    given = head("POST", "/fhir/Location", f"Content-Type: {JSON}", "Transfer-Encoding: chunked")
    chunk = b"%x\r\n" % MEGABYTE + b"x" * MEGABYTE + b"\r\n"
    sent = 0
    with connect(server) as client:
        client.sendall(given)
        try:
            for _ in range(1024):
                client.sendall(chunk)
                sent += 1
        except (BrokenPipeError, ConnectionResetError):
            pass
    assert sent < 1_000
    assert memory(server) - before < 60 * MEGABYTE
    assert ask(server, head("GET", "/fhir/Slot"))[0] == 200


def test_100_000_parameters_in_an_address(server: RunningServer) -> None:
    query = "&".join(["status=free"] * 100_000)
    status, content = ask(server, head("GET", f"/fhir/Slot?{query}"))
    assert (status, content["issue"][0]["code"]) == (414, "too-long")


def test_many_short_parameters(server: RunningServer) -> None:
    query = "&".join(["a"] * 30_000)
    assert ask(server, head("GET", f"/fhir/Slot?{query}"))[0] == 400


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param([f"X-{n}: y" for n in range(1_000)], id="many"),
        pytest.param(["X-Long: " + "y" * 20_000], id="long"),
    ],
)
def test_headers(server: RunningServer, headers: list[str]) -> None:
    status, content = ask(server, head("GET", "/fhir/Slot", *headers))
    assert (status, content["resourceType"]) == (431, "OperationOutcome")


def test_it_still_answers(server: RunningServer) -> None:
    assert ask(server, head("GET", "/fhir/metadata"))[0] == 200
