"""The differences between two packages, as data."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from sas_ig.elements.changes import Effect
from sas_ig.elements.sentences import Language

State = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference inside an artifact.

    `place` is the element, code or parameter it concerns ("" for the artifact as a
    whole); `fr` and `en` are to be read after it, with the marks of
    `sas_ig.elements.sentences`.
    """

    place: str
    facet: str
    effect: Effect
    fr: str
    en: str

    def text(self, language: Language) -> str:
        """The difference in words."""
        return self.fr if language == "fr" else self.en


@dataclass(frozen=True, slots=True)
class ArtifactDiff:
    """One artifact that is not the same in both packages."""

    type: str
    id: str
    url: str
    title: str
    state: State
    differences: tuple[Difference, ...] = ()

    @property
    def effects(self) -> Counter[str]:
        """How many differences there are of each effect."""
        return Counter(item.effect for item in self.differences)


@dataclass(frozen=True, slots=True)
class PackageDiff:
    """All that is not the same in both packages; `old` and `new` are their labels.

    `same` counts the definitions without any difference. `examples` are the added
    and removed examples as `Type/id`.
    """

    old: str
    new: str
    artifacts: tuple[ArtifactDiff, ...]
    same: int
    examples_added: tuple[str, ...] = ()
    examples_removed: tuple[str, ...] = ()

    @property
    def effects(self) -> Counter[str]:
        """How many differences there are of each effect in all artifacts."""
        total: Counter[str] = Counter()
        for artifact in self.artifacts:
            total.update(artifact.effects)
        return total
