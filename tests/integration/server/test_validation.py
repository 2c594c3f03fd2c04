"""Inbound and outbound validation, and $validate, with the project's validator and with a fake.

Facts: spec/gap.md 4.5, behaviour.md "invalid content" and "$validate", the architecture
("Inbound", "Outbound").
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest
from tests.integration.server.agenda_data import FR_SLOT, slot
from tests.integration.server.client import FhirClient, issue_codes
from tests.integration.server.conftest import BuildServer
from tests.shared_data import DATA, needs_data

from sas_server.definitions import Definitions
from sas_server.rest.judging import ResourceJudge, Verdict
from sas_server.rest.validation import ValidatorJudge
from sas_validators.validator import Validator

SLOT = slot("s1", "a1", "free", "2027-03-25T09:00:00.000+01:00")


@pytest.fixture(scope="session")
def judge(definitions: Definitions) -> ValidatorJudge:
    """The project's validator."""
    return ValidatorJudge(Validator.default(), definitions.types)


@pytest.fixture
def client(build_server: BuildServer, judge: ValidatorJudge) -> FhirClient:
    """A server that really validates."""
    return build_server(judge=judge).client


BAD = [
    pytest.param({**SLOT, "colour": "blue"}, 400, "Slot", id="unknown element"),
    pytest.param({**SLOT, "start": "soon"}, 400, "Slot.start", id="malformed instant"),
    pytest.param({**SLOT, "overbooked": "true"}, 400, "Slot.overbooked", id="wrong JSON type"),
    pytest.param({**SLOT, "serviceType": {}}, 400, "Slot.serviceType", id="no array"),
    pytest.param(
        {name: value for name, value in SLOT.items() if name != "schedule"},
        400,
        "Slot",
        id="mandatory in R4",
    ),
    pytest.param({**SLOT, "status": "maybe"}, 422, "Slot.status", id="required binding"),
    pytest.param(
        {**SLOT, "meta": {"profile": [FR_SLOT]}, "status": "busy"},
        422,
        "Slot.status",
        id="fixed by the profile",
    ),
]


@pytest.mark.parametrize(("resource", "status", "at"), BAD)
@pytest.mark.parametrize("interaction", ["create", "update", "transaction"])
def test_bad_content_is_refused(
    client: FhirClient, interaction: str, resource: Any, status: int, at: str
) -> None:
    if interaction == "create":
        answer = client.post("Slot", resource)
    elif interaction == "update":
        answer = client.put("Slot/s1", resource)
    else:
        entry = {"resource": resource, "request": {"method": "PUT", "url": "Slot/s1"}}
        bundle = {"resourceType": "Bundle", "type": "transaction", "entry": [entry]}
        answer = client.post("", bundle)
    assert answer.status_code == status
    errors = [item for item in answer.json["issue"] if item["severity"] == "error"]
    assert at in [place for item in errors for place in item.get("expression", ())]
    assert all(item["details"]["text"] and item["details"]["coding"] for item in errors)
    assert client.get("Slot?_summary=count").json["total"] == 0


def test_lines_and_columns(client: FhirClient) -> None:
    text = json.dumps({**SLOT, "start": "soon"}, indent=1)
    answer = client.put("Slot/s1", text)
    error = next(item for item in answer.json["issue"] if item["severity"] == "error")
    line = next(item["valueInteger"] for item in error["extension"] if item["url"].endswith("line"))
    assert '"start"' in text.splitlines()[line - 1]


def test_patch_result_is_judged(client: FhirClient) -> None:
    client.load(SLOT)
    answer = client.patch("Slot/s1", [{"op": "replace", "path": "/status", "value": "maybe"}])
    assert answer.status_code == 422
    assert client.get("Slot/s1").headers["ETag"] == 'W/"1"'


def test_unknown_extensions_are_kept(client: FhirClient) -> None:
    extension = [{"url": "https://editeur.example/ext", "valueString": "x"}]
    answer = client.put("Slot/s1", {**SLOT, "extension": extension})
    assert answer.status_code == 201
    assert client.get("Slot/s1").json["extension"] == extension
    told = client.put("Slot/s1", {**SLOT, "extension": extension}, Prefer="return=OperationOutcome")
    assert "warning" in [item["severity"] for item in told.json["issue"]]
    strict = client.post("$validate", {**SLOT, "extension": extension})
    assert "error" in [item["severity"] for item in strict.json["issue"]]


def severities(outcome: dict[str, Any]) -> set[str]:
    return {item["severity"] for item in outcome["issue"]} & {"error", "fatal"}


def parameters(**parts: Any) -> dict[str, Any]:
    made = []
    for name, value in parts.items():
        kind = (
            "resource" if name == "resource" else "valueUri" if name == "profile" else "valueCode"
        )
        made.append({"name": name, kind: value})
    return {"resourceType": "Parameters", "parameter": made}


VALIDATED = [
    pytest.param("Slot/$validate", SLOT, False, id="type"),
    pytest.param("$validate", SLOT, False, id="system"),
    pytest.param("Slot/s1/$validate", SLOT, False, id="instance"),
    pytest.param("Slot/$validate", {**SLOT, "status": "x"}, True, id="wrong"),
    pytest.param(f"Slot/$validate?profile={FR_SLOT}", {**SLOT, "status": "busy"}, True, id="URL"),
    pytest.param(
        "Slot/$validate", parameters(resource={**SLOT, "status": "x"}), True, id="Parameters"
    ),
    pytest.param(
        "$validate",
        parameters(resource={**SLOT, "status": "busy"}, profile=FR_SLOT),
        True,
        id="profile",
    ),
    pytest.param("Slot/$validate", parameters(resource=SLOT, mode="create"), False, id="mode"),
    pytest.param("Slot/s1/$validate", parameters(mode="delete"), False, id="delete"),
    pytest.param(
        "StructureDefinition/$validate", {"resourceType": "StructureDefinition"}, True, id="other"
    ),
]


@pytest.mark.parametrize(("path", "body", "wrong"), VALIDATED)
def test_validate(client: FhirClient, path: str, body: Any, wrong: bool) -> None:
    answer = client.post(path, body)
    assert answer.status_code == 200
    assert bool(severities(answer.json)) is wrong
    assert client.get("Slot?_summary=count").json["total"] == 0


def test_validate_what_is_stored(client: FhirClient) -> None:
    client.load(SLOT)
    assert client.get("Slot/s1/$validate").status_code == 200
    wrong = client.get(f"Slot/s1/$validate?profile={FR_SLOT.replace('Slot', 'Schedule', 1)}")
    assert severities(wrong.json)
    assert client.get("Slot/none/$validate").status_code == 404


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param({"resourceType": "Bundle", "type": "collection"}, set(), id="right"),
        pytest.param({"resourceType": "Bundle"}, {"error"}, id="wrong"),
    ],
)
def test_validate_a_type_that_is_not_kept(
    client: FhirClient, body: dict[str, Any], expected: set[str]
) -> None:
    answer = client.post("Bundle/$validate", body)
    assert (answer.status_code, severities(answer.json)) == (200, expected)
    assert client.post("Bundle", body).status_code == 404


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        pytest.param("Slot/$validate", "{", 400, id="no JSON"),
        pytest.param("Slot/$validate", {"resourceType": "Schedule"}, 400, id="other type"),
        pytest.param("Slot/$validate", parameters(mode="create"), 400, id="no resource"),
        pytest.param("Slot/$validate", parameters(resource=SLOT, mode="x"), 400, id="mode"),
        pytest.param("Nothing/$validate", SLOT, 404, id="unknown type"),
    ],
)
def test_wrong_requests_to_validate(client: FhirClient, path: str, body: Any, status: int) -> None:
    answer = client.post(path, body)
    assert answer.status_code == status
    assert issue_codes(answer)


@pytest.mark.parametrize(("kind", "status"), [("transaction", "201"), ("batch", "400")])
def test_only_transactions_have_conditional_references(
    client: FhirClient, kind: str, status: str
) -> None:
    identifier = {"system": "https://x.fr/ids", "value": "1"}
    client.load({"resourceType": "Organization", "id": "o", "identifier": [identifier]})
    owner = {"reference": "Organization?identifier=https://x.fr/ids|1"}
    location = {"resourceType": "Location", "name": "L", "managingOrganization": owner}
    request = {"method": "POST", "url": "Location"}
    entries = [{"resource": location, "request": request}]
    answer = client.post("", {"resourceType": "Bundle", "type": kind, "entry": entries})
    assert answer.json["entry"][0]["response"]["status"] == status


EXAMPLES = sorted((DATA / "examples").glob("*.json")) if DATA else []


@needs_data
@pytest.mark.slow
def test_official_examples_go_in_and_come_out(client: FhirClient, judge: ValidatorJudge) -> None:
    stored = 0
    for file in EXAMPLES:
        text = file.read_bytes()
        resource = json.loads(text)
        kind = resource["resourceType"]
        if kind == "Bundle":
            continue
        answer = client.put(f"{kind}/{resource['id']}", text)
        expected = judge.judge(resource, source=text).level
        wanted = {"valid": 201, "malformed": 400, "invalid": 422}[expected]
        assert answer.status_code == wanted, (file.name, answer.json)
        stored += answer.status_code == 201
    assert stored > 30
    search = "Slot?status=free&_include=Slot:schedule&_include:iterate=Schedule:actor"
    bundle = client.get(search).get_data()
    assert judge.judge(json.loads(bundle), source=bundle).ok


class Strictness:
    """A judge whose mind can be changed; counts how often it is asked."""

    def __init__(self) -> None:
        self.bad: set[str] = set()
        self.asked = 0

    def judge(self, resource: dict[str, Any], profiles: Sequence[str] = (), **_: Any) -> Verdict:
        self.asked += 1
        if resource["id"] in self.bad:
            return Verdict("invalid", [{"severity": "error", "code": "invariant"}])
        return Verdict("valid")


def forget_proofs(
    build_server: BuildServer, strictness: ResourceJudge, **settings: Any
) -> FhirClient:
    """The same store under other definitions: nothing counts as proven any more."""
    server = build_server(judge=strictness, **settings)
    server.facade.store.numbering.basis = 99
    return server.client


def test_proof_is_remembered(build_server: BuildServer) -> None:
    strictness = Strictness()
    client = build_server(judge=strictness).client
    client.load(SLOT)
    for _ in range(3):
        client.get("Slot/s1")
        client.get("Slot?status=free")
    assert strictness.asked == 1
    other = forget_proofs(build_server, strictness)
    for _ in range(3):
        other.get("Slot/s1")
        other.get("Slot?status=free")
    assert strictness.asked == 2


def test_what_is_no_longer_valid_is_withheld(build_server: BuildServer) -> None:
    strictness = Strictness()
    build_server(judge=strictness).client.load(SLOT, {**SLOT, "id": "s2"})
    strictness.bad = {"s1"}
    client = forget_proofs(build_server, strictness)
    answer = client.get("Slot/s1")
    assert (answer.status_code, issue_codes(answer)) == (404, ["suppressed"])
    found = client.get("Slot?status=free").json
    assert (found["total"], client.ids("Slot?status=free")) == (1, ["s2"])
    note = found["entry"][-1]
    assert note["resource"]["issue"][0]["code"] == "suppressed"


def test_or_flagged(build_server: BuildServer) -> None:
    strictness = Strictness()
    build_server(judge=strictness).client.load(SLOT)
    strictness.bad = {"s1"}
    client = forget_proofs(build_server, strictness, outbound="flag")
    answer = client.get("Slot/s1")
    assert answer.status_code == 200
    assert "199" in answer.headers["Warning"]
    found = client.get("Slot").json
    assert [item["search"]["mode"] for item in found["entry"]] == ["match", "outcome"]


def test_or_not_looked_at(build_server: BuildServer) -> None:
    strictness = Strictness()
    client = build_server(judge=strictness, outbound="off").client
    client.load(SLOT)
    strictness.bad = {"s1"}
    strictness.asked = 0
    assert client.ids("Slot") == ["s1"]
    assert strictness.asked == 0
