"""What the pages of all artifacts have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sas_ig.artifacts.artifact import Artifact, Kind
from sas_ig.artifacts.links import Link
from sas_ig.artifacts.usages import Usage
from sas_ig.artifacts.verdicts import Verdict
from sas_ig.elements.texts import Text
from sas_ig.pages.guide import Desk
from sas_ig.site.highlight import pretty
from sas_validators.outcome import Issue

KIND_WORDS = {
    Kind.PROFILE: ("Profil", "Profile"),
    Kind.EXTENSION: ("Extension", "Extension"),
    Kind.TYPE_PROFILE: ("Profil de type", "Data type profile"),
    Kind.LOGICAL: ("Modèle logique", "Logical model"),
    Kind.VALUE_SET: ("Jeu de valeurs", "Value set"),
    Kind.CODE_SYSTEM: ("Système de codes", "Code system"),
    Kind.SEARCH_PARAMETER: ("Paramètre de recherche", "Search parameter"),
    Kind.OPERATION: ("Opération", "Operation"),
    Kind.CAPABILITY: ("Capacités", "Capability statement"),
    Kind.OTHER: ("Ressource", "Resource"),
    Kind.EXAMPLE: ("Exemple", "Example"),
    Kind.COUNTEREXAMPLE: ("Contre-exemple", "Counter-example"),
}

_RELATIONS = {
    "derived": ("En dérive", "Derived from it"),
    "element": ("L'emploient comme type", "Use it as a type"),
    "target": ("Y font référence", "Refer to it"),
    "binding": ("Y lient un élément", "Bind an element to it"),
    "includes": ("L'incluent", "Include it"),
    "capability": ("Capacités qui le citent", "Capability statements that name it"),
    "search": ("Capacités qui le citent", "Capability statements that name it"),
    "system": ("Imposent ce système", "Fix this system"),
}


@dataclass(frozen=True, slots=True)
class Tab:
    """A link to one of an artifact's pages; `page` is the path below the language's root."""

    label: str
    page: str
    current: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """The top of an artifact's pages.

    `facts` are label and text or link; `files` label and path of what can be
    downloaded; `crumb` leads to the list the artifact is in.
    """

    kind: str
    title: Text
    description: Text
    name: str
    canonical: str
    version: str
    status: str
    experimental: bool
    facts: tuple[tuple[str, str | Link], ...]
    files: tuple[tuple[str, str], ...]
    tabs: tuple[Tab, ...]
    crumb: Link


@dataclass(frozen=True, slots=True)
class UsageGroup:
    """The users of an artifact in one way; each with the element ids concerned."""

    label: str
    users: tuple[tuple[Link, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class VerdictView:
    """The verdict of one resource, for a badge."""

    ok: bool
    errors: int
    warnings: int
    expected: bool


@dataclass(frozen=True, slots=True)
class ExampleLine:
    """An example in a list, with the errors it has (those of counter-examples are the point)."""

    link: Link
    title: Text
    description: Text
    verdict: VerdictView
    errors: tuple[Issue, ...]


def kind_word(kind: Kind, desk: Desk) -> str:
    """The name of a kind of artifact."""
    return desk.t(*KIND_WORDS[kind])


def head(
    artifact: Artifact,
    desk: Desk,
    facts: Sequence[tuple[str, str | Link]] = (),
    tabs: Sequence[Tab] = (),
) -> Head:
    """The top of the pages of `artifact`."""
    resource = artifact.resource
    return Head(
        kind=kind_word(artifact.kind, desk),
        title=desk.own(artifact.title),
        description=desk.own(artifact.description),
        name="" if artifact.is_instance else str(resource.get("name", "")),
        canonical=artifact.url,
        version="" if artifact.is_instance else str(resource.get("version", "")),
        status="" if artifact.is_instance else status_word(str(resource.get("status", "")), desk),
        experimental=not artifact.is_instance and bool(resource.get("experimental")),
        facts=tuple(facts),
        files=(("JSON", artifact.file("json")), ("XML", artifact.file("xml"))),
        tabs=tuple(tabs),
        crumb=Link(
            companion_title(artifact.folder, desk) or desk.t("Artefacts", "Artifacts"),
            page=f"{artifact.folder}artifacts.html",
        ),
    )


def status_word(status: str, desk: Desk) -> str:
    """A publication status in words."""
    words = {
        "draft": ("projet", "draft"),
        "active": ("actif", "active"),
        "retired": ("retiré", "retired"),
        "unknown": ("inconnu", "unknown"),
    }
    return desk.t(*words[status]) if status in words else status


def companion_title(folder: str, desk: Desk) -> str:
    """The title of the companion package whose artifacts stand in `folder`; "" for the guide's."""
    for companion in desk.guide.settings.companions:
        if f"{companion.folder}/" == folder:
            return companion.title or companion.package
    return ""


def usage_groups(usages: Sequence[Usage], desk: Desk) -> Iterator[UsageGroup]:
    """The usages by relation."""
    found: dict[str, list[tuple[Link, tuple[str, ...]]]] = {}
    for usage in usages:
        label = desk.t(*_RELATIONS[usage.relation])
        link = Link(usage.user.title, page=usage.user.page, canonical=usage.user.url)
        found.setdefault(label, []).append((link, usage.places))
    for label, users in found.items():
        yield UsageGroup(label, tuple(users))


def verdict_of(artifact: Artifact, desk: Desk) -> Verdict:
    """What the validator says of an artifact, an example held to the profiles it illustrates."""
    profiles = artifact.item.profiles if artifact.is_instance else ()
    return desk.guide.verdicts.of_made(
        artifact.item.data, lambda: pretty(artifact.resource), profiles
    )


def verdict_view(artifact: Artifact, verdict: Verdict) -> VerdictView:
    """The badge: expected is valid for all but counter-examples."""
    expected = verdict.ok is not (artifact.kind is Kind.COUNTEREXAMPLE)
    return VerdictView(verdict.ok, verdict.errors, verdict.warnings, expected)


def example_lines(artifacts: Sequence[Artifact], desk: Desk) -> Iterator[ExampleLine]:
    """Lines for a list of examples or counter-examples."""
    for artifact in artifacts:
        verdict = verdict_of(artifact, desk)
        yield ExampleLine(
            Link(artifact.id, page=artifact.page),
            desk.own(artifact.title),
            desk.own(artifact.description),
            verdict_view(artifact, verdict),
            tuple(issue for issue in verdict.issues if issue.severity in ("fatal", "error")),
        )
