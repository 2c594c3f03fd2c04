"""The audit trail: every access leaves an AuditEvent, which can be searched and not changed."""

from __future__ import annotations

from base64 import b64decode
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.integration.server.client import FhirClient, issue_codes
from tests.integration.server.conftest import BuildServer, Server

from sas_server.store.instants import from_datetime
from sas_validators.validator import Validator

DAY = 86_400 * 1_000_000
MOMENT = from_datetime(datetime(2027, 3, 1, 10, tzinfo=UTC))


def location(id: str) -> dict[str, Any]:
    return {"resourceType": "Location", "id": id, "name": "Ici"}


@pytest.fixture
def audited(build_server: BuildServer) -> Server:
    """A server with an audit trail."""
    return build_server(recorded=True)


def events(client: FhirClient, query: str = "") -> list[dict[str, Any]]:
    answer = client.get(f"AuditEvent?{query}")
    assert answer.status_code == 200, answer.json
    return [
        entry["resource"]
        for entry in answer.json.get("entry", [])
        if entry["search"]["mode"] == "match"
    ]


def told(event: dict[str, Any]) -> tuple[str, str, str, str]:
    """Interaction, action, outcome and what it was about."""
    references = [item["what"].get("reference", "") for item in event["entity"] if "what" in item]
    subtype = event.get("subtype", [{"code": ""}])[0]["code"]
    return subtype, event["action"], event["outcome"], "".join(references)


ACCESSES = [
    ("GET", "Location/none", None, ("read", "R", "4", "Location/none")),
    ("PUT", "Location/l1", location("l1"), ("update", "U", "0", "Location/l1")),
    ("GET", "Location/l1", None, ("read", "R", "0", "Location/l1")),
    ("GET", "Location/l1/_history/1", None, ("vread", "R", "0", "Location/l1")),
    ("GET", "Location/l1/_history", None, ("history-instance", "R", "0", "Location/l1")),
    ("GET", "Location?name=x", None, ("search-type", "E", "0", "")),
    ("GET", "_history", None, ("history-system", "R", "0", "")),
    ("DELETE", "Location/l1", None, ("delete", "D", "0", "Location/l1")),
    ("PUT", "Location/l2", {"resourceType": "Slot"}, ("update", "U", "4", "Location/l2")),
    ("POST", "Location/$validate", location("l1"), ("operation", "E", "0", "")),
    ("GET", "Nothing/1", None, ("", "E", "4", "")),
    ("PATCH", "metadata", [], ("", "E", "4", "")),
]


@pytest.mark.parametrize(("method", "path", "body", "expected"), ACCESSES)
def test_every_access_is_told(
    audited: Server, method: str, path: str, body: Any, expected: tuple[str, ...]
) -> None:
    audited.client.load(location("l1"))
    audited.client.request(method, path, body)
    assert told(events(audited.client)[0]) == expected


def test_create_names_what_it_made(audited: Server) -> None:
    made = audited.client.post("Location", {"resourceType": "Location", "name": "x"}).json
    event = events(audited.client)[0]
    assert told(event) == ("create", "C", "0", f"Location/{made['id']}")


def test_a_bundle_tells_of_each_entry(audited: Server) -> None:
    entries = [
        {"resource": location("b1"), "request": {"method": "PUT", "url": "Location/b1"}},
        {"request": {"method": "GET", "url": "Nothing/b2"}},
        {
            "resource": {"resourceType": "Location"},
            "request": {"method": "POST", "url": "Location"},
        },
        {"request": {"method": "GET", "url": "Location/b3"}},
    ]
    answer = audited.client.post("", {"resourceType": "Bundle", "type": "batch", "entry": entries})
    made = answer.json["entry"][2]["response"]["location"].split("/")[-3]
    found = [told(event) for event in events(audited.client, "_sort=date")]
    assert found[:5] == [
        ("batch", "E", "0", ""),
        ("update", "U", "0", "Location/b1"),
        ("", "E", "4", ""),
        ("create", "C", "0", f"Location/{made}"),
        ("read", "R", "4", "Location/b3"),
    ]
    correlations = {event["entity"][-1]["what"]["identifier"]["value"] for event in
                    events(audited.client, "_sort=date&_count=5")}  # fmt: skip
    assert correlations == {answer.headers["X-Request-Id"]}


def test_what_was_searched_is_told(audited: Server) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    audited.client.request("POST", "Location/_search", "name=Caf%C3%A9", form)
    queries = [item["query"] for item in events(audited.client)[0]["entity"] if "query" in item]
    assert [b64decode(query).decode() for query in queries] == ["Location?name=Caf%C3%A9"]


def test_the_servers_own_description_is_not_told(audited: Server) -> None:
    audited.client.get("metadata")
    audited.client.get("openapi.json")
    assert events(audited.client) == []


def test_events_are_valid(audited: Server) -> None:
    for method, path, body, _ in ACCESSES:
        audited.client.request(method, path, body)
    validator = Validator.default()
    for event in events(audited.client):
        outcome = validator.validate(event)
        assert [issue.en for issue in outcome.issues if issue.severity == "error"] == []


SEARCHES = [
    ("action=U", 2),
    ("action=C,D", 1),
    ("action=http://hl7.org/fhir/audit-event-action|D", 1),
    ("action=http://other|D", 0),
    ("outcome=0", 4),
    ("outcome=4", 1),
    ("outcome=x", 0),
    ("subtype=read", 2),
    ("subtype=http://hl7.org/fhir/restful-interaction|read", 2),
    ("type=rest", 5),
    ("type=other", 0),
    ("entity=Location/a", 3),
    ("entity=http://localhost/fhir/Location/a", 3),
    ("entity=Location/a,Location/b", 4),
    ("entity=Location/a&action=D", 1),
    ("address=127", 5),
    ("address:exact=127", 0),
    ("agent-name=Plate", 0),
    ("date=2027-03-01", 5),
    ("date=ge2027-03-02", 0),
    ("date=lt2027-03-02", 5),
    ("_lastUpdated=eq2027-03", 5),
    ("_id=1", 1),
    ("_id=abc", 0),
]


@pytest.mark.parametrize(("query", "count"), SEARCHES)
def test_search(build_server: BuildServer, query: str, count: int) -> None:
    client = build_server(recorded=True, clock=lambda: MOMENT).client
    for method, path, body in (
        ("PUT", "Location/a", location("a")),
        ("PUT", "Location/b", location("b")),
        ("GET", "Location/a", None),
        ("GET", "Location/none", None),
        ("DELETE", "Location/a", None),
    ):
        client.request(method, path, body)
    found = client.get(f"AuditEvent?{query}&_count=50").json
    assert found["total"] == count
    assert len(found.get("entry", [])) == count


@pytest.mark.parametrize(
    ("query", "status"),
    [("date=x", 400), ("_sort=agent", 400), ("entity:missing=true", 400), ("_page=x", 410)],
)
def test_bad_searches(audited: Server, query: str, status: int) -> None:
    assert audited.client.get(f"AuditEvent?{query}").status_code == status


def test_pages_show_each_event_once(audited: Server) -> None:
    for number in range(7):
        audited.client.get(f"Location/l{number}")
    for sort, expected in (("-date", range(6, -1, -1)), ("date", range(7))):
        seen: list[str] = []
        url = f"AuditEvent?_count=2&_sort={sort}&subtype=read&entity=" + ",".join(
            f"Location/l{number}" for number in range(7)
        )
        while url:
            page = audited.client.get(url.removeprefix("http://localhost/fhir/")).json
            assert page["total"] == 7
            seen += [told(entry["resource"])[3] for entry in page["entry"]]
            links = {link["relation"]: link["url"] for link in page["link"]}
            url = links.get("next", "")
        assert seen == [f"Location/l{number}" for number in expected]


def test_it_is_read_only(audited: Server) -> None:
    audited.client.get("Location/x")
    event = events(audited.client)[0]
    path = f"AuditEvent/{event['id']}"
    assert audited.client.get(path).json == event
    for method, where in (("PUT", path), ("DELETE", path), ("POST", "AuditEvent"), ("PATCH", path)):
        assert audited.client.request(method, where, event).status_code == 405
    assert audited.client.get("AuditEvent/999999").status_code == 404
    assert audited.client.get("AuditEvent/abc").status_code == 404


@pytest.mark.parametrize(
    ("settings", "status"),
    [
        ({}, 200),
        ({"host": "::1"}, 200),
        ({"host": "localhost"}, 200),
        ({"host": "192.0.2.1"}, 403),
        ({"host": "sas.example"}, 403),
        ({"audit_reader": ("auditeur.example",)}, 403),
        ({"client_ca": "ca.pem"}, 403),
    ],
    ids=str,
)
def test_who_may_read(build_server: BuildServer, settings: dict[str, Any], status: int) -> None:
    client = build_server(recorded=True, **settings).client
    for path in ("AuditEvent", "AuditEvent/1"):
        answer = client.get(path)
        assert answer.status_code in (status, 404 if status == 200 else status)
        if status == 403:
            assert issue_codes(answer) == ["forbidden"]
    entry = {"request": {"method": "GET", "url": "AuditEvent"}}
    bundle = {"resourceType": "Bundle", "type": "batch", "entry": [entry]}
    answer = client.post("", bundle)
    assert answer.json["entry"][0]["response"]["status"] == str(status)


def test_old_events_go(build_server: BuildServer) -> None:
    moments = [MOMENT]
    server = build_server(recorded=True, clock=lambda: moments[0], audit_days=30)
    server.client.get("Location/x")
    assert len(events(server.client)) == 1
    audit = server.facade.audit
    assert audit is not None
    moments[0] += 29 * DAY
    audit.sweep()
    before = len(events(server.client))
    moments[0] += 2 * DAY
    audit.sweep()
    assert (before, len(events(server.client, "subtype=read"))) == (2, 0)


def test_a_store_that_is_away_loses_no_event(audited: Server) -> None:
    audited.client.get("Location/x")
    audit = audited.facade.audit
    assert audit is not None
    engine = audited.facade.store.engine.sql
    with engine.connect() as connection:
        connection.exec_driver_sql("ALTER TABLE audit_event RENAME TO away")
        connection.commit()
    audited.client.get("Location/y")
    audit.flush()
    with engine.connect() as connection:
        connection.exec_driver_sql("ALTER TABLE away RENAME TO audit_event")
        connection.commit()
    found = {told(event)[3] for event in events(audited.client)}
    assert found == {"Location/x", "Location/y"}
