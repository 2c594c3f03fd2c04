"""Findings about the guide itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "information"]
Check = Literal[
    "validation", "links", "descriptions", "sushi", "narrative", "examples", "dependencies", "size"
]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend, or to know. Errors make the build fail.

    `place` names the page, file or artifact; `page` is the page to look at, below
    the root of a language, "" when there is none.
    """

    check: Check
    severity: Severity
    place: str
    fr: str
    en: str
    page: str = ""
