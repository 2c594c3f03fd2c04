"""The pages of downloads, of the guide's history, and of what differs between its versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sas_ig.artifacts.links import Link
from sas_ig.diff.model import ArtifactDiff, PackageDiff
from sas_ig.diff.reports import EFFECTS, STATES, summary
from sas_ig.downloads.download import Download
from sas_ig.elements.texts import Text
from sas_ig.pages.guide import Desk
from sas_ig.project.settings import Release
from sas_ig.site.page import Page


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file to download, with its size in kilobytes."""

    name: str
    text: str
    size: int


@dataclass(frozen=True, slots=True)
class DownloadsView:
    """The page of downloads. `intro` is the project's own `downloads.md`, if any."""

    package: str
    canonical: str
    files: tuple[FileLine, ...]
    dependencies: Markup
    intro: Markup


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """One version of the guide: its date, what it brought, the comparison with the current one."""

    number: str
    date: str
    summary: Text
    comparison: str
    current: bool


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The page of the guide's versions."""

    canonical: str
    lines: tuple[ReleaseLine, ...]
    own_page: Link | None


@dataclass(frozen=True, slots=True)
class ComparedArtifact:
    """One artifact of a comparison with its sentences: place, effect, effect in words, text."""

    title: Text
    link: Link
    type: str
    lines: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """The page of what differs between two versions, by state."""

    old: str
    new: str
    summary: str
    sections: tuple[tuple[str, tuple[ComparedArtifact, ...]], ...]


def comparison_path(version: str) -> str:
    """The page that compares the current version with an older one."""
    return f"comparison-{version}.html"


def downloads_page(
    desk: Desk, files: Sequence[tuple[Download, int]], dependencies: Markup, intro: Markup
) -> Page:
    """The page of downloads; `files` come with their sizes in bytes."""
    french = desk.tongue.language == "fr"
    config = desk.guide.config
    view = DownloadsView(
        config.label,
        config.canonical,
        tuple(
            FileLine(item.name, item.fr if french else item.en, max(1, round(size / 1000)))
            for item, size in files
        ),
        dependencies,
        intro,
    )
    title = desk.t("Téléchargements", "Downloads")
    return Page("downloads.html", "downloads.html", title, desk.tongue, view)


def history_page(desk: Desk, compared: Sequence[str], own_page: bool) -> Page:
    """The page of versions; `compared` are those that a comparison page exists for."""
    config, settings = desk.guide.config, desk.guide.settings
    releases = settings.releases or (Release(config.version, "", "", ""),)
    lines = tuple(
        ReleaseLine(
            release.number,
            release.date,
            _summary(release, desk),
            comparison_path(release.number) if release.number in compared else "",
            release.number == config.version,
        )
        for release in releases
    )
    title = desk.t("Historique des versions", "Version history")
    link = Link(desk.t("Versions et différences", "Versions"), page="versions.html")
    view = HistoryView(config.canonical, lines, link if own_page else None)
    return Page("history.html", "history.html", title, desk.tongue, view)


def _summary(release: Release, desk: Desk) -> Text:
    if desk.tongue.language == "en" and release.summary_en:
        return Text(release.summary_en, "en")
    return desk.own(release.summary)


def comparison_page(desk: Desk, version: str, diff: PackageDiff) -> Page:
    """The page of what differs between an older version and this one."""
    language = desk.tongue.language
    at = 0 if language == "fr" else 1
    sections = tuple(
        (words[at], tuple(_compared(item, desk) for item in diff.artifacts if item.state == state))
        for state, words in STATES.items()
        if any(item.state == state for item in diff.artifacts)
    )
    view = ComparisonView(diff.old, diff.new, summary(diff, language), sections)
    title = desk.t(
        f"De la {version} à la {desk.guide.config.version}",
        f"From {version} to {desk.guide.config.version}",
    )
    return Page(comparison_path(version), "comparison.html", title, desk.tongue, view)


def _compared(artifact: ArtifactDiff, desk: Desk) -> ComparedArtifact:
    language = desk.tongue.language
    at = 0 if language == "fr" else 1
    lines = tuple(
        (item.place, item.effect, EFFECTS[item.effect][at], item.text(language))
        for item in artifact.differences
    )
    link = desk.link(artifact.url) if artifact.state != "removed" else Link(artifact.id)
    return ComparedArtifact(desk.own(artifact.title), link, artifact.type, lines)
