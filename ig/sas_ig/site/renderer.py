"""Lays pages out with the theme's templates."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sas_ig.artifacts.links import Link, Links
from sas_ig.elements import sentences
from sas_ig.elements.facets import Slicing, Value
from sas_ig.elements.texts import Text
from sas_ig.packages.digests import digest_files
from sas_ig.site.frame import Frame
from sas_ig.site.marks import link_html, sentence_html
from sas_ig.site.page import Page
from sas_ig.site.places import relative

ASSETS = Path(str(files("sas_ig.theme"))) / "assets"
_TEMPLATES = Path(str(files("sas_ig.theme"))) / "templates"


class Renderer:
    """Turns pages into HTML; one for the whole site."""

    def __init__(self, frames: Mapping[str, Frame], links: Links) -> None:
        """`frames` are the surroundings by language."""
        self._frames = frames
        self._links = links
        self._assets = digest_files(ASSETS.rglob("*.*"), ASSETS)[:10]
        self._env = Environment(
            loader=PackageLoader("sas_ig.theme"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
        )

    def render(self, page: Page) -> str:
        """The HTML of a page."""
        frame = self._frames[page.tongue.language]
        tools = _Tools(page, frame, self._links, self._assets)
        template = self._env.get_template(page.template)
        return template.render(page=page, view=page.view, frame=frame, **tools.globals())

    @property
    def surroundings(self) -> str:
        """A digest of all that pages share: templates, frames, the assets' version."""
        parts = [
            digest_files(_TEMPLATES.rglob("*.*"), _TEMPLATES),
            self._assets,
            *(repr(f) for f in self._frames.values()),
        ]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


class _Tools:
    """What templates call; bound to the page being rendered."""

    def __init__(self, page: Page, frame: Frame, links: Links, assets: str) -> None:
        self._page = page
        self._frame = frame
        self._links = links
        self._assets = assets

    def globals(self) -> dict[str, Callable[..., Any]]:
        """The functions by the names templates use."""
        return {
            "t": self.t,
            "to": self.to,
            "raw": self.raw,
            "asset": self.asset,
            "link": self.link,
            "href": self.href,
            "words": self.words,
            "say": self.say,
            "strength": self.strength,
            "slicing": self.slicing,
            "lines": self.lines,
        }

    def t(self, french: str, english: str) -> str:
        """The interface's own words, in the page's language."""
        return french if self._page.tongue.language == "fr" else english

    def to(self, page: str, other_language: bool = False) -> str:
        """The link to another page of the same language (or of the other one)."""
        tongue = self._frame.other if other_language else self._page.tongue
        return relative(self._page.site_path, tongue.prefix + page)

    def raw(self, file: str) -> str:
        """The link to a file that all languages share."""
        return relative(self._page.site_path, file)

    def asset(self, name: str) -> str:
        """The link to a file of the theme, which changes when the theme does."""
        return f"{self.raw('assets/' + name)}?v={self._assets}"

    def href(self, link: Link) -> str:
        """Where a Link leads from this page."""
        return self.to(link.page) if link.page else link.href

    def link(self, link: Link, label: str = "") -> Markup:
        """A Link as HTML."""
        return link_html(label or link.label, self.href(link))

    def words(self, text: Text) -> Markup:
        """A text, marked when it is not in the page's language."""
        if not text.text:
            return Markup("")
        if text.language == self._page.tongue.language:
            return Markup("{}").format(text.text)
        return Markup('<span lang="{}">{}</span>').format(text.language, text.text)

    def say(self, sentence: str) -> Markup:
        """One of our own sentences with its marks."""
        return sentence_html(sentence, self._links.to, self.href)

    def strength(self, name: str) -> str:
        """A binding strength in words, to stand before the value set."""
        return self.t("Liaison ", "") + sentences.strength(name, self._page.tongue.language)

    def slicing(self, slicing: Slicing) -> str:
        """How an element is sliced, as a sentence with marks."""
        text = sentences.slicing_sentence(slicing, self._page.tongue.language)
        return text[:1].upper() + text[1:]

    def lines(self, value: Value) -> list[str]:
        """A fixed or pattern value in pieces with marks."""
        return sentences.value_lines(value.content)
