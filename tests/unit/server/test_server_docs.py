"""docs/server.md tells of every setting and of every command of `sas-fhir store`."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from sas_server.cli.store import store
from sas_server.settings import ENVIRONMENT_PREFIX, Settings, help_texts

PAGE = Path(__file__).parents[3] / "docs" / "server.md"


@pytest.mark.parametrize("name", [item.name for item in fields(Settings)])
def test_settings_are_documented(name: str) -> None:
    meaning = help_texts()[name].replace("|", "/")
    rows = [
        line for line in PAGE.read_text().splitlines() if f"`--{name.replace('_', '-')}`" in line
    ]
    assert any(f"`{ENVIRONMENT_PREFIX}{name.upper()}`" in row and meaning in row for row in rows)


@pytest.mark.parametrize("name", sorted(store.commands))
def test_store_commands_are_documented(name: str) -> None:
    assert f"sas-fhir store {name} " in PAGE.read_text()
