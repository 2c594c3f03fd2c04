"""`sas-fhir ig packages` tells what is wrong in one line, with its exit code."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from sas_ig.cli import ig
from sas_ig.packages import command
from sas_ig.packages.errors import BuildError, FshError


@pytest.mark.parametrize(
    ("error", "code", "stderr"),
    [
        pytest.param(None, 0, "", id="done"),
        pytest.param(BuildError("Node is needed"), 2, "error: Node is needed\n", id="missing"),
        pytest.param(
            FshError("x#1", "error Bad\n  File: a.fsh", 1),
            1,
            "error Bad\n  File: a.fsh\nerror: SUSHI found 1 error(s) in x#1\n",
            id="wrong FSH",
        ),
    ],
)
def test_packages(
    error: Exception | None, code: int, stderr: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build_packages(place: object, report: object) -> None:
        if error:
            raise error

    monkeypatch.setattr(command, "build_packages", build_packages)
    result = CliRunner().invoke(ig, ["packages"])
    assert (result.exit_code, result.stderr) == (code, stderr)
