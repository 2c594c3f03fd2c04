"""read, vread, create, update, delete: statuses, headers, versions.

Facts: spec/gap.md 4.1, 4.2, 4.4 and FHIR R4 http.html.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.integration.server.client import FhirClient, issue_codes

SCHEDULE: dict[str, Any] = {
    "resourceType": "Schedule",
    "actor": [{"reference": "Practitioner/p1"}],
}


def schedule(id: str, **more: Any) -> dict[str, Any]:
    return {**SCHEDULE, "id": id, **more}


def test_create_assigns_identity(client: FhirClient) -> None:
    sent = schedule("mine", meta={"versionId": "7", "lastUpdated": "2001-01-01T00:00:00Z"})
    answer = client.post("Schedule", sent)
    assert answer.status_code == 201
    created = answer.json
    assert created["id"] != "mine"
    assert created["meta"]["versionId"] == "1"
    assert not created["meta"]["lastUpdated"].startswith("2001")
    assert answer.headers["ETag"] == 'W/"1"'
    assert answer.headers["Location"] == (
        f"http://localhost/fhir/Schedule/{created['id']}/_history/1"
    )
    assert answer.headers["Last-Modified"].endswith("GMT")
    assert client.get(f"Schedule/{created['id']}").json == created


@pytest.mark.parametrize("number", ["48.8500", "2.350", "-0", "-0.0", "0", "1E2", "-1e+2"])
def test_read_answers_the_stored_text(client: FhirClient, number: str) -> None:
    position = f'"position":{{"longitude":{number},"latitude":1}}'
    client.put("Location/l1", f'{{"resourceType":"Location","id":"l1",{position}}}')
    assert position in client.get("Location/l1").get_data(as_text=True)
    rename = '[{"op":"add","path":"/name","value":"L"}]'
    assert position in client.patch("Location/l1", rename).get_data(as_text=True)
    in_xml = client.get("Location/l1", Accept="application/fhir+xml").get_data(as_text=True)
    assert f'<longitude value="{number}"/>' in in_xml
    client.put("Location/l1", in_xml, Content_Type="application/fhir+xml")
    assert position in client.get("Location/l1").get_data(as_text=True)


def test_update_counts_versions(client: FhirClient) -> None:
    first = client.put("Schedule/s1", schedule("s1"))
    second = client.put("Schedule/s1", schedule("s1", comment="deux"))
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.headers["ETag"] == 'W/"2"'
    assert client.get("Schedule/s1/_history/1").json == first.json
    assert client.get("Schedule/s1/_history/2").json == second.json


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        pytest.param("Schedule/none", 404, "not-found", id="unknown id"),
        pytest.param("Schedule/s1/_history/9", 404, "not-found", id="unknown version"),
        pytest.param("Schedule/s1/_history/x", 404, "not-found", id="version that is no number"),
        pytest.param("Schedule/s1/_history/01", 404, "not-found", id="version in another spelling"),
        pytest.param("Encounter/1", 404, "not-supported", id="type that is not served"),
        pytest.param("AppointmentResponse/1", 404, "not-supported", id="C38"),
        pytest.param("nothing/here", 404, "not-supported", id="no address"),
    ],
)
def test_what_is_not_there(client: FhirClient, path: str, status: int, code: str) -> None:
    client.load(schedule("s1"))
    answer = client.get(path)
    assert (answer.status_code, issue_codes(answer)) == (status, [code])


def test_delete_and_revive(client: FhirClient) -> None:
    client.load(schedule("s1"))
    assert client.delete("Schedule/s1").status_code == 204
    gone = client.get("Schedule/s1")
    assert (gone.status_code, issue_codes(gone)) == (410, ["deleted"])
    assert client.get("Schedule/s1/_history/2").status_code == 410
    assert client.get("Schedule/s1/_history/1").status_code == 200
    assert client.delete("Schedule/s1").status_code == 204
    assert client.delete("Schedule/never").status_code == 204
    revived = client.put("Schedule/s1", schedule("s1"))
    assert (revived.status_code, revived.headers["ETag"]) == (201, 'W/"3"')


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        pytest.param("Schedule/a", schedule("b"), 400, "value", id="id of another resource"),
        pytest.param("Schedule/a", SCHEDULE, 400, "value", id="no id"),
        pytest.param(
            "Schedule/a", {"resourceType": "Slot", "id": "a"}, 400, "structure", id="wrong type"
        ),
        pytest.param("Schedule/a", "{", 400, "structure", id="no JSON"),
        pytest.param("Schedule/a", "", 400, "structure", id="no body"),
        pytest.param("Schedule/a", "[1]", 400, "structure", id="no object"),
        pytest.param("Schedule/a", '{"a":1,"a":2}', 400, "structure", id="property twice"),
        pytest.param("Schedule/a_b", schedule("a_b"), 400, "value", id="no FHIR id"),
        pytest.param("Schedule/" + "a" * 65, schedule("a" * 65), 400, "value", id="id too long"),
    ],
)
def test_bad_updates(client: FhirClient, path: str, body: Any, status: int, code: str) -> None:
    answer = client.put(path, body)
    assert answer.status_code == status
    assert code in issue_codes(answer)
    assert client.get("Schedule?_summary=count").json["total"] == 0


@pytest.mark.parametrize(
    ("prefer", "kind"),
    [
        pytest.param("return=minimal", None, id="minimal"),
        pytest.param("return=representation", "Schedule", id="representation"),
        pytest.param("return=OperationOutcome", "OperationOutcome", id="outcome"),
        pytest.param("", "Schedule", id="no preference"),
    ],
)
def test_prefer_return(client: FhirClient, prefer: str, kind: str | None) -> None:
    for answer in (
        client.post("Schedule", SCHEDULE, Prefer=prefer),
        client.put("Schedule/s1", schedule("s1"), Prefer=prefer),
        client.put("Schedule/s1", schedule("s1"), Prefer=prefer),
    ):
        assert answer.status_code in (200, 201)
        assert answer.headers["ETag"]
        found = answer.json["resourceType"] if answer.get_data() else None
        assert found == kind


def test_delete_tells_when_asked(client: FhirClient) -> None:
    client.load(schedule("s1"))
    answer = client.delete("Schedule/s1", Prefer="return=OperationOutcome")
    assert (answer.status_code, answer.json["resourceType"]) == (200, "OperationOutcome")


@pytest.mark.parametrize(
    ("method", "if_match", "status"),
    [
        pytest.param("PUT", 'W/"1"', 200, id="current"),
        pytest.param("PUT", '"1"', 200, id="strong form"),
        pytest.param("PUT", "1", 200, id="bare form"),
        pytest.param("PUT", 'W/"2"', 412, id="stale"),
        pytest.param("PUT", "*", 200, id="any"),
        pytest.param("PUT", "W/what", 400, id="unreadable"),
        pytest.param("PATCH", 'W/"2"', 412, id="patch, stale"),
        pytest.param("PATCH", 'W/"1"', 200, id="patch, current"),
        pytest.param("DELETE", 'W/"2"', 412, id="delete, stale"),
        pytest.param("DELETE", 'W/"1"', 204, id="delete, current"),
    ],
)
def test_if_match(client: FhirClient, method: str, if_match: str, status: int) -> None:
    client.load(schedule("s1"))
    headers = {"If-Match": if_match}
    body: Any = schedule("s1")
    if method == "PATCH":
        body = [{"op": "add", "path": "/comment", "value": "x"}]
        headers["Content-Type"] = "application/json-patch+json"
    answer = client.request(method, "Schedule/s1", None if method == "DELETE" else body, headers)
    assert answer.status_code == status
    if status in (412, 400):
        assert client.get("Schedule/s1").headers["ETag"] == 'W/"1"'


def test_create_only_by_if_none_match(client: FhirClient) -> None:
    headers = {"If_None_Match": "*"}
    assert client.put("Schedule/s1", schedule("s1"), **headers).status_code == 201
    assert client.put("Schedule/s1", schedule("s1"), **headers).status_code == 412


def test_conditional_read(client: FhirClient) -> None:
    client.load(schedule("s1"))
    first = client.get("Schedule/s1")
    for headers in (
        {"If_None_Match": first.headers["ETag"]},
        {"If_None_Match": "*"},
        {"If_Modified_Since": first.headers["Last-Modified"]},
    ):
        answer = client.get("Schedule/s1", **headers)
        assert (answer.status_code, answer.get_data()) == (304, b"")
        assert answer.headers["ETag"] == 'W/"1"'
    for headers in (
        {"If_None_Match": 'W/"2"'},
        {"If_Modified_Since": "Mon, 01 Jan 2001 00:00:00 GMT"},
        {"If_Modified_Since": "no date"},
    ):
        assert client.get("Schedule/s1", **headers).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        pytest.param("POST", "Schedule/s1", {"GET", "HEAD", "PUT", "PATCH", "DELETE"}, id="id"),
        pytest.param("DELETE", "metadata", {"GET", "HEAD"}, id="metadata"),
        pytest.param("PUT", "StructureDefinition/x", {"GET", "HEAD"}, id="definitions"),
        pytest.param("PUT", "Schedule/s1/_history/1", {"GET", "HEAD"}, id="versions"),
    ],
)
def test_method_not_allowed(client: FhirClient, method: str, path: str, allowed: set[str]) -> None:
    answer = client.request(method, path, schedule("s1"))
    assert (answer.status_code, issue_codes(answer)) == (405, ["not-supported"])
    assert set(answer.headers["Allow"].split(", ")) == {*allowed, "OPTIONS"}


def test_options_and_head(client: FhirClient) -> None:
    client.load(schedule("s1"))
    options = client.request("OPTIONS", "Schedule")
    assert options.status_code == 204
    assert set(options.headers["Allow"].split(", ")) >= {"GET", "POST", "OPTIONS"}
    head = client.request("HEAD", "Schedule/s1")
    assert (head.status_code, head.get_data()) == (200, b"")
    assert head.headers["ETag"] == 'W/"1"'


def test_request_id_comes_back(client: FhirClient) -> None:
    assert client.get("metadata", X_Request_Id="abc-1").headers["X-Request-Id"] == "abc-1"
    assert re.fullmatch(r"[0-9a-f\-]{36}", client.get("metadata").headers["X-Request-Id"])
