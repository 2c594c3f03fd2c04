"""National identifiers in their prefixed form, whatever form an editor keeps them in.

The first digit says what kind of number follows. It means different things for
persons (8 RPPS, 0 ADELI) and for structures (1 FINESS, 3 SIRET, 4 RPPS rang).

Spec: flows.md 0.6
"""

from __future__ import annotations

import re
from collections.abc import Callable

RPPS = re.compile(r"8[0-9]{11}")
ADELI = re.compile(r"0[0-9AB]{9}")
FINESS = re.compile(r"1[0-9]{9}")
SIRET = re.compile(r"3[0-9]{14}")
RPPS_RANK = re.compile(r"4[0-9]{14}")
ADELI_RANK = re.compile(r"0[0-9AB]{9,13}")

_BARE_RPPS = re.compile(r"[0-9]{11}")
_BARE_ADELI = re.compile(r"[0-9]{2}[0-9]{7}|2[AB][0-9]{7}")
_BARE_FINESS = re.compile(r"[0-9]{9}|2[AB][0-9]{7}")
_BARE_SIRET = re.compile(r"[0-9]{14}")

UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")

_INTERNATIONAL = re.compile(r"\+[0-9]{8,15}")
_NATIONAL_PHONE = re.compile(r"(?:0|\+330?|00330?|33)([1-9][0-9]{8})")
_PHONE_FILLING = re.compile(r"[\s.\-/()]")


def person_number(value: str) -> str:
    """The prefixed form of an RPPS (11 digits) or ADELI (9); any other value as it is."""
    if _BARE_RPPS.fullmatch(value):
        return "8" + value
    return "0" + value if _BARE_ADELI.fullmatch(value) else value


def structure_number(value: str) -> str:
    """The prefixed form of a FINESS (9 characters) or SIRET (14); any other value as it is."""
    if _BARE_FINESS.fullmatch(value):
        return "1" + value
    return "3" + value if _BARE_SIRET.fullmatch(value) else value


def person_forms(value: str) -> tuple[str, ...]:
    """The forms under which the person numbered `value` may be stored, prefixed first."""
    return _forms(person_number(value), value, person_number)


def structure_forms(value: str) -> tuple[str, ...]:
    """The forms under which the structure numbered `value` may be stored, prefixed first."""
    return _forms(structure_number(value), value, structure_number)


def _forms(prefixed: str, value: str, complete: Callable[[str], str]) -> tuple[str, ...]:
    bare = prefixed[1:]
    forms = [prefixed, value, bare] if complete(bare) == prefixed else [prefixed, value]
    return tuple(dict.fromkeys(forms))


def is_structure_number(value: str) -> bool:
    """Whether `value` is a prefixed FINESS, SIRET, RPPS rang or ADELI rang."""
    return any(form.fullmatch(value) for form in (FINESS, SIRET, RPPS_RANK, ADELI_RANK))


def is_international_phone(value: str) -> bool:
    """Whether `value` is `+`, a country code and a number, nothing in between."""
    return _INTERNATIONAL.fullmatch(value) is not None


def international_phone(value: str) -> str:
    """A French number as `+33XXXXXXXXX`, whatever the user typed; others as they are."""
    plain = _PHONE_FILLING.sub("", value)
    match = _NATIONAL_PHONE.fullmatch(plain)
    if match is not None:
        return "+33" + match[1]
    return plain if is_international_phone(plain) else value
