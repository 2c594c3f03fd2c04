"""The blocks of a page that are more than text: sources, examples, diagrams, requests to try."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from sas_ig.artifacts.artifact import Artifact
from sas_ig.artifacts.verdicts import Verdict
from sas_ig.diagrams.draw import KINDS
from sas_ig.diagrams.errors import DiagramError
from sas_ig.elements.sentences import Language
from sas_ig.narrative.fences import FenceInfo
from sas_ig.narrative.host import Host
from sas_ig.narrative.typography import set_french
from sas_ig.site.highlight import highlight, numbered, pretty


class Blocks:
    """Makes the blocks of one page."""

    def __init__(
        self,
        host: Host,
        language: Language,
        stem: str,
        link_to: Callable[[str], str],
        find: Callable[..., None],
    ) -> None:
        """`stem` names the page, `link_to` makes links from it, `find` notes a problem."""
        self._host = host
        self._language = language
        self._stem = stem
        self._link_to = link_to
        self._find = find
        self._count = 0
        self._examples = 0
        self.live = False

    def fence(self, info: FenceInfo, content: str) -> Markup:
        """A fenced block, by its language and marks."""
        if info.language in KINDS:
            return self._diagram(info.language, content)
        if info.language == "http" and info.has("essayer", "try"):
            return self._request(info, content)
        if info.language in ("json", "xml") and info.has("valider", "validate"):
            return self._judged(info, content, expected=True)
        if info.language in ("json", "xml") and info.has("invalide", "invalid"):
            return self._judged(info, content, expected=False)
        source = highlight(content.rstrip("\n"), info.language)
        return self._titled(self._title(info), self._pre(source, info.language))

    def figure(self, drawing: Markup) -> Markup:
        """A drawing that scrolls by itself on small screens."""
        label = self._t("Schéma", "Diagram")
        return Markup(
            '<figure class="diagram"><div class="scroll" tabindex="0" role="group" '
            'aria-label="{}">{}</div></figure>\n'
        ).format(label, drawing)

    def example(self, artifact: Artifact, format: str) -> Markup:
        """An example of the package, with its verdict and the way to its page."""
        text = pretty(artifact.resource)
        verdict = self._host.judge(text, artifact.item.profiles)
        title = Markup('<a href="{}">{}</a> {}').format(
            self._link_to(artifact.page), artifact.title, self.badge(verdict)
        )
        source = self._numbered(highlight(text, "json", self._find_link), verdict)
        profiles = " ".join(artifact.item.profiles)
        return self._checked(title, source, profiles, "json")

    def _diagram(self, kind: str, source: str) -> Markup:
        self._count += 1
        try:
            return self.figure(KINDS[kind](source, f"{self._stem}-{self._count}"))
        except DiagramError as error:
            self._find(f"diagramme : {error}", f"diagram: {error}")
            return Markup("<pre>{}</pre>").format(source)

    def _request(self, info: FenceInfo, content: str) -> Markup:
        self.live = True
        name = info.get("essayer", "try")
        source = highlight(content.rstrip("\n"), "http")
        inner = Markup('<div class="try" data-name="{}">{}</div>').format(
            name, self._pre(source, "http")
        )
        return self._titled(self._title(info), inner)

    def _judged(self, info: FenceInfo, content: str, *, expected: bool) -> Markup:
        """A resource written in the page, which must be valid (or must not)."""
        text = content.rstrip("\n")
        profiles = tuple(self._profiles(info.get("profil", "profile")))
        verdict = self._host.judge(text, profiles)
        if verdict.ok is not expected:
            self._complain(info, text, verdict)
        html = highlight(text, info.language, self._find_link)
        source = self._numbered(html, verdict)
        title = Markup("{} {}").format(
            self._title(info) or self._t("Exemple", "Example"), self.badge(verdict)
        )
        said = Markup("") if expected else self._issues(verdict)
        return self._checked(title, source, " ".join(profiles), info.language) + said

    def _numbered(self, source: Markup, verdict: Verdict) -> Markup:
        """The source with ids that no other example of the page has."""
        self._examples += 1
        return numbered(source, verdict.worst_by_line(), f"e{self._examples}-")

    def _profiles(self, names: str) -> list[str]:
        found = []
        for name in names.split():
            link = self._host.named(name)
            if link is None:
                self._find(f"profil {name} inconnu", f"unknown profile {name}")
            else:
                found.append(link.canonical)
        return found

    def _complain(self, info: FenceInfo, text: str, verdict: Verdict) -> None:
        name = info.get("titre", "title") or text[:40]
        if verdict.ok:
            self._find(
                f"l'exemple « {name} » devrait être refusé, le valideur l'accepte",
                f"the example “{name}” should be refused, the validator accepts it",
            )
            return
        for issue in verdict.issues[: verdict.errors]:
            self._find(
                f"l'exemple « {name} » n'est pas valide : {issue.expression} : {issue.fr}",
                f"the example “{name}” is not valid: {issue.expression}: {issue.en}",
            )

    def badge(self, verdict: Verdict) -> Markup:
        """Whether the validator accepts a resource."""
        if verdict.ok:
            return Markup('<span class="badge ok">{}</span>').format(self._t("valide", "valid"))
        plural = "s" if verdict.errors > 1 else ""
        return Markup('<span class="badge wrong">{} {}{}</span>').format(
            verdict.errors, self._t("erreur", "error"), plural
        )

    def _issues(self, verdict: Verdict) -> Markup:
        """What the validator says of an example that is wrong on purpose."""
        lines = [
            Markup("<li class='i-{}'><code>{}</code> {}</li>").format(
                issue.severity, issue.expression, issue.text(self._language)
            )
            for issue in verdict.issues[: verdict.errors]
        ]
        return Markup('<ul class="issues">{}</ul>\n').format(Markup("").join(lines))

    def _checked(self, title: Markup, source: Markup, profiles: str, language: str) -> Markup:
        self.live = True
        pre = Markup(
            '<pre class="code lines" tabindex="0" role="group" aria-label="{}">'
            "<code>{}</code></pre>"
        ).format(language.upper(), source)
        return Markup(
            '<figure class="example checked" data-profile="{}" data-language="{}">'
            "<figcaption>{}</figcaption>{}</figure>\n"
        ).format(profiles, language, title, pre)

    def _titled(self, title: str, content: Markup) -> Markup:
        if not title:
            return content + "\n"
        return Markup('<figure class="example"><figcaption>{}</figcaption>{}</figure>\n').format(
            title, content
        )

    def _title(self, info: FenceInfo) -> str:
        """What the author calls the block, in the page's typography."""
        title = info.get("titre", "title")
        return set_french(title) if self._language == "fr" else title

    def _pre(self, source: Markup, language: str) -> Markup:
        label = language.upper() or self._t("Texte", "Text")
        return Markup(
            '<pre class="code" tabindex="0" role="group" aria-label="{}"><code>{}</code></pre>'
        ).format(label, source)

    def _find_link(self, text: str) -> str:
        link = self._host.named(text) if "://" in text else None
        return self._link_to(link.page) if link and link.page else ""

    def _t(self, french: str, english: str) -> str:
        return french if self._language == "fr" else english
