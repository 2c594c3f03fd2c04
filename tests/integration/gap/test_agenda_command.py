"""`sas-fhir agenda recompute`, and agendas that are loaded in bulk.

Facts: ADR 0031.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.integration.gap.conftest import StartServer
from tests.integration.gap.gap_data import EASTER, WEEKLY, people, schedule, service
from tests.integration.server.processes import run_command


@pytest.mark.slow
def test_loaded_agendas_have_slots(tmp_path: Path, start: StartServer, new_store) -> None:  # type: ignore[no-untyped-def]
    url = new_store("sqlite")
    file = tmp_path / "agendas.ndjson"
    agenda = schedule(service(), WEEKLY, EASTER, id="a204")
    file.write_text("".join(json.dumps(item) + "\n" for item in [*people(), agenda]))
    done = run_command("store", "load", "--store", url, "--jobs", "1", str(file))
    assert (done.returncode, done.stdout) == (0, "5 resources stored, 0 left out\n")
    done = run_command("agenda", "recompute", "--store", url)
    assert (done.returncode, done.stdout) == (0, "1 agendas recomputed\n")
    client = start(url=url).client
    assert client.get("Slot?start=ge2027-03-25&start=le2027-04-01&_count=0").json["total"] == 18


@pytest.mark.parametrize("option", [("--zone", "Europe/Nowhere"), ("--horizon", "0")])
def test_wrong_usage(tmp_path: Path, option: tuple[str, str]) -> None:
    done = run_command("agenda", "recompute", "--store", f"sqlite:///{tmp_path / 's.db'}", *option)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: ")
    assert len(done.stderr.splitlines()) == 1
