"""The page that says how good the guide itself is."""

from __future__ import annotations

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
    """One check: its name, its figures, its findings."""

    title: str
    errors: int
    warnings: int
    findings: tuple[Finding, ...]
    more: int


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


def quality_page(desk: Desk, findings: Sequence[Finding], pages: int) -> Page:
    """The report on `findings`, for a site of so many pages."""
    errors = sum(finding.severity == "error" for finding in findings)
    view = QualityView(
        ok=not errors,
        errors=errors,
        warnings=sum(finding.severity == "warning" for finding in findings),
        pages=pages,
        checks=tuple(_check(check, findings, desk) for check in _CHECKS),
        packages=tuple(_packages(desk)),
    )
    return Page("qa.html", "quality.html", desk.t("Qualité", "Quality"), desk.tongue, view)


def _check(check: Check, findings: Sequence[Finding], desk: Desk) -> CheckView:
    order = {"error": 0, "warning": 1, "information": 2}
    found = sorted(
        (finding for finding in findings if finding.check == check),
        key=lambda finding: order[finding.severity],
    )
    return CheckView(
        desk.t(*_CHECKS[check]),
        sum(finding.severity == "error" for finding in found),
        sum(finding.severity == "warning" for finding in found),
        tuple(found[:SHOWN]),
        max(0, len(found) - SHOWN),
    )


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
