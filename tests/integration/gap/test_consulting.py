"""Searches of GAP, and slots that appear as days pass and as somebody looks further.

Facts: spec/gap.md 6.2, 6.3, 9; ADR 0031.
"""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

import pytest
from tests.integration.gap.conftest import NOW, StartServer
from tests.integration.gap.gap_data import (
    AGENDAS,
    GAP,
    WEEKLY,
    available,
    days,
    people,
    rrule,
    schedule,
    service,
)
from tests.integration.server.client import FhirClient

from sas_server.agenda.recomputing import recompute
from sas_server.flows import consultations
from sas_server.store.content import read_json

ENDLESS = available(
    "D-1", "2027-03-01T09:00:00+01:00", "2027-03-01T10:00:00+01:00", rrule("WEEKLY", *days("MO"))
)


def total(client: FhirClient, query: str) -> int:
    answer = client.get(query)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return int(answer.json["total"])


SLOT_PARAMETERS = [
    "identifier",
    "status",
    "start",
    "schedule",
    "schedule.actor:Patient.identifier",
    "schedule.actor:Patient.family",
    "schedule.actor:Patient.given",
    "schedule.actor:Practitioner.family",
    "schedule.actor:Practitioner.given",
    "schedule.actor:PractitionerRole.name",
    "schedule.actor:PractitionerRole.role",
    "schedule.actor:PractitionerRole.specialty",
    "schedule.actor:PractitionerRole.location.address",
    "schedule.actor:PractitionerRole.location.near",
    "schedule.actor:PractitionerRole.telecom",
    "schedule.actor:RelatedPerson.identifier",
    "schedule.actor:RelatedPerson.address",
    "schedule.actor:RelatedPerson.telecom",
    "schedule.actor:RelatedPerson.name",
    "schedule.actor:Location.name",
    "schedule.actor:Location.identifier",
    "schedule.actor:Location.address",
    "schedule.actor:Location.near",
    "schedule.actor:Device.identifier",
    "schedule.actor:Device.type",
    "schedule.actor:Device.device-name",
    "schedule.actor:Device.model",
    "schedule.actor:HealthcareService.identifier",
    "schedule.actor:HealthcareService.name",
    "schedule.actor:HealthcareService.service-type",
    "schedule.actor:HealthcareService.organization.identifier",
    "schedule.actor:HealthcareService.organization.name",
    "schedule.actor:HealthcareService.organization.address",
]
APPOINTMENT_PARAMETERS = [
    "identifier",
    "date",
    "start",
    "created",
    "service-type",
    "status",
    "description",
    "supporting-info",
    "priority",
    "actor:Patient.identifier",
    "patient.identifier",
    "actor:Practitioner.identifier",
    "practitioner.identifier",
    "actor:RelatedPerson.identifier",
    "actor:Location.identifier",
    "location.identifier",
    "actor:Device.identifier",
    "actor:HealthcareService.identifier",
]


@pytest.mark.parametrize(
    ("type_name", "names"),
    [("Slot", SLOT_PARAMETERS), ("Appointment", APPOINTMENT_PARAMETERS)],
)
def test_every_parameter_is_known(start: StartServer, type_name: str, names: list[str]) -> None:
    client = start().client
    for name in names:
        value = "48.39|-4.49|10|km" if name.endswith("near") else "x"
        if name.rpartition(".")[2] in ("start", "date", "created"):
            value = "ge2027-03-25"
        answer = client.get(f"{type_name}?{name}={quote(value)}", Prefer="handling=strict")
        assert answer.status_code == 200, (name, answer.json)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("schedule.actor:Practitioner.family=lenoir", 9),
        ("schedule.actor:Practitioner.family=durand", 0),
        ("schedule.actor:PractitionerRole.location.near=48.39|-4.49|10|km", 9),
        ("schedule.actor:PractitionerRole.location.near=43.3|5.4|10|km", 0),
        ("schedule.actor:PractitionerRole.location.address=Paris", 9),
        ("schedule.actor:PractitionerRole.specialty=SM54", 9),
        ("_has:Appointment:slot:status=booked", 0),
    ],
)
def test_derived_slots_are_searched(start: StartServer, query: str, expected: int) -> None:
    client = start().client
    client.load(*people(), schedule(service(), WEEKLY, id="a204"))
    assert total(client, f"Slot?{query}&start=ge2027-03-25&start=le2027-03-25") == expected


def test_rows_are_those_of_the_indexer(start: StartServer) -> None:
    """What the fast way to index rows leaves out would not be found."""
    server = start()
    server.client.load(*people(), schedule(service(), service(30, "57"), WEEKLY, id="a204"))
    before = server.client.ids("Slot?service-type=57&_count=1000")
    assert before
    slot = read_json(server.client.get(f"Slot/{before[-1]}").get_data())
    assert server.client.put(f"Slot/{before[-1]}", slot).status_code == 200
    assert server.client.ids("Slot?service-type=57&_count=1000") == before


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("start=ge2027-03-22&start=lt2027-04-05", 6, id="within the horizon"),
        pytest.param("start=ge2028-03-20&start=lt2028-04-03", 6, id="in a year"),
        pytest.param("start=ge2031-01-01&start=lt2031-02-01", 0, id="further than two years"),
    ],
)
def test_an_agenda_without_end(start: StartServer, query: str, expected: int) -> None:
    client = start().client
    client.load(*people(), schedule(service(), ENDLESS, id="a204", planningHorizon=None))
    assert total(client, f"Slot?schedule=a204&{query}") == expected


def test_days_pass(start: StartServer, engine: str, new_store) -> None:  # type: ignore[no-untyped-def]
    """Slots for new days come by the command, and by a search that looks for them."""
    url = new_store(engine)
    client = start(url=url).client
    client.load(*people(), schedule(service(), ENDLESS, id="a204", planningHorizon=None))
    later = start(url=url, now=NOW + timedelta(days=200))
    monday = "start=ge2027-10-11&start=le2027-10-11"
    assert recompute(later.facade) == 1
    ids = later.client.ids(f"Slot?schedule=a204&{monday}")
    assert ids == [
        f"a204.20271011T0{7 + minute // 60}{minute % 60:02}00Z.124" for minute in (0, 20, 40)
    ]
    much_later = start(url=url, now=NOW + timedelta(days=600))
    assert total(much_later.client, "Slot?status=free&start=ge2028-11-13&start=le2028-11-13") == 3


def test_one_transaction(start: StartServer) -> None:
    """Owners, agenda and rendez-vous may come at once, in any order."""
    client = start().client
    resources = [schedule(service(), WEEKLY, id="a204"), *people()]
    entries = [
        {
            "resource": item,
            "request": {"method": "PUT", "url": f"{item['resourceType']}/{item['id']}"},
        }
        for item in resources
    ]
    bundle = {"resourceType": "Bundle", "type": "transaction", "entry": entries}
    answer = client.post("", bundle)
    assert answer.status_code == 200, answer.json
    assert total(client, "Slot?schedule=a204&start=ge2027-03-25&start=le2027-03-25") == 9


def test_unknown_owner(start: StartServer) -> None:
    answer = start().client.put("Schedule/a204", schedule(id="a204"))
    assert answer.status_code == 422
    assert answer.json["issue"][0]["code"] == "not-found"
    assert answer.json["issue"][0]["expression"] == ["Schedule.actor[0].reference"]


def test_large_answers_name_their_profile(start: StartServer) -> None:
    client = start().client
    client.load(*people(), schedule(service(), WEEKLY, id="a204"))
    found = client.get("Slot?schedule=a204&_count=1000&_include=Slot:schedule").json
    assert found["total"] > 200
    assert found["meta"]["profile"] == [f"{GAP}/gap-bundle-reponse-demande-consult-dispo"]


def test_too_many_agendas_to_derive(start: StartServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The refusal says how many agendas there are; one of them is derived."""
    monkeypatch.setattr(consultations, "MAX_DUE", 2)
    server = start()
    named = [[{"system": AGENDAS, "value": id}] for id in ("a1", "a2", "a3")]
    endless = [
        schedule(service(), ENDLESS, identifier=item, id=item[0]["value"], planningHorizon=None)
        for item in named
    ]
    server.client.load(*people(), *endless)
    day = "start=ge2028-01-03&start=le2028-01-03"
    answer = server.client.get(f"Slot?{day}")
    assert (answer.status_code, answer.json["issue"][0]["code"]) == (422, "too-costly")
    assert " 3 " in answer.json["issue"][0]["details"]["text"]
    assert total(server.client, f"Slot?schedule=a1&{day}") == 3
    # Now only two are left.
    assert total(server.client, f"Slot?{day}") == 9
