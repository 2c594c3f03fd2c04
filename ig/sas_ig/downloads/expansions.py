"""Value sets with their expansions, for servers that have no terminology service.

Spec: https://hl7.org/fhir/R4/valueset.html#expansion
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sas_validators.terminology.expansion import Expansion
from sas_validators.terminology.terminology import Terminology

MAX_CODES = 5000
"""Value sets with more codes than this are left to a terminology service."""


def expanded(value_set: Mapping[str, Any], terminology: Terminology) -> dict[str, Any] | None:
    """The value set with its expansion; None when it can't be told or is too large."""
    found = terminology.expand(str(value_set["url"]), limit=MAX_CODES)
    if found is None or found.truncated or any(gap.kind != "fragment" for gap in found.incomplete):
        return None
    return {**value_set, "expansion": _expansion(found, value_set)}


def _expansion(found: Expansion, value_set: Mapping[str, Any]) -> dict[str, Any]:
    version = value_set.get("version", "")
    expansion: dict[str, Any] = {
        "identifier": f"{value_set['url']}|{version}#expansion",
        # The date of the value set, not of the build: equal content, equal bytes.
        "timestamp": value_set.get("date", "1970-01-01T00:00:00Z"),
        "total": len(found.concepts),
    }
    if found.concepts:
        expansion["contains"] = [
            {"system": item.system, "code": item.code}
            | ({"display": item.display} if item.display else {})
            for item in found.concepts
        ]
    return expansion
