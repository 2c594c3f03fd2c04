"""Invariants: their message is made from the constraint that failed."""

from __future__ import annotations

from dataclasses import replace

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
    text, label = _verbatim(human), _verbatim(key)
    return Message(
        id=f"{source}#{key}",
        severity=severity,
        type="invariant",
        fr=f"Règle {label} non respectée : {text}",
        en=f"Constraint {label} not met: {text}",
        spec=_SPEC,
    )


def unevaluated(broken: Message, reason: str) -> Message:
    """`broken`, an invariant that counts as broken because evaluating it failed."""
    text = _verbatim(reason)
    return replace(
        broken,
        fr=f"{broken.fr} (l'expression n'a pas pu être évaluée : {text})",
        en=f"{broken.en} (the expression could not be evaluated: {text})",
    )


def _verbatim(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
