"""Paths in the site and the relative links between them.

The site works from any folder and from the disk, so every link is relative.
Pages in the project's own language stand at the root, those in the other one
below a folder named by its code.
"""

from __future__ import annotations

import posixpath
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from sas_ig.elements.sentences import Language


class Tongue(NamedTuple):
    """A language of the site and the folder of its pages ("" or "en/")."""

    language: Language
    prefix: str


def tongues(own: str) -> tuple[Tongue, Tongue]:
    """The site's two languages, the project's own one first."""
    first: Language = "fr" if own.lower().startswith("fr") else "en"
    second: Language = "en" if first == "fr" else "fr"
    return Tongue(first, ""), Tongue(second, f"{second}/")


@lru_cache(maxsize=100_000)
def relative(source: str, target: str) -> str:
    """The link from page `source` to `target` (both below the site's root); keeps a `#fragment`."""
    path, mark, fragment = target.partition("#")
    here = posixpath.dirname(source)
    if path == source and mark:
        return "#" + quote(fragment, safe=_FRAGMENT)
    link = quote(posixpath.relpath(path, here or "."), safe="/:@!$&'()*+,;=~-._")
    # A first segment with a colon would read as a scheme.
    if ":" in link.partition("/")[0]:
        link = "./" + link
    return link + (mark and "#" + quote(fragment, safe=_FRAGMENT))


_FRAGMENT = "/:@!$&'()*+,;=?~-._[]"
