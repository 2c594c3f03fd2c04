"""Writes the differences between two packages as text, JSON or HTML."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from markupsafe import Markup

from sas_ig.artifacts.links import Link
from sas_ig.diff.model import ArtifactDiff, PackageDiff
from sas_ig.elements.sentences import Language
from sas_ig.site.marks import sentence_html, sentence_text

EFFECTS = {
    "stricter": ("plus strict", "stricter"),
    "looser": ("plus souple", "looser"),
    "other": ("autre", "other"),
    "wording": ("rédaction", "wording"),
}

_COUNTED = {
    "stricter": ("plus stricte", "plus strictes", "stricter"),
    "looser": ("plus souple", "plus souples", "looser"),
    "other": ("autre", "autres", "other"),
    "wording": ("de rédaction", "de rédaction", "in wording"),
}
"""Differences of each effect, counted: one in French, several in French, any number in English."""

STATES = {
    "changed": ("Modifiés", "Changed"),
    "added": ("Nouveaux", "New"),
    "removed": ("Disparus", "Removed"),
}


def as_text(diff: PackageDiff, language: Language) -> str:
    """The differences for a terminal, one per line."""
    return "\n".join(_text_lines(diff, language)) + "\n"


def _text_lines(diff: PackageDiff, language: Language) -> Iterator[str]:
    at = 0 if language == "fr" else 1
    yield f"{diff.old} → {diff.new}"
    yield summary(diff, language)
    state: str = ""
    for artifact in diff.artifacts:
        if artifact.state != state:
            state = artifact.state
            yield ""
            yield f"{STATES[state][at]}:" if at else f"{STATES[state][at]} :"
        yield f"  {artifact.type} {artifact.id}"
        for item in artifact.differences:
            place = f"{item.place} " if item.place else ""
            words = sentence_text(item.text(language))
            yield f"    [{EFFECTS[item.effect][at]}] {place}{words}"
    for names, titles in (
        (diff.examples_added, ("Exemples ajoutés", "Added examples")),
        (diff.examples_removed, ("Exemples retirés", "Removed examples")),
    ):
        if names:
            yield ""
            yield f"{titles[at]}: {', '.join(names)}"


def summary(diff: PackageDiff, language: Language) -> str:
    """The figures in one line."""
    effects = diff.effects
    at = 0 if language == "fr" else 1
    figures = ", ".join(
        f"{effects[name]} {words[0 if effects[name] < 2 else 1] if at == 0 else words[2]}"
        for name, words in _COUNTED.items()
        if effects[name]
    )
    total = sum(effects.values())
    if at:
        found = f"{total} difference{'s' if total != 1 else ''}"
        unchanged = f"{diff.same} definition{'s' if diff.same != 1 else ''} unchanged"
        return f"{found}: {figures}; {unchanged}" if figures else f"{found}; {unchanged}"
    found = f"{total} différence{'s' if total > 1 else ''}"
    plural = "s" if diff.same > 1 else ""
    unchanged = f"{diff.same} définition{plural} identique{plural}"
    return f"{found} : {figures} ; {unchanged}" if figures else f"{found} ; {unchanged}"


def as_json(diff: PackageDiff) -> str:
    """The differences as JSON."""
    content = {**asdict(diff), "effects": dict(diff.effects)}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def as_html(diff: PackageDiff, language: Language) -> str:
    """The differences as one HTML page that stands alone."""
    at = 0 if language == "fr" else 1
    sections = [
        Markup("<h2>{}</h2>{}").format(
            words[at],
            Markup("").join(
                _article(item, language) for item in diff.artifacts if item.state == state
            ),
        )
        for state, words in STATES.items()
        if any(item.state == state for item in diff.artifacts)
    ]
    title = f"{diff.old} → {diff.new}"
    return _PAGE.format(language, title, title, summary(diff, language), Markup("").join(sections))


def _article(artifact: ArtifactDiff, language: Language) -> Markup:
    at = 0 if language == "fr" else 1
    lines = [
        Markup('<li class="{}"><b>{}</b> {} {}</li>').format(
            item.effect,
            EFFECTS[item.effect][at],
            Markup("<code>{}</code>").format(item.place) if item.place else "",
            sentence_html(item.text(language), Link, lambda link: ""),
        )
        for item in artifact.differences
    ]
    return Markup("<article><h3>{} <code>{}</code></h3><ul>{}</ul></article>").format(
        artifact.title, artifact.id, Markup("").join(lines)
    )


_PAGE = Markup(
    '<!doctype html>\n<html lang="{}"><head><meta charset="utf-8"><title>{}</title><style>'
    "body{{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}}"
    "li{{margin:.2rem 0}} b{{font-size:.8em}}"
    ".stricter b{{color:#a3161d}} .looser b{{color:#1c6a3c}}"
    "</style></head><body><h1>{}</h1><p>{}</p>{}</body></html>\n"
)
