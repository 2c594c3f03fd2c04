"""One artifact of the site: a compiled resource, its kind and the place of its page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any

from sas_ig.project.content import Item

Resource = dict[str, Any]


class Kind(Enum):
    """What an artifact is to a reader; the order is that of the list of artifacts."""

    PROFILE = "profile"
    EXTENSION = "extension"
    TYPE_PROFILE = "type-profile"
    LOGICAL = "logical"
    VALUE_SET = "value-set"
    CODE_SYSTEM = "code-system"
    SEARCH_PARAMETER = "search-parameter"
    OPERATION = "operation"
    CAPABILITY = "capability"
    OTHER = "other"
    EXAMPLE = "example"
    COUNTEREXAMPLE = "counterexample"


_BY_TYPE = {
    "ValueSet": Kind.VALUE_SET,
    "CodeSystem": Kind.CODE_SYSTEM,
    "SearchParameter": Kind.SEARCH_PARAMETER,
    "OperationDefinition": Kind.OPERATION,
    "CapabilityStatement": Kind.CAPABILITY,
}


def kind_of(item: Item) -> Kind:
    """The kind of a compiled item."""
    if item.role == "example":
        return Kind.EXAMPLE
    if item.role == "counterexample":
        return Kind.COUNTEREXAMPLE
    resource = item.resource
    if resource["resourceType"] != "StructureDefinition":
        return _BY_TYPE.get(resource["resourceType"], Kind.OTHER)
    if resource.get("type") == "Extension":
        return Kind.EXTENSION
    if resource.get("kind") == "logical" or resource.get("derivation") == "specialization":
        return Kind.LOGICAL
    return Kind.PROFILE if resource.get("kind") == "resource" else Kind.TYPE_PROFILE


@dataclass(frozen=True, eq=False)
class Artifact:
    """An item with its place in the site.

    `package` is the label of its package. `folder` is "" for the guide's own
    artifacts, else the companion's folder with a slash at its end.
    """

    item: Item
    package: str
    folder: str = ""

    @cached_property
    def kind(self) -> Kind:
        """What it is to a reader."""
        return kind_of(self.item)

    @property
    def resource(self) -> Resource:
        """The resource itself, which must not be changed."""
        return self.item.resource

    @property
    def type(self) -> str:
        """The resource type."""
        return str(self.resource["resourceType"])

    @property
    def id(self) -> str:
        """The resource's id."""
        return str(self.resource.get("id", ""))

    @property
    def reference(self) -> str:
        """`Type/id`."""
        return self.item.reference

    @property
    def url(self) -> str:
        """The canonical, "" for examples."""
        return "" if self.is_instance else str(self.resource.get("url", ""))

    @property
    def title(self) -> str:
        """The name a reader sees."""
        return self.item.title or self.id

    @property
    def description(self) -> str:
        """What its author says of it (Markdown)."""
        return self.item.description

    @property
    def is_instance(self) -> bool:
        """Whether it is an example or a counter-example."""
        return self.kind in (Kind.EXAMPLE, Kind.COUNTEREXAMPLE)

    @property
    def is_structure(self) -> bool:
        """Whether it is a StructureDefinition that defines something here."""
        return self.type == "StructureDefinition" and not self.is_instance

    @property
    def stem(self) -> str:
        """The path of its files in the site, without suffix: `fr-core/StructureDefinition-x`."""
        return f"{self.folder}{self.type}-{self.id}"

    @property
    def page(self) -> str:
        """The path of its page below the root of a language."""
        return f"{self.stem}.html"

    def view(self, name: str) -> str:
        """The path of one of its further pages (`definitions`, `examples`…)."""
        return f"{self.stem}-{name}.html"

    def file(self, format: str) -> str:
        """The path, below the site's root, of the raw resource as `json` or `xml`."""
        return f"{self.stem}.{format}"
