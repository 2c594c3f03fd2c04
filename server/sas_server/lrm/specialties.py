"""The specialty that a call asks for, and which slots offer it.

Spec: hub-sante.md 1 (absent or unknown: general practice)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sas_server.flows.names import SPECIALTIES
from sas_server.flows.rule import concept_codes, items, text
from sas_server.lrm.call import Call
from sas_server.search.folding import fold
from sas_validators.definitions.registry import Registry

GENERAL = "Consultation de médecine générale"
_GENERAL_CODES = frozenset({"SM26", "SM53", "SM54"})
_GENERAL_WORDS = ("medecine generale", "generaliste")
_PROFESSIONS = "https://mos.esante.gouv.fr/NOS/TRE_G15-ProfessionSante/FHIR/TRE-G15-ProfessionSante"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A specialty in words and the codes of TRE_R38 that mean it; no code: by its words."""

    label: str
    codes: frozenset[str] = frozenset()

    @property
    def is_general(self) -> bool:
        """Whether it is general practice."""
        return bool(self.codes & _GENERAL_CODES)

    def is_offered_by(self, slot: Mapping[str, Any], labels: Mapping[str, str]) -> bool:
        """Whether a slot offers it; one that tells no specialty offers general practice."""
        offered = concept_codes(slot, "specialty", SPECIALTIES)
        words = [text(concept, "text") for _, concept in items(slot, "specialty")]
        if not offered and not any(words):
            return self.is_general
        if self.codes and self.codes.intersection(offered):
            return True
        names = [*words, *(labels.get(code, "") for code in offered)]
        return any(fold(self.label) in fold(name) for name in names if name)


GENERAL_PRACTICE = Wanted(GENERAL, _GENERAL_CODES)


class Specialties:
    """Labels of specialties and professions, from the definitions."""

    def __init__(self, registry: Registry) -> None:
        """Reads the two code systems."""
        self.labels: dict[str, str] = {}
        self._by_oid: dict[tuple[str, str], str] = {}
        for url in (SPECIALTIES, _PROFESSIONS):
            system = registry.find(url, type="CodeSystem") or {}
            labels = {item["code"]: item.get("display", "") for item in system.get("concept", ())}
            if url == SPECIALTIES:
                self.labels = labels
            for _, identifier in items(system, "identifier"):
                oid = text(identifier, "value").removeprefix("urn:oid:")
                self._by_oid |= {(oid, code): label for code, label in labels.items()}

    def wanted(self, call: Call) -> Wanted:
        """What a call asks for."""
        coded = call.coded_specialty
        if coded is not None:
            label = self._by_oid.get((coded[0], coded[1].upper()))
            if not label:
                return GENERAL_PRACTICE
            code = coded[1].upper()
            is_general = code in _GENERAL_CODES
            return Wanted(label, _GENERAL_CODES if is_general else frozenset({code}))
        words = call.specialty
        if not words or words.startswith("urn:"):
            return GENERAL_PRACTICE
        is_general = any(name in fold(words) for name in _GENERAL_WORDS)
        return Wanted(words, _GENERAL_CODES if is_general else frozenset())
