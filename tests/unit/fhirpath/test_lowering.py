"""Fast tests say what the generic engine says."""

from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fhirpath.core_constraints import Constraint, constraints, core_types
from fhirpath.expressions import ExpressionMaker
from fhirpath.instances import RESOURCES, Maker, words_of
from sas_validators.fhirpath import ast, runtime
from sas_validators.fhirpath.ast import Expression
from sas_validators.fhirpath.codegen import generate_function, generate_test
from sas_validators.fhirpath.environment import Environment
from sas_validators.fhirpath.node import PRIMITIVES, Node
from sas_validators.fhirpath.parser import parse
from sas_validators.fhirpath.published import replacement

SHADOWS = (None, {"extension": [{"url": "http://x.fr", "valueString": "y"}]}, {"id": "a"}, 5)
SEEDS = st.integers(min_value=0, max_value=2**32)
CONTEXTS = (
    "Patient", "Period", "Observation", "Appointment", "Bundle", "Bundle.entry", "Extension",
    "Quantity", "Range", "HumanName", "ContactPoint", "Patient.contact", "Questionnaire.item",
    "Reference", "Composition", "ElementDefinition", "Timing.repeat", "string", "dateTime",
    "decimal", "boolean", "Questionnaire.item.enableWhen", "RiskAssessment.prediction",
)  # fmt: skip


class Pair:
    """One expression, generated both ways."""

    def __init__(self, expression: Expression, type_name: str) -> None:
        self.expression = expression
        self.type = type_name
        names = {"name": "holds", "context_type": type_name, "types": core_types()}
        self.source = generate_test(expression, **names)
        module = {"fp": runtime}
        exec(self.source, module)  # noqa: S102
        exec(generate_function(expression, **{**names, "name": "evaluate"}), module)  # noqa: S102
        self._fast, self._generic = module["holds"], module["evaluate"]

    def check(self, seed: int, oddity: float) -> bool:
        """Compares both on a random instance; says what they say."""
        random = Random(seed)  # noqa: S311
        types = core_types()
        maker = Maker(random, types, words_of(self.expression), oddity)
        o = maker.element(self.type)
        shadow = random.choice(SHADOWS) if self.type in PRIMITIVES else None
        root = self.type.partition(".")[0]
        if types.is_resource(root):
            resource = o if root == self.type else maker.element(root)
        else:
            resource = maker.element(random.choice(RESOURCES))
        env = Environment(
            types,
            resource=resource,
            root_resource=maker.element("Patient"),
            html_checks=lambda text: {"a": True, "1": None}.get(text, False),
        )
        fast = self._fast(o, env, shadow)
        generic = self._holds(Node(o, self.type, shadow), env)
        shown = f"{ast.to_text(self.expression)}\n{o}\n{shadow}\n{self.source}"
        assert fast is generic, shown
        return generic

    def _holds(self, node: Node, env: Environment) -> bool:
        env.start()
        try:
            return runtime.truth(self._generic([node], env)) is True
        except runtime.FAILURES:
            return False


@cache
def published_pairs() -> list[Pair]:
    """Every constraint of the packages, as published and as replaced."""
    kept: dict[tuple[str, str], None] = {}
    for constraint in constraints():
        if constraint.key != "ele-1" or constraint.type in CONTEXTS:
            for text in (constraint.expression, replacement(constraint.key, constraint.expression)):
                kept[text, constraint.type] = None
    # DomainResource's own constraints are the same on a hundred types.
    common = {text for text, type_name in kept if type_name == "Patient"}
    return [
        Pair(parse(text), type_name)
        for text, type_name in kept
        if text not in common or type_name in CONTEXTS
    ]


def test_published_constraints():
    for pair in published_pairs():
        for seed in range(6):
            pair.check(seed, oddity=(0, 0.05, 0.3)[seed % 3])


@settings(max_examples=150, deadline=None)
@given(SEEDS, SEEDS, st.sampled_from((0, 0.05, 0.3)))
def test_published_constraints_on_more_instances(which, seed, oddity):
    pairs = published_pairs()
    pairs[which % len(pairs)].check(seed, oddity)


@settings(max_examples=120, deadline=None)
@given(SEEDS, st.sampled_from(CONTEXTS), SEEDS, st.sampled_from((0, 0.05, 0.3)))
def test_random_expressions(which, type_name, seed, oddity):
    maker = ExpressionMaker(Random(which), core_types())  # noqa: S311
    pair = Pair(maker.constraint(type_name), type_name)
    for offset in range(5):
        pair.check(seed + offset, oddity)


def test_nearly_all_published_constraints_need_no_engine():
    texts = {ast.to_text(pair.expression): "_part_" in pair.source for pair in published_pairs()}
    assert sum(texts.values()) / len(texts) < 0.1


@pytest.mark.parametrize(
    ("expression", "type_name", "o", "expected"),
    [
        pytest.param("{}", "Period", {}, False, id="empty is not true"),
        pytest.param("start", "Period", {"start": "2020"}, True, id="one item that is no boolean"),
        pytest.param("start", "Period", {}, False, id="no item"),
        pytest.param("given", "HumanName", {"given": ["a", "b"]}, False, id="several items"),
        pytest.param("given.single()", "HumanName", {"given": ["a", "b"]}, False, id="an error"),
        pytest.param("1 = 1", "Period", {}, True, id="constant"),
        pytest.param("'a'", "Period", {}, True, id="string"),
        pytest.param("false", "Period", {}, False, id="false"),
    ],
)  # fmt: skip
def test_when_a_constraint_holds(expression, type_name, o, expected):
    pair = Pair(parse(expression), type_name)
    env = Environment(core_types())
    assert pair._fast(o, env) is expected
    assert pair._holds(Node(o, type_name), env) is expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2024-05-01", "2024-05-02", True),
        ("2024-05-02", "2024-05-01", False),
        ("2024-05", "2024", False),
        ("2024-05-01", "2024-05-02T10:00:00Z", True),
        ("2024-05-01", "2024-05-01T10:00:00Z", False),
        ("2024-05-01T10:00:00+02:00", "2024-05-01T09:00:00+01:00", True),
        ("2024-05-01T10:00:00+02:00", "2024-05-01T08:59:00+01:00", False),
        ("2024-05-01T10:00:00", "2024-05-02T10:00:00Z", True),
    ],
)
def test_periods(start, end, expected):
    pair = Pair(parse("start <= end"), "Period")
    assert pair._fast({"start": start, "end": end}, Environment(core_types())) is expected


def test_the_resource_is_that_of_the_environment():
    pair = Pair(parse("%resource.status = 'final'"), "Observation.component")
    for status in ("final", "draft"):
        env = Environment(core_types(), resource={"resourceType": "Observation", "status": status})
        assert pair._fast({}, env) is (status == "final")


def test_names_are_those_of_the_test():
    constraint = Constraint("x", "Observation", "value.memberOf('y') and value.exists()")
    source = generate_test(
        parse(constraint.expression), name="holds_x", context_type="Observation", types=core_types()
    )
    assert "HOLDS_X_MEMBERS = " in source
    assert "def holds_x_part_1(focus, env):" in source
    assert source.rstrip().splitlines()[-1] == "        return env.failed(failure, holds_x)"
