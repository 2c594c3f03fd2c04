"""What a judge of single values hands back: messages with their details, no place."""

from __future__ import annotations

from typing import Any, TypeAlias

from sas_validators.issues.message import Message

Found: TypeAlias = "list[tuple[Message, dict[str, Any]]]"
"""The findings about one value; empty when nothing is to be said."""

_EXCERPT = 100


def excerpt(text: str) -> str:
    """`text`, shortened to what a message can show."""
    return text if len(text) <= _EXCERPT else text[:_EXCERPT] + "…"
