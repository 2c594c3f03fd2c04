"""Rules that data types have beyond what their definitions state.

Spec: validator-features.md sections 6, 8 and 16
"""

from __future__ import annotations

from sas_validators.checks.run import Object, Run
from sas_validators.datatypes.attachment import judge_attachment
from sas_validators.datatypes.identifier import judge_identifier
from sas_validators.issues.catalogue import structure as messages
from sas_validators.model.paths import Location


def attachment_rules(o: Object, at: Location, r: Run) -> None:
    """Size and hash of an Attachment agree with its data."""
    for message, part, details in judge_attachment(o):
        r.add(message, (at, part, None) if part else at, **details)


def identifier_rules(o: Object, at: Location, r: Run) -> None:
    """The system of an Identifier is absolute, and its value what the system says."""
    for message, part, details in judge_identifier(o):
        r.add(message, (at, part, None) if part else at, **details)


def meta_rules(o: Object, at: Location, r: Run) -> None:
    """No security label and no tag occurs twice."""
    for name in ("security", "tag"):
        labels = o.get(name)
        if labels.__class__ is list and len(labels) > 1:
            seen: set[tuple[str, str]] = set()
            for index, label in enumerate(labels):
                if label.__class__ is not dict:
                    continue
                key = (str(label.get("system")), str(label.get("code")))
                if key in seen:
                    here = (at, name, index)
                    r.add(messages.DUPLICATE_SECURITY, here, system=key[0], code=key[1])
                seen.add(key)
