"""All that pages are made from, for one guide and one language."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sas_ig.artifacts.artifact import Artifact
from sas_ig.artifacts.catalog import Catalog
from sas_ig.artifacts.links import Link, Links
from sas_ig.artifacts.usages import Usages
from sas_ig.artifacts.verdicts import Verdicts
from sas_ig.elements.bases import Bases, parent_changes
from sas_ig.elements.bindings import BindingViews
from sas_ig.elements.changes import Change
from sas_ig.elements.rows import RowBuilder
from sas_ig.elements.texts import Text, Texts
from sas_ig.project.config import Config
from sas_ig.project.settings import Settings
from sas_ig.site.places import Tongue
from sas_validators.definitions.registry import Registry
from sas_validators.definitions.types import TypeModel
from sas_validators.snapshot.generator import Snapshots
from sas_validators.terminology.editions import RegistryLoader
from sas_validators.terminology.expansion import Expansion
from sas_validators.terminology.terminology import Terminology

MAX_LISTED = 500
"""Pages list no more codes of a value set or a code system than this."""


@dataclass
class Guide:
    """The guide's content and the services over it, whatever the language."""

    config: Config
    settings: Settings
    catalog: Catalog
    registry: Registry
    verdicts: Verdicts
    bases: Bases = field(init=False)
    links: Links = field(init=False)
    terminology: Terminology = field(init=False)
    bindings: BindingViews = field(init=False)

    def __post_init__(self) -> None:
        self.bases = Bases(Snapshots(self.registry))
        self.links = Links(self.catalog, self.registry)
        self.terminology = Terminology(RegistryLoader(self.registry))
        self.bindings = BindingViews(self.links, self.terminology)
        self.sources: dict[str, Any] = {}
        self._changes: dict[str, list[Change]] = {}
        self._expansions: dict[str, Expansion | None] = {}

    def parent_changes(self, artifact: Artifact) -> list[Change]:
        """How a profile differs from its parent; worked out once."""
        if artifact.url not in self._changes:
            self._changes[artifact.url] = parent_changes(artifact.resource, self.bases)
        return self._changes[artifact.url]

    def expansion(self, canonical: str) -> Expansion | None:
        """The codes of a value set; worked out once."""
        if canonical not in self._expansions:
            self._expansions[canonical] = self.terminology.expand(canonical, limit=MAX_LISTED)
        return self._expansions[canonical]

    @cached_property
    def usages(self) -> Usages:
        """Who uses what among the guide's definitions."""
        return Usages(self.catalog)

    @cached_property
    def types(self) -> TypeModel:
        """R4's types, for writing XML."""
        return TypeModel(self.registry)


class Desk:
    """The guide as seen by the pages of one language."""

    def __init__(self, guide: Guide, tongue: Tongue) -> None:
        self.guide = guide
        self.tongue = tongue
        self.texts = Texts(guide.bases, guide.config.language, tongue.language)
        self.rows = RowBuilder(guide.bases, guide.links, guide.bindings, self.texts)

    def own(self, text: str) -> Text:
        """A text of the project, in the language it is written in."""
        return Text(text, self.guide.config.language)

    def t(self, french: str, english: str) -> str:
        """The interface's own words."""
        return french if self.tongue.language == "fr" else english

    def link(self, canonical: str) -> Link:
        """The link of a definition."""
        return self.guide.links.to(canonical)
