"""How the entries of one Bundle are linked with each other.

Spec: https://hl7.org/fhir/R4/bundle.html#references
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from sas_validators.checks.bundle_index import BundleIndex

_LINK_IN_NARRATIVE = re.compile(r"\b(?:href|src)\s*=\s*[\"']([^\"']+)[\"']")


def entry_links(index: BundleIndex) -> list[set[int]]:
    """For each entry, in order, the numbers of the entries that its resource leads to.

    Links are references, canonicals that an entry has as its url, and what a
    narrative links to or shows.
    """
    number_of = {id(entry): number for number, entry in enumerate(index.entries)}
    canonicals: dict[str, int] = {}
    for number, entry in enumerate(index.entries):
        url = entry.resource.get("url")
        if isinstance(url, str):
            canonicals.setdefault(url, number)
    found: list[set[int]] = []
    for entry in index.entries:
        targets: set[int] = set()
        for text in _texts(entry.resource):
            for target in index.find(text.partition("#")[0], entry):
                targets.add(number_of[id(target)])
            known = canonicals.get(text.partition("|")[0])
            if known is not None:
                targets.add(known)
        found.append(targets - {len(found)})
    return found


def _texts(resource: Any) -> Iterator[str]:
    """The strings inside a resource that may lead to another one."""
    stack: list[tuple[str, Any]] = [("", resource)]
    while stack:
        name, value = stack.pop()
        if isinstance(value, dict):
            stack.extend(value.items())
        elif isinstance(value, list):
            stack.extend((name, item) for item in value)
        elif isinstance(value, str):
            if name == "div":
                yield from (unescape(url) for url in _LINK_IN_NARRATIVE.findall(value))
            elif name == "reference" or ":" in value:
                yield value


def named_inside(resource: Any, fragment: str) -> int:
    """How many contained resources and elements of `resource` have the id `fragment`."""
    count = 0
    stack = [part for name, part in resource.items() if name != "id"]
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(item)
        elif isinstance(item, dict):
            count += item.get("id") == fragment
            stack.extend(item.values())
    return count
