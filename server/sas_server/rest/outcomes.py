"""OperationOutcomes: what is said about a request in FHIR's own words.

Spec: https://hl7.org/fhir/R4/operationoutcome.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sas_server.refusals.refusal import Invalid, Refused
from sas_server.store.rows import Resource
from sas_validators.issues.catalogue.slicing import EXTENSION_SLICE_MINIMUM, SLICE_MINIMUM
from sas_validators.issues.catalogue.structure import MINIMUM
from sas_validators.issues.message import MESSAGE_ID_SYSTEM, Language, Message

_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that a FHIR string, and XML, must not hold."""


_MISSING = frozenset({MINIMUM.id, SLICE_MINIMUM.id, EXTENSION_SLICE_MINIMUM.id})


def issue(
    message: Message, language: Language, at: Sequence[str] = (), **details: object
) -> Resource:
    """One issue of an OperationOutcome."""
    found: Resource = {
        "severity": message.severity,
        "code": message.type,
        "details": {
            "coding": [{"system": MESSAGE_ID_SYSTEM, "code": message.id}],
            # It may quote what was sent.
            "text": _UNPRINTABLE.sub("\ufffd", message.text(language, details)),
        },
    }
    if at:
        found["expression"] = list(at)
    return found


def outcome(issues: Iterable[Resource]) -> Resource:
    """An OperationOutcome of these issues."""
    return {"resourceType": "OperationOutcome", "issue": list(issues)}


def is_error(issue: Resource) -> bool:
    """Whether an issue is a reason to refuse."""
    return issue["severity"] in ("error", "fatal")


def as_refused(issues: Iterable[Resource]) -> list[Resource]:
    """The validator's issues with the codes that servers give reasons to refuse.

    The validator calls a missing element `structure` as the reference does; to
    who sent a resource it is `required`.

    Spec: gap.md 4.5
    """
    return [{**item, "code": "required"} if _is_missing(item) else item for item in issues]


def _is_missing(issue: Resource) -> bool:
    ids = [coding["code"] for coding in issue["details"].get("coding", ())]
    return not _MISSING.isdisjoint(ids)


def refusal_outcome(refused: Refused, language: Language) -> Resource:
    """The OperationOutcome that a refused request is answered with."""
    if isinstance(refused, Invalid):
        return refused.outcome
    return outcome([issue(refused.refusal.message, language, refused.at, **refused.details)])
