"""Invariants: their message is made from the constraint that failed."""

from __future__ import annotations

from sas_validators.issues.message import Message, Severity

_SPEC = "validator-features.md section 15"

EXPRESSION_PROBLEM = Message(
    id="Problem_processing_expression__in_profile__path__",
    severity="error",
    type="invariant",
    fr="L'expression '{expression}' de {element} est inutilisable : {reason}",
    en="The expression '{expression}' of {element} can't be used: {reason}",
    spec=_SPEC,
)


def failed(source: str, key: str, severity: Severity, human: str) -> Message:
    """The message of the invariant `key` that `source` declares, with its own text."""
    text = human.replace("{", "{{").replace("}", "}}")
    return Message(
        id=f"{source}#{key}",
        severity=severity,
        type="invariant",
        fr=f"Règle {key} non respectée : {text}",
        en=f"Constraint {key} not met: {text}",
        spec=_SPEC,
    )
