"""Agendas that are brought in line many at a time, beside requests.

Facts: ADR 0032.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.integration.gap.conftest import StartServer
from tests.integration.gap.gap_data import WEEKLY, appointment, people, schedule, service
from tests.integration.server.client import FhirClient
from tests.integration.server.conftest import Server

from sas_server.agenda.planning import Plan
from sas_server.agenda.recomputing import recompute
from sas_server.store.reader import Reader
from sas_server.store.rows import Version

DAY = "start=ge2027-03-25&start=le2027-03-25&_count=100"


def load(server: Server, *schedules: dict[str, Any]) -> None:
    """Stores agendas as a bulk load does: without deriving their slots."""
    facade = server.facade
    drafts = [facade.draft(item, item["id"], "", "PUT", proven=True) for item in schedules]
    facade.store.write(lambda writer: writer.put(drafts))


def agenda(number: int, minutes: int) -> dict[str, Any]:
    """One of several agendas."""
    named = [{"system": "https://editeur.example/agenda", "value": f"A-{number}"}]
    return schedule(service(minutes), WEEKLY, id=f"a{number}", identifier=named)


def slots(client: FhirClient, number: int) -> list[tuple[str, str]]:
    """Start and status of an agenda's slots on one day."""
    found = client.get(f"Slot?schedule=a{number}&{DAY}").json.get("entry", [])
    return [(item["resource"]["start"][11:16], item["resource"]["status"]) for item in found]


def hours(minutes: int) -> list[tuple[str, str]]:
    """The slots of a morning."""
    times = range(9 * 60, 12 * 60, minutes)
    return [(f"{time // 60:02d}:{time % 60:02d}", "free") for time in times]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("jobs", [1, 2])
def test_all_agendas(server: Server, jobs: int) -> None:
    numbers = range(45)
    load(server, *(agenda(number, 20) for number in numbers))
    assert recompute(server.facade, jobs=jobs) == len(numbers)
    assert all(slots(server.client, number) == hours(20) for number in numbers)
    load(server, *(agenda(number, 30) for number in numbers if number % 2))
    assert recompute(server.facade, jobs=jobs) == len(numbers)
    found = [slots(server.client, number) for number in numbers]
    assert found == [hours(30 if number % 2 else 20) for number in numbers]


def test_what_is_in_line_is_not_written(server: Server) -> None:
    load(server, agenda(1, 20))
    recompute(server.facade)
    before = server.client.get("_history?_count=0").json["total"]
    recompute(server.facade)
    assert server.client.get("_history?_count=0").json["total"] == before


def test_a_booking_in_between(start: StartServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is booked after an agenda was looked at, and before it is written, stays booked."""
    server = start()
    server.client.load(*people(), agenda(1, 20))
    load(server, agenda(1, 30))
    looked: list[set[Version]] = []
    rests_on = Plan.rests_on

    def look(plan: Plan, reader: Reader) -> set[Version]:
        found = rests_on(plan, reader)
        looked.append(found)
        if len(looked) == 1:
            id = server.client.ids(f"Slot?schedule=a1&{DAY}")[1]
            slot = server.client.get(f"Slot/{id}").json
            body = appointment(id, start=slot["start"], end=slot["end"])
            assert server.client.post("Appointment", body).status_code == 201
        return found

    monkeypatch.setattr(Plan, "rests_on", look)
    recompute(server.facade)
    assert looked[0] != looked[1]
    kept = [("09:20", "busy")]
    # 9:00 and 9:30 overlap the rendez-vous from 9:20 to 9:40.
    cut = [(time, "busy" if time < "10" else status) for time, status in hours(30)]
    assert slots(server.client, 1) == sorted(cut + kept)
