"""`sas-fhir ig diff` on packages of all forms, whole and broken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sas_ig.diff.command import diff
from sas_ig.downloads.archives import tgz_of

PROFILE = {"resourceType": "StructureDefinition", "id": "x", "url": "http://example.org/x"}


def files(minimum: int, version: str) -> dict[str, bytes]:
    element = {"id": "Slot.x", "path": "Slot.x", "min": minimum, "max": "1"}
    resource = {**PROFILE, "snapshot": {"element": [element]}}
    return {
        "package/package.json": json.dumps({"name": "p", "version": version}).encode(),
        "package/StructureDefinition-x.json": json.dumps(resource).encode(),
    }


def folder(path: Path, content: dict[str, bytes]) -> str:
    for name, data in content.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(data)
    return str(path)


def archive(path: Path, content: dict[str, bytes]) -> str:
    path.write_bytes(tgz_of(content))
    return str(path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(diff, arguments)


@pytest.fixture
def old(tmp_path: Path) -> str:
    return folder(tmp_path / "old", files(0, "1"))


def test_a_folder_and_an_archive(tmp_path: Path, old: str) -> None:
    ran = run(old, archive(tmp_path / "new.tgz", files(1, "2")))
    assert ran.exit_code == 0
    assert ran.stdout.startswith("p#1 → p#2\n1 différence")
    assert "Slot.x devient obligatoire" in ran.stdout


def test_the_inner_folder_will_do(tmp_path: Path, old: str) -> None:
    new = folder(tmp_path / "new", files(0, "2"))
    assert run(f"{old}/package", f"{new}/package").exit_code == 0


@pytest.mark.parametrize(
    ("output", "start"), [("json", "{"), ("html", "<!doctype html>"), ("text", "p#1")]
)
def test_reports(old: str, output: str, start: str) -> None:
    ran = run(old, old, "--output", output, "--language", "en")
    assert (ran.exit_code, ran.stdout[: len(start)]) == (0, start)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param({}, id="not there"),
        pytest.param({"package/x.json": b"{}"}, id="no manifest"),
        pytest.param({"package/package.json": b"{"}, id="manifest that is no JSON"),
        pytest.param({"package/package.json": b"[]"}, id="manifest that is no object"),
        pytest.param({"package/package.json": b"{}", "package/x.json": b"\xff"}, id="no UTF-8"),
        pytest.param({"package/package.json": b"{}", "package/x.json": b"{"}, id="no JSON"),
    ],
)
def test_a_folder_that_is_no_package(tmp_path: Path, old: str, content: dict[str, bytes]) -> None:
    ran = run(old, folder(tmp_path / "new", content))
    assert (ran.exit_code, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"garbage", id="garbage"),
        pytest.param(tgz_of({"package/package.json": b"{}" * 9000})[:40], id="cut off"),
        pytest.param(tgz_of({"../escape.json": b"{}"}), id="leaves its folder"),
        pytest.param(tgz_of({"other/package.json": b"{}"}), id="no package folder"),
    ],
)
def test_a_file_that_is_no_package(tmp_path: Path, old: str, data: bytes) -> None:
    file = tmp_path / "new.tgz"
    file.write_bytes(data)
    ran = run(old, str(file))
    assert (ran.exit_code, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    assert str(file) in ran.stderr
    assert not (tmp_path / "escape.json").exists()


def test_items_that_are_no_resources_are_passed_over(tmp_path: Path, old: str) -> None:
    new = folder(tmp_path / "new", {**files(0, "2"), "package/list.json": b"[1]"})
    assert run(old, new).exit_code == 0
