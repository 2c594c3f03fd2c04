"""Reads `input/guide.toml`: what this builder wants to know and SUSHI has no place for.

    previous = ["1.1.0"]                    # versions to compare with, newest first
    files = ["openapi.json"]                # downloads that installed programs announce

    [[companion]]                           # packages rendered beside the guide's own
    package = "hl7.fhir.fr.core#1.1.0"
    folder = "fr-core"
    title = "FR Core 1.1.0"

    [[version]]                             # the history, newest first
    number = "1.2.0"
    date = "2025-06-30"
    summary = "…"
    summary-en = "…"

    [english]                               # menu labels and page titles in English
    "Accueil" = "Home"

The file is optional, and so is everything in it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sas_ig.project.errors import ProjectError

SETTINGS_FILE = Path("input", "guide.toml")


@dataclass(frozen=True, slots=True)
class Companion:
    """A package whose artifacts get pages below `folder` of the same site."""

    package: str
    folder: str
    title: str


@dataclass(frozen=True, slots=True)
class Release:
    """One line of the guide's history; `date` is ISO 8601."""

    number: str
    date: str
    summary: str
    summary_en: str


@dataclass(frozen=True, slots=True)
class Settings:
    """The content of `input/guide.toml`."""

    companions: tuple[Companion, ...] = ()
    previous: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    releases: tuple[Release, ...] = ()
    english: Mapping[str, str] = field(default_factory=dict)


def read_settings(project: Path) -> Settings:
    """The settings of the project in folder `project`. Raises ProjectError."""
    file = project / SETTINGS_FILE
    if not file.is_file():
        return Settings()
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        return _parse(data)
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise ProjectError(f"{file}: {error}") from error


def _parse(data: Mapping[str, Any]) -> Settings:
    return Settings(
        companions=tuple(
            Companion(item["package"], item["folder"].strip("/"), item.get("title", ""))
            for item in data.get("companion", ())
        ),
        previous=tuple(data.get("previous", ())),
        files=tuple(data.get("files", ())),
        releases=tuple(
            Release(
                item["number"],
                str(item.get("date", "")),
                item.get("summary", ""),
                item.get("summary-en", ""),
            )
            for item in data.get("version", ())
        ),
        english=dict(data.get("english", {})),
    )
