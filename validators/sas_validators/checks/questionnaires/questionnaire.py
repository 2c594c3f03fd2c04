"""Questionnaire: conditions refer to questions that can have been answered.

Spec: https://hl7.org/fhir/R4/questionnaire-definitions.html#Questionnaire.item.enableWhen.question
"""

from __future__ import annotations

from sas_validators.checks.questionnaires.forms import Form, FormItem
from sas_validators.checks.run import Object, Run
from sas_validators.issues.catalogue import questionnaires as messages
from sas_validators.issues.message import Message
from sas_validators.model.paths import Location


def questionnaire_rules(questionnaire: Object, at: Location, r: Run) -> None:
    """Judges the enableWhen of every item."""
    form = Form(questionnaire, at, r)
    for item in form.all_items():
        conditions = item.data.get("enableWhen")
        for index, condition in enumerate(conditions if isinstance(conditions, list) else ()):
            question = condition.get("question") if isinstance(condition, dict) else None
            if not isinstance(question, str):
                continue
            message = _judge_target(item, form.find(question))
            if message is not None:
                here = (item.at, "enableWhen", index)
                r.add(message, here, link_id=item.link_id, target=question)


def _judge_target(item: FormItem, target: FormItem | None) -> Message | None:
    """What is wrong with a condition of `item` on `target`."""
    if target is None:
        return messages.CONDITION_WITHOUT_TARGET
    if target is item:
        return messages.CONDITION_ON_ITSELF
    if item.order < target.order <= item.last:
        return messages.CONDITION_ON_INNER
    return messages.CONDITION_ON_LATER if target.order > item.order else None
