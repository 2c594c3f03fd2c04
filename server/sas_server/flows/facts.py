"""The table of flows as plain data, for the guide: entry point of the group `sas_ig.flows`.

The shape is that of `sas_ig.flows.facts`, which must not import the facade.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sas_server.flows.gap_table import GAP_FLOWS
from sas_server.flows.requests import SEARCH_RULES
from sas_server.flows.rule import Rule, StatedRule
from sas_server.flows.table import FLOWS, Interaction, Profiles


def flow_facts() -> list[dict[str, Any]]:
    """Every flow with its interactions, their profiles and rules."""
    return [
        {
            "id": flow.id,
            "title": {"fr": flow.fr, "en": flow.en},
            "spec": flow.spec,
            "interactions": [_interaction(item) for item in flow.interactions],
        }
        for flow in (*FLOWS, *GAP_FLOWS)
    ]


def _interaction(interaction: Interaction) -> dict[str, Any]:
    return {
        "request": interaction.request,
        "profiles": _canonicals(interaction.received),
        "answers": _canonicals(interaction.sent),
        "rules": list(_rules(interaction)),
    }


def _canonicals(profiles: Profiles) -> list[str]:
    return [canonical for canonicals in profiles.values() for canonical in canonicals]


def _rules(interaction: Interaction) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    found: list[Rule | StatedRule] = [*interaction.stated]
    found += [rule for rules in interaction.rules.values() for rule in rules]
    for rule in found:
        if rule.id not in seen:
            seen.add(rule.id)
            yield _rule(rule, interaction.status)


def _rule(rule: Rule | StatedRule, status: int) -> dict[str, Any]:
    refuses = rule.message.severity in ("fatal", "error")
    return {
        "id": rule.id,
        "fr": rule.fr,
        "en": rule.en,
        "spec": rule.message.spec,
        "severity": rule.message.severity,
        "status": 400 if rule in SEARCH_RULES else status if refuses else 0,
    }
