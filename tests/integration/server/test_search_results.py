"""How search results are answered: includes, order, pages, totals, less of each resource.

Facts: FHIR R4 search.html, spec/gap.md 6.6 and 6.7, behaviour.md.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.integration.server.agenda_data import IDNST, RPPS, WORLD, slot
from tests.integration.server.client import FhirClient, issue_codes
from tests.integration.server.conftest import ENGINES, BuildServer, Server

SUBSETTED = {
    "system": "http://terminology.hl7.org/CodeSystem/v3-ObservationValue",
    "code": "SUBSETTED",
}


@pytest.fixture(scope="module", params=ENGINES)
def world(
    request: pytest.FixtureRequest, new_store: Callable[[str], str], open_server: BuildServer
) -> FhirClient:
    """A server with all of `agenda_data`; tests only read it."""
    client = open_server(new_store(request.param)).client
    client.load(*WORLD)
    return client


INCLUDES = [
    ("Slot?_id=s1&_include=Slot:schedule", "Schedule/a1"),
    ("Slot?_id=s1,s2&_include=Slot:schedule", "Schedule/a1"),
    (
        "Slot?_id=s1&_include=Slot:schedule&_include:iterate=Schedule:actor",
        "Practitioner/p1 PractitionerRole/r1 Schedule/a1",
    ),
    (
        "Slot?_id=s1&_include=Slot:schedule&_include=Schedule:actor",
        "Practitioner/p1 PractitionerRole/r1 Schedule/a1",
    ),
    (
        "Slot?_id=s1&_include=Slot:schedule&_include:iterate=Schedule:actor:PractitionerRole",
        "PractitionerRole/r1 Schedule/a1",
    ),
    (
        "Slot?_id=s4&_include=Slot:service-type-reference"
        "&_include:iterate=HealthcareService:organization",
        "HealthcareService/h1 Organization/o1",
    ),
    ("Slot?_id=s4&_include=*", "HealthcareService/h1 Schedule/a2"),
    (
        "Slot?_id=s4&_include=Slot:*&_include:iterate=*",
        "HealthcareService/h1 Location/l1 Location/l2 Organization/o1 Practitioner/p2 "
        "PractitionerRole/r2 Schedule/a2",
    ),
    ("Location?_id=l2&_include=Location:partof", "Location/l1"),
    (
        "Location?_id=l2&_include:iterate=Location:partof&_include=Location:Organization",
        "Location/l1",
    ),
    (
        "Location?_id=l2&_include:iterate=Location:partof&_include:iterate=Location:organization",
        "Location/l1 Organization/o1",
    ),
    ("Schedule?_id=a3&_revinclude=Slot:schedule", "Slot/s5 Slot/s6"),
    (
        f"Schedule?actor:Location.organization.identifier={IDNST}|399700000000017"
        "&_revinclude=Slot:schedule&_include=Schedule:actor:Location"
        "&_include:iterate=Location:organization",
        "Location/l1 Organization/o1 Slot/s5 Slot/s6",
    ),
    ("Practitioner?_id=p1&_revinclude=*", "PractitionerRole/r1 Schedule/a1"),
    (
        "Practitioner?_id=p1&_revinclude=Schedule:actor&_revinclude:iterate=Slot:schedule",
        "Schedule/a1 Slot/s1 Slot/s2 Slot/s3",
    ),
    ("Slot?_id=s1&_include=Slot:nothing", ""),
    ("Slot?_id=s1&_include=Slot:status", ""),
    ("PractitionerRole?_id=r1&_include=PractitionerRole:location", ""),
    ("Appointment?_id=v2&_include=Appointment:actor", "Practitioner/p2"),
]


@pytest.mark.parametrize(
    ("search", "expected"), [pytest.param(*row, id=row[0]) for row in INCLUDES]
)
def test_includes(world: FhirClient, search: str, expected: str) -> None:
    assert sorted(world.entries(search, "include")) == expected.split()


SORTS = [
    ("Slot?_sort=-start", "s6 s5 s3 s4 s2 s1"),
    ("Slot?_sort=status,-_id", "s3 s6 s5 s4 s2 s1"),
    ("Slot?_sort=-service-type", "s2 s1 s3 s4 s5 s6"),
    ("Slot?_sort=schedule,start", "s1 s2 s3 s4 s5 s6"),
    ("Practitioner?_sort=family", "p2 p1"),
    ("Practitioner?_sort=-given", "p2 p1"),
    ("Schedule?_sort=-date", "a2 a1 a3"),
    ("Slot?_sort=_lastUpdated&status=free", "s1 s2 s4 s5"),
    ("Slot?_sort=-_lastUpdated&status=free", "s5 s4 s2 s1"),
    ("Location?_sort=name", "l2 l1"),
    ("Slot?_sort=nothing&_id=s1", "s1"),
]


@pytest.mark.parametrize(("search", "expected"), [pytest.param(*row, id=row[0]) for row in SORTS])
def test_sorts(world: FhirClient, search: str, expected: str) -> None:
    assert world.ids(search) == expected.split()


SELF_LINKS = [
    "Slot?status=free",
    "Slot?_include=Slot:schedule&_include:iterate=Schedule:actor&status=free"
    "&start=ge2027-03-02T09:15:00.000%2B01:00&start=le2027-03-28T23:59:59.999%2B01:00"
    f"&schedule.actor:Practitioner.identifier={RPPS}%7C810000000017,{RPPS}%7C810000000025&_count=1000",
    "Slot?start=ge2027-03-02T09:15:00.000+01:00",
    "Slot?status=free&_format=json",
    "Slot/?status=free",
    "Slot?Identifier=x",
]


@pytest.mark.parametrize("search", SELF_LINKS)
def test_self_link_is_the_request(world: FhirClient, search: str) -> None:
    answer = world.get(search).json
    assert answer["link"] == [{"relation": "self", "url": f"http://localhost/fhir/{search}"}]


def test_searchset_shape(world: FhirClient) -> None:
    found = world.get("Slot?_id=s1&_include=Slot:schedule").json
    assert (found["resourceType"], found["type"], found["total"]) == ("Bundle", "searchset", 1)
    assert [(item["fullUrl"], item["search"]["mode"]) for item in found["entry"]] == [
        ("http://localhost/fhir/Slot/s1", "match"),
        ("http://localhost/fhir/Schedule/a1", "include"),
    ]


def test_nothing_found(world: FhirClient) -> None:
    found = world.get("Slot?_id=none").json
    assert found["total"] == 0
    assert "entry" not in found


@pytest.mark.parametrize("search", ["Slot?_count=0", "Slot?_summary=count"])
def test_count_only(world: FhirClient, search: str) -> None:
    found = world.get(search).json
    assert (found["total"], "entry" in found, len(found["link"])) == (6, False, 1)


def test_total_none(world: FhirClient) -> None:
    assert "total" not in world.get("Slot?_total=none").json
    assert world.get("Slot?_total=accurate").json["total"] == 6


def test_summary_keeps_what_the_definition_says(world: FhirClient) -> None:
    kept = world.get("Slot?_id=s1&_summary=true").json["entry"][0]["resource"]
    assert set(kept) == {
        "resourceType", "id", "meta", "identifier", "serviceType", "schedule", "status", "start",
        "end",
    }  # fmt: skip
    assert SUBSETTED in kept["meta"]["tag"]
    appointment = world.get("Appointment?_id=v1&_summary=true").json["entry"][0]["resource"]
    assert "slot" not in appointment
    assert set(appointment["participant"][0]) == {"actor", "status"}


@pytest.mark.parametrize(
    ("parameter", "kept"),
    [
        pytest.param(
            "_elements=comment",
            {"resourceType", "id", "meta", "comment", "schedule", "status", "start", "end"},
            id="elements",
        ),
        pytest.param(
            "_summary=text",
            {"resourceType", "id", "meta", "schedule", "status", "start", "end"},
            id="text",
        ),
    ],
)
def test_less_of_a_resource(world: FhirClient, parameter: str, kept: set[str]) -> None:
    for found in (
        world.get(f"Slot?_id=s1&{parameter}").json["entry"][0]["resource"],
        world.get(f"Slot/s1?{parameter}").json,
    ):
        assert set(found) == kept
        assert SUBSETTED in found["meta"]["tag"]


def test_summary_data_and_false(world: FhirClient) -> None:
    assert "comment" in world.get("Slot/s1?_summary=data").json
    assert "tag" not in world.get("Slot/s1?_summary=false").json["meta"]


def follow(client: FhirClient, url: str, relation: str = "next") -> list[dict[str, Any]]:
    """All pages from `url` on."""
    pages = []
    while url:
        answer = client.get(url.removeprefix("http://localhost/fhir/"))
        assert answer.status_code == 200
        pages.append(answer.json)
        links = {link["relation"]: link["url"] for link in answer.json["link"]}
        url = links.get(relation, "")
    return pages


def page_ids(page: dict[str, Any]) -> list[str]:
    return [item["resource"]["id"] for item in page["entry"] if item["search"]["mode"] == "match"]


def test_pages(world: FhirClient) -> None:
    pages = follow(world, "Slot?_count=2&_include=Slot:schedule")
    assert [page_ids(page) for page in pages] == [["s1", "s2"], ["s4", "s3"], ["s5", "s6"]]
    assert {page["total"] for page in pages} == {6}
    assert pages[1]["entry"][-1]["resource"]["resourceType"] == "Schedule"
    relations = [{link["relation"] for link in page["link"]} for page in pages]
    assert relations == [
        {"self", "first", "next", "last"},
        {"self", "first", "previous", "next", "last"},
        {"self", "first", "previous", "last"},
    ]
    backwards = follow(world, _link(pages[2], "self"), "previous")
    assert [page_ids(page) for page in backwards] == [["s5", "s6"], ["s4", "s3"], ["s1", "s2"]]
    assert page_ids(world.get(_link(pages[0], "last")).json) == ["s5", "s6"]


def _link(page: dict[str, Any], relation: str) -> str:
    url = next(link["url"] for link in page["link"] if link["relation"] == relation)
    return str(url).removeprefix("http://localhost/fhir/")


def test_pages_survive_writes(server: Server) -> None:
    client = server.client
    client.load(*(slot(f"x{n}", "a", "free", f"2027-03-{n + 10}T09:00:00Z") for n in range(6)))
    first = client.get("Slot?_count=2&status=free&_sort=start").json
    client.load(
        slot("x0", "a", "free", "2027-04-30T09:00:00Z"),  # would move to the end
        slot("x5", "a", "free", "2027-01-01T09:00:00Z"),  # would move to the front
        slot("y", "a", "free", "2027-03-13T10:00:00Z"),  # is new
        slot("x3", "a", "busy", "2027-03-13T09:00:00Z"),  # matches no longer
    )
    rest = follow(client, _link(first, "next"))
    seen = [id for page in [first, *rest] for id in page_ids(page)]
    assert seen == ["x0", "x1", "x2", "x4", "x5"]


def test_a_page_link_serves_its_own_search_only(server: Server) -> None:
    client = server.client
    client.load(*(slot(f"x{n}", "a", "free", f"2027-03-{n + 10}T09:00:00Z") for n in range(3)))
    link = _link(client.get("Slot?_count=1&status=free").json, "next")
    for bad in (link.replace("free", "busy"), link[:-2] + "zz", "Slot?_page=none.0"):
        answer = client.get(bad)
        assert (answer.status_code, issue_codes(answer)) == (410, ["expired"])


def test_page_links_expire(build_server: BuildServer) -> None:
    time = [1_800_000_000_000_000]
    client = build_server(clock=lambda: time[0], page_lifetime=60).client
    client.load(*(slot(f"x{n}", "a", "free", f"2027-03-{n + 10}T09:00:00Z") for n in range(3)))
    link = _link(client.get("Slot?_count=1").json, "next")
    assert client.get(link).status_code == 200
    time[0] += 61_000_000
    assert client.get(link).status_code == 410


def test_page_size_limits(build_server: BuildServer) -> None:
    client = build_server(default_count=2, max_count=3).client
    client.load(*(slot(f"x{n}", "a", "free", f"2027-03-{n + 10}T09:00:00Z") for n in range(5)))
    assert len(client.ids("Slot")) == 2
    assert len(client.ids("Slot?_count=100")) == 3
    strict = client.get("Slot?_count=100", Prefer="handling=strict")
    assert (strict.status_code, issue_codes(strict)) == (422, ["too-costly"])


def test_too_many_includes(build_server: BuildServer) -> None:
    client = build_server(max_includes=2).client
    client.load(*WORLD)
    answer = client.get("Schedule?_id=a1&_revinclude=Slot:schedule")
    assert (answer.status_code, issue_codes(answer)) == (422, ["too-costly"])


def test_summary_leaves_out_what_only_holds_modifier_extensions(server: Server) -> None:
    """Patient.communication is in no summary, though its modifierExtension is marked so."""
    speaks = {"language": {"text": "français"}}
    patient = {"resourceType": "Patient", "id": "p", "gender": "other", "communication": [speaks]}
    server.client.load(patient)
    assert set(server.client.get("Patient/p?_summary=true").json) == {
        "resourceType", "id", "meta", "gender",
    }  # fmt: skip
