"""The items of a response against those of its questionnaire: place, order, number.

Spec: https://hl7.org/fhir/R4/questionnaireresponse.html#notes
"""

from __future__ import annotations

from collections.abc import Sequence

from sas_validators.checks.questionnaires.answers import check_answer
from sas_validators.checks.questionnaires.enabling import Conditions
from sas_validators.checks.questionnaires.forms import Form, FormItem
from sas_validators.checks.questionnaires.given import Given, Holder
from sas_validators.checks.questionnaires.options import check_exclusive
from sas_validators.checks.run import Run
from sas_validators.issues.catalogue import questionnaires as messages
from sas_validators.issues.message import Message
from sas_validators.model.paths import Location
from sas_validators.terminology.json_reading import objects
from sas_validators.terminology.json_reading import part as part_of

_BASE = "http://hl7.org/fhir/StructureDefinition/"
_MIN_OCCURS = _BASE + "questionnaire-minOccurs"
_MAX_OCCURS = _BASE + "questionnaire-maxOccurs"
_TRANSLATION = _BASE + "translation"


class ResponseItems:
    """Walks a response beside its questionnaire.

    What is missing is only a warning while the response is in progress or
    stopped; what is answered but not enabled is no matter while in progress.
    """

    def __init__(self, form: Form, given: Given, r: Run, *, status: str) -> None:
        self._form = form
        self._run = r
        self._in_progress = status == "in-progress"
        self._incomplete = status in ("in-progress", "stopped")
        self._conditions = Conditions(given, r)

    def check(self, expected: Sequence[FormItem], holder: Holder, *, active: bool = True) -> None:
        """Judges the items of `holder`, where the questionnaire has `expected`.

        `active` is false inside an item that is not enabled, where nothing is due.
        """
        found = self._sort(expected, holder, active)
        for item in expected:
            occurrences = found.get(item.link_id)
            if occurrences is None:
                self._check_absent(item, holder, active)
                continue
            if len(occurrences) > 1 and not item.repeats:
                details = {"link_id": item.link_id, "found": len(occurrences)}
                self._run.add(messages.SEVERAL_ITEMS, holder.at, **details)
            self._check_number(item, occurrences, holder)
            for held in occurrences:
                self._check_item(item, held, holder, active)

    def _sort(
        self, expected: Sequence[FormItem], holder: Holder, active: bool
    ) -> dict[str, list[Holder]]:
        """The items of `holder` by linkId; those that don't belong there are reported."""
        positions = {item.link_id: index for index, item in reversed([*enumerate(expected)])}
        found: dict[str, list[Holder]] = {}
        last = -1
        for held in holder.items:
            index = positions.get(held.link_id)
            if not held.link_id:
                self._run.add(messages.ITEM_WITHOUT_LINK_ID, holder.at)
            elif index is None:
                self._check_stray(held, holder, active)
            else:
                if index < last:
                    self._run.add(messages.ITEM_OUT_OF_ORDER, holder.at, link_id=held.link_id)
                last = index
                found.setdefault(held.link_id, []).append(held)
        return found

    def _check_stray(self, held: Holder, holder: Holder, active: bool) -> None:
        item = self._form.find(held.link_id)
        if item is None:
            self._run.add(messages.ITEM_UNKNOWN, holder.at, link_id=held.link_id)
        else:
            message = messages.misplaced_item(held.link_id)
            self._run.add(message, holder.at, link_id=held.link_id)
            self._check_item(item, held, holder, active)

    def _check_absent(self, item: FormItem, holder: Holder, active: bool) -> None:
        if not (active and item.required):
            return
        if self._conditions.is_enabled(item, holder, holder.last + 1):
            self._add_due(messages.missing_item(item.link_id), holder.at, item)

    def _add_due(self, message: Message, at: Location, item: FormItem) -> None:
        """Records what a completed response must have."""
        weighed = message.at_severity("warning") if self._incomplete else message
        self._run.add(weighed, at, link_id=item.link_id)

    def _check_number(self, item: FormItem, occurrences: list[Holder], holder: Holder) -> None:
        """How often a group occurs, or a question is answered (minOccurs, maxOccurs)."""
        if item.type == "group":
            found, at = len(occurrences), holder.at
        else:
            found = sum(len(held.answers) for held in occurrences)
            at = occurrences[0].at
        least, most = item.integer(_MIN_OCCURS), item.integer(_MAX_OCCURS)
        details = {"link_id": item.link_id, "found": found}
        if least is not None and 0 < found < least:
            message = messages.TOO_FEW
            weighed = message.at_severity("warning") if self._incomplete else message
            self._run.add(weighed, at, **details, limit=least)
        if most is not None and found > most:
            self._run.add(messages.TOO_MANY, at, **details, limit=most)

    def _check_item(self, item: FormItem, held: Holder, holder: Holder, active: bool) -> None:
        self._check_text(item, held)
        enabled = self._conditions.is_enabled(item, holder, held.order)
        if active and enabled:
            self._check_present(item, held)
        elif held.answers and enabled is False and not self._in_progress:
            self._run.add(messages.ITEM_DISABLED, held.at, link_id=item.link_id)
        if held.answers:
            self._check_answers(item, held, active and enabled is not False)
        self._check_nested(item, held, active and enabled is not False)

    def _check_text(self, item: FormItem, held: Holder) -> None:
        found, expected = held.data.get("text"), item.data.get("text")
        if not isinstance(found, str) or found == expected or _is_translation(found, item):
            return
        self._run.add(messages.ITEM_TEXT, held.at, link_id=item.link_id, expected=expected)

    def _check_present(self, item: FormItem, held: Holder) -> None:
        """A required item that is there must not be empty."""
        if not item.required:
            return
        if item.type == "group":
            if not held.items:
                self._add_due(messages.GROUP_EMPTY, held.at, item)
        elif item.type != "display" and not held.answers:
            self._add_due(messages.ITEM_UNANSWERED, held.at, item)

    def _check_answers(self, item: FormItem, held: Holder, active: bool) -> None:
        if item.type == "group":
            self._run.add(messages.GROUP_WITH_ANSWER, held.at, link_id=item.link_id)
            return
        if item.type == "display":
            self._run.add(messages.DISPLAY_WITH_ANSWER, held.at, link_id=item.link_id)
            return
        if len(held.answers) > 1 and not item.repeats:
            details = {"link_id": item.link_id, "found": len(held.answers)}
            self._run.add(messages.SEVERAL_ANSWERS, held.at, **details)
        check_exclusive(item, held, self._run)
        for answer in held.answers:
            check_answer(item, answer, self._form, self._run)
            self.check(item.children, answer, active=active)

    def _check_nested(self, item: FormItem, held: Holder, active: bool) -> None:
        if item.type == "group" or not item.type:
            self.check(item.children, held, active=active)
        elif held.items:
            is_display = item.type == "display"
            message = messages.DISPLAY_WITH_ITEMS if is_display else messages.QUESTION_WITH_ITEMS
            self._run.add(message, held.at, link_id=item.link_id)


def _is_translation(found: str, item: FormItem) -> bool:
    """Whether `found` is the item's text in another language (extension translation)."""
    return any(
        found in part.values()
        for extension in objects(part_of(item.data, "_text"), "extension")
        if extension.get("url") == _TRANSLATION
        for part in objects(extension, "extension")
    )
