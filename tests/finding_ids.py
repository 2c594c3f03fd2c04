"""Names findings by their message ids, after writing their texts in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def ids(found: Iterable[Any], prefix: str = "") -> list[str]:
    """The ids (without `prefix`) of `(Message, ..., details)` tuples.

    A detail that a text needs and that is not given raises KeyError.
    """
    names = []
    for message, *_, details in found:
        assert message.text("fr", details)
        assert message.text("en", details)
        names.append(message.id.removeprefix(prefix))
    return names
