"""Builds the whole site: content, verdicts, pages, files, checks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sas_ig.artifacts.artifact import Artifact, Kind
from sas_ig.artifacts.catalog import Catalog
from sas_ig.artifacts.verdicts import Verdicts
from sas_ig.flows.facts import load_flows
from sas_ig.narrative.files import IMAGES, NarrativeFiles
from sas_ig.pages.conformance import conformance_page
from sas_ig.pages.fragments import Fragments
from sas_ig.pages.guide import Desk, Guide
from sas_ig.pages.instances import instance_page
from sas_ig.pages.lists import artifact_list
from sas_ig.pages.narrative import Narrative, NarrativeHost
from sas_ig.pages.sources import xml_text
from sas_ig.pages.structures import StructurePages
from sas_ig.pages.terminology import terminology_page
from sas_ig.project.config import Config, read_config
from sas_ig.project.content import read_package
from sas_ig.project.settings import Settings, read_settings
from sas_ig.project.sources import Found, Sources, find_sources
from sas_ig.quality.findings import Finding
from sas_ig.site.frame import Frame, build_frame
from sas_ig.site.highlight import pretty
from sas_ig.site.ledger import Ledger
from sas_ig.site.page import Page
from sas_ig.site.places import tongues
from sas_ig.site.renderer import ASSETS, Renderer
from sas_ig.site.writer import Writer


@dataclass(frozen=True, slots=True)
class Order:
    """What to build and where.

    `memory` is the folder that keeps what speeds the next build up; `fresh` makes
    this build render everything.
    """

    sources: Sources
    output: Path
    memory: Path
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What a build did, and what it found."""

    pages: int
    rendered: int
    files: int
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether there is no error among the findings."""
        return not any(finding.severity == "error" for finding in self.findings)


def build_site(order: Order) -> Result:
    """Builds the site. Raises ProjectError, and FshError when SUSHI refuses the project."""
    config = read_config(order.sources.project)
    settings = read_settings(order.sources.project)
    labels = [companion.package for companion in settings.companions]
    found = find_sources(order.sources, config, labels)
    guide = _guide(config, settings, found, order)
    frames = _frames(config, settings)
    ledger = Ledger(order.memory / "pages.json")
    if order.fresh:
        ledger.forget()
    writer = Writer(order.output, Renderer(frames, guide.links), ledger)
    findings = _write_pages(guide, frames, order.sources.project, writer)
    _write_files(guide, order.sources.project, writer)
    guide.verdicts.save()
    writer.finish()
    return Result(len(ledger.written), writer.rendered, len(writer.files), tuple(findings))


def _guide(config: Config, settings: Settings, found: Found, order: Order) -> Guide:
    companions = [
        (companion.folder, read_package(order.sources.packages / companion.package))
        for companion in settings.companions
        if companion.package not in found.missing
    ]
    registry = found.registry()
    verdicts = Verdicts(found.validator, registry.digest, order.memory / "verdicts.json")
    return Guide(config, settings, Catalog(found.content, companions), registry, verdicts)


def _frames(config: Config, settings: Settings) -> dict[str, Frame]:
    first, second = tongues(config.language)
    return {
        first.language: build_frame(config, settings, first, second),
        second.language: build_frame(config, settings, second, first),
    }


def _write_pages(
    guide: Guide, frames: dict[str, Frame], project: Path, writer: Writer
) -> list[Finding]:
    files = NarrativeFiles(project, guide.config.language)
    fragments = Fragments(load_flows())
    findings: list[Finding] = []
    for frame in frames.values():
        desk = Desk(guide, frame.tongue)
        host = NarrativeHost(desk, project, fragments)
        narrative = Narrative(desk, frame, files, host)
        writer.write_pages(narrative.pages())
        writer.write_pages(_artifact_pages(desk, narrative))
        findings += narrative.findings
    return findings


def _artifact_pages(desk: Desk, narrative: Narrative) -> Iterator[Page]:
    catalog = desk.guide.catalog
    for folder in catalog.contents:
        yield artifact_list(folder, desk)
    for artifact in catalog.artifacts:
        yield from _pages_of(artifact, desk, narrative)


def _pages_of(artifact: Artifact, desk: Desk, narrative: Narrative) -> Iterator[Page]:
    if artifact.is_instance:
        yield instance_page(artifact, desk)
    elif artifact.is_structure:
        yield from StructurePages(artifact, desk, narrative).pages()
    elif artifact.kind in (Kind.VALUE_SET, Kind.CODE_SYSTEM):
        yield terminology_page(artifact, desk)
    elif artifact.type != "ImplementationGuide":
        yield conformance_page(artifact, desk)


def _write_files(guide: Guide, project: Path, writer: Writer) -> None:
    for file in sorted(ASSETS.glob("*.*")):
        writer.write_file(f"assets/{file.name}", file.read_bytes())
    for file in sorted((project / IMAGES).rglob("*")):
        if file.is_file():
            writer.write_file(file.relative_to(project / IMAGES).as_posix(), file.read_bytes())
    for artifact in guide.catalog.artifacts:
        _write_sources(artifact, guide, writer)


def _write_sources(artifact: Artifact, guide: Guide, writer: Writer) -> None:
    digest = hashlib.sha256(artifact.item.data).hexdigest()
    resource = artifact.resource
    writer.write_made(artifact.file("json"), digest, lambda: pretty(resource).encode())
    writer.write_made(
        artifact.file("xml"), digest, lambda: xml_text(resource, guide.types).encode()
    )
