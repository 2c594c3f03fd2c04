"""Characters that no resource may have: control characters, and what XML has no place for.

Spec: https://hl7.org/fhir/R4/datatypes.html#string
"""

from __future__ import annotations

import re
from typing import Any

from sas_server.refusals.catalogue import FORBIDDEN_CHARACTER
from sas_server.refusals.refusal import Refused
from sas_server.store.content import write_json
from sas_server.store.rows import Resource

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WRITTEN = re.compile(rb"\\(?:u00|[bf])|\xef\xbf[\xbe\xbf]")
"""How they look in JSON; what follows an escaped backslash may look alike."""


def check_characters(resource: Resource) -> None:
    """Raises Refused (400) at the first one: not every database keeps it, nor can XML tell it."""
    if _WRITTEN.search(write_json(resource)) is None:
        return
    found = _find(resource, str(resource.get("resourceType")))
    if found is not None:
        place, character = found
        raise Refused(FORBIDDEN_CHARACTER, at=[place], character=f"U+{ord(character):04X}")


def _find(value: Any, place: str) -> tuple[str, str] | None:
    if isinstance(value, str):
        match = _FORBIDDEN.search(value)
        return None if match is None else (place, match.group())
    if isinstance(value, dict):
        inner = [(item, f"{place}.{name}") for name, item in value.items()]
        inner = [*((name, place) for name in value), *inner]
    elif isinstance(value, list):
        inner = [(item, f"{place}[{index}]") for index, item in enumerate(value)]
    else:
        return None
    return next((found for item, at in inner if (found := _find(item, at))), None)
