"""What INT_R01, INT_R04 and SOS Médecins searches have in common.

Spec: flows.md 1.3 and 1.8
"""

from __future__ import annotations

from dataclasses import dataclass

from sas_server.flows.criteria import is_backwards
from sas_server.flows.proofs import Proofs
from sas_server.flows.requests import BACKWARDS, Form, problems_of
from sas_server.refusals.refusal import Invalid, Refusal, parameter_place
from sas_server.rest.exchange import Asked
from sas_server.rest.outcomes import issue, outcome
from sas_server.search.parameters import Parameter, Parameters
from sas_server.search.query import Criterion, Include
from sas_server.settings import OutboundPolicy
from sas_server.store.instants import Clock
from sas_validators.issues.message import Message

_INCOMPLETE = Refusal(
    400,
    Message(
        "SAS_SEARCH_INCOMPLETE",
        "error",
        "invalid",
        fr="La recherche de créneaux ne peut pas être exécutée.",
        en="The search of slots can't be executed.",
        spec="flows.md 1.8",
    ),
)


@dataclass(frozen=True)
class SearchContext:
    """What the searches need: definitions, the judge's proofs, the policy, the time."""

    parameters: Parameters
    proofs: Proofs
    outbound: OutboundPolicy
    clock: Clock

    def parameter(self, type_name: str, code: str) -> Parameter:
        """A search parameter that the built-in definitions have."""
        found = self.parameters.find(type_name, code)
        if found is None:
            raise LookupError(f"no search parameter {type_name}:{code}")
        return found

    def include(
        self, source: str, code: str, *, iterate: bool, target: str | None = None
    ) -> Include:
        """`_include=source:code:target`."""
        return Include(source, self.parameter(source, code), target, False, iterate)


def check_search(form: Form, asked: Asked, starts: list[Criterion]) -> None:
    """Raises Invalid (400) with all that is wrong with a SAS search."""
    problems = list(problems_of(form, asked.query))
    if is_backwards(starts):
        problems.append((BACKWARDS, {"name": form.window}))
    if problems:
        issues = [
            issue(message, asked.language, [parameter_place(details["name"])], **details)
            for message, details in problems
        ]
        raise Invalid(_INCOMPLETE, outcome(issues))
