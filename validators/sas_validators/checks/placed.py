"""Objects and strings in the lists of a resource, with their places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sas_validators.checks.run import Object
from sas_validators.model.paths import Location


def placed(node: Any, name: str, at: Location) -> Iterator[tuple[Object, Location]]:
    """The objects in the list `name` of `node`, which is at `at`."""
    value = node.get(name) if isinstance(node, dict) else None
    for index, item in enumerate(value if isinstance(value, list) else ()):
        if isinstance(item, dict):
            yield item, (at, name, index)


def placed_texts(node: Object, name: str, at: Location) -> Iterator[tuple[str, Location]]:
    """The strings in the list `name` of `node`, which is at `at`."""
    value = node.get(name)
    for index, item in enumerate(value if isinstance(value, list) else ()):
        if isinstance(item, str):
            yield item, (at, name, index)
