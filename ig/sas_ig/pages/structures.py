"""The pages of a StructureDefinition: overview, dictionary, examples, mappings, sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup

from sas_ig.artifacts.artifact import Artifact, Kind
from sas_ig.artifacts.links import Link
from sas_ig.elements.facets import Element
from sas_ig.elements.rows import Row
from sas_ig.elements.sentences import grouped
from sas_ig.elements.texts import Text
from sas_ig.pages.common import (
    ExampleLine,
    Head,
    Tab,
    UsageGroup,
    example_lines,
    head,
    kind_word,
    usage_groups,
)
from sas_ig.pages.guide import Desk
from sas_ig.pages.notes import Notes
from sas_ig.pages.sources import Sources, sources
from sas_ig.site.page import Page

TEXTS = (
    ("definition", ("Définition", "Definition")),
    ("comment", ("Commentaire", "Comment")),
    ("requirements", ("Raison d'être", "Requirements")),
    ("meaningWhenMissing", ("Sens de l'absence", "Meaning when missing")),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A row with the views it appears in: what is changed or to be supported, and what is above.

    `parent` is the id of the element above, `entry` tells whether the dictionary
    has the element.
    """

    row: Row
    parent: str
    entry: bool
    differential: bool
    must_support: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """The first page: tree, differences in words, usages, examples, validation.

    `judged_by` is the canonical that readers can hold their own resource to, ""
    for what is no profile of a resource.
    """

    head: Head
    intro: Markup
    notes: Markup
    shown: tuple[Shown, ...]
    has_must_support: bool
    base: Link
    changes: tuple[tuple[str, tuple[str, ...]], ...]
    usages: tuple[UsageGroup, ...]
    examples: tuple[ExampleLine, ...]
    contexts: tuple[str, ...]
    dictionary: str
    judged_by: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One element of the dictionary with its texts and mappings."""

    row: Row
    texts: tuple[tuple[str, Text], ...]
    mappings: tuple[tuple[str, str], ...]
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The page of all elements in full."""

    head: Head
    entries: tuple[Entry, ...]
    overview: str


@dataclass(frozen=True, slots=True)
class Examples:
    """The page of examples and counter-examples."""

    head: Head
    examples: tuple[ExampleLine, ...]
    counterexamples: tuple[ExampleLine, ...]
    canonical: str


@dataclass(frozen=True, slots=True)
class MappingTable:
    """The elements that one mapping speaks of."""

    name: str
    uri: str
    comment: Text
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Mappings:
    """The page of mappings."""

    head: Head
    tables: tuple[MappingTable, ...]
    dictionary: str


@dataclass(frozen=True, slots=True)
class SourcePage:
    """The page of the definition as JSON and XML."""

    head: Head
    sources: Sources


class StructurePages:
    """Makes the pages of one StructureDefinition."""

    def __init__(self, artifact: Artifact, desk: Desk, notes: Notes) -> None:
        self._artifact = artifact
        self._desk = desk
        self._notes = notes
        self._rows = desk.rows.rows(artifact.resource)
        catalog = desk.guide.catalog
        self._examples = catalog.examples_of(artifact.url, Kind.EXAMPLE)
        self._wrong = catalog.examples_of(artifact.url, Kind.COUNTEREXAMPLE)

    def pages(self) -> Iterator[Page]:
        """All pages of the definition."""
        yield self._page("", "structure.html", self._overview())
        yield self._page("definitions", "dictionary.html", self._dictionary())
        if self._examples or self._wrong:
            yield self._page("examples", "examples.html", self._example_page())
        if self._mapping_tables:
            yield self._page("mappings", "mappings.html", self._mapping_page())
        yield self._page("sources", "sources.html", self._source_page())

    def _page(self, view_name: str, template: str, view: Any) -> Page:
        artifact, desk = self._artifact, self._desk
        path = artifact.view(view_name) if view_name else artifact.page
        labels = {tab.page: tab.label for tab in view.head.tabs}
        title = f"{artifact.title} – {labels[path]}" if view_name else artifact.title
        return Page(
            path,
            template,
            title,
            desk.tongue,
            view,
            section=kind_word(artifact.kind, desk),
            summary=artifact.description,
        )

    def _head(self, current: str) -> Head:
        artifact, desk = self._artifact, self._desk
        resource = artifact.resource
        facts: list[tuple[str, str | Link]] = []
        if resource.get("type"):
            link = desk.guide.links.to_type(str(resource["type"]))
            facts.append((desk.t("Type", "Type"), link))
        if resource.get("baseDefinition"):
            facts.append((desk.t("Parent", "Parent"), desk.link(resource["baseDefinition"])))
        return head(artifact, desk, facts, list(self._tabs(current)))

    def _tabs(self, current: str) -> Iterator[Tab]:
        artifact, t = self._artifact, self._desk.t
        named = [
            ("", t("Vue d'ensemble", "Overview"), 0, True),
            ("definitions", t("Dictionnaire", "Dictionary"), 0, True),
            (
                "examples",
                t("Exemples", "Examples"),
                len(self._examples) + len(self._wrong),
                bool(self._examples or self._wrong),
            ),
            ("mappings", t("Correspondances", "Mappings"), 0, bool(self._mapping_tables)),
            ("sources", "JSON, XML", 0, True),
        ]
        for name, label, count, there in named:
            if there:
                page = artifact.view(name) if name else artifact.page
                yield Tab(label, page, name == current, count)

    def _overview(self) -> Overview:
        artifact, desk = self._artifact, self._desk
        base = str(artifact.resource.get("baseDefinition", ""))
        changes = desk.guide.parent_changes(artifact)
        return Overview(
            head=self._head(""),
            intro=self._notes.intro(artifact, desk),
            notes=self._notes.notes(artifact, desk),
            shown=tuple(shown_rows(self._rows)),
            has_must_support=any(row.must_support for row in self._rows),
            base=desk.link(base) if base else Link(""),
            changes=tuple((id, tuple(said)) for id, said in grouped(changes, desk.tongue.language)),
            usages=tuple(usage_groups(desk.guide.usages.of(artifact.url), desk)),
            examples=tuple(example_lines(self._examples, desk)),
            contexts=tuple(_contexts(artifact.resource)),
            dictionary=artifact.view("definitions"),
            judged_by=artifact.url if artifact.resource.get("kind") == "resource" else "",
        )

    def _dictionary(self) -> Dictionary:
        artifact, desk = self._artifact, self._desk
        elements = _elements(desk.guide.bases.complete(artifact.resource))
        changes = desk.guide.parent_changes(artifact)
        said = dict(grouped(changes, desk.tongue.language))
        entries = [
            self._entry(row, elements[row.id], said.get(row.id, []))
            for row in self._rows
            if in_dictionary(row)
        ]
        return Dictionary(self._head("definitions"), tuple(entries), artifact.page)

    def _entry(self, row: Row, element: Element, said: list[str]) -> Entry:
        texts = [
            (self._desk.t(*label), self._desk.texts.field(element, name)) for name, label in TEXTS
        ]
        names = {item["identity"]: item.get("name", item["identity"]) for item in self._mapped()}
        return Entry(
            row,
            tuple((label, text) for label, text in texts if text),
            tuple(
                (str(names.get(item["identity"], item["identity"])), str(item.get("map", "")))
                for item in element.get("mapping", ())
            ),
            tuple(said),
        )

    def _example_page(self) -> Examples:
        return Examples(
            self._head("examples"),
            tuple(example_lines(self._examples, self._desk)),
            tuple(example_lines(self._wrong, self._desk)),
            self._artifact.url,
        )

    def _mapped(self) -> list[dict[str, Any]]:
        return list(self._artifact.resource.get("mapping", ()))

    @cached_property
    def _mapping_tables(self) -> tuple[MappingTable, ...]:
        elements = _elements(self._artifact.resource)
        tables = []
        for mapping in self._mapped():
            lines = tuple(
                (id, str(item.get("map", "")))
                for id, element in elements.items()
                for item in element.get("mapping", ())
                if item.get("identity") == mapping["identity"]
            )
            if lines:
                comment = self._desk.own(str(mapping.get("comment", "")))
                name = str(mapping.get("name", mapping["identity"]))
                tables.append(MappingTable(name, str(mapping.get("uri", "")), comment, lines))
        return tuple(tables)

    def _mapping_page(self) -> Mappings:
        return Mappings(
            self._head("mappings"), self._mapping_tables, self._artifact.view("definitions")
        )

    def _source_page(self) -> SourcePage:
        return SourcePage(self._head("sources"), sources(self._artifact, self._desk))


def shown_rows(rows: list[Row]) -> Iterator[Shown]:
    """The rows with the views each belongs to."""
    differential = _with_ancestors(row.id for row in rows if row.changed)
    must_support = _with_ancestors(row.id for row in rows if row.must_support)
    for row in rows:
        parent = row.id.rpartition(".")[0]
        yield Shown(row, parent, in_dictionary(row), row.id in differential, row.id in must_support)


def in_dictionary(row: Row) -> bool:
    """Whether the dictionary has an element: not what types bring along untouched."""
    return row.key or row.changed or row.depth <= 1


def _with_ancestors(ids: Iterator[str]) -> set[str]:
    found: set[str] = set()
    for id in ids:
        while id and id not in found:
            found.add(id)
            id = id.rpartition(".")[0]
    return found


def _elements(definition: dict[str, Any]) -> dict[str, Element]:
    elements = definition.get("snapshot", {}).get("element", ())
    return {str(element["id"]): element for element in elements}


def _contexts(resource: dict[str, Any]) -> Iterator[str]:
    """Where an extension may stand."""
    for context in resource.get("context", ()):
        yield str(context.get("expression", ""))
