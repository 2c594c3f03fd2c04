"""INT_R04: slots shown to CPTS, with the services and structures.

Facts: spec/flows.md 2, C-04
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.integration.flows.conftest import StartServer
from tests.integration.flows.sas_data import (
    CPTS_INCLUDES,
    FIRST,
    R66,
    RPPS_1,
    SAS,
    agenda,
    cpts,
    cpts_slot,
    slot,
    slot_search,
)
from tests.integration.server.client import FhirClient

from sas_validators import Validator

CPTS_BUNDLE = f"{SAS}sas-cpts-bundle-aggregator"
CPTS_SLOT = f"{SAS}sas-cpts-slot-aggregator"
SEARCH = slot_search(RPPS_1, more=CPTS_INCLUDES)

WORLD = (
    *agenda("a1", 1, RPPS_1),
    *cpts("h1", "1990000021"),
    *cpts("h2", "1990000039"),
    slot("plain", "a1", "25 09:00"),
    cpts_slot("both", "a1", "25 10:00", "h1", "h2", types=("PUBLIC", "CPTS")),
    cpts_slot("closed", "a1", "25 11:00", "h1", types=("CPTS",)),
)


@pytest.fixture
def client(client: FhirClient) -> FhirClient:
    client.load(*WORLD)
    return client


def resources(bundle: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found = [entry["resource"] for entry in bundle.get("entry", [])]
    return {f"{item['resourceType']}/{item['id']}": item for item in found}


def test_order_and_content(client: FhirClient) -> None:
    bundle = client.get(SEARCH).json
    assert list(resources(bundle)) == [
        *("Slot/plain", "Schedule/a1", "Practitioner/p1", "PractitionerRole/a1"),
        *("Slot/both", "HealthcareService/h1", "Organization/o-h1"),
        *("HealthcareService/h2", "Organization/o-h2"),
        "Slot/closed",
    ]
    assert bundle["total"] == 3
    assert {entry["search"]["mode"] for entry in bundle["entry"][:4]} == {"match", "include"}


def test_the_bundle_meets_its_profile(client: FhirClient, validator: Validator) -> None:
    answer = client.get(SEARCH)
    assert answer.json["meta"]["profile"] == [CPTS_BUNDLE]
    outcome = validator.validate(answer.get_data())
    assert [issue.en for issue in outcome.issues if issue.severity == "error"] == []


def test_every_slot_claims_the_profile_of_the_flow(client: FhirClient) -> None:
    found = resources(client.get(SEARCH).json)
    claims = {place: item["meta"]["profile"] for place, item in found.items() if "Slot/" in place}
    assert claims == {
        "Slot/plain": [f"{FIRST}FrSlotAgregateur", CPTS_SLOT],
        "Slot/both": [CPTS_SLOT],
        "Slot/closed": [CPTS_SLOT],
    }


@pytest.mark.parametrize(
    "search",
    [
        pytest.param(slot_search(RPPS_1, more="&_include=Slot:service-type-reference"), id="FSH"),
        pytest.param(slot_search(RPPS_1, more=CPTS_INCLUDES + "&_count=1000"), id="page"),
    ],
)
def test_structures_come_unasked(client: FhirClient, search: str) -> None:
    bundle = client.get(search).json
    assert "Organization/o-h2" in resources(bundle)
    assert bundle["link"] == [{"relation": "self", "url": f"http://localhost/fhir/{search}"}]


def test_the_other_flow_shows_nothing_of_cpts(client: FhirClient, validator: Validator) -> None:
    answer = client.get(slot_search(RPPS_1))
    found = resources(answer.json)
    assert [place for place in found if place.startswith("Slot/")] == ["Slot/plain", "Slot/both"]
    shown = found["Slot/both"]
    assert [item["code"] for item in shown["meta"]["security"]] == ["PUBLIC"]
    assert shown["meta"]["profile"] == [f"{FIRST}FrSlotAgregateur"]
    assert R66 not in str(shown["serviceType"])
    assert answer.json["total"] == 2
    assert validator.validate(answer.get_data()).ok


def test_nothing_found_claims_no_profile(client: FhirClient) -> None:
    search = slot_search("899700000033", more=CPTS_INCLUDES)
    bundle = client.get(search).json
    assert (bundle["total"], "entry" in bundle, "meta" in bundle) == (0, False, False)
    assert bundle["link"] == [{"relation": "self", "url": f"http://localhost/fhir/{search}"}]


INCOHERENT = [
    pytest.param(cpts_slot("x", "a1", "26 09:00", "h1", types=("PUBLIC",)), id="link, no type"),
    pytest.param(cpts_slot("x", "a1", "26 09:00", types=("CPTS",)), id="type, no link"),
    pytest.param(cpts_slot("x", "a1", "26 09:00", "h9", types=("CPTS",)), id="unknown service"),
]


@pytest.mark.parametrize("bad", INCOHERENT)
def test_incoherent_slots_are_withheld(client: FhirClient, bad: dict[str, Any]) -> None:
    client.load(bad)
    bundle = client.get(SEARCH).json
    assert (bundle["total"], "Slot/x" in resources(bundle)) == (3, False)


def test_a_service_without_structure_is_withheld(client: FhirClient) -> None:
    lost = {
        "resourceType": "HealthcareService",
        "id": "h9",
        "meta": {"profile": [f"{SAS}sas-cpts-healthcareservice-aggregator"]},
        "providedBy": {"reference": "Organization/none"},
    }
    client.load(lost, cpts_slot("x", "a1", "26 09:00", "h9", types=("CPTS",)))
    found = resources(client.get(SEARCH).json)
    assert not {"Slot/x", "HealthcareService/h9"} & set(found)


CORE = {"system": "https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-0203", "code": "IDNST"}
PLACE = {
    "system": "http://interopsante.org/fhir/CodeSystem/fr-location-identifier-type",
    "code": "IDNST",
}


@pytest.mark.parametrize(
    "kept",
    [
        pytest.param([CORE], id="1.2.0"),
        pytest.param([PLACE], id="1.1.0"),
        pytest.param([CORE, PLACE], id="both"),
        pytest.param([PLACE, CORE], id="both, earlier first"),
    ],
)
def test_a_cpts_says_its_type_for_both_versions(
    start: StartServer, validator: Validator, kept: list[dict[str, str]]
) -> None:
    client = start(tolerance="all").client
    organization, service = cpts("h1", "1990000021")
    organization["identifier"][0]["type"] = {"coding": kept}
    shown = cpts_slot("both", "a1", "25 10:00", "h1", types=("PUBLIC", "CPTS"))
    client.load(*agenda("a1", 1, RPPS_1), organization, service, shown)
    answer = client.get(SEARCH)
    found = resources(answer.json)[f"Organization/{organization['id']}"]
    assert found["identifier"][0]["type"]["coding"] == [CORE, PLACE]
    assert answer.json["meta"]["profile"] == [CPTS_BUNDLE]
    assert validator.validate(answer.get_data()).ok
