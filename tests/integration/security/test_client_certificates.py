"""Who is let in: real sockets on a real server, one certificate of each kind.

Facts: spec/flows.md section 10 (U-SEC-1), behaviour.md "client certificates".
"""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from tests.integration.security.certificates import (
    NAME,
    OTHER_NAME,
    OTHER_UNIT,
    UNIT,
    Certificates,
    days_around_now,
    make_certificates,
)
from tests.integration.server.processes import RunningServer, run_command, running_server

from sas_server.pki.authority import Issued

pytestmark = pytest.mark.slow

REFUSED = "refused at the handshake"


@dataclass(frozen=True)
class Place:
    """A server and the PKI that it goes by."""

    server: RunningServer
    certificates: Certificates

    @property
    def address(self) -> tuple[str, int]:
        host, _, port = urlsplit(self.server.url).netloc.partition(":")
        return host, int(port)

    def connect(self, shown: Issued | None) -> http.client.HTTPSConnection:
        host, port = self.address
        context = self.certificates.context(shown)
        return http.client.HTTPSConnection(host, port, timeout=30, context=context)

    def ask(self, shown: Issued | None, path: str = "/fhir/Slot") -> tuple[int, Any] | str:
        """Status and JSON, or that the handshake failed."""
        connection = self.connect(shown)
        try:
            return ask_on(connection, path)
        # TLS 1.3 tells the client with its first read; a reset may come before the alert.
        except (ssl.SSLError, ConnectionError):
            return REFUSED
        finally:
            connection.close()


def ask_on(connection: http.client.HTTPSConnection, path: str) -> tuple[int, Any]:
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read())


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("tls")
    certificates = make_certificates(folder)
    revoked = certificates.client("revoked")
    certificates.authority.revoke(revoked.certificate)
    allowed = ("--client-cn", NAME, "--client-cn", "*.example", "--client-ou", UNIT)
    allowed += ("--audit-reader", "*.example")
    ready = certificates.context(certificates.client("ready"))
    store = f"sqlite:///{folder / 'store.db'}"
    options = certificates.options(*allowed, "--workers", "2")
    with running_server(store, *options, tls=ready) as server:
        yield Place(server, certificates)


def valid(given: Certificates) -> Issued:
    return given.client("valid")


def several(given: Certificates) -> Issued:
    return given.client("several", (NAME, ("0", UNIT, "9")))


def none(_: Certificates) -> None:
    return None


def other_authority(given: Certificates) -> Issued:
    return given.client("other", authority=given.other)


def expired(given: Certificates) -> Issued:
    return given.client("expired", period=days_around_now(-3, -1))


def not_yet_valid(given: Certificates) -> Issued:
    return given.client("early", period=days_around_now(1, 3))


def revoked(given: Certificates) -> Issued:
    return given.files("revoked")


def self_signed(given: Certificates) -> Issued:
    return given.self_signed("alone")


def server_certificate(given: Certificates) -> Issued:
    return given.server


def wrong_name(given: Certificates) -> Issued:
    return given.client("name", (OTHER_NAME, (UNIT,)))


def part_of_name(given: Certificates) -> Issued:
    return given.client("part", (NAME + ".attaquant.example", (UNIT,)))


def other_case(given: Certificates) -> Issued:
    return given.client("case", (NAME.upper(), (UNIT,)))


def wildcard(given: Certificates) -> Issued:
    return given.client("wildcard", ("anything.example", (UNIT,)))


def wrong_unit(given: Certificates) -> Issued:
    return given.client("unit", (NAME, (OTHER_UNIT,)))


def no_unit(given: Certificates) -> Issued:
    return given.client("no-unit", (NAME, ()))


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (valid, 200),
        (several, 200),
        (none, REFUSED),
        (other_authority, REFUSED),
        (expired, REFUSED),
        (not_yet_valid, REFUSED),
        (revoked, REFUSED),
        (self_signed, REFUSED),
        (server_certificate, REFUSED),
        (wrong_name, 403),
        (part_of_name, 403),
        (other_case, 403),
        (wildcard, 403),
        (wrong_unit, 403),
        (no_unit, 403),
    ],
    ids=lambda value: value.__name__ if callable(value) else None,
)
def test_who_is_let_in(place: Place, make: Any, expected: int | str) -> None:
    answer = place.ask(make(place.certificates))
    if isinstance(answer, str):
        assert answer == expected
        return
    status, content = answer
    assert status == expected
    if status == 403:
        assert content["resourceType"] == "OperationOutcome"
        assert content["issue"][0]["code"] == "forbidden"


@pytest.mark.parametrize("path", ["/", "/ig/", "/fhir/metadata", "/fhir/AuditEvent", "/none"])
def test_every_path_is_guarded(place: Place, path: str) -> None:
    shown = Issued(
        *(place.certificates.authority.folder / f"guarded{end}" for end in (".pem", ".key"))
    )
    if not shown.certificate.exists():
        place.certificates.client("guarded", (OTHER_NAME, (UNIT,)))
    answer = place.ask(shown, path)
    assert answer[0] == 403


def test_refused_clients_leave_a_trace(place: Place) -> None:
    refused = place.ask(wrong_unit(place.certificates))
    assert refused[0] == 403
    # One name is an auditor; the others are refused that too.
    auditor = place.certificates.client("auditor", ("*.example", (UNIT,)))
    assert place.ask(valid(place.certificates), "/fhir/AuditEvent")[0] == 403
    deadline = time.monotonic() + 30
    total = 0
    while not total and time.monotonic() < deadline:
        answer = place.ask(auditor, f"/fhir/AuditEvent?outcome=4&agent-name:exact={NAME}")
        assert answer[0] == 200
        total = answer[1]["total"]
    assert total


def test_revoked_while_the_server_runs(place: Place) -> None:
    shown = place.certificates.client("later")
    held = place.connect(shown)
    assert ask_on(held, "/fhir/Slot")[0] == 200
    assert place.ask(shown) != REFUSED
    place.certificates.authority.revoke(shown.certificate)
    # A connection that was there before is closed to it as well.
    status, content = ask_on(held, "/fhir/Slot")
    assert (status, content["issue"][0]["details"]["coding"][0]["code"]) == (
        403,
        "SAS_REST_CLIENT_REVOKED",
    )
    held.close()
    for _ in range(6):
        assert place.ask(shown) == REFUSED
    assert place.ask(valid(place.certificates)) != REFUSED


def test_sessions_are_not_resumed(place: Place) -> None:
    shown = place.certificates.client("session")
    context = place.certificates.context(shown)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    with (
        socket.create_connection(place.address, timeout=30) as plain,
        context.wrap_socket(plain, server_hostname="127.0.0.1") as first,
    ):
        session = first.session
        assert session is None or not session.has_ticket


HELLO_CIPHERS = bytes.fromhex("c014c00a0035002f")


def hello(version: int) -> bytes:
    """A ClientHello of TLS 1.0 or 1.1, which a library of today may not want to send."""
    body = bytes([3, version]) + bytes(32) + b"\x00"
    body += len(HELLO_CIPHERS).to_bytes(2, "big") + HELLO_CIPHERS + b"\x01\x00"
    message = b"\x01" + len(body).to_bytes(3, "big") + body
    return b"\x16" + bytes([3, 1]) + len(message).to_bytes(2, "big") + message


ALERT, HANDSHAKE_FAILURE, PROTOCOL_VERSION = 0x15, 40, 70


@pytest.mark.parametrize(
    ("version", "alert"),
    [
        pytest.param(0, HANDSHAKE_FAILURE, id="SSL 3"),
        pytest.param(1, PROTOCOL_VERSION, id="TLS 1.0"),
        pytest.param(2, PROTOCOL_VERSION, id="TLS 1.1"),
    ],
)
def test_old_versions_are_refused(place: Place, version: int, alert: int) -> None:
    with socket.create_connection(place.address, timeout=30) as client:
        client.sendall(hello(version))
        record = client.recv(64)
    assert (record[0], record[6]) == (ALERT, alert)


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_new_versions_are_spoken(place: Place, version: ssl.TLSVersion) -> None:
    context = place.certificates.context(place.certificates.client(f"tls-{version.name}"))
    context.minimum_version = context.maximum_version = version
    with (
        socket.create_connection(place.address, timeout=30) as plain,
        context.wrap_socket(plain, server_hostname="127.0.0.1") as secured,
    ):
        assert secured.version() == version.name.replace("_", ".")
        name = secured.cipher()[0]  # type: ignore[index]
        assert "GCM" in name or "CHACHA20" in name


def test_plain_http_gets_nothing(place: Place) -> None:
    with socket.create_connection(place.address, timeout=30) as client:
        client.sendall(b"GET /fhir/Slot HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b"HTTP/1.1 200" not in client.recv(1000)


def test_a_half_written_list_keeps_the_former_one(place: Place) -> None:
    file = place.certificates.authority.revocations
    gone, shown = revoked(place.certificates), valid(place.certificates)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 3])
    try:
        assert place.ask(gone) == REFUSED
        assert place.ask(shown) != REFUSED
    finally:
        file.write_bytes(whole)
    assert place.ask(gone) == REFUSED


def test_a_silent_handshake_does_not_keep_others_out(place: Place) -> None:
    silent = [socket.create_connection(place.address, timeout=30) for _ in range(20)]
    for client in silent:
        client.sendall(b"\x16\x03\x01")
    time.sleep(0.2)
    shown = place.certificates.client("patient")
    assert place.ask(shown) != REFUSED
    for client in silent:
        client.close()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--tls-cert", "{cert}"], "--tls-cert needs --tls-key"),
        (["--tls-key", "{key}"], "--tls-key needs --tls-cert"),
        (["--client-ca", "{ca}"], "--client-ca needs --tls-cert"),
        (["--tls-cert", "{cert}", "--tls-key", "{key}", "--client-crl", "{crl}"], "--client-ca"),
        (["--tls-cert", "{cert}", "--tls-key", "{key}", "--client-cn", "x"], "--client-ca"),
        (["--tls-cert", "{cert}", "--tls-key", "{key}", "--client-ou", "x"], "--client-ca"),
        (["--tls-cert", "{none}", "--tls-key", "{key}"], "No such file"),
        (["--tls-cert", "{cert}", "--tls-key", "{none}"], "No such file"),
        (["--tls-cert", "{key}", "--tls-key", "{key}"], "no readable PEM certificate"),
        (["--tls-cert", "{cert}", "--tls-key", "{cert}"], "no readable PEM private key"),
        (["--tls-cert", "{cert}", "--tls-key", "{other}"], "does not belong"),
        (["--tls-cert", "{cert}", "--tls-key", "{key}", "--client-ca", "{key}"], "certificate"),
        (
            ["--tls-cert", "{cert}", "--tls-key", "{key}", "--client-ca", "{ca}",
             "--client-crl", "{ca}"],
            "revocation list",
        ),
        (
            ["--tls-cert", "{cert}", "--tls-key", "{key}", "--client-ca", "{ca}",
             "--client-crl", "{folder}"],
            "Is a directory",
        ),
    ],
    ids=lambda value: None if isinstance(value, list) else value,
)  # fmt: skip
def test_bad_files_are_told_in_one_line(
    place: Place, tmp_path: Path, options: list[str], expected: str
) -> None:
    folder = place.certificates.authority.folder
    files = {
        "cert": folder / "server.pem",
        "key": folder / "server.key",
        "other": folder / "root.key",
        "ca": folder / "ca.pem",
        "crl": folder / "crl.pem",
        "none": tmp_path / "none.pem",
        "folder": tmp_path,
    }
    store = f"sqlite:///{tmp_path / 'store.db'}"
    done = run_command("serve", "--store", store, *(option.format(**files) for option in options))
    assert done.returncode == 2
    assert expected in done.stderr
    assert len(done.stderr.splitlines()) == 1
