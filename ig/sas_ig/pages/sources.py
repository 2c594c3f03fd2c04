"""Resources as source: highlighted JSON and XML, made only when a page is rendered."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lxml import etree
from markupsafe import Markup

from sas_ig.artifacts.artifact import Artifact
from sas_ig.artifacts.catalog import Catalog
from sas_ig.artifacts.links import Link, Links
from sas_ig.pages.guide import Desk
from sas_ig.site.highlight import highlight, numbered, pretty
from sas_ig.site.places import relative
from sas_validators.definitions.types import TypeModel
from sas_validators.reading.xmlwriter import NotWritableError, write_xml

MAX_SHOWN = 90_000
"""Sources of more characters than this are only offered as files: pages stay small."""


class Linker:
    """Finds the page of what a string in a source names: a definition, or another example."""

    def __init__(self, artifact: Artifact, links: Links, catalog: Catalog) -> None:
        self._artifact = artifact
        self._links = links
        self._catalog = catalog

    def find(self, text: str) -> Link | None:
        """The link of a canonical or of a reference `Type/id`; None for other strings."""
        if "://" in text:
            return self._links.to(text)
        if "/" not in text:
            return None
        here, top = self._artifact.folder, self._catalog
        target = top.find_reference(text, here) or top.find_reference(text)
        return Link(target.title, page=target.page) if target else None

    def __call__(self, text: str) -> str:
        """The URL of the link from the artifact's page, "" when it leads to no page here."""
        link = self.find(text)
        return relative(self._artifact.page, link.page) if link and link.page else ""


@dataclass(frozen=True)
class Sources:
    """A resource's sources, without its snapshot.

    Only `digest` and `marks` stand for it in a view; `marks` are the worst
    severities by line where lines are numbered.
    """

    digest: str
    without_snapshot: bool
    marks: Mapping[int, str] | None
    resource: dict[str, Any] = field(repr=False)
    types: TypeModel = field(repr=False)
    linker: Linker = field(repr=False)

    @cached_property
    def json(self) -> Markup:
        """The JSON as HTML, "" when it is too long to be shown."""
        text = pretty(self.resource)
        if len(text) > MAX_SHOWN:
            return Markup("")
        html = highlight(text, "json", self.linker)
        return html if self.marks is None else numbered(html, self.marks)

    @cached_property
    def xml(self) -> Markup:
        """The XML as HTML, "" when it is too long to be shown."""
        text = xml_text(self.resource, self.types)
        return Markup("") if len(text) > MAX_SHOWN else highlight(text, "xml", self.linker)


def sources(artifact: Artifact, desk: Desk, marks: Mapping[int, str] | None = None) -> Sources:
    """The sources of an artifact as its pages show them, the same ones for all languages."""
    known = desk.guide.sources
    found: Sources = known.get(artifact.stem) or _make(artifact, desk, marks)
    known[artifact.stem] = found
    return found


def _make(artifact: Artifact, desk: Desk, marks: Mapping[int, str] | None) -> Sources:
    resource = artifact.resource
    return Sources(
        hashlib.sha256(artifact.item.data).hexdigest(),
        "snapshot" in resource,
        marks,
        {name: part for name, part in resource.items() if name != "snapshot"},
        desk.guide.types,
        Linker(artifact, desk.guide.links, desk.guide.catalog),
    )


def xml_text(resource: dict[str, Any], types: TypeModel) -> str:
    """The resource as indented XML; "" for what XML has no place for."""
    try:
        root = etree.fromstring(write_xml(resource, types))
    except NotWritableError:
        return ""
    etree.indent(root)
    return etree.tostring(root, encoding="unicode")
