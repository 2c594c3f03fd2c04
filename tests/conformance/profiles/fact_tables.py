"""Reads the tables of `facts/*.md`: what each published profile constrains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FACTS = Path(__file__).parent / "facts"

HL7 = "http://hl7.org/fhir"
FR = "http://interopsante.org/fhir"
SAS = "https://interop.esante.gouv.fr/ig/fhir/sas"
THO = "http://terminology.hl7.org"

PREFIXES = {
    "sas": f"{SAS}/StructureDefinition/",
    "sasvs": f"{SAS}/ValueSet/",
    "sascs": f"{SAS}/CodeSystem/",
    "sasfr": "http://sas.fr/fhir/StructureDefinition/",
    "fr": f"{FR}/StructureDefinition/",
    "frvs": f"{FR}/ValueSet/",
    "frcs": f"{FR}/CodeSystem/",
    "hl7": f"{HL7}/StructureDefinition/",
    "hl7vs": f"{HL7}/ValueSet/",
    "thovs": f"{THO}/ValueSet/",
    "tho": f"{THO}/CodeSystem/",
}
_PREFIX = re.compile(r"\b(" + "|".join(sorted(PREFIXES, key=len, reverse=True)) + r"):(?=[\w-])")
_NOS = re.compile(r"\bnos:((\w+?)_([\w-]+))")


@dataclass(frozen=True)
class Row:
    """One line of a table; an empty cell says nothing about that aspect."""

    element: str
    cardinality: str
    type: str
    value: str
    binding: str
    slicing: str
    flags: str


@dataclass(frozen=True)
class Profile:
    """One profile of a facts file: its canonical, id, parent and rows."""

    canonical: str
    id: str
    parent: str
    name: str
    rows: list[Row] = field(default_factory=list)


def read_facts(name: str) -> dict[str, Profile]:
    """The profiles of `facts/<name>`, by canonical, prefixes written out."""
    text = (FACTS / name).read_text(encoding="utf-8")
    return {profile.canonical: profile for profile in _profiles(text)}


def _profiles(text: str) -> Iterator[Profile]:
    for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        canonical, *lines = section.strip().splitlines()
        about = dict(part.split(": ", 1) for part in lines[1].split(" · "))
        rows = [_row(line) for line in lines if line.startswith("| ") and "---" not in line]
        yield Profile(
            canonical, about["id"], expand(about["parent"]), about.get("name", ""), rows[1:]
        )


def _row(line: str) -> Row:
    return Row(*(expand(cell.strip()) for cell in line.strip().strip("|").split("|")))


def expand(text: str) -> str:
    """`fr:FrSlot` and `nos:TRE_R38-X` as full canonicals."""
    text = _NOS.sub(r"https://mos.esante.gouv.fr/NOS/\1/FHIR/\2-\3", text)
    return _PREFIX.sub(lambda match: PREFIXES[match[1]], text)
