"""Evaluations stay within bounds, whatever the expression and the instance."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fhirpath.core_constraints import core_types
from fhirpath.facts import NO_TYPES
from sas_validators.fhirpath import BudgetError, ExpressionError, compile_expression, evaluate
from sas_validators.fhirpath.environment import Environment
from sas_validators.fhirpath.navigation import resource_node
from sas_validators.fhirpath.node import Node

LONG = "x" * 1000


@pytest.mark.parametrize(
    "expression",
    [
        pytest.param("(1).repeat($this + 1)", id="endless repeat"),
        pytest.param("(1).repeat($this | ($this + 1))", id="endless repeat of old and new"),
        pytest.param("('x').repeat($this & 'x')", id="ever longer texts"),
        pytest.param("%many.aggregate($total.combine($total), 1)", id="doubling collections"),
        pytest.param("%many.aggregate($total & $total, 'x')", id="doubling texts"),
        pytest.param("%many.aggregate($total + $total, 'x')", id="doubling texts with +"),
        pytest.param("%many.aggregate($total.replace('', 'xxxx'), 'x')", id="growing by replace"),
        pytest.param("%many.aggregate($total.encode('hex'), 'x')", id="growing by encode"),
        pytest.param(
            "%many.aggregate($total.replaceMatches('x', 'xx'), 'x')", id="growing by patterns"
        ),
        pytest.param("%many.aggregate($total.combine($total).join(), 'x')", id="growing by join"),
        pytest.param("%many.select(%many.select(%many.select(%many)))", id="loops in loops"),
        pytest.param(
            "%many.where(%many.where(%many.exists()).exists())", id="criteria in criteria"
        ),
        pytest.param("%dates.where(%dates.distinct().exists())", id="comparing all with all"),
        pytest.param("%long.aggregate($total.toChars().join('ab'), 'xx')", id="letters"),
    ],
)
def test_evaluations_end(expression):
    dates = [f"20{year:02d}" for year in range(40)]
    env = Environment(
        NO_TYPES,
        variables={
            "many": list(range(200)),
            "long": [LONG] * 200,
            "dates": [Node(text, "date") for text in dates * 30],
        },
        step_limit=20_000,
    )
    with pytest.raises(BudgetError):
        compile_expression(expression, NO_TYPES).evaluate([1], env)


def test_every_evaluation_has_the_full_budget():
    env = Environment(NO_TYPES, step_limit=100)
    expression = compile_expression("(1 | 2 | 3).where($this > 1)", NO_TYPES)
    for _ in range(50):
        assert expression.evaluate([], env) == [2, 3]


@pytest.mark.parametrize(
    "pattern",
    ["(a|aa)+$", "(a+)+$", "(a*)*b", "(.*a){20}", "(a|a|b)*c", "^(([a-z])+.)+[A-Z]([a-z])+$"],
)
def test_patterns_end(pattern, monkeypatch):
    monkeypatch.setattr("sas_validators.fhirpath.patterns.TIME_LIMIT", 0.05)
    env = Environment(NO_TYPES, variables={"text": "a" * 5000})
    try:
        compile_expression(f"%text.matches('{pattern}')", NO_TYPES).evaluate([], env)
    except BudgetError:
        assert env.steps_left < env.step_limit


def nested(depth):
    value = {"url": "a", "valueString": "b"}
    for _ in range(depth):
        value = {"url": "a", "extension": [value]}
    return {"resourceType": "Patient", "extension": [value]}


@pytest.mark.parametrize("depth", [10, 200, 900, 5000])
@pytest.mark.parametrize(
    "expression",
    ["descendants().count() > depth", "$this = %other", "$this ~ %other", "children().distinct()"],
)
def test_deep_instances(depth, expression, types):
    other = resource_node(nested(depth), types)
    text = expression.replace("depth", str(depth))
    try:
        found = evaluate(text, nested(depth), types=types, variables={"other": other})
    except BudgetError:
        assert depth > 100
        return
    assert found


CALCULATIONS = (
    "value.toString()", "value.toInteger()", "value + 1", "value * value", "value div 3",
    "value mod 3", "value.round(3)", "value.sqrt()", "value.power(9)", "9.power(value)",
    "value.ln()", "value.abs()", "value.floor()", "value.ceiling()", "value.truncate()",
    "value.exp()", "value.log(10)", "-value", "value = 1", "value ~ 1", "value > 1",
    "value.lowBoundary()", "value.precision()", "$this > 1 'mg'",
    "@2020 + value.toQuantity('year')", "value in (1 | 2)", "(value | value).isDistinct()",
    "value.toDecimal()", "value.toQuantity('g')", "value.toBoolean()", "$this + $this",
    "$this = 1 'kg'",
)  # fmt: skip
HUGE = ("1e999999999", "-1e999999999", "1e-999999999", "0", "-0", "1" * 300, "1e" + "9" * 20)


@pytest.mark.parametrize("expression", CALCULATIONS)
@pytest.mark.parametrize("number", HUGE, ids=lambda number: number[:15])
def test_huge_numbers(expression, number, types):
    numbers = pytest.importorskip("sas_validators.model.numbers")
    quantity = {
        "value": numbers.JsonDecimal(number),
        "code": "mg",
        "system": "http://unitsofmeasure.org",
    }
    try:
        found = evaluate(expression, quantity, types=types, context_type="Quantity")
    except ExpressionError:
        return
    assert all(len(str(item)) < 1000 for item in found)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.decimals(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)
MEMBERS = [
    "id",
    "name",
    "_name",
    "birthDate",
    "_birthDate",
    "contained",
    "extension",
    "text",
    "link",
    "meta",
    "photo",
    "contact",
    "active",
    "multipleBirthInteger",
    "deceasedBoolean",
    "resourceType",
]
PROBES = (
    "descendants()", "children().children()", "name.given", "name.family.length()",
    "birthDate > today()", "contained.id", "$this = $this", "$this ~ $this",
    "name.where(use = 'a').given.first() & 'x'", "extension.value", "extension('a').value",
    "text.`div`.htmlChecks()", "link.other.resolve()", "type().name",
    "name.period.start <= name.period.end", "contact.name.exists() xor active",
    "meta.profile.isDistinct()", "photo.data.matches('a+')", "multipleBirth + 1",
    "deceased is boolean", "repeat(children()).count()",
)  # fmt: skip


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(MEMBERS), JSON))
def test_any_json_gives_a_result_or_an_expression_error(resource):

    for text in PROBES:
        try:
            evaluate(text, {"resourceType": "Patient", **resource}, types=core_types())
        except ExpressionError:
            continue
