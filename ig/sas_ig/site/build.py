"""Builds the whole site: content, verdicts, pages, files, checks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sas_ig.artifacts.catalog import Catalog
from sas_ig.artifacts.verdicts import Verdicts
from sas_ig.diff.compare import compare_contents
from sas_ig.diff.model import PackageDiff
from sas_ig.downloads.announced import missing_files
from sas_ig.flows.facts import load_flows
from sas_ig.narrative.files import NarrativeFiles
from sas_ig.pages.fragments import Fragments
from sas_ig.pages.guide import Desk, Guide
from sas_ig.pages.quality import Extent
from sas_ig.project.config import Config, read_config
from sas_ig.project.content import read_package
from sas_ig.project.settings import Settings, read_settings
from sas_ig.project.sources import Found, Sources, find_sources
from sas_ig.quality.checks import (
    check_announced,
    check_artifacts,
    check_dependencies,
    check_links,
    check_sizes,
    check_sushi,
)
from sas_ig.quality.findings import Finding
from sas_ig.site.edition import Edition, Plan
from sas_ig.site.files import write_files
from sas_ig.site.frame import Frame, build_frame
from sas_ig.site.ledger import Ledger
from sas_ig.site.places import tongues
from sas_ig.site.renderer import Renderer
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
    findings = _write(guide, frames, found, order, writer, ledger)
    guide.verdicts.save()
    writer.finish()
    return Result(len(ledger.written), writer.rendered, len(writer.files), tuple(findings))


def _write(
    guide: Guide,
    frames: dict[str, Frame],
    found: Found,
    order: Order,
    writer: Writer,
    ledger: Ledger,
) -> list[Finding]:
    """Writes all pages and files; the report on the rest comes last."""
    project = order.sources.project
    files = write_files(guide, project, writer)
    plan = Plan(
        project,
        NarrativeFiles(project, guide.config.language),
        Fragments(load_flows()),
        _comparisons(guide, order),
        files,
    )
    editions = [Edition(Desk(guide, frame.tongue), frame, plan) for frame in frames.values()]
    findings: list[Finding] = []
    for edition in editions:
        edition.write(writer)
        findings += edition.findings
    findings += check_artifacts(editions[0].desk)
    findings += check_sushi(guide.catalog.contents)
    findings += check_dependencies(found.missing)
    findings += check_announced(missing_files(guide.settings.files))
    findings += check_links(ledger.written, writer.files | {"qa.html", "en/qa.html", "fr/qa.html"})
    findings += check_sizes(ledger.written)
    findings = list(dict.fromkeys(findings))
    extent = Extent(
        pages=len(ledger.written),
        narrative=len(plan.files.stems()),
        links=sum(len(page.facts.links) for page in ledger.written.values()),
    )
    for edition in editions:
        edition.write_quality(writer, findings, extent)
    return findings


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


def _comparisons(guide: Guide, order: Order) -> dict[str, PackageDiff]:
    """The differences from each older version whose package is there."""
    found = {}
    for version in guide.settings.previous:
        folder = order.sources.packages / f"{guide.config.id}#{version}"
        if (folder / "package").is_dir():
            found[version] = compare_contents(read_package(folder), guide.catalog.contents[""])
    return found
