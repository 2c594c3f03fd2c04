"""Noting what a request does, for logs and the audit trail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sas_server.access.accesses import Touch, Trace
from sas_server.rest.bundles import query_text
from sas_server.rest.exchange import Answer, Asked
from sas_server.rest.interactions import Interaction

UNROUTED = "unknown"
"""The interaction of what leads nowhere."""


def begin(asked: Asked) -> Touch:
    """Notes that something is asked for, before it is known what."""
    touch = Touch(UNROUTED, query=query_text(asked.query))
    asked.trace.append(touch)
    return touch


def found(touch: Touch, interaction: Interaction, parameters: Mapping[str, str]) -> None:
    """Notes which interaction it is, on what."""
    touch.interaction = interaction.name
    touch.type = parameters.get("type", "")
    touch.id = parameters.get("id", "")


def finish(trace: Trace, answer: Answer) -> None:
    """Notes how it ended; what was created gets its id, each entry of a bundle its own end."""
    if not trace:
        return
    first, *entries = trace
    first.status = answer.status
    first.id = first.id or _id(answer.location)
    for touch, response in zip(entries, _responses(answer, len(entries)), strict=True):
        touch.status = int(response.get("status", answer.status))
        touch.id = touch.id or _id(response.get("location"))


def _responses(answer: Answer, count: int) -> Sequence[Mapping[str, Any]]:
    """The responses of a bundle's entries; one that failed as a whole has none."""
    content = answer.content if isinstance(answer.content, dict) else {}
    responses = [entry.get("response", {}) for entry in content.get("entry", ())]
    return responses if len(responses) == count else [{}] * count


def _id(location: str | None) -> str:
    """The id in `base/Type/id/_history/1`."""
    parts = (location or "").rpartition("/_history/")[0].split("/")
    return parts[-1]
