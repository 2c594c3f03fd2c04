"""What FHIRPath leaves to its host, answered from the run: references, codes, profiles.

`elementDefinition()` and `slice()` stay undecided (empty): no constraint of the
loaded packages uses them.

Spec: https://hl7.org/fhir/R4/fhirpath.html#functions
"""

from __future__ import annotations

from typing import Any

from sas_validators.checks.narratives import html_checks
from sas_validators.checks.references import resolve
from sas_validators.checks.resources import conforms
from sas_validators.checks.run import Run
from sas_validators.fhirpath.environment import Environment
from sas_validators.fhirpath.navigation import resource_node
from sas_validators.fhirpath.node import Item, Node
from sas_validators.model.paths import Location


def attach(env: Environment, r: Run) -> Environment:
    """Lets `env` answer by what `r` knows, and returns it."""
    services = _Services(r)
    env.resolve = services.resolve
    env.member_of = services.member_of
    env.conforms_to = services.conforms_to
    env.subsumes = services.subsumes
    env.html_checks = _keeps_rules
    env.html_content = _has_content
    return env


class _Services:
    """The services of one run (see `Environment`)."""

    __slots__ = ("_run",)

    def __init__(self, r: Run) -> None:
        self._run = r

    def resolve(self, reference: str, node: Node | None) -> Node | None:
        """The resource of this file that a reference leads to."""
        found = resolve(reference, self._run, None if node is None else node.value)
        if found is None:
            return None
        target = resource_node(found[0], self._run.session.types)
        target.location = found[1]
        return target

    def member_of(self, item: Item, value_set: str) -> bool | None:
        """Whether a coded element, or a code by itself, is in a value set."""
        if isinstance(item, Node):
            return self._run.session.member_of(item.value, item.type, value_set)
        return self._run.session.member_of(item, "code", value_set)

    def conforms_to(self, node: Node, profile: str) -> bool | None:
        """Whether an element meets a profile; None when it isn't loaded or has no content."""
        if self._run.session.find_profile(profile) is None or not isinstance(node.value, dict):
            return None
        at = node.location or _place(node.value, node.type, self._run)
        return conforms(node.value, at, self._run, profile, node.type)

    def subsumes(self, item: Item, other: Item) -> bool | None:
        """Whether the code of `item` is, or is above, the one of `other`."""
        answers = {
            self._run.session.subsumes(one, two)
            for one in _codings(item)
            for two in _codings(other)
        }
        return True if True in answers else None if None in answers or not answers else False


def _place(value: dict[str, Any], type_name: str, r: Run) -> Location:
    """Where `value` is, as far as one can tell without its location."""
    if value is r.resource:
        return r.resource_at
    return r.container_at if value is r.container else (None, type_name, None)


def _codings(item: Item) -> list[dict[str, Any]]:
    value = item.value if isinstance(item, Node) else None
    if not isinstance(value, dict):
        return []
    codings = value.get("coding")
    return [coding for coding in codings if isinstance(coding, dict)] if codings else [value]


def _keeps_rules(text: str) -> bool:
    return html_checks(text)[0]


def _has_content(text: str) -> bool:
    return html_checks(text)[1]
