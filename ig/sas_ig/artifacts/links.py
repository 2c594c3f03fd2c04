"""Where a canonical leads: a page of this site, a page of HL7's, or nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sas_ig.artifacts.catalog import Catalog
from sas_validators.definitions.package import Entry
from sas_validators.definitions.registry import Registry, type_url

R4 = "https://hl7.org/fhir/R4/"

_PACKAGE_SITES = {
    "hl7.terminology.r4": "https://terminology.hl7.org/",
    "hl7.fhir.uv.extensions.r4": "https://hl7.org/fhir/extensions/",
}

_TYPE_PAGES = {
    "Reference": "references.html#Reference",
    "Extension": "extensibility.html#Extension",
    "Narrative": "narrative.html#Narrative",
    "xhtml": "narrative.html#xhtml",
    "Meta": "resource.html#Meta",
    "Dosage": "dosage.html#Dosage",
    "Element": "element.html#Element",
    "BackboneElement": "backboneelement.html#BackboneElement",
    "ElementDefinition": "elementdefinition.html#ElementDefinition",
    "ContactDetail": "metadatatypes.html#ContactDetail",
    "Contributor": "metadatatypes.html#Contributor",
    "DataRequirement": "metadatatypes.html#DataRequirement",
    "Expression": "metadatatypes.html#Expression",
    "ParameterDefinition": "metadatatypes.html#ParameterDefinition",
    "RelatedArtifact": "metadatatypes.html#RelatedArtifact",
    "TriggerDefinition": "metadatatypes.html#TriggerDefinition",
    "UsageContext": "metadatatypes.html#UsageContext",
}
"""The types that R4 does not describe on datatypes.html."""

_SYSTEM_TYPES = "http://hl7.org/fhirpath/System."


@dataclass(frozen=True, slots=True)
class Link:
    """A text with where it leads.

    `page` is a path below the root of a language of this site, `href` a URL
    elsewhere; both are "" when there is nothing to open. `canonical` is what was
    asked for.
    """

    label: str
    page: str = ""
    href: str = ""
    canonical: str = ""


class Links:
    """Resolves canonicals over the site's catalog and the loaded packages."""

    def __init__(self, catalog: Catalog, registry: Registry) -> None:
        self._catalog = catalog
        self._registry = registry
        self._known: dict[str, Link] = {}

    def to(self, canonical: str) -> Link:
        """The link of a definition; without target when it is nowhere to be read."""
        if canonical not in self._known:
            self._known[canonical] = self._find(canonical)
        return self._known[canonical]

    def to_type(self, code: str) -> Link:
        """The link of a type code of ElementDefinition.type."""
        if code.startswith(_SYSTEM_TYPES):
            name = code.removeprefix(_SYSTEM_TYPES).lower()
            return Link(name, href=f"{R4}datatypes.html#{name}", canonical=code)
        return self.to(code if "://" in code else type_url(code))

    def to_named(self, name: str) -> Link | None:
        """The link of an artifact by canonical, id, name or `Type/id`; None when unknown."""
        artifact = self._catalog.find_named(name)
        if artifact is not None:
            return Link(artifact.title, page=artifact.page, canonical=artifact.url)
        return self.to(name) if self._registry.find_entry(name) is not None else None

    def _find(self, canonical: str) -> Link:
        artifact = self._catalog.find(canonical)
        if artifact is not None:
            label = str(artifact.resource.get("name") or artifact.id)
            return Link(label, page=artifact.page, canonical=canonical)
        entry = self._registry.find_entry(canonical)
        if entry is None:
            return Link(_short_name(canonical), canonical=canonical)
        resource = self._registry.read(entry)
        label = str(resource.get("name") or entry.summary.get("id") or _short_name(canonical))
        return Link(label, href=_page_of(entry, resource), canonical=canonical)


def _short_name(canonical: str) -> str:
    return canonical.partition("|")[0].rstrip("/").rpartition("/")[2] or canonical


def _page_of(entry: Entry, resource: dict[str, Any]) -> str:
    """The page that HL7 publishes for a definition; "" for other publishers."""
    package = entry.package.partition("#")[0]
    id = str(resource.get("id", ""))
    if package == "hl7.fhir.r4.core":
        return R4 + _core_page(entry.type, id, resource)
    site = _PACKAGE_SITES.get(package)
    return f"{site}{entry.type}-{id}.html" if site else ""


def _core_page(type: str, id: str, resource: dict[str, Any]) -> str:
    if type == "StructureDefinition":
        if resource.get("type") == "Extension" and resource.get("derivation") == "constraint":
            return f"extension-{id.lower()}.html"
        if resource.get("kind") == "resource" or resource.get("derivation") == "constraint":
            return f"{id.lower()}.html"
        return _TYPE_PAGES.get(id, f"datatypes.html#{id}")
    if type in ("ValueSet", "CodeSystem"):
        return f"{type.lower()}-{id.lower()}.html"
    return "searchparameter-registry.html" if type == "SearchParameter" else ""
