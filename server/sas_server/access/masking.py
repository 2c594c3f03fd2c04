"""What logs may say of a URL: its shape, never identifiers, names or other values.

Logs go to places where health data must not; the audit trail, which stays in
the store, has the rest under the same correlation number.
"""

from __future__ import annotations

import re

MASK = "***"

_SHOWN = {
    "_count", "_elements", "_format", "_include", "_pretty", "_revinclude", "_sort", "_summary",
    "_total", "mode", "status",
}  # fmt: skip
"""Parameters whose values say nothing of a person."""

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.:-]{0,99}")
_TYPE = re.compile(r"[A-Z][a-zA-Z]{1,39}|metadata|openapi\.json")
_WORD = re.compile(r"_history|_search|\$[a-z-]{1,40}")
_BASE = "/fhir"
_LONGEST = 500


def masked_path(path: str) -> str:
    """A path below /fhir without the ids in it; others (pages, the guide) as they are."""
    if path != _BASE and not path.startswith(f"{_BASE}/"):
        return _printable(path)[:_LONGEST]
    head, *rest = path.removeprefix(_BASE).strip("/").split("/")
    known = not head or _TYPE.fullmatch(head) or _WORD.fullmatch(head)
    shown = [_BASE, head if known else MASK]
    shown += [part if _WORD.fullmatch(part) else MASK for part in rest]
    return "/".join(shown).rstrip("/")[:_LONGEST]


def masked_query(query: str) -> str:
    """The names of a query's parameters, with the values that say nothing of a person."""
    return "&".join(_masked_pair(pair) for pair in query.split("&") if pair)[:_LONGEST]


def _masked_pair(pair: str) -> str:
    name, _, value = pair.partition("=")
    if _NAME.fullmatch(name) is None:
        return MASK
    base = name.partition(":")[0]
    return f"{name}={_printable(value) if base in _SHOWN else MASK}"


def _printable(text: str) -> str:
    """Without what could forge a line of a log."""
    return "".join(char if " " < char <= "~" else "?" for char in text)
