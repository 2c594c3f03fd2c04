"""fhirpy, a client that others wrote, lives the life of an agenda on a running server.

Facts: spec/gap.md 3, 9 and 15.
"""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fhirpy import AsyncFHIRClient
from fhirpy.base.exceptions import OperationOutcome, ResourceNotFound
from tests.integration.gap.gap_data import AGENDAS, RDV, available, days, rrule, service
from tests.integration.server.processes import running_server

pytestmark = pytest.mark.slow

RPPS = "urn:oid:1.2.250.1.71.4.2.1"
PARIS = ZoneInfo("Europe/Paris")


def a_monday() -> date:
    """One that is still to come, whenever the test runs."""
    soon = datetime.now(PARIS).date() + timedelta(days=20)
    return soon + timedelta(days=-soon.weekday() % 7)


def at(day: date, hour: int, minute: int = 0) -> str:
    """That time in Paris."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=PARIS).isoformat()


async def go_through_gap(url: str) -> None:
    client = AsyncFHIRClient(url)
    person = await create_resources(client)
    agenda = await declare(client, person)
    await consult(client)
    await book(client)
    await close_a_day(client, agenda)
    await agenda.delete()
    with pytest.raises((ResourceNotFound, OperationOutcome)):
        await client.reference("Schedule", agenda.id).to_resource()
    assert await client.resources("Slot").search(schedule=agenda.id).count() == 0
    await person.delete()


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
    return person


async def declare(client: AsyncFHIRClient, person: Any) -> Any:
    """Flux 2a, then 3a by PUT: Mondays from 9 to 12, for twelve weeks."""
    agenda = client.resource(
        "Schedule",
        identifier=[{"system": AGENDAS, "value": "A-1"}],
        actor=[person.to_reference()],
        extension=[service(20)],
    )
    await agenda.save()
    monday = a_monday()
    until = {"url": "until", "valueDateTime": at(monday + timedelta(weeks=11), 23)}
    agenda["extension"] = [
        service(20),
        available("D-1", at(monday, 9), at(monday, 12), rrule("WEEKLY", until, *days("MO"))),
    ]
    await agenda.save()
    return agenda


async def consult(client: AsyncFHIRClient) -> None:
    """Flux 4a, 5a, page by page."""
    monday = a_monday()
    search = (
        client.resources("Slot")
        .search(
            status="free",
            start__ge=at(monday, 9, 20),
            start__lt=at(monday, 11),
            **{"schedule.actor:Practitioner.family": "Essai"},
        )
        .sort("start")
    )
    assert await search.count() == 5
    found = [item["start"][11:16] for item in await search.limit(2).fetch_all()]
    assert found == ["09:20", "09:40", "10:00", "10:20", "10:40"]
    bundle = await search.include("Slot", "schedule").fetch_raw()
    assert {entry["search"]["mode"] for entry in bundle["entry"]} == {"match", "include"}
    everything = client.resources("Slot").search(start__ge=monday.isoformat())
    assert await everything.count() == 12 * 9


async def book(client: AsyncFHIRClient) -> None:
    """Flux 6a, 6b, 4b, 5b."""
    monday = a_monday()
    free = client.resources("Slot").search(status="free", start=at(monday, 9))
    chosen = await free.first()
    booked = client.resource(
        "Appointment",
        identifier=[{"system": RDV, "value": "1"}],
        status="booked",
        start=chosen["start"],
        end=chosen["end"],
        slot=[chosen.to_reference()],
        participant=[{"status": "accepted", "actor": {"display": "x"}}],
    )
    searched = client.resources("Appointment").search(identifier=f"{RDV}|1")
    first, created = await searched.get_or_create(booked)
    second, created_again = await searched.get_or_create(booked)
    assert (created, created_again) == (True, False)
    assert first.id == second.id
    assert await free.count() == 0
    rival = client.resource("Appointment", **{**booked.serialize(), "identifier": []})
    del rival["identifier"]
    rival.pop("id", None)
    with pytest.raises(OperationOutcome):
        await rival.save()
    booked["status"] = "cancelled"
    booked.pop("id", None)
    _, created = await searched.update(booked)
    assert created is False
    assert await free.count() == 1
    found = await client.resources("Appointment").search(date=monday.isoformat()).fetch_all()
    assert [item["status"] for item in found] == ["cancelled"]
    wrong = client.resource("Appointment", status="sometimes", participant=[{"status": "accepted"}])
    with pytest.raises(OperationOutcome):
        await wrong.save()


async def close_a_day(client: AsyncFHIRClient, agenda: Any) -> None:
    """Flux 3a with an unavailability, 3c without it."""
    monday = a_monday()
    mondays = client.resources("Slot").search(
        start__ge=monday.isoformat(), start__le=monday.isoformat()
    )
    closed = available("D-2", monday.isoformat(), monday.isoformat(), kind="busy-unavailable")
    agenda["extension"] = [*agenda["extension"], closed]
    await agenda.save()
    assert await mondays.count() == 0
    agenda["extension"] = agenda["extension"][:-1]
    await agenda.save()
    assert await mondays.count() == 9


def test_gap_flux(store_url: str) -> None:
    with running_server(store_url, "--workers", "2") as server:
        asyncio.run(go_through_gap(server.url))
