"""The page that says how good the guide itself is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sas_ig.artifacts.artifact import Kind
from sas_ig.artifacts.links import Link
from sas_ig.elements.texts import Text
from sas_ig.pages.common import VerdictView, kind_word, verdict_of, verdict_view
from sas_ig.pages.guide import Desk
from sas_ig.quality.findings import Check, Finding
from sas_ig.site.page import Page

_CHECKS: dict[Check, tuple[str, str]] = {
    "validation": ("Définitions valides", "Definitions are valid"),
    "examples": (
        "Exemples valides, contre-exemples refusés",
        "Examples valid, counter-examples refused",
    ),
    "descriptions": ("Tout est décrit", "Everything is described"),
    "links": ("Liens", "Links"),
    "narrative": ("Pages rédigées", "Narrative pages"),
    "sushi": ("Messages de SUSHI", "SUSHI's messages"),
    "dependencies": ("Paquets nécessaires", "Needed packages"),
    "size": ("Poids des pages", "Page sizes"),
}

SHOWN = 60
"""No more findings of one check than this are listed."""


@dataclass(frozen=True, slots=True)
class CheckView:
    """One check: its name, how much it looked at, its figures, its findings.

    `notes` are the findings that nobody has to mend.
    """

    title: str
    looked_at: str
    errors: int
    warnings: int
    findings: tuple[Finding, ...]
    more: int
    notes: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Extent:
    """How much there was to check: pages, those written by hand, links in all of them."""

    pages: int
    narrative: int
    links: int


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """One artifact with the validator's verdict."""

    link: Link
    title: Text
    kind: str
    verdict: VerdictView


@dataclass(frozen=True, slots=True)
class PackageVerdicts:
    """The verdicts on all artifacts of one package."""

    label: str
    lines: tuple[JudgedLine, ...]


@dataclass(frozen=True, slots=True)
class QualityView:
    """The quality report."""

    ok: bool
    errors: int
    warnings: int
    pages: int
    checks: tuple[CheckView, ...]
    packages: tuple[PackageVerdicts, ...]


def quality_page(desk: Desk, findings: Sequence[Finding], extent: Extent) -> Page:
    """The report on `findings`, for a site of that extent."""
    errors = sum(finding.severity == "error" for finding in findings)
    view = QualityView(
        ok=not errors,
        errors=errors,
        warnings=sum(finding.severity == "warning" for finding in findings),
        pages=extent.pages,
        checks=tuple(_check(check, findings, desk, extent) for check in _CHECKS),
        packages=tuple(_packages(desk)),
    )
    return Page("qa.html", "quality.html", desk.t("Qualité", "Quality"), desk.tongue, view)


def _check(check: Check, findings: Sequence[Finding], desk: Desk, extent: Extent) -> CheckView:
    all_of_it = [finding for finding in findings if finding.check == check]
    notes = tuple(finding for finding in all_of_it if finding.severity == "information")
    found = sorted(
        (finding for finding in all_of_it if finding.severity != "information"),
        key=lambda finding: finding.severity,
    )
    return CheckView(
        desk.t(*_CHECKS[check]),
        _looked_at(check, desk, extent),
        sum(finding.severity == "error" for finding in found),
        sum(finding.severity == "warning" for finding in found),
        tuple(found[:SHOWN]),
        max(0, len(found) - SHOWN),
        notes,
    )


def _looked_at(check: Check, desk: Desk, extent: Extent) -> str:
    """What a check looked at, counted."""
    catalog = desk.guide.catalog
    kinds = Counter(
        "definition" if not item.is_instance else item.kind.value
        for item in catalog.artifacts
        if item.type != "ImplementationGuide"
    )
    definitions = _counted(kinds["definition"], "définition", "definition", desk)
    examples = ", ".join(
        (
            _counted(kinds["example"], "exemple", "example", desk),
            _counted(kinds["counterexample"], "contre-exemple", "counter-example", desk),
        )
    )
    match check:
        case "validation":
            return definitions
        case "examples":
            return examples
        case "descriptions":
            return f"{definitions}, {examples}"
        case "links":
            return _counted(extent.links, "lien", "link", desk)
        case "narrative":
            return _counted(extent.narrative, "page", "page", desk)
        case "sushi":
            return _counted(len(catalog.contents), "paquet", "package", desk)
        case "dependencies":
            return _counted(len(desk.guide.config.dependencies), "paquet", "package", desk)
        case "size":
            return _counted(extent.pages, "page", "page", desk)


def _counted(number: int, french: str, english: str, desk: Desk) -> str:
    """A number of things; French has no plural below two, and spaces its thousands."""
    if desk.tongue.language == "fr":
        return f"{number:,} {french}{'s' if number > 1 else ''}".replace(",", "\u202f")
    return f"{number:,} {english}{'s' if number != 1 else ''}"


def _packages(desk: Desk) -> Iterator[PackageVerdicts]:
    catalog = desk.guide.catalog
    for folder, content in catalog.contents.items():
        lines = [
            JudgedLine(
                Link(artifact.id, page=artifact.page),
                desk.own(artifact.title),
                kind_word(artifact.kind, desk),
                verdict_view(artifact, verdict_of(artifact, desk)),
            )
            for kind in Kind
            for artifact in catalog.of_kind(kind, folder)
            if artifact.type != "ImplementationGuide"
        ]
        yield PackageVerdicts(content.label, tuple(lines))
