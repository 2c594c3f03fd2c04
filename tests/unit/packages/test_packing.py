"""SUSHI's output becomes a FHIR package: definitions apart from instances."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sas_ig.packages.errors import BuildError
from sas_ig.packages.packing import pack
from sas_ig.packages.plan import Project
from sas_validators.definitions.package import load_package
from sas_validators.definitions.registry import Registry
from sas_validators.definitions.types import TypeModel

NO_TYPES = TypeModel(Registry([]))
PROJECT = Project("test.guide#2.0", "guide", needs=())
GUIDE: dict[str, Any] = {
    "resourceType": "ImplementationGuide",
    "id": "test.guide",
    "url": "http://example.org/ig/ImplementationGuide/test.guide",
    "version": "2.0",
    "packageId": "test.guide",
    "title": "Essai",
    "description": "Un guide d'essai.",
    "license": "CC0-1.0",
    "publisher": "Nous",
    "fhirVersion": ["4.0.1"],
    "dependsOn": [{"packageId": "hl7.fhir.fr.core", "version": "1.1.0"}],
    "definition": {
        "resource": [
            {"reference": {"reference": "StructureDefinition/p"}, "name": "P"},
            {"reference": {"reference": "Slot/good"}, "name": "Bon", "description": "Un bon."},
            {"reference": {"reference": "Slot/bad"}, "name": "Faux", "description": "status."},
        ]
    },
}
PROFILE = {"resourceType": "StructureDefinition", "id": "p", "url": "http://example.org/p"}
CODES = {
    "resourceType": "CodeSystem",
    "id": "c",
    "url": "http://example.org/c",
    "version": "2024",
    "publisher": "ANS",
}
GOOD = {"resourceType": "Slot", "id": "good", "meta": {"profile": ["http://example.org/p"]}}
BAD = {"resourceType": "Slot", "id": "bad", "meta": {"profile": ["http://example.org/p"]}}


def generated(tmp_path: Path, guide: dict[str, Any] = GUIDE) -> Path:
    """A folder as SUSHI fills it."""
    folder = tmp_path / "fsh-generated"
    (folder / "resources").mkdir(parents=True)
    (folder / "data").mkdir()
    for resource in (guide, PROFILE, CODES, GOOD, BAD):
        name = f"{resource['resourceType']}-{resource['id']}.json"
        (folder / "resources" / name).write_text(json.dumps(resource), encoding="utf-8")
    index = [
        {"outputFile": "Slot-good.json", "fshFile": "exemples/a.fsh"},
        {"outputFile": "Slot-bad.json", "fshFile": "contre-exemples\\a.fsh"},
    ]
    (folder / "data" / "fsh-index.json").write_text(json.dumps(index), encoding="utf-8")
    return folder


@pytest.fixture
def package(tmp_path: Path) -> Path:
    target = tmp_path / "package"
    target.mkdir()
    assert pack(PROJECT, generated(tmp_path), target, NO_TYPES) == 3
    return target / "package"


def read(file: Path) -> dict[str, Any]:
    resource: dict[str, Any] = json.loads(file.read_bytes())
    return resource


def test_layout(package: Path) -> None:
    assert sorted(str(file.relative_to(package)) for file in package.rglob("*.json")) == [
        ".index.json",
        "CodeSystem-c.json",
        "ImplementationGuide-test.guide.json",
        "StructureDefinition-p.json",
        "counterexample/.index.json",
        "counterexample/Slot-bad.json",
        "example/.index.json",
        "example/Slot-good.json",
        "package.json",
    ]


def test_manifest(package: Path) -> None:
    manifest = read(package / "package.json")
    assert (manifest["name"], manifest["version"], manifest["canonical"]) == (
        "test.guide",
        "2.0",
        "http://example.org/ig",
    )
    assert manifest["fhirVersions"] == ["4.0.1"]
    assert manifest["dependencies"]["hl7.fhir.fr.core"] == "1.1.0"
    assert manifest["dependencies"]["hl7.fhir.r4.core"] == "4.0.1"


def test_definitions_get_what_they_leave_to_the_guide(package: Path) -> None:
    profile, codes = (
        read(package / "StructureDefinition-p.json"),
        read(package / "CodeSystem-c.json"),
    )
    assert (profile["version"], profile["publisher"]) == ("2.0", "Nous")
    assert (codes["version"], codes["publisher"]) == ("2024", "ANS")


def test_instances_are_described(package: Path) -> None:
    assert read(package / "example" / ".index.json")["files"] == [
        {
            "filename": "Slot-good.json",
            "resourceType": "Slot",
            "id": "good",
            "profile": ["http://example.org/p"],
            "title": "Bon",
            "description": "Un bon.",
        }
    ]
    (wrong,) = read(package / "counterexample" / ".index.json")["files"]
    assert (wrong["id"], wrong["description"]) == ("bad", "status.")


def test_the_guide_lists_no_counterexample(package: Path) -> None:
    guide = read(package / "ImplementationGuide-test.guide.json")
    listed = [item["reference"]["reference"] for item in guide["definition"]["resource"]]
    assert listed == ["StructureDefinition/p", "Slot/good"]


def test_loaders_see_the_definitions_only(package: Path) -> None:
    loaded = load_package(package.parent, lambda content: {})
    assert {entry.type for entry in loaded.entries} == {
        "CodeSystem",
        "ImplementationGuide",
        "StructureDefinition",
    }


def test_another_guide_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"guide: is test.guide#3.0, test.guide#2.0 is expected"):
        pack(PROJECT, generated(tmp_path, {**GUIDE, "version": "3.0"}), tmp_path, NO_TYPES)


def test_an_open_extension_is_not_left_closed(tmp_path: Path) -> None:
    closed = {"path": "Extension.extension", "max": "0"}
    url = {"path": "Extension.url"}
    extension = {
        "resourceType": "StructureDefinition",
        "id": "p",
        "snapshot": {"element": [dict(closed), url]},
        "differential": {"element": [dict(closed), url]},
    }
    source = generated(tmp_path)
    (source / "resources" / "StructureDefinition-p.json").write_text(json.dumps(extension))
    (tmp_path / "out").mkdir()
    project = Project("test.guide#2.0", "guide", needs=(), open_extensions=frozenset({"p"}))
    pack(project, source, tmp_path / "out", NO_TYPES)
    packed = json.loads((tmp_path / "out/package/StructureDefinition-p.json").read_text())
    assert packed["snapshot"]["element"][0]["max"] == "*"
    assert packed["differential"]["element"] == [url]
