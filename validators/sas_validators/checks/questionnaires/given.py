"""What a QuestionnaireResponse holds: its items and answers as a tree.

Spec: https://hl7.org/fhir/R4/questionnaireresponse.html#link
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Any, NamedTuple

from sas_validators.checks.run import Object
from sas_validators.model.paths import ChoiceStep, Location
from sas_validators.terminology.json_reading import text

ANSWER_TYPES = (
    "boolean",
    "decimal",
    "integer",
    "date",
    "dateTime",
    "time",
    "string",
    "uri",
    "Attachment",
    "Coding",
    "Quantity",
    "Reference",
)
_STEPS = {step: step for step in (ChoiceStep("value", name) for name in ANSWER_TYPES)}


class Value(NamedTuple):
    """The value of an answer: its FHIR type, its JSON and its place."""

    type: str
    content: Any
    at: Location


class Holder:
    """What holds items: the response itself, an item, or an answer.

    `link_id` is "" for all but items. `order` counts in document order; what is
    below has the orders up to `last`.
    """

    __slots__ = ("answers", "at", "data", "items", "last", "link_id", "order", "outer")

    def __init__(self, data: Object, at: Location, outer: Holder | None, order: int) -> None:
        self.data = data
        self.at = at
        self.outer = outer
        self.order = order
        self.last = order
        self.link_id = ""
        self.items: list[Holder] = []
        self.answers: list[Holder] = []

    @property
    def value(self) -> Value | None:
        """The value of an answer; None when it has none (or only extensions)."""
        for name, content in self.data.items():
            step = _STEPS.get(name)  # type: ignore[call-overload]
            if step is not None and content is not None:
                return Value(step.type, content, (self.at, step, None))
        return None

    @property
    def values(self) -> list[Value]:
        """The values of an item's answers."""
        return [value for value in (answer.value for answer in self.answers) if value is not None]


class Given:
    """One response, ready to be judged."""

    def __init__(self, response: Object, at: Location) -> None:
        """`at` is where the response stands."""
        self._count = 0
        self._by_link_id: dict[str, tuple[list[Holder], list[int]]] = {}
        self.top = self._read(response, at, None)

    def _read(self, data: Object, at: Location, outer: Holder | None) -> Holder:
        holder = Holder(data, at, outer, self._count)
        self._count += 1
        if outer is not None and at[1] == "item":
            holder.link_id = text(data, "linkId")
            found, orders = self._by_link_id.setdefault(holder.link_id, ([], []))
            found.append(holder)
            orders.append(holder.order)
            holder.answers = self._read_all(data, "answer", holder)
        holder.items = self._read_all(data, "item", holder)
        holder.last = self._count - 1
        return holder

    def _read_all(self, data: Object, name: str, outer: Holder) -> list[Holder]:
        listed = data.get(name)
        return [
            self._read(item, (outer.at, name, index), outer)
            for index, item in enumerate(listed if isinstance(listed, list) else ())
            if isinstance(item, dict)
        ]

    def find_question(self, link_id: str, start: Holder, order: int) -> Holder | None:
        """The occurrence of `link_id` nearest to what stands in `start` at `order`.

        That is an enclosing item, or else what the closest enclosing item or
        answer holds: what comes before first, what comes after next.

        Spec: https://hl7.org/fhir/R4/questionnaire-definitions.html#Questionnaire.item.enableWhen.question
        """
        found, orders = self._by_link_id.get(link_id, ([], []))
        scope: Holder | None = start if found else None
        while scope is not None:
            if scope.link_id == link_id:
                return scope
            first = bisect_left(orders, scope.order)
            end = bisect_left(orders, scope.last + 1)
            if first < end:
                before = bisect_left(orders, order, first, end)
                return found[max(before - 1, first)]
            scope = scope.outer
        return None
