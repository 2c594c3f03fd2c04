"""Search parameters that a package brings: numbers, quantities, composites; indexing afterwards."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.integration.server.agenda_data import slot
from tests.integration.server.client import FhirClient, issue_codes
from tests.integration.server.conftest import ENGINES

from sas_server.definitions import Definitions
from sas_server.rest.app import create_app
from sas_server.rest.building import build_facade, definitions_of
from sas_server.rest.facade import Facade
from sas_server.rest.judging import NoJudge
from sas_server.settings import Settings
from sas_server.store.maintenance import reindex

COST = "http://packages.example/cost"


def parameter(code: str, base: str, kind: str, expression: str, **more: Any) -> dict[str, Any]:
    return {
        "resourceType": "SearchParameter",
        "id": code,
        "url": f"http://packages.example/SearchParameter/{code}",
        "name": code,
        "status": "active",
        "description": code,
        "code": code,
        "base": [base],
        "type": kind,
        "expression": expression,
        **more,
    }


def component(definition: str, expression: str) -> dict[str, str]:
    url = (
        definition
        if definition.startswith("http")
        else f"http://hl7.org/fhir/SearchParameter/{definition}"
    )
    return {"definition": url, "expression": expression}


PARAMETERS = [
    parameter("duration", "Appointment", "number", "Appointment.minutesDuration"),
    parameter("cost", "Appointment", "quantity", f"Appointment.extension('{COST}').value"),
    parameter(
        "status-start",
        "Slot",
        "composite",
        "Slot",
        component=[component("Slot-status", "status"), component("Slot-start", "start")],
    ),
    parameter("family-of", "Practitioner", "string", "Practitioner.name.family"),
    parameter("name-use", "Practitioner", "token", "Practitioner.name.use"),
    parameter(
        "use-family",
        "Practitioner",
        "composite",
        "Practitioner.name",
        component=[
            component("http://packages.example/SearchParameter/name-use", "use"),
            component("http://packages.example/SearchParameter/family-of", "family"),
        ],
    ),
]


def appointment(id: str, minutes: int, value: float, unit: str) -> dict[str, Any]:
    quantity = {
        "value": value,
        "unit": unit,
        "system": "urn:iso:std:iso:4217",
        "code": {"euro": "EUR"}.get(unit, unit),
    }
    return {
        "resourceType": "Appointment",
        "id": id,
        "status": "proposed",
        "minutesDuration": minutes,
        "extension": [{"url": COST, "valueQuantity": quantity}],
        "participant": [{"status": "accepted"}],
    }


DATA = (
    appointment("v1", 20, 26.5, "euro"),
    appointment("v2", 45, 60, "USD"),
    slot("s1", "a", "free", "2027-03-25T09:00:00Z"),
    slot("s2", "a", "busy", "2027-03-26T09:00:00Z"),
    {
        "resourceType": "Practitioner",
        "id": "p1",
        "name": [{"use": "official", "family": "Un"}, {"use": "maiden", "family": "Deux"}],
    },
)


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> tuple[Definitions, str]:
    """The built-in definitions with PARAMETERS over them, and the file they are in."""
    file = tmp_path_factory.mktemp("package") / "parameters.json"
    bundle = {"resourceType": "Bundle", "entry": [{"resource": item} for item in PARAMETERS]}
    file.write_text(json.dumps(bundle))
    return definitions_of(Settings(package=(str(file),))), str(file)


@pytest.fixture(scope="module", params=ENGINES)
def facade(
    request: pytest.FixtureRequest,
    new_store: Callable[[str], str],
    extended: tuple[Definitions, str],
) -> Iterator[Facade]:
    """A facade with the package, on an empty store."""
    found = build_facade(Settings(store=new_store(request.param)), extended[0], NoJudge())
    yield found
    found.store.close()


@pytest.fixture(scope="module")
def client(facade: Facade) -> FhirClient:
    """Its client, with DATA."""
    client = FhirClient(create_app(facade))
    client.load(*DATA)
    return client


FINDS = [
    ("Appointment?duration=20", "v1"),
    ("Appointment?duration=2e1", "v1"),
    ("Appointment?duration=gt20", "v2"),
    ("Appointment?duration=ge20", "v1 v2"),
    ("Appointment?duration=lt45", "v1"),
    ("Appointment?duration=ne20", "v2"),
    ("Appointment?duration=ap21", "v1"),
    ("Appointment?duration=20,45", "v1 v2"),
    ("Appointment?_sort=-duration", "v2 v1"),
    ("Appointment?cost=26.5", "v1"),
    ("Appointment?cost=26", ""),
    ("Appointment?cost=26.5|urn:iso:std:iso:4217|EUR", "v1"),
    ("Appointment?cost=26.5|urn:iso:std:iso:4217|USD", ""),
    ("Appointment?cost=26.5||euro", "v1"),
    ("Appointment?cost=gt30||USD", "v2"),
    ("Appointment?cost:missing=true", ""),
    ("Slot?status-start=free$ge2027-03-25", "s1"),
    ("Slot?status-start=busy$ge2027-03-25", "s2"),
    ("Slot?status-start=busy$le2027-03-25", ""),
    ("Slot?status-start=free$2027-03-25,busy$2027-03-26", "s1 s2"),
    ("Practitioner?use-family=official$un", "p1"),
    ("Practitioner?use-family=official$deux", ""),
    ("Practitioner?use-family=maiden$deux", "p1"),
    ("Practitioner?use-family=maiden$deux&family=un", "p1"),
    ("Practitioner?use-family:missing=true", ""),
]


@pytest.mark.parametrize(("search", "expected"), [pytest.param(*row, id=row[0]) for row in FINDS])
def test_finds(client: FhirClient, search: str, expected: str) -> None:
    assert client.ids(search) == expected.split()


def test_metadata_lists_them(client: FhirClient) -> None:
    rest = client.get("metadata").json["rest"][0]
    slot_parameters = next(item for item in rest["resource"] if item["type"] == "Slot")
    assert "status-start" in [item["name"] for item in slot_parameters["searchParam"]]


@pytest.mark.parametrize("engine", ENGINES)
def test_new_parameters_wait_for_indexing(
    engine: str,
    new_store: Callable[[str], str],
    definitions: Definitions,
    extended: tuple[Definitions, str],
) -> None:
    settings = Settings(store=new_store(engine))
    before = build_facade(settings, definitions, NoJudge())
    FhirClient(create_app(before)).load(*DATA)
    before.store.close()

    waiting = build_facade(settings, extended[0], NoJudge())
    client = FhirClient(create_app(waiting))
    assert issue_codes(client.get("Appointment?duration=20", Prefer="handling=strict")) == [
        "not-supported"
    ]
    rest = client.get("metadata").json["rest"][0]
    listed = next(item for item in rest["resource"] if item["type"] == "Appointment")
    assert "duration" not in [item["name"] for item in listed["searchParam"]]
    assert reindex(waiting.store, waiting.indexer.extract, lambda _: None) == len(DATA)
    waiting.store.close()

    after = build_facade(replace(settings), extended[0], NoJudge())
    client = FhirClient(create_app(after))
    assert client.ids("Appointment?duration=20") == ["v1"]
    assert client.ids("Slot?status=free") == ["s1"]
    after.store.close()


def test_a_package_that_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "nothing.json"
    file.write_text("{}")
    with pytest.raises(Exception, match="no conformance resource"):
        definitions_of(Settings(package=(str(file),)))
