"""What rendez-vous do to slots, and what is refused.

Facts: spec/gap.md 5.1, 5.2, 5.6, 14.3.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.integration.flows.sas_data import appointment as sas_appointment
from tests.integration.gap.gap_data import (
    RDV,
    WEEKLY,
    appointment,
    available,
    people,
    schedule,
    service,
    slot,
)
from tests.integration.server.client import FhirClient

SLOT = "a204.20270325T084000Z.124"


@pytest.fixture
def client(client: FhirClient) -> FhirClient:
    """A server with an agenda, and a slot that an editor has put there."""
    client.load(*people(), schedule(service(), WEEKLY, id="a204"), slot("put"))
    return client


def status(client: FhirClient, id: str = SLOT) -> str:
    answer = client.get(f"Slot/{id}")
    return str(answer.json["status"]) if answer.status_code == 200 else str(answer.status_code)


def put(client: FhirClient, id: str, **more: Any) -> int:
    """The HTTP status of a rendez-vous that is put."""
    named = [{"system": RDV, "value": id}]
    body = appointment(**{"identifier": named, **more}, id=id)
    return int(client.put(f"Appointment/{id}", body).status_code)


@pytest.mark.parametrize("held", [SLOT, "put"], ids=["derived", "put there"])
@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("proposed", "busy-tentative"),
        ("pending", "busy-tentative"),
        ("waitlist", "free"),
        ("booked", "busy"),
        ("arrived", "busy"),
        ("checked-in", "busy"),
        ("fulfilled", "busy"),
        ("cancelled", "free"),
        ("noshow", "free"),
        ("entered-in-error", "free"),
    ],
)
def test_status_of_the_slot(client: FhirClient, held: str, given: str, expected: str) -> None:
    assert put(client, "a", slot=[{"reference": f"Slot/{held}"}], status=given) == 201
    assert status(client, held) == expected
    assert client.delete("Appointment/a").status_code == 204
    assert status(client, held) == "free"


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("proposed", "booked", 200),
        ("booked", "fulfilled", 200),
        ("booked", "booked", 200),
        ("cancelled", "booked", 200),
        ("booked", "proposed", 422),
        ("proposed", "fulfilled", 422),
        ("entered-in-error", "booked", 422),
        ("fulfilled", "cancelled", 422),
    ],
)
def test_life_cycle(client: FhirClient, before: str, after: str, code: int) -> None:
    assert put(client, "a", status=before) == 201
    assert put(client, "a", status=after) == code


def others() -> list[dict[str, Any]]:
    """Two participants who don't own the agenda."""
    actors = [{"reference": "Patient/pat-3"}, {"reference": "Location/lieu-7"}]
    return [{"actor": actor, "status": "accepted"} for actor in actors]


UNKNOWN, OF_OTHERS, REOPENED = (
    "GAP_SLOT_UNKNOWN",
    "GAP_SLOT_OF_OTHERS",
    "GAP_APPOINTMENT_REOPENED",
)


@pytest.mark.parametrize(
    ("before", "changed", "expected"),
    [
        pytest.param(None, {}, [], id="a slot of its participants"),
        pytest.param(
            None,
            {"slot": [{"reference": "Slot/never"}]},
            [(UNKNOWN, "Appointment.slot[0]")],
            id="never existed",
        ),
        pytest.param(
            None,
            {"slot": [{"reference": f"Slot/{SLOT}"}, {"reference": "https://a.example/Slot/1"}]},
            [(UNKNOWN, "Appointment.slot[1]")],
            id="elsewhere",
        ),
        pytest.param(
            None,
            {"participant": others()},
            [(OF_OTHERS, "Appointment.slot[0]")],
            id="agenda of nobody who takes part",
        ),
        pytest.param(
            None,
            {
                "participant": [
                    *others(),
                    {
                        "actor": {"identifier": {"system": "urn:x", "value": "1"}},
                        "status": "accepted",
                    },
                ]
            },
            [],
            id="who takes part is not known",
        ),
        pytest.param("cancelled", {}, [(REOPENED, "Appointment.status")], id="booked again"),
    ],
)
def test_warnings(
    client: FhirClient,
    before: str | None,
    changed: dict[str, Any],
    expected: list[tuple[str, str]],
) -> None:
    if before is not None:
        assert put(client, "a", status=before) == 201
    named = [{"system": RDV, "value": "a"}]
    body = appointment(**{"identifier": named, **appointment(SLOT), **changed}, id="a")
    answer = client.put("Appointment/a", body, Prefer="return=OperationOutcome")
    assert answer.status_code == (201 if before is None else 200)
    found = [
        (item["details"]["coding"][0]["code"], item["expression"][0])
        for item in answer.json["issue"]
        if item["severity"] == "warning"
    ]
    assert [item for item in found if item[0].startswith("GAP_")] == expected


@pytest.mark.parametrize("held", [SLOT, "put"], ids=["derived", "put there"])
def test_first_booked_wins(client: FhirClient, held: str) -> None:
    wanted = {"slot": [{"reference": f"Slot/{held}"}]}
    assert put(client, "a", status="proposed", **wanted) == 201
    assert put(client, "b", status="proposed", **wanted) == 201
    assert put(client, "b", status="booked", **wanted) == 200
    assert put(client, "a", status="booked", **wanted) == 422
    assert put(client, "b", status="arrived", **wanted) == 200
    assert put(client, "b", status="noshow", **wanted) == 200
    assert status(client, held) == "busy-tentative"
    assert put(client, "a", status="booked", **wanted) == 200


def test_overbooked_and_closed_slots(client: FhirClient) -> None:
    client.load(slot("many", overbooked=True), slot("closed", status="busy-unavailable"))
    assert put(client, "a", slot=[{"reference": "Slot/many"}]) == 201
    assert put(client, "b", slot=[{"reference": "Slot/many"}]) == 201
    assert put(client, "c", slot=[{"reference": "Slot/closed"}]) == 422


def test_a_put_does_not_free_what_is_held(client: FhirClient) -> None:
    assert put(client, "a", slot=[{"reference": "Slot/put"}]) == 201
    assert client.put("Slot/put", slot("put")).json["status"] == "busy"


def test_moving_frees_the_slot_left(client: FhirClient) -> None:
    assert put(client, "a", slot=[{"reference": f"Slot/{SLOT}"}]) == 201
    later = "a204.20270325T090000Z.124"
    times = {"start": "2027-03-25T10:00:00+01:00", "end": "2027-03-25T10:20:00+01:00"}
    assert put(client, "a", slot=[{"reference": f"Slot/{later}"}], **times) == 200
    assert (status(client), status(client, later)) == ("free", "busy")


def test_booked_slots_survive_the_rule(client: FhirClient) -> None:
    assert put(client, "a", slot=[{"reference": f"Slot/{SLOT}"}]) == 201
    client.load(schedule(service(30), id="a204"))
    assert client.ids("Slot?schedule=a204&start=ge2027-03-25") == [SLOT, "put"]
    assert status(client) == "busy"
    assert put(client, "a", slot=[{"reference": f"Slot/{SLOT}"}], status="cancelled") == 200
    assert status(client) == "410"


def test_nothing_booked_is_deleted(client: FhirClient) -> None:
    assert put(client, "a", slot=[{"reference": f"Slot/{SLOT}"}]) == 201
    for place in ("Schedule/a204", "Practitioner/prat-7", "Patient/pat-3"):
        answer = client.delete(place)
        assert (answer.status_code, answer.json["issue"][0]["code"]) == (409, "conflict")
    assert put(client, "a", slot=[{"reference": f"Slot/{SLOT}"}], status="cancelled") == 200
    assert client.delete("Schedule/a204").status_code == 204


def test_one_slot_twice_in_a_transaction(client: FhirClient) -> None:
    entries = [
        {
            "resource": appointment(SLOT, identifier=[{"system": RDV, "value": value}]),
            "request": {"method": "POST", "url": "Appointment"},
        }
        for value in ("1", "2")
    ]
    bundle = {"resourceType": "Bundle", "type": "transaction", "entry": entries}
    assert client.post("", bundle).status_code == 422
    assert status(client) == "free"


def test_duplicates(client: FhirClient) -> None:
    assert client.post("Appointment", appointment()).status_code == 201
    answer = client.post("Appointment", appointment())
    assert (answer.status_code, answer.json["issue"][0]["code"]) == (422, "duplicate")
    assert client.post("Schedule", schedule()).status_code == 422


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"end": "2027-03-25T09:30:00+01:00"}, id="ends first"),
        pytest.param({"identifier": [{"system": RDV, "value": "other"}]}, id="another one"),
    ],
)
def test_refused_updates(client: FhirClient, change: dict[str, Any]) -> None:
    answer = client.put(f"Appointment?identifier={RDV}|R-5531", appointment(**change))
    assert answer.status_code == 422


def test_regulators_share_the_slots(client: FhirClient) -> None:
    """INT_R03 beside GAP: without a slot nothing is touched, with one it is taken."""
    free = sas_appointment()
    assert client.post("Appointment", free).status_code == 201
    assert status(client) == "free"
    value = [{**free["identifier"][0], "value": "with-slot"}]
    taking = {**free, "identifier": value, "slot": [{"reference": f"Slot/{SLOT}"}]}
    assert client.post("Appointment", taking).status_code == 201
    assert status(client) == "busy"
    assert put(client, "a", slot=[{"reference": f"Slot/{SLOT}"}]) == 422


def test_only_slots_that_are_named_outlive_their_rule(client: FhirClient) -> None:
    """A rendez-vous without a slot takes time; it keeps no slot of an earlier rule."""
    assert put(client, "a", slot=[{"reference": f"Slot/{SLOT}"}]) == 201
    early = {"start": "2027-03-25T09:05:00+01:00", "end": "2027-03-25T09:10:00+01:00"}
    assert put(client, "b", status="proposed", minutesDuration=5, **early) == 201
    first = "a204.20270325T080000Z.124"
    assert status(client, first) == "busy-tentative"
    later = available("D-1", "2027-03-25T09:05:00+01:00", "2027-03-25T12:00:00+01:00")
    assert client.put("Schedule/a204", schedule(service(), later, id="a204")).status_code == 200
    assert status(client, first) == "410"
    assert status(client, "a204.20270325T080500Z.124") == "busy-tentative"
    assert status(client) == "busy"
