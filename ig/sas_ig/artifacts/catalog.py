"""All artifacts of a site, found by canonical, name or reference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from sas_ig.artifacts.artifact import Artifact, Kind
from sas_ig.project.content import Content, Group


class Catalog:
    """The artifacts of the guide's own content and of its companions."""

    def __init__(self, own: Content, companions: Iterable[tuple[str, Content]] = ()) -> None:
        """`companions` pairs the folder of each with its content."""
        self.label = own.label
        self.groups = own.groups
        self.contents: dict[str, Content] = {"": own}
        for folder, content in companions:
            self.contents[f"{folder}/"] = content
        self.artifacts = tuple(
            Artifact(item, content.label, folder)
            for folder, content in self.contents.items()
            for item in content.items
        )
        self._by_url: dict[str, Artifact] = {}
        self._by_name: dict[str, Artifact] = {}
        self._by_reference: dict[tuple[str, str], Artifact] = {}
        for artifact in self.artifacts:
            self._by_reference.setdefault((artifact.folder, artifact.reference), artifact)
            if artifact.url:
                self._by_url.setdefault(artifact.url, artifact)
            for name in (artifact.id, artifact.resource.get("name")):
                if isinstance(name, str) and artifact.url:
                    self._by_name.setdefault(name, artifact)

    def find(self, canonical: str) -> Artifact | None:
        """The artifact that `canonical` (`url` or `url|version`) names."""
        return self._by_url.get(canonical.partition("|")[0])

    def find_named(self, name: str) -> Artifact | None:
        """The definition with this canonical, id or name, or the example `Type/id`."""
        return self.find(name) or self._by_name.get(name) or self.find_reference(name)

    def find_reference(self, reference: str, folder: str = "") -> Artifact | None:
        """The artifact `Type/id` of one package; the guide's own when no folder is given."""
        return self._by_reference.get((folder, reference))

    def of_kind(self, kind: Kind, folder: str = "") -> list[Artifact]:
        """The artifacts of one kind in one package, by title."""
        found = (item for item in self.artifacts if item.kind is kind and item.folder == folder)
        return sorted(found, key=lambda item: (item.title.casefold(), item.id))

    def grouped(self, folder: str = "") -> Iterator[tuple[Group, list[Artifact]]]:
        """The definitions of a package by the groups its author made, leftovers last."""
        groups = (*self.contents[folder].groups, Group("", "", ""))
        rank = {group.id: position for position, group in enumerate(groups)}
        members = [
            item
            for item in self.artifacts
            if item.folder == folder and not item.is_instance and item.type != "ImplementationGuide"
        ]
        kinds = list(Kind)

        def place(item: Artifact) -> int:
            return rank.get(item.item.group, len(groups) - 1)

        members.sort(key=lambda item: (place(item), kinds.index(item.kind), item.title.casefold()))
        for position, found in groupby(members, place):
            yield groups[position], list(found)

    def examples_of(self, canonical: str, kind: Kind) -> list[Artifact]:
        """The examples (or counter-examples) of a profile, by id."""
        found = (
            item
            for item in self.artifacts
            if item.kind is kind
            and any(profile.partition("|")[0] == canonical for profile in item.item.profiles)
        )
        return sorted(found, key=lambda item: item.id)
