"""Reads `sushi-config.yaml`, the file every SUSHI project has at its root.

Spec: https://fshschool.org/docs/sushi/configuration/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from sas_ig.project.errors import ProjectError

CONFIG_NAME = "sushi-config.yaml"


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page of `pages:`, with those below it. `stem` is the file's name without suffix."""

    stem: str
    title: str
    children: tuple[PageEntry, ...] = ()

    def walk(self) -> Iterator[PageEntry]:
        """The page itself, then all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One entry of `menu:`: a heading with entries below it, or a link (`target`)."""

    label: str
    target: str = ""
    children: tuple[MenuEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """What the guide needs of `sushi-config.yaml`.

    `dependencies` maps package ids to versions. `language` is the BCP 47 code the
    project is written in, "en" when it does not say.
    """

    id: str
    canonical: str
    name: str
    title: str
    description: str
    version: str
    status: str
    release_label: str
    fhir_version: str
    license: str
    language: str
    publisher: str
    publisher_url: str
    copyright_year: str
    dependencies: Mapping[str, str]
    pages: tuple[PageEntry, ...]
    menu: tuple[MenuEntry, ...]

    @property
    def label(self) -> str:
        """The package's label, `id#version`."""
        return f"{self.id}#{self.version}"


def read_config(folder: Path) -> Config:
    """The configuration of the project in `folder`. Raises ProjectError."""
    file = folder / CONFIG_NAME
    try:
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ProjectError(f"{file}: no SUSHI project here ({error.strerror})") from error
    except yaml.YAMLError as error:
        raise ProjectError(f"{file}: not readable as YAML: {error}") from error
    if not isinstance(data, dict):
        raise ProjectError(f"{file}: not a SUSHI configuration")
    missing = [name for name in ("id", "canonical", "version") if not data.get(name)]
    if missing:
        raise ProjectError(f"{file}: lacks {', '.join(missing)}")
    return parse_config(data)


def parse_config(data: Mapping[str, Any]) -> Config:
    """The configuration that YAML `data` holds; `id`, `canonical` and `version` must be there."""
    publisher, publisher_url = _publisher(data.get("publisher"))
    return Config(
        id=str(data["id"]),
        canonical=str(data["canonical"]).rstrip("/"),
        name=str(data.get("name", data["id"])),
        title=str(data.get("title", data.get("name", data["id"]))),
        description=str(data.get("description", "")),
        version=str(data["version"]),
        status=str(data.get("status", "draft")),
        release_label=str(data.get("releaseLabel", "")),
        fhir_version=str(_first(data.get("fhirVersion", "4.0.1"))),
        license=str(data.get("license", "")),
        language=str(data.get("language", "en")),
        publisher=publisher,
        publisher_url=publisher_url,
        copyright_year=str(data.get("copyrightYear", "")),
        dependencies=dict(_dependencies(data.get("dependencies"))),
        pages=tuple(_pages(data.get("pages"))),
        menu=tuple(_menu(data.get("menu"))),
    )


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else value


def _publisher(value: object) -> tuple[str, str]:
    first = _first(value)
    if isinstance(first, dict):
        return str(first.get("name", "")), str(first.get("url", ""))
    return str(first or ""), ""


def _dependencies(value: object) -> Iterator[tuple[str, str]]:
    for package, given in value.items() if isinstance(value, dict) else ():
        version = given.get("version") if isinstance(given, dict) else given
        yield str(package), str(version or "")


def _pages(value: object) -> Iterator[PageEntry]:
    """Keys that name a file are pages below; the others describe the page itself."""
    for key, given in value.items() if isinstance(value, dict) else ():
        name = str(key)
        if not name.endswith((".md", ".xml", ".html")):
            continue
        details = given if isinstance(given, dict) else {}
        stem = name.rpartition(".")[0]
        yield PageEntry(stem, str(details.get("title", "")), tuple(_pages(details)))


def _menu(value: object) -> Iterator[MenuEntry]:
    for label, given in value.items() if isinstance(value, dict) else ():
        if isinstance(given, dict):
            yield MenuEntry(str(label), children=tuple(_menu(given)))
        else:
            # SUSHI marks links that open elsewhere with a word before the target.
            yield MenuEntry(str(label), str(given or "").removeprefix("new-tab").strip())
