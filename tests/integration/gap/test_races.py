"""Many processes want the same slots: each slot goes to one of them.

Facts: spec/gap.md C29, 5.6; issue 8, "never a double booking under load".
"""

from __future__ import annotations

import json
import multiprocessing
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from tests.integration.gap.conftest import StartServer
from tests.integration.gap.gap_data import (
    EASTER,
    RDV,
    WEEKLY,
    appointment,
    people,
    schedule,
    service,
)
from tests.integration.server.client import FhirClient

PROCESSES = 4

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]


def race(
    start: StartServer, url: str, work: Callable[[FhirClient, int], list[int]]
) -> Counter[int]:
    """The statuses that processes got which all did the same at the same time."""
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(PROCESSES)
    answers: Any = context.Queue()

    def run(process: int) -> None:
        server = start(url=url)
        barrier.wait(120)
        answers.put(json.dumps(work(server.client, process)))
        server.facade.store.close()

    workers = [context.Process(target=run, args=(number,)) for number in range(PROCESSES)]
    for worker in workers:
        worker.start()
    found = [json.loads(answers.get(timeout=200)) for _ in workers]
    for worker in workers:
        worker.join(60)
    return Counter(status for statuses in found for status in statuses)


def test_one_winner_per_slot(
    start: StartServer, engine: str, new_store: Callable[[str], str]
) -> None:
    url = new_store(engine)
    server = start(url=url)
    server.client.load(*people(), schedule(service(), WEEKLY, EASTER, id="a204"))
    ids = server.client.ids("Slot?schedule=a204&start=ge2027-03-25&start=le2027-04-01")
    assert len(ids) == 18
    server.facade.store.close()

    def book(client: FhirClient, process: int) -> list[int]:
        statuses = []
        for number, id in enumerate(ids if process % 2 else reversed(ids)):
            named = [{"system": RDV, "value": f"{process}-{number}"}]
            slot = client.get(f"Slot/{id}").json
            body = appointment(id, identifier=named, start=slot["start"], end=slot["end"])
            statuses.append(client.post("Appointment", body).status_code)
        return statuses

    assert race(start, url, book) == Counter({201: 18, 422: 18 * (PROCESSES - 1)})
    client = start(url=url).client
    found = client.get("Appointment?_count=200").json["entry"]
    taken = Counter(entry["resource"]["slot"][0]["reference"] for entry in found)
    assert taken == Counter({f"Slot/{id}": 1 for id in ids})
    assert client.ids("Slot?schedule=a204&status=free&start=ge2027-03-25&start=le2027-04-01") == []


def test_bookings_and_changes_of_the_rule(
    start: StartServer, engine: str, new_store: Callable[[str], str]
) -> None:
    """An agenda that is cut anew all the time loses no booked slot and books none twice."""
    url = new_store(engine)
    server = start(url=url)
    server.client.load(*people(), schedule(service(), WEEKLY, id="a204"))
    ids = server.client.ids("Slot?schedule=a204&start=ge2027-03-25&start=le2027-03-25")
    server.facade.store.close()

    def work(client: FhirClient, process: int) -> list[int]:
        if process == 0:
            for minutes in (30, 20, 60, 20):
                body = schedule(service(minutes), WEEKLY, id="a204")
                assert client.put("Schedule/a204", body).status_code == 200
            return []
        statuses = []
        for number, id in enumerate(ids):
            named = [{"system": RDV, "value": f"{process}-{number}"}]
            body = appointment(id, identifier=named)
            statuses.append(client.post("Appointment", body).status_code)
        return statuses

    statuses = race(start, url, work)
    assert set(statuses) <= {201, 422}
    client = start(url=url).client
    found = client.get("Appointment?_include=Appointment:slot&_count=200").json["entry"]
    booked = [item["resource"] for item in found if item["search"]["mode"] == "match"]
    slots = {
        item["resource"]["id"]: item["resource"]["status"]
        for item in found
        if item["search"]["mode"] == "include"
    }
    taken = Counter(item["slot"][0]["reference"].partition("/")[2] for item in booked)
    assert set(taken.values()) <= {1}
    assert {slots.get(id) for id in taken} == {"busy"}
