"""Limits on answers that are quantities: range and unit.

Spec: https://hl7.org/fhir/uv/sdc/behavior.html (minQuantity, maxQuantity), and the
extensions questionnaire-unitOption and questionnaire-unitValueSet
"""

from __future__ import annotations

from typing import Any

from sas_validators.checks.questionnaires.comparing import number, order_of, shown
from sas_validators.checks.questionnaires.forms import Form, FormItem
from sas_validators.checks.questionnaires.given import Value
from sas_validators.checks.run import Run
from sas_validators.fhirpath.quantity import UCUM
from sas_validators.fhirpath.ucum import read_unit
from sas_validators.issues.catalogue import questionnaires as messages
from sas_validators.issues.message import Message
from sas_validators.terminology.json_reading import text

_BASE = "http://hl7.org/fhir/StructureDefinition/"
_SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
_UNIT_OPTION = _BASE + "questionnaire-unitOption"
_UNIT_VALUE_SET = _BASE + "questionnaire-unitValueSet"


def check_quantity(item: FormItem, value: Value, form: Form, r: Run) -> None:
    """Judges a Quantity against the limits and units of its item."""
    if not isinstance(value.content, dict):
        return
    for urls, sign in (
        ((_SDC + "minQuantity", _BASE + "minQuantity", _BASE + "minValue"), -1),
        ((_SDC + "maxQuantity", _BASE + "maxQuantity", _BASE + "maxValue"), 1),
    ):
        for url in urls:
            for limit in item.extensions(url):
                if isinstance(limit, dict):
                    _check_limit(item, value, limit, sign, r)
    _check_unit(item, value, form, r)


def _check_limit(item: FormItem, value: Value, limit: dict[str, Any], sign: int, r: Run) -> None:
    content = value.content
    if number(content.get("value")) is None or number(limit.get("value")) is None:
        return
    low = sign < 0
    message: Message | None = None
    if _has_no_unit(content) and _has_no_unit(limit):
        message = _outside(low) if order_of(value, "Quantity", limit) == sign else None
    elif not (_is_coded(content) and _is_coded(limit)):
        message = messages.MINIMUM_INCOMPARABLE if low else messages.MAXIMUM_INCOMPARABLE
    else:
        order = order_of(value, "Quantity", limit)
        if order == sign:
            message = _outside(low)
        elif order is None and _is_measurable(content) and _is_measurable(limit):
            message = messages.MINIMUM_INCONVERTIBLE if low else messages.MAXIMUM_INCONVERTIBLE
    if message is not None:
        details = {"value": shown(content), "link_id": item.link_id, "limit": shown(limit)}
        r.add(message, value.at, **details)


def _outside(low: bool) -> Message:
    return messages.QUANTITY_BELOW_MINIMUM if low else messages.QUANTITY_ABOVE_MAXIMUM


def _has_no_unit(quantity: dict[str, Any]) -> bool:
    return quantity.keys().isdisjoint({"system", "code", "unit"})


def _is_coded(quantity: dict[str, Any]) -> bool:
    return bool(text(quantity, "system") and text(quantity, "code"))


def _is_measurable(quantity: dict[str, Any]) -> bool:
    """Whether it is known what the unit measures; units of other systems are their own measure."""
    return quantity.get("system") != UCUM or read_unit(text(quantity, "code")) is not None


def _check_unit(item: FormItem, value: Value, form: Form, r: Run) -> None:
    unit = (text(value.content, "system"), text(value.content, "code"))
    label = "#".join(unit)
    offered = [
        (text(option, "system"), text(option, "code"))
        for option in item.extensions(_UNIT_OPTION)
        if isinstance(option, dict)
    ]
    if offered and unit not in offered:
        r.add(messages.UNIT_NOT_OFFERED, value.at, unit=label, link_id=item.link_id)
    for value_set in item.extensions(_UNIT_VALUE_SET):
        if not isinstance(value_set, str) or not form.knows_value_set(value_set):
            continue
        if form.is_member(value_set, *unit) is False:
            r.add(messages.UNIT_NOT_IN_VALUE_SET, value.at, unit=label, value_set=value_set)
