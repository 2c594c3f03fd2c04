"""What the build checks of its own work."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from sas_ig.artifacts.artifact import Artifact, Kind
from sas_ig.artifacts.verdicts import Verdict
from sas_ig.pages.common import verdict_of
from sas_ig.pages.guide import Desk
from sas_ig.project.content import Content
from sas_ig.quality.findings import Finding
from sas_ig.site.ledger import Written

MAX_PAGE = 300_000
"""Pages are no larger than this many bytes, so that they load fast anywhere."""

_SUSHI_LEVEL = re.compile(r"^(warn|error)\s+(.*)$")


def check_artifacts(desk: Desk) -> Iterator[Finding]:
    """Definitions and examples must be valid and described; counter-examples must be wrong."""
    for artifact in desk.guide.catalog.artifacts:
        yield from _check_verdict(artifact, verdict_of(artifact, desk))
        yield from _check_description(artifact)


def _check_verdict(artifact: Artifact, verdict: Verdict) -> Iterator[Finding]:
    place = f"{artifact.package} {artifact.reference}"
    if artifact.kind is Kind.COUNTEREXAMPLE:
        if verdict.ok:
            fr = "le valideur ne voit pas la faute de ce contre-exemple"
            en = "the validator does not see the mistake of this counter-example"
            yield Finding("examples", "error", place, fr, en, artifact.page)
        return
    # SUSHI writes the ImplementationGuide, with parameters of later FHIR versions.
    written_by_sushi = artifact.type == "ImplementationGuide"
    for issue in verdict.issues:
        if issue.severity in ("fatal", "error"):
            check = "examples" if artifact.is_instance else "validation"
            severity = "information" if written_by_sushi else "error"
            page = "" if written_by_sushi else artifact.page
            fr, en = f"{issue.expression} : {issue.fr}", f"{issue.expression}: {issue.en}"
            yield Finding(check, severity, place, fr, en, page)  # type: ignore[arg-type]


def _check_description(artifact: Artifact) -> Iterator[Finding]:
    if artifact.type == "ImplementationGuide" or artifact.description:
        return
    yield Finding(
        "descriptions",
        "error",
        f"{artifact.package} {artifact.reference}",
        "n'a pas de description",
        "has no description",
        artifact.page,
    )


def check_sushi(contents: Mapping[str, Content]) -> Iterator[Finding]:
    """SUSHI's own warnings."""
    for content in contents.values():
        for line in content.sushi_report.splitlines():
            match = _SUSHI_LEVEL.match(line)
            if match:
                severity = "error" if match[1] == "error" else "warning"
                yield Finding("sushi", severity, content.label, match[2], match[2])  # type: ignore[arg-type]


def check_dependencies(missing: tuple[str, ...]) -> Iterator[Finding]:
    """Packages that the guide names and nobody has here."""
    for label in missing:
        fr = "ce paquet manque : ses définitions ne sont ni liées ni vérifiées"
        en = "this package is missing: its definitions are neither linked nor checked"
        yield Finding("dependencies", "warning", label, fr, en)


def check_announced(missing: tuple[str, ...]) -> Iterator[Finding]:
    """Downloads that the project's settings name and no installed program makes."""
    for name in missing:
        fr, en = "aucun programme installé ne fournit ce fichier", "no installed program makes it"
        yield Finding("dependencies", "warning", name, fr, en)


def check_links(pages: Mapping[str, Written], files: frozenset[str]) -> Iterator[Finding]:
    """Every link inside the site leads to a file, and every fragment to an id."""
    ids = {path: frozenset(page.facts.ids) for path, page in pages.items()}
    known: dict[tuple[str, str], tuple[str, str] | None] = {}
    for path, page in pages.items():
        folder = posixpath.dirname(path)
        for link in page.facts.links:
            # Links of the menu are the same on all pages of a folder.
            key = (path if link.startswith("#") else folder, link)
            if key not in known:
                known[key] = _broken(path, link, ids, files)
            problem = known[key]
            if problem:
                yield Finding("links", "error", path, *problem)
        for id in page.facts.repeated:
            fr, en = f"l'id « {id} » est répété", f"the id “{id}” is repeated"
            yield Finding("links", "warning", path, fr, en)


def _broken(
    path: str, link: str, ids: Mapping[str, frozenset[str]], files: frozenset[str]
) -> tuple[str, str] | None:
    target, _, fragment = link.partition("#")
    target = unquote(target.partition("?")[0])
    found = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
    if target.endswith("/"):
        found = f"{found}/index.html"
    if found not in files:
        return f"lien rompu : {link}", f"broken link: {link}"
    if fragment and found in ids and unquote(fragment) not in ids[found]:
        return f"lien vers un endroit qui n'existe pas : {link}", f"link to a missing place: {link}"
    return None


def check_sizes(pages: Mapping[str, Written]) -> Iterator[Finding]:
    """Pages stay small."""
    for path, page in pages.items():
        if page.size > MAX_PAGE:
            size = round(page.size / 1000)
            fr, en = f"page de {size} ko, trop lourde", f"page of {size} kB, too large"
            yield Finding("size", "warning", path, fr, en)
