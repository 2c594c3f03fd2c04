"""`sas-fhir validate --flow`: the rules of a flow on files, in every form of report."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.integration.flows.sas_data import account, appointment, slot, technical
from tests.integration.server.processes import environment

from sas_server.cli.main import main

Resource = dict[str, Any]

LATE = appointment(end="2027-03-25T13:00:00.000+01:00")


def run(folder: Path, resource: Resource | str, *options: str) -> Result:
    file = folder / "resource.json"
    text = resource if isinstance(resource, str) else json.dumps(resource)
    file.write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["validate", *options, str(file)])


@pytest.mark.parametrize(
    ("flow", "resource", "code"),
    [
        pytest.param("INT_R03", appointment(), 0, id="valid"),
        pytest.param("INT_R03", LATE, 1, id="rule broken"),
        pytest.param("INT_R03", appointment(status="arrived"), 0, id="a warning is no error"),
        pytest.param("INT_R03", {**appointment(), "meta": {"source": "x:y"}}, 0, id="no profile"),
        pytest.param("INT_R02", {**account(), "meta": {}, "active": None}, 1, id="null"),
        pytest.param("INT_R02", account(technical(), name=[{"text": "x"}]), 1, id="no name"),
        pytest.param("INT_R01", slot("s", "a", "25 09:00"), 0, id="slot"),
        pytest.param("INT_R03", slot("s", "a", "25 09:00"), 1, id="another flow's resource"),
        pytest.param("INT_R03", "{", 1, id="unreadable"),
    ],
)
def test_exit_codes(tmp_path: Path, flow: str, resource: Resource | str, code: int) -> None:
    result = run(tmp_path, resource, "--flow", flow)
    assert (result.exit_code, result.stderr) == (code, "")


def test_the_profile_of_the_flow_holds_undeclared(tmp_path: Path) -> None:
    kept = set(appointment()) - {"meta", "identifier"}
    bare = {name: value for name, value in appointment().items() if name in kept}
    assert run(tmp_path, bare).exit_code == 0
    assert run(tmp_path, bare, "--flow", "INT_R03").exit_code == 1


@pytest.mark.parametrize("output", ["text", "json", "ndjson", "html"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_every_report_tells_the_rule(tmp_path: Path, output: str, jobs: str) -> None:
    result = run(tmp_path, LATE, "--flow", "INT_R03", "--output", output, "--jobs", jobs)
    assert result.exit_code == 1
    assert "SAS_R03_PERIOD" in result.stdout
    assert "Appointment.end" in result.stdout


def test_rules_have_a_place_in_the_text(tmp_path: Path) -> None:
    text = json.dumps(LATE, indent=2)
    line = next(n for n, row in enumerate(text.splitlines(), 1) if '"end"' in row)
    result = run(tmp_path, text, "--flow", "INT_R03", "--output", "json")
    (issue,) = (
        item
        for item in json.loads(result.stdout)["issue"]
        if item["details"]["coding"][0]["code"] == "SAS_R03_PERIOD"
    )
    assert issue["extension"][0]["valueInteger"] == line


def test_an_unknown_flow_is_a_wrong_usage(tmp_path: Path) -> None:
    result = run(tmp_path, appointment(), "--flow", "INT_R99")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "INT_R01" in result.stderr
    assert result.stderr.count("\n") == 1


def test_xml(tmp_path: Path) -> None:
    file = tmp_path / "bundle.xml"
    file.write_text(
        '<Bundle xmlns="http://hl7.org/fhir"><type value="searchset"/><total value="3"/></Bundle>',
        encoding="utf-8",
    )
    result = CliRunner().invoke(main, ["validate", "--flow", "INT_R01", str(file)])
    assert "SAS_ANSWER_TOTAL" in result.stdout
    empty = file.read_text(encoding="utf-8").replace('"3"', '"0"')
    file.write_text(empty, encoding="utf-8")
    result = CliRunner().invoke(main, ["validate", "--flow", "INT_R01", str(file)])
    assert "SAS_ANSWER_TOTAL" not in result.stdout


def test_offline_rules_need_neither_store_nor_web_framework() -> None:
    code = (
        "import sys; import sas_server.flows.offline, sas_server.flows.facts;"
        "print([name for name in ('sqlalchemy', 'flask', 'orjson') if name in sys.modules])"
    )
    result = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert result.stdout.strip() == "[]"
