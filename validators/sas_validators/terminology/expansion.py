"""Lists the codes of a value set, for people to read; membership never goes through here.

Spec: https://hl7.org/fhir/R4/valueset.html#expansion
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple, Protocol

from sas_validators.terminology.code_systems import CodeSystem
from sas_validators.terminology.membership import MAX_DEPTH, Decision, Gap, Source, unknown_system
from sas_validators.terminology.value_sets import Rule, ValueSet


class Concept(NamedTuple):
    """One code of an expansion; `display` is the value set's own word for it, if it has one."""

    system: str
    code: str
    display: str


class Expansion(NamedTuple):
    """The codes found, and why there may be more: reasons, or simply the `limit`."""

    concepts: tuple[Concept, ...]
    incomplete: tuple[Gap, ...]
    truncated: bool


class Decider(Source, Protocol):
    """A source that also decides membership."""

    def decide(self, value_set: ValueSet, system: str, code: str, version: str = "") -> Decision:
        """Whether the code is in the value set."""


def expand(source: Decider, value_set: ValueSet, limit: int) -> Expansion:
    """The first `limit` codes of `value_set`, in the order of its rules, each one once."""
    listing = _Listing(source)
    found = tuple(islice(listing.members(value_set), limit + 1))
    return Expansion(found[:limit], tuple(listing.gaps), len(found) > limit)


class _Listing:
    """Walks over candidate codes and keeps those the value set decides to have."""

    def __init__(self, source: Decider) -> None:
        self._source = source
        self.gaps: dict[Gap, None] = {}

    def members(self, value_set: ValueSet) -> Iterator[Concept]:
        if value_set.data["partial"]:
            self.gaps[Gap("expansion", value_set.canonical)] = None
        seen: set[tuple[str, str]] = set()
        for concept in self._candidates(value_set, {value_set}, MAX_DEPTH):
            key = concept.system, concept.code
            if key in seen:
                continue
            seen.add(key)
            decision = self._source.decide(value_set, concept.system, concept.code)
            self.gaps.update(dict.fromkeys(decision.gaps))
            if decision.inside:
                yield concept

    def _candidates(
        self, value_set: ValueSet, seen: set[ValueSet], depth: int
    ) -> Iterator[Concept]:
        for rule in value_set.includes:
            if rule.system:
                yield from self._of_system(rule)
                continue
            # What several imports agree on is in each of them: the first one lists it all.
            for canonical in rule.value_sets[:1]:
                imported = self._source.value_set(canonical)
                if imported is None:
                    self.gaps[Gap("value-set", canonical)] = None
                elif depth == 0:
                    self.gaps[Gap("effort", imported.canonical)] = None
                elif imported not in seen:
                    seen.add(imported)
                    yield from self._candidates(imported, seen, depth - 1)

    def _of_system(self, rule: Rule) -> Iterator[Concept]:
        system = self._source.code_system(rule.system, rule.version)
        usable = system if system is not None and system.usable else None
        if rule.codes is not None:
            for code, display in rule.codes.items():
                yield Concept(rule.system, code, display or _display(usable, code))
        elif usable is None:
            self.gaps[unknown_system(rule.system, rule.version)] = None
        else:
            if not usable.complete:
                self.gaps[Gap("fragment", rule.system)] = None
            for code, display in usable.displays.items():
                yield Concept(rule.system, code, display)


def _display(system: CodeSystem | None, code: str) -> str:
    own = None if system is None else system.find(code)
    return "" if system is None or own is None else system.displays[own]
