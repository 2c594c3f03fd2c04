"""The functions that FHIR adds to FHIRPath.

Spec: https://hl7.org/fhir/R4/fhirpath.html#functions
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from sas_validators.fhirpath.environment import Environment
from sas_validators.fhirpath.errors import ExpressionError
from sas_validators.fhirpath.logic import Truth
from sas_validators.fhirpath.navigation import child
from sas_validators.fhirpath.node import (
    PRIMITIVES,
    Item,
    Items,
    Node,
    as_items,
    single,
    unwrap,
    value,
    values,
)
from sas_validators.fhirpath.projection import select
from sas_validators.fhirpath.temporal import Temporal


def extension(items: Items, url: Items, env: Environment) -> Items:
    """`extension(url)`: the extensions with that url."""
    wanted = value(url)
    if wanted is None:
        return []
    found = child(items, "extension", env)
    return [
        item
        for item in found
        if isinstance(item, Node)
        and isinstance(item.value, dict)
        and item.value.get("url") == wanted
    ]


def has_value(items: Items) -> bool:
    """`hasValue()`: a single primitive that has a value (`""` is none)."""
    if len(items) != 1:
        return False
    item = items[0]
    if isinstance(item, Node):
        return item.type in PRIMITIVES and _raw_has_value(PRIMITIVES[item.type], item)
    return True


def _raw_has_value(kind: str, node: Node) -> bool:
    # A date that is none still is a value, as text.
    if kind in {"Date", "DateTime", "Time", "String"}:
        return isinstance(node.value, str) and node.value != ""
    return unwrap(node) is not None


def get_value(items: Items) -> Item | None:
    """`getValue()`: the System value of a single primitive that has one."""
    return unwrap(items[0]) if has_value(items) else None


def resolve(items: Items, env: Environment) -> Items:
    """`resolve()`: what references, canonicals and uris lead to, as far as the host knows."""
    env.spend(10 * len(items))
    found: Items = []
    for item in items:
        reference = _reference_text(item)
        if reference is not None:
            node = item if isinstance(item, Node) else None
            target = env.resolve(reference, node)
            found.extend(as_items(target))
    return found


def _reference_text(item: Item) -> str | None:
    text = unwrap(item)
    if isinstance(text, Node):
        text = text.value.get("reference", "") if isinstance(text.value, dict) else None
    return text if isinstance(text, str) else None


def conforms_to(items: Items, profile: Items, env: Environment) -> Truth:
    """`conformsTo(structure)`."""
    item, url = single(items), value(profile)
    if not isinstance(item, Node) or not isinstance(url, str):
        return None
    return env.conforms_to(item, url)


def member_of(items: Items, value_set: Items, env: Environment) -> Truth:
    """`memberOf(valueset)`; empty where the terminology can't tell."""
    item, url = single(items), value(value_set)
    if item is None or not isinstance(url, str):
        return None
    return env.member_of(item, url)


def subsumes(items: Items, other: Items, env: Environment) -> Truth:
    """`subsumes(code)`."""
    one, two = single(items), single(other)
    return None if one is None or two is None else env.subsumes(one, two)


def html_checks(items: Items, env: Environment) -> Truth:
    """`htmlChecks()`: whether a narrative's XHTML keeps FHIR's rules."""
    text = value(items)
    return env.html_checks(text) if isinstance(text, str) else None


def html_checks_2(items: Items, env: Environment) -> Truth:
    """`htmlChecks2()`, the HL7 validator's own: whether a narrative has text or an image."""
    text = value(items)
    return env.html_content(text) if isinstance(text, str) else None


def check_modifiers(items: Items, allowed: list[Items], env: Environment) -> Items:
    """`checkModifiers(url…)`: the input.

    Raises ExpressionError if an item has a modifier extension with another url.
    """
    urls = {url for argument in allowed for url in values(argument)}
    for modifier in child(items, "modifierExtension", env):
        url = modifier.value.get("url") if isinstance(modifier, Node) else None
        if url not in urls:
            raise ExpressionError(f"the modifier extension {url} is not expected here")
    return items


def element_definition(items: Items, env: Environment) -> Items:
    """`elementDefinition()`: the definition of each item, as far as the host knows it."""
    found: Items = []
    for item in items:
        if isinstance(item, Node):
            found.extend(as_items(env.element_definition(item)))
    return found


def in_slice(items: Items, structure: Items, name: Items, env: Environment) -> Items:
    """`slice(structure, name)`: the items that are in the named slice."""
    url, slice_name = value(structure), value(name)
    if not isinstance(url, str) or not isinstance(slice_name, str):
        return []
    return [
        item for item in items if isinstance(item, Node) and env.slice_of(item, url, slice_name)
    ]


def trace(
    items: Items,
    name: Items,
    projection: Callable[[Items, int], Items] | None,
    env: Environment,
) -> Items:
    """`trace(name [, projection])`: the input; the host's `trace` sees it."""
    label = value(name)
    shown = items if projection is None else select(items, projection, env)
    env.trace(label if isinstance(label, str) else "", shown)
    return items


def now(env: Environment) -> Temporal:
    """`now()`."""
    moment = env.now
    offset = moment.utcoffset()
    zone = 0 if offset is None else int(offset.total_seconds()) // 60
    date = (moment.year, moment.month, moment.day)
    return Temporal("DateTime", (*date, *time_of_day(env).fields), zone)


def today(env: Environment) -> Temporal:
    """`today()`."""
    return Temporal("Date", (env.now.year, env.now.month, env.now.day), None)


def time_of_day(env: Environment) -> Temporal:
    """`timeOfDay()`, to the millisecond."""
    moment = env.now
    second = Decimal(moment.second) + Decimal(moment.microsecond // 1000).scaleb(-3)
    return Temporal("Time", (moment.hour, moment.minute, second), None)
