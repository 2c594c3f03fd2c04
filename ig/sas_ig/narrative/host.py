"""What the narrative asks of the guide around it."""

from __future__ import annotations

from typing import Protocol

from markupsafe import Markup

from sas_ig.artifacts.artifact import Artifact
from sas_ig.artifacts.links import Link
from sas_ig.artifacts.verdicts import Verdict


class Host(Protocol):
    """The guide, as the narrative sees it."""

    def named(self, name: str) -> Link | None:
        """The link of an artifact by canonical, id, name or `Type/id`."""

    def instance(self, reference: str) -> Artifact | None:
        """The artifact `Type/id`."""

    def judge(self, text: str, profiles: tuple[str, ...]) -> Verdict:
        """What the validator says of a resource."""

    def fragment(self, name: str) -> Markup | None:
        """A piece of HTML that the builder makes (`dependency-table`…), None when unknown."""

    def file(self, name: str) -> str | None:
        """The text of a file of `input/includes`, or the source of a diagram."""
