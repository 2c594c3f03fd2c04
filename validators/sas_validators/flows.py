"""Judging resources by a flow: its profiles and its business rules, beside FHIR's.

The validators know no flow. Who does announces, under the entry point group
`sas_validators.flows`, a function from a flow's id to what judges by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import entry_points
from typing import Any, Protocol

from sas_validators.issues.finding import Finding

GROUP = "sas_validators.flows"


class UnknownFlowError(Exception):
    """No installed package knows the flow; the message names those known."""

    def __init__(self, id: str, known: Sequence[str]) -> None:
        super().__init__(
            f"--flow {id}: no such flow; known are {', '.join(known)}"
            if known
            else f"--flow {id}: no installed package knows flows; pip install 'sas-fhir[server]'"
        )
        self.known = tuple(known)


class FlowJudge(Protocol):
    """What a flow asks of a resource."""

    def profiles(self, resource: Mapping[str, Any]) -> Sequence[str]:
        """Canonicals that the resource must meet besides those it declares."""
        ...

    def findings(self, resource: Mapping[str, Any]) -> Iterable[Finding]:
        """What breaks the business rules."""
        ...


def find_flow_judge(id: str) -> FlowJudge:
    """What judges by the flow `id`. Raises UnknownFlowError."""
    known: list[str] = []
    for point in entry_points(group=GROUP):
        try:
            judge: FlowJudge = point.load()(id)
        except UnknownFlowError as error:
            known += error.known
        else:
            return judge
    raise UnknownFlowError(id, known)
