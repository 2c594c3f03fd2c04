"""The checks C1 to C38 that anybody can run on a server of GAP.

Facts: spec/gap.md 16.
"""

from __future__ import annotations

import copy
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from tests.integration.gap.gap_data import (
    EASTER,
    GAP,
    NEW_CORE,
    R38,
    RDV,
    WEEKLY,
    appointment,
    available,
    child,
    days,
    people,
    rrule,
    schedule,
    service,
    slot,
)
from tests.integration.server.client import FhirClient, issue_codes

from sas_validators import Validator

START = "2027-03-01T09:00:00+01:00"
END = "2027-03-01T12:00:00+01:00"


@pytest.fixture
def client(client: FhirClient) -> FhirClient:
    """A server that knows the people."""
    client.load(*people())
    return client


@pytest.fixture
def agenda(client: FhirClient) -> str:
    """The agenda of the worked example (gap.md 9.3), without its rendez-vous."""
    client.load(schedule(service(), WEEKLY, EASTER, id="a204"))
    return "a204"


def errors(answer: Any) -> list[str]:
    return [
        issue["code"] for issue in answer.json["issue"] if issue["severity"] in ("error", "fatal")
    ]


def places(answer: Any) -> list[str]:
    """Where the errors are."""
    return [
        issue["expression"][0]
        for issue in answer.json["issue"]
        if issue["severity"] in ("error", "fatal")
    ]


def slot_at(client: FhirClient, start: str = "2027-03-25T09:40:00+01:00") -> dict[str, Any]:
    """The one slot of the agenda that starts then."""
    moment = start.replace("+", "%2B")
    found = client.get(f"Slot?schedule=Schedule/a204&start=eq{moment}").json
    assert found["total"] == 1, found
    resource: dict[str, Any] = found["entry"][0]["resource"]
    return resource


def total(client: FhirClient, query: str) -> int:
    answer = client.get(query)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return int(answer.json["total"])


def ruled(*children: dict[str, Any], freq: str = "WEEKLY", **more: Any) -> dict[str, Any]:
    return available("D-1", START, END, rrule(freq, *children, **more))


def test_c1_no_actor(client: FhirClient) -> None:
    answer = client.post("Schedule", schedule(actor=None))
    errors = [item["code"] for item in answer.json["issue"] if item["severity"] == "error"]
    assert (answer.status_code, errors) == (400, ["required"])
    assert total(client, "Schedule?_summary=count") == 0


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"serviceType": [{"text": "x"}]}, id="c2"),
        pytest.param({"serviceCategory": [{"text": "x"}, {"text": "y"}]}, id="c3"),
    ],
)
def test_c2_c3_elements(client: FhirClient, change: dict[str, Any]) -> None:
    assert client.post("Schedule", schedule(**change)).status_code == 422
    assert total(client, "Schedule?_summary=count") == 0


@pytest.mark.parametrize("left_out", ["identifier", "end"])
def test_c4_incomplete_availability(client: FhirClient, left_out: str) -> None:
    found = available("D-1", START, END)
    found["extension"] = [item for item in found["extension"] if item["url"] != left_out]
    assert client.post("Schedule", schedule(found)).status_code == 422


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param({"url": "rrule", "extension": days("MO")}, id="no freq"),
        pytest.param(rrule("BIWEEKLY"), id="unknown freq"),
        pytest.param(rrule("WEEKLY", system="https://codes.example"), id="other system"),
    ],
)
def test_c5_frequency(client: FhirClient, broken: dict[str, Any]) -> None:
    answer = client.post("Schedule", schedule(available("D-1", START, END, broken)))
    assert answer.status_code == 422, answer.json


@pytest.mark.parametrize(
    ("hour", "status"),
    [
        pytest.param(child("byHour", "Integer", 9), 422, id="valueInteger"),
        pytest.param(child("byHour", "PositiveInt", 0), 400, id="0"),
    ],
)
def test_c6_hours(client: FhirClient, hour: dict[str, Any], status: int) -> None:
    assert client.post("Schedule", schedule(ruled(hour))).status_code == status


@pytest.mark.parametrize(
    ("body", "place"),
    [
        pytest.param(
            available("D-1", END, START), "[0].extension[3].value.ofType(dateTime)", id="end"
        ),
        pytest.param(
            ruled(*days("XX")),
            "[0].extension[4].extension[1].value.ofType(string)",
            id="day",
        ),
        pytest.param(
            ruled(child("interval", "Integer", 0)),
            "[0].extension[4].extension[1].value.ofType(integer)",
            id="interval",
        ),
    ],
)
def test_refusals_name_the_place_as_the_validator_does(
    client: FhirClient, body: dict[str, Any], place: str
) -> None:
    issues = client.post("Schedule", schedule(body)).json["issue"]
    errors = [item["expression"] for item in issues if item["severity"] == "error"]
    assert errors == [[f"Schedule.extension{place}"]]


def test_c7_synonyms(client: FhirClient) -> None:
    found = copy.deepcopy(WEEKLY)
    found["url"] = f"{NEW_CORE}/StructureDefinition/fr-core-schedule-availability-time"
    found["extension"][1]["valueCoding"]["system"] = (
        f"{NEW_CORE}/CodeSystem/fr-core-cs-schedule-type"
    )
    profile = f"{NEW_CORE}/StructureDefinition/fr-core-schedule"
    sent = schedule(service(), found, id="a204", meta={"profile": [profile]})
    answer = client.put("Schedule/a204", sent)
    assert answer.status_code == 201, answer.json
    assert answer.json["extension"][1] == WEEKLY
    assert NEW_CORE not in answer.get_data(as_text=True)
    assert total(client, "Slot?schedule=a204&start=ge2027-03-25&start=le2027-03-25") == 9


def test_a_former_code_system_is_stored_as_today_s(client: FhirClient) -> None:
    """Accepted with a warning, normalised on output (gap.md 8.1)."""
    found = copy.deepcopy(WEEKLY)
    former = "http://terminology.interopsante.org/CodeSystem/v2-3315"
    found["extension"][1]["valueCoding"]["system"] = former
    sent = schedule(service(), found, id="a204")
    answer = client.put("Schedule/a204", sent, Prefer="return=OperationOutcome")
    told = {
        (item["severity"], item["details"]["coding"][0]["code"], *item.get("expression", ()))
        for item in answer.json["issue"]
    }
    at = "Schedule.extension[1].extension[1].value.ofType(Coding).system"
    assert answer.status_code == 201
    assert ("warning", "GAP_AVAILABILITY_TYPE_SYSTEM", at) in told
    assert client.get("Schedule/a204").json["extension"][1] == WEEKLY


@pytest.mark.parametrize("code", [None, [], {}, 1, " SU", ""])
def test_odd_first_days_of_the_week(client: FhirClient, code: Any) -> None:
    weekly = rrule("WEEKLY", *days("MO"), child("wkst", "Code", code))
    body = available("D-1", "2027-03-01T09:00:00+01:00", "2027-03-01T12:00:00+01:00", weekly)
    answer = client.post("Schedule", schedule(service(), body))
    assert answer.status_code in (400, 422), answer.json


@pytest.mark.parametrize("code", ["SU", "sun"])
def test_first_day_of_the_week(client: FhirClient, code: str) -> None:
    """Both spellings are read, one is written (gap.md 8.1)."""
    weekly = rrule("WEEKLY", *days("MO"), child("wkst", "Code", code))
    body = available("D-1", "2027-03-01T09:00:00+01:00", "2027-03-01T12:00:00+01:00", weekly)
    answer = client.post("Schedule", schedule(service(), body))
    assert answer.status_code == 201
    rule = answer.json["extension"][1]["extension"][-1]["extension"]
    assert [item["valueCode"] for item in rule if item["url"] == "wkst"] == ["sun"]


def test_c8_specialty(client: FhirClient) -> None:
    """The code list of TRE_R38 is not among the built-in packages, its system is known."""
    foreign = [{"coding": [{"system": "https://codes.example", "code": "SM54"}]}]
    answer = client.post("Schedule", schedule(specialty=foreign))
    assert (answer.status_code, errors(answer)) == (422, ["code-invalid"])
    unknown = [{"coding": [{"system": R38, "code": "ZZ99"}]}]
    outcome = "return=OperationOutcome"
    answer = client.post("Schedule", schedule(specialty=unknown), Prefer=outcome)
    if answer.status_code != 422:
        warned = [
            issue["expression"] for issue in answer.json["issue"] if issue["severity"] == "warning"
        ]
        assert ["Schedule.specialty[0]"] in warned or any(
            place[0].startswith("Schedule.specialty[0]") for place in warned if place
        )


def test_c9_other_id(client: FhirClient) -> None:
    answer = client.put("Schedule/a204", schedule(id="a205"))
    assert (answer.status_code, errors(answer)) == (400, ["value"])


def test_c10_stale(client: FhirClient, agenda: str) -> None:
    client.put("Schedule/a204", schedule(service(), WEEKLY, id="a204"))
    answer = client.put("Schedule/a204", schedule(id="a204"), If_Match='W/"1"')
    assert (answer.status_code, errors(answer)) == (412, ["conflict"])
    assert client.get("Schedule/a204").headers["ETag"] == 'W/"2"'


def test_c11_same_identifier(client: FhirClient) -> None:
    client.load(schedule(service(), id="a204"))
    operation = [{"op": "add", "path": "/extension/-", "value": WEEKLY}]
    assert client.patch("Schedule/a204", operation).status_code == 200
    answer = client.patch("Schedule/a204", operation)
    assert (answer.status_code, errors(answer)) == (422, ["duplicate"])
    assert places(answer) == ["Schedule.extension[2].extension[0].value.ofType(Identifier)"]


def test_c12_failing_test(client: FhirClient, agenda: str) -> None:
    operations = [
        {"op": "test", "path": "/identifier/0/value", "value": "A-999"},
        {"op": "remove", "path": "/extension/1"},
    ]
    assert client.patch("Schedule/a204", operations).status_code == 422
    assert client.get("Schedule/a204").headers["ETag"] == 'W/"1"'


def test_c13_xml_patch(client: FhirClient, agenda: str) -> None:
    answer = client.patch("Schedule/a204", "<diff/>", Content_Type="application/xml-patch+xml")
    assert (answer.status_code, issue_codes(answer)) == (415, ["not-supported"])


def test_c14_deletion(client: FhirClient, agenda: str) -> None:
    statuses = [
        client.delete("Schedule/a204").status_code,
        client.get("Schedule/a204").status_code,
        client.delete("Schedule/a204").status_code,
    ]
    assert statuses == [204, 410, 204]
    assert total(client, "Slot?schedule=Schedule/a204") == 0


def test_c15_unknown(client: FhirClient) -> None:
    answer = client.get("Schedule/never")
    assert (answer.status_code, issue_codes(answer)) == (404, ["not-found"])


@pytest.mark.parametrize("names_slot", [True, False], ids=["on the slot", "by its actors"])
def test_c16_worked_example(client: FhirClient, agenda: str, names_slot: bool) -> None:
    chosen = slot_at(client)["id"] if names_slot else None
    assert client.post("Appointment", appointment(chosen)).status_code == 201
    window = "Slot?schedule=Schedule/a204&start=ge2027-03-25"
    assert total(client, f"{window}&start=le2027-03-31&status=free") == 8
    assert total(client, f"{window}&start=le2027-04-01&status=free") == 17
    assert total(client, f"{window}&start=le2027-04-01") == 18
    found = client.get(f"{window}&start=le2027-04-01&_sort=start").json["entry"]
    starts = [entry["resource"]["start"] for entry in found]
    assert (starts[0], starts[-1]) == ("2027-03-25T09:00:00+01:00", "2027-04-01T11:40:00+02:00")
    by_identifier = "schedule.actor:Practitioner.identifier=urn:oid:1.2.250.1.71.4.2.1|810199999991"
    sas = f"Slot?{by_identifier}&start=ge2027-03-25&start=le2027-03-31&status=free"
    assert total(client, f"{sas}&_include=Slot:schedule&_include:iterate=Schedule:actor") == 8


@pytest.mark.parametrize("priority", [1, 9])
def test_c17_unavailability_wins(client: FhirClient, priority: int) -> None:
    closed = available(
        "D-2",
        "2027-03-25T10:10:00+01:00",
        "2027-03-25T11:00:00+01:00",
        child("priority", "Integer", priority),
        kind="busy-unavailable",
    )
    client.load(schedule(service(), WEEKLY, closed, id="a204"))
    found = client.get("Slot?schedule=a204&start=ge2027-03-25&start=le2027-03-25&_sort=start").json
    clock = [entry["resource"]["start"][11:16] for entry in found["entry"]]
    assert clock == ["09:00", "09:20", "09:40", "11:00", "11:20", "11:40"]


def test_c18_stable_ids(client: FhirClient, agenda: str) -> None:
    before = client.ids("Slot?schedule=a204&_count=500")
    client.put("Schedule/a204", schedule(service(), WEEKLY, EASTER, id="a204", comment="x"))
    assert client.ids("Slot?schedule=a204&_count=500") == before
    assert slot_at(client)["id"] == "a204.20270325T084000Z.124"
    assert slot_at(client)["meta"]["versionId"] == "1"


def test_c19_query_of_the_guide(client: FhirClient, agenda: str) -> None:
    query = (
        "Slot?_include=Slot:schedule&_include=Schedule:actor&start=ge2027-03-25"
        f"&start=le2027-03-31&schedule.actor:PractitionerRole.specialty={R38}|SM54"
        "&schedule.actor:PractitionerRole.address=Paris&status=free"
    )
    answer = client.get(query).json
    kinds = [entry["resource"]["resourceType"] for entry in answer["entry"]]
    assert kinds.count("Slot") == answer["total"] == 9
    assert {"Schedule", "PractitionerRole"} <= set(kinds)
    url = next(link["url"] for link in answer["link"] if link["relation"] == "self")
    canonical = query.replace("Role.address", "Role.location.address")
    assert parse_qsl(urlsplit(url).query) == parse_qsl(canonical.partition("?")[2])


def test_c20_modifier(client: FhirClient) -> None:
    assert client.get("Slot?start:exact=2027-03-25").status_code == 400


def test_c21_unknown_parameter(client: FhirClient) -> None:
    answer = client.get("Slot?colour=blue&status=free").json
    assert [entry["search"]["mode"] for entry in answer["entry"]] == ["outcome"]
    assert "colour" not in answer["link"][0]["url"]
    strict = client.get("Slot?colour=blue", Prefer="handling=strict")
    assert (strict.status_code, issue_codes(strict)) == (400, ["not-supported"])


def test_c22_decoded_plus(client: FhirClient, agenda: str) -> None:
    window = "start=ge2027-03-25T09:20:00 01:00&start=le2027-03-25T10:00:00 01:00"
    assert total(client, f"Slot?schedule=a204&{window}") == 3


def test_c23_count_0(client: FhirClient, agenda: str) -> None:
    answer = client.get("Slot?schedule=a204&start=ge2027-03-25&start=le2027-03-25&_count=0").json
    assert (answer["total"], answer.get("entry")) == (9, None)
    assert [link["relation"] for link in answer["link"]] == ["self"]


def test_c24_pages(client: FhirClient, agenda: str) -> None:
    url = "Slot?schedule=a204&start=ge2027-03-25&start=le2027-03-25&_include=Slot:schedule&_count=2"
    seen: list[str] = []
    totals = set()
    while url:
        answer = client.get(url).json
        modes = [entry["search"]["mode"] for entry in answer["entry"]]
        assert "include" in modes
        totals.add(answer["total"])
        seen += [
            entry["resource"]["id"]
            for entry in answer["entry"]
            if entry["search"]["mode"] == "match"
        ]
        links = {link["relation"]: link["url"] for link in answer["link"]}
        url = links.get("next", "").partition("/fhir/")[2]
    assert (len(seen), len(set(seen)), totals) == (9, 9, {9})


def test_c25_search_by_post(client: FhirClient, agenda: str) -> None:
    query = "schedule=a204&start=ge2027-03-25&start=le2027-03-31&status=free"
    form = "application/x-www-form-urlencoded"
    posted = client.request("POST", "Slot/_search", query, {"Content-Type": form}).json
    assert posted["total"] == 9
    assert posted["entry"] == client.get(f"Slot?{query}").json["entry"]


def test_c26_bundles_meet_their_profiles(client: FhirClient, agenda: str) -> None:
    client.post("Appointment", appointment(slot_at(client)["id"]))
    includes = "_include=Slot:schedule&_include:iterate=Schedule:actor"
    slots = client.get(f"Slot?schedule=a204&start=ge2027-03-25&start=le2027-03-26&{includes}").json
    assert slots["meta"]["profile"] == [f"{GAP}/gap-bundle-reponse-demande-consult-dispo"]
    found = client.get("Appointment?_include=Appointment:slot&_include=Appointment:actor").json
    assert found["meta"]["profile"] == [f"{GAP}/gap-bundle-reponse-demande-consult-rdv"]
    for bundle, match in ((slots, "Slot"), (found, "Appointment")):
        outcome = Validator.default().validate(bundle)
        assert [issue for issue in outcome.issues if issue.severity in ("error", "fatal")] == []
        matches = {
            entry["resource"]["resourceType"]
            for entry in bundle["entry"]
            if entry["search"]["mode"] == "match"
        }
        assert matches == {match}
        assert all({"request", "response"}.isdisjoint(entry) for entry in bundle["entry"])


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"start": None, "end": None}, id="c27 app-3"),
        pytest.param({"participant": [{"status": "accepted"}]}, id="c28 app-1"),
    ],
)
def test_c27_c28_invariants(client: FhirClient, change: dict[str, Any]) -> None:
    answer = client.post("Appointment", appointment(**change))
    assert (answer.status_code, set(errors(answer))) == (422, {"invariant"})


def test_c29_second_booking(client: FhirClient, agenda: str) -> None:
    """At once: see test_races."""
    chosen = slot_at(client)["id"]
    other = appointment(chosen, identifier=[{"system": RDV, "value": "R-2"}])
    assert client.post("Appointment", appointment(chosen)).status_code == 201
    answer = client.post("Appointment", other)
    assert (answer.status_code, errors(answer)) == (422, ["business-rule"])
    assert answer.json["issue"][0]["expression"] == ["Appointment.slot[0]"]
    assert total(client, "Appointment?_summary=count") == 1


def test_c30_conditional_update(client: FhirClient) -> None:
    url = f"Appointment?identifier={RDV}|R-5531"
    assert client.put(url, appointment()).status_code == 201
    answer = client.put(url, appointment(comment="x"))
    assert (answer.status_code, answer.headers["ETag"]) == (200, 'W/"2"')
    client.load(appointment(id="second"))
    answer = client.put(url, appointment())
    assert (answer.status_code, issue_codes(answer)) == (412, ["multiple-matches"])


def test_c31_foreign_id(client: FhirClient) -> None:
    client.load(appointment(id="mine"))
    others = appointment(id="theirs", identifier=[{"system": RDV, "value": "R-9"}])
    client.load(others)
    body = appointment(id="theirs", comment="moved")
    answer = client.put(f"Appointment?identifier={RDV}|R-5531", body)
    assert (answer.status_code, answer.json["id"]) == (200, "mine")
    assert client.get("Appointment/theirs").headers["ETag"] == 'W/"1"'


def test_c32_cancelled(client: FhirClient, agenda: str) -> None:
    chosen = slot_at(client)["id"]
    id = client.post("Appointment", appointment(chosen)).json["id"]
    assert client.get(f"Slot/{chosen}").json["status"] == "busy"
    cancelled = appointment(chosen, status="cancelled")
    answer = client.put(f"Appointment?identifier={RDV}|R-5531", cancelled)
    assert answer.status_code == 200
    assert client.get(f"Slot/{chosen}").json["status"] == "free"
    assert client.get(f"Appointment/{id}").headers["ETag"] == 'W/"2"'
    history = client.get(f"Appointment/{id}/_history").json["entry"]
    assert [item["resource"]["meta"]["versionId"] for item in history] == ["2", "1"]


def test_c33_if_none_exist(client: FhirClient) -> None:
    condition = f"identifier={RDV}|R-5531"
    client.load(appointment(id="first"))
    answer = client.post("Appointment", appointment(), If_None_Exist=condition)
    assert (answer.status_code, answer.headers["ETag"]) == (200, 'W/"1"')
    client.load(appointment(id="second"))
    assert client.post("Appointment", appointment(), If_None_Exist=condition).status_code == 412
    assert total(client, "Appointment?_summary=count") == 2


def test_c34_prefer(client: FhirClient) -> None:
    answer = client.put("Appointment/a", appointment(id="a"), Prefer="return=minimal")
    assert (answer.status_code, answer.get_data()) == (201, b"")
    answer = client.put("Appointment/a", appointment(id="a"), Prefer="return=OperationOutcome")
    assert answer.json["resourceType"] == "OperationOutcome"


def test_c35_logical_participant(client: FhirClient) -> None:
    identifier = {"system": "urn:oid:1.2.250.1.71.4.2.1", "value": "810199999991"}
    actor = {"type": "Practitioner", "identifier": identifier}
    client.load(appointment(id="a", participant=[{"actor": actor, "status": "accepted"}]))
    named = "urn:oid:1.2.250.1.71.4.2.1|810199999991"
    assert client.ids(f"Appointment?actor:identifier={named}") == ["a"]
    assert client.ids(f"Appointment?actor:Practitioner.identifier={named}") == ["a"]


def test_c36_owner_goes(client: FhirClient) -> None:
    alone = schedule(service(), WEEKLY, id="a204", actor=[{"reference": "Practitioner/prat-7"}])
    both = schedule(service(), WEEKLY, id="both", identifier=None)
    client.load(alone, both, slot("put"))
    assert total(client, "Slot?schedule=a204&start=le2027-03-25&_summary=count") > 0
    assert client.delete("Practitioner/prat-7").status_code == 204
    assert client.get("Schedule/a204").status_code == 410
    assert client.get("Slot/put").status_code == 410
    assert total(client, "Slot?schedule=a204&_summary=count") == 0
    left = client.get("Schedule/both").json
    assert left["actor"] == [{"reference": "PractitionerRole/role-7"}]
    assert left["meta"]["versionId"] == "2"
    assert total(client, "Slot?schedule=both&start=le2027-03-25&_summary=count") > 0


@pytest.mark.parametrize(
    ("accept", "status", "media"),
    [
        ("application/json+fhir", 200, "application/fhir+json"),
        ("text/csv", 406, "application/fhir+json"),
    ],
)
def test_c37_formats(client: FhirClient, accept: str, status: int, media: str) -> None:
    answer = client.get("Slot", Accept=accept)
    assert (answer.status_code, answer.mimetype) == (status, media)


@pytest.mark.parametrize("method", ["DELETE", "PUT"])
def test_c38_type_not_served(client: FhirClient, method: str) -> None:
    answer = client.request(method, "AppointmentResponse/1", {} if method == "PUT" else None)
    assert (answer.status_code, issue_codes(answer)) == (404, ["not-supported"])
