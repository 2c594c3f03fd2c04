"""The compiled content of a guide: definitions, examples and counter-examples.

It comes from a FHIR package folder, or from what SUSHI left in `fsh-generated`
together with the resources the project keeps as JSON.

Spec: https://hl7.org/fhir/packages.html and
https://hl7.org/fhir/R4/implementationguide-definitions.html#ImplementationGuide.definition.resource
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from sas_ig.project.errors import ProjectError
from sas_validators.definitions.index import INDEX_NAME

Resource = dict[str, Any]
Role = Literal["definition", "example", "counterexample"]

DEFINITION_TYPES = frozenset(
    {
        "ActivityDefinition",
        "CapabilityStatement",
        "CodeSystem",
        "CompartmentDefinition",
        "ConceptMap",
        "ImplementationGuide",
        "NamingSystem",
        "OperationDefinition",
        "PlanDefinition",
        "Questionnaire",
        "SearchParameter",
        "StructureDefinition",
        "StructureMap",
        "ValueSet",
    }
)
"""The types whose instances define something, unless the guide calls them examples."""

HAND_WRITTEN = (
    "capabilities",
    "examples",
    "extensions",
    "models",
    "operations",
    "profiles",
    "resources",
    "vocabulary",
)
"""The folders below `input` where SUSHI projects keep resources they did not write in FSH."""

COUNTEREXAMPLES = ("contre-exemples/", "counter-examples/")
"""The folders of `input/fsh` whose instances must be refused."""

SUSHI_REPORT = "sushi.log"
"""The file, beside `package/`, that keeps SUSHI's warnings."""


@dataclass(frozen=True)
class Item:
    """One resource as it was compiled.

    `data` is its JSON text, `profiles` the canonicals it is an example of, `group`
    the id of the grouping that the guide puts it in.
    """

    role: Role
    data: bytes
    title: str = ""
    description: str = ""
    profiles: tuple[str, ...] = ()
    group: str = ""

    @cached_property
    def resource(self) -> Resource:
        """The parsed resource, which must not be changed."""
        parsed: Resource = json.loads(self.data)
        return parsed

    @property
    def reference(self) -> str:
        """`Type/id`."""
        return f"{self.resource['resourceType']}/{self.resource.get('id', '')}"


@dataclass(frozen=True, slots=True)
class Group:
    """A grouping of the guide (ImplementationGuide.definition.grouping)."""

    id: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Content:
    """All items of a package, with its manifest and what SUSHI had to say.

    `folder` is where the package lies (None when it comes from `fsh-generated`).
    """

    label: str
    items: tuple[Item, ...]
    groups: tuple[Group, ...] = ()
    manifest: Mapping[str, Any] = field(default_factory=dict)
    sushi_report: str = ""
    folder: Path | None = None


def read_package(folder: Path) -> Content:
    """The content of a package folder (`<name>#<version>`). Raises ProjectError."""
    inner = folder / "package"
    manifest_file = inner / "package.json"
    try:
        manifest = json.loads(manifest_file.read_text(encoding="utf-8"))
        if not isinstance(manifest, dict):
            raise ValueError("package.json holds no object")
        items = list(_items_of(inner, "definition"))
        guide = _find_guide(items)
        for role in ("example", "counterexample"):
            items += _items_of(inner / role, role)
    except (OSError, ValueError) as error:
        raise ProjectError(f"{folder}: not a FHIR package: {error}") from error
    report = folder / SUSHI_REPORT
    return Content(
        label=f"{manifest.get('name', '')}#{manifest.get('version', '')}",
        items=tuple(_described(items, guide)),
        groups=tuple(_groups(guide)),
        manifest=manifest,
        sushi_report=report.read_text(encoding="utf-8") if report.is_file() else "",
        folder=folder,
    )


def read_generated(project: Path, generated: Path, label: str, report: str = "") -> Content:
    """The content of SUSHI's output folder `generated` and of `project/input`. Raises ProjectError.

    A resource that SUSHI wrote wins over a hand-written one of the same type and id.
    """
    folders = [project / "input" / name for name in HAND_WRITTEN] + [generated / "resources"]
    found: dict[str, Item] = {}
    try:
        for folder in folders:
            for item in _items_of(folder, "definition"):
                found[item.reference] = item
    except (OSError, ValueError) as error:
        raise ProjectError(f"{generated}: {error}") from error
    guide = _find_guide(found.values())
    wrong = _counterexamples(generated / "data" / "fsh-index.json")
    items = [_with_role(item, guide, wrong) for item in found.values()]
    return Content(
        label, tuple(_described(items, guide)), tuple(_groups(guide)), sushi_report=report
    )


def _items_of(folder: Path, role: Role) -> Iterator[Item]:
    notes = _notes(folder / INDEX_NAME)
    for file in sorted(folder.glob("*.json")):
        if file.name in {"package.json", INDEX_NAME}:
            continue
        note = notes.get(file.name, {})
        item = Item(
            role,
            file.read_bytes(),
            title=note.get("title", ""),
            description=note.get("description", ""),
        )
        if isinstance(item.resource, dict) and "resourceType" in item.resource:
            yield item


def _notes(index: Path) -> Mapping[str, Resource]:
    """What the index of a folder of instances says of each file."""
    if not index.is_file():
        return {}
    files = json.loads(index.read_text(encoding="utf-8")).get("files", ())
    return {entry["filename"]: entry for entry in files}


def _groups(guide: Resource) -> Iterator[Group]:
    for item in guide.get("definition", {}).get("grouping", ()):
        yield Group(str(item.get("id", "")), item.get("name", ""), item.get("description", ""))


def _find_guide(items: Iterable[Item]) -> Resource:
    for item in items:
        if item.resource["resourceType"] == "ImplementationGuide":
            return item.resource
    return {}


def _counterexamples(index: Path) -> frozenset[str]:
    """`Type/id` of the instances whose FSH stands in a folder of counter-examples."""
    if not index.is_file():
        return frozenset()
    return frozenset(
        entry["outputFile"].removesuffix(".json").replace("-", "/", 1)
        for entry in json.loads(index.read_text(encoding="utf-8"))
        if entry["fshFile"].replace("\\", "/").startswith(COUNTEREXAMPLES)
    )


def _with_role(item: Item, guide: Resource, wrong: frozenset[str]) -> Item:
    if item.reference in wrong:
        return Item("counterexample", item.data)
    listed = _listed(guide).get(item.reference, {})
    called_example = bool(listed.get("exampleBoolean") or listed.get("exampleCanonical"))
    definition = item.resource["resourceType"] in DEFINITION_TYPES and not called_example
    return item if definition else Item("example", item.data)


def _listed(guide: Resource) -> dict[str, Resource]:
    """What the ImplementationGuide says of each resource, by `Type/id`."""
    resources = guide.get("definition", {}).get("resource", ())
    return {item.get("reference", {}).get("reference", ""): item for item in resources}


def _described(items: Iterable[Item], guide: Resource) -> Iterator[Item]:
    """The items with title, description and profiles, wherever those are written down."""
    listed = _listed(guide)
    for item in items:
        resource, entry = item.resource, listed.get(item.reference, {})
        declared = resource.get("meta", {}).get("profile", ())
        example_of = entry.get("exampleCanonical")
        yield Item(
            item.role,
            item.data,
            title=_text(resource, "title") or item.title or entry.get("name") or _name(resource),
            description=(
                _text(resource, "description") or item.description or entry.get("description", "")
            ),
            profiles=tuple(dict.fromkeys([*([example_of] if example_of else []), *declared])),
            group=entry.get("groupingId", ""),
        )


def _text(resource: Resource, name: str) -> str:
    if resource["resourceType"] not in DEFINITION_TYPES:
        return ""
    value = resource.get(name)
    return value if isinstance(value, str) else ""


def _name(resource: Resource) -> str:
    name = resource.get("name")
    return name if isinstance(name, str) else str(resource.get("id", ""))
