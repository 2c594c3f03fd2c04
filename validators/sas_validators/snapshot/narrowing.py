"""Whether a differential element only narrows what it inherits.

Spec: https://hl7.org/fhir/R4/profiling.html#cardinality and
https://hl7.org/fhir/R4/elementdefinition.html#interpretation
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from sas_validators.issues.catalogue import definitions as say
from sas_validators.issues.message import Message
from sas_validators.snapshot.elements import Element, dicts, type_codes, value_of
from sas_validators.snapshot.facets import SYSTEM_TYPE

Broken: TypeAlias = "tuple[Message, dict[str, Any]]"
IsA: TypeAlias = Callable[[str, str], bool]

_STRENGTHS = ("example", "preferred", "extensible", "required")
_RULES = ("open", "openAtEnd", "closed")


def check_narrowing(base: Element, change: Element, is_a: IsA) -> Iterator[Broken]:
    """What in `change` widens or contradicts `base`.

    `is_a(type, ancestor)` says whether a type is another one or specialises it.
    Details lack the element's path, which the caller knows.
    """
    yield from _check_cardinality(base, change)
    yield from _check_types(base, change, is_a)
    yield from _check_values(base, change)
    if "binding" in change:
        yield from _check_binding(base.get("binding", {}), change["binding"])
    if "slicing" in change and "slicing" in base:
        yield from _check_slicing(base["slicing"], change["slicing"])
    if base.get("mustSupport") is True and change.get("mustSupport") is False:
        yield say.SNAPSHOT_MUST_SUPPORT_REMOVED, {}
    if base.get("isModifier") is True and change.get("isModifier") is False:
        yield say.SNAPSHOT_MODIFIER_CHANGED, {}


def exceeds(maximum: str, limit: str) -> bool:
    """Whether the cardinality `maximum` is above `limit` (`*` is above every number)."""
    if limit == "*" or maximum == limit:
        return False
    return maximum == "*" or int(maximum) > int(limit)


def smaller(one: str, other: str) -> str:
    """The smaller of two maximums."""
    return other if exceeds(one, other) else one


def _check_cardinality(base: Element, change: Element) -> Iterator[Broken]:
    minimum = change["min"] if "min" in change else base.get("min", 0)
    maximum = change["max"] if "max" in change else base.get("max", "*")
    if minimum < base.get("min", 0):
        yield say.SNAPSHOT_MIN_BELOW_BASE, {"found": minimum, "base": base["min"]}
    if exceeds(maximum, base.get("max", "*")):
        yield say.SNAPSHOT_MAX_ABOVE_BASE, {"found": maximum, "base": base["max"]}
    # min 1 inherited and max 0 stated: the element is required and forbidden at once.
    if maximum != "*" and minimum > int(maximum):
        yield say.SNAPSHOT_MIN_ABOVE_MAX, {"min": minimum, "max": maximum}


def _check_types(base: Element, change: Element, is_a: IsA) -> Iterator[Broken]:
    allowed = type_codes(base)
    if not allowed or any(code.startswith(SYSTEM_TYPE) for code in allowed):
        return
    for code in type_codes(change):
        if not any(is_a(code, ancestor) for ancestor in allowed):
            yield say.SNAPSHOT_TYPE_NOT_ALLOWED, {"type": code, "allowed": ", ".join(allowed)}


def _check_values(base: Element, change: Element) -> Iterator[Broken]:
    for choice in ("fixed", "pattern"):
        inherited = value_of(base, choice)
        stated = value_of(change, choice)
        if inherited is None or stated is None or inherited == stated:
            continue
        if choice == "fixed" or not contains(stated[1], inherited[1]):
            yield say.SNAPSHOT_VALUE_CHANGED, {"property": choice + stated[0]}
    if change.get("maxLength", 0) > base.get("maxLength", float("inf")):
        details = {"found": change["maxLength"], "base": base["maxLength"]}
        yield say.SNAPSHOT_MAX_LENGTH_ABOVE_BASE, details


def contains(value: Any, pattern: Any) -> bool:
    """Whether `value` has everything `pattern` asks for.

    Spec: https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.pattern[x]
    """
    if isinstance(pattern, dict):
        return isinstance(value, dict) and all(
            name in value and contains(value[name], part) for name, part in pattern.items()
        )
    if isinstance(pattern, list):
        return isinstance(value, list) and all(
            any(contains(item, part) for item in value) for part in pattern
        )
    return type(value) is type(pattern) and bool(value == pattern)


def _check_binding(base: Element, change: Element) -> Iterator[Broken]:
    inherited, stated = base.get("strength"), change.get("strength", base.get("strength"))
    if inherited not in _STRENGTHS or stated not in _STRENGTHS:
        return
    if inherited == "required" and stated != "required":
        yield say.SNAPSHOT_BINDING_WEAKENED, {"found": stated, "base": inherited}


def _check_slicing(base: Element, change: Element) -> Iterator[Broken]:
    known, stated = _discriminators(base), _discriminators(change)
    if "discriminator" in change and stated[: len(known)] != known:
        details = {"found": _spell(stated), "base": _spell(known)}
        yield say.SNAPSHOT_SLICING_DIFFERS, {"property": "discriminator", **details}
    rules, inherited = change.get("rules"), base.get("rules")
    if rules in _RULES and inherited in _RULES and _RULES.index(rules) < _RULES.index(inherited):
        details = {"found": rules, "base": inherited}
        yield say.SNAPSHOT_SLICING_DIFFERS, {"property": "rules", **details}
    if base.get("ordered") is True and change.get("ordered") is False:
        details = {"found": "false", "base": "true"}
        yield say.SNAPSHOT_SLICING_DIFFERS, {"property": "ordered", **details}


def _discriminators(slicing: Element) -> list[tuple[str, str]]:
    items = dicts(slicing.get("discriminator"))
    return [(str(item.get("type")), str(item.get("path"))) for item in items]


def _spell(discriminators: list[tuple[str, str]]) -> str:
    return ", ".join(":".join(item) for item in discriminators) or "-"
