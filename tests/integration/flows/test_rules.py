"""Every rule of the table, broken once: by which resource, and where it says so.

The violations are judged as `sas-fhir validate --flow` does; those that an HTTP
request can show are in the tests of each flow as well.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from tests.integration.flows.sas_data import (
    ACT,
    CPTS_INCLUDES,
    FIRST,
    IDNST,
    RPPS_1,
    RPPS_2,
    SAS,
    SIRET_1,
    account,
    agenda,
    appointment,
    association,
    consultation_place,
    cpts,
    cpts_slot,
    national,
    practitioner,
    role,
    security,
    slot,
    slot_search,
    sos_appointment,
    sos_search,
    sos_slot,
    technical,
)

from sas_server.flows.offline import flow_judge
from sas_server.flows.table import FLOWS, profiles_of
from sas_validators import Validator
from sas_validators.outcome import expression_of

Resource = dict[str, Any]
Change = Callable[[Resource], object]

BASE = "https://editeur.example/fhir"


def answer(search: str, profile: str, found: list[Resource], matched: str) -> Resource:
    """A searchset as an editor sends it."""
    entries = [
        {
            "fullUrl": f"{BASE}/{item['resourceType']}/{item['id']}",
            "resource": item,
            "search": {"mode": "match" if item["resourceType"] == matched else "include"},
        }
        for item in found
    ]
    return {
        "resourceType": "Bundle",
        "meta": {"profile": [profile]},
        "type": "searchset",
        "total": sum(item["resourceType"] == "Slot" for item in found),
        "link": [{"relation": "self", "url": f"{BASE}/{search}"}],
        "entry": entries,
    }


def slots() -> Resource:
    """Entries: 0 slot, 1 practitioner, 2 role, 3 schedule."""
    found = [slot("s1", "a1", "25 09:00"), *agenda("a1", 1, RPPS_1)]
    return answer(slot_search(RPPS_1), f"{FIRST}BundleAgregateur", found, "Slot")


def cpts_slots() -> Resource:
    """Entries: 0 slot, 1 practitioner, 2 role, 3 schedule, 4 organization, 5 service."""
    shown = cpts_slot("s1", "a1", "25 09:00", "h1", types=("PUBLIC", "CPTS"))
    shown["specialty"] = slot("x", "y", "25 09:00")["specialty"]
    found = [shown, *agenda("a1", 1, RPPS_1), *cpts("h1", "1990000021")]
    search = slot_search(RPPS_1, more=CPTS_INCLUDES)
    return answer(search, f"{SAS}sas-cpts-bundle-aggregator", found, "Slot")


def sos_slots() -> Resource:
    """Entries: 0 slot, 1 place, 2 schedule, 3 organization."""
    found = [
        sos_slot("k1", "f1", "25 09:00"),
        *consultation_place("f1", "q1"),
        association("q1", SIRET_1),
    ]
    return answer(sos_search(SIRET_1), f"{SAS}sas-sos-bundle-aggregator", found, "Schedule")


VALID = [
    pytest.param("INT_R01", slots(), id="INT_R01"),
    pytest.param("INT_R04", cpts_slots(), id="INT_R04"),
    pytest.param("INT_SOS1", sos_slots(), id="INT_SOS1"),
    pytest.param("INT_R01", slot("s1", "a1", "25 09:00"), id="a slot"),
    pytest.param("INT_R01", {**slots(), "entry": [], "total": 0}, id="INT_R01, nothing found"),
    pytest.param("INT_R04", {**cpts_slots(), "entry": [], "total": 0}, id="INT_R04, nothing"),
    pytest.param("INT_SOS1", {**sos_slots(), "entry": [], "total": 0}, id="INT_SOS1, nothing"),
    pytest.param("INT_R02", account(technical()), id="account, technical id"),
    pytest.param("INT_R02", account(national()), id="account, national id"),
    pytest.param("INT_R02", account(national(), technical()), id="account, both ids"),
    pytest.param("INT_R03", appointment(), id="appointment"),
    pytest.param("INT_R03", sos_appointment(), id="appointment of SOS Médecins"),
]


def found_by(flow: str, resource: Resource) -> list[tuple[str, str]]:
    judge = flow_judge(flow)
    return [(item.message.id, expression_of(item.location)) for item in judge.findings(resource)]


@pytest.mark.parametrize(("flow", "resource"), VALID)
def test_valid_resources_break_no_rule(flow: str, resource: Resource) -> None:
    assert found_by(flow, resource) == []


@pytest.mark.parametrize(("flow", "resource"), [item for item in VALID if "noth" not in item.id])
def test_valid_resources_meet_the_profile_of_the_flow(
    validator: Validator, flow: str, resource: Resource
) -> None:
    judge = flow_judge(flow)
    bare = {name: value for name, value in resource.items() if name != "meta"}
    assert len(judge.profiles(resource)) == 1
    for given in (resource, bare):
        assert [i for i in judge.profiles(given) if not validator.has_profile(i)] == []
    assert validator.validate(resource, flow=judge).ok


def at(*path: str | int) -> Callable[[Resource], Any]:
    """Finds the value at a path."""

    def find(resource: Resource) -> Any:
        value: Any = resource
        for step in path:
            value = value[step]
        return value

    return find


def put(*path: str | int, value: Any) -> Change:
    """Sets what is at a path."""
    return lambda resource: at(*path[:-1])(resource).__setitem__(path[-1], value)


def drop(*path: str | int) -> Change:
    """Removes what is at a path."""
    return lambda resource: at(*path[:-1])(resource).__delitem__(path[-1])


def add_entry(resource: Resource) -> Change:
    """One more included entry."""
    entry = {
        "fullUrl": f"{BASE}/{resource['resourceType']}/{resource['id']}",
        "resource": resource,
        "search": {"mode": "include"},
    }
    return lambda bundle: bundle["entry"].append(entry)


def retarget(bundle: Resource) -> None:
    """A second agenda that shares the first one's role."""
    other = copy.deepcopy(bundle["entry"][3])
    other["resource"]["id"] = "a9"
    other["fullUrl"] = f"{BASE}/Schedule/a9"
    second = copy.deepcopy(bundle["entry"][0])
    second["resource"] |= {"id": "s9", "schedule": {"reference": "Schedule/a9"}}
    second["fullUrl"] = f"{BASE}/Slot/s9"
    bundle["entry"] += [other, second]
    bundle["total"] = 2


PATIENT = {"actor": {"reference": "Patient/1"}, "status": "accepted"}
TREE = "https://editeur.example/agenda?origin=sas"
SLOT, PS, ROLE, AGENDA, CPTS = ("entry", 0), ("entry", 1), ("entry", 2), ("entry", 3), ("entry", 4)

BROKEN: list[tuple[str, Callable[[], Resource], Change, str, str]] = [
    (
        "INT_R01",
        lambda: slot("s", "a", "25 09:00"),
        put("end", value="2027-03-25T08:00:00.000+01:00"),
        "SAS_SLOT_PERIOD",
        "Slot.end",
    ),
    (
        "INT_R01",
        lambda: slot("s", "a", "25 09:00"),
        put("start", value="2027-03-25T08:00:00Z"),
        "SAS_SLOT_INSTANT_FORM",
        "Slot.start",
    ),
    (
        "INT_R01",
        lambda: slot("s", "a", "25 09:00"),
        put("schedule", value={"display": "x"}),
        "SAS_SLOT_SCHEDULE",
        "Slot.schedule",
    ),
    (
        "INT_R01",
        lambda: slot("s", "a", "25 09:00"),
        drop("meta", "security"),
        "SAS_SLOT_TYPE",
        "Slot.meta",
    ),
    (
        "INT_R01",
        lambda: slot("s", "a", "25 09:00"),
        put("serviceType", value=[{"text": "x"}]),
        "SAS_SLOT_CONSULTATION",
        "Slot.serviceType",
    ),
    (
        "INT_R01",
        lambda: slot("s", "a", "25 09:00"),
        lambda s: s["serviceType"].append({"coding": [{"system": ACT, "code": "EMER"}]}),
        "SAS_SLOT_CONSULTATION_CODE",
        "Slot.serviceType[2]",
    ),
    (
        "INT_R01",
        lambda: slot("s", "a", "25 09:00"),
        drop("specialty"),
        "SAS_SLOT_SPECIALTY",
        "Slot.specialty",
    ),
    (
        "INT_R01",
        lambda: slot("s", "a", "25 09:00"),
        drop("appointmentType"),
        "SAS_SLOT_BOOKING",
        "Slot.appointmentType",
    ),
    (
        "INT_R01",
        lambda: slot("s", "a", "25 09:00"),
        drop("comment"),
        "SAS_SLOT_BOOKING_URL",
        "Slot.comment",
    ),
    (
        "INT_R01",
        lambda: slot("s", "a", "25 09:00"),
        put("comment", value="appelez-nous"),
        "SAS_SLOT_BOOKING_URL",
        "Slot.comment",
    ),
    (
        "INT_SOS1",
        lambda: sos_slot("s", "a", "25 09:00"),
        drop("comment"),
        "SAS_SLOT_BOOKING_URL",
        "Slot.comment",
    ),
    (
        "INT_R01",
        lambda: slot("s", "a", "25 09:00", comment=None),
        put("appointmentType", "coding", 0, "code", value="WALKIN"),
        "SAS_SLOT_WALK_IN_URL",
        "Slot.comment",
    ),
    (
        "INT_R01",
        lambda: slot("s", "a", "25 09:00"),
        put("comment", value=TREE),
        "SAS_SLOT_ORIGIN",
        "Slot.comment",
    ),
    (
        "INT_R04",
        lambda: cpts_slots()["entry"][0]["resource"],
        put("meta", "security", value=security("PUBLIC")),
        "SAS_SLOT_CPTS",
        "Slot.meta",
    ),
    (
        "INT_R04",
        lambda: cpts_slots()["entry"][0]["resource"],
        lambda s: s["serviceType"].pop(),
        "SAS_SLOT_CPTS",
        "Slot.serviceType",
    ),
    (
        "INT_R01",
        lambda: practitioner(1, RPPS_1),
        put("identifier", 0, "value", value="10101010101"),
        "SAS_ACTOR_NUMBER",
        "Practitioner.identifier[0].value",
    ),
    (
        "INT_R01",
        lambda: practitioner(1, RPPS_1),
        put("identifier", 0, "value", value="0692123456"),
        "SAS_ACTOR_RPPS",
        "Practitioner.identifier",
    ),
    (
        "INT_R01",
        lambda: practitioner(1, RPPS_1),
        drop("name"),
        "SAS_ACTOR_NAME",
        "Practitioner.name",
    ),
    (
        "INT_R01",
        lambda: practitioner(1, RPPS_1),
        put("telecom", 0, "value", value="01 99 00 00 01"),
        "SAS_ACTOR_PHONE",
        "Practitioner.telecom[0].value",
    ),
    (
        "INT_R01",
        lambda: role("a1", 1),
        put("organization", "identifier", "value", value="990000013"),
        "SAS_ACTOR_STRUCTURE",
        "PractitionerRole.organization.identifier",
    ),
    (
        "INT_R01",
        lambda: role("a1", 1),
        drop("practitioner"),
        "SAS_ACTOR_ROLE_PRACTITIONER",
        "PractitionerRole.practitioner",
    ),
    (
        "INT_R01",
        lambda: role("a1", 1),
        put("location", 0, "reference", value="Location/x"),
        "SAS_ACTOR_CONTAINED_PLACE",
        "PractitionerRole.location",
    ),
    (
        "INT_R01",
        lambda: role("a1", 1),
        put("contained", 0, "address", "postalCode", value="6900"),
        "SAS_ACTOR_ADDRESS",
        "PractitionerRole.contained[0].address.postalCode",
    ),
    (
        "INT_SOS1",
        lambda: consultation_place("f1", "q1")[0],
        drop("address", "city"),
        "SAS_ACTOR_ADDRESS",
        "Location.address.city",
    ),
    (
        "INT_SOS1",
        lambda: association("q1", SIRET_1),
        drop("name"),
        "SAS_ACTOR_ORGANIZATION_NAME",
        "Organization.name",
    ),
    ("INT_R01", slots, put("total", value=4), "SAS_ANSWER_TOTAL", "Bundle.total"),
    (
        "INT_R01",
        slots,
        lambda b: b["link"].append({"relation": "next", "url": BASE}),
        "SAS_ANSWER_SELF",
        "Bundle.link",
    ),
    (
        "INT_R01",
        slots,
        put(*SLOT, "fullUrl", value="urn:uuid:0f6a3d0e-6f7e-4a37-9a60-2f3f5d1f6c11"),
        "SAS_ANSWER_FULL_URL",
        "Bundle.entry[0].fullUrl",
    ),
    (
        "INT_R01",
        slots,
        put(*PS, "search", "mode", value="match"),
        "SAS_ANSWER_MODE",
        "Bundle.entry[1].search.mode",
    ),
    (
        "INT_SOS1",
        sos_slots,
        put(*SLOT, "search", "mode", value="match"),
        "SAS_ANSWER_MODE",
        "Bundle.entry[0].search.mode",
    ),
    (
        "INT_R01",
        slots,
        drop(*PS, "search"),
        "SAS_ANSWER_MODE_MISSING",
        "Bundle.entry[1].search.mode",
    ),
    (
        "INT_R01",
        slots,
        lambda b: b["entry"].append(b["entry"][1]),
        "SAS_ANSWER_ONCE",
        "Bundle.entry[4]",
    ),
    (
        "INT_R01",
        slots,
        put(*SLOT, "resource", "schedule", "reference", value="Schedule/none"),
        "SAS_ANSWER_REFERENCE",
        "Bundle.entry[0].resource.schedule",
    ),
    (
        "INT_R04",
        cpts_slots,
        put("entry", 5, "resource", "providedBy", "reference", value="Organization/none"),
        "SAS_ANSWER_REFERENCE",
        "Bundle.entry[5].resource.providedBy",
    ),
    ("INT_R01", slots, add_entry(practitioner(9, RPPS_1)), "SAS_ANSWER_ORPHAN", "Bundle.entry[4]"),
    ("INT_R01", slots, drop(*PS), "SAS_ANSWER_SOMEONE", "Bundle.entry"),
    (
        "INT_R01",
        slots,
        lambda b: b["entry"][3]["resource"]["actor"].pop(),
        "SAS_ANSWER_AGENDA",
        "Bundle.entry[3].resource",
    ),
    ("INT_R01", slots, retarget, "SAS_ANSWER_PLACES", "Bundle.entry"),
    (
        "INT_R01",
        slots,
        lambda b: b["entry"][0]["resource"].update(
            start="2027-03-28T09:00:00.000+02:00", end="2027-03-28T09:20:00.000+02:00"
        ),
        "SAS_ANSWER_WINDOW",
        "Bundle.entry[0].resource.start",
    ),
    (
        "INT_SOS1",
        sos_slots,
        lambda b: b["entry"][0]["resource"].update(
            start="2027-03-28T09:00:00.000+02:00", end="2027-03-28T09:20:00.000+02:00"
        ),
        "SAS_ANSWER_WINDOW",
        "Bundle.entry[0].resource.start",
    ),
    (
        "INT_R01",
        slots,
        put(*SLOT, "resource", "status", value="busy"),
        "SAS_ANSWER_FREE",
        "Bundle.entry[0].resource.status",
    ),
    (
        "INT_R01",
        slots,
        put(*PS, "resource", "identifier", 0, "value", value=RPPS_2),
        "SAS_ANSWER_ASKED",
        "Bundle.entry[1].resource.identifier",
    ),
    (
        "INT_R01",
        slots,
        drop(*AGENDA, "resource", "meta"),
        "SAS_ANSWER_PROFILE",
        "Bundle.entry[3].resource.meta",
    ),
    (
        "INT_R04",
        cpts_slots,
        lambda b: (b["entry"].pop(4), b["entry"][0]["resource"]),
        "SAS_ANSWER_CPTS_PAIRS",
        "Bundle.entry",
    ),
    ("INT_R02", account, put("name", 0, "family", value=" "), "SAS_R02_NAME", "Practitioner.name"),
    ("INT_R02", account, drop("telecom"), "SAS_R02_EMAIL", "Practitioner.telecom"),
    (
        "INT_R02",
        account,
        put("telecom", 0, "value", value="alex"),
        "SAS_R02_EMAIL_FORM",
        "Practitioner.telecom[0].value",
    ),
    (
        "INT_R02",
        account,
        put("identifier", 0, "system", value="urn:oid:1.2.3"),
        "SAS_R02_AUTHORITY",
        "Practitioner.identifier[0].system",
    ),
    (
        "INT_R02",
        lambda: account(national()),
        put("identifier", 0, "system", value=IDNST),
        "SAS_R02_STRUCTURE_AUTHORITY",
        "Practitioner.identifier[0].system",
    ),
    (
        "INT_R02",
        account,
        put("identifier", 0, "type", "coding", 0, "code", value="IDNPS"),
        "SAS_R02_PAIRING",
        "Practitioner.identifier[0].type",
    ),
    (
        "INT_R02",
        lambda: account(national()),
        put("identifier", 0, "value", value="3 9|9"),
        "SAS_R02_VALUE",
        "Practitioner.identifier[0].value",
    ),
    (
        "INT_R02",
        account,
        put("identifier", 0, "value", value="42"),
        "SAS_R02_TECHNICAL",
        "Practitioner.identifier[0].value",
    ),
    ("INT_R02", account, drop("meta", "source"), "SAS_R02_SOURCE", "Practitioner.meta"),
    (
        "INT_R03",
        appointment,
        put("extension", 0, "valueReference", "identifier", "system", value="urn:oid:1.2.3"),
        "SAS_R03_OPERATOR_PAIRING",
        "Appointment.extension[0].value.ofType(Reference).identifier",
    ),
    (
        "INT_R03",
        appointment,
        put("end", value="2027-03-25T13:00:00.000+01:00"),
        "SAS_R03_PERIOD",
        "Appointment.end",
    ),
    (
        "INT_R03",
        appointment,
        put("status", value="arrived"),
        "SAS_R03_STATUS",
        "Appointment.status",
    ),
    ("INT_R03", appointment, drop("created"), "SAS_R03_CREATED", "Appointment"),
    (
        "INT_R03",
        appointment,
        lambda a: a["participant"].append(PATIENT),
        "SAS_R03_PATIENT",
        "Appointment.participant[1].actor",
    ),
    (
        "INT_R03",
        appointment,
        put("comment", value="fièvre"),
        "SAS_R03_CLINICAL",
        "Appointment.comment",
    ),
    (
        "INT_R03",
        appointment,
        put("participant", 0, "actor", "identifier", "value", value="10101010101"),
        "SAS_R03_PROFESSIONAL",
        "Appointment.participant[0].actor.identifier.value",
    ),
    (
        "INT_R03",
        sos_appointment,
        put("participant", 0, "status", value="accepted"),
        "SAS_R03_UNKNOWN_PROFESSIONAL",
        "Appointment.participant[0]",
    ),
    ("INT_R03", account, lambda _: None, "SAS_FLOW_TYPE", "Practitioner"),
    ("INT_R01", appointment, lambda _: None, "SAS_FLOW_TYPE", "Appointment"),
]


@pytest.mark.parametrize(
    ("flow", "make", "change", "rule", "place"),
    [pytest.param(*row, id=f"{row[3]}-{number}") for number, row in enumerate(BROKEN)],
)
def test_each_rule_is_broken_where_it_says(
    flow: str, make: Callable[[], Resource], change: Change, rule: str, place: str
) -> None:
    resource = copy.deepcopy(make())
    change(resource)
    assert (rule, place) in found_by(flow, resource)


def test_every_rule_of_the_table_is_broken_once() -> None:
    rules = {
        rule.id
        for flow in FLOWS
        for interaction in flow.interactions
        for judged in interaction.rules.values()
        for rule in judged
    }
    assert rules <= {row[3] for row in BROKEN}


@pytest.mark.parametrize("flow", [flow.id for flow in FLOWS if profiles_of(flow.id)])
@pytest.mark.parametrize(
    "odd",
    [
        {},
        {"resourceType": 3},
        {"resourceType": "Bundle", "entry": {}},
        {"resourceType": "Bundle", "entry": [None, {"resource": []}, {"resource": {"id": 3}}]},
        {"resourceType": "Slot", "meta": [], "serviceType": [1], "comment": {}, "start": 4},
        {"resourceType": "Practitioner", "identifier": {"system": 1}, "name": ["x"]},
        {"resourceType": "Appointment", "extension": [None], "participant": [{"actor": 1}]},
    ],
    ids=lambda item: str(item)[:40],
)
def test_odd_shapes_are_no_trouble(flow: str, odd: Resource) -> None:
    judge = flow_judge(flow)
    judge.profiles(odd)
    list(judge.findings(odd))
