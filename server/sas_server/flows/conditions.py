"""The identifiers that a conditional request names."""

from __future__ import annotations

from sas_server.flows.holders import Named
from sas_server.flows.rule import Resource, items
from sas_server.rest.flows import Change
from sas_server.search.query import Match, Query, TokenValue


def named_in(condition: Query | None) -> list[Named] | None:
    """The identifiers of a condition that asks for nothing else; None for any other."""
    if condition is None:
        return None
    found: list[Named] = []
    for criterion in condition.criteria:
        if not isinstance(criterion, Match) or criterion.modifier:
            return None
        if criterion.parameter.code != "identifier":
            return None
        for value in criterion.values:
            if not isinstance(value, TokenValue) or not value.code:
                return None
            found.append(Named(value.system, value.code))
    return found or None


def missed_names(change: Change, resource: Resource) -> list[Named]:
    """The identifiers that a conditional update asks for when `resource` has none of them."""
    asked = named_in(change.condition) if change.kind == "update" else None
    if asked is None:
        return []
    held = [item for _, item in items(resource, "identifier")]
    return [] if any(name.is_of(item) for name in asked for item in held) else asked
