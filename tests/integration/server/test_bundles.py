"""batch and transaction.

Facts: FHIR R4 http.html#transaction.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.integration.server.client import FhirClient, issue_codes
from werkzeug.test import TestResponse

SYSTEM = "https://editeur.example/ps"


def practitioner(value: str, **more: Any) -> dict[str, Any]:
    return {
        "resourceType": "Practitioner",
        "identifier": [{"system": SYSTEM, "value": value}],
        **more,
    }


def entry(
    method: str, url: str, resource: Any = None, full_url: str = "", **request: str
) -> dict[str, Any]:
    found: dict[str, Any] = {"request": {"method": method, "url": url, **request}}
    if resource is not None:
        found["resource"] = resource
    if full_url:
        found["fullUrl"] = full_url
    return found


def send(client: FhirClient, kind: str, *entries: dict[str, Any], **headers: str) -> TestResponse:
    bundle = {"resourceType": "Bundle", "type": kind, "entry": list(entries)}
    return client.post("", bundle, **headers)


def statuses(answer: TestResponse) -> list[str]:
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return [item["response"]["status"] for item in answer.json["entry"]]


PERSON = "urn:uuid:6b2a1f0e-0000-4000-8000-000000000001"
AGENDA = "urn:uuid:6b2a1f0e-0000-4000-8000-000000000002"


def test_links_between_entries(client: FhirClient) -> None:
    answer = send(
        client,
        "transaction",
        entry(
            "POST",
            "Schedule",
            {
                "resourceType": "Schedule",
                "actor": [{"reference": PERSON}],
                "text": {"status": "additional", "div": f'<div><a href="{PERSON}">x</a></div>'},
                "extension": [{"url": "http://ext.example", "valueUri": PERSON}],
            },
            AGENDA,
        ),
        entry("POST", "Practitioner", practitioner("1"), PERSON),
        entry(
            "PUT",
            "Slot/s1",
            {"resourceType": "Slot", "id": "s1", "schedule": {"reference": AGENDA}},
            "http://localhost/fhir/Slot/s1",
        ),
    )
    assert statuses(answer) == ["201", "201", "201"]
    agenda, person, slot = (item["resource"] for item in answer.json["entry"])
    place = f"Practitioner/{person['id']}"
    assert agenda["actor"] == [{"reference": place}]
    assert agenda["extension"][0]["valueUri"] == place
    assert f'href="{place}"' in agenda["text"]["div"]
    assert slot["schedule"]["reference"] == f"Schedule/{agenda['id']}"
    response = answer.json["entry"][0]["response"]
    assert response["location"].endswith(f"Schedule/{agenda['id']}/_history/1")
    assert (response["etag"], "lastModified" in response) == ('W/"1"', True)
    assert client.ids(f"Slot?schedule.actor:Practitioner.identifier={SYSTEM}|1") == ["s1"]


def test_order_of_processing(client: FhirClient) -> None:
    client.load(practitioner("old", id="p1"))
    answer = send(
        client,
        "transaction",
        entry("GET", "Practitioner?_sort=_id"),
        entry("PUT", "Practitioner/p2", practitioner("2", id="p2")),
        entry("POST", "Practitioner", practitioner("3")),
        entry("DELETE", "Practitioner/p1"),
        entry("GET", "Practitioner/p2"),
    )
    assert statuses(answer) == ["200", "201", "201", "204", "200"]
    found = answer.json["entry"][0]["resource"]
    assert found["total"] == 2
    assert answer.json["entry"][4]["resource"]["id"] == "p2"


@pytest.mark.parametrize(
    ("bad", "status", "at"),
    [
        pytest.param(
            entry("PUT", "Practitioner/a", practitioner("1", id="b")), 400, "[1]", id="wrong id"
        ),
        pytest.param(entry("GET", "Practitioner/none"), 404, "[1]", id="read of nothing"),
        pytest.param(entry("POST", "Nothing", practitioner("1")), 404, "[1]", id="unknown type"),
        pytest.param(entry("POST", "Practitioner"), 400, "[1]", id="no resource"),
        pytest.param({"resource": practitioner("1")}, 400, "[1]", id="no request"),
        pytest.param(entry("SEND", "Practitioner"), 400, "[1].request.method", id="bad method"),
        pytest.param(entry("POST", ""), 400, "[1].request.url", id="no url"),
        pytest.param(
            entry("POST", "", {"resourceType": "Bundle", "type": "batch"}),
            400,
            "[1].request.url",
            id="a bundle within",
        ),
        pytest.param(
            entry("PUT", "Practitioner/p", practitioner("1", id="p"), ifMatch='W/"3"'),
            412,
            "[1]",
            id="stale version",
        ),
        pytest.param(
            entry(
                "POST",
                "Schedule",
                {"resourceType": "Schedule", "actor": [{"reference": "urn:uuid:1-2"}]},
            ),
            400,
            "[1]",
            id="link to no entry",
        ),
    ],
)
def test_all_or_nothing(client: FhirClient, bad: dict[str, Any], status: int, at: str) -> None:
    answer = send(client, "transaction", entry("POST", "Practitioner", practitioner("1")), bad)
    assert answer.status_code == status
    assert answer.json["issue"][0]["expression"][0].startswith(f"Bundle.entry{at}")
    assert client.get("Practitioner?_summary=count").json["total"] == 0


def test_same_resource_twice(client: FhirClient) -> None:
    change = entry("PUT", "Practitioner/p1", practitioner("1", id="p1"))
    answer = send(client, "transaction", change, change)
    assert (answer.status_code, issue_codes(answer)) == (400, ["duplicate"])


def test_conditional_entries_and_references(client: FhirClient) -> None:
    client.load(practitioner("1", id="p1"))
    reference = f"Practitioner?identifier={SYSTEM}|1"
    answer = send(
        client,
        "transaction",
        entry(
            "POST",
            "Practitioner",
            practitioner("1"),
            PERSON,
            ifNoneExist=f"identifier={SYSTEM}|1",
        ),
        entry("PUT", f"Practitioner?identifier={SYSTEM}|2", practitioner("2")),
        entry(
            "POST",
            "Schedule",
            {
                "resourceType": "Schedule",
                "actor": [{"reference": PERSON}, {"reference": reference}],
            },
        ),
    )
    assert statuses(answer) == ["200", "201", "201"]
    actors = answer.json["entry"][2]["resource"]["actor"]
    assert [item["reference"] for item in actors] == ["Practitioner/p1", "Practitioner/p1"]


@pytest.mark.parametrize("found", [0, 2])
def test_conditional_reference_must_find_one(client: FhirClient, found: int) -> None:
    client.load(*(practitioner("1", id=f"p{n}") for n in range(found)))
    agenda = {
        "resourceType": "Schedule",
        "actor": [{"reference": f"Practitioner?identifier={SYSTEM}|1"}],
    }
    answer = send(client, "transaction", entry("POST", "Schedule", agenda))
    assert (answer.status_code, issue_codes(answer)) == (412, ["multiple-matches"])


def test_batch_entries_stand_alone(client: FhirClient) -> None:
    answer = send(
        client,
        "batch",
        entry("POST", "Practitioner", practitioner("1")),
        entry("GET", "Practitioner/none"),
        entry("GET", f"Practitioner?identifier={SYSTEM}|1"),
        entry("GET", "metadata"),
        Prefer="return=minimal",
    )
    assert answer.json["type"] == "batch-response"
    assert statuses(answer) == ["201", "404", "200", "200"]
    created, missing, search, _ = answer.json["entry"]
    assert "resource" not in created
    assert missing["response"]["outcome"]["issue"][0]["code"] == "not-found"
    assert search["resource"]["total"] == 1


def test_patch_in_a_transaction(client: FhirClient) -> None:
    client.load(practitioner("1", id="p1"))
    operations = '[{"op":"add","path":"/active","value":true}]'
    import base64

    patch = {
        "resourceType": "Binary",
        "contentType": "application/json-patch+json",
        "data": base64.b64encode(operations.encode()).decode(),
    }
    answer = send(client, "transaction", entry("PATCH", "Practitioner/p1", patch))
    assert statuses(answer) == ["200"]
    assert client.get("Practitioner/p1").json["active"] is True


def test_only_batch_and_transaction(client: FhirClient) -> None:
    answer = send(client, "searchset")
    assert (answer.status_code, issue_codes(answer)) == (400, ["value"])
    assert client.post("", practitioner("1")).status_code == 400


def test_empty_bundles(client: FhirClient) -> None:
    for kind in ("batch", "transaction"):
        answer = client.post("", {"resourceType": "Bundle", "type": kind})
        assert answer.json == {"resourceType": "Bundle", "type": f"{kind}-response"}


def test_unreadable_entries_of_a_batch_stand_alone(client: FhirClient) -> None:
    answer = send(
        client,
        "batch",
        {"resource": practitioner("1")},
        entry("SEND", "Practitioner"),
        entry("POST", ""),
        entry("POST", "", {"resourceType": "Bundle", "type": "batch"}),
        entry("POST", "Practitioner", practitioner("1")),
    )
    assert statuses(answer) == ["400", "400", "400", "400", "201"]
    codes = [item["response"]["outcome"]["issue"][0]["code"] for item in answer.json["entry"][:4]]
    assert codes == ["structure"] * 4


def test_head_gets_no_resource(client: FhirClient) -> None:
    client.load(practitioner("1", id="p1"))
    for kind in ("batch", "transaction"):
        answer = send(client, kind, entry("HEAD", "Practitioner/p1"))
        assert statuses(answer) == ["200"]
        assert "resource" not in answer.json["entry"][0]


def test_one_full_url_twice(client: FhirClient) -> None:
    entries = [entry("POST", "Practitioner", practitioner(value), PERSON) for value in "12"]
    answer = send(client, "transaction", *entries)
    assert (answer.status_code, issue_codes(answer)) == (400, ["structure"])
    assert answer.json["issue"][0]["expression"] == ["Bundle.entry[1].fullUrl"]


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        pytest.param(False, ["201", "200", "201"], id="made by the first"),
        pytest.param(True, ["200", "200", "201"], id="there before"),
    ],
)
def test_repeated_conditional_creates(client: FhirClient, there: bool, expected: list[str]) -> None:
    if there:
        client.post("Practitioner", practitioner("1"))
    condition = f"identifier={SYSTEM}|1"
    actors = [{"reference": PERSON}, {"reference": AGENDA}]
    answer = send(
        client,
        "transaction",
        entry("POST", "Practitioner", practitioner("1"), PERSON, ifNoneExist=condition),
        entry("POST", "Practitioner", practitioner("1"), AGENDA, ifNoneExist=condition),
        entry("POST", "Schedule", {"resourceType": "Schedule", "actor": actors}),
    )
    assert statuses(answer) == expected
    first, second, agenda = (item["resource"] for item in answer.json["entry"])
    assert first == second
    assert {item["reference"] for item in agenda["actor"]} == {f"Practitioner/{first['id']}"}
    assert client.get(f"Practitioner?{condition}&_summary=count").json["total"] == 1


@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_repeated_conditional_updates(client: FhirClient, method: str) -> None:
    """Neither has a match, yet both would make the same resource."""
    condition = f"identifier={SYSTEM}|1"
    update = entry("PUT", f"Practitioner?{condition}", practitioner("1"))
    other = entry("POST", "Practitioner", practitioner("1"), ifNoneExist=condition)
    answer = send(client, "transaction", update, update if method == "PUT" else other)
    assert (answer.status_code, issue_codes(answer)) == (400, ["duplicate"])
    assert client.get("Practitioner?_summary=count").json["total"] == 0


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        pytest.param("Practitioner/55", True, id="relative to the entry's base"),
        pytest.param("https://other.example/fhir/Practitioner/55", True, id="absolute"),
        pytest.param("https://third.example/fhir/Practitioner/55", False, id="elsewhere"),
    ],
)
def test_resources_of_another_server(client: FhirClient, reference: str, found: bool) -> None:
    """Spec: https://hl7.org/fhir/R4/bundle.html#references"""
    base = "https://other.example/fhir"
    agenda = {"resourceType": "Schedule", "actor": [{"reference": reference}]}
    answer = send(
        client,
        "transaction",
        entry("POST", "Practitioner", practitioner("1"), f"{base}/Practitioner/55"),
        entry("POST", "Schedule", agenda, f"{base}/Schedule/1"),
    )
    person, made = (item["resource"] for item in answer.json["entry"])
    expected = f"Practitioner/{person['id']}" if found else reference
    assert made["actor"] == [{"reference": expected}]


def test_texts_are_no_links(client: FhirClient) -> None:
    """An identifier may have the UUID of the entry's fullUrl as its value."""
    identifier = {"system": "urn:ietf:rfc:3986", "value": PERSON}
    photo = {"url": PERSON, "title": PERSON}
    person = {"resourceType": "Practitioner", "identifier": [identifier], "photo": [photo]}
    answer = send(client, "transaction", entry("POST", "Practitioner", person, PERSON))
    made = answer.json["entry"][0]["resource"]
    assert made["identifier"] == [identifier]
    assert made["photo"] == [{"url": f"Practitioner/{made['id']}", "title": PERSON}]
