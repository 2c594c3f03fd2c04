"""Booleans, integers, decimals, judged by the text they were written with.

Spec: validator-features section 7, https://hl7.org/fhir/R4/datatypes.html#integer
"""

from __future__ import annotations

import re

from sas_validators.issues.catalogue import primitives as catalogue
from sas_validators.issues.message import Message
from sas_validators.primitives.found import Found, excerpt

MIN_INTEGER, MAX_INTEGER = -(2**31), 2**31 - 1

_INTEGER = re.compile(r"-?\d+").fullmatch
_MINIMUMS: dict[str, tuple[int, Message]] = {
    "unsignedInt": (0, catalogue.INTEGER_NEGATIVE),
    "positiveInt": (1, catalogue.INTEGER_NOT_POSITIVE),
}
_FORMS = {
    "integer": re.compile(r"0|-?[1-9][0-9]*").fullmatch,
    "unsignedInt": re.compile(r"0|[1-9][0-9]*").fullmatch,
    "positiveInt": re.compile(r"[1-9][0-9]*").fullmatch,
}
"""How each type is written, of the texts that are numbers in its range at all."""

_DECIMAL = re.compile(
    r"[+-]?(?:0|[^\D0]\d*)(?:\.[0-9]+|\.(?=[eE]))?(?:[eE][+-]?[0-9]+)?|-"
).fullmatch
"""What the HL7 validator takes for a decimal at first sight; `_DECIMAL_FORM` is stricter."""
_DECIMAL_PARTS = re.compile(r"-?([0-9]*)\.?([0-9]*)").match
_DECIMAL_FORM = re.compile(
    r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,17})?(?:[eE](?:0|[+-]?[1-9][0-9]{0,9}))?"
).fullmatch


def judge_boolean(text: str) -> Found:
    """`true` or `false`, nothing else."""
    if text in {"true", "false"}:
        return []
    return [(catalogue.BOOLEAN_FORMAT, {"value": excerpt(text)})]


def judge_integer(type_name: str, text: str) -> Found:
    """integer, unsignedInt or positiveInt: 32 bits, the type's minimum, no needless zeros."""
    shown = {"value": excerpt(text)}
    # No number of 32 bits needs more than a few digits beside leading zeros.
    if not _INTEGER(text) or len(text) > 100 or not MIN_INTEGER <= int(text) <= MAX_INTEGER:
        return [(catalogue.INTEGER_FORMAT, shown)]
    if type_name in _MINIMUMS:
        minimum, message = _MINIMUMS[type_name]
        if int(text) < minimum:
            return [(message, shown)]
    if not _FORMS[type_name](text):
        return [(catalogue.REGEX_OF_TYPE, shown | {"type": type_name})]
    return []


def judge_decimal(text: str) -> Found:
    """A decimal: FHIR's way to write it, at most 18 digits before and 17 after the point."""
    shown = {"value": excerpt(text)}
    if not _DECIMAL(text):
        return [(catalogue.DECIMAL_FORMAT, shown)]
    parts = _DECIMAL_PARTS(text)
    if parts is not None and (len(parts[1]) > 18 or len(parts[2]) > 17):
        return [(catalogue.DECIMAL_RANGE, shown)]
    if not _DECIMAL_FORM(text):
        return [(catalogue.REGEX_OF_TYPE, shown | {"type": "decimal"})]
    return []
