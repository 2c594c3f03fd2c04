"""Bundles as answers: links, entries, and the URLs in them.

Spec: https://hl7.org/fhir/R4/bundle.html
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from sas_server.store.rows import Resource

_SAFE = ":/|,;@$!*()~'"
"""Left readable in the query of a link; everything else is percent-encoded."""

Pairs = Sequence[tuple[str, str]]


def bundle(
    kind: str,
    *,
    links: Iterable[tuple[str, str]] = (),
    entries: Sequence[dict[str, Any]] = (),
    total: int | None = None,
    profile: Sequence[str] = (),
    id: str | None = None,
) -> Resource:
    """A Bundle of type `kind`; what is empty is left out."""
    found: Resource = {"resourceType": "Bundle"}
    if id is not None:
        found["id"] = id
    if profile:
        found["meta"] = {"profile": list(profile)}
    found["type"] = kind
    if total is not None:
        found["total"] = total
    link = [{"relation": relation, "url": url} for relation, url in links]
    if link:
        found["link"] = link
    if entries:
        found["entry"] = list(entries)
    return found


def query_text(pairs: Pairs) -> str:
    """(name, value) pairs as the query of a URL."""
    return "&".join(
        f"{quote(name, safe=_SAFE)}={quote(value, safe=_SAFE)}" for name, value in pairs
    )


def link_url(base: str, path: str, pairs: Pairs) -> str:
    """An absolute URL below the base."""
    text = query_text(pairs)
    return f"{base}/{path}?{text}" if text else f"{base}/{path}"


def _quoted(text: str) -> str:
    return quote(text, safe=_SAFE)
