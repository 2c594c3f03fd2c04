"""The national requirement list, one test per requirement, on a server as users start it.

`docs/requirements.md` says in words what each one asks; `test_requirements_documented`
holds both together. The data are those of `serve --demo`, written anew from now on.

Facts: spec/flows.md 12
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.integration.flows.national_kit import (
    PARIS,
    Bundle,
    Platform,
    Resource,
    parameters,
    slots_path,
    window,
)
from tests.integration.flows.sas_data import (
    ACT,
    FIRST,
    IDNPS,
    IDNST,
    R314,
    SAS,
    V2_0276,
    account,
    national,
    technical,
)
from tests.integration.security.certificates import NAME, UNIT, make_certificates
from tests.integration.security.test_client_certificates import REFUSED, Place, ask_on
from tests.integration.server.processes import running_server

from sas_server.demo.numbers import finess, rpps, siret
from sas_server.flows.redirection import redirection_url
from sas_validators import Validator

pytestmark = pytest.mark.slow

BATCH = tuple(rpps(number) for number in range(1, 26))
ONE_PLACE, TWO_PLACES, WITHOUT_SLOTS, WITHOUT_PHONE = rpps(1), rpps(6), rpps(15), rpps(10)
IN_TWO_CPTS = rpps(2)
UNKNOWN = rpps(900)


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    store = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'store.db'}"
    with running_server(store, "--demo", "--workers", "1") as server:
        yield Platform(server.url)


@pytest.fixture(scope="module")
def batch(platform: Platform) -> Bundle:
    """The slots of 25 professionals."""
    return platform.slots(*BATCH)


@pytest.fixture(scope="module")
def cpts(platform: Platform) -> Bundle:
    """The same, the CPTS way."""
    return platform.slots(*BATCH, cpts=True)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A server that asks for certificates."""
    folder = tmp_path_factory.mktemp("mtls")
    certificates = make_certificates(folder)
    certificates.authority.revoke(certificates.client("revoked").certificate)
    options = certificates.options("--client-cn", NAME, "--client-ou", UNIT, "--workers", "1")
    ready = certificates.context(certificates.client("ready"))
    with running_server(f"sqlite:///{folder / 'store.db'}", *options, tls=ready) as server:
        yield Place(server, certificates)


def codes(concepts: list[Resource], system: str) -> list[str]:
    found = [coding for concept in concepts for coding in concept.get("coding", ())]
    return [coding["code"] for coding in found if coding["system"] == system]


def types_of(slot: Resource) -> list[str]:
    return [item["code"] for item in slot["meta"]["security"] if item["system"] == R314]


def bounds(bundle: Bundle) -> tuple[datetime, datetime]:
    low, high = (value[2:] for name, value in parameters(bundle.asked) if name == "start")
    return datetime.fromisoformat(low), datetime.fromisoformat(high)


def numbers(practitioner: Resource) -> list[str]:
    return [item["value"] for item in practitioner["identifier"] if item["system"] == IDNPS]


def profiles(resources: list[Resource]) -> set[str]:
    return {name for item in resources for name in item["meta"]["profile"]}


def is_valid(validator: Validator, resource: Resource, profile: str) -> bool:
    return validator.validate(resource, profile).ok


# -- transport -------------------------------------------------------------------


def test_requirement_01_mutual_tls(place: Place) -> None:
    assert place.ask(None) == REFUSED
    status, _ = place.ask(place.certificates.client("valid"), "/fhir/metadata")  # type: ignore[misc]
    assert status == 200


def test_requirement_02_common_name(place: Place) -> None:
    assert place.ask(place.certificates.client("cn", ("autre.example", (UNIT,))))[0] == 403


def test_requirement_03_organizational_unit(place: Place) -> None:
    assert place.ask(place.certificates.client("ou", (NAME, ("1 999999999",))))[0] == 403


def test_u_sec_1_who_is_refused(place: Place) -> None:
    assert place.ask(place.certificates.files("revoked")) == REFUSED
    stranger = place.certificates.client("stranger", authority=place.certificates.other)
    assert place.ask(stranger) == REFUSED
    connection = place.connect(place.certificates.client("valid"))
    try:
        assert ask_on(connection, "/fhir/Slot")[0] == 200
    finally:
        connection.close()


# -- searches --------------------------------------------------------------------


def test_requirement_04_search_on_slot(batch: Bundle) -> None:
    assert batch.content["total"] > 0


def test_requirement_05_nothing_before_the_lower_bound(platform: Platform) -> None:
    tomorrow = (datetime.now(PARIS) + timedelta(days=1)).replace(hour=14, minute=0, second=0)
    path = slots_path(*BATCH)
    low, _ = window()
    later = tomorrow.isoformat(timespec="milliseconds")
    day = re.sub(r"start=ge[^&]*", f"start=ge{later.replace('+', '%2B')}", path)
    found = platform.search(day).of("Slot")
    assert found
    assert low < min(item["start"] for item in found)
    assert all(datetime.fromisoformat(item["start"]) >= tomorrow for item in found)


def test_requirement_06_filtered_by_the_search(platform: Platform) -> None:
    found = platform.slots(ONE_PLACE)
    assert {number for item in found.of("Practitioner") for number in numbers(item)} == {ONE_PLACE}


def test_requirement_07_within_the_interval(batch: Bundle) -> None:
    low, high = bounds(batch)
    starts = [datetime.fromisoformat(item["start"]) for item in batch.of("Slot")]
    assert all(low <= start <= high for start in starts)


@pytest.mark.parametrize("number", [WITHOUT_SLOTS, UNKNOWN], ids=["no slot", "unknown"])
@pytest.mark.parametrize("way", ["INT_R01", "INT_R04", "INT_SOS1"])
def test_requirement_08_empty_bundle(platform: Platform, number: str, way: str) -> None:
    found = (
        platform.sos_slots(siret(900))
        if way == "INT_SOS1"
        else platform.slots(number, cpts=way == "INT_R04")
    )
    assert (found.content["type"], found.content["total"]) == ("searchset", 0)
    assert "entry" not in found.content


def test_requirement_09_slot_profile(batch: Bundle, validator: Validator) -> None:
    profile = f"{FIRST}FrSlotAgregateur"
    assert profiles(batch.of("Slot")) == {profile}
    assert all(is_valid(validator, item, profile) for item in batch.of("Slot"))


def test_requirement_10_free(batch: Bundle) -> None:
    assert {item["status"] for item in batch.of("Slot")} == {"free"}


def test_requirement_11_start_and_end(batch: Bundle) -> None:
    assert all("start" in item and "end" in item for item in batch.of("Slot"))


def test_requirement_12_schedule(batch: Bundle) -> None:
    assert all(batch.at(item["schedule"]["reference"]) for item in batch.of("Slot"))


def test_requirement_13_bundle_profile(batch: Bundle, validator: Validator) -> None:
    profile = f"{FIRST}BundleAgregateur"
    assert batch.content["meta"]["profile"] == [profile]
    assert is_valid(validator, batch.content, profile)


def test_requirement_14_searchset(batch: Bundle) -> None:
    assert batch.content["type"] == "searchset"


def test_requirement_15_a_practitioner(platform: Platform) -> None:
    assert platform.slots(ONE_PLACE).of("Practitioner")


def test_requirement_16_national_identifier(batch: Bundle) -> None:
    assert all(numbers(item) for item in batch.of("Practitioner"))


def test_requirement_17_rpps(batch: Bundle) -> None:
    values = [number for item in batch.of("Practitioner") for number in numbers(item)]
    assert [value for value in values if not re.fullmatch(r"8[0-9]{11}", value)] == []


def test_requirement_18_its_own_rpps(platform: Platform) -> None:
    for number in (ONE_PLACE, ONE_PLACE[1:]):
        (found,) = platform.slots(number).of("Practitioner")
        assert numbers(found) == [ONE_PLACE]


def test_requirement_19_a_role(platform: Platform) -> None:
    assert platform.slots(ONE_PLACE).of("PractitionerRole")


def test_requirement_20_structure(batch: Bundle) -> None:
    structures = [item["organization"]["identifier"] for item in batch.of("PractitionerRole")]
    assert {item["system"] for item in structures} == {IDNST}
    form = re.compile(r"1[0-9]{9}|3[0-9]{14}|4[0-9]{14}")
    assert all(form.fullmatch(item["value"]) for item in structures)


def test_requirement_21_role_of_a_practitioner(batch: Bundle) -> None:
    roles = batch.of("PractitionerRole")
    found = [batch.at(item["practitioner"]["reference"]) for item in roles]
    assert all(item is not None and item["resourceType"] == "Practitioner" for item in found)


def test_requirement_22_contained_location(batch: Bundle) -> None:
    for item in batch.of("PractitionerRole"):
        (place,) = item["contained"]
        assert (place["resourceType"], item["location"]) == (
            "Location",
            [{"reference": f"#{place['id']}"}],
        )


def test_requirement_23_slot_type(batch: Bundle) -> None:
    assert all(types_of(item) for item in batch.of("Slot"))


def test_requirement_24_consultation_type(batch: Bundle) -> None:
    found = [codes(item["serviceType"], ACT) for item in batch.of("Slot")]
    assert all(kinds and set(kinds) <= {"AMB", "HH", "VR"} for kinds in found)


def test_requirement_25_booking_url(batch: Bundle) -> None:
    assert all(re.match(r"https?://\S+$", item["comment"]) for item in batch.of("Slot"))


@pytest.mark.parametrize(
    "start",
    [
        pytest.param("", id="missing"),
        pytest.param("start=ge2030-01-01", id="one bound"),
        pytest.param("start=ge2030-01-02&start=le2030-01-01", id="backwards"),
        pytest.param("start=gehier&start=le2030-01-01", id="no date"),
        pytest.param("start=gt2030-01-01&start=lt2030-01-02", id="other prefixes"),
    ],
)
def test_requirement_26_parameter_start(platform: Platform, start: str) -> None:
    path = re.sub(r"&start=[^&]*", "", slots_path(ONE_PLACE))
    reply = platform.send("GET", f"{path}&{start}")
    assert (reply.status, reply.content["resourceType"]) == (400, "OperationOutcome")


def test_requirement_27_parameter_status(platform: Platform) -> None:
    path = slots_path(ONE_PLACE)
    coded = path.replace("status=free", "status=http://hl7.org/fhir/slotstatus%7Cfree")
    assert platform.search(coded).content["total"] == platform.search(path).content["total"]
    for wrong in ("status=busy", "_count=10"):
        assert platform.send("GET", path.replace("status=free", wrong)).status == 400


def test_requirement_28_include(platform: Platform) -> None:
    assert platform.slots(ONE_PLACE).of("Schedule")


def test_requirement_29_parameter_identifier(platform: Platform) -> None:
    many = platform.send("GET", slots_path(*(rpps(number) for number in range(1, 27))))
    assert many.status == 400
    for wrong in (slots_path(), slots_path(ONE_PLACE).replace(IDNPS.replace(":", "%3A"), "x")):
        assert platform.send("GET", wrong).status == 400


def test_requirement_30_include_iterate(platform: Platform) -> None:
    assert set(platform.slots(ONE_PLACE).counts) == {
        *("Schedule", "Practitioner", "PractitionerRole")
    }


def test_requirement_31_role_profile(batch: Bundle, validator: Validator) -> None:
    profile = f"{FIRST}FrPractitionerRoleExerciceAgregateur"
    assert profiles(batch.of("PractitionerRole")) == {profile}
    assert all(is_valid(validator, item, profile) for item in batch.of("PractitionerRole"))


def test_requirement_32_practitioner_profile(batch: Bundle, validator: Validator) -> None:
    profile = f"{FIRST}FrPractitionerAgregateur"
    assert profiles(batch.of("Practitioner")) == {profile}
    assert all(is_valid(validator, item, profile) for item in batch.of("Practitioner"))


def test_requirement_33_name(platform: Platform, batch: Bundle) -> None:
    for item in batch.of("Practitioner"):
        kept = platform.send("GET", f"Practitioner/{item['id']}").content
        assert item["name"] == kept["name"]


def phones(resource: Resource) -> list[Resource]:
    return [item for item in resource.get("telecom", ()) if item["system"] == "phone"]


def test_requirement_34_phone_form(batch: Bundle) -> None:
    found = [
        p["value"]
        for kind in ("Practitioner", "PractitionerRole")
        for item in batch.of(kind)
        for p in phones(item)
    ]
    assert found
    assert all(re.fullmatch(r"\+33[0-9]{9}", value) for value in found)


def test_requirement_35_phone_system(platform: Platform) -> None:
    (found,) = platform.slots(ONE_PLACE).of("Practitioner")
    assert [item["system"] for item in found["telecom"]] == ["phone"]


def test_requirement_36_no_phone_no_element(platform: Platform) -> None:
    found = platform.slots(WITHOUT_PHONE)
    (person,) = found.of("Practitioner")
    assert "telecom" not in person
    assert all("telecom" not in item for item in found.of("PractitionerRole"))


def test_requirement_37_location_as_known(platform: Platform, batch: Bundle) -> None:
    for item in batch.of("PractitionerRole"):
        kept = platform.send("GET", f"PractitionerRole/{item['id']}").content
        assert item["contained"] == kept["contained"]


def addresses(bundle: Bundle) -> list[Resource]:
    return [item["contained"][0]["address"] for item in bundle.of("PractitionerRole")]


def test_requirement_38_address_line(batch: Bundle) -> None:
    assert all(len(item["line"]) == 1 and item["line"][0] for item in addresses(batch))


def test_requirement_39_address_city(batch: Bundle) -> None:
    assert all(item["city"] for item in addresses(batch))


def test_requirement_40_address_postal_code(batch: Bundle) -> None:
    assert all(re.fullmatch(r"[0-9]{5}", item["postalCode"]) for item in addresses(batch))


def test_requirement_41_motives(batch: Bundle) -> None:
    """In serviceType.text, where the guide has them (flows.md C-23); specialties in specialty."""
    found = [[c["text"] for c in item["serviceType"] if "text" in c] for item in batch.of("Slot")]
    assert all(found)
    assert all(item["specialty"] for item in batch.of("Slot"))


def test_requirement_42_several_places_counts(platform: Platform) -> None:
    found = platform.slots(TWO_PLACES)
    assert found.counts == {"Schedule": 2, "Practitioner": 1, "PractitionerRole": 2}


def test_requirement_43_several_places_references(platform: Platform) -> None:
    found = platform.slots(TWO_PLACES)
    (person,) = found.of("Practitioner")
    roles = {f"PractitionerRole/{item['id']}" for item in found.of("PractitionerRole")}
    for agenda in found.of("Schedule"):
        actors = {actor["reference"] for actor in agenda["actor"]}
        assert f"Practitioner/{person['id']}" in actors
        assert len(actors & roles) == 1
    used = {item["schedule"]["reference"] for item in found.of("Slot")}
    assert used == {f"Schedule/{item['id']}" for item in found.of("Schedule")}


def test_requirement_44_several_practitioners(platform: Platform) -> None:
    found = platform.slots(ONE_PLACE, TWO_PLACES, WITHOUT_SLOTS)
    assert found.counts == {"Schedule": 3, "Practitioner": 2, "PractitionerRole": 3}


def test_requirement_45_instants(batch: Bundle) -> None:
    form = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000\+0\d:00")
    found = [item[name] for item in batch.of("Slot") for name in ("start", "end")]
    assert [value for value in found if not form.fullmatch(value)] == []


def test_requirement_46_slot_type_code(batch: Bundle) -> None:
    assert {code for item in batch.of("Slot") for code in types_of(item)} == {
        *("PUBLIC", "PRO", "SNP")
    }


def test_requirement_47_no_unavailability(platform: Platform) -> None:
    kept = platform.slots(ONE_PLACE).of("Slot")[0]
    for number, status in enumerate(("busy", "busy-unavailable", "busy-tentative")):
        other = {**kept, "id": f"taken-{number}", "status": status}
        other["meta"] = {"security": kept["meta"]["security"]}
        assert platform.send("PUT", f"Slot/{other['id']}", other).status in (200, 201)
    found = {item["id"] for item in platform.slots(ONE_PLACE).of("Slot")}
    assert kept["id"] in found
    assert not {"taken-0", "taken-1", "taken-2"} & found


def test_requirement_48_consultation_type_code(batch: Bundle) -> None:
    found = {code for item in batch.of("Slot") for code in codes(item["serviceType"], ACT)}
    assert found == {"AMB", "HH", "VR"}


def test_requirement_49_booking(batch: Bundle) -> None:
    found = [codes([item["appointmentType"]], V2_0276) for item in batch.of("Slot")]
    assert {tuple(kinds) for kinds in found} == {("ROUTINE",), ("WALKIN",)}


# -- aggregation, beyond the numbers -----------------------------------------------


def test_u_agg_1_answers_at_once(platform: Platform) -> None:
    """One page, whatever the number; the time itself is measured by the benchmarks."""
    for numbers_asked in ((ONE_PLACE,), BATCH):
        found = platform.slots(*numbers_asked)
        assert found.content["total"] == len(found.of("Slot")) > 0


def test_u_agg_2_self_link(batch: Bundle) -> None:
    (link,) = batch.content["link"]
    assert link["relation"] == "self"
    assert link["url"] == batch.asked


def test_u_agg_3_one_of_each(platform: Platform) -> None:
    found = platform.slots(ONE_PLACE)
    assert found.counts == {"Schedule": 1, "Practitioner": 1, "PractitionerRole": 1}
    assert len(found.of("PractitionerRole")[0]["contained"]) == 1


def test_u_agg_4_order_of_instants(batch: Bundle) -> None:
    _, high = bounds(batch)
    for item in batch.of("Slot"):
        start, end = (datetime.fromisoformat(item[name]) for name in ("start", "end"))
        assert start < end
        assert start <= high


def test_u_agg_5_types_as_declared(platform: Platform, batch: Bundle) -> None:
    for item in batch.of("Slot")[:20]:
        kept = platform.send("GET", f"Slot/{item['id']}").content
        assert set(types_of(item)) == set(types_of(kept)) - {"CPTS"}
        assert codes(item["serviceType"], ACT) == codes(kept["serviceType"], ACT)


# -- CPTS --------------------------------------------------------------------------


def links(slot: Resource) -> list[str]:
    return [
        extension["valueReference"]["reference"]
        for concept in slot["serviceType"]
        for extension in concept.get("extension", ())
    ]


def test_u_cpts_1_several_cpts(platform: Platform, cpts: Bundle, validator: Validator) -> None:
    assert is_valid(validator, cpts.content, f"{SAS}sas-cpts-bundle-aggregator")
    for item in cpts.of("Slot"):
        assert ("CPTS" in types_of(item)) == bool(links(item))
        for link in links(item):
            service = cpts.at(link)
            assert service is not None
            assert cpts.at(service["providedBy"]["reference"]) is not None
    mine = platform.slots(IN_TWO_CPTS, cpts=True)
    assert max(len(links(item)) for item in mine.of("Slot")) == 2
    assert mine.counts["HealthcareService"] == mine.counts["Organization"] == 2


def test_u_cpts_2_cpts_as_known(cpts: Bundle) -> None:
    found = {item["identifier"][0]["value"]: item for item in cpts.of("Organization")}
    assert set(found) == {finess(901), finess(902)}
    assert all(re.fullmatch(r"1[0-9]{9}", value) for value in found)
    assert all(item["name"] and phones(item) for item in found.values())


# -- accounts ----------------------------------------------------------------------


def new_technical() -> Resource:
    return technical(str(uuid.uuid4()))


def new_national() -> Resource:
    return national(f"3990000000/{uuid.uuid4().hex[:10]}")


def key(identifier: Resource) -> str:
    return f"Practitioner?identifier={identifier['system']}%7C{identifier['value']}"


@pytest.mark.parametrize("identifier", [new_technical, new_national], ids=["UUID", "IDNPS"])
def test_u_reg_1_create(platform: Platform, identifier: Any) -> None:
    reply = platform.send("POST", "Practitioner", account(identifier()))
    assert reply.status == 201
    assert re.fullmatch(rf"{platform.url}/Practitioner/[A-Za-z0-9.-]+", reply.headers["Location"])


def test_u_reg_2_duplicate(platform: Platform) -> None:
    """The identifier is the key; the e-mail address is none (behaviour.md)."""
    mine = account(new_technical(), email="unique@sas.example")
    assert platform.send("POST", "Practitioner", mine).status == 201
    refused = platform.send("POST", "Practitioner", mine)
    assert (refused.status, refused.content["issue"][0]["code"]) == (422, "duplicate")
    other = account(new_technical(), email="unique@sas.example")
    assert platform.send("POST", "Practitioner", other).status == 201


MANDATORY = ["identifier", "active", "name", "telecom"]


@pytest.mark.parametrize("element", MANDATORY)
def test_u_reg_3_missing_data(platform: Platform, element: str) -> None:
    there, absent = new_technical(), new_technical()
    assert platform.send("POST", "Practitioner", account(there)).status == 201
    for method, path, identifier in (
        ("POST", "Practitioner", absent),
        ("PUT", key(there), there),
        ("PUT", key(absent), absent),
    ):
        body = account(identifier)
        del body[element]
        reply = platform.send(method, path, body)
        assert (reply.status, reply.content["resourceType"]) == (422, "OperationOutcome")
    assert platform.send("GET", key(absent)).content["total"] == 0


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"identifier": [{**technical(), "system": IDNPS}]}, id="system and code"),
        pytest.param({"name": [{"family": "", "given": ["Alex"]}]}, id="empty family"),
        pytest.param({"telecom": [{"system": "email", "value": ""}]}, id="empty e-mail"),
        pytest.param({"telecom": [{"system": "phone", "value": "+33199000001"}]}, id="system"),
    ],
)
def test_u_reg_4_invalid_values(platform: Platform, change: Resource) -> None:
    reply = platform.send("POST", "Practitioner", {**account(new_technical()), **change})
    assert reply.status in (400, 422)
    assert any(issue.get("expression") for issue in reply.content["issue"])


def test_u_reg_5_changes(platform: Platform) -> None:
    first, second, third = new_technical(), new_national(), new_national()
    place = platform.send("POST", "Practitioner", account(first)).headers["Location"]
    for path, body in (
        (key(first), account(first, email="autre@sas.example")),
        (key(first), account(first, name=[{"family": "AUTRE", "given": ["Alex"]}])),
        (key(first), account(first, name=[{"family": "AUTRE", "given": ["Sacha"]}])),
        (key(first), account(second)),
        (key(first), account(second)),
        (key(second), account(third)),
    ):
        reply = platform.send("PUT", path, body)
        assert (reply.status, reply.headers["Location"]) == (200, place)


def test_u_reg_6_disable_and_enable(platform: Platform) -> None:
    mine = new_technical()
    platform.send("POST", "Practitioner", account(mine))
    for active in (False, True):
        reply = platform.send("PUT", key(mine), {**account(mine), "active": active})
        assert reply.status == 200


def test_u_reg_7_put_as_create(platform: Platform) -> None:
    mine = new_national()
    assert platform.send("PUT", key(mine), account(mine)).status == 201


def test_u_reg_8_reattribution(platform: Platform) -> None:
    shared, temporary = new_national(), new_technical()
    first = platform.send("POST", "Practitioner", account(shared)).headers["Location"]
    second = platform.send("POST", "Practitioner", account(temporary)).headers["Location"]
    assert platform.send("PUT", key(temporary), account(shared)).status == 422
    platform.send("PUT", key(shared), {**account(shared), "active": False})
    moved = platform.send("PUT", key(temporary), account(shared))
    assert (moved.status, moved.headers["Location"]) == (200, second)
    later = platform.send("PUT", key(shared), account(shared))
    assert later.headers["Location"] == second != first


# -- the rest ------------------------------------------------------------------------


def test_u_sso_link_of_a_slot(batch: Bundle) -> None:
    """U-SSO-1 and U-SSO-2 are about the editor's pages; the link that leads there is ours."""
    for item in batch.of("Slot"):
        url = redirection_url(item["comment"])
        assert parameters(url) == [*parameters(item["comment"]), ("origin", "sas")]


def test_u_cap_1_metadata(platform: Platform) -> None:
    reply = platform.send("GET", "metadata")
    assert (reply.status, reply.content["resourceType"]) == (200, "CapabilityStatement")


# -- the list itself -----------------------------------------------------------------

IDS = [
    *(str(number) for number in range(1, 50)),
    *(f"U-AGG-{number}" for number in range(1, 6)),
    *("U-CPTS-1", "U-CPTS-2"),
    *(f"U-REG-{number}" for number in range(1, 9)),
    *("U-SSO-1", "U-SSO-2", "U-SEC-1", "U-CAP-1"),
]
DOCUMENT = Path(__file__).parents[3] / "docs" / "requirements.md"


def documented() -> dict[str, str]:
    """Id -> last cell of its row."""
    rows = [line for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if line[:1] == "|"]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    return {row[0]: row[-1] for row in cells if row[0] in IDS}


def test_requirements_documented() -> None:
    assert list(documented()) == IDS


@pytest.mark.parametrize("id", IDS)
def test_each_requirement_has_a_test_or_a_reason(id: str) -> None:
    told = documented()[id]
    named = re.findall(r"`(test_\w+)`", told)
    prefix = f"test_requirement_{int(id):02d}_" if id.isdigit() else _prefix(id)
    assert all(callable(globals().get(name)) for name in named)
    assert any(name.startswith(prefix) for name in named) or told.startswith("not applicable: ")


def _prefix(id: str) -> str:
    return f"test_{id.lower().replace('-', '_')}_"
