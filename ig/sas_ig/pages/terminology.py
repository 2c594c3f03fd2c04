"""The pages of value sets and code systems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sas_ig.artifacts.artifact import Artifact, Kind
from sas_ig.artifacts.links import Link
from sas_ig.elements.texts import Text
from sas_ig.pages.common import Head, UsageGroup, head, kind_word, usage_groups
from sas_ig.pages.guide import MAX_LISTED, Desk
from sas_ig.pages.sources import Sources, sources
from sas_ig.site.page import Page
from sas_validators.terminology.expansion import Expansion

_GAPS = {
    "system": ("système de codes non chargé", "code system not loaded"),
    "version": ("version du système non chargée", "version of the code system not loaded"),
    "fragment": ("système connu en partie", "code system known in part"),
    "value-set": ("jeu de valeurs non chargé", "value set not loaded"),
    "filter": ("filtre non évaluable", "filter that can't be evaluated"),
    "expansion": ("expansion partielle", "partial expansion"),
    "effort": ("jeu trop imbriqué", "value set too involved"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One include or exclude of a value set, in words and links."""

    exclude: bool
    system: Link | None
    value_sets: tuple[Link, ...]
    filters: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Code:
    """One code of an expansion; `own` is the display of its system where it is another one.

    `anchor` is the id of its line: the code, and a number where systems share it.
    """

    system: Link
    code: str
    display: str
    own: str
    anchor: str


@dataclass(frozen=True, slots=True)
class ValueSetView:
    """A value set: its rules, its codes, why there may be more of them."""

    head: Head
    rules: tuple[Rule, ...]
    codes: tuple[Code, ...]
    several_systems: bool
    missing: tuple[str, ...]
    truncated: bool
    usages: tuple[UsageGroup, ...]
    sources: Sources


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept of a code system, `depth` levels below the top."""

    code: str
    display: Text
    definition: Text
    depth: int
    retired: bool


@dataclass(frozen=True, slots=True)
class CodeSystemView:
    """A code system with its concepts."""

    head: Head
    concepts: tuple[Concept, ...]
    total: int
    usages: tuple[UsageGroup, ...]
    sources: Sources


def terminology_page(artifact: Artifact, desk: Desk) -> Page:
    """The page of a value set or a code system."""
    value_set = artifact.kind is Kind.VALUE_SET
    view: Any = _value_set(artifact, desk) if value_set else _code_system(artifact, desk)
    return Page(
        artifact.page,
        "value_set.html" if value_set else "code_system.html",
        artifact.title,
        desk.tongue,
        view,
        section=kind_word(artifact.kind, desk),
        summary=artifact.description,
    )


def _value_set(artifact: Artifact, desk: Desk) -> ValueSetView:
    expansion = desk.guide.expansion(artifact.url)
    codes = tuple(_codes(expansion, desk)) if expansion else ()
    return ValueSetView(
        head=head(artifact, desk),
        rules=tuple(_rules(artifact.resource, desk)),
        codes=codes,
        several_systems=len({code.system for code in codes}) > 1,
        missing=tuple(_missing(expansion, desk)) if expansion else (),
        truncated=bool(expansion and expansion.truncated),
        usages=tuple(usage_groups(desk.guide.usages.of(artifact.url), desk)),
        sources=sources(artifact, desk),
    )


def _codes(expansion: Expansion, desk: Desk) -> Iterator[Code]:
    seen: Counter[str] = Counter()
    for concept in expansion.concepts:
        seen[concept.code] += 1
        number = seen[concept.code]
        own = desk.guide.terminology.display(concept.system, concept.code, desk.tongue.language)
        display = concept.display or own or ""
        yield Code(
            desk.link(concept.system),
            concept.code,
            display,
            own if own and own != display else "",
            concept.code if number == 1 else f"{concept.code}-{number}",
        )


def _missing(expansion: Expansion, desk: Desk) -> Iterator[str]:
    colon = desk.t(" : ", ": ")
    for gap in expansion.incomplete:
        words = desk.t(*_GAPS[gap.kind])
        yield f"{words}{colon}`{gap.name}`" + (f" ({gap.detail})" if gap.detail else "")


def _rules(resource: dict[str, Any], desk: Desk) -> Iterator[Rule]:
    for name in ("include", "exclude"):
        for rule in resource.get("compose", {}).get(name, ()):
            yield Rule(
                name == "exclude",
                desk.link(rule["system"]) if rule.get("system") else None,
                tuple(desk.link(canonical) for canonical in rule.get("valueSet", ())),
                tuple(
                    f"{item.get('property')} {item.get('op')} {item.get('value')}"
                    for item in rule.get("filter", ())
                ),
                len(rule.get("concept", ())),
            )


def _code_system(artifact: Artifact, desk: Desk) -> CodeSystemView:
    resource = artifact.resource
    concepts = list(_concepts(resource.get("concept", ()), desk, 0))
    content = {
        "complete": desk.t("complet", "complete"),
        "fragment": desk.t("extrait", "fragment"),
        "example": desk.t("exemples", "examples"),
        "not-present": desk.t("non fourni", "not present"),
    }.get(str(resource.get("content", "")), str(resource.get("content", "")))
    case = desk.t("oui", "yes") if resource.get("caseSensitive") else desk.t("non", "no")
    facts: list[tuple[str, str | Link]] = [
        (desk.t("Contenu", "Content"), content),
        (desk.t("Sensible à la casse", "Case sensitive"), case),
    ]
    oids = [item for item in resource.get("identifier", ()) if "oid" in str(item.get("value", ""))]
    facts += [("OID", str(item["value"])) for item in oids]
    return CodeSystemView(
        head=head(artifact, desk, facts),
        concepts=tuple(concepts[:MAX_LISTED]),
        total=len(concepts),
        usages=tuple(usage_groups(desk.guide.usages.of(artifact.url), desk)),
        sources=sources(artifact, desk),
    )


def _concepts(concepts: Any, desk: Desk, depth: int) -> Iterator[Concept]:
    for concept in concepts:
        retired = any(
            item.get("code") in ("status", "inactive", "deprecated", "deprecationDate")
            and item.get("valueCode") not in ("active",)
            and item.get("valueBoolean") is not False
            for item in concept.get("property", ())
        )
        yield Concept(
            str(concept.get("code", "")),
            desk.own(str(concept.get("display", ""))),
            desk.own(str(concept.get("definition", ""))),
            depth,
            retired,
        )
        yield from _concepts(concept.get("concept", ()), desk, depth + 1)
