"""What type of answer an item takes, and which of the item's rules then apply.

Spec: https://hl7.org/fhir/R4/valueset-item-type.html
"""

from __future__ import annotations

from sas_validators.checks.questionnaires.forms import Form, FormItem
from sas_validators.checks.questionnaires.given import Holder, Value
from sas_validators.checks.questionnaires.limits import LIMITS
from sas_validators.checks.questionnaires.options import check_choice, offered_by
from sas_validators.checks.run import Run
from sas_validators.issues.catalogue import questionnaires as messages

_ACCEPTED = {
    "boolean": ("boolean",),
    "decimal": ("decimal",),
    "integer": ("integer",),
    "date": ("date",),
    "dateTime": ("dateTime",),
    "time": ("time",),
    "string": ("string",),
    "text": ("string",),
    "url": ("uri",),
    "attachment": ("Attachment",),
    "reference": ("Reference",),
    "quantity": ("Quantity",),
}
_CHOICES = frozenset({"choice", "open-choice"})
_OPTION_TYPES = ("Coding", "string", "integer", "date", "time")


def check_answer(item: FormItem, answer: Holder, form: Form, r: Run) -> None:
    """Judges the value of one answer to a question."""
    value = answer.value
    if value is None:
        return
    accepted = _accepted(item, form)
    if accepted and value.type not in accepted:
        r.add(
            messages.WRONG_ANSWER_TYPE,
            value.at,
            link_id=item.link_id,
            expected=" / ".join(accepted),
            found=value.type,
        )
        return
    if item.type in _CHOICES:
        check_choice(item, answer, value, form, r)
    _check_limits(item, value, form, r)


def _accepted(item: FormItem, form: Form) -> tuple[str, ...]:
    """The types of value an item takes; none when its own type says nothing."""
    if item.type not in _CHOICES:
        return _ACCEPTED.get(item.type, ())
    return tuple(dict.fromkeys((*_OPTION_TYPES, *offered_by(item, form).types)))


def _check_limits(item: FormItem, value: Value, form: Form, r: Run) -> None:
    check = LIMITS.get(value.type)
    if check is not None:
        check(item, value, form, r)
