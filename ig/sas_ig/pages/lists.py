"""The lists of artifacts, one for the guide and one for each companion."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sas_ig.artifacts.artifact import Artifact, Kind
from sas_ig.artifacts.links import Link
from sas_ig.elements.texts import Text
from sas_ig.pages.common import (
    ExampleLine,
    companion_title,
    example_lines,
    kind_word,
)
from sas_ig.pages.guide import Desk
from sas_ig.site.page import Page


@dataclass(frozen=True, slots=True)
class Line:
    """One definition of the list."""

    link: Link
    title: Text
    description: Text
    kind: str
    type: str


@dataclass(frozen=True, slots=True)
class Section:
    """A group of definitions."""

    title: str
    description: Text
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ArtifactList:
    """The page that lists a package's artifacts."""

    package: str
    canonical: str
    own: bool
    sections: tuple[Section, ...]
    examples: tuple[ExampleLine, ...]
    counterexamples: tuple[ExampleLine, ...]
    companions: tuple[Link, ...]


def artifact_list(folder: str, desk: Desk) -> Page:
    """The list of the artifacts of one package (`folder` "" for the guide's own)."""
    catalog = desk.guide.catalog
    content = catalog.contents[folder]
    title = companion_title(folder, desk) or desk.t("Artefacts", "Artifacts")
    companions = [
        Link(companion.title or companion.package, page=f"{companion.folder}/artifacts.html")
        for companion in desk.guide.settings.companions
        if f"{companion.folder}/" in catalog.contents
    ]
    view = ArtifactList(
        package=content.label,
        canonical=str(content.manifest.get("canonical", "")),
        own=not folder,
        sections=tuple(_sections(folder, desk)),
        examples=tuple(example_lines(catalog.of_kind(Kind.EXAMPLE, folder), desk)),
        counterexamples=tuple(example_lines(catalog.of_kind(Kind.COUNTEREXAMPLE, folder), desk)),
        companions=tuple(companions) if not folder else (),
    )
    return Page(f"{folder}artifacts.html", "artifacts.html", title, desk.tongue, view)


def _sections(folder: str, desk: Desk) -> Iterator[Section]:
    """The author's groups, or one section per kind where there are none."""
    for group, artifacts in desk.guide.catalog.grouped(folder):
        if group.id:
            description = desk.own(group.description)
            yield Section(group.title, description, tuple(_line(item, desk) for item in artifacts))
            continue
        for kind in Kind:
            lines = tuple(_line(item, desk) for item in artifacts if item.kind is kind)
            if lines:
                yield Section(kind_word(kind, desk), Text("", ""), lines)


def _line(artifact: Artifact, desk: Desk) -> Line:
    resource = artifact.resource
    type = str(resource.get("type", "")) if artifact.type == "StructureDefinition" else ""
    name = str(resource.get("name") or artifact.id)
    return Line(
        Link(name, page=artifact.page, canonical=artifact.url),
        desk.own(artifact.title),
        desk.own(artifact.description),
        kind_word(artifact.kind, desk),
        "" if artifact.kind is Kind.EXTENSION else type,
    )
