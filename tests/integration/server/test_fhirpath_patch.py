"""FHIRPath Patch.

Facts: FHIR R4 fhirpatch.html.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.integration.server.client import FHIR, FhirClient, issue_codes

PATIENT: dict[str, Any] = {
    "resourceType": "Patient",
    "id": "p1",
    "active": True,
    "name": [{"family": "Un", "given": ["A", "B"]}, {"family": "Deux"}],
    "deceasedBoolean": False,
    "contact": [{"name": {"family": "Proche"}}],
}


def operation(**parts: Any) -> dict[str, Any]:
    """An operation; strings and numbers become valueString and valueInteger."""
    made = []
    for name, value in parts.items():
        if isinstance(value, dict):
            made.append({"name": name, **value})
        elif isinstance(value, int):
            made.append({"name": name, "valueInteger": value})
        else:
            made.append({"name": name, "valueString": value})
    return {"name": "operation", "part": made}


def patch(client: FhirClient, *operations: dict[str, Any]) -> Any:
    body = {"resourceType": "Parameters", "parameter": list(operations)}
    return client.patch("Patient/p1", body, Content_Type=FHIR)


@pytest.fixture(autouse=True)
def patient(client: FhirClient) -> None:
    client.load(PATIENT)


STRING = {"valueString": "Neuf"}

DONE = [
    pytest.param(
        operation(type="add", path="Patient", name="birthDate", value={"valueDate": "1930-01-01"}),
        {"birthDate": "1930-01-01"},
        id="add",
    ),
    pytest.param(
        operation(
            type="add", path="Patient", name="name", value={"valueHumanName": {"family": "Trois"}}
        ),
        {"name": [*PATIENT["name"], {"family": "Trois"}]},
        id="add to a list",
    ),
    pytest.param(
        operation(
            type="add",
            path="Patient",
            name="contact",
            value={
                "part": [
                    {"name": "name", "valueHumanName": {"text": "a name"}},
                    {"name": "telecom", "valueContactPoint": {"value": "1"}},
                ]
            },
        ),
        {
            "contact": [
                *PATIENT["contact"],
                {"name": {"text": "a name"}, "telecom": [{"value": "1"}]},
            ]
        },
        id="add a backbone element",
    ),
    pytest.param(
        operation(type="insert", path="Patient.name[0].given", index=1, value=STRING),
        {"name": [{"family": "Un", "given": ["A", "Neuf", "B"]}, PATIENT["name"][1]]},
        id="insert",
    ),
    pytest.param(
        operation(type="insert", path="Patient.name[1].given", index=0, value=STRING),
        {"name": [PATIENT["name"][0], {"family": "Deux", "given": ["Neuf"]}]},
        id="insert into nothing",
    ),
    pytest.param(operation(type="delete", path="Patient.active"), {"active": None}, id="delete"),
    pytest.param(
        operation(type="delete", path="Patient.name.where(family = 'Deux')"),
        {"name": PATIENT["name"][:1]},
        id="delete of a list",
    ),
    pytest.param(operation(type="delete", path="Patient.gender"), {}, id="delete nothing"),
    pytest.param(
        operation(type="replace", path="Patient.name[0].family", value=STRING),
        {"name": [{"family": "Neuf", "given": ["A", "B"]}, PATIENT["name"][1]]},
        id="replace",
    ),
    pytest.param(
        operation(type="replace", path="Patient.name[0].given[1]", value=STRING),
        {"name": [{"family": "Un", "given": ["A", "Neuf"]}, PATIENT["name"][1]]},
        id="replace in a list",
    ),
    pytest.param(
        operation(type="replace", path="Patient.deceased", value={"valueDateTime": "2020"}),
        {"deceasedBoolean": None, "deceasedDateTime": "2020"},
        id="replace a choice",
    ),
    pytest.param(
        operation(type="move", path="Patient.name", source=1, destination=0),
        {"name": PATIENT["name"][::-1]},
        id="move",
    ),
]


@pytest.mark.parametrize(("change", "expected"), DONE)
def test_operations(client: FhirClient, change: dict[str, Any], expected: dict[str, Any]) -> None:
    answer = patch(client, change)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    found = {name: value for name, value in answer.json.items() if name != "meta"}
    wanted = {name: value for name, value in (PATIENT | expected).items() if value is not None}
    assert found == wanted


REFUSED = [
    pytest.param(operation(type="merge", path="Patient"), 400, id="unknown type"),
    pytest.param(operation(type="delete"), 400, id="no path"),
    pytest.param(operation(type="delete", path="Patient.(("), 400, id="no FHIRPath"),
    pytest.param(
        operation(type="insert", path="Patient.name", index=-1, value=STRING), 400, id="index"
    ),
    pytest.param({"name": "other"}, 400, id="no operation"),
    pytest.param(operation(type="delete", path="Patient.name"), 422, id="several elements"),
    pytest.param(operation(type="delete", path="Patient"), 422, id="the resource itself"),
    pytest.param(operation(type="delete", path="1 + 1"), 422, id="no element"),
    pytest.param(
        operation(type="replace", path="Patient.gender", value=STRING), 422, id="nothing to replace"
    ),
    pytest.param(
        operation(type="add", path="Patient", name="active", value=STRING), 422, id="there already"
    ),
    pytest.param(
        operation(type="add", path="Patient", name="colour", value=STRING),
        422,
        id="no such element",
    ),
    pytest.param(
        operation(type="insert", path="Patient.active", index=0, value=STRING), 422, id="no list"
    ),
    pytest.param(
        operation(type="insert", path="Patient.name", index=9, value=STRING), 422, id="beyond"
    ),
    pytest.param(
        operation(type="move", path="Patient.name", source=0, destination=5), 422, id="move beyond"
    ),
    pytest.param(
        operation(type="replace", path="Patient.id", value=STRING), 422, id="change of the id"
    ),
]


@pytest.mark.parametrize(("change", "status"), REFUSED)
def test_refusals(client: FhirClient, change: dict[str, Any], status: int) -> None:
    answer = patch(client, change)
    assert answer.status_code == status
    assert issue_codes(answer)
    assert client.get("Patient/p1").headers["ETag"] == 'W/"1"'


def test_in_a_transaction(client: FhirClient) -> None:
    change = operation(type="delete", path="Patient.active")
    entry = {
        "resource": {"resourceType": "Parameters", "parameter": [change]},
        "request": {"method": "PATCH", "url": "Patient/p1"},
    }
    answer = client.post("", {"resourceType": "Bundle", "type": "transaction", "entry": [entry]})
    assert answer.json["entry"][0]["response"]["status"] == "200"
    assert "active" not in client.get("Patient/p1").json
