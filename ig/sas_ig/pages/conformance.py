"""The pages of capability statements, search parameters and all that is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sas_ig.artifacts.artifact import Artifact, Kind
from sas_ig.artifacts.links import Link
from sas_ig.elements.texts import Text
from sas_ig.pages.common import Head, UsageGroup, head, kind_word, usage_groups
from sas_ig.pages.guide import Desk
from sas_ig.pages.sources import Sources, sources
from sas_ig.site.page import Page

_MODES = {"server": ("serveur", "server"), "client": ("client", "client")}

_CODES = {
    "read": ("lire", "read"),
    "vread": ("lire une version", "vread"),
    "update": ("mettre à jour", "update"),
    "patch": ("modifier en partie", "patch"),
    "delete": ("supprimer", "delete"),
    "history-instance": ("historique d'une ressource", "history of an instance"),
    "history-type": ("historique d'un type", "history of a type"),
    "create": ("créer", "create"),
    "search-type": ("rechercher", "search"),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A search parameter of a capability statement.

    `code` is what stands in the URL, `name` what the statement calls it where that
    is something else.
    """

    name: str
    code: str
    type: str
    definition: Link | None
    documentation: Text


@dataclass(frozen=True, slots=True)
class TypeCapabilities:
    """What a capability statement says of one resource type."""

    type: Link
    profile: Link | None
    supported: tuple[Link, ...]
    interactions: tuple[tuple[str, str], ...]
    conditional: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    includes: tuple[str, ...]
    reverse_includes: tuple[str, ...]
    documentation: Text


@dataclass(frozen=True, slots=True)
class Rest:
    """One `rest` of a capability statement."""

    mode: str
    documentation: Text
    security: Text
    types: tuple[TypeCapabilities, ...]


@dataclass(frozen=True, slots=True)
class CapabilityView:
    """A capability statement."""

    head: Head
    rests: tuple[Rest, ...]
    usages: tuple[UsageGroup, ...]
    sources: Sources


@dataclass(frozen=True, slots=True)
class PlainView:
    """Any other definition: its facts, who uses it, its source."""

    head: Head
    expression: str
    lines: tuple[tuple[str, str | Link], ...]
    usages: tuple[UsageGroup, ...]
    sources: Sources


def conformance_page(artifact: Artifact, desk: Desk) -> Page:
    """The page of a definition that is neither structure nor terminology."""
    capability = artifact.kind is Kind.CAPABILITY
    view: Any = _capability(artifact, desk) if capability else _plain(artifact, desk)
    return Page(
        artifact.page,
        "capability.html" if capability else "plain.html",
        artifact.title,
        desk.tongue,
        view,
        section=kind_word(artifact.kind, desk),
        summary=artifact.description,
    )


def _capability(artifact: Artifact, desk: Desk) -> CapabilityView:
    resource = artifact.resource
    facts: list[tuple[str, str | Link]] = [
        (desk.t("Genre", "Kind"), str(resource.get("kind", ""))),
        (desk.t("Formats", "Formats"), ", ".join(resource.get("format", ()))),
    ]
    return CapabilityView(
        head(artifact, desk, facts),
        tuple(_rest(item, desk) for item in resource.get("rest", ())),
        tuple(usage_groups(desk.guide.usages.of(artifact.url), desk)),
        sources(artifact, desk),
    )


def _rest(rest: dict[str, Any], desk: Desk) -> Rest:
    mode = str(rest.get("mode", ""))
    return Rest(
        desk.t(*_MODES.get(mode, (mode, mode))),
        desk.own(str(rest.get("documentation", ""))),
        desk.own(str(rest.get("security", {}).get("description", ""))),
        tuple(_type(item, desk) for item in rest.get("resource", ())),
    )


def _type(item: dict[str, Any], desk: Desk) -> TypeCapabilities:
    codes = [str(found.get("code", "")) for found in item.get("interaction", ())]
    return TypeCapabilities(
        type=desk.guide.links.to_type(str(item.get("type", ""))),
        profile=desk.link(item["profile"]) if item.get("profile") else None,
        supported=tuple(desk.link(canonical) for canonical in item.get("supportedProfile", ())),
        interactions=tuple((code, desk.t(*_CODES.get(code, (code, code)))) for code in codes),
        conditional=tuple(_conditional(item, desk)),
        parameters=tuple(_parameter(found, desk) for found in item.get("searchParam", ())),
        includes=tuple(item.get("searchInclude", ())),
        reverse_includes=tuple(item.get("searchRevInclude", ())),
        documentation=desk.own(str(item.get("documentation", ""))),
    )


def _conditional(item: dict[str, Any], desk: Desk) -> Iterator[str]:
    if item.get("updateCreate"):
        yield desk.t("une mise à jour peut créer", "an update may create")
    if item.get("conditionalUpdate"):
        yield desk.t("mise à jour conditionnelle", "conditional update")
    if item.get("conditionalCreate"):
        yield desk.t("création conditionnelle", "conditional create")


def _parameter(found: dict[str, Any], desk: Desk) -> Parameter:
    name, definition = str(found.get("name", "")), found.get("definition")
    known = desk.guide.registry.find(definition, type="SearchParameter") if definition else None
    return Parameter(
        name=name,
        code=str((known or {}).get("code", name)),
        type=str(found.get("type", "")),
        definition=desk.link(definition) if definition else None,
        documentation=desk.own(str(found.get("documentation", ""))),
    )


def _plain(artifact: Artifact, desk: Desk) -> PlainView:
    resource = artifact.resource
    return PlainView(
        head=head(artifact, desk),
        expression=str(resource.get("expression", "")),
        lines=tuple(_lines(resource, desk)),
        usages=tuple(usage_groups(desk.guide.usages.of(artifact.url), desk)),
        sources=sources(artifact, desk),
    )


def _lines(resource: dict[str, Any], desk: Desk) -> Iterator[tuple[str, str | Link]]:
    if resource["resourceType"] != "SearchParameter":
        return
    yield desk.t("Nom dans l'URL", "Name in the URL"), str(resource.get("code", ""))
    for base in resource.get("base", ()):
        yield desk.t("Ressource", "Resource"), desk.guide.links.to_type(str(base))
    yield desk.t("Type", "Type"), str(resource.get("type", ""))
    if resource.get("derivedFrom"):
        yield desk.t("Dérive de", "Derived from"), desk.link(resource["derivedFrom"])
    for target in resource.get("target", ()):
        yield desk.t("Désigne", "Targets"), desk.guide.links.to_type(str(target))
    if resource.get("comparator"):
        yield desk.t("Préfixes", "Prefixes"), ", ".join(resource["comparator"])
    for name, words in (
        (
            "multipleOr",
            ("Plusieurs valeurs, séparées par des virgules", "Several comma-separated values"),
        ),
        ("multipleAnd", ("Répétable dans l'URL", "May be repeated in the URL")),
    ):
        if name in resource:
            yield desk.t(*words), desk.t("oui", "yes") if resource[name] else desk.t("non", "no")
