"""A page before it is HTML."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from sas_ig.site.places import Tongue


@dataclass(frozen=True, slots=True)
class Page:
    """What one HTML file shows.

    `path` is below the root of the language, `template` the file that lays it out.
    `view` holds all that is particular to the page, as plain data: its `repr`
    decides whether the page must be rendered again. `section` is the heading the
    search shows the page under, `summary` its description for search engines.
    `content_language` is that of the main text where it differs from the page's.
    """

    path: str
    template: str
    title: str
    tongue: Tongue
    view: Any
    section: str = ""
    summary: str = ""
    content_language: str = ""

    @property
    def site_path(self) -> str:
        """The path below the site's root."""
        return self.tongue.prefix + self.path

    def digest(self, surroundings: str) -> str:
        """Identifies the page's content; `surroundings` stands for all that pages share."""
        content = repr((self.path, self.template, self.title, self.tongue, self.view, self.summary))
        return hashlib.sha256(f"{surroundings}\n{content}".encode()).hexdigest()
