"""Turns what SUSHI wrote into a FHIR package folder.

    package/package.json            the manifest
    package/.index.json             what each definition is, as in every FHIR package
    package/*.json                  definitions: what a validator or server loads
    package/example/*.json          example instances, meant to be valid
    package/counterexample/*.json   instances that break one constraint on purpose

`example` is where FHIR packages have their examples; `counterexample` is ours.
Both folders have an `.index.json` whose entries carry, beside the usual fields,
the `title` and `description` their author gave them in FSH: for a counter-example
the description says which constraint it breaks. Loaders of packages read the files
next to the manifest only, so neither folder is ever taken for a definition.

Spec: https://hl7.org/fhir/packages.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sas_ig.packages.errors import BuildError
from sas_ig.packages.member_order import in_order
from sas_ig.packages.plan import NPM_PACKAGES, Project
from sas_validators.definitions.index import INDEX_NAME, write_index
from sas_validators.definitions.types import TypeModel

Resource = dict[str, Any]

COUNTEREXAMPLES = "contre-exemples/"
"""The folder below `input/fsh` whose instances are wrong on purpose."""

_CONFORMANCE = frozenset(
    {
        "CapabilityStatement",
        "CodeSystem",
        "ImplementationGuide",
        "SearchParameter",
        "StructureDefinition",
        "ValueSet",
    }
)

_STAMPED = ("version", "publisher", "contact", "jurisdiction")


def pack(project: Project, generated: Path, target: Path, types: TypeModel) -> int:
    """Fills the empty folder `target` from `generated` (SUSHI's `fsh-generated`).

    `types` are FHIR's own: they give the order of the members. Returns the number
    of definitions. Raises BuildError when the guide that SUSHI compiled is not the
    one `project` names.
    """
    resources = {
        file.name: json.loads(file.read_text(encoding="utf-8"))
        for file in sorted((generated / "resources").glob("*.json"))
    }
    guide = _find_guide(project, resources.values())
    wrong = _counterexample_files(generated / "data" / "fsh-index.json")
    texts = {item["reference"]["reference"]: item for item in guide["definition"]["resource"]}
    _leave_out(guide, [resource for name, resource in resources.items() if name in wrong])
    folders: dict[str, dict[str, Resource]] = {"": {}, "example": {}, "counterexample": {}}
    for name, resource in resources.items():
        definition = resource["resourceType"] in _CONFORMANCE
        kind = "counterexample" if name in wrong else "" if definition else "example"
        if definition and resource["id"] in project.open_extensions:
            _reopen(resource)
        whole = _stamped(resource, guide) if definition else resource
        folders[kind][name] = in_order(whole, types)
    content = target / "package"
    _write(content, folders.pop(""))
    (content / "package.json").write_text(_json(manifest(project, guide)), encoding="utf-8")
    count = write_index(content)
    for kind, instances in folders.items():
        if instances:
            _write(content / kind, instances)
            _write_instance_index(content / kind, instances, texts)
    return count


def _find_guide(project: Project, resources: Iterable[Resource]) -> Resource:
    for resource in resources:
        if resource["resourceType"] == "ImplementationGuide":
            found = f"{resource.get('packageId')}#{resource.get('version')}"
            if found != project.label:
                raise BuildError(f"{project.source}: is {found}, {project.label} is expected")
            return resource
    raise BuildError(f"{project.source}: SUSHI wrote no ImplementationGuide (FSHOnly must be off)")


def _stamped(definition: Resource, guide: Resource) -> Resource:
    """The definition with what it leaves to the guide to say, as a publication does.

    SUSHI writes none of these into the resources; what the author wrote stays.
    """
    return {**{name: guide[name] for name in _STAMPED if name in guide}, **definition}


def _reopen(extension: Resource) -> None:
    """Takes back the `Extension.extension 0..0` that SUSHI adds to an extension with a value."""
    for view in ("snapshot", "differential"):
        elements = extension.get(view, {}).get("element", [])
        nested = [item for item in elements if item["path"] == "Extension.extension"]
        for item in nested:
            item["max"] = "*"
        if view == "differential":
            elements[:] = [item for item in elements if item not in nested]


def _counterexample_files(fsh_index: Path) -> set[str]:
    entries = json.loads(fsh_index.read_text(encoding="utf-8"))
    return {
        entry["outputFile"]
        for entry in entries
        if entry["fshFile"].replace("\\", "/").startswith(COUNTEREXAMPLES)
    }


def _leave_out(guide: Resource, instances: Iterable[Resource]) -> None:
    """A published guide lists no instance that is wrong on purpose."""
    wrong = {f"{instance['resourceType']}/{instance['id']}" for instance in instances}
    listed = guide["definition"]["resource"]
    listed[:] = [item for item in listed if item["reference"]["reference"] not in wrong]


def manifest(project: Project, guide: Resource) -> Resource:
    """The package's `package.json`.

    Dependencies are the guide's own, and HL7's three packages, which are part of
    every guide's context.
    """
    declared = {item["packageId"]: item["version"] for item in guide.get("dependsOn", ())}
    context = dict(package.label.split("#") for package in NPM_PACKAGES)
    return {
        "name": project.name,
        "version": project.version,
        "type": "IG",
        "canonical": guide["url"].partition("/ImplementationGuide/")[0],
        "url": guide["url"],
        "title": guide["title"],
        "description": guide["description"],
        "license": guide["license"],
        "author": guide["publisher"],
        "fhirVersions": guide["fhirVersion"],
        "dependencies": {**context, **declared},
    }


def _write(folder: Path, resources: Mapping[str, Resource]) -> None:
    folder.mkdir()
    for name, resource in resources.items():
        (folder / name).write_text(_json(resource), encoding="utf-8")


def _write_instance_index(
    folder: Path, instances: Mapping[str, Resource], texts: Mapping[str, Resource]
) -> None:
    files = []
    for name, instance in instances.items():
        item = texts[f"{instance['resourceType']}/{instance['id']}"]
        files.append(
            {
                "filename": name,
                "resourceType": instance["resourceType"],
                "id": instance["id"],
                "profile": instance.get("meta", {}).get("profile", []),
                "title": item["name"],
                "description": item.get("description", ""),
            }
        )
    index = {"index-version": 2, "files": files}
    (folder / INDEX_NAME).write_text(_json(index), encoding="utf-8")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
