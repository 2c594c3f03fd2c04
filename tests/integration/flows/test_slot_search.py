"""INT_R01: requests, answers, refusals.

Facts: spec/flows.md 1, behaviour.md
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from tests.integration.flows.conftest import StartServer
from tests.integration.flows.sas_data import (
    FIRST,
    HIGH,
    IDNPS,
    LOW,
    RPPS_1,
    RPPS_2,
    RPPS_3,
    agenda,
    role,
    schedule,
    security,
    slot,
    slot_search,
)
from tests.integration.server.client import FhirClient, issue_codes

from sas_validators import Validator

BUNDLE = f"{FIRST}BundleAgregateur"
GAP_SLOT = "https://interop.esante.gouv.fr/ig/fhir/gap/StructureDefinition/gap-fr-slot"

WORLD = (
    *agenda("a1", 1, RPPS_1),
    role("a2", 1),
    schedule("a2", 1),
    *agenda("a3", 2, RPPS_2),
    slot("s1", "a1", "25 09:00"),
    slot("s2", "a2", "25 10:00"),
    slot("s3", "a1", "27 18:00"),
    slot("s4", "a1", "28 09:00"),
    slot("s5", "a3", "26 09:00"),
    {
        **slot("busy", "a1", "25 11:00", profile="http://hl7.org/fhir/StructureDefinition/Slot"),
        "status": "busy",
    },
    slot("past", "a1", "25 07:00"),
)


@pytest.fixture
def client(client: FhirClient) -> FhirClient:
    client.load(*WORLD)
    return client


def places(bundle: dict[str, Any]) -> list[str]:
    return [
        f"{entry['resource']['resourceType']}/{entry['resource']['id']}"
        for entry in bundle.get("entry", [])
    ]


def test_the_official_order_and_modes(client: FhirClient) -> None:
    bundle = client.get(slot_search(RPPS_1, RPPS_2)).json
    assert places(bundle) == [
        *("Slot/s1", "Schedule/a1", "Practitioner/p1", "PractitionerRole/a1"),
        *("Slot/s2", "Schedule/a2", "PractitionerRole/a2"),
        *("Slot/s5", "Schedule/a3", "Practitioner/p2", "PractitionerRole/a3"),
        "Slot/s3",
    ]
    assert bundle["total"] == 4
    for entry in bundle["entry"]:
        kind, id = entry["resource"]["resourceType"], entry["resource"]["id"]
        assert entry["search"]["mode"] == ("match" if kind == "Slot" else "include")
        assert entry["fullUrl"] == f"http://localhost/fhir/{kind}/{id}"


def test_the_bundle_meets_its_profile(client: FhirClient, validator: Validator) -> None:
    answer = client.get(slot_search(RPPS_1, RPPS_2))
    assert answer.json["meta"]["profile"] == [BUNDLE]
    outcome = validator.validate(answer.get_data())
    assert [issue.en for issue in outcome.issues if issue.severity == "error"] == []


@pytest.mark.parametrize(
    "numbers",
    [pytest.param([RPPS_3], id="unknown"), pytest.param([RPPS_2], id="no slot in the window")],
)
def test_nothing_found(client: FhirClient, validator: Validator, numbers: list[str]) -> None:
    answer = client.get(slot_search(*numbers, low="2027-03-26T12:00:00+01:00"))
    bundle = answer.json
    assert answer.status_code == 200
    assert (bundle["type"], bundle["total"]) == ("searchset", 0)
    assert bundle["meta"]["profile"] == [BUNDLE]
    assert "entry" not in bundle
    assert validator.validate(answer.get_data()).ok


@pytest.mark.parametrize(
    "search",
    [
        slot_search(RPPS_1),
        slot_search(RPPS_1, more="&_count=1000&_format=json"),
        slot_search(RPPS_1).replace("Slot?", "Slot/?"),
        slot_search(RPPS_1).replace("%7C", "|").replace("%3A", ":"),
    ],
)
def test_the_self_link_is_the_request(client: FhirClient, search: str) -> None:
    bundle = client.get(search).json
    assert bundle["link"] == [{"relation": "self", "url": f"http://localhost/fhir/{search}"}]


def test_one_page_whatever_count_says(client: FhirClient) -> None:
    bundle = client.get(slot_search(RPPS_1, RPPS_2, more="&_count=1")).json
    assert bundle["total"] == 4
    assert [link["relation"] for link in bundle["link"]] == ["self"]


def test_includes_come_unasked(client: FhirClient) -> None:
    search = slot_search(RPPS_2).replace("_include=Slot:schedule&", "")
    search = search.replace("_include:iterate=Schedule:actor&", "")
    assert places(client.get(search).json) == [
        *("Slot/s5", "Schedule/a3", "Practitioner/p2", "PractitionerRole/a3"),
    ]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        pytest.param(LOW, HIGH, ["s1", "s2", "s3"], id="three days"),
        pytest.param(
            "2027-03-25T09:00:00+01:00",
            "2027-03-25T10:00:00+01:00",
            ["s1", "s2"],
            id="both bounds included",
        ),
        pytest.param("2027-03-25T08:00:01.000Z", HIGH, ["s2", "s3"], id="another offset"),
        pytest.param("2027-03-25T09:00:00", "2027-03-25T09:30:00", ["s1"], id="no offset: Paris"),
        pytest.param("2027-03-25", "2027-03-25", ["s1", "s2"], id="days"),
        pytest.param("2027-03-24T00:00:00+01:00", HIGH, ["s1", "s2", "s3"], id="never the past"),
        pytest.param(
            "2027-03-01", HIGH, ["past", "s1", "s2", "s3"], id="unless the past is asked for"
        ),
    ],
)
def test_window(client: FhirClient, low: str, high: str, expected: list[str]) -> None:
    assert client.ids(slot_search(RPPS_1, low=low, high=high)) == expected


def test_a_raw_plus_is_an_offset(client: FhirClient) -> None:
    search = slot_search(RPPS_1).replace("%2B", "+").replace("%3A", ":")
    assert client.ids(search) == ["s1", "s2", "s3"]


def test_blanks_after_commas(client: FhirClient) -> None:
    search = slot_search(RPPS_1, RPPS_2).replace(",", ",%20")
    assert client.ids(search) == ["s1", "s2", "s5", "s3"]


@pytest.mark.parametrize("asked", [RPPS_1, RPPS_1[1:]])
@pytest.mark.parametrize("kept", [RPPS_1, RPPS_1[1:]])
def test_with_and_without_prefix(server: Any, asked: str, kept: str) -> None:
    client = server.client
    client.load(*agenda("a1", 1, kept), slot("s1", "a1", "25 09:00"))
    bundle = client.get(slot_search(asked)).json
    sent = bundle["entry"][2]["resource"]["identifier"][0]["value"]
    assert (bundle["total"], sent) == (1, RPPS_1)
    assert bundle["meta"]["profile"] == [BUNDLE]


def test_phones_are_written_as_asked(server: Any) -> None:
    client = server.client
    bare = agenda("a1", 1, RPPS_1)
    bare[0]["telecom"] = [{"system": "phone", "value": "01 99 00 00 01"}]
    del bare[1]["telecom"]
    client.load(*bare, slot("s1", "a1", "25 09:00"))
    sent = [entry["resource"] for entry in client.get(slot_search(RPPS_1)).json["entry"]]
    assert sent[2]["telecom"] == [{"system": "phone", "value": "+33199000001"}]
    assert sent[3]["telecom"] == [{"system": "phone", "value": "+33199000001"}]


BASE = {
    "_include": "Slot:schedule",
    "status": "free",
    "start": [f"ge{LOW}", f"le{HIGH}"],
    "schedule.actor:Practitioner.identifier": f"{IDNPS}|{RPPS_1}",
}
IDENTIFIERS = "schedule.actor:Practitioner.identifier"


def query(**changes: Any) -> str:
    pairs = []
    for name, value in {**BASE, **changes}.items():
        for item in value if isinstance(value, list) else [value]:
            if item is not None:
                pairs.append(f"{name}={quote(item)}")
    return "Slot?" + "&".join(pairs)


MANY = ",".join(f"{IDNPS}|8997000{number:05d}" for number in range(26))


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        pytest.param({"start": [f"le{HIGH}"]}, ["required"], id="no lower bound"),
        pytest.param({"start": [f"ge{LOW}"]}, ["required"], id="no upper bound"),
        pytest.param({"start": None}, ["required", "required"], id="no bounds"),
        pytest.param({"start": [f"ge{LOW}", f"ge{LOW}", f"le{HIGH}"]}, ["invalid"], id="twice"),
        pytest.param({"start": [f"ge{LOW}", f"lt{HIGH}"]}, ["required", "invalid"], id="prefix"),
        pytest.param({"start": [f"ge{HIGH}", f"le{LOW}"]}, ["value"], id="backwards"),
        pytest.param({"start": ["ge2027-13-01", f"le{HIGH}"]}, ["value"], id="no date"),
        pytest.param({"status": None}, ["required"], id="no status"),
        pytest.param({"status": "busy"}, ["not-supported"], id="other status"),
        pytest.param({"status": "free,busy"}, ["not-supported"], id="more statuses"),
        pytest.param({IDENTIFIERS: ""}, ["required"], id="no identifier"),
        pytest.param({IDENTIFIERS: " , "}, ["required"], id="nothing but a comma"),
        pytest.param({IDENTIFIERS: MANY}, ["too-costly"], id="26 identifiers"),
        pytest.param({IDENTIFIERS: RPPS_1}, ["value"], id="no system"),
        pytest.param({IDENTIFIERS: f"urn:oid:1.2.3|{RPPS_1}"}, ["value"], id="other system"),
        pytest.param({"status": None, "start": None}, ["required"] * 3, id="all at once"),
    ],
)
def test_refused(client: FhirClient, changes: dict[str, Any], codes: list[str]) -> None:
    answer = client.get(query(**changes))
    assert (answer.status_code, issue_codes(answer)) == (400, codes)
    assert all(issue["expression"][0].startswith("http.s") for issue in answer.json["issue"])


@pytest.mark.parametrize(
    ("changes", "total"),
    [
        pytest.param({}, 3, id="as it is"),
        pytest.param({"status": "http://hl7.org/fhir/slotstatus|free"}, 3, id="with system"),
        pytest.param({IDENTIFIERS: MANY.rpartition(",")[0]}, 3, id="25 identifiers"),
        pytest.param({"_unknown": "x"}, 3, id="unknown parameter"),
        pytest.param({IDENTIFIERS: None, "status": None}, 5, id="no SAS search: as R4 says"),
    ],
)
def test_accepted(client: FhirClient, changes: dict[str, Any], total: int) -> None:
    answer = client.get(query(**changes))
    assert (answer.status_code, answer.json["total"]) == (200, total)


def test_post_search(client: FhirClient) -> None:
    path, _, form = slot_search(RPPS_2).partition("?")
    sent = {"Content-Type": "application/x-www-form-urlencoded"}
    bundle = client.request("POST", f"{path}/_search", form, sent).json
    assert places(bundle)[0] == "Slot/s5"
    assert bundle["meta"]["profile"] == [BUNDLE]


UNUSABLE = [
    pytest.param({"comment": None}, id="no booking URL"),
    pytest.param({"comment": "agenda 3"}, id="no URL"),
    pytest.param({"end": "2027-03-25T08:00:00.000+01:00"}, id="ends before it begins"),
]


@pytest.mark.parametrize("change", UNUSABLE)
def test_unusable_slots_are_withheld(client: FhirClient, change: dict[str, Any]) -> None:
    client.load(slot("s9", "a3", "25 09:00", **change))
    bundle = client.get(slot_search(RPPS_2)).json
    assert places(bundle) == [
        *("Slot/s5", "Schedule/a3", "Practitioner/p2", "PractitionerRole/a3"),
    ]
    assert bundle["total"] == 1


def test_the_log_tells_once_what_is_withheld(
    client: FhirClient, caplog: pytest.LogCaptureFixture
) -> None:
    client.load(slot("told-once", "a3", "25 09:00", comment=None))
    for _ in range(3):
        client.get(slot_search(RPPS_2))
    client.load(slot("told-once", "a3", "25 09:20", comment=None))
    client.get(slot_search(RPPS_2))
    assert sum("Slot/told-once is withheld" in text for text in caplog.messages) == 2


@pytest.mark.parametrize("change", UNUSABLE)
def test_unusable_slots_are_sent_when_flagging(start: StartServer, change: dict[str, Any]) -> None:
    client = start(outbound="flag").client
    client.load(*agenda("a1", 1, RPPS_1), slot("s9", "a1", "25 09:00", **change))
    assert client.ids(slot_search(RPPS_1)) == ["s9"]


def test_a_place_of_another_practitioner_is_not_sent(client: FhirClient) -> None:
    crossed = schedule("a3", 2)
    crossed["actor"][1]["reference"] = "PractitionerRole/a1"
    client.load(crossed)
    assert client.get(slot_search(RPPS_2)).json["total"] == 0
    bundle = client.get(slot_search(RPPS_1, RPPS_2)).json
    assert (bundle["total"], "Practitioner/p2" in places(bundle)) == (3, False)


def test_what_only_withheld_slots_need_is_left_out(server: Any) -> None:
    client = server.client
    client.load(*agenda("a1", 1, RPPS_1), slot("s1", "a1", "25 09:00", comment=None))
    bundle = client.get(slot_search(RPPS_1)).json
    assert (bundle["total"], places(bundle)) == (0, [])


def test_resources_without_profile_are_sent_without_claiming(server: Any) -> None:
    client = server.client
    plain = agenda("a1", 1, RPPS_1)
    for resource in plain:
        del resource["meta"]
    del plain[0]["identifier"][0]["type"]
    bare = {
        name: slot("s1", "a1", "25 09:00")[name]
        for name in ("resourceType", "id", "schedule", "status", "start", "end")
    }
    client.load(*plain, bare)
    bundle = client.get(slot_search(RPPS_1)).json
    assert bundle["total"] == 1
    assert "meta" not in bundle


def test_conforming_resources_need_not_declare(server: Any, validator: Validator) -> None:
    client = server.client
    plain = [*agenda("a1", 1, RPPS_1), slot("s1", "a1", "25 09:00")]
    for resource in plain:
        del resource["meta"]["profile"]
        if not resource["meta"]:
            del resource["meta"]
    client.load(*plain)
    answer = client.get(slot_search(RPPS_1))
    assert answer.json["meta"]["profile"] == [BUNDLE]
    assert validator.validate(answer.get_data()).ok
    declared = {
        entry["resource"]["resourceType"]: entry["resource"]["meta"]["profile"]
        for entry in answer.json["entry"]
    }
    assert declared == {
        "Slot": [f"{FIRST}FrSlotAgregateur"],
        "Schedule": [f"{FIRST}FrScheduleAgregateur"],
        "Practitioner": [f"{FIRST}FrPractitionerAgregateur"],
        "PractitionerRole": [f"{FIRST}FrPractitionerRoleExerciceAgregateur"],
    }


@pytest.mark.parametrize("more", ["&_elements=start", "&_summary=true", "&_summary=data"])
def test_reduced_answers_claim_nothing(client: FhirClient, more: str) -> None:
    bundle = client.get(slot_search(RPPS_1, more=more)).json
    assert bundle["total"] == 3
    assert "meta" not in bundle


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
@pytest.mark.parametrize("more", ["&_summary=count", "&_count=0"])
def test_counting_counts_what_is_sent(start: StartServer, engine: str, more: str) -> None:
    client = start(engine).client
    closed = slot(
        "closed", "a1", "25 12:00", profile="http://hl7.org/fhir/StructureDefinition/Slot"
    )
    closed["meta"]["security"] = security("CPTS")
    client.load(*WORLD, closed, slot("unusable", "a1", "25 13:00", comment=None))
    sent = client.get(slot_search(RPPS_1)).json
    bundle = client.get(slot_search(RPPS_1, more=more)).json
    assert (bundle["total"], "entry" in bundle, "meta" in bundle) == (sent["total"], False, False)
    assert [link["relation"] for link in bundle["link"]] == ["self"]
    assert sent["total"] == 3


FOREIGN = {"coding": [{"system": "https://editeur.example/specialites", "code": "sport"}]}


@pytest.mark.parametrize(
    "specialty",
    [
        pytest.param({"text": "Médecine du sport"}, id="text only"),
        pytest.param(FOREIGN, id="of another code system"),
    ],
)
def test_other_specialties_come_in_with_a_warning(
    server: Any, start: StartServer, specialty: dict[str, Any]
) -> None:
    text_only = slot("s1", "a1", "25 09:00", specialty=[specialty])
    answer = server.client.put("Slot/s1", text_only, Prefer="return=OperationOutcome")
    assert answer.status_code == 201
    found = {(i["severity"], *i.get("expression", ())) for i in answer.json["issue"]}
    assert ("warning", "Slot.specialty[0]") in found
    assert start(tolerance="none").client.put("Slot/s1", text_only).status_code == 422
    said = server.client.post("Slot/$validate", text_only).json["issue"]
    assert ("error", "Slot.specialty[0]") in {
        (i["severity"], *i.get("expression", ())) for i in said
    }


def test_gap_admits_no_other_specialties(client: FhirClient) -> None:
    answer = client.put("Slot/n", slot("n", "a1", "25 09:00", GAP_SLOT, specialty=[FOREIGN]))
    assert (answer.status_code, "code-invalid" in issue_codes(answer)) == (422, True)


def test_cpts_only_slots_are_not_for_this_flow(server: Any) -> None:
    client = server.client
    closed = slot("s1", "a1", "25 09:00", profile="http://hl7.org/fhir/StructureDefinition/Slot")
    closed["meta"]["security"] = security("CPTS")
    client.load(*agenda("a1", 1, RPPS_1), closed)
    assert client.get(slot_search(RPPS_1)).json["total"] == 0
