"""What `sas-fhir serve` answers per second over real connections, all its checks on.

The platform's peak is about 3,000 INT_R01 searches an hour and editor (flows.md 1.9).
The clients run on the same machine, so the rates are what is left beside them;
the processor time is that of the server's processes alone.
"""

from __future__ import annotations

import http.client
import itertools
import json
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from tests.benchmarks.agenda_searches import SLOTS_EACH, fill, searches
from tests.benchmarks.agendas import agendas, slot
from tests.benchmarks.tables import Table, figure
from tests.integration.server.processes import RunningServer, running_server

PRACTITIONERS = 200
WORKERS = 2
CLIENTS = 4
PEAK = 3_000 / 3_600
"""INT_R01 searches per second."""

_DAYS = 3
"""The platform asks about today and the two days that follow, so the same slots recur."""

_SECONDS = 8
_WARMING = 100
"""Requests sent before any is counted."""

_TICKS = os.sysconf("SC_CLK_TCK")


Kind = Callable[[], Iterator["Request"]]


class Request(NamedTuple):
    """What a client sends; `body` is JSON."""

    method: str
    path: str
    body: bytes | None = None


def measure() -> Table:
    """Each kind of request for some seconds, by several clients at once."""
    rows = []
    with tempfile.TemporaryDirectory() as name:
        store = f"sqlite:///{name}/store.db"
        fill(Path(name), store, PRACTITIONERS)
        with running_server(store, "--workers", str(WORKERS)) as server:
            for title, kind in _KINDS.items():
                rate, cpu, slowest = _load(server, kind)
                times = figure(rate / PEAK) if kind is _full_searches else ""
                rows.append((title, figure(rate), times, figure(cpu * 1_000), figure(slowest)))
    columns = ("", "per second", "times the peak", "ms of CPU of the server", "p99, ms")
    note = (
        f"{WORKERS} workers, {CLIENTS} clients on the same machine, {_SECONDS} s each, a store of "
        f"{PRACTITIONERS * SLOTS_EACH:,} slots on SQLite, validation and audit on. The peak is "
        "3,000 INT_R01 searches an hour."
    )
    return Table("Traffic", columns, rows, note)


# -- kinds of requests -------------------------------------------------------------


def _full_searches() -> Iterator[Request]:
    return _over_and_over(searches(PRACTITIONERS, days=_DAYS))


def _small_searches() -> Iterator[Request]:
    return _over_and_over(searches(PRACTITIONERS, 1, days=_DAYS))


def _over_and_over(paths: Iterable[str]) -> Iterator[Request]:
    return itertools.cycle([Request("GET", path) for path in paths])


def _reads() -> Iterator[Request]:
    return (
        Request("GET", f"/fhir/Slot/s{number % PRACTITIONERS}-0") for number in itertools.count()
    )


def _slots() -> Iterator[Request]:
    """Slots that change with every request: free becomes another time of the day."""
    for index in itertools.count():
        number = index % PRACTITIONERS
        resource = slot(number, SLOTS_EACH + index // PRACTITIONERS)
        yield Request("PUT", f"/fhir/Slot/{resource['id']}", json.dumps(resource).encode())


def _professionals() -> Iterator[Request]:
    people = [item for item in agendas(PRACTITIONERS, 0) if item["resourceType"] == "Practitioner"]
    for turn in itertools.count():
        for person in people:
            changed = {**person, "name": [{**person["name"][0], "given": [f"Camille{turn}"]}]}
            yield Request("PUT", f"/fhir/Practitioner/{person['id']}", json.dumps(changed).encode())


_KINDS: dict[str, Kind] = {
    "INT_R01, 25 professionals, about 300 slots": _full_searches,
    "INT_R01, 1 professional": _small_searches,
    "GET Slot": _reads,
    "PUT Slot (validated)": _slots,
    "PUT Practitioner (validated)": _professionals,
}


# -- clients -----------------------------------------------------------------------


def _load(
    server: RunningServer, kind: Callable[[], Iterator[Request]]
) -> tuple[float, float, float]:
    """Requests per second, seconds of CPU for one, 99th percentile in milliseconds."""
    requests = kind()
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=60)
    for request in itertools.islice(requests, _WARMING):
        _send(connection, request)
    connection.close()
    taking = threading.Lock()
    taken: list[float] = []
    end = time.perf_counter() + _SECONDS

    def client() -> None:
        connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=60)
        while time.perf_counter() < end:
            with taking:
                request = next(requests)
            started = time.perf_counter()
            _send(connection, request)
            taken.append(time.perf_counter() - started)
        connection.close()

    started, busy = time.perf_counter(), _busy(server)
    clients = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for thread in clients:
        thread.start()
    for thread in clients:
        thread.join()
    elapsed = time.perf_counter() - started
    cpu = (_busy(server) - busy) / len(taken)
    return len(taken) / elapsed, cpu, sorted(taken)[len(taken) * 99 // 100] * 1_000


def _send(connection: http.client.HTTPConnection, request: Request) -> None:
    headers = {} if request.body is None else {"Content-Type": "application/fhir+json"}
    connection.request(request.method, request.path, request.body, headers)
    answer = connection.getresponse()
    content = answer.read()
    if answer.status not in (200, 201):
        raise RuntimeError(content.decode())


def _busy(server: RunningServer) -> float:
    """Seconds of CPU that the server's processes have used."""
    total = 0
    for process in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = process.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == server.process.pid:  # the process group
            total += int(fields[11]) + int(fields[12])
    return total / _TICKS
