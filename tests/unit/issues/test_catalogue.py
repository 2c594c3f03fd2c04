"""Every message has texts in both languages, a test and its place on docs/issues.md."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from sas_validators.issues.listing import Entry, entries, page

ROOT = Path(__file__).parents[3]
ENTRIES = list(entries())
SHORTEST = 4
"""Characters by which an id may be named in a test that leaves out what the ids there share."""


def details(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("entry", [pytest.param(entry, id=entry.name) for entry in ENTRIES])
def test_texts_say_the_same_in_both_languages(entry: Entry) -> None:
    message = entry.message
    assert message.fr.strip()
    assert message.en.strip()
    assert message.fr != message.en
    assert details(message.fr) == details(message.en)


def test_every_message_has_a_test() -> None:
    sources = (file.read_text("utf-8") for file in (ROOT / "tests").rglob("*.py"))
    tests = "\n".join(sources)
    words = set(re.findall(r"\w+", tests))
    untested = []
    for entry in ENTRIES:
        parts = entry.message.id.split("_")
        names = ("_".join(parts[index:]) for index in range(1, len(parts)))
        named = entry.message.id in tests or entry.name in words
        if not named and not any(len(name) >= SHORTEST and name in words for name in names):
            untested.append(f"{entry.area}.{entry.name}: {entry.message.id}")
    assert untested == []


def test_page_is_current() -> None:
    """`make issues` renews it."""
    assert (ROOT / "docs" / "issues.md").read_text("utf-8") == page()
