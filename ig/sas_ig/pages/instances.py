"""The pages of examples and counter-examples: content, verdict, source with its issues."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sas_ig.artifacts.artifact import Artifact, Kind
from sas_ig.artifacts.links import Link
from sas_ig.elements.texts import Text
from sas_ig.pages.common import Head, VerdictView, head, kind_word, verdict_of, verdict_view
from sas_ig.pages.guide import Desk
from sas_ig.pages.sources import Linker, Sources, sources
from sas_ig.site.page import Page
from sas_validators.outcome import Issue


@dataclass(frozen=True, slots=True)
class Fact:
    """One element of an instance as readers see it: a value, or further facts below it."""

    name: str
    value: str
    link: Link | None
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class IssueGroup:
    """Issues that say the same of several places; `line` is that of each place."""

    severity: str
    message_id: str
    text: Text
    places: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True)
class InstanceView:
    """An example or counter-example; `canonicals` are those of `profiles`."""

    head: Head
    profiles: tuple[Link, ...]
    canonicals: tuple[str, ...]
    wrong: bool
    facts: tuple[Fact, ...]
    verdict: VerdictView
    issues: tuple[IssueGroup, ...]
    remarks: tuple[IssueGroup, ...]
    sources: Sources


def instance_page(artifact: Artifact, desk: Desk) -> Page:
    """The page of one example or counter-example."""
    verdict = verdict_of(artifact, desk)
    groups = list(issue_groups(verdict.issues, desk))
    shown = sources(artifact, desk, verdict.worst_by_line())
    reader = _Reader(shown.linker, desk)
    view = InstanceView(
        head=head(
            artifact, desk, [(desk.t("Type", "Type"), desk.guide.links.to_type(artifact.type))]
        ),
        profiles=tuple(desk.link(canonical) for canonical in artifact.item.profiles),
        canonicals=tuple(artifact.item.profiles),
        wrong=artifact.kind is Kind.COUNTEREXAMPLE,
        facts=tuple(reader.facts(artifact.resource)),
        verdict=verdict_view(artifact, verdict),
        issues=tuple(group for group in groups if group.severity != "information"),
        remarks=tuple(group for group in groups if group.severity == "information"),
        sources=shown,
    )
    section = kind_word(artifact.kind, desk)
    return Page(
        artifact.page,
        "instance.html",
        artifact.title,
        desk.tongue,
        view,
        section=section,
        summary=artifact.description,
    )


def issue_groups(issues: tuple[Issue, ...], desk: Desk) -> Iterator[IssueGroup]:
    """The issues, those with the same text brought together, worst first."""
    language = desk.tongue.language
    found: dict[tuple[str, str, str], list[tuple[str, int | None]]] = {}
    for issue in issues:
        key = issue.severity, issue.message_id, issue.text(language)
        found.setdefault(key, []).append((issue.expression, issue.line))
    for (severity, message_id, text), places in found.items():
        yield IssueGroup(severity, message_id, Text(text, language), tuple(places))


class _Reader:
    """Reads an instance for people."""

    def __init__(self, linker: Linker, desk: Desk) -> None:
        self._linker = linker
        self._desk = desk

    def facts(self, resource: dict[str, Any]) -> Iterator[Fact]:
        """The elements of a resource or of a value, `resourceType` and `id` left out."""
        for name, value in resource.items():
            if name in ("resourceType", "id", "text") or name.startswith("_"):
                continue
            for item in value if isinstance(value, list) else [value]:
                yield self._fact(name, item)

    def _fact(self, name: str, value: Any) -> Fact:
        if not isinstance(value, dict):
            shown = _plain(value, self._desk)
            link = self._linker.find(shown) if isinstance(value, str) else None
            return Fact(name, shown, link if link and link.page else None, ())
        if "code" in value and "system" in value and isinstance(value["code"], str):
            return self._coding(name, value)
        if name == "extension" or name == "modifierExtension":
            return self._extension(name, value)
        label = f"{name} ({value['resourceType']})" if "resourceType" in value else name
        if "reference" in value and isinstance(value["reference"], str):
            return Fact(label, value["reference"], self._linker.find(value["reference"]), ())
        return Fact(label, "", None, tuple(self.facts(value)))

    def _coding(self, name: str, value: dict[str, Any]) -> Fact:
        system, code = str(value["system"]), str(value["code"])
        display = value.get("display") or self._desk.guide.terminology.display(
            system, code, self._desk.tongue.language
        )
        if "value" in value:
            display = f"{value['value']} {value.get('unit', '')}".strip()
        link = self._desk.link(system)
        shown = f"{code} – {display}" if display else code
        return Fact(name, shown, link if link.page else None, ())

    def _extension(self, name: str, value: dict[str, Any]) -> Fact:
        link = self._desk.link(str(value.get("url", "")))
        inner = {key: part for key, part in value.items() if key != "url"}
        return Fact(name, link.label, link if link.page else None, tuple(self.facts(inner)))


def _plain(value: Any, desk: Desk) -> str:
    if isinstance(value, bool):
        return desk.t("oui", "yes") if value else desk.t("non", "no")
    return str(value)
