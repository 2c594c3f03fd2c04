"""Many clients at once, in several processes: one winner per version, nothing lost, no 5xx.

Facts: spec/gap.md 4.4, behaviour.md "Two at once for one new identifier create one resource".
"""

from __future__ import annotations

import json
import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from tests.integration.server.client import FhirClient

from sas_server.definitions import Definitions
from sas_server.rest.app import create_app
from sas_server.rest.building import build_facade
from sas_server.rest.judging import NoJudge
from sas_server.settings import Settings

PROCESSES, ROUNDS = 4, 12
SYSTEM = "https://editeur.example/rdv"

Action = Callable[[FhirClient, int, int], int]


def conditional_create(client: FhirClient, _: int, turn: int) -> int:
    """All processes create the same resource, unless it is there."""
    condition = f"identifier={SYSTEM}|{turn}"
    return client.post("Appointment", appointment(turn), If_None_Exist=condition).status_code


def conditional_update(client: FhirClient, _: int, turn: int) -> int:
    """All processes put the same resource by its identifier."""
    return client.put(f"Appointment?identifier={SYSTEM}|{turn}", appointment(turn)).status_code


def blind_update(client: FhirClient, _: int, turn: int) -> int:
    """All processes update one resource, whatever its version."""
    return client.put("Appointment/a", {**appointment(turn), "id": "a"}).status_code


def careful_update(client: FhirClient, _: int, turn: int) -> int:
    """All processes update the version they have read."""
    etag = client.get("Appointment/a").headers["ETag"]
    body = {**appointment(turn), "id": "a"}
    return client.put("Appointment/a", body, If_Match=etag).status_code


def transaction(client: FhirClient, process: int, turn: int) -> int:
    """All processes write the same two resources, in opposite orders."""
    ids = ["x", "y"] if process % 2 else ["y", "x"]
    entries = [
        {
            "resource": {**appointment(turn), "id": id},
            "request": {"method": "PUT", "url": f"Appointment/{id}"},
        }
        for id in ids
    ]
    bundle = {"resourceType": "Bundle", "type": "transaction", "entry": entries}
    return client.post("", bundle).status_code


def appointment(turn: int) -> dict[str, Any]:
    return {
        "resourceType": "Appointment",
        "identifier": [{"system": SYSTEM, "value": str(turn)}],
        "status": "proposed",
        "participant": [{"status": "accepted"}],
    }


@contextmanager
def client_of(url: str, definitions: Definitions) -> Iterator[FhirClient]:
    facade = build_facade(Settings(store=url), definitions, NoJudge())
    yield FhirClient(create_app(facade))
    facade.store.close()


def race(action: Action, url: str, definitions: Definitions) -> Counter[int]:
    """The statuses that all processes got, acting turn by turn at the same time."""
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(PROCESSES)
    answers: Any = context.Queue()

    def work(process: int) -> None:
        statuses = []
        with client_of(url, definitions) as client:
            for turn in range(ROUNDS):
                barrier.wait(60)
                statuses.append(action(client, process, turn))
        answers.put(json.dumps(statuses))

    workers = [context.Process(target=work, args=(number,)) for number in range(PROCESSES)]
    for worker in workers:
        worker.start()
    found = [json.loads(answers.get(timeout=120)) for _ in workers]
    for worker in workers:
        worker.join(30)
    return Counter(status for statuses in found for status in statuses)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize(
    ("action", "expected"),
    [
        pytest.param(conditional_create, {201: 12, 200: 36}, id="conditional create"),
        pytest.param(conditional_update, {201: 12, 200: 36}, id="conditional update"),
        pytest.param(blind_update, {201: 1, 200: 47}, id="update"),
        pytest.param(transaction, {200: 48}, id="transaction"),
    ],
)
def test_races(
    store_url: str, definitions: Definitions, action: Action, expected: dict[int, int]
) -> None:
    assert race(action, store_url, definitions) == Counter(expected)
    with client_of(store_url, definitions) as client:
        if 201 in expected:
            total = client.get("Appointment?_summary=count").json["total"]
            assert total == expected[201]
        if action is blind_update:
            history = client.get("Appointment/a/_history?_count=100").json
            versions = [item["resource"]["meta"]["versionId"] for item in history["entry"]]
            assert versions == [str(number) for number in range(48, 0, -1)]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_one_winner_per_version(store_url: str, definitions: Definitions) -> None:
    with client_of(store_url, definitions) as client:
        client.load({**appointment(0), "id": "a"})
    statuses = race(careful_update, store_url, definitions)
    assert set(statuses) <= {200, 412}
    with client_of(store_url, definitions) as client:
        assert client.get("Appointment/a").headers["ETag"] == f'W/"{statuses[200] + 1}"'
