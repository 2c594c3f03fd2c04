"""`definition`: conformance resources with snapshots, whatever canonical names them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sas_validators.cli.main import main

CORE = "http://hl7.org/fhir/StructureDefinition/"
OWN = "http://exemple.fr/fhir/StructureDefinition/a"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["definition", *arguments])


@pytest.mark.parametrize(
    "canonical",
    [
        CORE + "Slot",
        CORE + "Slot|4.0.1",
        "http://sas.fr/fhir/StructureDefinition/FrSlotAgregateur",
        "http://hl7.org/fhir/ValueSet/slotstatus",
        "http://terminology.hl7.org/CodeSystem/v2-0391|2.4",
    ],
)
def test_found(canonical: str) -> None:
    result = run(canonical)
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert canonical in (found["url"], f"{found['url']}|{found['version']}")
    is_profile = found["resourceType"] == "StructureDefinition"
    assert not is_profile or found["snapshot"]["element"]


@pytest.mark.parametrize("canonical", ["http://nobody", CORE + "Slot|9.9", "", "|", CORE])
def test_not_found(canonical: str) -> None:
    result = run(canonical)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.strip().splitlines()) <= 3
    assert "no loaded package has it" in result.stderr


def draft(tmp_path: Path, **more: Any) -> str:
    definition = {
        "resourceType": "StructureDefinition",
        "url": OWN,
        "type": "Patient",
        "baseDefinition": CORE + "Patient",
        "derivation": "constraint",
        "differential": {"element": [{"path": "Patient.name", "min": 1}]},
    }
    (tmp_path / "a.json").write_text(json.dumps(definition | more))
    return str(tmp_path)


def test_a_bare_differential_gets_its_snapshot(tmp_path: Path) -> None:
    result = run("--package", draft(tmp_path), OWN)
    elements = json.loads(result.stdout)["snapshot"]["element"]
    assert [item["min"] for item in elements if item["path"] == "Patient.name"] == [1]


def test_without_snapshot_it_is_refused(tmp_path: Path) -> None:
    result = run("--package", draft(tmp_path, baseDefinition="http://nobody"), OWN)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "http://nobody" in result.stderr
