"""What differs between two forms of one element, and whom it can hurt.

Used twice: a profile against its parent, and a version of a profile against
another one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from sas_ig.elements import facets
from sas_ig.elements.facets import Element

Effect = Literal["stricter", "looser", "other", "wording"]
"""What a change does to instances: refuses some that were accepted, accepts some that were
refused, either or neither, nothing at all."""

STRENGTHS = ("example", "preferred", "extensible", "required")


@dataclass(frozen=True, slots=True)
class Change:
    """One facet of one element that differs. `old` and `new` are as `facets` gives them.

    `facet` is one of: element, slice, cardinality, types, aggregation, binding,
    value, slicing, constraint, must-support, modifier, length, range, or a name
    of `facets.WORDING`.
    """

    element: str
    facet: str
    old: Any
    new: Any
    effect: Effect


def compare_elements(id: str, old: Element, new: Element) -> Iterator[Change]:
    """The changes from `old` to `new`, in the order a reader wants them."""
    yield from _cardinality(id, old, new)
    yield from _types(id, old, new)
    yield from _value(id, old, new)
    yield from _binding(id, old, new)
    yield from _slicing(id, old, new)
    yield from _constraints(id, old, new)
    yield from _limits(id, old, new)
    yield from _flags(id, old, new)
    for name in facets.WORDING:
        if old.get(name) != new.get(name):
            yield Change(id, name, old.get(name), new.get(name), "wording")


def _cardinality(id: str, old: Element, new: Element) -> Iterator[Change]:
    before, after = facets.cardinality(old), facets.cardinality(new)
    if before is None or after is None or before == after:
        return
    upper_before = float("inf") if before.max is None else before.max
    upper_after = float("inf") if after.max is None else after.max
    tighter = after.min > before.min or upper_after < upper_before
    wider = after.min < before.min or upper_after > upper_before
    effect: Effect = "other" if tighter and wider else "stricter" if tighter else "looser"
    yield Change(id, "cardinality", before, after, effect)


def _types(id: str, old: Element, new: Element) -> Iterator[Change]:
    before, after = facets.type_choices(old), facets.type_choices(new)
    if not before or not after:
        return
    plain_before = tuple(item._replace(aggregation=()) for item in before)
    plain_after = tuple(item._replace(aggregation=()) for item in after)
    if set(plain_before) != set(plain_after):
        lost, gained = set(plain_before) - set(plain_after), set(plain_after) - set(plain_before)
        effect: Effect = "other" if lost and gained else "stricter" if lost else "looser"
        yield Change(id, "types", plain_before, plain_after, effect)
    modes_before = {mode for item in before for mode in item.aggregation}
    modes_after = {mode for item in after for mode in item.aggregation}
    if modes_before != modes_after:
        effect = _mode_effect(modes_before, modes_after)
        yield Change(
            id, "aggregation", tuple(sorted(modes_before)), tuple(sorted(modes_after)), effect
        )


def _mode_effect(before: set[str], after: set[str]) -> Effect:
    """No mode at all means any mode."""
    if not before or (after and after < before):
        return "stricter"
    return "looser" if not after or after > before else "other"


def _value(id: str, old: Element, new: Element) -> Iterator[Change]:
    before, after = facets.value(old), facets.value(new)
    if before != after:
        effect: Effect = "stricter" if before is None else "looser" if after is None else "other"
        yield Change(id, "value", before, after, effect)


def _binding(id: str, old: Element, new: Element) -> Iterator[Change]:
    before, after = facets.binding(old), facets.binding(new)
    if before == after:
        return
    yield Change(id, "binding", before, after, _binding_effect(before, after))


def _binding_effect(before: facets.Binding | None, after: facets.Binding | None) -> Effect:
    """Only extensible and required bindings refuse anything; a version alone changes nothing."""
    old, new = _force(before), _force(after)
    if old == new:
        return "other" if new and not _same_set(before, after) else "wording"
    return "stricter" if new > old else "looser"


def _same_set(one: facets.Binding | None, other: facets.Binding | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.value_set.partition("|")[0] == other.value_set.partition("|")[0]


def _force(binding: facets.Binding | None) -> int:
    strength = "" if binding is None else binding.strength
    return {"extensible": 1, "required": 2}.get(strength, 0)


def _slicing(id: str, old: Element, new: Element) -> Iterator[Change]:
    before, after = facets.slicing(old), facets.slicing(new)
    if after is not None and before != after:
        closes = after.rules == "closed" and (before is None or before.rules != "closed")
        yield Change(id, "slicing", before, after, "stricter" if closes else "other")


def _constraints(id: str, old: Element, new: Element) -> Iterator[Change]:
    before = {item.key: item for item in facets.constraints(old)}
    after = {item.key: item for item in facets.constraints(new)}
    for key, item in after.items():
        known = before.get(key)
        if known is None:
            yield Change(
                id, "constraint", None, item, "stricter" if item.severity == "error" else "other"
            )
        elif (known.expression, known.severity) != (item.expression, item.severity):
            yield Change(id, "constraint", known, item, "other")
    for key, item in before.items():
        if key not in after:
            yield Change(id, "constraint", item, None, "looser")


def _limits(id: str, old: Element, new: Element) -> Iterator[Change]:
    before, after = old.get("maxLength"), new.get("maxLength")
    if before != after:
        grows = after is None or (before is not None and after > before)
        yield Change(id, "length", before, after, "looser" if grows else "stricter")
    for name in sorted(
        {name for name in (*old, *new) if name.startswith(("minValue", "maxValue"))}
    ):
        if old.get(name) != new.get(name):
            yield Change(id, "range", old.get(name), new.get(name), "other")


def _flags(id: str, old: Element, new: Element) -> Iterator[Change]:
    for name, facet in (("mustSupport", "must-support"), ("isModifier", "modifier")):
        before, after = bool(old.get(name)), bool(new.get(name))
        if before != after:
            yield Change(id, facet, before, after, "other")
