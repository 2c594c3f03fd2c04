"""Quantity: limits that a definition sets, annotations in UCUM codes.

Spec: https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.minValue_x_,
validator-features section 8
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from sas_validators.datatypes.found import Found
from sas_validators.issues.catalogue import quantities as catalogue
from sas_validators.issues.message import Message
from sas_validators.primitives.judge import text_of

UCUM = "http://unitsofmeasure.org"

Convert = Callable[[Decimal, str, str], Decimal | None]
"""Turns a number of one UCUM unit into another one; None when that can't be done."""

_ANNOTATION = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class _Bound:
    """The messages of one of the two limits; `sign` is -1 for the minimum, 1 for the maximum."""

    sign: int
    wrong: Message
    wrong_converted: Message
    not_convertible: Message
    no_value: Message
    no_system: Message
    no_code: Message
    other_system: Message
    other_code: Message


_MINIMUM = _Bound(
    -1,
    catalogue.MINIMUM_WRONG,
    catalogue.MINIMUM_WRONG_UCUM,
    catalogue.MINIMUM_NO_CONVERT,
    catalogue.MINIMUM_NO_VALUE,
    catalogue.MINIMUM_NO_SYSTEM,
    catalogue.MINIMUM_NO_CODE,
    catalogue.MINIMUM_SYSTEM_MISMATCH,
    catalogue.MINIMUM_CODE_MISMATCH,
)
_MAXIMUM = _Bound(
    1,
    catalogue.MAXIMUM_WRONG,
    catalogue.MAXIMUM_WRONG_UCUM,
    catalogue.MAXIMUM_NO_CONVERT,
    catalogue.MAXIMUM_NO_VALUE,
    catalogue.MAXIMUM_NO_SYSTEM,
    catalogue.MAXIMUM_NO_CODE,
    catalogue.MAXIMUM_SYSTEM_MISMATCH,
    catalogue.MAXIMUM_CODE_MISMATCH,
)


def judge_quantity_minimum(value: dict[str, Any], limit: dict[str, Any], convert: Convert) -> Found:
    """The minValueQuantity `limit` on `value`; units are converted when both are of UCUM."""
    return _judge_bound(value, limit, convert, _MINIMUM)


def judge_quantity_maximum(value: dict[str, Any], limit: dict[str, Any], convert: Convert) -> Found:
    """The maxValueQuantity `limit` on `value`; units are converted when both are of UCUM."""
    return _judge_bound(value, limit, convert, _MAXIMUM)


def judge_annotations(value: dict[str, Any]) -> Found:
    """UCUM codes with `{...}`, which change nothing for machines and are unseen by people."""
    code, unit = value.get("code"), value.get("unit")
    if value.get("system") != UCUM or not isinstance(code, str):
        return []
    annotations = _ANNOTATION.findall(code)
    if not annotations:
        return []
    if not isinstance(unit, str):
        return [(catalogue.UCUM_ANNOTATION_NO_UNIT, "", {"code": code})]
    if any(annotation.lower() not in unit.lower() for annotation in annotations):
        return [(catalogue.UCUM_ANNOTATION_NOT_IN_UNIT, "", {"code": code, "unit": unit})]
    return [(catalogue.UCUM_ANNOTATION, "", {"code": code})]


def _judge_bound(
    value: dict[str, Any], limit: dict[str, Any], convert: Convert, bound: _Bound
) -> Found:
    details = {"value": _shown(value), "limit": _shown(limit), "system": value.get("system")}
    missing = _missing(value, limit, bound)
    if missing is not None:
        return [(missing, "", details)]
    number, most = _number(value), _number(limit)
    if number is None or most is None:
        return []
    if value.get("code") == limit.get("code"):
        return [(bound.wrong, "", details)] if _order(number, most) == bound.sign else []
    if value.get("system") != UCUM:
        return [(bound.other_code, "", details)]
    converted = convert(number, str(value["code"]), str(limit["code"]))
    if converted is None:
        return [(bound.not_convertible, "", details)]
    if _order(converted, most) != bound.sign:
        return []
    details["converted"] = f"{converted:.12g} {limit['code']}"
    return [(bound.wrong_converted, "", details)]


def _missing(value: dict[str, Any], limit: dict[str, Any], bound: _Bound) -> Message | None:
    """Why the two can't be compared at all."""
    if value.get("value") is None:
        return bound.no_value
    if limit.get("system") and not value.get("system"):
        return bound.no_system
    if limit.get("system") != value.get("system"):
        return bound.other_system
    if limit.get("code") and not value.get("code"):
        return bound.no_code
    return None if limit.get("code") or not value.get("code") else bound.other_code


def _number(quantity: dict[str, Any]) -> Decimal | None:
    try:
        number = Decimal(text_of(quantity.get("value")))
    except (InvalidOperation, TypeError):
        return None
    return None if number.is_nan() else number


def _order(left: Decimal, right: Decimal) -> int:
    return (left > right) - (left < right)


def _shown(quantity: dict[str, Any]) -> str:
    try:
        number = text_of(quantity.get("value"))
    except TypeError:
        number = "?"
    return f"{number} {quantity.get('code') or quantity.get('unit') or ''}".strip()
