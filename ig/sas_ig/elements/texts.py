"""Texts of elements in the reader's language, each with the language it is really in.

R4's own texts are English; `sas_ig/french` holds our French for those that readers
of profiles meet. Whatever a project wrote itself is in the project's language.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from sas_ig.elements.bases import Bases
from sas_ig.elements.facets import Constraint, Element
from sas_ig.elements.sentences import Language


class Text(NamedTuple):
    """A text and its language ("fr", "en"…)."""

    text: str
    language: str

    def __bool__(self) -> bool:
        return bool(self.text)


@lru_cache
def french(table: str) -> Mapping[str, str]:
    """Our French texts: `elements` by base path, `constraints` by key."""
    content = files("sas_ig.french").joinpath(f"{table}.json").read_text(encoding="utf-8")
    found: dict[str, str] = json.loads(content)
    return found


class Texts:
    """Gives the texts of elements in one language."""

    def __init__(self, bases: Bases, own_language: str, language: Language) -> None:
        """`own_language` is what the project is written in, `language` the reader's."""
        self._bases = bases
        self._own = own_language
        self._language = language

    def short(self, element: Element) -> Text:
        """The short text of an element, R4's in our French where there is one."""
        text = str(element.get("short", ""))
        if not self._is_original(element, "short"):
            return Text(text, self._own)
        path = element.get("base", {}).get("path", "")
        translated = french("elements").get(path, "") if self._language == "fr" else ""
        return Text(translated, "fr") if translated else Text(text, "en")

    def field(self, element: Element, name: str) -> Text:
        """Another text of an element (`definition`, `comment`…) as it was written."""
        text = str(element.get(name, ""))
        return Text(text, "en" if self._is_original(element, name) else self._own)

    def constraint(self, constraint: Constraint) -> Text:
        """What an invariant asks, R4's in our French where there is one."""
        if not constraint.source.startswith("http://hl7.org/fhir/StructureDefinition/"):
            return Text(constraint.human, self._own)
        translated = french("constraints").get(constraint.key, "")
        if self._language == "fr" and translated:
            return Text(translated, "fr")
        return Text(constraint.human, "en")

    def _is_original(self, element: Element, name: str) -> bool:
        """Whether a text is R4's own, untouched."""
        origin = self._bases.origin(element)
        return origin is not None and origin.get(name) == element.get(name)
