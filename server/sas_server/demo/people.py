"""Who appears in the demonstration: names given at random, and their specialties."""

from __future__ import annotations

from dataclasses import dataclass

from sas_server.demo.numbers import phone, rpps

# fmt: off
_FAMILIES = (
    "ABRICOT", "BOULEAU", "CERISIER", "DAHLIA", "ERABLE", "FOUGERE", "GENET", "HETRE", "IRIS",
    "JASMIN", "KAKI", "LAVANDE", "MELEZE", "NOISETIER", "OLIVIER", "PEUPLIER", "QUINOA",
    "ROMARIN", "SAULE", "TILLEUL",
)
_GIVEN = (
    "Camille", "Dominique", "Claude", "Alix", "Maxime", "Charlie", "Sacha", "Morgan", "Noa",
    "Andrea", "Lou", "Eden", "Yael", "Ange", "Louison", "Swann", "Alex", "Robin", "Jocelyn", "Maé",
)
# fmt: on

GENERAL_PRACTICE = "SM54"
_OTHERS = ("SM53", "SM26", "SM40")

MOTIVES = ("Consultation non programmée", "Petite urgence", "Premier avis")


@dataclass(frozen=True, slots=True)
class Person:
    """A made-up professional; `number` counts from 1."""

    number: int
    family: str
    given: str
    specialty: str

    @property
    def rpps(self) -> str:
        """The RPPS, with its prefix."""
        return rpps(self.number)

    @property
    def phone(self) -> str:
        """The practice's phone; one professional in ten has none."""
        return "" if self.number % 10 == 0 else phone(self.number)


def person(number: int) -> Person:
    """Professional `number`: most are general practitioners."""
    specialty = _OTHERS[number // 5 % len(_OTHERS)] if number % 5 == 0 else GENERAL_PRACTICE
    family = _FAMILIES[number % len(_FAMILIES)]
    given = _GIVEN[(number + number // len(_FAMILIES)) % len(_GIVEN)]
    return Person(number, family, given, specialty)
