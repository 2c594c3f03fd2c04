"""The catalogue as a whole: every message, and the page that documents them.

`python -m sas_validators.issues.listing > docs/issues.md` renews the page.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from typing import NamedTuple

from sas_validators.issues import catalogue
from sas_validators.issues.message import Message

_HEAD = """# Issues

What the validator can say, by area: the message id (`issue.details.coding.code`; the HL7
validator's own wherever it makes the same check), severity and type of the OperationOutcome
issue, and the text in English and French. What stands in braces is filled in.

The failure of an invariant has the id `<canonical of the declaring definition>#<key>`, the
severity the definition gives it, and the definition's own text.

This page is made from the catalogue by `make issues`.
"""


class Entry(NamedTuple):
    """One message of the catalogue: its area (module), constant and content."""

    area: str
    name: str
    message: Message


def entries() -> Iterator[Entry]:
    """Every message of the catalogue, area by area, in the order they are written in."""
    for module in sorted(pkgutil.iter_modules(catalogue.__path__), key=lambda found: found.name):
        content = vars(importlib.import_module(f"{catalogue.__name__}.{module.name}"))
        for name, value in content.items():
            if isinstance(value, Message):
                yield Entry(module.name, name, value)


def page() -> str:
    """The catalogue as Markdown."""
    lines = [_HEAD]
    area = ""
    for entry in entries():
        if entry.area != area:
            area = entry.area
            lines.append(f"## {area.replace('_', ' ').capitalize()}\n")
        message = entry.message
        lines += [
            f"### `{message.id}`\n",
            f"{message.severity.capitalize()}, {message.type}.{_source(message)}\n",
            f"- {message.en}",
            f"- {message.fr}\n",
        ]
    return "\n".join(lines)


def _source(message: Message) -> str:
    """Where the rule stands, when anyone can look there."""
    return f" {message.spec}" if message.spec.startswith("http") else ""


if __name__ == "__main__":
    sys.stdout.write(page())
