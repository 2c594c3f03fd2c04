"""history of an instance, a type, everything; its pages.

Facts: FHIR R4 http.html#history, spec/gap.md 4.2.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.integration.server.client import FhirClient, issue_codes
from tests.integration.server.conftest import BuildServer

START = 1_800_000_000_000_000


def location(id: str, name: str) -> dict[str, Any]:
    return {"resourceType": "Location", "id": id, "name": name}


def told(client: FhirClient, path: str) -> list[str]:
    """`METHOD url status` of every entry."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.json["type"] == "history"
    return [
        f"{item['request']['method']} {item['request']['url']} {item['response']['status']}"
        for item in answer.json.get("entry", [])
    ]


@pytest.fixture
def client(build_server: BuildServer) -> FhirClient:
    """A server whose clock moves a second per change, with some history."""
    time = [START]

    def tick() -> int:
        time[0] += 1_000_000
        return time[0]

    client = build_server(clock=tick).client
    client.load(location("l1", "un"), location("l1", "deux"), location("l2", "autre"))
    client.delete("Location/l1")
    client.load(location("l1", "trois"))
    client.load({"resourceType": "Organization", "id": "o1", "name": "Org"})
    return client


def test_instance_newest_first(client: FhirClient) -> None:
    assert told(client, "Location/l1/_history") == [
        "PUT Location/l1 201",
        "DELETE Location/l1 204",
        "PUT Location/l1 200",
        "PUT Location/l1 201",
    ]
    entries = client.get("Location/l1/_history").json["entry"]
    assert "resource" not in entries[1]
    assert [item["resource"]["name"] for item in entries if "resource" in item] == [
        "trois",
        "deux",
        "un",
    ]
    assert [item["response"]["etag"] for item in entries] == [f'W/"{n}"' for n in (4, 3, 2, 1)]
    assert {item["fullUrl"] for item in entries} == {"http://localhost/fhir/Location/l1"}


def test_type_and_system(client: FhirClient) -> None:
    assert len(told(client, "Location/_history")) == 5
    assert told(client, "_history")[0] == "PUT Organization/o1 201"
    assert client.get("_history").json["total"] == 6


def test_since_and_at(client: FhirClient) -> None:
    entries = client.get("Location/l1/_history").json["entry"]
    deleted = entries[1]["response"]["lastModified"]
    assert told(client, f"Location/l1/_history?_since={deleted}") == [
        "PUT Location/l1 201",
        "DELETE Location/l1 204",
    ]
    second = entries[2]["response"]["lastModified"]
    assert told(client, f"Location/l1/_history?_at={second}") == ["PUT Location/l1 200"]


def test_pages_are_stable(client: FhirClient) -> None:
    first = client.get("Location/_history?_count=2").json
    client.load(location("l1", "quatre"))
    seen = [item["response"]["etag"] + item["fullUrl"][-2:] for item in first["entry"]]
    page = first
    while links := [link["url"] for link in page["link"] if link["relation"] == "next"]:
        page = client.get(links[0].removeprefix("http://localhost/fhir/")).json
        seen += [item["response"]["etag"] + item["fullUrl"][-2:] for item in page["entry"]]
    assert seen == ['W/"4"l1', 'W/"3"l1', 'W/"1"l2', 'W/"2"l1', 'W/"1"l1']


def test_links_show_what_was_understood(client: FhirClient) -> None:
    bundle = client.get("Location/_history?_list=some&_count=2").json
    base = "http://localhost/fhir/Location/_history?_count=2"
    assert [link["url"].partition("&")[0] for link in bundle["link"]] == [base, base]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        pytest.param("Location/none/_history", 404, "not-found", id="unknown"),
        pytest.param("Location/l1/_history?_since=soon", 400, "value", id="bad date"),
        pytest.param("Location/l1/_history?_count=few", 400, "value", id="bad count"),
        pytest.param("_history?_since=2027&_since=2028", 400, "value", id="twice"),
        pytest.param("_history?_after=1", 400, "value", id="bad link"),
    ],
)
def test_refusals(client: FhirClient, path: str, status: int, code: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, issue_codes(answer)) == (status, [code])
