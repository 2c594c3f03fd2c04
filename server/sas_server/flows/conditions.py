"""The identifiers that a conditional request names."""

from __future__ import annotations

from sas_server.flows.holders import Named
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
