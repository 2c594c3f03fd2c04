"""What the tests of bulk validation share."""

from sas_validators.bulk.records import Record
from sas_validators.outcome import Issue

ERROR = "error"


def issue(
    severity: str = "error",
    message_id: str = "X",
    *,
    line: int | None = 3,
    column: int | None = 7,
    expression: str = "Slot.status",
    profile: str = "",
    fr: str = "Cela ne va pas",
    en: str = "That is wrong",
) -> Issue:
    return Issue(
        severity=severity,  # type: ignore[arg-type]
        type="structure",
        message_id=message_id,
        expression=expression,
        line=line,
        column=column,
        profile=profile,
        constraint="",
        fr=fr,
        en=en,
    )


class FakeOutcome:
    """An outcome of issues made by hand."""

    def __init__(self, *issues: Issue) -> None:
        self.issues = issues


SLOT = Record("slot.json", b'{\n "resourceType": "Slot",\n "status": "what"\n}')
ROW = Record("slots.ndjson", b'{"resourceType": "Slot", "status": "what"}', 12, in_lines=True)
