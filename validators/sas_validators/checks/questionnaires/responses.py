"""QuestionnaireResponse: which questionnaire it answers, and whether it does.

Spec: https://hl7.org/fhir/R4/questionnaireresponse.html
"""

from __future__ import annotations

from sas_validators.checks.questionnaires.forms import Form
from sas_validators.checks.questionnaires.given import Given
from sas_validators.checks.questionnaires.structure import ResponseItems
from sas_validators.checks.references import contained_target
from sas_validators.checks.run import Object, Run
from sas_validators.issues.catalogue import questionnaires as messages
from sas_validators.model.paths import Location
from sas_validators.primitives.moments import compare_moments
from sas_validators.terminology.json_reading import part, split_canonical, text


def response_rules(response: Object, at: Location, r: Run) -> None:
    """Judges a response against its questionnaire, when that is at hand."""
    canonical = text(response, "questionnaire")
    if not canonical:
        r.add(messages.QUESTIONNAIRE_NOT_NAMED, at)
        return
    found = _find_questionnaire(canonical, r)
    if found is None:
        r.add(messages.QUESTIONNAIRE_NOT_FOUND, at, canonical=canonical)
        return
    _check_authored(response, found, at, r)
    form = Form(found, at, r)
    given = Given(response, at)
    status = text(response, "status")
    ResponseItems(form, given, r, status=status).check(form.items, given.top)


def _find_questionnaire(canonical: str, r: Run) -> Object | None:
    """The questionnaire: contained, in the same Bundle, or loaded."""
    if canonical.startswith("#"):
        target = contained_target(canonical, r)
        found = None if target is None else target[0]
        return found if found is not None and _is_questionnaire(found) else None
    url, version = split_canonical(canonical)
    for entry in r.bundle.entries if r.bundle is not None else ():
        resource = entry.resource
        same = _is_questionnaire(resource) and resource.get("url") == url
        if same and version in ("", resource.get("version")):
            return resource
    return r.session.find_resource(canonical, "Questionnaire")


def _is_questionnaire(resource: Object) -> bool:
    return resource.get("resourceType") == "Questionnaire"


def _check_authored(response: Object, questionnaire: Object, at: Location, r: Run) -> None:
    authored = text(response, "authored")
    period = part(questionnaire, "effectivePeriod")
    start, end = text(period, "start"), text(period, "end")
    if authored and start and compare_moments(authored, start) == -1:
        r.add(messages.AUTHORED_TOO_EARLY, at, authored=authored, limit=start)
    if authored and end and compare_moments(authored, end) == 1:
        r.add(messages.AUTHORED_TOO_LATE, at, authored=authored, limit=end)
