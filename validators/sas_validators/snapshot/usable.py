"""Whether a StructureDefinition says enough, and readably enough, to judge instances by it.

A profile of which a part was passed over would let through what it forbids, so
nothing is judged by it until its author has mended it.
"""

from __future__ import annotations

from typing import Any

from sas_validators.issues.catalogue import definitions as say
from sas_validators.snapshot.generator import Snapshot

_PASSED_OVER = frozenset(
    message.id
    for message in (
        say.UNABLE_TO_FIND_BASE,
        say.SD_CIRCULAR_DEFINITION,
        say.SNAPSHOT_BASE_UNUSABLE,
        say.SNAPSHOT_BASE_TOO_DEEP,
        say.SNAPSHOT_TOO_LARGE,
        say.SNAPSHOT_PATH_MALFORMED,
        say.SNAPSHOT_PROPERTY_MALFORMED,
        say.SNAPSHOT_ELEMENT_NO_MATCH,
        say.SNAPSHOT_TYPE_AMBIGUOUS,
        say.SNAPSHOT_TYPE_UNKNOWN,
    )
)
"""The problems because of which something the definition says is not in its snapshot."""


def why_unusable(definition: dict[str, Any], snapshot: Snapshot) -> str | None:
    """Why nothing can be judged by `definition`, whose snapshot this is; None when it can."""
    url = str(definition.get("url", ""))
    if not any(_has_elements(definition, part) for part in ("snapshot", "differential")):
        return f"{url}: neither a snapshot nor a differential"
    lost = [item for item in snapshot.problems if item.message.id in _PASSED_OVER]
    if lost:
        return f"{url}: {lost[0].message.text('en', lost[0].details)}"
    return None if snapshot.elements else f"{url}: no snapshot"


def _has_elements(definition: dict[str, Any], part: str) -> bool:
    container = definition.get(part)
    return isinstance(container, dict) and isinstance(container.get("element"), list)
