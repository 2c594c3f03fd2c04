"""HL7's packages come from node_modules, in the versions of the plan."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sas_ig.packages.errors import BuildError
from sas_ig.packages.npm import npm_inputs, write_npm_package
from sas_ig.packages.plan import NpmPackage

PACKAGE = NpmPackage("hl7.x#1.0", "hl7.x")


def install(root: Path, version: str = "1.0", integrity: str = "sha512-a") -> Path:
    folder = root / "hl7.x"
    folder.mkdir(exist_ok=True)
    (folder / "package.json").write_text('{"name": "hl7.x"}', encoding="utf-8")
    (folder / "ValueSet-a.json").write_text(
        '{"resourceType": "ValueSet", "id": "a", "url": "http://x/a"}', encoding="utf-8"
    )
    lock = {"packages": {"node_modules/hl7.x": {"version": version, "integrity": integrity}}}
    (root / ".package-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    return root


def test_inputs_follow_the_installed_content(tmp_path: Path) -> None:
    first = npm_inputs(PACKAGE, install(tmp_path))
    assert npm_inputs(PACKAGE, install(tmp_path)) == first
    assert npm_inputs(PACKAGE, install(tmp_path, integrity="sha512-b")) != first


def test_missing_package(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"npm package hl7\.x is missing: run `npm ci` first"):
        npm_inputs(PACKAGE, tmp_path)


def test_other_version(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"hl7.x has version 2.0, 1.0 is expected: run `npm ci`"):
        npm_inputs(PACKAGE, install(tmp_path, version="2.0"))


def test_write_copies_and_indexes(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.mkdir()
    assert write_npm_package(PACKAGE, install(tmp_path), target) == 1
    assert sorted(file.name for file in (target / "package").iterdir()) == [
        ".index.json",
        "ValueSet-a.json",
        "package.json",
    ]


def test_write_converts_xml(tmp_path: Path) -> None:
    broken = NpmPackage("hl7.x#1.0", "hl7.x", xml=True)
    with pytest.raises(BuildError, match="no FHIR schemas here"):
        write_npm_package(broken, install(tmp_path), tmp_path / "out")
