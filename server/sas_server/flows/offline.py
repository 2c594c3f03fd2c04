"""The table of flows applied to files: entry point of the group `sas_validators.flows`.

Rules that are about the request or need the store are not applied; nor is what
depends on the time at which an answer was given. Neither the store nor the web
framework is needed: who only validates does not pay for them.

Spec: issue of the flows, flows.md C-04 (empty answers claim no CPTS or SOS profile)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sas_server.flows.recognition import expected_profile
from sas_server.flows.rule import Resource, apply, declares, items, member
from sas_server.flows.table import FLOWS, profiles_of, rules_of
from sas_validators.flows import FlowJudge, UnknownFlowError
from sas_validators.issues.finding import Finding
from sas_validators.issues.message import Message
from sas_validators.model.paths import Location, root

OTHER_TYPE = Message(
    "SAS_FLOW_TYPE",
    "error",
    "invalid",
    fr="Le flux {flow} ne transporte pas de ressource {type} (il transporte : {carried}).",
    en="The flow {flow} carries no {type} (it carries: {carried}).",
    spec="flows.md 0.2",
)


def flow_judge(id: str) -> FlowJudge:
    """What judges files by a flow. Raises UnknownFlowError."""
    known = [flow.id for flow in FLOWS if profiles_of(flow.id)]
    if id not in known:
        raise UnknownFlowError(id, known)
    return OfflineFlow(id)


class OfflineFlow:
    """One flow of the table."""

    def __init__(self, id: str) -> None:
        """`id` is one of the table's."""
        self._id = id
        self._profiles = profiles_of(id)

    def profiles(self, resource: Mapping[str, Any]) -> tuple[str, ...]:
        """The profile of the flow that `resource` must meet.

        Of several, the one that it declares, else the one that its content points to.
        """
        candidates = self._profiles.get(str(resource.get("resourceType")), ())
        if _is_empty_answer(resource) or len(candidates) < 2:
            return () if _is_empty_answer(resource) else candidates
        declared = tuple(name for name in candidates if declares(resource, name))
        expected = expected_profile(resource)
        return declared or ((expected,) if expected in candidates else candidates[:1])

    def findings(self, resource: Mapping[str, Any]) -> Iterator[Finding]:
        """What breaks the rules of the flow, in `resource` and, for an answer, its entries."""
        content = dict(resource)
        kind = str(content.get("resourceType"))
        here = root(kind)
        if kind not in self._profiles:
            carried = ", ".join(self._profiles)
            yield Finding(OTHER_TYPE, here, {"flow": self._id, "type": kind, "carried": carried})
            return
        yield from apply(rules_of(self._id, kind), content, here)
        if kind == "Bundle":
            yield from self._of_entries(content, here)

    def _of_entries(self, bundle: Resource, at: Location) -> Iterator[Finding]:
        for index, entry in items(bundle, "entry"):
            resource = dict(member(entry, "resource"))
            place: Location = ((at, "entry", index), "resource", None)
            yield from apply(rules_of(self._id, str(resource.get("resourceType"))), resource, place)


def _is_empty_answer(resource: Mapping[str, Any]) -> bool:
    return resource.get("resourceType") == "Bundle" and not resource.get("entry")
