"""References: their form, and what they lead to in a Bundle."""

import pytest
from tests.unit.checks.rule_session import RuleSession, findings, shortened

from sas_validators.checks.bundle_index import BundleIndex
from sas_validators.checks.references import reference_rules
from sas_validators.model.paths import root

BASE = "http://example.org/fhir"


def judged(types, reference, *others, bundle_type="collection", full_url=f"{BASE}/Patient/p"):
    """What is said of a reference that a Patient in a Bundle has."""
    resource = {"resourceType": "Patient", "id": "p"}
    first = {"resource": resource}
    if full_url:
        first["fullUrl"] = full_url
    bundle = {"resourceType": "Bundle", "type": bundle_type, "entry": [first, *others]}

    def rule(_, at, r):
        r.bundle = BundleIndex(bundle, at)
        r.resource = r.container = resource
        reference_rules({"reference": reference}, root("here"), r)

    found = findings(rule, bundle, RuleSession(types))
    return shortened(found, "Reference_REF_", "REFERENCE_REF_", "Bundle_BUNDLE_", "BUNDLE_")


def entry(full_url, resource_type, identifier):
    return {"fullUrl": full_url, "resource": {"resourceType": resource_type, "id": identifier}}


GROUP = entry(f"{BASE}/Group/g", "Group", "g")


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("Group/g", []),
        (f"{BASE}/Group/g", []),
        ("Group/elsewhere", []),
        ("http://other.org/Group/x", []),
        ("urn:uuid:1", ["Not_Local W here"]),
        ("group", ["Format2 E here"]),
        ("2026-03-03T09:00Z", ["Format2 E here"]),
        ("Nothing/1", []),
        ("Group/g x", ["INVALID_REF E here"]),
        ("#x", ["CantResolve E here"]),
        ("Group/g/x", ["Format2 E here"]),
        ("/Group/g", ["Format2 E here"]),
        ("Group/g/_history/1", ["POSSIBLE_MATCH_WRONG_FU W here"]),
        ("Group/g/_history/1/2", ["Format2 E here"]),
        (" x", ["Format2 E here", "INVALID_REF E here"]),
        ("Group/g?x=y", []),
        ("Group?identifier=x", ["Format2 E here", "QUERY_NOT_TRANSACTION E here"]),
        (
            "Group?",
            ["Format2 E here", "QUERY_INVALID E here", "QUERY_NOT_TRANSACTION E here"],
        ),
    ],
)
def test_in_a_collection(types, reference, expected):
    assert judged(types, reference, GROUP) == expected


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("Group?identifier=x", []),
        ("Group?identifier=http://x|1&code=a", []),
        ("Group?identifier", ["QUERY_INVALID E here"]),
        ("Group?", ["QUERY_INVALID E here"]),
        ("Nothing?identifier=x", ["Format1 E here"]),
        ("Group/1?x=y", []),
        ("Group/1/2", ["Format1 E here"]),
    ],
)
def test_queries_in_a_transaction(types, reference, expected):
    assert judged(types, reference, bundle_type="transaction") == expected


@pytest.mark.parametrize(
    ("bundle_type", "expected"),
    [("collection", ["MultipleMatches E here"]), ("history", [])],
)
def test_several_entries(types, bundle_type, expected):
    assert judged(types, "Group/g", GROUP, GROUP, bundle_type=bundle_type) == expected


def test_an_entry_of_another_type(types):
    odd = entry(f"{BASE}/Group/g", "Device", "g")
    assert judged(types, "Group/g", odd) == ["ResourceType E here"]


@pytest.mark.parametrize(
    ("full_url", "expected"),
    [
        (f"{BASE}/Patient/p", ["POSSIBLE_MATCH_WRONG_FU W here"]),
        (None, ["Entry_NoFullUrl E here.entry[0]", "FullUrl_Missing E here"]),
    ],
)
def test_an_entry_that_is_not_reached(types, full_url, expected):
    far = entry("http://other.org/Group/g", "Group", "g")
    found = [
        line.replace("Bundle.entry", "here.entry")
        for line in judged(types, "Group/g", far, full_url=full_url)
    ]
    assert found == expected


def test_the_entries_of_an_answer_need_no_full_url(types):
    found = judged(types, "Group/g", bundle_type="batch-response", full_url=None)
    assert found == []


def test_a_reference_that_nobody_can_read(types):
    def rule(_, at, r):
        for reference in ({"id": "a"}, {"display": "x"}, {"identifier": {}}, {"type": "Patient"}):
            reference_rules(reference, at, r)

    found = findings(rule, {"resourceType": "Patient"}, RuleSession(types))
    assert found == ["Reference_REF_NoDisplay W Patient"]


def test_entries_of_that_type_and_id_elsewhere(types):
    far = [entry(f"http://{host}.org/Group/g", "Group", "g") for host in ("one", "two")]
    assert judged(types, "Group/g", *far) == ["POSSSIBLE_MATCHES W here"]
    nowhere = {"resource": {"resourceType": "Group", "id": "g"}}
    assert judged(types, "Group/g", nowhere) == ["POSSIBLE_MATCH_NO_FU W here"]
