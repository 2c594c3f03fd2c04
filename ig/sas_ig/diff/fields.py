"""Differences between single fields of two resources."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sas_ig.diff.model import Difference
from sas_ig.elements.changes import Effect

WORDING = ("title", "description", "purpose", "copyright")
"""Fields that only say the same otherwise."""

IGNORED = frozenset(
    {
        "resourceType", "id", "meta", "text", "url", "version", "date", "publisher", "contact",
        "jurisdiction", "identifier", "implementationGuide", "snapshot", "differential", "mapping",
        "count", "extension", "language", "fhirVersion",
    }
)  # fmt: skip
"""Fields that differ with every publication, or that are compared otherwise."""


def field_differences(
    old: dict[str, Any], new: dict[str, Any], names: Iterable[str]
) -> Iterator[Difference]:
    """One difference per field that differs, of `names` and of those all definitions have."""
    for name in (*names, "status", "experimental", *WORDING):
        before, after = old.get(name), new.get(name)
        if before != after:
            effect: Effect = "wording" if name in (*WORDING, "status", "experimental") else "other"
            yield field_difference(name, before, after, effect)


def field_difference(name: str, before: Any, after: Any, effect: Effect) -> Difference:
    """A field that is added, removed or changed, in words."""
    if name in WORDING:
        return Difference("", name, effect, f"`{name}` est reformulé", f"`{name}` is reworded")
    if before is None:
        shown = _shown(after)
        return Difference(
            "", name, effect, f"`{name}` apparaît : {shown}", f"`{name}` is added: {shown}"
        )
    if after is None:
        shown = _shown(before)
        return Difference(
            "", name, effect, f"`{name}` disparaît ({shown})", f"`{name}` is removed ({shown})"
        )
    arrow = f"{_shown(before)} → {_shown(after)}"
    return Difference("", name, effect, f"`{name}` : {arrow}", f"`{name}`: {arrow}")


def other_differences(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Difference]:
    """Differences between all fields of resources that have no comparison of their own."""
    known = {*WORDING, "status", "experimental"}
    names = [name for name in (*old, *new) if name not in IGNORED and name not in known]
    yield from field_differences(old, new, dict.fromkeys(names))


def _shown(value: Any) -> str:
    if isinstance(value, str) and "://" in value:
        return f"[[{value}]]"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"`{text if len(text) <= 120 else text[:117] + '…'}`"
