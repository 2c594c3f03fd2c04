"""Judges resources by one rule alone, over a handful of definitions.

Findings are written as `id severity place`, the severity by its first letter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from tests.unit.terminology.small_world import terminology

from sas_validators.checks.bundle_index import BundleIndex
from sas_validators.checks.run import Options, Plan, Run
from sas_validators.definitions.registry import type_url
from sas_validators.fhirpath.environment import Environment
from sas_validators.model.paths import render, root

Resource = dict[str, Any]


class RuleSession:
    """What rules ask of a session; its definitions are those given."""

    def __init__(self, types: Any, *resources: Resource) -> None:
        self.types = types
        self.resource_rules: dict[str, Any] = {}
        self.terminology = terminology(
            *(item for item in resources if item["resourceType"] in ("CodeSystem", "ValueSet"))
        )
        self._resources = resources

    def find_resource(self, canonical: str, type_name: str) -> Resource | None:
        url, _, version = canonical.partition("|")
        for item in self._resources:
            same = item["resourceType"] == type_name and item.get("url") == url
            if same and version in ("", item.get("version")):
                return item
        return None

    def plan(self, type_name: str, declared: tuple[str, ...], asked: tuple[str, ...]) -> Plan:
        return Plan(tuple(dict.fromkeys((type_url(type_name), *declared, *asked))), ())

    def find_profile(self, canonical: str) -> Any:
        return None


def findings(
    rule: Callable[..., None], resource: Resource, session: Any, *, at: str = ""
) -> list[str]:
    """What `rule` says of `resource`, sorted by place."""
    run = Run(session, Environment(session.types), resource, Options(), from_xml=False)
    here = root(at or resource["resourceType"])
    run.resource_at = run.container_at = here
    run.bundle = BundleIndex(resource, here) if resource["resourceType"] == "Bundle" else None
    rule(resource, here, run)
    for finding in run.findings:
        assert finding.message.text("fr", finding.details)
        assert finding.message.text("en", finding.details)
    return sorted(
        f"{finding.message.id} {finding.message.severity[0].upper()} {render(finding.location)}"
        for finding in run.findings
    )


def shortened(found: Iterable[str], *prefixes: str) -> list[str]:
    """The findings without what their ids and places have in common."""
    result = []
    for line in found:
        for prefix in prefixes:
            line = line.replace(prefix, "")
        result.append(line)
    return sorted(result)
