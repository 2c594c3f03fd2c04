"""INT_R02: accounts of regulators.

Facts: spec/flows.md 4, behaviour.md "accounts" and "conditional update"
"""

from __future__ import annotations

import threading
from typing import Any
from urllib.parse import quote

import pytest
from tests.integration.flows.conftest import StartServer
from tests.integration.flows.sas_data import (
    IDNPS,
    IDNST,
    INTRN,
    NATIONAL,
    RPPS_1,
    UUID,
    V2_0203,
    account,
    agenda,
    identifier,
    national,
    technical,
)
from tests.integration.server.client import FhirClient, issue_codes

OTHER = "0191a2b3-c4d5-7e6f-8a9b-0c1d2e3f4a5b"


def by(value: str, system: str = INTRN, name: str = "identifier") -> str:
    return f"Practitioner?{name}={system}%7C{quote(value, safe='')}"


def post(client: FhirClient, *identifiers: dict[str, Any], **more: Any) -> str:
    answer = client.post("Practitioner", account(*identifiers, **more))
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return str(answer.json["id"])


def count(client: FhirClient) -> int:
    return int(client.get("Practitioner?_summary=count").json["total"])


@pytest.mark.parametrize("who", [technical(), national(), national(RPPS_1)])
def test_create(client: FhirClient, who: dict[str, Any]) -> None:
    answer = client.post("Practitioner", {**account(who), "id": "chosen"})
    assert answer.status_code == 201
    id = answer.json["id"]
    assert id != "chosen"
    assert answer.headers["Location"] == f"http://localhost/fhir/Practitioner/{id}"
    assert client.get(f"Practitioner/{id}").json["identifier"] == [who]


def test_both_identifiers_at_once(client: FhirClient) -> None:
    id = post(client, national(), technical())
    for path in (by(NATIONAL, IDNPS), by(UUID)):
        answer = client.put(path, account(national(), technical()))
        assert (answer.status_code, answer.json["id"]) == (200, id)


# -- what is refused -----------------------------------------------------------------


def without(name: str) -> dict[str, Any]:
    found = account()
    del found[name]
    return found


def unlike(**change: Any) -> dict[str, Any]:
    return account(**change)


def odd_identifier(**change: Any) -> dict[str, Any]:
    return account({name: v for name, v in (technical() | change).items() if v is not None})


BAD = [
    pytest.param(without("identifier"), "Practitioner", id="no identifier"),
    pytest.param(odd_identifier(type=None), "Practitioner.identifier[0]", id="no type"),
    pytest.param(odd_identifier(system=None), "Practitioner.identifier[0]", id="no system"),
    pytest.param(odd_identifier(value=None), "Practitioner.identifier[0]", id="no value"),
    pytest.param(without("active"), "Practitioner", id="no active"),
    pytest.param(without("name"), "Practitioner.name", id="no name"),
    pytest.param(unlike(name=[{"given": ["A"]}]), "Practitioner.name[0]", id="no family"),
    pytest.param(unlike(name=[{"family": "A"}]), "Practitioner.name[0]", id="no given"),
    pytest.param(unlike(name=[{"family": " ", "given": ["A"]}]), "Practitioner.name", id="blank"),
    pytest.param(
        unlike(name=[{"family": "", "given": ["A"]}]),
        "Practitioner.name[0].family",
        id="empty family",
    ),
    pytest.param(
        unlike(name=[{"family": "A", "given": ["B", "C"]}]),
        "Practitioner.name[0]",
        id="two given names",
    ),
    pytest.param(without("telecom"), "Practitioner.telecom", id="no telecom"),
    pytest.param(unlike(telecom=[{"system": "email"}]), "Practitioner.telecom[0]", id="no e-mail"),
    pytest.param(unlike(email=""), "Practitioner.telecom[0].value", id="empty e-mail"),
    pytest.param(unlike(email="alex"), "Practitioner.telecom[0].value", id="no @"),
    pytest.param(unlike(email="a@b@c"), "Practitioner.telecom[0].value", id="two @"),
    pytest.param(unlike(email="a b@c"), "Practitioner.telecom[0].value", id="blank in e-mail"),
    pytest.param(
        unlike(telecom=[{"system": "phone", "value": "+33199000001"}]),
        "Practitioner.telecom[0].system",
        id="phone",
    ),
    pytest.param(
        account(identifier(V2_0203, "IDNPS", INTRN, UUID)),
        "Practitioner.identifier[0].type",
        id="IDNPS under SAS",
    ),
    pytest.param(
        account(identifier(V2_0203, "INTRN", IDNPS, NATIONAL)),
        "Practitioner.identifier[0].type",
        id="INTRN under the national authority",
    ),
    pytest.param(
        account(identifier(V2_0203, "IDNPS", "urn:oid:1.2.3", NATIONAL)),
        "Practitioner.identifier[0].system",
        id="unknown authority",
    ),
    pytest.param(
        account(identifier(V2_0203, "IDNPS", IDNST, RPPS_1)),
        "Practitioner.identifier[0].system",
        id="the structures' authority",
    ),
    pytest.param(account(national("39 99")), "Practitioner.identifier[0].value", id="blank in id"),
    pytest.param(account(national("39|99")), "Practitioner.identifier[0].value", id="bar in id"),
    pytest.param(account(national("1"), national("2")), "Practitioner", id="two ids"),
    pytest.param(
        unlike(meta={**account()["meta"], "source": "urn:oid:1.2.250.1"}),
        "Practitioner.meta.source",
        id="another source",
    ),
]


@pytest.mark.parametrize(("body", "at"), BAD)
@pytest.mark.parametrize("how", ["POST", "PUT on an account", "PUT as create"])
def test_refused(client: FhirClient, body: dict[str, Any], at: str, how: str) -> None:
    if how == "PUT on an account":
        post(client)
    before = count(client)
    answer = client.post("Practitioner", body) if how == "POST" else client.put(by(UUID), body)
    assert answer.status_code in (400, 422)
    errors = [item for item in answer.json["issue"] if item["severity"] == "error"]
    assert any(place.startswith(at) for item in errors for place in item.get("expression", ()))
    assert all(item["details"]["text"] for item in errors)
    assert count(client) == before
    if how == "PUT on an account":
        assert client.get(by(UUID)).json["entry"][0]["resource"]["meta"]["versionId"] == "1"


def test_all_problems_are_told_at_once(client: FhirClient) -> None:
    """Those of the profile and those of the business rules, each once (flows.md 11.6)."""
    body = account(national("1 2"), name=[{"given": ["Alex"]}])
    del body["active"], body["telecom"]
    answer = client.post("Practitioner", body)
    errors = sorted(
        (item["code"], *item["expression"])
        for item in answer.json["issue"]
        if item["severity"] == "error"
    )
    assert answer.status_code == 422
    assert errors == [
        ("required", "Practitioner"),
        ("required", "Practitioner.name[0]"),
        ("required", "Practitioner.telecom"),
        ("value", "Practitioner.identifier[0].value"),
    ]


def test_refusals_speak_french_unless_asked(client: FhirClient) -> None:
    body = without("telecom")
    french = client.post("Practitioner", body).json["issue"][-1]["details"]["text"]
    english = client.post("Practitioner", body, Accept_Language="en").json["issue"][-1]
    assert "adresse électronique" in french
    assert "e-mail address" in english["details"]["text"]


def test_an_id_of_the_official_examples_comes_in(client: FhirClient) -> None:
    published = identifier(V2_0203, "IDNPS", IDNST, "3456780581/11242343")
    answer = client.post("Practitioner", account(published), Prefer="return=OperationOutcome")
    assert answer.status_code == 201
    assert "SAS_R02_STRUCTURE_AUTHORITY" in str(answer.json)


def test_body_that_is_no_account(client: FhirClient) -> None:
    assert client.put("Practitioner", account()).status_code == 400
    assert client.post("Practitioner", "{").status_code == 400
    assert client.post("Practitioner", {"resourceType": "Patient"}).status_code == 400


# -- duplicates ------------------------------------------------------------------------


def test_a_second_account_for_an_identifier_is_refused(client: FhirClient) -> None:
    id = post(client, national())
    answer = client.post("Practitioner", account(national(), email="other@sas.example"))
    assert (answer.status_code, issue_codes(answer)) == (422, ["duplicate"])
    issue = answer.json["issue"][0]
    assert issue["expression"] == ["Practitioner.identifier[0]"]
    assert f"Practitioner/{id}" in issue["details"]["text"]
    assert client.get(f"Practitioner/{id}").json["meta"]["versionId"] == "1"
    assert count(client) == 1


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_at_once(start: StartServer, engine: str) -> None:
    client = start(engine).client
    statuses: list[int] = []

    def send(how: str) -> None:
        body = account(email=f"{threading.get_ident()}@sas.example")
        answer = client.post("Practitioner", body) if how == "POST" else client.put(by(UUID), body)
        statuses.append(answer.status_code)

    threads = [threading.Thread(target=send, args=(how,)) for how in ("POST", "PUT") * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(client) == 1
    assert statuses.count(201) == 1
    assert set(statuses) <= {200, 201, 422}


def test_duplicates_in_a_transaction(client: FhirClient) -> None:
    entries = [
        {"resource": account(technical()), "request": {"method": "POST", "url": "Practitioner"}}
        for _ in range(2)
    ]
    answer = client.post("", {"resourceType": "Bundle", "type": "transaction", "entry": entries})
    assert (answer.status_code, issue_codes(answer)) == (422, ["duplicate"])
    places = answer.json["issue"][0]["expression"]
    assert places == ["Bundle.entry[1].resource.identifier[0]"]
    assert count(client) == 0


def test_e_mails_are_no_keys(client: FhirClient) -> None:
    post(client, technical())
    post(client, technical(OTHER))
    assert count(client) == 2
    assert client.put(by(OTHER), account(technical(OTHER))).status_code == 200


def test_uuids_are_the_same_in_either_case(client: FhirClient) -> None:
    id = post(client, technical())
    assert client.post("Practitioner", account(technical(UUID.upper()))).status_code == 422
    answer = client.put(by(UUID.upper()), account(technical()))
    assert (answer.status_code, answer.json["id"]) == (200, id)


def test_a_practitioner_with_the_same_number_is_no_account(client: FhirClient) -> None:
    client.load(*agenda("a1", 1, RPPS_1))
    id = post(client, national(RPPS_1))
    answer = client.put(by(RPPS_1, IDNPS), account(national(RPPS_1), active=False))
    assert (answer.status_code, answer.json["id"]) == (200, id)
    assert client.get("Practitioner/p1").json["meta"]["versionId"] == "1"


# -- updates -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["identifier", "Identifier"])
@pytest.mark.parametrize("value", [UUID, UUID.upper()])
def test_update(client: FhirClient, name: str, value: str) -> None:
    id = post(client)
    body = account(email="new@sas.example", id="other")
    answer = client.put(by(value, name=name), body)
    assert (answer.status_code, answer.json["id"]) == (200, id)
    assert answer.headers["Location"] == f"http://localhost/fhir/Practitioner/{id}"
    assert client.get(f"Practitioner/{id}").json["telecom"][0]["value"] == "new@sas.example"


@pytest.mark.parametrize(
    "query",
    [
        f"{IDNPS}|{NATIONAL}",
        f"{IDNPS}%7C{NATIONAL}",
        f"{IDNPS}%7C{quote(NATIONAL, safe='')}",
        quote(NATIONAL, safe=""),
    ],
)
def test_slashes_and_bars_raw_or_encoded(client: FhirClient, query: str) -> None:
    id = post(client, national())
    answer = client.put(f"Practitioner?identifier={query}", account(national()))
    assert (answer.status_code, answer.json["id"]) == (200, id)


def test_update_as_create(client: FhirClient) -> None:
    first = client.put(by(UUID), account())
    again = client.put(by(UUID), account())
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.headers["Location"] == again.headers["Location"]
    assert "/_history/" not in first.headers["Location"]
    assert count(client) == 1


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(account(email="x@sas.example"), id="e-mail"),
        pytest.param(account(name=[{"family": "X", "given": ["Alex"]}]), id="family name"),
        pytest.param(account(name=[{"family": "MODELE", "given": ["X"]}]), id="given name"),
        pytest.param(account(national()), id="technical to national"),
        pytest.param(account(technical(OTHER)), id="technical to technical"),
    ],
)
def test_changes(client: FhirClient, after: dict[str, Any]) -> None:
    id = post(client)
    answer = client.put(by(UUID), after)
    assert (answer.status_code, answer.json["id"]) == (200, id)
    stored = client.get(f"Practitioner/{id}").json
    assert {name: stored[name] for name in after if name != "meta"} == {
        name: after[name] for name in after if name != "meta"
    }


def test_repeated_change_of_identifier(client: FhirClient) -> None:
    id = post(client)
    for _ in range(2):
        answer = client.put(by(UUID), account(national()))
        assert (answer.status_code, answer.json["id"]) == (200, id)
    answer = client.put(by(NATIONAL, IDNPS), account(national("3999999999/TEST02")))
    assert (answer.status_code, answer.json["id"]) == (200, id)
    assert count(client) == 1


def test_change_to_an_identifier_in_use(client: FhirClient) -> None:
    id = post(client)
    post(client, national())
    answer = client.put(by(UUID), account(national()))
    assert (answer.status_code, issue_codes(answer)) == (422, ["duplicate"])
    assert client.get(f"Practitioner/{id}").json["identifier"] == [technical()]


def test_several_active_accounts(client: FhirClient) -> None:
    post(client)
    post(client, national())
    answer = client.put(f"{by(UUID)},{IDNPS}%7C{NATIONAL}", account(national()))
    assert (answer.status_code, issue_codes(answer)) == (412, ["multiple-matches"])


def test_update_by_id(client: FhirClient) -> None:
    id = post(client)
    post(client, national())
    good = client.put(f"Practitioner/{id}", account(id=id, email="x@sas.example"))
    bad = client.put(f"Practitioner/{id}", account(national(), id=id))
    assert (good.status_code, bad.status_code) == (200, 422)


# -- disabling and reattribution -----------------------------------------------------------


def test_disable_and_enable(client: FhirClient) -> None:
    id = post(client)
    for active in (False, True):
        answer = client.put(by(UUID), account(active=active))
        assert (answer.status_code, answer.json["id"]) == (200, id)
        assert client.get(f"Practitioner/{id}").json["active"] is active


def test_disabling_an_unknown_account_creates_it_disabled(client: FhirClient) -> None:
    first = client.put(by(UUID), account(active=False))
    again = client.put(by(UUID), account(active=False))
    assert (first.status_code, again.status_code) == (201, 200)
    assert (count(client), again.json["active"]) == (1, False)


def test_disabled_accounts_block_nobody(client: FhirClient) -> None:
    first = post(client, active=False)
    second = post(client)
    assert first != second
    assert client.put(by(UUID), account(active=False)).json["id"] == second


def test_enabling_an_account_whose_identifier_went_to_another(client: FhirClient) -> None:
    id = post(client, active=False)
    post(client)
    answer = client.put(f"Practitioner/{id}", account(id=id))
    assert (answer.status_code, issue_codes(answer)) == (422, ["duplicate"])


def test_reattribution(client: FhirClient) -> None:
    """flows.md 4.4: the scenario to support end to end."""
    first = post(client, national())
    client.put(by(NATIONAL, IDNPS), account(national(), active=False))
    second = post(client, technical(OTHER))
    moved = client.put(by(OTHER), account(national()))
    assert (moved.status_code, moved.json["id"]) == (200, second)
    later = client.put(by(NATIONAL, IDNPS), account(national(), email="b@sas.example"))
    assert (later.status_code, later.json["id"]) == (200, second)
    off = client.put(by(NATIONAL, IDNPS), account(national(), active=False))
    on = client.put(by(NATIONAL, IDNPS), account(national(), active=True))
    assert (off.json["id"], on.json["id"]) == (second, second)
    assert client.get(f"Practitioner/{first}").json["active"] is False


@pytest.mark.parametrize("conditional", [False, True])
def test_accounts_are_not_deleted(client: FhirClient, conditional: bool) -> None:
    id = post(client)
    answer = client.delete(by(UUID) if conditional else f"Practitioner/{id}")
    assert (answer.status_code, issue_codes(answer)) == (405, ["not-supported"])
    assert "PUT" in answer.headers["Allow"]
    assert client.get(f"Practitioner/{id}").status_code == 200


def test_other_practitioners_are(client: FhirClient) -> None:
    client.load(*agenda("a1", 1, RPPS_1))
    assert client.delete("Practitioner/p1").status_code == 204


# -- meta.profile ----------------------------------------------------------------------------


def undeclared() -> dict[str, Any]:
    return {**account(), "meta": {"source": INTRN}}


@pytest.mark.parametrize(
    ("policy", "body", "status"),
    [
        pytest.param("optional", undeclared(), 201, id="optional"),
        pytest.param("optional", {"resourceType": "Practitioner"}, 201, id="base R4"),
        pytest.param("declared", undeclared(), 422, id="declared"),
        pytest.param("enforced", undeclared(), 201, id="enforced, right"),
        pytest.param(
            "enforced",
            {**undeclared(), "telecom": [{"system": "phone", "value": "1"}]},
            422,
            id="enforced, wrong",
        ),
    ],
)
def test_without_profile(
    start: StartServer, policy: str, body: dict[str, Any], status: int
) -> None:
    client = start(meta_profile=policy).client
    answer = client.post("Practitioner", body, Prefer="return=OperationOutcome")
    assert answer.status_code == status
    if body == undeclared():
        assert "FrPractitionerRegul" in str(answer.json)
