"""What the server says of itself: CapabilityStatement, OpenAPI, conformance resources.

Facts: spec/gap.md 11.3, behaviour.md "metadata", the contract in the architecture.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.integration.server.client import FhirClient, issue_codes
from tests.integration.server.conftest import Server

from sas_server.definitions import AUDIT, CONFORMANCE, SERVED
from sas_server.rest import capabilities
from sas_server.rest.facade import Facade
from sas_server.rest.interactions import INTERACTIONS
from sas_validators.validator import Validator

HTTP_OF = {
    "read": ("GET", "{type}/x"),
    "vread": ("GET", "{type}/x/_history/1"),
    "update": ("PUT", "{type}/x"),
    "patch": ("PATCH", "{type}/x"),
    "delete": ("DELETE", "{type}/x"),
    "create": ("POST", "{type}"),
    "search-type": ("GET", "{type}"),
    "history-instance": ("GET", "{type}/x/_history"),
    "history-type": ("GET", "{type}/_history"),
}


@pytest.fixture
def rest(client: FhirClient) -> dict[str, Any]:
    answer = client.get("metadata")
    assert answer.headers["ETag"]
    found: dict[str, Any] = answer.json["rest"][0]
    return found


def test_says_what_is_routed(client: FhirClient, rest: dict[str, Any]) -> None:
    assert {item["type"] for item in rest["resource"]} == {*SERVED, *CONFORMANCE, *AUDIT}
    for resource in rest["resource"]:
        declared = {item["code"] for item in resource["interaction"]}
        for code, (method, path) in HTTP_OF.items():
            answer = client.request(method, path.format(type=resource["type"]))
            routed = answer.status_code not in (405,) and not (
                answer.status_code == 404 and issue_codes(answer) == ["not-supported"]
            )
            assert (code in declared) == routed, (resource["type"], code, answer.status_code)


def test_slot_and_appointment(rest: dict[str, Any]) -> None:
    by_type = {item["type"]: item for item in rest["resource"]}
    slot = by_type["Slot"]
    names = {item["name"]: item["type"] for item in slot["searchParam"]}
    assert names["start"] == "date"
    assert names["service-type-reference"] == "reference"
    assert {"schedule", "status", "identifier", "_id", "_lastUpdated"} <= names.keys()
    assert "Slot:schedule" in slot["searchInclude"]
    assert "Slot:schedule" in by_type["Schedule"]["searchRevInclude"]
    assert "http://sas.fr/fhir/StructureDefinition/FrSlotAgregateur" in slot["supportedProfile"]
    appointment = by_type["Appointment"]
    assert {"start", "created", "description", "priority", "date"} <= {
        item["name"] for item in appointment["searchParam"]
    }
    assert appointment["conditionalUpdate"] is True
    assert appointment["updateCreate"] is True
    assert appointment["versioning"] == "versioned-update"
    assert {item["code"] for item in rest["interaction"]} == {
        "transaction", "batch", "history-system",
    }  # fmt: skip
    assert rest["operation"][0]["name"] == "validate"


def test_statement_is_valid(client: FhirClient) -> None:
    outcome = Validator.default().validate(client.get("metadata").get_data())
    assert [issue.en for issue in outcome.issues if issue.severity == "error"] == []


def test_instantiates_the_guides(client: FhirClient) -> None:
    statement = client.get("metadata").json
    assert any("GAP-GestionnaireAgenda" in url for url in statement["instantiates"])
    assert client.get("metadata?mode=normative").status_code == 200
    assert client.get("metadata?mode=other").status_code == 400


def test_openapi_lists_every_route(client: FhirClient) -> None:
    answer = client.get("openapi.json")
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    document = answer.json
    assert document["openapi"].startswith("3.0")
    assert document["servers"] == [{"url": "http://localhost/fhir"}]
    named = {"served": SERVED, "conformance": CONFORMANCE, "audit": AUDIT}
    named |= {"other": ("{type}",), "": ("",)}
    for interaction in INTERACTIONS:
        for type_name in named[interaction.types]:
            path = "/" + interaction.path.replace("{type}", type_name)
            for method in interaction.methods:
                assert method.lower() in document["paths"][path]
    ids = [
        operation["operationId"]
        for path in document["paths"].values()
        for operation in path.values()
    ]
    assert len(ids) == len(set(ids))


def test_the_catalog_leads_to_the_descriptions(client: FhirClient) -> None:
    answer = client.get_page("/.well-known/api-catalog", "application/linkset+json")
    (links,) = json.loads(answer.get_data())["linkset"]
    assert links["anchor"] == "http://localhost/fhir"
    for relation in ("service-desc", "service-meta"):
        path = links[relation][0]["href"].removeprefix("http://localhost")
        assert client.get_page(path, links[relation][0]["type"]).status_code == 200


URL = "http://sas.fr/fhir/StructureDefinition/FrSlotAgregateur"

DEFINITIONS = [
    (f"StructureDefinition?url={URL}", ["FrSlotAgregateur"]),
    (f"StructureDefinition?url={URL}&version=1.2.0", ["FrSlotAgregateur"]),
    (f"StructureDefinition?url={URL}&version=9", []),
    ("StructureDefinition?_id=FrSlotAgregateur", ["FrSlotAgregateur"]),
    ("StructureDefinition?name:exact=FrSlotAgregateur", ["FrSlotAgregateur"]),
    (
        "StructureDefinition?name=frslotagregateur&version=1.2.0&_id=FrSlotAgregateur",
        ["FrSlotAgregateur"],
    ),
    ("StructureDefinition?type=Slot&derivation=specialization", ["Slot"]),
    ("ValueSet?url=http://hl7.org/fhir/ValueSet/slotstatus", ["slotstatus"]),
    ("CodeSystem?url=http://hl7.org/fhir/slotstatus", ["slotstatus"]),
    ("SearchParameter?code=service-type-reference", ["cptsslot-sp-servicetype"]),
    ("CapabilityStatement?name:contains=structure", ["SAS-GestionnaireStructure"]),
]


@pytest.mark.parametrize(("search", "expected"), DEFINITIONS)
def test_definitions_are_found(client: FhirClient, search: str, expected: list[str]) -> None:
    assert client.ids(search) == expected


def test_definitions_are_read_only(client: FhirClient) -> None:
    assert client.get("StructureDefinition/FrSlotAgregateur").json["url"] == URL
    assert client.get("StructureDefinition/none").status_code == 404
    assert client.get("StructureDefinition/Slot?_summary=true").status_code == 200
    body = {"resourceType": "StructureDefinition", "id": "x"}
    assert client.put("StructureDefinition/x", body).status_code == 405
    assert client.post("StructureDefinition", body).status_code == 405


def test_pages_of_definitions(client: FhirClient) -> None:
    first = client.get("ValueSet?_count=3&_elements=url").json
    links = {link["relation"]: link["url"] for link in first["link"]}
    second = client.get(links["next"].removeprefix("http://localhost/fhir/")).json
    ids = [item["resource"]["id"] for page in (first, second) for item in page["entry"]]
    assert len(set(ids)) == 6
    assert "compose" not in first["entry"][0]["resource"]


def test_unknown_criteria_of_definitions(client: FhirClient) -> None:
    found = client.get("StructureDefinition?_id=Slot&colour=blue").json
    assert found["entry"][-1]["search"]["mode"] == "outcome"
    strict = client.get("StructureDefinition?colour=blue", Prefer="handling=strict")
    assert (strict.status_code, issue_codes(strict)) == (400, ["not-supported"])


@pytest.mark.parametrize("format", ["json", "xml"])
def test_unchanged_metadata(client: FhirClient, format: str) -> None:
    first = client.get(f"metadata?_format={format}")
    again = client.get(f"metadata?_format={format}", If_None_Match=first.headers["ETag"])
    assert (again.status_code, again.get_data()) == (304, b"")
    assert client.get(f"metadata?_format={format}").get_data() == first.get_data()


def test_metadata_is_made_once_for_each_base(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    original = capabilities.capability_statement

    def count(facade: Facade, base: str) -> dict[str, Any]:
        made.append(base)
        return original(facade, base)

    monkeypatch.setattr(capabilities, "capability_statement", count)
    for host in ("a.example", "b.example", "a.example"):
        for query in ("", "?_format=xml", "?_pretty=true", "?_summary=true"):
            answer = server.client.get(f"metadata{query}", Host=host)
            assert host in answer.get_data(as_text=True) or query == "?_summary=true"
    assert made == ["http://a.example/fhir", "http://b.example/fhir"]


@pytest.mark.parametrize(
    ("query", "kept"), [("_elements=software", True), ("_summary=true", True), ("", False)]
)
def test_less_of_the_metadata(client: FhirClient, query: str, kept: bool) -> None:
    statement = client.get(f"metadata?{query}").json
    assert statement["software"]["name"] == "sas-fhir"
    assert ("tag" in statement.get("meta", {})) == kept


def test_unchanged_definitions(client: FhirClient) -> None:
    first = client.get("StructureDefinition/Slot")
    again = client.get("StructureDefinition/Slot", If_None_Match=first.headers["ETag"])
    assert (first.status_code, again.status_code, again.get_data()) == (200, 304, b"")
    assert "snapshot" in first.json
    assert "differential" not in client.get("StructureDefinition/Slot?_summary=true").json
