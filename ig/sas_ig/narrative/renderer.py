"""Turns a Markdown file into the HTML of a page.

CommonMark with tables and definition lists; and the IG Publisher's ways where
authors know them: `{% include %}`, `{% fragment %}`, `[[[Name]]]`, `{: .class}`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.deflist import deflist_plugin

from sas_ig.narrative.alerts import mark_alerts
from sas_ig.narrative.blocks import Blocks
from sas_ig.narrative.fences import parse_info
from sas_ig.narrative.files import NarrativeFile
from sas_ig.narrative.headings import Heading, settle_headings, summary_of, take_title
from sas_ig.narrative.host import Host
from sas_ig.narrative.liquid import Liquid
from sas_ig.narrative.tables import inline_code, settle_tables
from sas_ig.narrative.typography import set_french, set_tokens
from sas_ig.quality.findings import Finding
from sas_ig.site.places import Tongue, relative

_KRAMDOWN = re.compile(r"^[ \t]*\{:[^}]*\}[ \t]*$|\{:[^}\n]*\}", re.MULTILINE)
_NAMED = re.compile(r"\[\[\[([^\[\]]+)\]\]\]")


@dataclass
class Rendered:
    """A page's HTML with what the rest of the site needs to know of it."""

    html: Markup
    title: str
    headings: tuple[Heading, ...]
    findings: list[Finding] = field(default_factory=list)
    live: bool = False
    summary: str = ""


class NarrativeRenderer:
    """Renders the narrative of one language."""

    def __init__(self, host: Host, tongue: Tongue) -> None:
        self._host = host
        self._tongue = tongue

    def render(self, file: NarrativeFile, path: str) -> Rendered:
        """The HTML of `file` for the page `path` (below the root of the language)."""
        work = _Work(self._host, self._tongue, file, path)
        return work.render()


class _Work:
    """One file being rendered."""

    def __init__(self, host: Host, tongue: Tongue, file: NarrativeFile, path: str) -> None:
        self._host = host
        self._file = file
        self._language = file.language if file.language in ("fr", "en") else tongue.language
        self._source = tongue.prefix + path
        self._prefix = tongue.prefix
        self.findings: list[Finding] = []
        self._blocks = Blocks(host, tongue.language, file.stem, self.link_to, self.find)
        self._liquid = Liquid(host, self._blocks, self.find)
        self._markdown = self._make_markdown()

    def render(self) -> Rendered:
        if self._file.path.suffix != ".md":
            return Rendered(Markup(self._file.text), "", ())  # noqa: S704 - the project's own HTML
        text = self._liquid.replace_tags(_KRAMDOWN.sub("", self._file.text))
        tokens = self._markdown.parse(text)
        title = take_title(tokens)
        headings = settle_headings(tokens)
        mark_alerts(tokens, self._language)
        tokens = settle_tables(tokens)
        summary = summary_of(tokens)
        if self._language == "fr":
            # After the headings, whose ids stay those of the text as it was typed.
            set_tokens(tokens)
            title, summary = set_french(title), set_french(summary)
            headings = [heading._replace(text=set_french(heading.text)) for heading in headings]
        self._rewrite_links(tokens)
        html = self._markdown.renderer.render(tokens, self._markdown.options, {})
        return Rendered(
            Markup(self._liquid.fill(html)),  # noqa: S704 - made from the project's own pages
            title,
            tuple(headings),
            self.findings,
            self._blocks.live,
            summary,
        )

    def find(self, french: str, english: str, severity: str = "error") -> None:
        """Notes something to mend in this file."""
        level = "error" if severity == "error" else "warning"
        page = f"{self._file.stem}.html"
        self.findings.append(
            Finding("narrative", level, self._file.path.name, french, english, page)  # type: ignore[arg-type]
        )

    def _make_markdown(self) -> MarkdownIt:
        markdown = MarkdownIt("commonmark", {"html": True, "typographer": False})
        markdown.enable(["table", "strikethrough"])
        markdown.use(deflist_plugin)
        markdown.inline.ruler.before("link", "named", self._named_rule)
        rules = markdown.renderer.rules  # type: ignore[attr-defined]
        rules["fence"] = self._fence
        rules["code_inline"] = lambda tokens, index, *_: str(inline_code(tokens[index].content))
        rules["table_open"] = lambda *_: (
            '<div class="scroll" tabindex="0" role="group" '
            f'aria-label="{"Tableau" if self._language == "fr" else "Table"}"><table>\n'
        )
        rules["table_close"] = lambda *_: "</table></div>\n"
        return markdown

    def _fence(self, tokens: Sequence[Token], index: int, options: object, env: object) -> str:
        token = tokens[index]
        return str(self._blocks.fence(parse_info(token.info), token.content))

    def _named_rule(self, state: StateInline, silent: bool) -> bool:
        match = _NAMED.match(state.src, state.pos)
        if match is None:
            return False
        if not silent:
            token = state.push("html_inline", "", 0)
            token.content = str(self._named(match[1]))
        state.pos = match.end()
        return True

    def _named(self, name: str) -> Markup:
        link = self._host.named(name.strip())
        if link is None:
            self.find(
                f"[[[{name}]]] ne désigne aucun artefact connu",
                f"[[[{name}]]] names no known artifact",
            )
            return Markup("<code>{}</code>").format(name)
        return Markup('<a href="{}">{}</a>').format(
            link.href or self.link_to(link.page), link.label
        )

    def link_to(self, target: str) -> str:
        """The link to a page of the same language, or to a file that languages share."""
        path = target.partition("#")[0]
        if not path or "://" in target or target.startswith(("mailto:", "tel:")):
            return target
        prefix = self._prefix if path.endswith((".html", "/")) else ""
        return relative(self._source, prefix + target)

    def _rewrite_links(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            for child in token.children or ():
                for name in ("href", "src"):
                    target = child.attrGet(name)
                    if isinstance(target, str):
                        child.attrSet(name, self.link_to(target.removeprefix("./")))
