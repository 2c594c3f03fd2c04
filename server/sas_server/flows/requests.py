"""The searches of SAS: how they are told from others, and what is wrong with them.

A search is a SAS one when it carries the parameter that names whose slots are
wanted; only then are the guide's mandatory criteria demanded. Anything else is
answered as R4 and GAP say.

Spec: flows.md 1.2, 1.8, 2.2 and 3.2; behaviour.md "incomplete SAS searches"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sas_server.flows.names import PERSON_AUTHORITY, STRUCTURE_AUTHORITY
from sas_server.flows.rule import StatedRule
from sas_validators.issues.message import Message

Pairs: TypeAlias = "Sequence[tuple[str, str]]"

PRACTITIONERS = "schedule.actor:Practitioner.identifier"
STRUCTURES = "actor:Location.organization.identifier"
CPTS_INCLUDE = "Slot:service-type-reference"

SOS_WINDOW = "_has:Slot:schedule:start"
SOS_FREE = "_has:Slot:schedule:status"

MAX_IDENTIFIERS = 25
"""Identifiers in one search (flows.md 1.9 and C-05)."""

_PREFIX = re.compile(r"[a-z]*")


@dataclass(frozen=True, slots=True)
class Form:
    """The names that one kind of SAS search gives its criteria."""

    type: str
    identifiers: str
    authority: str
    window: str
    status: str


SLOTS = Form("Slot", PRACTITIONERS, PERSON_AUTHORITY, "start", "status")
SOS = Form("Schedule", STRUCTURES, STRUCTURE_AUTHORITY, SOS_WINDOW, SOS_FREE)

Problem: TypeAlias = "tuple[Message, dict[str, Any]]"


def carries(pairs: Pairs, name: str) -> bool:
    """Whether a request has a parameter, in whatever case, even an empty one."""
    return any(given.casefold() == name.casefold() for given, _ in pairs)


def asks_for_cpts(pairs: Pairs) -> bool:
    """Whether a slot search is one of INT_R04."""
    return any(
        name.partition(":")[0] == "_include" and value.strip() == CPTS_INCLUDE
        for name, value in pairs
    )


def split_values(text: str) -> list[str]:
    """The values of a comma-separated parameter, blanks around them dropped, empty ones too."""
    return [part.strip() for part in text.split(",") if part.strip()]


def problems_of(form: Form, pairs: Pairs) -> Iterator[Problem]:
    """What is missing from a SAS search, or more than the guide allows."""
    given = _by_name(pairs)
    yield from _identifier_problems(form, given.get(form.identifiers.casefold(), ()))
    yield from _window_problems(form, given.get(form.window.casefold(), ()))
    yield from _status_problems(form, given.get(form.status.casefold(), ()))


def _by_name(pairs: Pairs) -> Mapping[str, list[str]]:
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        if value.strip():
            given.setdefault(name.casefold(), []).append(value.strip())
    return given


def _identifier_problems(form: Form, texts: Iterable[str]) -> Iterator[Problem]:
    values = [value for text in texts for value in split_values(text)]
    if not values:
        yield MISSING, {"name": form.identifiers}
    if len(values) > MAX_IDENTIFIERS:
        details = {"name": form.identifiers, "count": len(values), "limit": MAX_IDENTIFIERS}
        yield TOO_MANY, details
    for value in values:
        system, bar, number = value.partition("|")
        if not bar or system != form.authority or not number:
            expected = f"{form.authority}|…"
            yield BAD_IDENTIFIER, {"name": form.identifiers, "value": value, "expected": expected}


def _window_problems(form: Form, texts: Sequence[str]) -> Iterator[Problem]:
    prefixes = [_PREFIX.match(text)[0] for text in texts]  # type: ignore[index]
    for prefix in ("ge", "le"):
        count = prefixes.count(prefix)
        if count == 0:
            yield MISSING_BOUND, {"name": form.window, "prefix": prefix}
        elif count > 1:
            yield REPEATED_BOUND, {"name": form.window, "prefix": prefix}
    for text, prefix in zip(texts, prefixes, strict=True):
        if prefix not in ("ge", "le") or "," in text:
            yield OTHER_BOUND, {"name": form.window, "value": text}


def _status_problems(form: Form, texts: Sequence[str]) -> Iterator[Problem]:
    if not texts:
        yield MISSING, {"name": form.status}
    for text in texts:
        system, bar, code = text.rpartition("|")
        if code != "free" or (bar and system not in ("", _SLOT_STATUS)):
            yield OTHER_STATUS, {"name": form.status, "value": text}


_SLOT_STATUS = "http://hl7.org/fhir/slotstatus"


def _message(id: str, code: str, *, fr: str, en: str) -> Message:
    return Message(f"SAS_SEARCH_{id}", "error", code, fr, en, "flows.md 1.8")


MISSING = _message(
    "MISSING",
    "required",
    fr="Une recherche de créneaux du SAS comporte le paramètre « {name} ».",
    en="A search of slots by SAS has the parameter '{name}'.",
)
TOO_MANY = _message(
    "TOO_MANY",
    "too-costly",
    fr="« {name} » nomme {count} identifiants ; une recherche en nomme au plus {limit}.",
    en="'{name}' names {count} identifiers; a search names at most {limit}.",
)
BAD_IDENTIFIER = _message(
    "IDENTIFIER",
    "value",
    fr="« {name} » : « {value} » n'est pas un identifiant de la forme {expected}.",
    en="'{name}': '{value}' is no identifier of the form {expected}.",
)
MISSING_BOUND = _message(
    "MISSING_BOUND",
    "required",
    fr="L'intervalle cherché n'a pas de borne « {prefix} » ({name}={prefix}…).",
    en="The interval searched has no bound '{prefix}' ({name}={prefix}...).",
)
REPEATED_BOUND = _message(
    "REPEATED_BOUND",
    "invalid",
    fr="L'intervalle cherché a plusieurs bornes « {prefix} » ({name}).",
    en="The interval searched has several bounds '{prefix}' ({name}).",
)
OTHER_BOUND = _message(
    "OTHER_BOUND",
    "invalid",
    fr="« {name} » vaut « {value} » ; attendu : une date précédée de ge, une précédée de le.",
    en="'{name}' is '{value}'; expected: one date after ge, one after le.",
)
OTHER_STATUS = _message(
    "STATUS",
    "not-supported",
    fr="« {name} » vaut « {value} » ; le SAS ne cherche que des créneaux libres (free).",
    en="'{name}' is '{value}'; SAS searches free slots only (free).",
)
BACKWARDS = _message(
    "BACKWARDS",
    "value",
    fr="L'intervalle cherché finit avant de commencer.",
    en="The interval searched ends before it begins.",
)

SEARCH_RULES = (
    StatedRule(
        MISSING,
        fr="La recherche nomme ceux dont les créneaux sont cherchés, et demande status=free.",
        en="The search names whose slots are searched, and asks for status=free.",
        requirements=("27", "29"),
    ),
    StatedRule(
        TOO_MANY,
        fr=f"Une recherche nomme de 1 à {MAX_IDENTIFIERS} identifiants.",
        en=f"A search names 1 to {MAX_IDENTIFIERS} identifiers.",
        requirements=("29",),
    ),
    StatedRule(
        BAD_IDENTIFIER,
        fr="Chaque identifiant est écrit autorité|valeur ; l'autorité est celle des personnes "
        "(SOS Médecins : des structures).",
        en="Every identifier is written authority|value; the authority is that of persons "
        "(SOS Médecins: of structures).",
        requirements=("29",),
    ),
    StatedRule(
        MISSING_BOUND,
        fr="L'intervalle a une borne inférieure (ge) et une borne supérieure (le).",
        en="The interval has a lower bound (ge) and an upper bound (le).",
        requirements=("26",),
    ),
    StatedRule(
        REPEATED_BOUND,
        fr="Chaque borne n'est donnée qu'une fois.",
        en="Each bound is given once only.",
        requirements=("26",),
    ),
    StatedRule(
        OTHER_BOUND,
        fr="Aucun autre préfixe ni aucune liste ne s'applique à l'intervalle.",
        en="No other prefix and no list applies to the interval.",
        requirements=("26",),
    ),
    StatedRule(
        OTHER_STATUS,
        fr="Seuls des créneaux libres (free) sont cherchés.",
        en="Only free slots are searched.",
        requirements=("10", "27"),
    ),
    StatedRule(
        BACKWARDS,
        fr="L'intervalle ne finit pas avant de commencer.",
        en="The interval does not end before it begins.",
        requirements=("26",),
    ),
)
