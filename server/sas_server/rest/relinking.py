"""Rewriting the links of a resource that comes in a transaction.

Spec: https://hl7.org/fhir/R4/http.html#trules
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from sas_server.store.rows import Resource

CONDITIONAL = re.compile(r"(?P<type>[A-Z][A-Za-z]+)\?(?P<query>.+)")
"""A reference that searches for its target."""


def settled(resource: Resource) -> Resource:
    """A copy whose conditional references look as they will once their targets are known.

    Judged alone, outside its transaction, a resource must not have any.
    """

    def settle(text: str) -> str:
        condition = CONDITIONAL.fullmatch(text)
        return f"{condition['type']}/found" if condition else text

    copy: Resource = relink(resource, {}, settle)
    return copy


def relink(value: Any, places: Mapping[str, str], resolve: Callable[[str], str]) -> Any:
    """A copy in which `resolve` has been applied to every Reference.reference.

    Other strings that are an entry's fullUrl as a whole (uri, url, canonical)
    and links in narratives are replaced too.
    """
    if isinstance(value, list):
        return [relink(item, places, resolve) for item in value]
    if not isinstance(value, dict):
        return places.get(value, value) if isinstance(value, str) else value
    found = {}
    for name, member in value.items():
        if name == "reference" and isinstance(member, str):
            found[name] = resolve(member)
        elif name == "div" and isinstance(member, str):
            found[name] = _relink_narrative(member, places)
        else:
            found[name] = relink(member, places, resolve)
    return found


def _relink_narrative(div: str, places: Mapping[str, str]) -> str:
    """`href` and `src` that name an entry."""
    return re.sub(
        r'((?:href|src)=")([^"]+)(")',
        lambda match: match[1] + places.get(match[2], match[2]) + match[3],
        div,
    )
