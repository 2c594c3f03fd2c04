"""JSON Patch.

Facts: spec/gap.md 5.3 ("PATCH format").
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.integration.server.client import FhirClient, issue_codes

DIV = "<div xmlns='http://www.w3.org/1999/xhtml'>x</div>"

SCHEDULE: dict[str, Any] = {
    "resourceType": "Schedule",
    "id": "a1",
    "extension": [{"url": "http://ext.example/a", "valueDecimal": 1}],
    "actor": [{"reference": "Practitioner/p1"}],
}


@pytest.fixture(autouse=True)
def schedule(client: FhirClient) -> None:
    client.put("Schedule/a1", '{"resourceType":"Schedule","id":"a1","extension":[{"url":'
               '"http://ext.example/a","valueDecimal":1.50}],"actor":[{"reference":'
               '"Practitioner/p1"}]}')  # fmt: skip


def test_add(client: FhirClient) -> None:
    extension = {"url": "http://ext.example/b", "valueString": "b"}
    answer = client.patch(
        "Schedule/a1", [{"op": "add", "path": "/extension/-", "value": extension}]
    )
    assert answer.status_code == 200
    assert answer.headers["ETag"] == 'W/"2"'
    assert answer.json["extension"][1] == extension
    assert '"valueDecimal":1.50' in client.get("Schedule/a1").get_data(as_text=True)


def test_removing_the_last_drops_the_array(client: FhirClient) -> None:
    answer = client.patch("Schedule/a1", [{"op": "remove", "path": "/extension/0"}])
    assert "extension" not in answer.json


def test_replace_move_copy_test(client: FhirClient) -> None:
    operations = [
        {"op": "test", "path": "/extension/0/valueDecimal", "value": 1.5},
        {"op": "replace", "path": "/extension/0/url", "value": "http://ext.example/c"},
        {"op": "add", "path": "/comment", "value": "un"},
        {"op": "move", "from": "/comment", "path": "/language"},
        {"op": "copy", "from": "/actor/0", "path": "/actor/-"},
    ]
    found = client.patch("Schedule/a1", operations).json
    assert (found["language"], len(found["actor"])) == ("un", 2)
    assert found["extension"][0]["url"] == "http://ext.example/c"


@pytest.mark.parametrize(
    ("operations", "status", "code"),
    [
        pytest.param("{", 400, "structure", id="no JSON"),
        pytest.param({"op": "add"}, 400, "structure", id="no array"),
        pytest.param([1], 400, "structure", id="no object"),
        pytest.param([{"op": "insert", "path": "/a"}], 400, "structure", id="unknown operation"),
        pytest.param([{"op": "add", "path": "/comment"}], 400, "structure", id="no value"),
        pytest.param([{"op": "add", "value": 1}], 400, "structure", id="no path"),
        pytest.param(
            [{"op": "test", "path": "/actor/0/reference", "value": "x"}],
            422,
            "processing",
            id="failed test",
        ),
        pytest.param(
            [{"op": "remove", "path": "/nothing"}], 422, "processing", id="path that is not there"
        ),
        pytest.param(
            [{"op": "add", "path": "/actor/9", "value": {}}], 422, "processing", id="index beyond"
        ),
        pytest.param(
            [{"op": "replace", "path": "/id", "value": "b"}], 422, "business-rule", id="id"
        ),
        pytest.param(
            [{"op": "replace", "path": "/resourceType", "value": "Slot"}],
            422,
            "business-rule",
            id="type",
        ),
        pytest.param(
            [{"op": "replace", "path": "", "value": 1}], 422, "processing", id="whole document"
        ),
    ],
)
def test_refusals(client: FhirClient, operations: Any, status: int, code: str) -> None:
    answer = client.patch("Schedule/a1", operations)
    assert (answer.status_code, issue_codes(answer)) == (status, [code])
    assert client.get("Schedule/a1").headers["ETag"] == 'W/"1"'


@pytest.mark.parametrize(
    "media_type", ["application/xml-patch+xml", "text/plain", "application/json"]
)
def test_other_patches(client: FhirClient, media_type: str) -> None:
    answer = client.patch("Schedule/a1", [], Content_Type=media_type)
    assert (answer.status_code, issue_codes(answer)) == (415, ["not-supported"])


def test_what_is_not_there(client: FhirClient) -> None:
    client.delete("Schedule/a1")
    assert client.patch("Schedule/a1", []).status_code == 410
    assert client.patch("Schedule/none", []).status_code == 404


def test_a_generated_narrative_goes(client: FhirClient) -> None:
    text = {"status": "generated", "div": DIV}
    client.load({**SCHEDULE, "text": text})
    change = [{"op": "add", "path": "/comment", "value": "x"}]
    assert "text" not in client.patch("Schedule/a1", change).json


def test_another_narrative_must_be_patched_too(client: FhirClient) -> None:
    client.load({**SCHEDULE, "text": {"status": "additional", "div": DIV}})
    change = [{"op": "add", "path": "/comment", "value": "x"}]
    answer = client.patch("Schedule/a1", change)
    assert (answer.status_code, issue_codes(answer)) == (422, ["business-rule"])
    change.append({"op": "replace", "path": "/text/div", "value": DIV.replace("x<", "y<")})
    assert client.patch("Schedule/a1", change).status_code == 200


def test_a_failed_patch_names_the_operation_only(client: FhirClient) -> None:
    client.load({**SCHEDULE, "comment": "secret"})
    steps = [
        {"op": "test", "path": "/comment", "value": "secret"},
        {"op": "test", "path": "/active", "value": True},
    ]
    text = client.patch("Schedule/a1", steps).json["issue"][0]["details"]["text"]
    assert "[1] test /active" in text
    assert "secret" not in text
