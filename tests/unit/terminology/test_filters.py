import pytest
from tests.unit.terminology.small_world import code_system

from sas_validators.terminology.code_systems import CodeSystem, compile_code_system
from sas_validators.terminology.filters import matches

URL = "http://example.org/animals"


def concept(code: str, *children: dict, **properties: object) -> dict:
    found = [
        {"code": name, "valueBoolean" if isinstance(value, bool) else "valueString": value}
        for name, value in properties.items()
    ]
    return {"code": code, "display": code, "property": found, "concept": list(children)}


SYSTEM = CodeSystem(
    compile_code_system(
        code_system(
            URL,
            concept(
                "animal",
                concept("cat", concept("lion", legs="4", wild=True), legs="4"),
                concept("bird", legs="2"),
                notSelectable=True,
            ),
            concept("dodo", inactive=True, legs="2"),
            property=[{"code": "colour", "type": "string"}],
        )
    )
)


def selected(*condition: str) -> set[str] | None:
    """The codes that meet the filter; None when it can't be told of any of them."""
    answers = {code: matches(SYSTEM, code, condition) for code in SYSTEM.displays}
    if set(answers.values()) == {None}:
        return None
    assert None not in answers.values()
    return {code for code, answer in answers.items() if answer}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (("concept", "is-a", "cat"), {"cat", "lion"}),
        (("concept", "is-a", "nothing"), set()),
        (("code", "is-a", "cat"), {"cat", "lion"}),
        (("concept", "descendent-of", "cat"), {"lion"}),
        (("concept", "is-not-a", "cat"), {"animal", "bird", "dodo"}),
        (("concept", "child-of", "animal"), {"cat", "bird"}),
        (("concept", "generalizes", "lion"), {"lion", "cat", "animal"}),
        (("concept", "=", "cat"), {"cat"}),
        (("concept", "in", "cat, bird"), {"cat", "bird"}),
        (("code", "not-in", "cat,bird"), {"animal", "lion", "dodo"}),
        (("code", "regex", "[a-c].*"), {"animal", "cat", "bird"}),
        (("display", "=", "lion"), {"lion"}),
        (("parent", "=", "animal"), {"cat", "bird"}),
        (("child", "=", "lion"), {"cat"}),
        (("parent", "exists", "false"), {"animal", "dodo"}),
        (("legs", "=", "4"), {"cat", "lion"}),
        (("legs", "in", "2,4"), {"cat", "lion", "bird", "dodo"}),
        (("legs", "not-in", "4"), {"animal", "bird", "dodo"}),
        (("legs", "exists", "true"), {"cat", "lion", "bird", "dodo"}),
        (("legs", "regex", "[24]"), {"cat", "lion", "bird", "dodo"}),
        (("wild", "=", "true"), {"lion"}),
        (("wild", "=", "false"), set()),
        (("inactive", "=", "true"), {"dodo"}),
        (("inactive", "=", "false"), {"animal", "cat", "lion", "bird"}),
        (("notSelectable", "=", "true"), {"animal"}),
        (("notSelectable", "=", "false"), {"cat", "lion", "bird", "dodo"}),
        (("colour", "=", "red"), set()),
        (("colour", "exists", "false"), {"animal", "cat", "lion", "bird", "dodo"}),
        (("taste", "=", "sweet"), None),
        (("legs", "is-a", "4"), None),
        (("legs", "resembles", "4"), None),
        (("concept", "", ""), None),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, tuple) else "",
)
def test_matches(condition: tuple[str, str, str], expected: set[str] | None) -> None:
    assert selected(*condition) == expected


def test_unsafe_pattern_is_undecided() -> None:
    assert matches(SYSTEM, "cat", ("code", "regex", "(a+)+b")) is None


def test_case_of_codes_does_not_matter_where_it_does_not_in_the_system() -> None:
    system = CodeSystem(compile_code_system(code_system(URL, "Cat", caseSensitive=False)))
    assert matches(system, "Cat", ("concept", "is-a", "CAT"))
    assert matches(system, "Cat", ("code", "in", "dog,cat"))
