"""Made-up national identifiers that pass their checks and belong to nobody.

They start with 99, which no département, RPPS or SIREN in use does.
"""

from __future__ import annotations


def luhn_key(digits: str) -> str:
    """The digit that makes `digits` + key meet the Luhn formula (ISO/IEC 7812-1)."""
    total = 0
    for position, digit in enumerate(reversed(digits)):
        number = int(digit) * (2 if position % 2 == 0 else 1)
        total += number - 9 if number > 9 else number
    return str(-total % 10)


def is_luhn(digits: str) -> bool:
    """Whether the last digit is the key of the others."""
    return digits.isdigit() and luhn_key(digits[:-1]) == digits[-1]


def rpps(number: int) -> str:
    """The RPPS of professional `number`, with its prefix."""
    body = f"9970{number:06d}"
    return f"8{body}{luhn_key(body)}"


def finess(number: int) -> str:
    """The FINESS of structure `number`, with its prefix."""
    body = f"990{number:05d}"
    return f"1{body}{luhn_key(body)}"


def siret(number: int) -> str:
    """The SIRET of establishment `number`, with its prefix; its SIREN is checked, too."""
    siren = f"9970{number:04d}"
    siren += luhn_key(siren)
    body = f"{siren}0001"
    return f"3{body}{luhn_key(body)}"


def rpps_rank(number: int) -> str:
    """The RPPS rang of the practice of professional `number`."""
    return f"4{rpps(number)[1:]}001"


def phone(number: int) -> str:
    """A number of the range that France keeps for works of fiction."""
    return f"+331990{number:05d}"
