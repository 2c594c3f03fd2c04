"""Membership: tables of facts, set algebra against a naive model, hostile value sets."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.terminology.small_world import (
    code_system,
    codes,
    filtered,
    imports,
    terminology,
    value_set,
)

from sas_validators.terminology.membership import MAX_DEPTH, Decision
from sas_validators.terminology.terminology import Terminology

CS = "http://example.org/cs/"
VS = "http://example.org/vs/"

LETTERS = code_system(
    CS + "letters",
    {"code": "a", "concept": [{"code": "b", "concept": [{"code": "c"}]}]},
    "d",
    {"code": "old", "property": [{"code": "status", "valueCode": "retired"}]},
)
FRAGMENT = code_system(CS + "fragment", "a", "b", content="fragment")
EMPTY = code_system(CS + "empty", content="not-present")
FOLDING = code_system(CS + "folding", "Yes", "No", caseSensitive=False)


def decide(
    value_sets: dict[str, Any] | list[dict[str, Any]], system: str, code: str, version: str = ""
) -> Decision:
    given_sets = value_sets if isinstance(value_sets, list) else [value_sets]
    world = terminology(LETTERS, FRAGMENT, EMPTY, FOLDING, *given_sets)
    asked = world.value_set(given_sets[0]["url"])
    assert asked is not None
    return world.decide(asked, system, code, version)


WHOLE = value_set(VS + "whole", codes(CS + "letters"))
LISTED = value_set(VS + "listed", codes(CS + "letters", "a", "d"))
BELOW = value_set(VS + "below", filtered(CS + "letters", ("concept", "is-a", "b")))


@pytest.mark.parametrize(
    ("value_sets", "system", "code", "expected"),
    [
        pytest.param(WHOLE, "letters", "c", True, id="whole system"),
        pytest.param(WHOLE, "letters", "z", False, id="whole system, unknown code"),
        pytest.param(WHOLE, "other", "a", False, id="whole system, other system"),
        pytest.param(LISTED, "letters", "d", True, id="listed"),
        pytest.param(LISTED, "letters", "b", False, id="not listed"),
        pytest.param(BELOW, "letters", "c", True, id="filter"),
        pytest.param(BELOW, "letters", "a", False, id="filter not met"),
        pytest.param(
            value_set(VS, filtered(CS + "letters", ("concept", "is-a", "a"), ("code", "=", "b"))),
            "letters",
            "c",
            False,
            id="two filters: both",
        ),
        pytest.param(
            value_set(VS, codes(CS + "letters", "a"), codes(CS + "folding", "Yes")),
            "folding",
            "Yes",
            True,
            id="two includes: one will do",
        ),
        pytest.param(
            value_set(VS, codes(CS + "letters"), exclude=(codes(CS + "letters", "a"),)),
            "letters",
            "a",
            False,
            id="excluded",
        ),
        pytest.param(
            [value_set(VS, imports(WHOLE["url"], LISTED["url"])), WHOLE, LISTED],
            "letters",
            "b",
            False,
            id="two imports: both",
        ),
        pytest.param(
            [value_set(VS, {**codes(CS + "letters", "b"), **imports(BELOW["url"])}), BELOW],
            "letters",
            "c",
            False,
            id="import and own codes: both",
        ),
        pytest.param(
            [
                value_set(VS, imports(WHOLE["url"]), exclude=(imports(LISTED["url"]),)),
                WHOLE,
                LISTED,
            ],
            "letters",
            "d",
            False,
            id="an import excluded",
        ),
        pytest.param(value_set(VS), "letters", "a", False, id="no include"),
        pytest.param(value_set(VS, {}), "letters", "a", False, id="an empty include"),
        pytest.param(value_set(VS, codes(CS + "nobody")), "nobody", "x", None, id="unknown system"),
        pytest.param(value_set(VS, codes(CS + "nobody")), "letters", "x", False, id="the other"),
        pytest.param(
            value_set(VS, codes(CS + "nobody", "x")), "nobody", "x", True, id="unknown, listed"
        ),
        pytest.param(
            value_set(VS, codes(CS + "nobody", "x")), "nobody", "y", False, id="unknown, not listed"
        ),
        pytest.param(
            value_set(VS, codes(CS + "nobody", "x"), codes(CS + "nobody")),
            "nobody",
            "y",
            None,
            id="unknown, listed here and whole there",
        ),
        pytest.param(value_set(VS, codes(CS + "empty")), "empty", "x", None, id="not present"),
        pytest.param(
            value_set(VS, filtered(CS + "nobody", ("concept", "is-a", "x"))),
            "nobody",
            "x",
            None,
            id="unknown, filtered",
        ),
        pytest.param(value_set(VS, codes(CS + "fragment")), "fragment", "a", True, id="fragment"),
        pytest.param(
            value_set(VS, codes(CS + "fragment")), "fragment", "z", None, id="fragment, unknown"
        ),
        pytest.param(
            value_set(VS, filtered(CS + "fragment", ("concept", "is-a", "b"))),
            "fragment",
            "a",
            None,
            id="fragment, hierarchy may be elsewhere",
        ),
        pytest.param(
            value_set(VS, codes(CS + "fragment", "a")),
            "fragment",
            "z",
            False,
            id="fragment, listed",
        ),
        pytest.param(
            value_set(VS, imports(VS + "nobody")), "letters", "a", None, id="import not loaded"
        ),
        pytest.param(
            value_set(VS, imports(VS + "nobody"), codes(CS + "letters")),
            "letters",
            "a",
            True,
            id="import not loaded, and not needed",
        ),
        pytest.param(
            value_set(VS, codes(CS + "letters"), exclude=(imports(VS + "nobody"),)),
            "letters",
            "a",
            None,
            id="exclusion not loaded",
        ),
        pytest.param(
            value_set(VS, filtered(CS + "letters", ("taste", "=", "x"))),
            "letters",
            "a",
            None,
            id="unknown property",
        ),
        pytest.param(
            value_set(VS, codes(CS + "folding", "YES")), "folding", "yes", True, id="case"
        ),
        pytest.param(value_set(VS, codes(CS + "folding")), "folding", "nO", True, id="case, whole"),
        pytest.param(
            value_set(VS, compose={"inactive": False, "include": [codes(CS + "letters")]}),
            "letters",
            "old",
            False,
            id="active codes only",
        ),
        pytest.param(WHOLE, "letters", "old", True, id="inactive codes too"),
        pytest.param(value_set(VS, compose=None), "letters", "a", None, id="no content"),
        pytest.param(
            value_set(VS, codes(CS + "letters", version="2")), "letters", "a", None, id="version"
        ),
        pytest.param(
            value_set(VS, codes(CS + "letters", version="1")),
            "letters",
            "a",
            True,
            id="its version",
        ),
        pytest.param(
            value_set(VS, codes(CS + "letters", "a", version="2")),
            "letters",
            "a",
            True,
            id="version not loaded, listed",
        ),
    ],
)
def test_decide(value_sets: Any, system: str, code: str, expected: bool | None) -> None:
    assert decide(value_sets, CS + system, code).inside is expected


@pytest.mark.parametrize(
    ("include", "gap"),
    [
        (codes(CS + "nobody"), ("system", CS + "nobody", "")),
        (codes(CS + "nobody", version="2"), ("version", CS + "nobody", "2")),
        (
            filtered(CS + "nobody", ("concept", "is-a", "x")),
            ("filter", CS + "nobody", "concept is-a x"),
        ),
        (imports(VS + "nobody|3"), ("value-set", VS + "nobody|3", "")),
    ],
    ids=lambda part: part[0] if isinstance(part, tuple) else "",
)
def test_gaps_say_what_is_missing(include: Any, gap: tuple[str, str, str]) -> None:
    assert decide(value_set(VS, include), CS + "nobody", "x").gaps == (gap,)


def test_decision_has_no_gaps() -> None:
    sets = value_set(VS, codes(CS + "nobody"), codes(CS + "letters"))
    assert decide(sets, CS + "letters", "z") == (False, (), (), True, "", False)


@pytest.mark.parametrize(
    ("includes", "mentioned", "pinned"),
    [
        pytest.param([codes(CS + "letters")], True, "", id="any version"),
        pytest.param([codes(CS + "letters", version="7")], True, "7", id="one version"),
        pytest.param(
            [codes(CS + "letters", "z", version="7"), codes(CS + "letters", "y")],
            True,
            "",
            id="both",
        ),
        pytest.param([codes(CS + "folding")], False, "", id="another system"),
    ],
)
def test_what_the_value_set_says_of_the_system(
    includes: list[Any], mentioned: bool, pinned: str
) -> None:
    exclude = (codes(CS + "letters", "q"),)
    decision = decide(value_set(VS, *includes, exclude=exclude), CS + "letters", "a")
    assert (decision.mentioned, decision.pinned) == (mentioned, pinned)


def test_version_of_the_coding_is_looked_up() -> None:
    assert decide(WHOLE, CS + "letters", "a", "1").inside is True
    assert decide(WHOLE, CS + "letters", "a", "9").inside is None


def status_note(used: dict[str, Any], user: dict[str, Any]) -> list[str]:
    inner = value_set(VS + "inner", codes(CS + "x"), **used)
    outer = value_set(VS, imports(inner["url"]), **user)
    return [note.status for note in decide([outer, inner], CS + "x", "a").notes]


DEPRECATED = {
    "extension": [
        {
            "url": "http://hl7.org/fhir/StructureDefinition/structuredefinition-standards-status",
            "valueCode": "deprecated",
        }
    ]
}


@pytest.mark.parametrize(
    ("used", "user", "expected"),
    [
        pytest.param({}, {}, [], id="both active"),
        pytest.param({"status": "draft"}, {}, ["draft"], id="a draft"),
        pytest.param({"status": "draft"}, {"status": "draft"}, [], id="drafts among themselves"),
        pytest.param({"experimental": True}, {}, ["experimental"], id="experimental"),
        pytest.param({"experimental": True}, {"experimental": True}, [], id="both experimental"),
        pytest.param({"status": "retired"}, {}, ["retired"], id="retired"),
        pytest.param({"status": "retired"}, {"status": "draft"}, ["retired"], id="always"),
        pytest.param(DEPRECATED, {}, ["deprecated"], id="deprecated"),
    ],
)
def test_notes(used: Any, user: Any, expected: list[str]) -> None:
    assert status_note(used, user) == expected


# --- set algebra against a naive model -----------------------------------------

SYSTEMS = ("p", "q")
CODES = ("1", "2", "3", "4")

listed_rules = st.builds(
    lambda system, chosen: codes(CS + system, *sorted(chosen)),
    st.sampled_from(SYSTEMS),
    st.sets(st.sampled_from(CODES), min_size=1),
)
whole_rules = st.builds(lambda system: codes(CS + system), st.sampled_from(SYSTEMS))


@st.composite
def value_set_stacks(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Some value sets, each of which imports only from those before it."""
    stack: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 4))):
        earlier = [item["url"] for item in stack]
        rules = st.one_of(listed_rules, whole_rules)
        if earlier:
            chosen = st.lists(st.sampled_from(earlier), min_size=1, max_size=2)
            importing = st.builds(lambda urls: imports(*urls), chosen)
            both = st.builds(lambda rule, extra: {**rule, **extra}, rules, importing)
            rules = st.one_of(rules, importing, both)
        stack.append(
            value_set(
                f"{VS}{number}",
                *draw(st.lists(rules, max_size=3)),
                exclude=tuple(draw(st.lists(rules, max_size=2))),
            )
        )
    return stack


def naive(stack: list[dict[str, Any]]) -> set[tuple[str, str]]:
    """The codes of the last value set by plain set operations."""
    everything = {(CS + system, code) for system, code in itertools.product(SYSTEMS, CODES)}
    expanded: dict[str, set[tuple[str, str]]] = {}

    def of_rule(rule: dict[str, Any]) -> set[tuple[str, str]]:
        found = set(everything)
        if "system" in rule:
            found = {pair for pair in found if pair[0] == rule["system"]}
        if "concept" in rule:
            found = {pair for pair in found if {"code": pair[1]} in rule["concept"]}
        for url in rule.get("valueSet", ()):
            found &= expanded[url]
        return found

    for item in stack:
        members: set[tuple[str, str]] = set()
        for rule in item["compose"]["include"]:
            members |= of_rule(rule)
        for rule in item["compose"].get("exclude", ()):
            members -= of_rule(rule)
        expanded[item["url"]] = members
    return expanded[stack[-1]["url"]]


@settings(max_examples=150, deadline=None)
@given(value_set_stacks())
def test_membership_and_expansion_agree_with_set_operations(stack: list[dict[str, Any]]) -> None:
    world = terminology(*(code_system(CS + system, *CODES) for system in SYSTEMS), *stack)
    asked = world.value_set(stack[-1]["url"])
    assert asked is not None
    expected = naive(stack)
    found = {
        (CS + system, code)
        for system, code in itertools.product(SYSTEMS, CODES)
        if world.decide(asked, CS + system, code).inside
    }
    assert found == expected
    expansion = world.expand(stack[-1]["url"])
    assert expansion is not None
    assert {(item.system, item.code) for item in expansion.concepts} == expected
    assert expansion.incomplete == ()


# --- hostile value sets -----------------------------------------------------------


def test_imports_in_a_loop_end() -> None:
    one = value_set(VS + "1", imports(VS + "2"), codes(CS + "letters", "a"))
    two = value_set(VS + "2", imports(VS + "1"), codes(CS + "letters", "b"))
    assert decide([one, two], CS + "letters", "b").inside is True
    assert decide([one, two], CS + "letters", "d").inside is False
    assert decide(value_set(VS, imports(VS)), CS + "letters", "a").inside is False


def test_answer_found_in_a_loop_is_not_kept_for_others() -> None:
    one = value_set(VS + "1", imports(VS + "2"), codes(CS + "letters", "a"))
    two = value_set(VS + "2", imports(VS + "1"))
    top = value_set(VS, imports(VS + "1", VS + "2"))
    assert decide([top, one, two], CS + "letters", "a").inside is True


def diamonds(depth: int, *, loop: bool) -> list[dict[str, Any]]:
    """Value sets that each import the next one twice: two to the power of `depth` ways."""
    stack = [
        value_set(
            f"{VS}{level}",
            imports(f"{VS}{level + 1}"),
            imports(f"{VS}{level + 1}|1"),
            *([imports(f"{VS}0")] if loop else []),
        )
        for level in range(depth)
    ]
    return [*stack, value_set(f"{VS}{depth}", codes(CS + "letters", "a"))]


@pytest.mark.parametrize(
    ("stack", "expected"),
    [
        pytest.param(diamonds(MAX_DEPTH - 2, loop=False), False, id="many ways to one set"),
        pytest.param(diamonds(MAX_DEPTH - 2, loop=True), None, id="many ways and loops"),
        pytest.param(diamonds(MAX_DEPTH + 50, loop=False), None, id="too deep"),
    ],
)
def test_endless_imports_are_bounded(stack: list[dict[str, Any]], expected: bool | None) -> None:
    decision = decide(stack, CS + "letters", "z")
    assert decision.inside is expected
    assert {gap.kind for gap in decision.gaps} == (set() if expected is False else {"effort"})


@pytest.fixture(scope="module")
def large() -> Terminology:
    """A system of 100 000 codes in one chain, and value sets over it."""
    concepts = [
        {"code": str(number), "property": [{"code": "parent", "valueCode": str(number - 1)}]}
        for number in range(100_000)
    ]
    system = CS + "large"
    return terminology(
        code_system(system, *concepts),
        value_set(VS + "all", codes(system)),
        value_set(VS + "below", filtered(system, ("concept", "is-a", "50000"))),
        value_set(VS + "above", filtered(system, ("concept", "generalizes", "50000"))),
        value_set(VS + "regex", filtered(system, ("code", "regex", "(1+)+x"))),
    )


@pytest.mark.parametrize(
    ("name", "code", "expected"),
    [
        ("all", "99999", True),
        ("all", "100000", False),
        ("below", "99999", True),
        ("below", "49999", False),
        ("above", "0", True),
        ("above", "50001", False),
        ("regex", "11111", None),
    ],
)
def test_large_system(large: Terminology, name: str, code: str, expected: bool | None) -> None:
    assert large.member_of(VS + name, CS + "large", code) is expected


def test_whole_system_is_not_copied(large: Terminology) -> None:
    asked = large.value_set(VS + "all")
    assert asked is not None
    assert asked.data["includes"][0]["codes"] is None
    assert large.member_of(VS + "all", CS + "large", "5")
