import pytest
from tests.unit.terminology.small_world import (
    code_system,
    codes,
    imports,
    terminology,
    value_set,
)

CS = "http://example.org/cs"
VS = "http://example.org/vs/"

WORLD = terminology(
    code_system(
        CS,
        {
            "code": "a",
            "display": "Head",
            "designation": [
                {"language": "fr", "value": "Tête"},
                {"language": "fr-CA", "value": "Caboche"},
                {"value": "Noggin"},
            ],
            "concept": [{"code": "b", "display": "Eye"}],
        },
        {"code": "c"},
    ),
    code_system(CS + "/part", "p", "q", content="fragment"),
    code_system(CS + "/francais", {"code": "a", "display": "Bras"}, language="fr"),
    value_set(VS + "whole", codes(CS)),
    value_set(VS + "two", codes(CS, "a"), codes("http://nobody")),
    value_set(VS + "imported", imports(VS + "whole")),
    value_set(VS + "lost", imports(VS + "nobody")),
)


@pytest.mark.parametrize(
    ("name", "system", "code", "expected"),
    [
        ("whole", CS, "b", True),
        ("whole", CS, "z", False),
        ("whole", "", "b", True),
        ("whole", "", "z", False),
        ("two", "", "a", True),
        ("two", "", "b", None),
        ("two", "http://nobody", "b", None),
        ("imported", "", "c", True),
        ("lost", "", "c", None),
        ("nobody", CS, "b", None),
    ],
)
def test_member_of(name: str, system: str, code: str, expected: bool | None) -> None:
    assert WORLD.member_of(VS + name, system, code) is expected


@pytest.mark.parametrize(
    ("system", "one", "other", "expected"),
    [
        (CS, "a", "a", "equivalent"),
        (CS, "a", "b", "subsumes"),
        (CS, "b", "a", "subsumed-by"),
        (CS, "a", "c", "not-subsumed"),
        (CS, "a", "z", None),
        (CS + "/part", "p", "q", None),
        ("http://nobody", "a", "b", None),
    ],
)
def test_subsumes(system: str, one: str, other: str, expected: str | None) -> None:
    assert WORLD.subsumes(system, one, other) == expected


@pytest.mark.parametrize(
    ("system", "code", "language", "expected"),
    [
        pytest.param(CS, "a", "", "Head", id="default"),
        pytest.param(CS, "a", "en-GB", "Head", id="English is the default"),
        pytest.param(CS, "a", "fr", "Tête", id="French"),
        pytest.param(CS, "a", "fr-FR", "Tête", id="French of France"),
        pytest.param(CS, "b", "fr", "Eye", id="no French: default"),
        pytest.param(CS, "c", "", None, id="no display"),
        pytest.param(CS, "z", "", None, id="unknown code"),
        pytest.param("http://nobody", "a", "", None, id="unknown system"),
        pytest.param(CS + "/francais", "a", "fr", "Bras", id="a French system"),
    ],
)
def test_display(system: str, code: str, language: str, expected: str | None) -> None:
    assert WORLD.display(system, code, language) == expected


def test_systems() -> None:
    for name, expected in {
        "two": (CS, "http://nobody"),
        "imported": (CS,),
        "lost": (),
    }.items():
        asked = WORLD.value_set(VS + name)
        assert asked is not None
        assert WORLD.systems(asked) == expected


def test_definitions_are_made_once() -> None:
    assert WORLD.code_system(CS) is WORLD.code_system(CS)
    assert WORLD.value_set(VS + "two") is WORLD.value_set(VS + "two")
