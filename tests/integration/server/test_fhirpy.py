"""fhirpy, a client that others wrote, goes through the GAP flux against a running server.

Facts: spec/gap.md 3 and 15.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from fhirpy import AsyncFHIRClient
from fhirpy.base.exceptions import OperationOutcome, ResourceNotFound
from tests.integration.server.processes import running_server

pytestmark = pytest.mark.slow

RPPS = "urn:oid:1.2.250.1.71.4.2.1"


async def go_through_gap(url: str) -> None:
    client = AsyncFHIRClient(url)
    person = await create_resources(client)
    agenda = client.resource("Schedule", id="a1", actor=[person.to_reference()])
    await agenda.save()
    await slots(client)
    await appointment(client)
    await agenda.delete()
    with pytest.raises((ResourceNotFound, OperationOutcome)):
        await client.reference("Schedule", "a1").to_resource()


async def create_resources(client: AsyncFHIRClient) -> Any:
    """Flux 1a, 1b."""
    person = client.resource(
        "Practitioner",
        identifier=[{"system": RPPS, "value": "810000000017"}],
        name=[{"family": "Essai", "given": ["Camille"]}],
    )
    await person.save()
    assert person.id
    person["active"] = True
    await person.save()
    found = await client.resources("Practitioner").search(identifier=f"{RPPS}|810000000017").first()
    assert found["active"] is True
    found["active"] = False
    await found.save()
    again = await client.reference("Practitioner", person.id).to_resource()
    assert again["active"] is False
    return person


async def slots(client: AsyncFHIRClient) -> None:
    """Slots go in one transaction; then flux 4a, 5a, page by page."""
    entries = [
        {
            "resource": {
                "resourceType": "Slot",
                "id": f"s{number}",
                "schedule": {"reference": "Schedule/a1"},
                "status": "free" if number % 2 else "busy",
                "start": f"2027-03-25T{8 + number:02}:00:00+01:00",
                "end": f"2027-03-25T{8 + number:02}:20:00+01:00",
            },
            "request": {"method": "PUT", "url": f"Slot/s{number}"},
        }
        for number in range(10)
    ]
    await client.resource("Bundle", type="transaction", entry=entries).save()
    search = (
        client.resources("Slot")
        .search(
            status="free",
            start__ge="2027-03-25T09:00:00+01:00",
            **{"schedule.actor:Practitioner.identifier": f"{RPPS}|810000000017"},
        )
        .sort("start")
    )
    assert await search.count() == 5
    assert [item.id for item in await search.limit(2).fetch_all()] == [
        "s1", "s3", "s5", "s7", "s9",
    ]  # fmt: skip
    bundle = await search.include("Slot", "schedule").fetch_raw()
    assert {entry["search"]["mode"] for entry in bundle["entry"]} == {"match", "include"}


async def appointment(client: AsyncFHIRClient) -> None:
    """Flux 6a, 6b, 4b, 5b."""
    identifier = {"system": "https://editeur.example/rdv", "value": "1"}
    booked = client.resource(
        "Appointment",
        identifier=[identifier],
        status="booked",
        start="2027-03-25T09:00:00+01:00",
        end="2027-03-25T09:20:00+01:00",
        slot=[{"reference": "Slot/s1"}],
        participant=[{"status": "accepted", "actor": {"display": "x"}}],
    )
    searched = client.resources("Appointment").search(identifier=f"{identifier['system']}|1")
    first, created = await searched.get_or_create(booked)
    second, created_again = await searched.get_or_create(booked)
    assert (created, created_again) == (True, False)
    assert first.id == second.id
    booked["status"] = "cancelled"
    booked.pop("id", None)
    _, created = await searched.update(booked)
    assert created is False
    found = await client.resources("Appointment").search(date="2027-03-25").fetch_all()
    assert [item["status"] for item in found] == ["cancelled"]
    wrong = client.resource("Appointment", status="sometimes", participant=[{"status": "accepted"}])
    with pytest.raises(OperationOutcome):
        await wrong.save()


def test_gap_flux(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'store.db'}"
    with running_server(store, "--workers", "1") as server:
        asyncio.run(go_through_gap(server.url))
