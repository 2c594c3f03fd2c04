"""The table of flows that a facade hands to the guide.

The guide must not import the facade, so the facade announces a function under the
entry point group `sas_ig.flows`; it returns plain data:

    [{"id": "INT_R03",
      "interactions": [
        {"request": "POST [base]/Appointment",
         "profiles": ["http://sas.fr/fhir/StructureDefinition/FrAppointmentSAS"],
         "answers": [],
         "rules": [{"id": "…", "fr": "…", "en": "…", "status": 422}]}]}]

Without such a function the pages simply have no such table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Any

from sas_ig.elements.sentences import Language

GROUP = "sas_ig.flows"


@dataclass(frozen=True, slots=True)
class Rule:
    """A business rule; `status` is the HTTP status of a refusal, 0 when it only warns."""

    id: str
    fr: str
    en: str
    status: int = 0

    def text(self, language: Language) -> str:
        """The rule in words."""
        return self.fr if language == "fr" else self.en


@dataclass(frozen=True, slots=True)
class Interaction:
    """One request of a flow, the profiles its content must meet, the rules on top.

    `answers` are the profiles that the content of the answer meets.
    """

    request: str
    profiles: tuple[str, ...]
    rules: tuple[Rule, ...]
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow by its id (`INT_R01`)."""

    id: str
    interactions: tuple[Interaction, ...]


def load_flows() -> list[Flow]:
    """The flows that installed facades announce."""
    found: list[Flow] = []
    for point in entry_points(group=GROUP):
        found += read_flows(point.load()())
    return found


def read_flows(data: Iterable[Mapping[str, Any]]) -> list[Flow]:
    """The flows that plain data describes; raises KeyError for what lacks its id or request."""
    return [
        Flow(item["id"], tuple(_interaction(part) for part in item.get("interactions", ())))
        for item in data
    ]


def _interaction(data: Mapping[str, Any]) -> Interaction:
    return Interaction(
        data["request"],
        tuple(data.get("profiles", ())),
        tuple(
            Rule(rule["id"], rule.get("fr", ""), rule.get("en", ""), int(rule.get("status", 0)))
            for rule in data.get("rules", ())
        ),
        tuple(data.get("answers", ())),
    )
