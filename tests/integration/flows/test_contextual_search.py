"""INT_L01: what the URL says, what is answered.

Facts: spec/hub-sante.md 1, flows.md 7
"""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

import pytest
from tests.integration.flows.conftest import StartServer
from tests.integration.flows.sas_data import (
    RPPS_1,
    RPPS_2,
    SIRET_1,
    account,
    association,
    consultation_place,
    practitioner,
    role,
    schedule,
    slot,
    sos_slot,
    technical,
)
from tests.integration.server.client import FhirClient
from werkzeug.test import TestResponse

from sas_server.lrm.call import Call, problems_of, read_call
from sas_server.lrm.communes import find_commune

IDNPS = "urn:oid:1.2.250.1.71.4.2.1"
R38_OID = "urn:oid:1.2.250.1.213.2.28"
R38 = "https://mos.esante.gouv.fr/NOS/TRE_R38-SpecialiteOrdinale/FHIR/TRE-R38-SpecialiteOrdinale"

HERE = {"origin": "1.2.250.1.999.1", "inseecode": "69383"}


def placed(resource: dict[str, Any], city: str, postal_code: str) -> dict[str, Any]:
    address = {"line": ["1 rue du Lieu"], "city": city, "postalCode": postal_code}
    resource["contained"][0]["address"] = address
    return resource


ELSEWHERE = placed(role("a2", 2), "Bron", "69500")
FAR = placed(role("a3", 3), "Rennes", "35000")
PEDIATRICS = [{"coding": [{"system": R38, "code": "SM40"}]}]
NAMES = [[{"family": name, "given": ["Claire"]}] for name in ("ABRICOT", "BOULEAU", "CERISIER")]

WORLD = (
    practitioner(1, RPPS_1, name=NAMES[0]),
    practitioner(2, RPPS_2, name=NAMES[1]),
    practitioner(3, "899700000041", name=NAMES[2]),
    practitioner(4, "899700000058", name=[{"family": "DAHLIA", "given": ["Noa"]}]),
    {**account(technical(), name=[{"family": "DAHLIA", "given": ["Noa"]}]), "id": "regul"},
    role("a1", 1),
    ELSEWHERE,
    FAR,
    *(schedule(f"a{number}", number) for number in (1, 2, 3)),
    association("q1", SIRET_1),
    *consultation_place("f1", "q1"),
    slot("lyon", "a1", "25 09:00", comment="https://rdv.example/a?lieu=1#haut"),
    slot("lyon-kids", "a1", "25 10:00", specialty=PEDIATRICS),
    slot("bron", "a2", "26 09:00"),
    slot("rennes", "a3", "25 11:00"),
    slot("past", "a1", "25 07:00"),
    slot("late", "a1", "28 09:00"),
    sos_slot("sos", "f1", "25 18:00"),
)


class Page(HTMLParser):
    """The headings and links of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.headings: list[tuple[str, str]] = []
        self.faults: list[str] = []
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self._open = tag
        if tag == "a" and (found.get("href") or "").startswith("http"):
            self.links.append(str(found["href"]))
        if tag == "input" and "aria-invalid" in found:
            self.faults.append(str(found["name"]))

    def handle_data(self, data: str) -> None:
        if self._open in ("h1", "h2", "h3"):
            self.headings.append((self._open, data))
        self._open = ""


@pytest.fixture
def client(client: FhirClient) -> FhirClient:
    client.load(*WORLD)
    return client


def call(client: FhirClient, accept: str = "text/html", **more: str) -> TestResponse:
    return get(client, urlencode({**HERE, **more}), accept)


def get(client: FhirClient, query: str, accept: str = "text/html") -> TestResponse:
    return client.get_page(f"/sas/recherche?{query}", accept)


def sections(answer: TestResponse) -> dict[str, list[str]]:
    """The names on the cards, by section."""
    assert answer.status_code == 200, answer.get_data(as_text=True)
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for level, words in Page(answer.get_data(as_text=True)).headings:
        if level == "h2":
            current = found.setdefault(words, [])
        elif level == "h3":
            current.append(words)
    found.pop("Modifier la recherche")
    return found


def test_cards_of_the_commune_come_before_those_around(client: FhirClient) -> None:
    assert sections(call(client)) == {
        "À Lyon": ["Claire ABRICOT"],
        "Dans le département : Rhône": ["Claire BOULEAU"],
    }


def test_sos_places_are_found(client: FhirClient) -> None:
    found = sections(call(client, inseecode="35238"))
    assert found["À Rennes"] == ["Claire CERISIER", "SOS Médecins Essai – Centre Essai Est"]


def test_slots_link_to_the_agenda_with_their_origin(client: FhirClient) -> None:
    links = Page(call(client).get_data(as_text=True)).links
    assert links == [
        "https://rdv.example/a?lieu=1&origin=sas#haut",
        "https://rdv.editeur.example/agenda/a2?origin=sas",
    ]


@pytest.mark.parametrize(
    "doctor",
    [
        pytest.param(f"{IDNPS}|{RPPS_2}", id="RPPS"),
        pytest.param("bouleau", id="name"),
        pytest.param("Docteur Claire Bouleau", id="title and given name"),
    ],
)
def test_the_family_doctor_comes_first(client: FhirClient, doctor: str) -> None:
    answer = call(client, practitioner=doctor)
    found = sections(answer)
    assert next(iter(found.items())) == ("Médecin traitant", ["Claire BOULEAU"])
    assert found["À Lyon"] == ["Claire ABRICOT"]
    assert "sas_pf_" not in answer.get_data(as_text=True)


def test_a_family_doctor_without_slots_has_a_card(client: FhirClient) -> None:
    answer = call(client, practitioner="Dahlia")
    assert sections(answer)["Médecin traitant"] == ["Noa DAHLIA"]
    assert "Aucun créneau disponible." in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("doctor", "code"),
    [
        pytest.param("", "sas_pf_002", id="absent"),
        pytest.param("INCONNU", "sas_pf_001", id="unknown name"),
        pytest.param("Claire", "sas_pf_001", id="several"),
        pytest.param(f"{IDNPS}|899999999999", "sas_pf_001", id="unknown RPPS"),
        pytest.param(f"{IDNPS}|{RPPS_1[1:]}", "sas_pf_001", id="no prefix"),
        pytest.param(f"urn:oid:1.2.3|{RPPS_1}", "sas_pf_001", id="another authority"),
        pytest.param("nom:ABRICOT", "sas_pf_001", id="colon"),
    ],
)
def test_what_is_amiss_with_the_doctor_is_told(client: FhirClient, doctor: str, code: str) -> None:
    answer = call(client, practitioner=doctor)
    assert code in answer.get_data(as_text=True)
    assert sections(answer)["À Lyon"] == ["Claire ABRICOT"]


@pytest.mark.parametrize(
    ("specialty", "label", "hours"),
    [
        pytest.param("", "Consultation de médecine générale", ["09:00"], id="absent"),
        pytest.param(f"{R38_OID}|SM54", "Médecine générale", ["09:00"], id="code"),
        pytest.param(f"{R38_OID}|SM40", "Pédiatrie", ["10:00"], id="another code"),
        pytest.param(f"{R38_OID}|ZZ99", "Consultation de médecine générale", ["09:00"], id="no"),
        pytest.param("urn:oid:1.2.3|SM40", "Consultation de médecine générale", ["09:00"], id="x"),
        pytest.param("pediatrie", "pediatrie", ["10:00"], id="words"),
        pytest.param("Médecin généraliste", "Médecin généraliste", ["09:00"], id="general words"),
        pytest.param("Astrologie", "Astrologie", [], id="nothing"),
    ],
)
def test_specialty(client: FhirClient, specialty: str, label: str, hours: list[str]) -> None:
    text = call(client, specialty=specialty).get_data(as_text=True)
    assert label in text
    assert [hour for hour in ("07:00", "09:00", "10:00") if f">{hour}<" in text] == hours


def test_nothing_found_is_said(client: FhirClient) -> None:
    answer = call(client, inseecode="2A004", city="Ajaccio")
    assert sections(answer) == {}
    assert "Aucun créneau disponible pour cette recherche." in answer.get_data(as_text=True)


BAD = [
    pytest.param({"origin": ""}, "SAS_L01_ORIGIN", "origin", id="no origin"),
    pytest.param({"inseecode": "", "city": ""}, "SAS_L01_COMMUNE", "city", id="no commune"),
    pytest.param({"inseecode": "99123"}, "SAS_L01_INSEE", "inseecode", id="no such code"),
    pytest.param({"inseecode": "Lyon"}, "SAS_L01_INSEE", "inseecode", id="a name"),
    pytest.param({"inseecode": "1004"}, "SAS_L01_COMMUNE", "inseecode", id="code without name"),
    pytest.param({"streetnumber": "12 bis"}, "SAS_L01_STREET", "streetname", id="no street"),
    pytest.param({"city": "x" * 300}, "SAS_L01_TOO_LONG", "city", id="too long"),
]


@pytest.mark.parametrize(("change", "rule", "parameter"), BAD)
def test_bad_parameters_are_refused(
    client: FhirClient, change: dict[str, str], rule: str, parameter: str
) -> None:
    query = urlencode({**HERE, **change})
    page = get(client, query)
    assert (page.status_code, page.mimetype) == (400, "text/html")
    assert parameter in Page(page.get_data(as_text=True)).faults
    for accept in ("application/fhir+json", "application/json"):
        told = get(client, query, accept)
        assert (told.status_code, told.mimetype) == (400, "application/fhir+json")
        issues = [(i["details"]["coding"][0]["code"], i["expression"]) for i in told.json["issue"]]
        assert (rule, [parameter]) in issues


def test_two_values_of_a_parameter_are_refused(client: FhirClient) -> None:
    query = urlencode([*HERE.items(), ("city", "Lyon"), ("city", "Bron")])
    assert get(client, query).status_code == 400


def test_unknown_origins_are_refused_when_some_are_registered(start: StartServer) -> None:
    client = start(lrm_origin=("1.2.250.1.999.1",)).client
    assert call(client).status_code == 200
    assert call(client, origin="1.2.250.1.999.10").status_code == 403


def test_a_client_that_reads_no_page_is_told(client: FhirClient) -> None:
    assert call(client, accept="application/fhir+json").status_code == 406
    assert call(client, accept="*/*").mimetype == "text/html"


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><img src=x>', "{{ 7 * 7 }}"])
def test_what_is_given_is_shown_as_text(client: FhirClient, hostile: str) -> None:
    for answer in (
        call(client, specialty=hostile, practitioner=hostile, streetname=hostile),
        call(client, inseecode=hostile),
    ):
        text = answer.get_data(as_text=True)
        assert "<script" not in text
        assert "<img" not in text
        assert "49" not in text.replace("1px", "")


def test_the_page_is_not_kept_nor_its_url_passed_on(client: FhirClient) -> None:
    headers = call(client).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "unsafe" not in headers["Content-Security-Policy"]


def test_the_page_can_be_used_without_sight_or_script(client: FhirClient) -> None:
    text = call(client).get_data(as_text=True)
    assert '<html lang="fr">' in text
    assert "<script" not in text
    assert text.count("<label for=") == text.count("<input id=") == 7
    assert [level for level, _ in Page(text).headings].count("h1") == 1


@pytest.mark.parametrize(
    ("insee", "city", "expected"),
    [
        pytest.param("75056", "", ("Paris", "75"), id="Paris"),
        pytest.param("75120", "", ("Paris", "75"), id="20th arrondissement"),
        pytest.param("69381", "Bron", ("Lyon", "69"), id="the code goes before the name"),
        pytest.param("13216", "", ("Marseille", "13"), id="Marseille"),
        pytest.param("1004", "Ambérieu", ("Ambérieu", "01"), id="filled up with zeros"),
        pytest.param("2a004", "Ajaccio", ("Ajaccio", "2A"), id="Corsica"),
        pytest.param("97411", "Saint-Denis", ("Saint-Denis", "974"), id="overseas"),
        pytest.param("", "Lyon", ("Lyon", "69"), id="by name"),
        pytest.param("", "Trifouillis", ("Trifouillis", ""), id="by an unknown name"),
        pytest.param("75121", "", None, id="no such arrondissement"),
        pytest.param("99999", "Lyon", None, id="a wrong code is not mended"),
        pytest.param("", " ", None, id="nothing"),
    ],
)
def test_communes(insee: str, city: str, expected: tuple[str, str] | None) -> None:
    found = find_commune(insee, city)
    assert (found and (found.name, found.department)) == expected


@pytest.mark.parametrize(
    ("given", "address"),
    [
        (
            {"streetnumber": "12 bis", "streetname": "rue des Tests"},
            "12 Rue des Tests, Lyon, Rhône",
        ),
        ({"streetname": "rue des Tests"}, "Rue des Tests, Lyon, Rhône"),
        ({}, "Lyon, Rhône"),
        ({"inseecode": "75101"}, "Paris"),
    ],
    ids=str,
)
def test_address(given: dict[str, str], address: str) -> None:
    found = read_call(tuple({**HERE, **given}.items()))
    assert found.address == address
    assert list(problems_of(found, (), ())) == []


def test_an_empty_call_has_no_address() -> None:
    assert Call().address == ""
