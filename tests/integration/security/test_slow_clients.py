"""Clients that send slowly or not at all hold up nobody but themselves.

Every connection is bounded by `--request-time`; there are many more slow
clients in these tests than places where requests are worked on.
"""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from tests.integration.server.processes import RunningServer, running_server

pytestmark = pytest.mark.slow

SLOW_CLIENTS = 30

HEAD = b"PUT /fhir/Location/slow HTTP/1.1\r\nHost: x\r\nContent-Type: application/fhir+json\r\n"
BODY = json.dumps({"resourceType": "Location", "id": "slow", "name": "Ici"}).encode()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """One worker with two places, and little patience."""
    store = f"sqlite:///{tmp_path_factory.mktemp('slow') / 'store.db'}"
    options = ("--workers", "1", "--threads", "2", "--request-time", "3")
    with running_server(store, *options) as running:
        yield running


def connect(server: RunningServer) -> socket.socket:
    host, _, port = urlsplit(server.url).netloc.partition(":")
    return socket.create_connection((host, int(port)), timeout=60)


def is_served(server: RunningServer) -> bool:
    with urlopen(f"{server.url}/Slot", timeout=60) as answer:  # noqa: S310 - our own URL
        return bool(answer.status == 200)


STARTS = [
    pytest.param(HEAD, id="headers without an end"),
    pytest.param(HEAD + b"Content-Length: 1000\r\n\r\n{", id="body without an end"),
    pytest.param(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{", id="chunk without an end"),
    pytest.param(b"P", id="one byte"),
]


@pytest.mark.parametrize("start", STARTS)
def test_many_slow_clients(server: RunningServer, start: bytes) -> None:
    with ExitStack() as stack:
        slow = [stack.enter_context(connect(server)) for _ in range(SLOW_CLIENTS)]
        for client in slow:
            client.sendall(start)
        assert is_served(server)
        for client in slow:
            # Told so, or just cut off; either way the connection ends.
            answer = client.recv(4096)
            assert answer == b"" or b" 408 " in answer.splitlines()[0]


@pytest.mark.parametrize("start", [HEAD, HEAD + b"Content-Length: 1000\r\n\r\n"])
def test_a_trickle_does_not_extend_the_time(server: RunningServer, start: bytes) -> None:
    client = connect(server)
    client.sendall(start)
    client.settimeout(0.2)
    sent, ended = 0, False
    while not ended and sent < 300:
        try:
            client.sendall(b"x")
            sent += 1
            ended = client.recv(4096) is not None
        except TimeoutError:
            continue
        except OSError:
            ended = True
    client.close()
    assert ended


def test_a_body_that_is_too_large_and_never_ends(server: RunningServer) -> None:
    """It is refused at once and taken off the network unread, but not for ever."""
    client = connect(server)
    client.sendall(HEAD + b"Content-Length: 999999999999\r\n\r\n")
    assert client.recv(4096).startswith(b"HTTP/1.1 413")
    ended = False
    for _ in range(6_000):
        try:
            client.sendall(b"x" * 65_536)
            time.sleep(0.01)
        except OSError:
            ended = True
            break
    client.close()
    assert ended
    assert is_served(server)


def test_a_patient_client_is_served(server: RunningServer) -> None:
    client = connect(server)
    client.sendall(HEAD + b"Content-Length: " + str(len(BODY)).encode() + b"\r\n\r\n")
    time.sleep(1)
    client.sendall(BODY[:20])
    time.sleep(0.5)
    client.sendall(BODY[20:])
    assert client.recv(4096).startswith(b"HTTP/1.1 20")
    client.close()


def test_expect_continue(server: RunningServer) -> None:
    length = str(len(BODY)).encode()
    client = connect(server)
    client.sendall(HEAD + b"Expect: 100-continue\r\nContent-Length: " + length + b"\r\n\r\n")
    assert client.recv(4096) == b"HTTP/1.1 100 Continue\r\n\r\n"
    client.sendall(BODY)
    assert client.recv(4096).startswith(b"HTTP/1.1 20")
    client.close()


def test_clients_that_take_no_answer_keep_no_place(server: RunningServer) -> None:
    with ExitStack() as stack:
        for _ in range(10):
            client = stack.enter_context(connect(server))
            client.sendall(b"GET /fhir/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n" * 20)
        assert is_served(server)


def test_several_requests_on_one_connection(server: RunningServer) -> None:
    length = str(len(BODY)).encode()
    one = HEAD + b"Content-Length: " + length + b"\r\n\r\n" + BODY
    client = connect(server)
    client.sendall(one + one + HEAD + b"Connection: close\r\nContent-Length: 0\r\n\r\n")
    received = b""
    while chunk := client.recv(65536):
        received += chunk
    client.close()
    assert received.count(b"HTTP/1.1 20") == 2
    assert received.count(b"HTTP/1.1 400") == 1
