import marshal

import pytest
from tests.unit.terminology.small_world import codes, filtered, imports, value_set

from sas_validators.terminology.value_sets import Rule, ValueSet, compile_value_set

URL = "http://example.org/vs"


def test_compose_becomes_rules() -> None:
    data = compile_value_set(
        value_set(
            URL,
            codes("http://a", "x", "y", version="2"),
            filtered("http://b", ("concept", "is-a", "z")),
            {**codes("http://c"), **imports("http://d|1")},
            exclude=(codes("http://a", "y"),),
        )
    )
    listed, by_filter, imported = data["includes"]
    assert listed == {
        "system": "http://a",
        "version": "2",
        "codes": {"x": "", "y": ""},
        "filters": (),
        "value_sets": (),
    }
    assert (by_filter["codes"], by_filter["filters"]) == (None, (("concept", "is-a", "z"),))
    assert (imported["system"], imported["value_sets"]) == ("http://c", ("http://d|1",))
    assert [rule["codes"] for rule in data["excludes"]] == [{"y": ""}]
    assert marshal.loads(marshal.dumps(data)) == data  # noqa: S302


EXPANSION = {
    "contains": [
        {"system": "http://a", "code": "x", "display": "X"},
        {
            "system": "http://a",
            "code": "group",
            "abstract": True,
            "contains": [{"system": "http://a", "code": "y"}, {"system": "http://b", "code": "z"}],
        },
    ]
}


@pytest.mark.parametrize(
    ("fields", "rules", "partial"),
    [
        pytest.param(
            {"expansion": EXPANSION, "compose": None},
            [("http://a", {"x": "X", "y": ""}), ("http://b", {"z": ""})],
            False,
            id="an expansion alone counts",
        ),
        pytest.param(
            {"expansion": EXPANSION}, [("http://c", {"w": ""})], False, id="compose goes first"
        ),
        pytest.param(
            {"expansion": {**EXPANSION, "total": 4}, "compose": None},
            [("http://a", {"x": "X", "y": ""}), ("http://b", {"z": ""})],
            False,
            id="an expansion that is whole",
        ),
        pytest.param(
            {"expansion": {"total": 9, "contains": []}, "compose": None},
            [],
            True,
            id="an expansion cut short",
        ),
        pytest.param({"compose": None}, [], True, id="no content at all"),
    ],
)
def test_stored_expansion(fields: dict, rules: list, partial: bool) -> None:
    data = compile_value_set(value_set(URL, codes("http://c", "w"), **fields))
    assert [(rule["system"], rule["codes"]) for rule in data["includes"]] == rules
    assert data["partial"] is partial


def test_header() -> None:
    supplement = {
        "url": "http://hl7.org/fhir/StructureDefinition/valueset-supplement",
        "valueCanonical": "http://s",
    }
    status = {
        "url": "http://hl7.org/fhir/StructureDefinition/structuredefinition-standards-status",
        "valueCode": "deprecated",
    }
    resource = value_set(URL, title="Title", experimental=True, extension=[supplement, status])
    resource["compose"]["inactive"] = False
    data = compile_value_set(resource)
    assert data["active_only"]
    assert data["experimental"]
    assert data["supplements"] == ("http://s",)
    assert data["standards_status"] == "deprecated"
    assert ValueSet(data).canonical == f"{URL}|1"
    assert ValueSet(data).label == f"'Title' ({URL}|1)"


@pytest.mark.parametrize(
    "resource",
    [
        {},
        {"compose": []},
        {"compose": {"include": {}}},
        {
            "compose": {
                "include": [None, {"system": 3, "concept": "x", "filter": [1], "valueSet": 2}]
            }
        },
        {"expansion": {"contains": [{"code": 1}, {"contains": {}}], "total": "x"}},
    ],
)
def test_broken_resource_compiles(resource: dict) -> None:
    ValueSet(compile_value_set(resource))


@pytest.mark.parametrize(
    ("code", "fold", "expected"),
    [("X", False, True), ("x", False, False), ("x", True, True), ("y", True, False)],
)
def test_lists(code: str, fold: bool, expected: bool) -> None:
    rule = Rule(compile_value_set(value_set(URL, codes("http://a", "X")))["includes"][0])
    assert rule.lists(code, fold=fold) is expected
