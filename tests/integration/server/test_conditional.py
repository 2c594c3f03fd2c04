"""Conditional create, update, patch and delete.

Facts: spec/gap.md 4.2 and 4.3, behaviour.md.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.integration.server.client import FhirClient, issue_codes

SYSTEM = "https://editeur.example/rdv"


def appointment(*values: str, **more: Any) -> dict[str, Any]:
    return {
        "resourceType": "Appointment",
        "identifier": [{"system": SYSTEM, "value": value} for value in values],
        "status": "proposed",
        "participant": [{"status": "accepted"}],
        **more,
    }


def count(client: FhirClient) -> int:
    return int(client.get("Appointment?_summary=count").json["total"])


@pytest.mark.parametrize(
    "condition",
    [
        f"identifier={SYSTEM}|1",
        f"identifier={SYSTEM}%7C1",
        f"?identifier={SYSTEM}|1",
        f"Appointment?identifier={SYSTEM}|1",
    ],
)
def test_if_none_exist(client: FhirClient, condition: str) -> None:
    first = client.post("Appointment", appointment("1"), If_None_Exist=condition)
    second = client.post("Appointment", appointment("1", comment="x"), If_None_Exist=condition)
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json == first.json
    assert second.headers["Location"] == first.headers["Location"]
    assert second.headers["ETag"] == 'W/"1"'
    assert count(client) == 1


def test_criteria_in_the_url_of_a_create(client: FhirClient) -> None:
    path = f"Appointment?identifier={SYSTEM}|1"
    assert client.post(path, appointment("1")).status_code == 201
    assert client.post(path, appointment("1")).status_code == 200
    assert client.post("Appointment?_format=json", appointment("1")).status_code == 201
    assert client.post("Appointment?nothing=1", appointment("1")).status_code == 400


def test_if_none_exist_with_several_matches(client: FhirClient) -> None:
    client.post("Appointment", appointment("1"))
    client.post("Appointment", appointment("1"))
    answer = client.post("Appointment", appointment("1"), If_None_Exist=f"identifier={SYSTEM}|1")
    assert (answer.status_code, issue_codes(answer)) == (412, ["multiple-matches"])
    assert count(client) == 2


@pytest.mark.parametrize("name", ["identifier", "Identifier"])
def test_conditional_update(client: FhirClient, name: str) -> None:
    path = f"Appointment?{name}={SYSTEM}%7C1"
    created = client.put(path, appointment("1", id="mine"))
    assert created.status_code == 201
    id = created.json["id"]
    assert id != "mine"
    assert created.headers["Location"].endswith(f"/Appointment/{id}/_history/1")
    updated = client.put(path, appointment("1", id="other", comment="x"))
    assert updated.status_code == 200
    assert (updated.json["id"], updated.json["meta"]["versionId"]) == (id, "2")
    assert updated.headers["Location"].endswith(f"/Appointment/{id}/_history/2")
    assert client.get("Appointment/other").status_code == 404


def test_conditional_update_leaves_the_owner_of_the_id_alone(client: FhirClient) -> None:
    client.load({**appointment("2"), "id": "two"})
    client.put(f"Appointment?identifier={SYSTEM}|1", appointment("1", id="two"))
    assert client.get("Appointment/two").json["identifier"][0]["value"] == "2"


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_several_matches(client: FhirClient, method: str) -> None:
    client.post("Appointment", appointment("1"))
    client.post("Appointment", appointment("1"))
    answer = conditional(client, method, f"Appointment?identifier={SYSTEM}|1")
    assert (answer.status_code, issue_codes(answer)) == (412, ["multiple-matches"])


@pytest.mark.parametrize(
    ("query", "code"),
    [
        pytest.param("", "required", id="no criterion"),
        pytest.param("?identifier=", "required", id="empty criterion"),
        pytest.param("?nothing=1", "not-supported", id="unknown criterion"),
        pytest.param("?identifier=a|1&nothing=1", "not-supported", id="one unknown criterion"),
        pytest.param("?date=never", "value", id="unreadable criterion"),
    ],
)
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_bad_conditions(client: FhirClient, method: str, query: str, code: str) -> None:
    answer = conditional(client, method, f"Appointment{query}")
    assert (answer.status_code, issue_codes(answer)) == (400, [code])


def conditional(client: FhirClient, method: str, path: str) -> Any:
    if method == "PUT":
        return client.put(path, appointment("1"))
    if method == "PATCH":
        return client.patch(path, [{"op": "add", "path": "/comment", "value": "x"}])
    return client.delete(path)


def test_conditional_patch(client: FhirClient) -> None:
    path = f"Appointment?identifier={SYSTEM}|1"
    nobody = conditional(client, "PATCH", path)
    assert (nobody.status_code, issue_codes(nobody)) == (404, ["not-found"])
    client.post("Appointment", appointment("1"))
    assert conditional(client, "PATCH", path).json["comment"] == "x"


def test_conditional_delete(client: FhirClient) -> None:
    path = f"Appointment?identifier={SYSTEM}|1"
    assert client.delete(path).status_code == 204
    client.post("Appointment", appointment("1"))
    assert client.delete(path).status_code == 204
    assert count(client) == 0


def test_if_match_on_conditional_update(client: FhirClient) -> None:
    path = f"Appointment?identifier={SYSTEM}|1"
    client.put(path, appointment("1"))
    assert client.put(path, appointment("1"), If_Match='W/"7"').status_code == 412
    assert client.put(path, appointment("1"), If_Match='W/"1"').status_code == 200


@pytest.mark.parametrize(
    ("preference", "expected"),
    [
        ("minimal", None),
        ("representation", "Appointment"),
        ("OperationOutcome", "OperationOutcome"),
    ],
)
def test_preferred_answer_of_a_match(
    client: FhirClient, preference: str, expected: str | None
) -> None:
    client.post("Appointment", appointment("1"))
    headers = {"If_None_Exist": f"identifier={SYSTEM}|1", "Prefer": f"return={preference}"}
    answer = client.post("Appointment", appointment("1"), **headers)
    assert answer.status_code == 200
    assert (answer.json or {}).get("resourceType") == expected if answer.data else expected is None
