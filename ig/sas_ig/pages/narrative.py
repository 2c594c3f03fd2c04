"""The pages written in Markdown, and the notes that authors add to artifacts' pages."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from sas_ig.artifacts.artifact import Artifact
from sas_ig.artifacts.links import Link
from sas_ig.artifacts.verdicts import Verdict
from sas_ig.narrative.files import DIAGRAMS, INCLUDES, NarrativeFiles
from sas_ig.narrative.headings import Heading
from sas_ig.narrative.renderer import NarrativeRenderer, Rendered
from sas_ig.pages.fragments import Fragments
from sas_ig.pages.guide import Desk
from sas_ig.quality.findings import Finding
from sas_ig.site.frame import Frame, NavItem
from sas_ig.site.page import Page


@dataclass(frozen=True, slots=True)
class NarrativeView:
    """A narrative page."""

    title: str
    html: Markup
    headings: tuple[Heading, ...]
    untranslated: bool
    live: bool
    before: NavItem | None
    after: NavItem | None


class NarrativeHost:
    """The guide, as the narrative of one language sees it."""

    def __init__(self, desk: Desk, project: Path, fragments: Fragments) -> None:
        self._desk = desk
        self._project = project
        self._fragments = fragments

    def named(self, name: str) -> Link | None:
        """The link of an artifact by canonical, id, name or `Type/id`."""
        return self._desk.guide.links.to_named(name)

    def instance(self, reference: str) -> Artifact | None:
        """The artifact `Type/id`."""
        return self._desk.guide.catalog.find_reference(reference)

    def judge(self, text: str, profiles: tuple[str, ...]) -> Verdict:
        """What the validator says of a resource."""
        return self._desk.guide.verdicts.of(text, profiles)

    def fragment(self, name: str) -> Markup | None:
        """A piece of HTML that the builder makes."""
        return self._fragments.find(name, self._desk)

    def file(self, name: str) -> str | None:
        """The text of a file of `input/includes` or `input/images-source`."""
        for folder in (INCLUDES, DIAGRAMS):
            file = self._project / folder / name
            if file.is_file():
                return file.read_text(encoding="utf-8")
        return None


class Narrative:
    """The narrative of one language."""

    def __init__(
        self, desk: Desk, frame: Frame, files: NarrativeFiles, host: NarrativeHost
    ) -> None:
        self._desk = desk
        self._frame = frame
        self._files = files
        self._renderer = NarrativeRenderer(host, desk.tongue)
        self.findings: list[Finding] = []

    def pages(self, without: Collection[str] = ()) -> Iterator[Page]:
        """One page per file, those that belong to an artifact or another page left out."""
        catalog = self._desk.guide.catalog
        for stem in self._files.stems():
            owner, _, kind = stem.rpartition("-")
            belongs = kind in ("intro", "notes") and catalog.find_reference(
                owner.replace("-", "/", 1)
            )
            if not belongs and stem not in without:
                yield self._page(stem)

    def _page(self, stem: str) -> Page:
        rendered, language = self._render(stem, f"{stem}.html")
        title = self._title(stem, rendered)
        page = f"{stem}.html"
        before, after = _neighbours(self._frame.sequence, page)
        own = self._desk.tongue.language
        view = NarrativeView(
            title,
            rendered.html,
            rendered.headings,
            language != own,
            rendered.live,
            before,
            after,
        )
        content_language = language if language != own else ""
        return Page(
            page,
            "narrative.html",
            title,
            self._desk.tongue,
            view,
            section=self._section(page),
            summary=rendered.summary,
            content_language=content_language,
        )

    def _render(self, stem: str, path: str) -> tuple[Rendered, str]:
        file = self._files.find(stem, self._desk.tongue.language)
        if file is None:
            return Rendered(Markup(""), "", ()), self._desk.tongue.language
        rendered = self._renderer.render(file, path)
        self.findings += rendered.findings
        return rendered, file.language

    def _title(self, stem: str, rendered: Rendered) -> str:
        """The page's own heading, else what the configuration or the menu calls it."""
        config = self._desk.guide.config
        entries = [entry for top in config.pages for entry in top.walk()]
        named = next((entry.title for entry in entries if entry.stem == stem), "")
        shown = next((i.label for i in self._frame.sequence if i.page == f"{stem}.html"), "")
        return rendered.title or named or shown or stem.replace("-", " ").capitalize()

    def _section(self, page: str) -> str:
        for group in self._frame.groups:
            if any(item.page == page for item in group.items):
                return group.label
        return ""

    def text(self, stem: str) -> Markup:
        """The HTML of a file that another page takes in; empty when there is none."""
        rendered, language = self._render(stem, f"{stem}.html")
        if not rendered.html or language == self._desk.tongue.language:
            return rendered.html
        return Markup('<div lang="{}">{}</div>').format(language, rendered.html)

    # --- notes of artifacts ------------------------------------------------------------

    def intro(self, artifact: Artifact, desk: Desk) -> Markup:
        """`Type-id-intro.md`, before the artifact's content."""
        return self._note(artifact, "intro")

    def notes(self, artifact: Artifact, desk: Desk) -> Markup:
        """`Type-id-notes.md`, after it."""
        return self._note(artifact, "notes")

    def _note(self, artifact: Artifact, kind: str) -> Markup:
        if artifact.folder:
            return Markup("")
        return self.text(f"{artifact.type}-{artifact.id}-{kind}")


def _neighbours(sequence: tuple[NavItem, ...], page: str) -> tuple[NavItem | None, NavItem | None]:
    """The pages before and after one in the menu."""
    places = [index for index, item in enumerate(sequence) if item.page == page]
    if not places:
        return None, None
    place = places[0]
    before = sequence[place - 1] if place else None
    after = sequence[place + 1] if place + 1 < len(sequence) else None
    return before, after
