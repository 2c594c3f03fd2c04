"""Limits on answers that are texts: length, form, line breaks."""

from __future__ import annotations

from sas_validators.checks.questionnaires.comparing import shown
from sas_validators.checks.questionnaires.forms import Form, FormItem
from sas_validators.checks.questionnaires.given import Value
from sas_validators.checks.run import Run
from sas_validators.fhirpath.environment import Environment
from sas_validators.fhirpath.errors import BudgetError, ExpressionError
from sas_validators.fhirpath.patterns import Pattern
from sas_validators.issues.catalogue import questionnaires as messages

_BASE = "http://hl7.org/fhir/StructureDefinition/"
_MIN_LENGTH = _BASE + "minLength"
_REGEX = _BASE + "regex"
_ENTRY_FORMAT = _BASE + "entryFormat"


def check_text(item: FormItem, value: Value, form: Form, r: Run) -> None:
    """Judges a string or uri against maxLength and the extensions minLength and regex."""
    if not isinstance(value.content, str):
        return
    length, most = len(value.content), item.data.get("maxLength")
    if type(most) is int and length > most:
        r.add(messages.TEXT_TOO_LONG, value.at, link_id=item.link_id, found=length, limit=most)
    least = item.integer(_MIN_LENGTH)
    if least is not None and length < least:
        r.add(messages.TEXT_TOO_SHORT, value.at, link_id=item.link_id, found=length, limit=least)
    if item.type == "string" and ("\n" in value.content or "\r" in value.content):
        r.add(messages.LINE_BREAK, value.at, link_id=item.link_id)
    for regex in item.extensions(_REGEX):
        if isinstance(regex, str) and _differs(regex, value.content, form.env):
            _add_pattern(item, value, regex, r)


def _differs(regex: str, content: str, env: Environment) -> bool:
    """Whether `content` surely does not have the form `regex`."""
    try:
        return not Pattern(regex).is_all_of(content, env)
    except (ExpressionError, BudgetError):
        return False


def _add_pattern(item: FormItem, value: Value, regex: str, r: Run) -> None:
    details = {"value": shown(value.content), "link_id": item.link_id}
    expected = next(item.extensions(_ENTRY_FORMAT), None)
    if isinstance(expected, str):
        r.add(messages.TEXT_PATTERN_EXPLAINED, value.at, **details, format=expected)
    else:
        r.add(messages.TEXT_PATTERN, value.at, **details, regex=regex)
