"""The terminology service of the validators: everything that is known locally.

Spec: https://hl7.org/fhir/R4/terminology-service.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from sas_validators.terminology.code_systems import CodeSystem
from sas_validators.terminology.expansion import Expansion, expand
from sas_validators.terminology.json_reading import split_canonical
from sas_validators.terminology.languages import serves
from sas_validators.terminology.loading import Loader, Overlay
from sas_validators.terminology.membership import Decision, Question
from sas_validators.terminology.value_sets import ValueSet, ValueSetData

Subsumption = Literal["equivalent", "subsumes", "subsumed-by", "not-subsumed"]


class Terminology:
    """Code systems and value sets of a loader, and the questions asked about them.

    What was loaded is kept; what is not there is asked for again each time, so
    that URLs made up in instances take no memory.
    """

    def __init__(self, loader: Loader) -> None:
        self._loader = loader
        self._code_systems: dict[tuple[str, str], CodeSystem] = {}
        self._value_sets: dict[str, ValueSet] = {}
        self._systems: dict[ValueSet, tuple[str, ...]] = {}

    def with_value_sets(self, value_sets: Mapping[str, ValueSetData]) -> Terminology:
        """The same terminology with more value sets, such as those contained in a Questionnaire."""
        return Terminology(Overlay(value_sets, self._loader))

    def code_system(self, url: str, version: str = "") -> CodeSystem | None:
        """The loaded code system, also one without content; None when there is none."""
        found = self._code_systems.get((url, version))
        if found is None:
            data = self._loader.code_system(url, version)
            if data is not None:
                found = self._code_systems[url, version] = CodeSystem(data)
        return found

    def value_set(self, canonical: str) -> ValueSet | None:
        """The loaded value set (`url` or `url|version`), None when there is none."""
        found = self._value_sets.get(canonical)
        if found is None:
            data = self._loader.value_set(*split_canonical(canonical))
            if data is not None:
                found = self._value_sets[canonical] = ValueSet(data)
        return found

    def versions(self, url: str) -> tuple[str, ...]:
        """The loaded versions of the code system `url`."""
        return self._loader.versions(url)

    def decide(self, value_set: ValueSet, system: str, code: str, version: str = "") -> Decision:
        """Whether `code` of `system` is in `value_set`, with what stood in the way."""
        return Question(self, system, code, version).ask(value_set)

    def systems(self, value_set: ValueSet) -> tuple[str, ...]:
        """The code systems that `value_set` and what it imports include codes of."""
        if value_set not in self._systems:
            found: dict[str, None] = {}
            seen = {value_set}
            pending = [value_set]
            while pending:
                for rule in pending.pop().includes:
                    if rule.system:
                        found[rule.system] = None
                    for canonical in rule.value_sets:
                        imported = self.value_set(canonical)
                        if imported is not None and imported not in seen:
                            seen.add(imported)
                            pending.append(imported)
            self._systems[value_set] = tuple(found)
        return self._systems[value_set]

    def member_of(self, canonical: str, system: str, code: str, version: str = "") -> bool | None:
        """FHIRPath's memberOf() for a Coding; None when it can't be told.

        With `system` "" the code alone counts, as for a `code` element.

        Spec: https://hl7.org/fhir/R4/fhirpath.html#functions
        """
        value_set = self.value_set(canonical)
        if value_set is None:
            return None
        if system:
            return self.decide(value_set, system, code, version).inside
        answers = {
            self.decide(value_set, candidate, code, version).inside
            for candidate in self.systems(value_set)
        }
        if True in answers:
            return True
        # Where no system is known of, an import or a stored expansion may be missing.
        return None if None in answers else self.decide(value_set, "", code).inside

    def expand(self, canonical: str, *, limit: int = 1000) -> Expansion | None:
        """The codes of a value set, at most `limit`; None when it is not loaded."""
        value_set = self.value_set(canonical)
        return None if value_set is None else expand(self, value_set, limit)

    def subsumes(self, system: str, one: str, other: str, version: str = "") -> Subsumption | None:
        """How `one` relates to `other`, as CodeSystem/$subsumes says it; None when unknown.

        Spec: https://hl7.org/fhir/R4/codesystem-operation-subsumes.html
        """
        known = self.code_system(system, version)
        if known is None:
            return None
        first, second = known.find(one), known.find(other)
        if first is None or second is None:
            return None
        if first == second:
            return "equivalent"
        if known.is_a(second, first):
            return "subsumes"
        if known.is_a(first, second):
            return "subsumed-by"
        return "not-subsumed" if known.complete else None

    def display(self, system: str, code: str, language: str = "", version: str = "") -> str | None:
        """The display of a code, in `language` where the system has one; None when unknown."""
        known = self.code_system(system, version)
        own = None if known is None else known.find(code)
        if known is None or own is None:
            return None
        default = known.displays[own]
        if language and not serves(known.data["language"] or "en", language):
            for offered, value in known.data["designations"].get(own, ()):
                if offered and serves(offered, language):
                    return value
        return default or None
