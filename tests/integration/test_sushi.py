"""SUSHI itself: compiles with snapshots, silently and without a network, and says what is wrong."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from sas_ig.packages import sushi
from sas_ig.packages.errors import FshError
from sas_ig.packages.plan import CORE
from sas_validators.definitions.builtin import packages_folder

NODE_MODULES = Path(__file__).parents[2] / "node_modules"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (NODE_MODULES / sushi.APP).is_file() or not (packages_folder() / CORE).is_dir(),
        reason="needs SUSHI and the converted R4 core: `make setup`",
    ),
]

CONFIG = """
id: test.guide
canonical: http://example.org/ig
name: Essai
title: Essai
description: Un guide d'essai.
status: active
version: 0.1.0
fhirVersion: 4.0.1
copyrightYear: 2026+
releaseLabel: draft
menu:
  Accueil: index.html
"""
PROFILE = """
Profile: OneCategory
Parent: Slot
Id: one-category
Description: "Une catégorie au plus."
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    cache = tmp_path / "home" / ".fhir" / "packages"
    cache.mkdir(parents=True)
    (cache / CORE).symlink_to(packages_folder() / CORE, target_is_directory=True)
    return tmp_path / "home"


def compile_rule(
    rule: str, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> sushi.SushiRun:
    """Compiles the profile with one rule, on a machine without npm, registry or proxy."""
    project = tmp_path / "project"
    (project / "input" / "fsh").mkdir(parents=True)
    (project / "sushi-config.yaml").write_text(CONFIG, encoding="utf-8")
    (project / "input" / "fsh" / "a.fsh").write_text(PROFILE + rule + "\n", encoding="utf-8")
    node = sushi.find_node()
    monkeypatch.setattr(sushi, "find_node", lambda: node)
    monkeypatch.setenv("PATH", os.devnull)
    monkeypatch.setenv("FPL_REGISTRY", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    return sushi.run_sushi(project, tmp_path / "out", home=home, node_modules=NODE_MODULES)


def test_compiles_offline(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = compile_rule("* serviceCategory 0..1", tmp_path, home, monkeypatch)
    assert (run.errors, run.warnings, run.report) == (0, 0, "")
    profile = json.loads(
        (run.output / "resources" / "StructureDefinition-one-category.json").read_bytes()
    )
    (category,) = (
        element
        for element in profile["snapshot"]["element"]
        if element["id"] == "Slot.serviceCategory"
    )
    assert category["max"] == "1"


def test_tells_file_and_line(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FshError) as caught:
        compile_rule("* statut 0..1", tmp_path, home, monkeypatch)
    assert caught.value.count == 1
    assert f"{tmp_path}/project/input/fsh/a.fsh\n  Line: 6" in caught.value.report
