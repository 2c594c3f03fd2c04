"""SOS Médecins: agendas searched by criteria on their slots.

Facts: spec/flows.md 3, C-04 to C-07, C-19
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.integration.flows.sas_data import (
    HIGH,
    IDNST,
    LOW,
    SAS,
    SIRET_1,
    SIRET_2,
    association,
    consultation_place,
    sos_search,
    sos_slot,
)
from tests.integration.server.client import FhirClient, issue_codes

from sas_validators import Validator

SOS_BUNDLE = f"{SAS}sas-sos-bundle-aggregator"
R4_SLOT = "http://hl7.org/fhir/StructureDefinition/Slot"

WORLD = (
    association("o1", SIRET_1),
    *consultation_place("f1", "o1"),
    *consultation_place("f2", "o1"),
    association("o2", SIRET_2),
    *consultation_place("f3", "o2"),
    sos_slot("k1", "f1", "25 18:00"),
    sos_slot("k2", "f1", "25 18:20"),
    sos_slot("k3", "f2", "26 18:00"),
    sos_slot("k4", "f3", "25 18:00"),
    sos_slot("past", "f1", "25 07:00"),
    sos_slot("late", "f1", "28 18:00"),
    {**sos_slot("busy", "f1", "25 19:00"), "status": "busy", "meta": {"profile": [R4_SLOT]}},
)


@pytest.fixture
def client(client: FhirClient) -> FhirClient:
    client.load(*WORLD)
    return client


def modes(bundle: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (f"{e['resource']['resourceType']}/{e['resource']['id']}", e["search"]["mode"])
        for e in bundle.get("entry", [])
    ]


def test_order_modes_and_total(client: FhirClient) -> None:
    bundle = client.get(sos_search(SIRET_1)).json
    assert modes(bundle) == [
        ("Slot/k1", "include"),
        ("Schedule/f1", "match"),
        ("Location/f1", "include"),
        ("Organization/o1", "include"),
        ("Slot/k2", "include"),
        ("Slot/k3", "include"),
        ("Schedule/f2", "match"),
        ("Location/f2", "include"),
    ]
    assert bundle["total"] == 3


def test_the_bundle_meets_its_profile(client: FhirClient, validator: Validator) -> None:
    answer = client.get(sos_search(SIRET_1, SIRET_2))
    assert answer.json["meta"]["profile"] == [SOS_BUNDLE]
    assert answer.json["total"] == 4
    outcome = validator.validate(answer.get_data())
    assert [issue.en for issue in outcome.issues if issue.severity == "error"] == []


@pytest.mark.parametrize(
    "search",
    [
        sos_search(SIRET_1),
        sos_search(SIRET_1, more="&_count=1000"),
        sos_search(SIRET_1).replace("Location:organization", "Location:Organization"),
    ],
)
def test_the_self_link_is_the_request(client: FhirClient, search: str) -> None:
    bundle = client.get(search).json
    assert bundle["link"] == [{"relation": "self", "url": f"http://localhost/fhir/{search}"}]
    assert bundle["total"] == 3


def test_one_slot_meets_all_criteria(client: FhirClient) -> None:
    """f1 has a busy slot inside the window and free ones outside: neither makes it a match."""
    low, high = "2027-03-25T18:50:00+01:00", "2027-03-25T19:30:00+01:00"
    bundle = client.get(sos_search(SIRET_1, low=low, high=high)).json
    assert (bundle["total"], modes(bundle)) == (0, [])


def test_nothing_found_claims_no_profile(client: FhirClient) -> None:
    search = sos_search("399700000000099")
    bundle = client.get(search).json
    assert (bundle["total"], "entry" in bundle, "meta" in bundle) == (0, False, False)
    assert bundle["link"] == [{"relation": "self", "url": f"http://localhost/fhir/{search}"}]


@pytest.mark.parametrize("more", ["&_summary=count", "&_count=0"])
def test_counting_counts_what_is_sent(client: FhirClient, more: str) -> None:
    sent = client.get(sos_search(SIRET_1)).json
    bundle = client.get(sos_search(SIRET_1, more=more)).json
    assert (bundle["total"], "entry" in bundle, "meta" in bundle) == (sent["total"], False, False)


def test_everything_comes_unasked(client: FhirClient) -> None:
    search = "Schedule?" + "&".join(
        part for part in sos_search(SIRET_2).split("?")[1].split("&") if "include" not in part
    )
    assert [place for place, _ in modes(client.get(search).json)] == [
        *("Slot/k4", "Schedule/f3", "Location/f3", "Organization/o2"),
    ]


def test_without_prefix(client: FhirClient) -> None:
    assert client.get(sos_search(SIRET_1[1:])).json["total"] == 3


def test_other_criteria_are_of_the_agenda(client: FhirClient) -> None:
    search = sos_search(SIRET_1, more="&_id=f2")
    assert [place for place, mode in modes(client.get(search).json) if mode == "match"] == [
        "Schedule/f2"
    ]


def test_post_search(client: FhirClient) -> None:
    path, _, form = sos_search(SIRET_2).partition("?")
    sent = {"Content-Type": "application/x-www-form-urlencoded"}
    bundle = client.request("POST", f"{path}/_search", form, sent).json
    assert bundle["meta"]["profile"] == [SOS_BUNDLE]
    assert bundle["link"][0]["url"].startswith("http://localhost/fhir/Schedule?_revinclude=")


def test_ignored_parameters_leave_the_self_link(client: FhirClient) -> None:
    bundle = client.get(sos_search(SIRET_2, more="&_unknown=x")).json
    assert bundle["link"][0]["url"].startswith("http://localhost/fhir/Schedule?_revinclude=")
    assert "_unknown" not in bundle["link"][0]["url"]
    assert bundle["total"] == 1


FREE, WINDOW = "_has:Slot:schedule:status=free", "_has:Slot:schedule:start"
MANY = [f"3997000000{number:05d}" for number in range(26)]


@pytest.mark.parametrize(
    ("search", "codes"),
    [
        pytest.param(sos_search(SIRET_1).replace(f"&{FREE}", ""), ["required"], id="no status"),
        pytest.param(
            sos_search(SIRET_1).replace("status=free", "status=busy"), ["not-supported"], id="busy"
        ),
        pytest.param(
            sos_search(SIRET_1).replace("start=le", "start=ge"),
            ["invalid", "required"],
            id="two lower bounds",
        ),
        pytest.param(sos_search(SIRET_1, low=HIGH, high=LOW), ["value"], id="backwards"),
        pytest.param(sos_search(*MANY), ["too-costly"], id="26 identifiers"),
        pytest.param(sos_search(SIRET_1).replace(f"{IDNST}%7C", ""), ["value"], id="no system"),
    ],
)
def test_refused(client: FhirClient, search: str, codes: list[str]) -> None:
    answer = client.get(search)
    assert (answer.status_code, sorted(issue_codes(answer))) == (400, codes)


def test_another_search_of_agendas_is_answered_as_r4_says(client: FhirClient) -> None:
    search = "Schedule?actor=Location/f1&_revinclude=Slot:schedule"
    bundle = client.get(search).json
    assert bundle["total"] == 1
    assert len([place for place, _ in modes(bundle) if place.startswith("Slot/")]) == 5


def test_unusable_slots_are_withheld(client: FhirClient) -> None:
    client.load(sos_slot("k4", "f3", "25 18:00", comment=None))
    assert client.get(sos_search(SIRET_2)).json["total"] == 0
