"""What SUSHI says is read; that it can't say anything is told in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from sas_ig.packages import sushi
from sas_ig.packages.errors import BuildError, FshError

CLEAN = """info  Running SUSHI
info  Converted 1 FHIR StructureDefinitions.
| Keep swimming, Dory.                   0 Errors       0 Warnings |
"""
WRONG = """info  Importing FSH text...
error The element or path you referenced does not exist: statut
  File: /project/input/fsh/a.fsh
  Line: 4
warn  Something
  File: /project/sushi-config.yaml

info  Converted 1 FHIR StructureDefinitions.
error Error parsing insert rule
- extraneous input
  File: /project/input/fsh/b.fsh

| That really smelt.                     2 Errors       1 Warning |
"""


def test_read_report_keeps_errors_and_warnings_with_their_places() -> None:
    assert sushi.read_report(CLEAN) == ""
    assert sushi.read_report(WRONG).splitlines() == [
        "error The element or path you referenced does not exist: statut",
        "  File: /project/input/fsh/a.fsh",
        "  Line: 4",
        "warn  Something",
        "  File: /project/sushi-config.yaml",
        "error Error parsing insert rule",
        "- extraneous input",
        "  File: /project/input/fsh/b.fsh",
    ]


def test_missing_node(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(BuildError, match="Node 18 or later is needed"):
        sushi.find_node()


def test_missing_sushi(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="npm package fsh-sushi is missing: run `npm ci` first"):
        sushi.find_app(tmp_path)


@pytest.fixture
def node_modules(tmp_path: Path) -> Path:
    app = tmp_path / "node_modules" / sushi.APP
    app.parent.mkdir(parents=True)
    app.touch()
    return tmp_path / "node_modules"


def run(
    says: str, node_modules: Path, monkeypatch: pytest.MonkeyPatch, *, complains: str = ""
) -> sushi.SushiRun:
    """Runs a stand-in for Node that says what SUSHI would."""
    folder = node_modules.parent
    (folder / "says").write_text(says, encoding="utf-8")
    node = folder / "node"
    node.write_text(
        f'#!/bin/sh\necho "$HOME $@" > {folder}/called\necho "{complains}" >&2\n'
        f"cat {folder}/says\n",
        encoding="utf-8",
    )
    node.chmod(0o755)
    monkeypatch.setattr(sushi, "find_node", lambda: str(node))
    return sushi.run_sushi(
        Path("/project"), Path("/out"), home=folder / "home", node_modules=node_modules
    )


def test_run(node_modules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = run(CLEAN, node_modules, monkeypatch)
    assert (found.output, found.errors, found.warnings) == (Path("/out/fsh-generated"), 0, 0)
    called = (node_modules.parent / "called").read_text(encoding="utf-8").split()
    assert called == [
        str(node_modules.parent / "home"),
        "--require",
        str(sushi.OFFLINE),
        str(node_modules / sushi.APP),
        *["build", "--snapshot", "--out", "/out", "/project"],
    ]


def test_run_with_errors(node_modules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FshError) as caught:
        run(WRONG, node_modules, monkeypatch)
    assert caught.value.count == 2
    assert "input/fsh/a.fsh\n  Line: 4" in caught.value.report


def test_run_that_stops_early(node_modules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BuildError, match="SUSHI did not run on /project: out of memory"):
        run("", node_modules, monkeypatch, complains="out of memory")


def test_run_that_stops_early_with_an_error(
    node_modules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(FshError) as caught:
        run("error No sushi-config.yaml in /project\n", node_modules, monkeypatch)
    assert caught.value.count == 1
