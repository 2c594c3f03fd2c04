"""Location headers as SAS writes them."""

from __future__ import annotations


def unversioned(location: str | None) -> str | None:
    """`[base]/Type/id` without `/_history/n` (flows.md 11.5)."""
    return None if location is None else location.partition("/_history/")[0]
