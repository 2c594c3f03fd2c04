import marshal

import pytest
from tests.unit.terminology.small_world import code_system

from sas_validators.terminology.code_systems import CodeSystem, compile_code_system

URL = "http://example.org/cs"


def concept(code: str, *children: dict, **properties: object) -> dict:
    found = []
    for name, value in properties.items():
        kind = "valueBoolean" if isinstance(value, bool) else "valueCode"
        found += [
            {"code": name, kind: item} for item in (value if isinstance(value, list) else [value])
        ]
    return {"code": code, "property": found, "concept": list(children)}


NESTED = code_system(URL, concept("a", concept("b", concept("c")), concept("d")))
BY_PARENT = code_system(
    URL,
    concept("a"),
    concept("b", up="a"),
    concept("c", up="b"),
    concept("d", up="a"),
    property=[{"code": "up", "uri": "http://hl7.org/fhir/concept-properties#parent"}],
)
BY_SUBSUMED_BY = code_system(
    URL,
    concept("a"),
    concept("b", subsumedBy="a"),
    concept("c", subsumedBy="b"),
    concept("d", subsumedBy="a"),
)
BY_CHILD = code_system(
    URL, concept("a", child=["b", "d"]), concept("b", child="c"), concept("c"), concept("d")
)


@pytest.mark.parametrize(
    "resource",
    [
        pytest.param(NESTED, id="nesting"),
        pytest.param(BY_PARENT, id="a property declared as parent"),
        pytest.param(BY_SUBSUMED_BY, id="subsumedBy"),
        pytest.param(BY_CHILD, id="child"),
    ],
)
def test_hierarchy(resource: dict) -> None:
    system = CodeSystem(compile_code_system(resource))
    assert list(system.displays) == ["a", "b", "c", "d"]
    assert system.ancestors("c") == {"a", "b"}
    assert system.descendants("a") == {"b", "c", "d"}
    assert set(system.children("a")) == {"b", "d"}
    assert system.is_a("c", "a")
    assert not system.is_a("a", "c")


def test_hierarchy_may_have_several_parents() -> None:
    system = CodeSystem(
        compile_code_system(
            code_system(URL, "a", "b", concept("c", parent=["a", "b"]), concept("d", parent="c"))
        )
    )
    assert system.ancestors("d") == {"a", "b", "c"}


def test_hierarchy_with_a_loop_ends() -> None:
    system = CodeSystem(
        compile_code_system(code_system(URL, concept("a", parent="b"), concept("b", parent="a")))
    )
    assert system.ancestors("a") == {"b"}
    assert system.descendants("a") == {"b"}


def test_very_deep_nesting_is_read() -> None:
    top: dict = {"code": "0"}
    current = top
    for number in range(1, 20_000):
        child: dict = {"code": str(number)}
        current["concept"] = [child]
        current = child
    system = CodeSystem(compile_code_system(code_system(URL, top)))
    assert len(system.displays) == 20_000
    assert system.is_a("19999", "0")


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        pytest.param({"status": "active"}, "", id="in use"),
        pytest.param({"status": "retired"}, "retired", id="retired"),
        pytest.param({"status": "deprecated"}, "deprecated", id="deprecated"),
        pytest.param({"status": "inactive"}, "inactive", id="inactive by status"),
        pytest.param({"inactive": True}, "inactive", id="inactive by property"),
        pytest.param({"inactive": False}, "", id="not inactive"),
        pytest.param({"deprecated": "2020-01-01"}, "deprecated", id="deprecated since a date"),
    ],
)
def test_status(properties: dict, expected: str) -> None:
    system = CodeSystem(compile_code_system(code_system(URL, concept("a", **properties))))
    assert system.status_of("a") == expected


@pytest.mark.parametrize(
    ("case_sensitive", "asked", "expected"),
    [
        pytest.param(True, "AbC", "AbC", id="as written"),
        pytest.param(True, "abc", None, id="case matters"),
        pytest.param(False, "abc", "AbC", id="case does not matter"),
        pytest.param(None, "ABC", "AbC", id="not said: does not matter"),
        pytest.param(False, "x", None, id="unknown"),
    ],
)
def test_find(case_sensitive: bool | None, asked: str, expected: str | None) -> None:
    resource = code_system(URL, "AbC", caseSensitive=case_sensitive)
    assert CodeSystem(compile_code_system(resource)).find(asked) == expected


@pytest.mark.parametrize(
    ("content", "concepts", "usable", "complete"),
    [
        ("complete", ["a"], True, True),
        ("fragment", ["a"], True, False),
        ("example", ["a"], True, False),
        ("not-present", [], False, False),
        ("supplement", ["a"], False, False),
        ("complete", [], False, True),
    ],
)
def test_content(content: str, concepts: list[str], usable: bool, complete: bool) -> None:
    system = CodeSystem(compile_code_system(code_system(URL, *concepts, content=content)))
    assert (system.usable, system.complete) == (usable, complete)


def test_supplement_adds_designations_and_properties() -> None:
    supplement = {
        "resourceType": "CodeSystem",
        "content": "supplement",
        "language": "fr",
        "concept": [
            {
                "code": "a",
                "display": "premier",
                "designation": [{"language": "nl", "value": "eerste"}],
                "property": [{"code": "weight", "valueInteger": 3}],
            },
            {"code": "unheard", "display": "x"},
        ],
    }
    data = compile_code_system(code_system(URL, "a"), [supplement])
    assert data["designations"] == {"a": (("fr", "premier"), ("nl", "eerste"))}
    assert data["properties"] == {"weight": {"a": ("3",)}}
    assert list(data["displays"]) == ["a"]


@pytest.mark.parametrize(
    "resource",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"concept": "x", "property": {}, "url": 3}, id="wrong kinds"),
        pytest.param({"concept": [None, 3, {"code": 4}, {"display": "x"}]}, id="odd concepts"),
        pytest.param(
            {"concept": [{"code": "a", "designation": [1], "property": [{"code": "b"}, {}]}]},
            id="odd parts",
        ),
        pytest.param({"concept": [{"code": "a", "concept": [{"code": "a"}]}]}, id="own parent"),
    ],
)
def test_broken_resource_compiles(resource: dict) -> None:
    system = CodeSystem(compile_code_system(resource))
    assert system.ancestors("a") == frozenset()
    assert not system.complete


@pytest.mark.parametrize("resource", [NESTED, BY_PARENT])
def test_data_is_marshallable(resource: dict) -> None:
    data = compile_code_system(resource)
    assert marshal.loads(marshal.dumps(data)) == data  # noqa: S302
