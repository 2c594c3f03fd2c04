"""Killed at once (server or database), started again: every acknowledged write is there, whole.

Facts: docs/server.md "durability"; a transaction is all or nothing; what was
stored is found; a retried conditional create makes nothing twice.
"""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

import psycopg
import pytest
from tests.integration.server.conftest import ENGINES
from tests.integration.server.postgres import Cluster, temporary_cluster
from tests.integration.server.processes import RunningServer, running_server

pytestmark = pytest.mark.slow

WRITERS, ENOUGH = 3, 90
"""Clients that write at once, and what they must have been acknowledged before the kill."""

SYSTEM = "https://editeur.example/lieux"
JSON = {"Content-Type": "application/fhir+json"}


def ask(
    server: RunningServer, method: str, path: str, body: Any = None, **headers: str
) -> tuple[int, Any]:
    """Status and JSON of one request, on a connection of its own."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=60)
    try:
        data = None if body is None else json.dumps(body)
        connection.request(method, f"/fhir/{path}".rstrip("/"), data, JSON | headers)
        answer = connection.getresponse()
        content = answer.read()
    finally:
        connection.close()
    return answer.status, json.loads(content) if content else None


@dataclass
class Ledger:
    """What clients were told had been stored.

    `versions`: place -> version -> name. `created`: value of the identifier ->
    id. `pairs`: names of transactions. `sent` are the identifiers and pairs
    that were sent at all. `failures` are statuses that tell of no success.
    """

    versions: dict[str, dict[str, str]] = field(default_factory=dict)
    created: dict[str, str] = field(default_factory=dict)
    pairs: set[str] = field(default_factory=set)
    sent: set[str] = field(default_factory=set)
    failures: set[int] = field(default_factory=set)

    def __len__(self) -> int:
        return sum(map(len, list(self.versions.values()))) + len(self.created) + len(self.pairs)


def update(server: RunningServer, ledger: Ledger, key: str) -> int:
    """The next version of one place of this writer."""
    id = key.partition("-")[0]
    status, stored = ask(server, "PUT", f"Location/{id}", location(key, id=id))
    if status in (200, 201):
        versions = ledger.versions.setdefault(f"Location/{id}", {})
        versions[stored["meta"]["versionId"]] = key
    return status


def create(server: RunningServer, ledger: Ledger, key: str) -> int:
    """A new place, unless one of this identifier is there."""
    condition = f"identifier={SYSTEM}|{key}"
    status, stored = ask(server, "POST", "Location", location(key), **{"If-None-Exist": condition})
    if status in (200, 201):
        ledger.created[key] = stored["id"]
    return status


def transact(server: RunningServer, ledger: Ledger, key: str) -> int:
    """An organization and its place, together."""
    owner = {"resourceType": "Organization", "id": f"t{key}", "name": key}
    place = location(key, id=f"t{key}", managingOrganization={"reference": f"Organization/t{key}"})
    entries = [
        {
            "resource": item,
            "request": {"method": "PUT", "url": f"{item['resourceType']}/{item['id']}"},
        }
        for item in (place, owner)
    ]
    bundle = {"resourceType": "Bundle", "type": "transaction", "entry": entries}
    status, _ = ask(server, "POST", "", bundle)
    if status == 200:
        ledger.pairs.add(f"t{key}")
    return status


def location(key: str, **more: Any) -> dict[str, Any]:
    identifier = {"system": SYSTEM, "value": key}
    return {"resourceType": "Location", "name": key, "identifier": [identifier], **more}


@contextmanager
def writing(server: RunningServer, ledger: Ledger) -> Iterator[None]:
    """Several clients write; when the block starts they are amid it, when it ends they stop."""
    stop = threading.Event()

    def write(writer: int) -> None:
        turn = 0
        while not stop.is_set():
            turn += 1
            for name, action in (("u", update), ("c", create), ("x", transact)):
                key = f"{name}{writer}-{turn}"
                ledger.sent.add(key)
                try:
                    status = action(server, ledger, key)
                except (OSError, http.client.HTTPException):
                    time.sleep(0.01)
                else:
                    if status >= 300:
                        ledger.failures.add(status)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    try:
        wait_until(lambda: len(ledger) >= ENOUGH)
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(120)


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def check(server: RunningServer, ledger: Ledger) -> None:
    """Everything that the ledger says is there; nothing is there by half."""
    for place, versions in ledger.versions.items():
        current = ask(server, "GET", place)[1]
        assert int(current["meta"]["versionId"]) >= max(map(int, versions))
        for version, name in versions.items():
            assert ask(server, "GET", f"{place}/_history/{version}")[1]["name"] == name
    for key in sorted(name for name in ledger.sent if name.startswith("c")):
        found = matches(server, f"Location?identifier={SYSTEM}|{key}")
        assert len(found) <= 1
        assert key not in ledger.created or found == [ledger.created[key]]
        # A client that got no answer asks again.
        before = ledger.created.get(key) or (found[0] if found else None)
        assert create(server, ledger, key) in (200, 201)
        assert before in (None, ledger.created[key])
        assert len(matches(server, f"Location?identifier={SYSTEM}|{key}")) == 1
    owners = matches(server, "Organization?_count=1000")
    places = matches(server, "Location?organization:missing=false&_count=1000")
    assert sorted(owners) == sorted(places)
    assert ledger.pairs <= set(owners)
    for key in sorted(ledger.pairs)[:10]:
        assert matches(server, f"Location?organization=Organization/{key}") == [key]
        assert matches(server, f"Location?organization.name:exact={key[1:]}") == [key]


def matches(server: RunningServer, search: str) -> list[str]:
    status, found = ask(server, "GET", quote(search, safe="?=&:/"))
    assert status == 200
    assert found["total"] == len(found.get("entry", ()))
    return [entry["resource"]["id"] for entry in found.get("entry", ())]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_killed_server_has_lost_nothing(engine: str, new_store: Callable[[str], str]) -> None:
    store = new_store(engine)
    ledger = Ledger()
    with running_server(store, "--workers", "2") as server, writing(server, ledger):
        server.kill()
    assert not ledger.failures
    with running_server(store, "--workers", "2") as server:
        check(server, ledger)


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL of its own, to be killed."""
    with temporary_cluster() as running:
        yield running


def test_a_killed_database_has_lost_nothing(cluster: Cluster) -> None:
    """The server goes on, says 503 meanwhile, and works again as soon as the database does."""
    with psycopg.connect(f"{cluster.url}/postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE store")
    ledger = Ledger()
    with running_server(f"{cluster.url}/store", "--workers", "2") as server:
        with writing(server, ledger):
            cluster.kill()
            wait_until(lambda: bool(ledger.failures))
            for method, path in (("GET", "Location/none"), ("GET", "Location?name=x")):
                status, told = ask(server, method, path)
                assert (status, told["issue"][0]["code"]) == (503, "transient")
            stored = len(ledger)
            cluster.start()
            wait_until(lambda: len(ledger) > stored + WRITERS)
        assert ledger.failures == {503}
        check(server, ledger)
