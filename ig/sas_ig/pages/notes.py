"""The narrative that authors add to an artifact's page: `Type-id-intro.md`, `Type-id-notes.md`."""

from __future__ import annotations

from typing import Protocol

from markupsafe import Markup

from sas_ig.artifacts.artifact import Artifact
from sas_ig.pages.guide import Desk


class Notes(Protocol):
    """Finds the narrative beside the artifacts."""

    def intro(self, artifact: Artifact, desk: Desk) -> Markup:
        """What stands before the artifact's content; empty when there is nothing."""

    def notes(self, artifact: Artifact, desk: Desk) -> Markup:
        """What stands after it; empty when there is nothing."""
