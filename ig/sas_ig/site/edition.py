"""One language of the site: all its pages, its search index, its quality report."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sas_ig.artifacts.artifact import Artifact, Kind
from sas_ig.diff.model import PackageDiff
from sas_ig.downloads.download import Download
from sas_ig.narrative.files import NarrativeFiles
from sas_ig.pages.conformance import conformance_page
from sas_ig.pages.fragments import Fragments, dependency_table
from sas_ig.pages.guide import Desk
from sas_ig.pages.instances import instance_page
from sas_ig.pages.lists import artifact_list
from sas_ig.pages.narrative import Narrative, NarrativeHost
from sas_ig.pages.quality import Extent, quality_page
from sas_ig.pages.releases import comparison_page, downloads_page, history_page
from sas_ig.pages.structures import StructurePages
from sas_ig.pages.terminology import terminology_page
from sas_ig.quality.findings import Finding
from sas_ig.search.index import index_rows, index_script
from sas_ig.site.frame import Frame
from sas_ig.site.page import Page
from sas_ig.site.writer import Writer


@dataclass(frozen=True, slots=True)
class Plan:
    """What the editions of all languages share.

    `comparisons` are the differences from older versions, `downloads` the files
    offered with their sizes in bytes.
    """

    project: Path
    files: NarrativeFiles
    fragments: Fragments
    comparisons: Mapping[str, PackageDiff]
    downloads: Sequence[tuple[Download, int]]


class Edition:
    """The site in one language."""

    def __init__(self, desk: Desk, frame: Frame, plan: Plan) -> None:
        self.desk = desk
        self._plan = plan
        host = NarrativeHost(desk, plan.project, plan.fragments)
        self._narrative = Narrative(desk, frame, plan.files, host)

    @property
    def findings(self) -> list[Finding]:
        """What is wrong with the narrative, known once it is written."""
        return self._narrative.findings

    def write(self, writer: Writer) -> None:
        """Writes all pages but the quality report, and the search index."""
        rows: list[list[str]] = []
        for page in (*self._narrative.pages(without={"downloads"}), *self._tool_pages()):
            writer.write_page(page)
            rows += index_rows(page)
        language = self.desk.tongue.language
        rows += writer.write_batch(f"artifacts-{language}", self._content(), self._artifact_pages())
        writer.write_file(f"assets/index-{language}.js", index_script(rows))

    def _content(self) -> str:
        """A digest of all that the artifacts' pages are made from."""
        guide, notes = self.desk.guide, self._plan.files.digest_notes()
        digest = hashlib.sha256(f"{guide.verdicts.stamp}{guide.settings}{notes}".encode())
        for artifact in guide.catalog.artifacts:
            digest.update(f"{artifact.package}\n{artifact.item.role}\n".encode())
            digest.update(repr(artifact.item.profiles).encode() + artifact.item.data)
        return digest.hexdigest()

    def write_quality(self, writer: Writer, findings: Sequence[Finding], extent: Extent) -> None:
        """Writes the quality report."""
        writer.write_page(quality_page(self.desk, findings, extent))

    def _artifact_pages(self) -> Iterator[Page]:
        for folder in self.desk.guide.catalog.contents:
            yield artifact_list(folder, self.desk)
        for artifact in self.desk.guide.catalog.artifacts:
            yield from self._pages_of(artifact)

    def _tool_pages(self) -> Iterator[Page]:
        desk, plan = self.desk, self._plan
        yield Page("search.html", "search.html", desk.t("Recherche", "Search"), desk.tongue, None)
        yield downloads_page(
            desk, plan.downloads, dependency_table(desk), self._narrative.text("downloads")
        )
        compared = list(plan.comparisons)
        yield history_page(desk, compared, "versions" in plan.files.stems())
        for version, diff in plan.comparisons.items():
            yield comparison_page(desk, version, diff)

    def _pages_of(self, artifact: Artifact) -> Iterator[Page]:
        desk = self.desk
        if artifact.is_instance:
            yield instance_page(artifact, desk)
        elif artifact.is_structure:
            yield from StructurePages(artifact, desk, self._narrative).pages()
        elif artifact.kind in (Kind.VALUE_SET, Kind.CODE_SYSTEM):
            yield terminology_page(artifact, desk)
        elif artifact.type != "ImplementationGuide":
            yield conformance_page(artifact, desk)
