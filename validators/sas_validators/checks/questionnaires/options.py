"""Answers to a choice: among its options, or in its value set.

Spec: https://hl7.org/fhir/R4/questionnaire-definitions.html#Questionnaire.item.answerOption
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sas_validators.checks.questionnaires.comparing import option_key, shown
from sas_validators.checks.questionnaires.forms import Form, FormItem, Offered, extension_values
from sas_validators.checks.questionnaires.given import ANSWER_TYPES, Holder, Value
from sas_validators.checks.run import Object, Run
from sas_validators.issues.catalogue import questionnaires as messages
from sas_validators.terminology.json_reading import objects, text

_EXCLUSIVE = "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive"
_NAMES = {"value" + name[0].upper() + name[1:]: name for name in ANSWER_TYPES}


def _options(item: FormItem) -> Iterator[tuple[str, Any, Object]]:
    """The options of an item: type, value, and the whole option."""
    for option in objects(item.data, "answerOption"):
        for name, value in option.items():
            if name in _NAMES:
                yield _NAMES[name], value, option


def check_choice(item: FormItem, answer: Holder, value: Value, form: Form, r: Run) -> None:
    """Judges an answer to a choice or open choice against what the item offers."""
    if item.is_open and _is_free_text(value):
        _check_free_text(item, answer, value, form, r)
    elif "answerOption" in item.data:
        _check_option(item, answer, value, form, r)
    elif "answerValueSet" in item.data:
        _check_value_set(item, answer, value, form, r)
    elif value.type == "Coding":
        r.add(messages.NO_OPTIONS, answer.at, link_id=item.link_id)
    elif value.type in messages.NOTHING_TO_COMPARE:
        message = messages.NOTHING_TO_COMPARE[value.type]
        r.add(message, answer.at, link_id=item.link_id, value=shown(value.content))


def _is_free_text(value: Value) -> bool:
    """Whether an answer is a text, or a Coding that is no more than one."""
    return value.type == "string" or (
        value.type == "Coding" and isinstance(value.content, dict) and "code" not in value.content
    )


def _check_free_text(item: FormItem, answer: Holder, value: Value, form: Form, r: Run) -> None:
    if isinstance(value.content, str) and value.content in offered_by(item, form).displays:
        r.add(messages.TEXT_OF_AN_OPTION, answer.at, value=shown(value.content))


def offered_by(item: FormItem, form: Form) -> Offered:
    """The options of an item, worked out once."""
    found = form.options.get(item)
    if found is None:
        options = list(_options(item))
        found = form.options[item] = Offered(
            keys=frozenset(option_key(name, content) for name, content, _ in options),
            types=frozenset(name for name, _, _ in options),
            displays=frozenset(
                text(content, "display") for _, content, _ in options if isinstance(content, dict)
            ),
        )
    return found


def _check_option(item: FormItem, answer: Holder, value: Value, form: Form, r: Run) -> None:
    offered = offered_by(item, form)
    if option_key(value.type, value.content) in offered.keys:
        return
    message = messages.NOT_AN_OPTION.get(value.type)
    if value.type not in offered.types and not item.is_open:
        message = messages.NO_OPTION_OF_TYPE.get(value.type, message)
    if message is not None:
        details = {"value": shown(value.content), "link_id": item.link_id, "type": value.type}
        r.add(message, answer.at, **details)


def _check_value_set(item: FormItem, answer: Holder, value: Value, form: Form, r: Run) -> None:
    value_set = text(item.data, "answerValueSet")
    if not form.knows_value_set(value_set):
        return
    if value.type == "Coding":
        coding = value.content if isinstance(value.content, dict) else {}
        system, code = text(coding, "system"), text(coding, "code")
        if not code or form.is_member(value_set, system, code) is False:
            details = {"code": shown(value.content), "value_set": value_set}
            r.add(messages.NOT_IN_VALUE_SET, answer.at, **details)
    elif form.is_member(value_set, "", shown(value.content)) is False:
        details = {"value": shown(value.content), "value_set": value_set}
        r.add(messages.TEXT_NOT_IN_VALUE_SET, answer.at, **details)


def check_exclusive(item: FormItem, held: Holder, r: Run) -> None:
    """An option that excludes the others is the only answer (questionnaire-optionExclusive)."""
    if len(held.answers) < 2:
        return
    exclusive = {
        option_key(type_name, content)
        for type_name, content, option in _options(item)
        if True in extension_values(option, _EXCLUSIVE)
    }
    for value in held.values if exclusive else ():
        if option_key(value.type, value.content) in exclusive:
            details = {"value": shown(value.content), "link_id": item.link_id}
            r.add(messages.EXCLUSIVE_OPTION, held.at, **details)
            return
