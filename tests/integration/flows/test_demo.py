"""The demonstration: who is in it, that it is valid, and what a later start makes of it.

Facts: issue of the flows (three departments, 60 professionals, two CPTS, three SOS Médecins,
a week of slots from now on)
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from tests.integration.flows.conftest import NOW, StartServer
from tests.integration.flows.sas_data import IDNPS, IDNST, slot
from tests.integration.server.conftest import BuildServer, Server

from sas_server.demo.loading import load_demo
from sas_server.demo.numbers import is_luhn, rpps
from sas_server.demo.places import DEPARTMENTS
from sas_server.demo.renewal import DemoRenewal
from sas_server.demo.world import world
from sas_server.store.instants import from_datetime
from sas_validators import Validator

BASE = "https://demo.example"
WORLD: list[dict[str, Any]] = list(world(NOW, BASE))


def of_type(name: str) -> list[dict[str, Any]]:
    return [item for item in WORLD if item["resourceType"] == name]


def profiled(name: str) -> int:
    return sum(any(name in p for p in item["meta"]["profile"]) for item in WORLD)


def test_who_is_in_it() -> None:
    assert len(DEPARTMENTS) == 3
    assert profiled("FrPractitionerAgregateur") == 60
    assert profiled("FrPractitionerRegul") == 4
    assert profiled("sas-cpts-organization-aggregator") == 2
    assert profiled("sas-sos-organization-aggregator") == 3
    towns = {
        item["contained"][0]["address"]["postalCode"][:2] for item in of_type("PractitionerRole")
    }
    assert towns == {"33", "35", "69"}


def test_everything_is_valid(validator: Validator) -> None:
    wrong = [
        f"{item['resourceType']}/{item['id']} {issue.expression} {issue.message_id}"
        for item in WORLD
        for issue in validator.validate(item).issues
        if issue.severity in ("fatal", "error")
    ]
    assert wrong == []


def test_ids_are_unique() -> None:
    counts = Counter((item["resourceType"], item["id"]) for item in WORLD)
    assert [place for place, count in counts.items() if count > 1] == []


def test_numbers_pass_their_checks() -> None:
    found = [
        identifier
        for item in (*of_type("Practitioner"), *of_type("Organization"))
        for identifier in item["identifier"]
        if identifier["system"] in (IDNPS, IDNST) and "/" not in identifier["value"]
    ]
    assert len(found) > 60
    assert [item["value"] for item in found if not is_luhn(item["value"][1:])] == []


def test_a_week_of_slots_from_now_on() -> None:
    starts = [datetime.fromisoformat(item["start"]) for item in of_type("Slot")]
    assert min(starts) > NOW
    assert {start.date() for start in starts} == {
        NOW.date() + timedelta(days=offset) for offset in range(7)
    }


@pytest.fixture
def server(start: StartServer) -> Server:
    """A server with the demonstration."""
    found = start(demo=True)
    assert load_demo(found.facade) == len(list(world(NOW, BASE)))
    return found


def later(open_server: BuildServer, server: Server, days: int) -> Server:
    moment = from_datetime(NOW + timedelta(days=days))
    return open_server(server.facade.settings.store, clock=lambda: moment, demo=True)


def test_a_restart_at_once_adds_nothing(server: Server) -> None:
    assert load_demo(server.facade) == 0


def test_a_start_days_later_adds_the_days_that_are_missing(
    server: Server, open_server: BuildServer
) -> None:
    taken = of_type("Slot")[-1] | {"status": "busy"}
    del taken["meta"]
    assert server.client.put(f"Slot/{taken['id']}", taken).status_code == 200
    again = later(open_server, server, 3)
    added = load_demo(again.facade)
    now = NOW + timedelta(days=3)
    expected = {item["id"] for item in world(now, BASE) if item["resourceType"] == "Slot"}
    assert added == len(expected - {item["id"] for item in of_type("Slot")}) > 0
    assert again.client.get(f"Slot/{taken['id']}").json["status"] == "busy"
    assert load_demo(again.facade) == 0


def test_a_start_a_month_later_has_a_week_again(server: Server, open_server: BuildServer) -> None:
    again = later(open_server, server, 30)
    slots = sum(item["resourceType"] == "Slot" for item in world(NOW + timedelta(days=30), BASE))
    assert load_demo(again.facade) == slots


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_server_that_runs_on_renews_its_slots(
    start: StartServer, open_server: BuildServer, engine: str
) -> None:
    store = start(engine).facade.settings.store
    moments = [NOW]
    servers = [
        open_server(store, clock=lambda: from_datetime(moments[-1]), demo=True) for _ in range(2)
    ]
    load_demo(servers[0].facade)
    first, second = (DemoRenewal(server.facade) for server in servers)
    assert first.renew() == 0
    moments.append(NOW + timedelta(days=1))
    expected = {item["id"] for item in world(moments[-1], BASE)} - {item["id"] for item in WORLD}
    assert first.renew() == len(expected) > 0
    assert (first.renew(), second.renew()) == (0, 0)
    day = (NOW + timedelta(days=7)).date()
    found = servers[1].client.get(f"Slot?start={day}&_summary=count").json["total"]
    assert found == len(expected)


def test_other_data_are_left_alone(start: StartServer) -> None:
    found = start(demo=True)
    found.client.load(slot("mine", "a1", "25 09:00"))
    assert load_demo(found.facade) == 0
    assert found.client.ids("Practitioner") == []


@pytest.mark.parametrize(
    ("number", "query", "status", "said"),
    [
        pytest.param(rpps(1), "?lieu=1&origin=sas", 200, "vient du SAS", id="from SAS"),
        pytest.param(rpps(1)[1:], "", 200, "parcours ordinaire", id="ordinary"),
        pytest.param(rpps(1), "?origin=autre", 200, "parcours ordinaire", id="another origin"),
        pytest.param(rpps(900), "?origin=sas", 404, "Agenda inconnu", id="unknown"),
        pytest.param("a|b", "", 404, "Agenda inconnu", id="no number"),
    ],
)
def test_where_slots_are_booked(
    server: Server, number: str, query: str, status: int, said: str
) -> None:
    page = server.client.get_page(f"/agenda/{number}{query}")
    assert page.status_code == status
    assert said in page.get_data(as_text=True)


def test_every_slot_leads_to_a_page(server: Server) -> None:
    urls = {urlsplit(item["comment"]).path for item in of_type("Slot")}
    assert {server.client.get_page(path).status_code for path in urls} == {200}


def test_no_such_page_without_the_demonstration(start: StartServer) -> None:
    assert start().client.get_page(f"/agenda/{rpps(1)}").status_code == 404
