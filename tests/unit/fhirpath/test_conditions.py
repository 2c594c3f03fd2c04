"""Conditions as Python."""

import pytest

from sas_validators.fhirpath.conditions import (
    FALSE,
    TRUE,
    Each,
    Leaf,
    Loop,
    Not,
    OneOf,
    Some,
    both,
    each,
    either,
    negate,
    size,
    some,
    to_boolean,
    to_python,
    write_return,
)
from sas_validators.fhirpath.source import Lines

A, B, C = (Leaf(name) for name in "abc")
VAGUE = Leaf("x", boolean=False)
GIVEN = Leaf("x is not None", True, "x is None")
LOOP = Loop("one", "many", "filled")
INNER = Loop("two", "one.more")


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        pytest.param(TRUE, "True", id="always"),
        pytest.param(FALSE, "False", id="never"),
        pytest.param(both(A, B), "a and b", id="and"),
        pytest.param(both(A, either(B, C)), "a and (b or c)", id="or within and"),
        pytest.param(either(A, both(B, C)), "a or b and c", id="and within or"),
        pytest.param(both(A, TRUE), "a", id="and true"),
        pytest.param(both(A, FALSE), "False", id="and false"),
        pytest.param(either(A, FALSE), "a", id="or false"),
        pytest.param(either(A, TRUE), "True", id="or true"),
        pytest.param(both(A, A), "a", id="the same twice"),
        pytest.param(both(both(A, B), C), "a and b and c", id="flat"),
        pytest.param(negate(both(A, B)), "not (a and b)", id="not and"),
        pytest.param(negate(negate(A)), "a", id="not not"),
        pytest.param(negate(GIVEN), "x is None", id="its own opposite"),
        pytest.param(negate(either(GIVEN, GIVEN)), "x is None", id="neither"),
        pytest.param(OneOf("x", ("a",)), 'x == "a"', id="a string"),
        pytest.param(
            either(OneOf("x", ("a",)), OneOf("x", ("b",))), 'x in ("a", "b")', id="one of strings"
        ),
        pytest.param(
            either(OneOf("x", ("a",)), OneOf("y", ("a",))), 'x == "a" or y == "a"', id="of two"
        ),
        pytest.param(
            both(OneOf("x", ("a",), negated=True), OneOf("x", ("b",), negated=True)),
            'isinstance(x, str) and x not in ("a", "b")',
            id="none of strings",
        ),
        pytest.param(negate(OneOf("x", ("a",))), 'x != "a"', id="not a string"),
        pytest.param(
            either(OneOf("x", ("a",)), OneOf("x", ("a",), negated=True)),
            "isinstance(x, str)",
            id="any string",
        ),
        pytest.param(some((LOOP,)), "filled", id="some, known at once"),
        pytest.param(some((LOOP,), A), "any(a for one in many)", id="some"),
        pytest.param(
            some((LOOP, INNER), A), "any(a for one in many for two in one.more)", id="nested loops"
        ),
        pytest.param(each((LOOP,), A), "all(a for one in many)", id="each"),
        pytest.param(each((LOOP,), TRUE), "True", id="each is always so"),
        pytest.param(some((), A), "a", id="no loop"),
        pytest.param(
            some((Loop("one", "many", "filled", B),), A), "any(a for one in many if b)", id="if"
        ),
    ],
)
def test_expressions(condition, expected):
    assert to_python(condition) == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [(A, "a"), (VAGUE, "bool(x)"), (either(A, VAGUE), "bool(a or x)"), (Not(VAGUE), "not x")],
)
def test_proper_booleans(condition, expected):
    assert to_boolean(condition) == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        pytest.param(A, ["return a"], id="simple"),
        pytest.param(
            Some((LOOP,), A),
            ["for one in many:", "    if a:", "        return True", "return False"],
            id="some",
        ),
        pytest.param(
            Not(Some((LOOP,), TRUE)),
            ["for one in many:", "    return False", "return True"],
            id="none",
        ),
        pytest.param(
            Each((LOOP,), A),
            ["for one in many:", "    if not a:", "        return False", "return True"],
            id="each",
        ),
        pytest.param(
            either(A, Some((LOOP,), B)),
            ["if a:", "    return True", "for one in many:", "    if b:", "        return True",
             "return False"],
            id="or some",
        ),
        pytest.param(
            either(Some((LOOP,), B), A),
            ["for one in many:", "    if b:", "        return True", "return a"],
            id="some or",
        ),
        pytest.param(
            both(A, Each((LOOP,), B), C),
            ["if not a:", "    return False", "for one in many:", "    if not b:",
             "        return False", "return c"],
            id="and each and",
        ),
        pytest.param(
            both(Some((LOOP,), B), Each((LOOP,), C)),
            ["if not any(b for one in many):", "    return False", "for one in many:",
             "    if not c:", "        return False", "return True"],
            id="some and each",
        ),
        pytest.param(
            Some((Loop("one", "many", "", B), INNER), A),
            ["for one in many:", "    if not b:", "        continue", "    for two in one.more:",
             "        if a:", "            return True", "return False"],
            id="nested loops with a condition",
        ),
    ],
)  # fmt: skip
def test_statements(condition, expected):
    lines = Lines()
    write_return(condition, lines)
    assert str(lines).splitlines() == expected


def test_size_counts_leaves():
    assert size(both(A, either(B, C), Some((LOOP,), A))) == 5
