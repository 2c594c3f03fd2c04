"""Characters that a resource can't be stored with.

Spec: https://hl7.org/fhir/R4/datatypes.html#string
"""

from __future__ import annotations

from typing import Any

from sas_server.refusals.catalogue import NUL_CHARACTER
from sas_server.refusals.refusal import Refused
from sas_server.store.content import write_json
from sas_server.store.rows import Resource


def check_characters(resource: Resource) -> None:
    """Raises Refused (400) at the first NUL: PostgreSQL keeps none, nor does XML have it."""
    # Written out it is looked for at once; an escaped backslash before `u0000` looks alike.
    if b"\\u0000" not in write_json(resource):
        return
    place = _find_nul(resource, str(resource.get("resourceType")))
    if place is not None:
        raise Refused(NUL_CHARACTER, at=[place])


def _find_nul(value: Any, place: str) -> str | None:
    if isinstance(value, str):
        return place if "\0" in value else None
    if isinstance(value, dict):
        inner = [(item, f"{place}.{name}") for name, item in value.items()]
        if any("\0" in name for name in value):
            return place
    elif isinstance(value, list):
        inner = [(item, f"{place}[{index}]") for index, item in enumerate(value)]
    else:
        return None
    return next((found for item, at in inner if (found := _find_nul(item, at))), None)
