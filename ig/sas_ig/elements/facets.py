"""The parts of an ElementDefinition that readers and comparisons look at.

Spec: https://hl7.org/fhir/R4/elementdefinition.html
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

Element = dict[str, Any]

WORDING = ("short", "definition", "comment", "requirements", "meaningWhenMissing")
"""The texts of an element: a change of these changes no instance's validity."""


class Cardinality(NamedTuple):
    """`min..max`; `max` is None for `*`."""

    min: int
    max: int | None

    def __str__(self) -> str:
        return f"{self.min}..{'*' if self.max is None else self.max}"


class TypeChoice(NamedTuple):
    """One way an element may be typed: a code, with one type profile or target profile if any.

    `aggregation` holds the modes a reference is limited to.
    """

    code: str
    profile: str = ""
    target: str = ""
    aggregation: tuple[str, ...] = ()


class Binding(NamedTuple):
    """Strength and value set of a binding."""

    strength: str
    value_set: str


class Value(NamedTuple):
    """A fixed or pattern value: which of the two, its type, and the value as JSON text."""

    exact: bool
    type: str
    json: str

    @property
    def content(self) -> Any:
        """The value itself."""
        return json.loads(self.json)


class Slicing(NamedTuple):
    """How an element is sliced: discriminators as `type:path`, rules, order."""

    discriminators: tuple[str, ...]
    rules: str
    ordered: bool


class Constraint(NamedTuple):
    """An invariant."""

    key: str
    severity: str
    human: str
    expression: str
    source: str


def cardinality(element: Element) -> Cardinality | None:
    """The cardinality; None in a differential that leaves it as it is."""
    if "min" not in element and "max" not in element:
        return None
    limit = element.get("max", "*")
    return Cardinality(int(element.get("min", 0)), None if limit == "*" else int(limit))


def type_choices(element: Element) -> tuple[TypeChoice, ...]:
    """The types, one item for each profile or target profile."""
    found: list[TypeChoice] = []
    for item in element.get("type", ()):
        code = str(item.get("code", ""))
        modes = tuple(item.get("aggregation", ()))
        profiles = item.get("profile", ())
        targets = item.get("targetProfile", ())
        found += [TypeChoice(code, profile=profile, aggregation=modes) for profile in profiles]
        found += [TypeChoice(code, target=target, aggregation=modes) for target in targets]
        if not profiles and not targets:
            found.append(TypeChoice(code, aggregation=modes))
    return tuple(found)


def binding(element: Element) -> Binding | None:
    """The binding, if there is one to a value set."""
    given = element.get("binding")
    if not isinstance(given, dict):
        return None
    return Binding(str(given.get("strength", "")), str(given.get("valueSet", "")))


def value(element: Element) -> Value | None:
    """The fixed or pattern value."""
    for name, content in element.items():
        for prefix, exact in (("fixed", True), ("pattern", False)):
            if name.startswith(prefix) and name[len(prefix) : len(prefix) + 1].isupper():
                text = json.dumps(content, ensure_ascii=False, sort_keys=True)
                return Value(exact, name[len(prefix) :], text)
    return None


def slicing(element: Element) -> Slicing | None:
    """The slicing an element declares."""
    given = element.get("slicing")
    if not isinstance(given, dict):
        return None
    discriminators = tuple(
        f"{item.get('type', '')}:{item.get('path', '')}" for item in given.get("discriminator", ())
    )
    return Slicing(discriminators, str(given.get("rules", "open")), bool(given.get("ordered")))


def constraints(element: Element) -> tuple[Constraint, ...]:
    """The invariants, those of the base included."""
    return tuple(
        Constraint(
            str(item.get("key", "")),
            str(item.get("severity", "error")),
            str(item.get("human", "")),
            str(item.get("expression", "")),
            str(item.get("source", "")),
        )
        for item in element.get("constraint", ())
    )
