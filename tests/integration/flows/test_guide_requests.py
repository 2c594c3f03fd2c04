"""What the guide's pages say to send, sent: pages and facade agree.

The clock stands at 25 March 2027, 08:00, in the demonstration's data.
"""

from __future__ import annotations

import json
import re
from itertools import count
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7
from tests.integration.flows.conftest import NOW
from tests.shared_data import DATA, needs_data

from sas_ig.narrative.fences import parse_info
from sas_server.demo.loading import load_demo
from sas_server.flows.wiring import gap_flows, sas_flows
from sas_server.settings import Settings
from sas_server.store.instants import from_datetime

ROOT = Path(__file__).parents[3]
FOLDERS = (ROOT / "input/pagecontent", ROOT / "input/translations/en/pagecontent")

_FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NOW, _IN_TWO_DAYS = "2027-03-25T08:00:00.000%2B01:00", "2027-03-27T23:59:59.999%2B01:00"
_INSTANTS = {
    "{maintenant}": _NOW,
    "{now}": _NOW,
    "{dans2jours}": _IN_TWO_DAYS,
    "{in2days}": _IN_TWO_DAYS,
}


def _requests_to_try():
    """Every request marked as one to try, with its page and name."""
    for folder in FOLDERS:
        for file in sorted(folder.glob("*.md")):
            for info, text in _FENCE.findall(file.read_text(encoding="utf-8")):
                fence = parse_info(info)
                name = fence.get("essayer", "try")
                if name:
                    yield pytest.param(name, text, id=f"{folder.parts[-2]}-{file.stem}-{name}")


def read_request(text):
    """Method, path below [base], headers and body of a request as pages write it."""
    head, _, body = text.partition("\n\n")
    first, *others = re.sub(r"\n\s+(?=[?&])", "", head).splitlines()
    for name, instant in _INSTANTS.items():
        first = first.replace(name, instant)
    method, url = first.split(" ", 1)
    headers = dict(line.split(": ", 1) for line in others)
    return method, url.removeprefix("[base]/"), headers, body.strip() or None


def send(client, text):
    method, path, headers, body = read_request(text)
    return client.request(method, path, body, headers)


@pytest.fixture
def demo(server):
    load_demo(server.facade)
    return server.client


TO_TRY = [*_requests_to_try()]


@pytest.fixture
def agendas(open_server, new_store, definitions, validator_judge):
    """A server that keeps agendas, too."""
    url = new_store("sqlite")
    clock = count(from_datetime(NOW), 1_000).__next__
    flows = (*sas_flows(definitions, Settings(store=url), validator_judge, clock), *gap_flows())
    return open_server(url, judge=validator_judge, flows=flows, clock=clock)


EXPECTED = {
    "INT_R01": (200, {"Slot", "Schedule", "Practitioner", "PractitionerRole"}),
    "INT_R04": (
        200,
        {"Slot", "Schedule", "Practitioner", "PractitionerRole", "HealthcareService"}
        | {"Organization"},
    ),
    "INT_SOS1": (200, {"Slot", "Schedule", "Location", "Organization"}),
    "GAP_4A": (200, {"Slot", "Schedule", "Practitioner", "PractitionerRole"}),
    "INT_R02": (201, None),
    "INT_R03": (201, None),
    "VALIDATE": (200, None),
}


@pytest.mark.parametrize(("name", "text"), TO_TRY)
def test_requests_to_try_work(demo, name, text):
    status, types = EXPECTED[name]
    answer = send(demo, text)
    assert answer.status_code == status, answer.get_data(as_text=True)
    if types is not None:
        assert {entry["resource"]["resourceType"] for entry in answer.json["entry"]} == types


def test_the_account_sent_twice_is_a_duplicate(demo):
    text = next(item.values[1] for item in TO_TRY if item.values[0] == "INT_R02")
    send(demo, text)
    answer = send(demo, text)
    assert answer.status_code == 422
    assert "SAS_R02_DUPLICATE" in answer.get_data(as_text=True)


def test_the_slot_to_check_is_wrong(demo):
    text = next(item.values[1] for item in TO_TRY if item.values[0] == "VALIDATE")
    issues = send(demo, text).json["issue"]
    wrong = [issue["expression"] for issue in issues if issue["severity"] == "error"]
    assert wrong == [["Slot.status"]]


NAMED = {
    "Practitioner?identifier=": "899700000021 899700000013 3990008005/REGUL02",
    "Organization?identifier=": "399700001300018",
    "Practitioner?active=true&identifier=": "00000000-0000-4000-8000-000000000001",
    "Practitioner?active=false&identifier=": "00000000-0000-4000-8000-000000000004",
}


def test_the_demonstration_holds_what_pages_name(demo):
    page = (ROOT / "input/pagecontent/environnements.md").read_text(encoding="utf-8")
    for search, values in NAMED.items():
        for value in values.split():
            assert f"`{value}`" in page
            assert len(demo.entries(search + value, "match")) == 1, value


def test_the_agenda_of_the_page_gives_the_slots_it_says(agendas):
    text = (ROOT / "input/pagecontent/gap.md").read_text(encoding="utf-8")
    schedule, appointment = (
        json.loads(body) for info, body in _FENCE.findall(text) if info.startswith("json ")
    )
    patch = next(body for info, body in _FENCE.findall(text) if body.startswith("PATCH"))
    load_demo(agendas.facade)
    client = agendas.client
    client.load(schedule)
    assert client.post("Appointment", appointment).status_code == 201
    week = "Slot?schedule=Schedule/a204&start=ge2027-03-25"
    found = {
        "au 31 mars": len(client.ids(f"{week}&start=le2027-03-31&status=free")),
        "au 1er avril": len(client.ids(f"{week}&start=le2027-04-01&status=free")),
        "jeudi": len(client.ids(f"{week}&start=le2027-03-25")),
    }
    assert found == {"au 31 mars": 8, "au 1er avril": 17, "jeudi": 9}
    assert "a204.20270325T080000Z.124" in client.ids(f"{week}&start=le2027-03-25")
    assert send(client, patch).status_code == 200


@needs_data
def test_the_message_to_the_lrm_meets_the_hub_schema():
    assert DATA is not None
    text = (ROOT / "input/pagecontent/flux-int-l02.md").read_text(encoding="utf-8")
    message = next(
        json.loads(body) for info, body in _FENCE.findall(text) if info.startswith("json")
    )
    schemas = {
        file.name: json.loads(file.read_text(encoding="utf-8"))
        for file in (DATA / "hub").glob("*.schema.json")
    }
    registry = Registry().with_resources(
        (name, DRAFT7.create_resource(schema)) for name, schema in schemas.items()
    )
    judge = Draft7Validator(schemas["EDXL-DE-full.schema.json"], registry=registry)
    assert [error.message for error in judge.iter_errors(message)] == []
