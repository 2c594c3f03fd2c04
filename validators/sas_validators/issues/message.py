"""What can be said about a resource: one `Message` per kind of finding.

A message is a constant of a catalogue module (`issues/catalogue/*.py`); its id
is the HL7 validator's own wherever that validator makes the same check.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

Severity = Literal["fatal", "error", "warning", "information"]
Language = Literal["fr", "en"]

MESSAGE_ID_SYSTEM = "http://hl7.org/fhir/java-core-messageId"


@dataclass(frozen=True, slots=True)
class Message:
    """One kind of finding.

    `id` is the stable message id, `severity` and `type` are those of
    OperationOutcome.issue (`type` is its `code`, from
    https://hl7.org/fhir/R4/valueset-issue-type.html). `fr` and `en` are
    `str.format` templates over the finding's named details. `spec` is the clause
    the check comes from: a URL or a section of the project's specification.
    """

    id: str
    severity: Severity
    type: str
    fr: str
    en: str
    spec: str = ""

    def text(self, language: Language, details: dict[str, Any]) -> str:
        """The finding's sentence in `language`."""
        template = self.fr if language == "fr" else self.en
        return template.format(**details)

    def at_severity(self, severity: Severity) -> Message:
        """The same message where the rule weighs it otherwise."""
        return replace(self, severity=severity)
