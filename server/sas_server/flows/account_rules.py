"""The rules of regulator accounts (INT_R02) that FrPractitionerRegul can't say.

Spec: flows.md 4.2, 4.4 and 4.5
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sas_server.flows.identifiers import UUID
from sas_server.flows.names import PERSON_AUTHORITY, SAS_AUTHORITY, STRUCTURE_AUTHORITY
from sas_server.flows.rule import Place, Resource, Rule, StatedRule, items, strings, text
from sas_validators.issues.message import Message, Severity
from sas_validators.model.paths import Location

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_STRUCTURE_BASED = re.compile(r"[0-9AB]{9,15}/[^\s|]+")

_TYPE_OF = {PERSON_AUTHORITY: "IDNPS", SAS_AUTHORITY: "INTRN"}


def _message(
    id: str, code: str, *, fr: str, en: str, spec: str, severity: Severity = "error"
) -> Message:
    return Message(f"SAS_R02_{id}", severity, code, fr, en, f"flows.md {spec}")


def _name(account: Resource, at: Location) -> Iterator[Place]:
    names = [name for _, name in items(account, "name")]
    if not any(text(name, "family") for name in names):
        yield (at, "name", None), {"what": "family"}
    if not any(given for name in names for _, given in strings(name, "given")):
        yield (at, "name", None), {"what": "given"}


def _email(account: Resource, at: Location) -> Iterator[Place]:
    if not any(text(item, "value") for item in _emails(account)):
        yield (at, "telecom", None), {}


def _email_form(account: Resource, at: Location) -> Iterator[Place]:
    for index, item in items(account, "telecom"):
        value = text(item, "value")
        if item.get("system") == "email" and value and not _EMAIL.fullmatch(value):
            yield ((at, "telecom", index), "value", None), {"value": value}


def _emails(account: Resource) -> Iterator[object]:
    for _, item in items(account, "telecom"):
        if item.get("system") == "email":
            yield item


def _authority(account: Resource, at: Location) -> Iterator[Place]:
    for index, item in items(account, "identifier"):
        system = text(item, "system")
        if system not in _TYPE_OF and not _is_published_form(item):
            yield ((at, "identifier", index), "system", None), {"system": system or "-"}


def _published_authority(account: Resource, at: Location) -> Iterator[Place]:
    for index, item in items(account, "identifier"):
        if _is_published_form(item):
            yield ((at, "identifier", index), "system", None), {}


def _is_published_form(identifier: object) -> bool:
    """An id based on a structure's, under the structures' authority: an official example is so."""
    return text(identifier, "system") == STRUCTURE_AUTHORITY and bool(
        _STRUCTURE_BASED.fullmatch(text(identifier, "value"))
    )


def _pairing(account: Resource, at: Location) -> Iterator[Place]:
    for index, item in items(account, "identifier"):
        expected = _TYPE_OF.get(text(item, "system"))
        found = [text(coding, "code") for _, coding in items(item.get("type"), "coding")]
        if expected is not None and expected not in found:
            place: Location = ((at, "identifier", index), "type", None)
            yield place, {"expected": expected, "found": ", ".join(found) or "-"}


def _value(account: Resource, at: Location) -> Iterator[Place]:
    for index, item in items(account, "identifier"):
        value = text(item, "value")
        if not value or re.search(r"[\s|]", value):
            yield ((at, "identifier", index), "value", None), {"value": value or "-"}


def _technical(account: Resource, at: Location) -> Iterator[Place]:
    for index, item in items(account, "identifier"):
        value = text(item, "value")
        if text(item, "system") == SAS_AUTHORITY and value and not UUID.fullmatch(value):
            yield ((at, "identifier", index), "value", None), {"value": value}


def _source(account: Resource, at: Location) -> Iterator[Place]:
    meta = account.get("meta")
    if isinstance(meta, dict) and "source" not in meta:
        yield (at, "meta", None), {}


ACCOUNT_RULES = (
    Rule(
        _message(
            "NAME",
            "required",
            fr="Le compte du régulateur n'a pas de nom complet (name.{what} manque ou est vide).",
            en="The regulator's account has no complete name (name.{what} is missing or empty).",
            spec="4.2",
        ),
        fr="Le compte porte un nom de famille et un prénom non vides.",
        en="The account has a family name and a given name, not empty.",
        check=_name,
    ),
    Rule(
        _message(
            "EMAIL",
            "required",
            fr="Le compte du régulateur n'a pas d'adresse électronique.",
            en="The regulator's account has no e-mail address.",
            spec="4.2",
        ),
        fr="Le compte porte une adresse électronique.",
        en="The account has an e-mail address.",
        check=_email,
    ),
    Rule(
        _message(
            "EMAIL_FORM",
            "value",
            fr="« {value} » n'est pas une adresse électronique.",
            en="'{value}' is no e-mail address.",
            spec="4.4",
        ),
        fr="L'adresse électronique a un seul @, du texte des deux côtés et aucun blanc.",
        en="The e-mail address has one @, text on both sides and no blank.",
        check=_email_form,
    ),
    Rule(
        _message(
            "AUTHORITY",
            "value",
            fr="L'identifiant d'un régulateur relève de l'autorité nationale "
            f"({PERSON_AUTHORITY}) ou du SAS ({SAS_AUTHORITY}), pas de « {{system}} ».",
            en="A regulator's identifier belongs to the national authority "
            f"({PERSON_AUTHORITY}) or to SAS ({SAS_AUTHORITY}), not to '{{system}}'.",
            spec="4.2",
        ),
        fr="Chaque identifiant relève de l'autorité nationale ou du SAS.",
        en="Every identifier belongs to the national authority or to SAS.",
        check=_authority,
    ),
    Rule(
        _message(
            "STRUCTURE_AUTHORITY",
            "value",
            fr="Cet identifiant est rattaché à l'autorité des structures ; celle des personnes "
            f"est {PERSON_AUTHORITY}.",
            en="This identifier is under the structures' authority; the persons' one is "
            f"{PERSON_AUTHORITY}.",
            spec="4.2",
            severity="warning",
        ),
        fr="Un identifiant national fondé sur une structure relève de l'autorité des personnes.",
        en="A national identifier based on a structure belongs to the persons' authority.",
        check=_published_authority,
    ),
    Rule(
        _message(
            "PAIRING",
            "value",
            fr="Le type {found} ne va pas avec cette autorité, dont les identifiants sont de "
            "type {expected}.",
            en="The type {found} does not go with this authority, whose identifiers have the "
            "type {expected}.",
            spec="4.2",
        ),
        fr="Le type va avec l'autorité : IDNPS pour la nationale, INTRN pour le SAS.",
        en="The type goes with the authority: IDNPS for the national one, INTRN for SAS.",
        check=_pairing,
    ),
    Rule(
        _message(
            "VALUE",
            "value",
            fr="« {value} » ne peut pas servir d'identifiant : il doit être rempli, sans blanc "
            "ni barre verticale.",
            en="'{value}' can't be an identifier: it must be filled, without blank or vertical "
            "bar.",
            spec="0.6",
        ),
        fr="La valeur d'un identifiant est remplie, sans blanc ni barre verticale.",
        en="An identifier's value is filled, without blank or vertical bar.",
        check=_value,
    ),
    Rule(
        _message(
            "TECHNICAL",
            "value",
            fr="L'identifiant technique « {value} » n'est pas un UUID.",
            en="The technical identifier '{value}' is no UUID.",
            spec="0.6",
            severity="warning",
        ),
        fr="L'identifiant technique du SAS est un UUID.",
        en="The technical identifier of SAS is a UUID.",
        check=_technical,
    ),
    Rule(
        _message(
            "SOURCE",
            "value",
            fr=f"meta.source est absent ; la plateforme envoie toujours {SAS_AUTHORITY}.",
            en=f"meta.source is absent; the platform always sends {SAS_AUTHORITY}.",
            spec="4.2",
            severity="information",
        ),
        fr="meta.source nomme la plateforme SAS.",
        en="meta.source names the SAS platform.",
        check=_source,
    ),
)
"""Need nothing but the account itself."""

DUPLICATE_ACCOUNT = StatedRule(
    _message(
        "DUPLICATE",
        "duplicate",
        fr="Un compte régulateur actif existe déjà pour l'identifiant {identifier} : {place}.",
        en="There is an active regulator account with the identifier {identifier} already: "
        "{place}.",
        spec="4.4",
    ),
    fr="Un identifiant appartient à un seul compte actif ; celui d'un compte désactivé peut "
    "passer à un autre. L'adresse électronique n'est jamais une clé.",
    en="An identifier belongs to one active account only; that of a disabled account may go to "
    "another one. The e-mail address is never a key.",
)
NO_DELETION = StatedRule(
    _message(
        "DELETE",
        "not-supported",
        fr="Un compte régulateur ne se supprime pas : il se désactive (active = false).",
        en="A regulator's account is not deleted but disabled (active = false).",
        spec="4.1",
    ),
    fr="Un compte ne se supprime pas, il se désactive par une mise à jour.",
    en="An account is not deleted, it is disabled by an update.",
)
