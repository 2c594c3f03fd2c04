"""What Flask or XML would refuse by itself is refused in FHIR's words.

Facts: behaviour.md "errors" (every error of the FHIR base is an OperationOutcome; a 405
carries Allow).
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.integration.server.client import FhirClient, issue_codes
from tests.integration.server.conftest import Server

from sas_server.rest.app import create_app


@pytest.mark.parametrize(
    ("method", "path", "status", "allowed"),
    [
        pytest.param("PROPFIND", "Slot", 405, {"GET", "POST"}, id="method unknown to FHIR"),
        pytest.param("FOO", "Slot/a/_history", 405, {"GET"}, id="method unknown to HTTP"),
        pytest.param("FOO", "Observation", 404, set(), id="and a type that is not served"),
        pytest.param("PUT", "Slot/_search", 405, {"POST", "OPTIONS"}, id="form of a search"),
        pytest.param("GET", "/Slot", 404, set(), id="empty segment before the type"),
        pytest.param("GET", "Slot//a", 404, set(), id="empty segment in between"),
    ],
)
def test_unrouted(
    client: FhirClient, method: str, path: str, status: int, allowed: set[str]
) -> None:
    answer = client.request(method, path)
    assert answer.status_code == status
    assert issue_codes(answer) == ["not-supported"]
    assert allowed <= set(answer.headers.get("Allow", "").split(", "))


@pytest.mark.parametrize("path", ["Device/%00", "Device/%01?_format=xml", "Slot?%00=1&_format=xml"])
def test_control_characters_are_not_quoted(client: FhirClient, path: str) -> None:
    answer = client.get(path, Prefer="handling=strict")
    assert answer.status_code in (400, 404)
    assert not set(answer.get_data(as_text=True)) & {"\x00", "\x01"}


def test_what_xml_cannot_hold_is_not_acceptable(client: FhirClient) -> None:
    """Only without validation can such a resource be in the store."""
    client.load({"resourceType": "Location", "id": "l", "zork": "a"})
    assert client.get("Location/l").json["zork"] == "a"
    answer = client.get("Location/l?_format=xml")
    assert answer.status_code == 406
    assert issue_codes(answer) == ["not-supported"]


@pytest.mark.parametrize("path", ["", "/"])
def test_the_base_needs_no_redirection(server: Server, path: str) -> None:
    bundle = '{"resourceType": "Bundle", "type": "batch"}'
    http = create_app(server.facade).test_client()
    answer = http.post(f"/fhir{path}", data=bundle, content_type="application/fhir+json")
    assert answer.status_code == 200
    assert answer.json["type"] == "batch-response"


@pytest.mark.parametrize(
    "search",
    [
        "Practitioner?name=a%00b",
        "Practitioner?identifier=a%00|b",
        "Slot?_id=a%00",
        "Slot?schedule=%00",
    ],
)
def test_null_characters_in_values(client: FhirClient, search: str) -> None:
    assert client.get(search).status_code in (200, 400)


@pytest.mark.parametrize(
    ("content", "status", "at"),
    [
        pytest.param({"name": "a\0b"}, 400, ["Location.name"], id="text"),
        pytest.param({"alias": ["a", "\0"]}, 400, ["Location.alias[1]"], id="in a list"),
        pytest.param({"name": "\x1b[1m"}, 400, ["Location.name"], id="escape"),
        pytest.param({"name": "\x0c"}, 400, ["Location.name"], id="form feed"),
        pytest.param({"name": "a\uffff"}, 400, ["Location.name"], id="no character"),
        pytest.param({"name": "a\tb\r\nc\x7f\ufffd"}, 200, None, id="allowed"),
        pytest.param({"name": "\\b\\u0000"}, 200, None, id="only looks like it"),
    ],
)
def test_forbidden_characters_in_resources(
    client: FhirClient, content: dict[str, Any], status: int, at: list[str] | None
) -> None:
    resource = {"resourceType": "Location", "id": "l", "name": "x"}
    client.load(resource)
    changes = [{"op": "add", "path": f"/{name}", "value": value} for name, value in content.items()]
    bundle = {
        "resourceType": "Bundle",
        "type": "transaction",
        "entry": [
            {"resource": resource | content, "request": {"method": "PUT", "url": "Location/l"}}
        ],
    }
    answers = [
        client.put("Location/l", resource | content),
        client.patch("Location/l", changes),
        client.post("", bundle),
    ]
    assert [answer.status_code for answer in answers] == [status] * 3
    if at is not None:
        assert answers[0].json["issue"][0]["expression"] == at
        assert client.get("Location/l").headers["ETag"] == 'W/"1"'
