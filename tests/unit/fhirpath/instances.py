"""Random elements of any type, right ones and broken ones, for properties of the engines."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

from sas_validators.definitions.types import ElementInfo, TypeModel
from sas_validators.fhirpath import ast
from sas_validators.fhirpath.node import PRIMITIVES

ODD_VALUES: tuple[Any, ...] = (
    None, [], {}, "", 0, 1, False, True, "x", Decimal("1.50"), [None], [{}], [[]], ["x", None],
    [{"code": "x"}, "x"], {"value": 1}, {"extension": [{"url": "x"}]}, "2020-02-30", "#", -7,
)  # fmt: skip
DATES = (
    "2020", "2020-02", "2020-02-28", "2021-03-01T10:00:00Z", "2021-03-01T11:00:00+01:00",
    "2021-03-01T10:00:00.5Z", "2021-03-01T10:00:00", "2021-03-01T10:00+01:00", "yesterday",
)  # fmt: skip
RESOURCES = ("Patient", "Composition", "MessageHeader", "Bundle", "Device", "Basic")


def words_of(expression: ast.Expression) -> list[str]:
    """The strings and names that an expression mentions: what its outcome may depend on."""
    words: list[str] = []
    match expression:
        case ast.Constant(str() as value):
            words.append(value)
        case ast.Member(_, name):
            words.append(name)
    for child in ast.children(expression):
        words.extend(words_of(child))
    return words


class Maker:
    """Makes elements; `words` come up often as strings and as members."""

    def __init__(self, random: Random, types: TypeModel, words: list[str], oddity: float) -> None:
        self._random = random
        self._types = types
        self._words = words
        self._oddity = oddity

    def element(self, type_name: str, depth: int = 0) -> Any:
        """An element's JSON; a dict for complex types."""
        if type_name in PRIMITIVES:
            return self.primitive(type_name)
        if type_name in {"Resource", "DomainResource"}:
            type_name = self._random.choice(RESOURCES)
        info = self._types.find(type_name)
        made: dict[str, Any] = {}
        if info is None:
            return made
        if info.kind == "resource":
            made["resourceType"] = type_name
        for element in info.elements.values():
            wanted = element.name in self._words
            if self._random.random() < (0.6 if wanted else 0.9 / (len(info.elements) + 4 * depth)):
                self._add(made, element, depth)
        return made

    def _add(self, made: dict[str, Any], element: ElementInfo, depth: int) -> None:
        if depth > 4 or not element.types:
            return
        index = self._random.randrange(len(element.types))
        member, type_name = element.json_names[index], element.types[index]
        if self._random.random() < self._oddity:
            made[str(member)] = self._random.choice(ODD_VALUES)
        elif element.repeats:
            count = self._random.choice((1, 1, 2, 3))
            made[str(member)] = [self.element(type_name, depth + 1) for _ in range(count)]
        else:
            made[str(member)] = self.element(type_name, depth + 1)
        if type_name in PRIMITIVES and self._random.random() < 0.15:
            self._add_shadow(made, str(member), element)

    def _add_shadow(self, made: dict[str, Any], member: str, element: ElementInfo) -> None:
        shadow: Any = {"extension": [{"url": "http://x.fr", "valueString": "y"}]}
        made["_" + member] = [None, shadow] if element.repeats else shadow
        if self._random.random() < 0.4:
            made.pop(member, None)
        if self._random.random() < self._oddity:
            made["_" + member] = self._random.choice(ODD_VALUES)

    def primitive(self, type_name: str) -> Any:
        """A primitive's value, sometimes of the wrong kind."""
        if self._random.random() < self._oddity / 2:
            return self._random.choice(ODD_VALUES)
        kind = PRIMITIVES[type_name]
        if kind == "Boolean":
            return self._random.choice((True, False))
        if kind == "Integer":
            return self._random.choice((0, 1, 2, 3, -1))
        if kind == "Decimal":
            return self._random.choice((0, 1, Decimal("1.0"), Decimal("100.5"), Decimal("-3")))
        if kind in {"Date", "DateTime"}:
            return self._random.choice(DATES)
        if kind == "Time":
            return self._random.choice(("10:00", "10:00:00", "11:00:00"))
        return self._random.choice((*self._words, "a", "A.b", "#a", "1", "2", "*", " a", ""))
