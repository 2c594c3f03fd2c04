"""Limits that a questionnaire sets on answers, by the type of the answer.

Spec: https://hl7.org/fhir/R4/questionnaire-profiles.html (extensions minValue,
maxValue, maxDecimalPlaces, minLength, regex, mimeType, maxSize and others)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sas_validators.checks.questionnaires.comparing import number, order_of, shown
from sas_validators.checks.questionnaires.files import check_attachment, check_reference
from sas_validators.checks.questionnaires.forms import Form, FormItem
from sas_validators.checks.questionnaires.given import Value
from sas_validators.checks.questionnaires.quantities import check_quantity
from sas_validators.checks.questionnaires.texts import check_text
from sas_validators.checks.run import Run
from sas_validators.issues.catalogue import questionnaires as messages
from sas_validators.issues.message import Message

_BASE = "http://hl7.org/fhir/StructureDefinition/"
_MAX_DECIMALS = _BASE + "maxDecimalPlaces"


def _check_range(item: FormItem, value: Value, form: Form, r: Run) -> None:
    kind = _kind(item, value)
    for url, sign, table in (
        (_BASE + "minValue", -1, messages.BELOW_MINIMUM),
        (_BASE + "maxValue", 1, messages.ABOVE_MAXIMUM),
    ):
        for limit in item.extensions(url):
            if order_of(value, value.type, limit) == sign:
                _add(table[kind], item, value, r, limit)


def _kind(item: FormItem, value: Value) -> str:
    if value.type == "dateTime":
        return "date"
    return "decimal" if item.type == "decimal" else value.type


def _check_number(item: FormItem, value: Value, form: Form, r: Run) -> None:
    _check_range(item, value, form, r)
    limit = item.integer(_MAX_DECIMALS)
    found = number(value.content)
    if limit is None or found is None:
        return
    exponent = found.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    if places > limit:
        _add(messages.TOO_MANY_DECIMALS, item, value, r, limit, found=places)


def _add(
    message: Message, item: FormItem, value: Value, r: Run, limit: Any, **details: Any
) -> None:
    content = shown(value.content)
    r.add(message, value.at, value=content, link_id=item.link_id, limit=shown(limit), **details)


LIMITS: dict[str, Callable[[FormItem, Value, Form, Run], None]] = {
    "integer": _check_number,
    "decimal": _check_number,
    "date": _check_range,
    "dateTime": _check_range,
    "time": _check_range,
    "string": check_text,
    "uri": check_text,
    "Quantity": check_quantity,
    "Attachment": check_attachment,
    "Reference": check_reference,
}
"""By type of answer: what judges it against the limits of its item."""
