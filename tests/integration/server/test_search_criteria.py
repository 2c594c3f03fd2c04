"""What searches find, parameter type by parameter type, on both engines.

Facts: FHIR R4 search.html, spec/gap.md 6.2 to 6.5 and 6.8.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.integration.server.agenda_data import ACT, FR_SLOT, IDNST, R38, R314, RPPS, WORLD
from tests.integration.server.client import FhirClient, issue_codes
from tests.integration.server.conftest import ENGINES, BuildServer


@pytest.fixture(scope="module", params=ENGINES)
def world(
    request: pytest.FixtureRequest,
    new_store: Callable[[str], str],
    open_server: BuildServer,
) -> FhirClient:
    """A server with all of `agenda_data`; tests only read it."""
    client = open_server(new_store(request.param)).client
    client.load(*WORLD)
    return client


TOKEN = [
    ("Slot?status=free", "s1 s2 s4 s5"),
    ("Slot?status=http://hl7.org/fhir/slotstatus|free", "s1 s2 s4 s5"),
    ("Slot?status=http://other.example|free", ""),
    ("Slot?status=busy,busy-unavailable", "s3 s6"),
    ("Slot?status:not=free", "s3 s6"),
    ("Slot?status:not=free,busy", "s6"),
    ("Slot?status=http://hl7.org/fhir/slotstatus|", "s1 s2 s4 s3 s5 s6"),
    (f"Slot?_security={R314}|PUBLIC", "s1"),
    ("Slot?_security=pro", "s2"),
    ("Slot?_tag=essai", "s2"),
    ("Slot?_tag=|essai", "s2"),
    ("Slot?_tag=http://x|essai", ""),
    ("Slot?identifier=https://editeur.example/creneaux|A\\,1\\|x", "s1"),
    ("Slot?Identifier=A\\,1\\|x", "s1"),
    ("Slot?identifier=a\\,1\\|x", ""),
    ("Slot?service-type=AMB", "s1"),
    (f"Slot?service-type={ACT}|VR,{ACT}|AMB", "s1 s2"),
    ("Slot?service-type:text=soir", "s1"),
    ("Slot?service-type:text=SOINS NON", "s4"),
    ("Slot?service-type:missing=true", "s3 s5 s6"),
    ("Slot?service-type:missing=false", "s1 s2 s4"),
    ("Practitioner?active=true", "p1"),
    ("Practitioner?active:not=true", "p2"),
    ("Practitioner?identifier:of-type=http://ids.example|IDNPS|810000000017", "p1"),
    ("Practitioner?identifier:of-type=http://ids.example|OTHER|810000000017", ""),
    ("Practitioner?telecom=+33199000001", ""),
    ("Practitioner?telecom=%2B33199000001", "p1"),
    ("Practitioner?telecom=phone|%2B33199000001", "p1"),
    ("Practitioner?email=ANNE@EXEMPLE.FR", "p1"),
    ("Practitioner?phone=anne@exemple.fr", ""),
    (f"PractitionerRole?specialty={R38}|SM54", "r1"),
    ("PractitionerRole?specialty:text=médecine", "r1"),
    ("Appointment?priority=5", "v1"),
    ("Appointment?status=booked,fulfilled", "v1"),
    ("Slot?status:in=http://hl7.org/fhir/ValueSet/slotstatus", "s1 s2 s4 s3 s5 s6"),
    ("Slot?status:not-in=http://hl7.org/fhir/ValueSet/slotstatus", ""),
]

DATE = [
    ("Slot?start=2027-03-25", "s1 s2"),
    ("Slot?start=eq2027-03-25", "s1 s2"),
    ("Slot?start=2027-03", "s1 s2 s4 s3"),
    ("Slot?start=2027", "s1 s2 s4 s3 s5 s6"),
    ("Slot?start=ne2027-03-25", "s4 s3 s5 s6"),
    ("Slot?start=2027-03-25T09:00", "s1"),
    ("Slot?start=2027-03-25T08:00:00Z", "s1"),
    ("Slot?start=2027-03-25T09:00:00.000%2B01:00", "s1"),
    ("Slot?start=2027-03-25T09:00:00.000+01:00", "s1"),
    ("Slot?start=gt2027-03-25T09:00:00%2B01:00", "s2 s4 s3 s5 s6"),
    ("Slot?start=ge2027-03-25T10:00:00%2B01:00", "s2 s4 s3 s5 s6"),
    ("Slot?start=lt2027-03-25T10:00:00%2B01:00", "s1"),
    ("Slot?start=le2027-03-25T10:00:00%2B01:00", "s1 s2"),
    ("Slot?start=ge2027-03-26", "s4 s3 s5 s6"),
    ("Slot?start=le2027-03-25", "s1 s2"),
    ("Slot?start=gt2027-03-25", "s4 s3 s5 s6"),
    ("Slot?start=lt2027-03-26", "s1 s2"),
    ("Slot?start=sa2027-03-25", "s4 s3 s5 s6"),
    ("Slot?start=eb2027-03-26", "s1 s2"),
    ("Slot?start=ge2027-03-25&start=le2027-03-26", "s1 s2 s4 s3"),
    ("Slot?start=2027-04-01,2027-03-26&start=ge2027-04-01", "s5 s6"),
    ("Slot?start=ap2027-03-25T09:00:00Z", "s1 s2 s4 s3 s5 s6"),
    ("Schedule?date=2027-03", "a1"),
    ("Schedule?date=2027", "a1"),
    ("Schedule?date=2027-03-15", ""),
    ("Schedule?date=ge2027-03-15", "a1 a2"),
    ("Schedule?date=gt2027-03-31", "a2"),
    ("Schedule?date=sa2027-04-01", "a2"),
    ("Schedule?date=lt2027-03-15", "a1"),
    ("Schedule?date=eb2027-05-01", "a1"),
    ("Schedule?date=le2027-03-31", "a1"),
    ("Schedule?date=ap2027-03-15", "a1"),
    ("Schedule?date:missing=true", "a3"),
    ("PractitionerRole?date=ge2027-01-01", "r2"),
    ("Appointment?date=ge2027-03-26", "v2"),
    ("Appointment?start=ge2027-03-26", "v2"),
    ("Appointment?created=2027-03-24", "v1"),
    ("Appointment?created=le2027-03-23", "v2"),
    ("Appointment?created=ge2027-03-20T12:00:00Z", "v1 v2"),
    ("Appointment?created=ge2027-03-21", "v1"),
]

STRING = [
    ("Practitioner?family=lefevre", "p1"),
    ("Practitioner?family=LEFÈVRE dupont", "p1"),
    ("Practitioner?family=dupont", ""),
    ("Practitioner?family:contains=dupont", "p1"),
    ("Practitioner?family:exact=Lefèvre-Dupont", "p1"),
    ("Practitioner?family:exact=lefèvre-dupont", ""),
    ("Practitioner?given=marie", "p1"),
    ("Practitioner?given=zoe,anne", "p1 p2"),
    ("Practitioner?name=dur", "p2"),
    ("Practitioner?name:contains=%25", ""),
    ("Location?address=brest", ""),
    ("Location?address-city=paris", "l2"),
    ("Location?address=75", "l2"),
    ("Location?name=centre", "l1"),
    ("Organization?name=les essais", "o1"),
    ("Appointment?description=fièvre", "v1 v2"),
    ("Practitioner?family:missing=false", "p1 p2"),
]

REFERENCE = [
    ("Slot?schedule=Schedule/a1", "s1 s2 s3"),
    ("Slot?schedule=a1", "s1 s2 s3"),
    ("Slot?schedule:Schedule=a1", "s1 s2 s3"),
    ("Slot?schedule=http://localhost/fhir/Schedule/a1", "s1 s2 s3"),
    ("Slot?schedule=Schedule/a1/_history/1", "s1 s2 s3"),
    ("Slot?schedule=a1,a2", "s1 s2 s4 s3"),
    ("Slot?schedule=Schedule/none", ""),
    ("Schedule?actor=Practitioner/p1", "a1"),
    ("Schedule?actor=p1", "a1"),
    ("Schedule?actor:Practitioner=p1", "a1"),
    ("Schedule?actor:PractitionerRole=p1", ""),
    ("Slot?service-type-reference=HealthcareService/h1", "s4"),
    (f"Appointment?actor:identifier={RPPS}|810000000017", "v1"),
    ("Appointment?actor:identifier=810000000017", "v1"),
    ("Appointment?actor=https://ailleurs.example/fhir/Patient/1", "v2"),
    ("Appointment?practitioner=p2", "v2"),
    ("Appointment?patient=https://ailleurs.example/fhir/Patient/1", "v2"),
    ("Appointment?slot:missing=true", "v2"),
    (f"PractitionerRole?organization:identifier={IDNST}|1290000012", "r1"),
]

CHAIN = [
    (f"Slot?schedule.actor:Practitioner.identifier={RPPS}|810000000017", "s1 s2 s3"),
    (
        f"Slot?schedule.actor:Practitioner.identifier={RPPS}|810000000017, {RPPS}|810000000025",
        "s1 s2 s4 s3",
    ),
    (f"Slot?schedule.actor.identifier={RPPS}|810000000025", "s4"),
    (f"Slot?schedule.actor:PractitionerRole.identifier={RPPS}|810000000017", ""),
    ("Slot?schedule.actor:PractitionerRole.specialty=SM54&status=free", "s1 s2"),
    ("Slot?schedule.actor:Practitioner.family=dur", "s4"),
    ("Slot?schedule.actor:PractitionerRole.location.address-city=brest", "s1 s2 s3"),
    ("Slot?schedule.actor:PractitionerRole.address=brest", "s1 s2 s3"),
    ("Slot?schedule.actor:PractitionerRole.location.address-city=paris", "s4"),
    ("Slot?schedule.actor:PractitionerRole.location.partof.name=centre", "s4"),
    ("Slot?schedule.actor:Location.name=centre&status=free", "s5"),
    ("Slot?schedule.actor:Location.near=48.39|-4.49|10|km", "s5 s6"),
    ("Slot?schedule.actor:Practitioner.active:not=true", "s4"),
    ("Slot?schedule.actor:Practitioner.telecom:missing=true", "s4"),
    ("Slot?schedule.actor:Practitioner._id=p2", "s4"),
    ("Slot?schedule.date=2027-03", "s1 s2 s3"),
    (
        f"Slot?schedule.actor:Practitioner.identifier={RPPS}|810000000017"
        "&start=ge2027-03-25T09:30:00%2B01:00&start=le2027-03-25&status=free",
        "s2",
    ),
    ("Slot?schedule=Schedule/a1&start=ge2027-03-25T09:30:00%2B01:00&start=le2027-03-25", "s2"),
    ("Slot?service-type-reference.organization.name=sos", "s4"),
    (f"Schedule?actor:Location.organization.identifier={IDNST}|399700000000017", "a3"),
    (f"Appointment?actor:Practitioner.identifier={RPPS}|810000000017", "v1"),
    (f"Appointment?actor:Practitioner.identifier={RPPS}|810000000017&date=2027-03-25", "v1"),
    (f"Appointment?actor:Practitioner.identifier={RPPS}|810000000017&date=2027-03-26", ""),
    (f"Appointment?practitioner.identifier={RPPS}|810000000025&date=2027-03-26", "v2"),
    (f"Appointment?actor:Location.identifier={RPPS}|810000000017", ""),
    ("Appointment?slot.schedule.actor:Practitioner.family=lefevre", "v1"),
    ("PractitionerRole?practitioner.name=durand", "r2"),
]

HAS = [
    ("Schedule?_has:Slot:schedule:status=free", "a1 a2 a3"),
    ("Schedule?_has:Slot:schedule:status=busy", "a1"),
    ("Schedule?_has:Slot:schedule:start=ge2027-04-01", "a3"),
    ("Schedule?_has:Slot:schedule:start=ge2027-03-25&_has:Slot:schedule:start=le2027-03-25", "a1"),
    (
        "Schedule?_has:Slot:schedule:start=ge2027-03-25T00:00:00Z"
        f"&actor:Location.organization.identifier={IDNST}|399700000000017",
        "a3",
    ),
    ("Practitioner?_has:Schedule:actor:_has:Slot:schedule:status=busy", "p1"),
    ("Practitioner?_has:Schedule:actor:date=2027-03", "p1"),
    ("Practitioner?_has:PractitionerRole:practitioner:location.address-city=brest", "p1"),
    ("Location?_has:Schedule:actor:_id=a3", "l1"),
    ("Slot?_has:Appointment:slot:status=booked", "s2"),
    ("Slot?schedule._has:Slot:schedule:status=busy-unavailable", "s5 s6"),
]

OTHER = [
    ("Slot?_id=s1", "s1"),
    ("Slot?_id=s3,s1", "s1 s3"),
    ("Slot?_id=none", ""),
    (f"Slot?_profile={FR_SLOT}", "s1"),
    ("Slot?_profile:below=http://sas.fr/fhir", "s1"),
    ("Slot?_profile:missing=true", "s2 s4 s3 s5 s6"),
    ("Slot?_lastUpdated=gt2020-01-01&status=busy", "s3"),
    ("Slot?_lastUpdated=lt2020-01-01", ""),
    ("Location?near=48.39|-4.49|10|km", "l1"),
    ("Location?near=48.39|-4.60|10|km", "l1"),
    ("Location?near=48.39|-4.80|10|km", ""),
    ("Location?near=48.39|-4.80", "l1"),
    ("Location?near=48.39|-4.491|200|m", "l1"),
    ("Slot?status=free&service-type=VR", "s2"),
    ("Slot?status=free&status=busy", ""),
    ("Slot", "s1 s2 s4 s3 s5 s6"),
]


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        pytest.param(*row, id=row[0])
        for row in TOKEN + DATE + STRING + REFERENCE + CHAIN + HAS + OTHER
    ],
)
def test_finds(world: FhirClient, search: str, expected: str) -> None:
    assert world.ids(search) == expected.split()


BAD = [
    ("Slot?start=yesterday", "value"),
    ("Slot?start=2027-13-01", "value"),
    ("Slot?start=xx2027-01-01", "value"),
    ("Slot?start:exact=2027", "not-supported"),
    ("Slot?status:exact=free", "not-supported"),
    ("Slot?schedule=Schedule/a/b", "value"),
    ("Slot?_count=many", "value"),
    ("Slot?_count=-1", "value"),
    ("Slot?_total=some", "value"),
    ("Slot?_summary=maybe", "value"),
    ("Slot?status:missing=perhaps", "value"),
    ("Slot?schedule.actor:Slot.status=free", "value"),
    ("Slot?status.code=free", "not-supported"),
    ("Slot?identifier=a|b|c", "value"),
    ("Slot?_id=a/b", "value"),
    ("Slot?_has:Slot=x", "value"),
    ("Slot?status:in=http://example.org/unknown", "not-supported"),
    ("Location?near=north", "value"),
    ("Location?near=100|0|1|km", "value"),
    ("Location?near=48|2|1|parsec", "value"),
    ("Slot?_include:deep=Slot:schedule", "value"),
    ("Slot?status=%FF", "value"),
    ("Location?" + "partof." * 40 + "name=x", "value"),
]


@pytest.mark.parametrize(("search", "code"), [pytest.param(*row, id=row[0][:60]) for row in BAD])
def test_refuses(world: FhirClient, search: str, code: str) -> None:
    answer = world.get(search)
    assert (answer.status_code, issue_codes(answer)) == (400, [code])


def test_unknown_parameters_are_named_or_refused(world: FhirClient) -> None:
    lenient = world.get("Slot?status=free&nothing=1&color=blue&_count=1")
    assert lenient.status_code == 200
    notes = [item for item in lenient.json["entry"] if item["search"]["mode"] == "outcome"]
    texts = [issue["details"]["text"] for issue in notes[0]["resource"]["issue"]]
    assert ["nothing" in texts[0], "color" in texts[1]] == [True, True]
    assert notes[0]["resource"]["issue"][0]["severity"] == "warning"
    assert lenient.json["link"][0]["url"] == "http://localhost/fhir/Slot?status=free&_count=1"
    strict = world.get("Slot?status=free&nothing=1", Prefer="handling=strict")
    assert (strict.status_code, issue_codes(strict)) == (400, ["not-supported"])


@pytest.mark.parametrize("handling", ["lenient", "strict"])
@pytest.mark.parametrize("empty", ["status=", "status=,", "start=,%20,", "_has:Slot:x:y=,"])
def test_an_empty_value_is_no_criterion(world: FhirClient, empty: str, handling: str) -> None:
    answer = world.get(f"Slot?{empty}&_id=s1", Prefer=f"handling={handling}")
    modes = [entry["search"]["mode"] for entry in answer.json["entry"]]
    assert (answer.json["total"], modes) == (1, ["match", "outcome"])
    assert answer.json["link"][0]["url"] == "http://localhost/fhir/Slot?_id=s1"


@pytest.mark.parametrize(
    ("search", "place"),
    [
        pytest.param("Slot?start=soon", "http.start", id="value"),
        pytest.param("Slot?status:exact=free", "http.status:exact", id="modifier"),
        pytest.param("Slot?schedule.actor:Slot.status=free", "http.schedule.actor:Slot.status"),
        pytest.param("Slot?_count=many", "http._count", id="result parameter"),
        pytest.param("Slot?nothing=1", "http.nothing", id="unknown"),
        pytest.param("Slot?_list=some", "http._list", id="not supported: _list"),
        pytest.param("Slot?_contained=true", "http._contained", id="not supported: _contained"),
        pytest.param("ValueSet?nothing=1", "http.nothing", id="unknown to definitions"),
        pytest.param("Slot/_history?_list=some", "http._list", id="of a history"),
        pytest.param("Slot/_history?_since=soon", "http._since", id="value of a history"),
    ],
)
def test_refusals_name_the_parameter(world: FhirClient, search: str, place: str) -> None:
    answer = world.get(search, Prefer="handling=strict")
    assert (answer.status_code, answer.json["issue"][0]["expression"]) == (400, [place])


def test_post_search_is_get_search(world: FhirClient) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    by_get = world.get("Slot?status=free&start=ge2027-03-26")
    by_post = world.request(
        "POST", "Slot/_search?status=free", "start=ge2027-03-26", headers=headers
    )
    assert [item["fullUrl"] for item in by_post.json["entry"]] == [
        item["fullUrl"] for item in by_get.json["entry"]
    ]
    assert by_post.json["link"][0]["url"] == by_get.json["link"][0]["url"]
    assert world.post("Slot/_search", {"resourceType": "Slot"}).status_code == 415
