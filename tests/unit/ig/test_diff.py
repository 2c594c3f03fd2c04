import json
from typing import Any

import pytest

from sas_ig.diff.compare import compare_contents
from sas_ig.diff.model import PackageDiff
from sas_ig.diff.reports import as_html, as_json, as_text, summary
from sas_ig.project.content import Content, Item, Role

URL = "http://example.org/"


def content(version: str, *resources: dict[str, Any], role: Role = "definition") -> Content:
    items = tuple(
        Item(role, json.dumps(resource).encode(), title=str(resource.get("title", "")))
        for resource in resources
    )
    return Content(f"p#{version}", items)


def resource(type: str, **fields: Any) -> dict[str, Any]:
    return {"resourceType": type, "id": "x", "url": f"{URL}{type}/x", **fields}


def profile(*elements: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return resource("StructureDefinition", snapshot={"element": list(elements)}, **fields)


def element(id: str, **fields: Any) -> dict[str, Any]:
    return {"id": id, "path": id.partition(":")[0], "min": 0, "max": "1", **fields}


def value_set(*codes: str) -> dict[str, Any]:
    concepts = [{"code": code, "display": code.upper()} for code in codes]
    return resource("ValueSet", compose={"include": [{"system": URL, "concept": concepts}]})


def capability(**fields: Any) -> dict[str, Any]:
    rest = [{"mode": "server", "resource": [{"type": "Slot", **fields}]}]
    return resource("CapabilityStatement", rest=rest)


def search(name: str) -> dict[str, Any]:
    return {"name": name, "type": "date"}


def compared(old: dict[str, Any], new: dict[str, Any]) -> PackageDiff:
    return compare_contents(content("1", old), content("2", new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            profile(element("Slot.x")),
            profile(element("Slot.x", min=1)),
            [("Slot.x", "cardinality", "stricter")],
            id="element",
        ),
        pytest.param(
            profile(element("Slot")),
            profile(element("Slot"), element("Slot.x", min=1)),
            [("Slot.x", "element", "stricter")],
            id="new mandatory element",
        ),
        pytest.param(
            profile(element("Slot"), element("Slot.x"), element("Slot.x.y")),
            profile(element("Slot")),
            [("Slot.x", "element", "other")],
            id="element gone with all below it",
        ),
        pytest.param(
            profile(element("Slot"), element("Slot.x"), element("Slot.x:a")),
            profile(element("Slot"), element("Slot.x")),
            [("Slot.x:a", "element", "looser")],
            id="slice gone",
        ),
        pytest.param(
            resource("StructureDefinition", differential={"element": [element("Slot.x")]}),
            profile(element("Slot"), differential={"element": [element("Slot.x", max="0")]}),
            [("Slot.x", "cardinality", "stricter")],
            id="without snapshots",
        ),
        pytest.param(
            profile(baseDefinition=URL + "a"),
            profile(baseDefinition=URL + "b"),
            [("", "baseDefinition", "other")],
            id="parent",
        ),
        pytest.param(
            profile(description="a"),
            profile(description="b"),
            [("", "description", "wording")],
            id="description",
        ),
        pytest.param(value_set("a"), value_set("a", "b"), [("", "code", "looser")], id="code more"),
        pytest.param(
            value_set("a", "b"), value_set("a"), [("", "code", "stricter")], id="code less"
        ),
        pytest.param(
            resource("ValueSet", compose={"include": [{"system": URL}]}),
            resource(
                "ValueSet", compose={"include": [{"system": URL}], "exclude": [{"system": "u:v"}]}
            ),
            [("", "code", "stricter")],
            id="exclusion more",
        ),
        pytest.param(
            resource("CodeSystem", concept=[{"code": "a", "display": "A"}]),
            resource("CodeSystem", concept=[{"code": "a"}]),
            [("", "display", "wording")],
            id="display gone",
        ),
        pytest.param(
            resource("CodeSystem", concept=[{"code": "a", "display": "A"}]),
            resource(
                "CodeSystem",
                concept=[{"code": "a", "display": "AA", "concept": [{"code": "b"}]}],
            ),
            [("", "display", "wording"), ("", "code", "looser")],
            id="concepts",
        ),
        pytest.param(
            capability(searchParam=[search("start")]),
            capability(searchParam=[search("start"), search("status")]),
            [("server Slot", "searchParam", "other")],
            id="search parameter",
        ),
        pytest.param(
            capability(interaction=[{"code": "read"}]),
            capability(),
            [("server Slot", "interaction", "other")],
            id="interaction",
        ),
        pytest.param(
            resource("SearchParameter", expression="Slot.start"),
            resource("SearchParameter", expression="Slot.end"),
            [("", "expression", "other")],
            id="any other field",
        ),
    ],
)
def test_what_differs(
    old: dict[str, Any], new: dict[str, Any], expected: list[tuple[str, str, str]]
) -> None:
    (artifact,) = compared(old, new).artifacts
    found = [(item.place, item.facet, item.effect) for item in artifact.differences]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(
    "fields",
    [
        {"version": "2"},
        {"date": "2026-01-01"},
        {"publisher": "x"},
        {"meta": {"lastUpdated": "2026-01-01T00:00:00Z"}},
        {"contact": []},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_what_every_publication_changes_is_no_difference(fields: dict[str, Any]) -> None:
    diff = compared(resource("SearchParameter"), resource("SearchParameter", **fields))
    assert (diff.artifacts, diff.same) == ((), 1)


def test_what_comes_and_goes() -> None:
    old = content("1", value_set(), resource("CodeSystem", title="Ancien"))
    new = content("2", value_set("a"), resource("SearchParameter", title="Nouveau"))
    diff = compare_contents(old, new)
    assert [(item.type, item.state) for item in diff.artifacts] == [
        ("ValueSet", "changed"),
        ("SearchParameter", "added"),
        ("CodeSystem", "removed"),
    ]


def test_examples_come_and_go() -> None:
    old = content("1", {"resourceType": "Slot", "id": "a"}, role="example")
    new = content("2", {"resourceType": "Slot", "id": "b"}, role="example")
    diff = compare_contents(old, new)
    assert (diff.examples_added, diff.examples_removed) == (("Slot/b",), ("Slot/a",))


STRICTER = compared(profile(element("Slot.x")), profile(element("Slot.x", min=1)))


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("fr", "    [plus strict] Slot.x devient obligatoire (0..1 → 1..1)"),
        ("en", "    [stricter] Slot.x becomes mandatory (0..1 → 1..1)"),
    ],
)
def test_text_report(language: Any, line: str) -> None:
    assert line in as_text(STRICTER, language).splitlines()


def test_json_report() -> None:
    report = json.loads(as_json(STRICTER))
    assert report["effects"] == {"stricter": 1}
    assert report["artifacts"][0]["differences"][0]["place"] == "Slot.x"


def test_html_report_escapes_titles() -> None:
    diff = compared(value_set(), {**value_set("a"), "title": "<b>"})
    assert "<b>" not in as_html(diff, "fr").partition("<h3>")[2].partition("</h3>")[0]


@pytest.mark.parametrize(
    ("diff", "language", "expected"),
    [
        pytest.param(
            STRICTER, "fr", "1 différence : 1 plus stricte ; 0 définition identique", id="one"
        ),
        pytest.param(
            compared(value_set("a"), value_set("b", "c")),
            "fr",
            "3 différences : 1 plus stricte, 2 plus souples ; 0 définition identique",
            id="several",
        ),
        pytest.param(
            compared(value_set("a"), value_set("a")),
            "fr",
            "0 différence ; 1 définition identique",
            id="none",
        ),
        pytest.param(
            STRICTER, "en", "1 difference: 1 stricter; 0 definitions unchanged", id="English"
        ),
    ],
)
def test_summary(diff: PackageDiff, language: Any, expected: str) -> None:
    assert summary(diff, language) == expected
