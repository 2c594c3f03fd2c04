"""Whether an item of a questionnaire is enabled, given the answers of one response.

Spec: https://hl7.org/fhir/R4/questionnaire-definitions.html#Questionnaire.item.enableWhen
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sas_validators.checks.questionnaires.comparing import is_same, order_of
from sas_validators.checks.questionnaires.forms import FormItem
from sas_validators.checks.questionnaires.given import ANSWER_TYPES, Given, Holder, Value
from sas_validators.checks.run import Run
from sas_validators.fhirpath import BudgetError, Environment, ExpressionError, evaluate
from sas_validators.terminology.json_reading import Json, objects, text

_EXPRESSION = (
    "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression"
)
_NAMES = {"answer" + name[0].upper() + name[1:]: name for name in ANSWER_TYPES}


class Conditions:
    """The conditions of a questionnaire's items, on one response."""

    def __init__(self, given: Given, r: Run) -> None:
        self._given = given
        self._run = r
        self._expressions: dict[str, bool | None] = {}

    def is_enabled(self, item: FormItem, holder: Holder, order: int) -> bool | None:
        """Whether `item` is enabled where it stands, or would stand: in `holder`, at `order`.

        None when that depends on an expression that can't be evaluated here.
        """
        listed = [
            self._is_met(condition, holder, order) for condition in objects(item.data, "enableWhen")
        ]
        met = self._combine(item, listed)
        expressions = (value for value in item.extensions(_EXPRESSION) if isinstance(value, dict))
        for expression in expressions:
            answer = self._evaluate(expression)
            if answer is not True and met is not False:
                met = answer
        return met

    def _combine(self, item: FormItem, listed: list[bool]) -> bool | None:
        if not listed:
            return True
        return any(listed) if item.data.get("enableBehavior") == "any" else all(listed)

    def _is_met(self, condition: Json, holder: Holder, order: int) -> bool:
        question = self._given.find_question(text(condition, "question"), holder, order)
        values = [] if question is None else question.values
        operator = text(condition, "operator")
        expected = _expected(condition)
        if expected is None:
            return True
        if operator == "exists":
            return bool(values) == (expected[1] is not False)
        return _compare(values, operator, *expected)

    def _evaluate(self, expression: Json) -> bool | None:
        source = text(expression, "expression")
        if source not in self._expressions:
            self._expressions[source] = self._ask(source, text(expression, "language"))
        return self._expressions[source]

    def _ask(self, source: str, language: str) -> bool | None:
        """Whether an expression holds on the response; None for what can't be evaluated.

        Whatever needs variables, queries or the position of the item is left open.
        """
        if language != "text/fhirpath" or not source:
            return None
        response = self._given.top.data
        env = Environment(self._run.session.types, resource=response)
        try:
            found = evaluate(source, response, types=env.types, environment=env)
        except (ExpressionError, BudgetError):
            return None
        return found[0] if len(found) == 1 and isinstance(found[0], bool) else None


def _expected(condition: Json) -> tuple[str, Any] | None:
    """The answer[x] of a condition: its type and its value."""
    for name, value in condition.items():
        if name in _NAMES:
            return _NAMES[name], value
    return None


def _compare(values: Iterable[Value], operator: str, type_name: str, expected: Any) -> bool:
    """Whether at least one of the answers stands in that relation to `expected`."""
    if operator == "=":
        return any(is_same(value, type_name, expected) for value in values)
    if operator == "!=":
        return any(not is_same(value, type_name, expected) for value in values)
    orders = {order_of(value, type_name, expected) for value in values}
    wanted = {"<": {-1}, ">": {1}, "<=": {-1, 0}, ">=": {0, 1}}.get(operator)
    return wanted is None or bool(orders & wanted)
