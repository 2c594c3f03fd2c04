"""Bundles: fullUrls, links, search results."""

import pytest
from tests.unit.checks.rule_session import RuleSession, findings, shortened

from sas_validators.checks.bundles import bundle_rules

BASE = "http://example.org/fhir"
SELF = {"relation": "self", "url": f"{BASE}/Slot?status=free"}


def entry(full_url=f"{BASE}/Slot/1", mode=None, **fields):
    found = {"fullUrl": full_url, "resource": {"resourceType": "Slot", "id": "1", **fields}}
    if mode:
        found["search"] = {"mode": mode}
    return {name: value for name, value in found.items() if value is not None}


def bundle(*entries, kind="collection", **fields):
    return {"resourceType": "Bundle", "type": kind, "entry": list(entries), **fields}


def judged(types, resource):
    found = findings(bundle_rules, resource, RuleSession(types))
    return shortened(found, "BUNDLE_", "Bundle.", "Bundle_")


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        pytest.param(bundle(entry()), [], id="right"),
        pytest.param(bundle(entry(None)), ["ENTRY_FULLURL_REQUIRED E entry[0]"], id="none"),
        pytest.param(bundle(entry(None), kind="batch"), [], id="none in a batch"),
        pytest.param(bundle(entry("Slot/1")), ["ENTRY_URL_ABSOLUTE E entry[0]"], id="relative"),
        pytest.param(
            bundle(entry("http://exemple fr/Slot/1")),
            ["ENTRY_URL_ABSOLUTE E entry[0]"],
            id="with a blank",
        ),
        pytest.param(bundle(entry("urn:uuid:1")), [], id="urn"),
        pytest.param(bundle(entry("http://example.org/slots?x=1")), [], id="not RESTful"),
        pytest.param(bundle(entry(f"{BASE}/Nothing/1")), [], id="no type"),
        pytest.param(
            bundle(entry(f"{BASE}/Slot/2")), ["ENTRY_URL_MATCHES_TYPE_ID E entry[0]"], id="id"
        ),
        pytest.param(
            bundle(entry(f"{BASE}/Slot/1/_history/1")),
            ["ENTRY_URL_MATCHES_TYPE_ID E entry[0]"],
            id="version",
        ),
        pytest.param(
            bundle(entry(f"{BASE}/ValueSet/2", url=f"{BASE}/ValueSet/2")),
            ["Entry_MismatchIdUrl E entry[0]"],
            id="canonical",
        ),
        pytest.param(
            bundle({"fullUrl": f"{BASE}/Slot/1", "resource": {"resourceType": "Slot"}}),
            ["ENTRY_URL_MATCHES_NO_ID E entry[0]"],
            id="resource without id",
        ),
    ],
)
def test_full_urls(types, resource, expected):
    assert [line.replace("BUNDLE_", "") for line in judged(types, resource)] == expected


def link(relation, url=f"{BASE}/x"):
    return {"relation": relation, "url": url}


@pytest.mark.parametrize(
    ("kind", "links", "expected"),
    [
        ("searchset", [SELF, link("next")], []),
        ("history", [link("next")], []),
        ("collection", [link("next")], ["LINK_SEARCH_PROHIBITED E link[0]"]),
        ("searchset", [SELF, SELF], ["LINK_SEARCH_NO_DUPLICATES E link[1]"]),
        ("collection", [link("related"), link("related")], []),
    ],
)
def test_links(types, kind, links, expected):
    assert judged(types, bundle(kind=kind, link=links)) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"{BASE}/Slot/1", []),
        ("https://example.org/x.css", ["EXTERNAL W"]),
        ("http://example.org/x.css", ["EXTERNAL W", "INSECURE W"]),
        ("x.css", ["NOT_FOUND E"]),
    ],
)
def test_style_sheets(types, url, expected):
    composition = {"resourceType": "Composition", "id": "c", "custodian": {"reference": "Slot/1"}}
    first = {"fullUrl": f"{BASE}/Composition/c", "resource": composition}
    document = bundle(first, entry(), kind="document", link=[link("stylesheet", url)])
    assert judged(types, document) == [f"LINK_STYELSHEET_{line} link[0]" for line in expected]


def searchset(*entries, url=SELF["url"]):
    links = [link("self", url)] if url else []
    return bundle(*entries, kind="searchset", link=links)


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        pytest.param(searchset(entry(mode="match")), [], id="right"),
        pytest.param(searchset(entry()), [], id="no modes, one searched type"),
        pytest.param(searchset(), [], id="empty"),
        pytest.param(searchset(url=None), ["SEARCH_NOSELF W Bundle"], id="no self link"),
        pytest.param(
            searchset(entry(mode="match"), url=f"{BASE}?_type=Slot,Schedule"), [], id="types"
        ),
        pytest.param(
            searchset(entry(mode="match"), url=f"{BASE}?x=1"),
            ["SEARCH_SELF_NOT_UNDERSTOOD I Bundle"],
            id="no types",
        ),
        pytest.param(
            searchset(entry(mode="match"), entry()), ["SEARCH_NO_MODE W entry[1]"], id="one mode"
        ),
        pytest.param(
            searchset({"fullUrl": f"{BASE}/Slot/1"}),
            ["SEARCH_ENTRY_NO_RESOURCE E entry[0]", "SEARCH_NO_MODE W Bundle"],
            id="no resource",
        ),
        pytest.param(
            searchset(
                {
                    "fullUrl": "urn:uuid:1",
                    "search": {"mode": "include"},
                    "resource": {"resourceType": "Schedule"},
                }
            ),
            ["SEARCH_ENTRY_NO_RESOURCE_ID E entry[0].resource"],
            id="no id",
        ),
        pytest.param(
            searchset({"fullUrl": "urn:uuid:1", "resource": {"resourceType": "Slot"}}),
            ["SEARCH_ENTRY_NO_RESOURCE_ID W entry[0].resource"],
            id="no id, no modes",
        ),
        pytest.param(
            searchset(entry(mode="match"), url=f"{BASE}/Schedule?x=1"),
            ["SEARCH_ENTRY_WRONG_RESOURCE_TYPE_MODE E entry[0].resource"],
            id="match of another type",
        ),
        pytest.param(
            searchset(entry(mode="outcome")),
            ["SEARCH_ENTRY_WRONG_RESOURCE_TYPE_OUTCOME E entry[0].resource"],
            id="outcome of another type",
        ),
        pytest.param(
            searchset(entry(), url=f"{BASE}/Schedule?x=1"),
            [
                "SEARCH_ENTRY_WRONG_RESOURCE_TYPE_NO_MODE W entry[0].resource",
                "SEARCH_NO_MODE W Bundle",
            ],
            id="another type, no modes",
        ),
        pytest.param(
            searchset(entry(), url=f"{BASE}?x=1"),
            [
                "SEARCH_ENTRY_TYPE_NOT_SURE I entry[0].resource",
                "SEARCH_NO_MODE W Bundle",
                "SEARCH_SELF_NOT_UNDERSTOOD I Bundle",
            ],
            id="nothing known",
        ),
    ],
)
def test_search_results(types, resource, expected):
    assert judged(types, resource) == expected
