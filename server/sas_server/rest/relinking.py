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


_ADDRESSES = {"implicitRules", "profile", "source", "system", "uri", "url"}
_ADDRESS_TYPES = ("Canonical", "Oid", "Uri", "Url", "Uuid")
"""Names of elements whose value is a uri, and the ends of the names of choices that are."""


def relink(value: Any, places: Mapping[str, str], resolve: Callable[[str], str]) -> Any:
    """A copy in which `resolve` has been applied to every Reference.reference.

    Other addresses that are an entry's fullUrl as a whole (uri, url, canonical)
    and links in narratives are replaced too, but no texts: an identifier's value
    may well be the UUID that the fullUrl is made of.
    """
    return _relink(value, places, resolve, "")


def _relink(value: Any, places: Mapping[str, str], resolve: Callable[[str], str], name: str) -> Any:
    if isinstance(value, dict):
        return {key: _relink(item, places, resolve, key) for key, item in value.items()}
    if isinstance(value, list):
        return [_relink(item, places, resolve, name) for item in value]
    if not isinstance(value, str):
        return value
    if name == "reference":
        return resolve(value)
    if name == "div":
        return _relink_narrative(value, places)
    is_address = name in _ADDRESSES or name.endswith(_ADDRESS_TYPES)
    return places.get(value, value) if is_address else value


def _relink_narrative(div: str, places: Mapping[str, str]) -> str:
    """`href` and `src` that name an entry."""
    return re.sub(
        r'((?:href|src)=")([^"]+)(")',
        lambda match: match[1] + places.get(match[2], match[2]) + match[3],
        div,
    )
