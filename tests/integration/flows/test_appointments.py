"""INT_R03: appointments booked by regulators.

Facts: spec/flows.md 5, behaviour.md "conditional update"
"""

from __future__ import annotations

import logging
import threading
from typing import Any

import pytest
from tests.integration.flows.conftest import StartServer
from tests.integration.flows.sas_data import (
    APPOINTMENT,
    IDNPS,
    INTRN,
    ORIENTATION,
    ORIENTATIONS,
    R66,
    RDV,
    RPPS_1,
    UUID,
    V2_0203,
    account,
    appointment,
    identifier,
    national,
    operator,
    sos_appointment,
    technical,
)
from tests.integration.server.client import FhirClient, issue_codes
from tests.shared_data import DATA, needs_data


def by(value: str = "1", name: str = "identifier") -> str:
    return f"Appointment?{name}={RDV}%7C{value}"


@pytest.fixture
def client(client: FhirClient) -> FhirClient:
    assert client.post("Practitioner", account(technical())).status_code == 201
    return client


def count(client: FhirClient) -> int:
    return int(client.get("Appointment?_summary=count").json["total"])


@pytest.mark.parametrize("body", [appointment(), sos_appointment()])
def test_create(client: FhirClient, body: dict[str, Any]) -> None:
    answer = client.post("Appointment", body)
    assert answer.status_code == 201, answer.get_data(as_text=True)
    id = answer.json["id"]
    assert answer.headers["Location"] == f"http://localhost/fhir/Appointment/{id}"
    assert client.get(f"Appointment/{id}").json["status"] == body["status"]


@pytest.mark.parametrize("name", ["identifier", "Identifier"])
@pytest.mark.parametrize("value", [f"{RDV}|1", f"{RDV}%7C1", "1"])
def test_update(client: FhirClient, name: str, value: str) -> None:
    id = client.post("Appointment", appointment()).json["id"]
    answer = client.put(f"Appointment?{name}={value}", appointment(status="cancelled", id="2"))
    assert (answer.status_code, answer.json["id"]) == (200, id)
    assert answer.headers["Location"] == f"http://localhost/fhir/Appointment/{id}"
    assert client.get(f"Appointment/{id}").json["status"] == "cancelled"


def test_update_as_create_and_its_repetition(client: FhirClient) -> None:
    first, again = client.put(by(), appointment()), client.put(by(), appointment())
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.headers["Location"] == again.headers["Location"]
    assert count(client) == 1


def test_created_twice(client: FhirClient) -> None:
    id = client.post("Appointment", appointment()).json["id"]
    for body in (appointment(), appointment(status="cancelled")):
        answer = client.post("Appointment", body)
        assert (answer.status_code, issue_codes(answer)) == (422, ["duplicate"])
        assert f"Appointment/{id}" in answer.json["issue"][0]["details"]["text"]
    assert count(client) == 1
    assert client.get(f"Appointment/{id}").json["meta"]["versionId"] == "1"


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_at_once(start: StartServer, engine: str) -> None:
    client = start(engine).client
    statuses: list[int] = []

    def send(how: str) -> None:
        answer = (
            client.post("Appointment", appointment())
            if how == "POST"
            else client.put(by(), appointment())
        )
        statuses.append(answer.status_code)

    threads = [threading.Thread(target=send, args=(how,)) for how in ("POST", "PUT") * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(client) == 1
    assert statuses.count(201) == 1
    assert set(statuses) <= {200, 201, 422}


def test_the_query_names_another_appointment(client: FhirClient) -> None:
    client.post("Appointment", appointment("1"))
    answer = client.put(by("1"), appointment("2"))
    assert (answer.status_code, issue_codes(answer)) == (422, ["business-rule"])
    assert answer.json["issue"][0]["expression"] == ["Appointment.identifier[0]"]
    assert count(client) == 1


def test_without_query_and_id(client: FhirClient) -> None:
    assert client.put("Appointment", appointment()).status_code == 400


def test_several_matches(client: FhirClient) -> None:
    for id in ("x", "y"):
        client.load(appointment(id=id))
    answer = client.put(by(), appointment())
    assert (answer.status_code, issue_codes(answer)) == (412, ["multiple-matches"])


# -- content ----------------------------------------------------------------------------


def without(name: str) -> dict[str, Any]:
    found = appointment()
    del found[name]
    return found


def with_operator(of: Any, **more: Any) -> dict[str, Any]:
    return appointment(extension=[operator(of)], **more)


def category(system: str, code: str) -> dict[str, Any]:
    concept = {"coding": [{"system": system, "code": code}]}
    return {"url": ORIENTATION, "valueCodeableConcept": concept}


PS = [{"actor": {"identifier": national(RPPS_1)}, "status": "accepted"}]
AT_OPERATOR = "Appointment.extension[0].value.ofType(Reference)"

BAD = [
    pytest.param(without("extension"), "Appointment", id="no operator"),
    pytest.param(without("identifier"), "Appointment", id="no identifier"),
    pytest.param(
        appointment(identifier=[{"value": "1"}]), "Appointment.identifier[0]", id="no system"
    ),
    pytest.param(
        appointment(identifier=[{"system": RDV, "value": v} for v in "12"]),
        "Appointment",
        id="two identifiers",
    ),
    pytest.param(without("start"), "Appointment", id="no start"),
    pytest.param(without("end"), "Appointment", id="no end"),
    pytest.param(
        appointment(status="cancelled") | {"end": None}, "Appointment", id="cancelled, no end"
    ),
    pytest.param(without("participant"), "Appointment", id="nobody"),
    pytest.param(appointment(status="BOOKED"), "Appointment.status", id="upper case"),
    pytest.param(
        appointment(participant=[{**PS[0], "status": "declined"}]),
        "Appointment.participant[0].status",
        id="declined",
    ),
    pytest.param(
        appointment(participant=[{"status": "accepted"}]),
        "Appointment.participant[0]",
        id="neither type nor actor",
    ),
    pytest.param(
        appointment(end="2027-03-25T13:00:00.000+01:00"),
        "Appointment.end",
        id="ends before it begins",
    ),
    pytest.param(with_operator({"system": INTRN, "value": UUID}), AT_OPERATOR, id="no type"),
    pytest.param(
        with_operator(identifier(V2_0203, "INTRN", IDNPS, UUID)),
        AT_OPERATOR,
        id="INTRN, national authority",
    ),
    pytest.param(
        with_operator(identifier(V2_0203, "IDNPS", INTRN, UUID)),
        AT_OPERATOR,
        id="IDNPS, SAS authority",
    ),
    pytest.param(
        with_operator(identifier(V2_0203, "IDNPS", "urn:oid:1.2.3", UUID)),
        AT_OPERATOR,
        id="unknown authority",
    ),
    pytest.param(with_operator(national("399/NOBODY")), AT_OPERATOR, id="unknown regulator"),
    pytest.param(
        appointment(extension=[operator(technical()), category(ORIENTATIONS, "999")]),
        "Appointment.extension[1]",
        id="unknown category",
    ),
    pytest.param(
        sos_appointment(extension=[operator(technical()), category(ORIENTATIONS, "003")]),
        "Appointment",
        id="category on SOS",
    ),
    pytest.param(
        sos_appointment(extension=[operator(national("399/NOBODY"))]),
        AT_OPERATOR,
        id="SOS, unknown regulator",
    ),
]


@pytest.mark.parametrize(("body", "at"), BAD)
@pytest.mark.parametrize("how", ["POST", "PUT", "PUT as create"])
def test_refused(client: FhirClient, body: dict[str, Any], at: str, how: str) -> None:
    body = {name: value for name, value in body.items() if value is not None}
    if how == "PUT":
        assert client.put(by(), appointment(extension=[operator(technical())])).status_code == 201
    before = count(client)
    answer = client.post("Appointment", body) if how == "POST" else client.put(by(), body)
    assert answer.status_code in (400, 422), answer.get_data(as_text=True)
    errors = [item for item in answer.json["issue"] if item["severity"] == "error"]
    assert any(place.startswith(at) for item in errors for place in item.get("expression", ()))
    assert count(client) == before


@pytest.mark.parametrize(
    ("system", "code"),
    [
        *((ORIENTATIONS, code) for code in ("001", "002", "003")),
        *((R66, code) for code in ("604", "603", "124")),
    ],
)
def test_orientation_categories(client: FhirClient, system: str, code: str) -> None:
    body = appointment(extension=[operator(technical()), category(system, code)])
    assert client.post("Appointment", body).status_code == 201


@pytest.mark.parametrize("status", ["pending", "booked", "fulfilled", "noshow", "cancelled"])
@pytest.mark.parametrize("acceptance", ["accepted", "needs-action"])
def test_statuses(client: FhirClient, status: str, acceptance: str) -> None:
    body = appointment(status=status, participant=[{**PS[0], "status": acceptance}])
    assert client.post("Appointment", body).status_code == 201


WARNED = [
    pytest.param(appointment(status="arrived"), "SAS_R03_STATUS", id="status"),
    pytest.param(without("created"), "SAS_R03_CREATED", id="created"),
    pytest.param(appointment(comment="Fièvre"), "SAS_R03_CLINICAL", id="comment"),
    pytest.param(
        appointment(participant=[*PS, {"actor": {"reference": "Patient/1"}, "status": "accepted"}]),
        "SAS_R03_PATIENT",
        id="patient",
    ),
    pytest.param(
        appointment(
            participant=[{"actor": {"identifier": national(RPPS_1[1:])}, "status": "accepted"}]
        ),
        "SAS_R03_PROFESSIONAL",
        id="no prefix",
    ),
    pytest.param(
        sos_appointment(participant=[{"type": [{"text": "?"}], "status": "accepted"}]),
        "SAS_R03_UNKNOWN_PROFESSIONAL",
        id="SOS without ADM",
    ),
]


@pytest.mark.parametrize(("body", "rule"), WARNED)
def test_accepted_with_a_warning(client: FhirClient, body: dict[str, Any], rule: str) -> None:
    answer = client.post("Appointment", body, Prefer="return=OperationOutcome")
    assert answer.status_code == 201
    found = {i["details"]["coding"][0]["code"] for i in answer.json["issue"]}
    assert rule in found


# -- life ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statuses", "surprises"),
    [
        pytest.param(["booked", "booked", "fulfilled", "noshow", "fulfilled"], 0, id="honoured"),
        pytest.param(["booked", "cancelled", "booked", "noshow"], 0, id="re-opened"),
        pytest.param(["pending", "booked", "cancelled"], 0, id="confirmed"),
        pytest.param(["pending", "fulfilled"], 1, id="never confirmed"),
        pytest.param(["cancelled", "noshow", "pending"], 2, id="odd"),
    ],
)
def test_transitions_are_accepted_and_odd_ones_logged(
    client: FhirClient, caplog: pytest.LogCaptureFixture, statuses: list[str], surprises: int
) -> None:
    with caplog.at_level(logging.WARNING):
        answers = [client.put(by(), appointment(status=status)) for status in statuses]
    assert [answer.status_code for answer in answers] == [201, *[200] * (len(statuses) - 1)]
    told = [record for record in caplog.records if "not foreseen" in record.getMessage()]
    assert len(told) == surprises


def test_sos_is_confirmed(client: FhirClient) -> None:
    created = client.post("Appointment", sos_appointment())
    confirmed = sos_appointment(status="booked", participant=PS)
    answer = client.put(by(), confirmed)
    assert (answer.status_code, answer.json["id"]) == (200, created.json["id"])


# -- the regulator ---------------------------------------------------------------------------


def test_regulators_are_known_by_either_identifier(client: FhirClient) -> None:
    path = f"Practitioner?identifier={INTRN}%7C{UUID}"
    client.put(path, account(technical(), national()))
    for value, who in (("1", technical()), ("2", national())):
        answer = client.post(
            "Appointment", with_operator(who, identifier=[{"system": RDV, "value": value}])
        )
        assert answer.status_code == 201


def test_an_appointment_outlives_its_regulators_identifier(client: FhirClient) -> None:
    client.post("Appointment", appointment())
    client.put(f"Practitioner?identifier={INTRN}%7C{UUID}", account(national()))
    assert client.put(by(), appointment(status="cancelled")).status_code == 200
    assert client.post("Appointment", appointment("2")).status_code == 422


def test_disabled_regulators_are_known(client: FhirClient) -> None:
    client.put(f"Practitioner?identifier={INTRN}%7C{UUID}", account(active=False))
    assert client.post("Appointment", appointment()).status_code == 201


def test_a_server_without_accounts_lets_everybody_in(start: StartServer) -> None:
    client = start().client
    assert client.post("Appointment", appointment()).status_code == 201


def test_appointments_of_other_profiles_are_let_be(client: FhirClient) -> None:
    plain = {name: value for name, value in appointment().items() if name != "meta"}
    plain["extension"] = [operator(national("399/NOBODY"))]
    first, second = client.post("Appointment", plain), client.post("Appointment", plain)
    assert (first.status_code, second.status_code) == (201, 201)
    assert "/_history/1" in first.headers["Location"]


@needs_data
def test_the_official_examples(start: StartServer) -> None:
    """The second one is the update of the first, under another id."""
    client = start().client
    assert DATA is not None
    first, second = ((DATA / "examples" / f"Appointment-{n}.json").read_text() for n in "12")
    created = client.post("Appointment", first)
    assert created.status_code == 201
    value = created.json["identifier"][0]
    path = f"Appointment?Identifier={value['system']}|{value['value']}"
    updated = client.put(path, second)
    assert (updated.status_code, updated.json["id"]) == (200, created.json["id"])
    assert updated.json["status"] == "cancelled"
    assert APPOINTMENT in updated.json["meta"]["profile"]
