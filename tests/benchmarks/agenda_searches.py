"""What INT_R01 costs in a store of 10,000 and of 1,000,000 slots, and what filling it costs.

One search asks for the free slots of 25 professionals over two days, with their
agendas, professionals and places, as the platform does. Its answer is of the
same size in both stores, so its cost should be too.
"""

from __future__ import annotations

import json
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

from flask.testing import FlaskClient
from tests.benchmarks.agendas import FIRST_DAY, RPPS, SLOTS_A_DAY, agendas, rpps
from tests.benchmarks.tables import Table, figure

from sas_server.loading import Loader
from sas_server.rest.app import create_app
from sas_server.serving import facade_of
from sas_server.settings import Settings

SLOTS_EACH = 200
PRACTITIONERS = (50, 5_000)
PROFESSIONALS = 25
"""How many the platform asks for at once."""

ALL_DAYS = SLOTS_EACH // SLOTS_A_DAY
"""For which there are slots."""

_SEARCHES = 200


def measure() -> Table:
    """Fills one store of each size, with validation on, and searches in it."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for number in PRACTITIONERS:
            store = f"sqlite:///{folder}/{number}.db"
            filling = fill(Path(folder), store, number)
            rows.append((f"{number * SLOTS_EACH:,}", figure(filling), *search_costs(store, number)))
    columns = ("slots", "load, s", "CPU median, ms", "median, ms", "p99, ms")
    note = (
        f"INT_R01 for {PROFESSIONALS} professionals over 48 h, {_SEARCHES} times, in process, on "
        "SQLite, answers of about 300 slots; loading with validation on all cores."
    )
    return Table("Searches of agendas", columns, rows, note)


def search_costs(store: str, practitioners: int) -> tuple[str, str, str]:
    """Milliseconds of a search: processor time (median), elapsed (median, 99th percentile)."""
    facade = facade_of(replace(Settings(), store=store))
    client = create_app(facade).test_client()
    asked = list(searches(practitioners))
    for search in asked[:20]:
        _ask(client, search)
    busy, elapsed = [], []
    for search in asked:
        started, working = time.perf_counter(), time.process_time()
        _ask(client, search)
        elapsed.append((time.perf_counter() - started) * 1_000)
        busy.append((time.process_time() - working) * 1_000)
    facade.store.close()
    p99 = sorted(elapsed)[len(elapsed) * 99 // 100]
    return figure(statistics.median(busy)), figure(statistics.median(elapsed)), figure(p99)


def fill(folder: Path, store: str, practitioners: int) -> float:
    """Seconds that loading takes."""
    file = folder / "agendas.ndjson"
    with file.open("w") as lines:
        for resource in agendas(practitioners, SLOTS_EACH):
            lines.write(json.dumps(resource) + "\n")
    facade = facade_of(replace(Settings(), store=store))
    started = time.perf_counter()
    Loader(facade, validate=True, jobs=2).load([file], lambda _: None, lambda _: None)
    facade.store.close()
    return time.perf_counter() - started


def searches(
    practitioners: int, professionals: int = PROFESSIONALS, days: int = ALL_DAYS
) -> Iterator[str]:
    """Searches for other professionals each time, over any two of the first days."""
    chance = random.Random(1)  # noqa: S311 - the same ones in every run
    for _ in range(_SEARCHES):
        start = FIRST_DAY + timedelta(days=chance.randrange(days - 2))
        end = start + timedelta(days=2)
        chosen = chance.sample(range(practitioners), professionals)
        wanted = ",".join(f"{RPPS}|{rpps(number)}" for number in chosen)
        yield (
            "/fhir/Slot?_include=Slot:schedule&_include:iterate=Schedule:actor&status=free"
            f"&start=ge{start:%Y-%m-%dT%H:%M:%SZ}&start=le{end:%Y-%m-%dT%H:%M:%SZ}"
            f"&schedule.actor:Practitioner.identifier={quote(wanted)}"
        )


def _ask(client: FlaskClient, search: str) -> None:
    answer = client.get(search)
    if answer.status_code != 200:
        raise RuntimeError(answer.get_data(as_text=True))
