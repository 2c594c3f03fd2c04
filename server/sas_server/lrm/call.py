"""The URL of a contextual search: read, checked, and what it asks for.

Spec: hub-sante.md 1, flows.md 7
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sas_server.flows.names import PERSON_AUTHORITY
from sas_server.flows.rule import StatedRule
from sas_server.lrm.communes import Commune, find_commune, is_insee, normal_insee
from sas_validators.issues.message import Message, Severity

PARAMETERS = (
    "origin",
    "streetnumber",
    "streetname",
    "inseecode",
    "city",
    "specialty",
    "practitioner",
)
_LONGEST = 200
"""Characters of one value."""

_CODED_SPECIALTY = re.compile(r"urn:oid:(\d+(?:\.\d+)+)\|([A-Za-z0-9]+)")
_CODED_PERSON = re.compile(re.escape(PERSON_AUTHORITY) + r"\|8([0-9]{11})")
_LIKE_CODED = re.compile(r"urn|oid|:", re.IGNORECASE)

Problem: TypeAlias = "tuple[Message, str, dict[str, Any]]"
"""What is wrong, with which parameter, and the details of the sentence."""


@dataclass(frozen=True, slots=True)
class Call:
    """The parameters of a call, blanks around them dropped; "" for what is absent."""

    origin: str = ""
    streetnumber: str = ""
    streetname: str = ""
    inseecode: str = ""
    city: str = ""
    specialty: str = ""
    practitioner: str = ""

    @property
    def number(self) -> str:
        """The digits of the street number."""
        return "".join(re.findall(r"[0-9]", self.streetnumber))

    @property
    def commune(self) -> Commune | None:
        """Where slots are wanted."""
        return find_commune(self.inseecode, self.city)

    @property
    def address(self) -> str:
        """`12 Rue des Tests, Lyon, Rhône`; without département in Paris."""
        commune = self.commune
        if commune is None:
            return ""
        street = f"{self.number} {self.streetname[:1].upper()}{self.streetname[1:]}".strip()
        department = "" if commune.name == "Paris" else commune.department_name
        return ", ".join(part for part in (street, commune.name, department) if part)

    @property
    def coded_specialty(self) -> tuple[str, str] | None:
        """OID and code of the specialty, None for one in words."""
        match = _CODED_SPECIALTY.fullmatch(self.specialty)
        return None if match is None else (match[1], match[2])

    @property
    def rpps(self) -> str:
        """The prefixed RPPS of the family doctor, "" when named otherwise."""
        match = _CODED_PERSON.fullmatch(self.practitioner)
        return "" if match is None else f"8{match[1]}"

    @property
    def practitioner_name(self) -> str:
        """The family doctor's name, "" for a number or something that wants to be one."""
        return "" if _LIKE_CODED.search(self.practitioner) else self.practitioner


def read_call(query: Sequence[tuple[str, str]]) -> Call:
    """The call that a query makes; of a repeated parameter the first value counts."""
    given: dict[str, str] = {}
    for name, value in query:
        if name in PARAMETERS and value.strip():
            given.setdefault(name, value.strip())
    return Call(**given)


def problems_of(
    call: Call, query: Sequence[tuple[str, str]], origins: Collection[str]
) -> Iterator[Problem]:
    """What keeps a call from being answered; `origins` are the LRMs let in, all when empty."""
    if not call.origin:
        yield NO_ORIGIN, "origin", {}
    elif origins and call.origin not in origins:
        yield UNKNOWN_ORIGIN, "origin", {"origin": call.origin}
    yield from _repeated(query)
    for name in PARAMETERS:
        if len(getattr(call, name)) > _LONGEST:
            yield TOO_LONG, name, {"name": name, "limit": _LONGEST}
    code = normal_insee(call.inseecode)
    if code and not is_insee(code):
        yield BAD_INSEE, "inseecode", {"code": call.inseecode}
    elif call.commune is None:
        yield NO_COMMUNE, "inseecode" if code else "city", {}
    if call.streetnumber and not call.streetname:
        yield NO_STREET, "streetname", {"number": call.streetnumber}


def _repeated(query: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    for name in PARAMETERS:
        values = {value.strip() for given, value in query if given == name and value.strip()}
        if len(values) > 1:
            yield REPEATED, name, {"name": name}


def _message(id: str, code: str, *, fr: str, en: str, severity: Severity = "error") -> Message:
    return Message(f"SAS_L01_{id}", severity, code, fr, en, "hub-sante.md 1")


NO_ORIGIN = _message(
    "ORIGIN",
    "required",
    fr="Le paramètre « origin » (autorité d'affectation du LRM) manque.",
    en="The parameter 'origin' (authority of the LRM) is missing.",
)
UNKNOWN_ORIGIN = _message(
    "UNKNOWN_ORIGIN",
    "forbidden",
    fr="Le lien entre ce LRM (« {origin} ») et la plateforme n'est pas actif ; contactez le "
    "support.",
    en="The link between this LRM ('{origin}') and the platform is not active; contact the "
    "support.",
)
REPEATED = _message(
    "REPEATED",
    "invalid",
    fr="Le paramètre « {name} » est donné plusieurs fois, avec des valeurs différentes.",
    en="The parameter '{name}' is given several times, with different values.",
)
TOO_LONG = _message(
    "TOO_LONG",
    "too-long",
    fr="Le paramètre « {name} » dépasse {limit} caractères.",
    en="The parameter '{name}' is longer than {limit} characters.",
)
BAD_INSEE = _message(
    "INSEE",
    "value",
    fr="« {code} » n'est pas un code INSEE de commune ; « city » ne le remplace pas.",
    en="'{code}' is no INSEE code of a commune; 'city' does not replace it.",
)
NO_COMMUNE = _message(
    "COMMUNE",
    "required",
    fr="La commune n'est pas reconnue : donnez « inseecode », ou « city ».",
    en="The commune is not recognised: give 'inseecode', or 'city'.",
)
NO_STREET = _message(
    "STREET",
    "required",
    fr="Un numéro (« {number} ») sans nom de voie ne fait pas une adresse.",
    en="A number ('{number}') without a street makes no address.",
)

CONTEXT_RULES = (
    StatedRule(
        NO_ORIGIN,
        fr="L'appel dit de quel LRM il vient (origin).",
        en="The call says which LRM it comes from (origin).",
    ),
    StatedRule(
        UNKNOWN_ORIGIN,
        fr="Ce LRM est enregistré et actif ; la comparaison est stricte (HTTP 403).",
        en="That LRM is registered and active; the comparison is strict (HTTP 403).",
    ),
    StatedRule(
        REPEATED,
        fr="Aucun paramètre n'a deux valeurs.",
        en="No parameter has two values.",
    ),
    StatedRule(
        TOO_LONG,
        fr=f"Une valeur a au plus {_LONGEST} caractères.",
        en=f"A value has {_LONGEST} characters at most.",
    ),
    StatedRule(
        BAD_INSEE,
        fr="Un code INSEE, complété par des zéros à gauche, est celui d'une commune.",
        en="An INSEE code, filled up with zeros at the left, is that of a commune.",
    ),
    StatedRule(
        NO_COMMUNE,
        fr="Le code INSEE ou, à défaut, city donne la commune.",
        en="The INSEE code or else city gives the commune.",
    ),
    StatedRule(
        NO_STREET,
        fr="Un numéro va avec un nom de voie.",
        en="A number goes with a street.",
    ),
)
