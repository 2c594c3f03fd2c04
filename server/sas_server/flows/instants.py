"""Instants as the flows write them.

Spec: flows.md C-15 and 11.2
"""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")

WRITTEN_FORM = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d")
"""What requirement 45 asks for: milliseconds and a numeric offset."""


def read_instant(text: str) -> datetime | None:
    """The moment that a FHIR instant names; None for what has no date, time and offset."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return None if moment.tzinfo is None else moment


def write_instant(moment: datetime) -> str:
    """A moment (with a zone) in French time: `2027-03-25T09:00:00.000+01:00`."""
    return moment.astimezone(PARIS).isoformat(timespec="milliseconds")
