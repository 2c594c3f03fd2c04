"""Reads parts of a resource that may be malformed: what is not of the expected kind is absent.

Value sets and code systems given by a user are input like any other; a broken
one must end in an undecided binding, not in a traceback.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

STANDARDS_STATUS = "http://hl7.org/fhir/StructureDefinition/structuredefinition-standards-status"


def text(node: Json, name: str) -> str:
    """The string member `name`, "" when there is none."""
    value = node.get(name)
    return value if isinstance(value, str) else ""


def objects(node: Json, name: str) -> Iterator[Json]:
    """The objects in the list member `name`."""
    value = node.get(name)
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))


def texts(node: Json, name: str) -> tuple[str, ...]:
    """The strings in the list member `name`."""
    value = node.get(name)
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def part(node: Json, name: str) -> Json:
    """The object member `name`, empty when there is none."""
    value = node.get(name)
    return value if isinstance(value, dict) else {}


def extension_values(node: Json, url: str) -> Iterator[str]:
    """The string values of the extensions `url` of `node`, whatever their type."""
    for extension in objects(node, "extension"):
        if extension.get("url") == url:
            for name, value in extension.items():
                if name.startswith("value") and isinstance(value, str):
                    yield value


def choice_text(node: Json) -> str:
    """The `value[x]` of `node` as text: `true`, `12`, a string, the code of a Coding."""
    for name, value in node.items():
        if name.startswith("value"):
            if isinstance(value, bool):
                return "true" if value else "false"
            if isinstance(value, dict):
                return text(value, "code")
            return str(value)
    return ""


def split_canonical(canonical: str) -> tuple[str, str]:
    """`url|version` as (url, version), the version "" when there is none."""
    url, _, version = canonical.partition("|")
    return url, version
