"""Cold start: `sas-fhir validate one-slot.json`, from nothing to its exit."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from tests.benchmarks.corpus import slot_file
from tests.benchmarks.processes import cost, environment, median_cost, python
from tests.benchmarks.reference import reference
from tests.benchmarks.tables import Table, figure

_STAGES = Path(__file__).with_name("cold_stages.py")
_NAMES = ("Python itself", "imports", "digest of the definitions", "load, judge and render")


def measure() -> Table:
    """The whole command warm and for the first time ever, its stages, and the reference."""
    slot = str(slot_file())
    command = python("-m", "sas_validators", "validate", slot)
    rows = [_row("compiled forms on disk", *median_cost(command, environment())[:2])]
    rows += [_row(f"– of which {name}", None, taken) for name, taken in _stages(slot)]
    with tempfile.TemporaryDirectory() as empty:
        first = cost(command, environment(SAS_FHIR_CACHE=empty))
    rows.append(_row("the first run ever (compiles)", first.wall, first.cpu))
    measured = reference()
    if measured is not None:
        rows.append(_row("HL7 reference validator", measured.first_wall, measured.first_cpu))
    return Table("Cold start", ("", "seconds", "seconds of CPU"), rows, "One slot, text output.")


def _row(name: str, wall: float | None, cpu: float) -> tuple[str, str, str]:
    return name, "" if wall is None else figure(wall), figure(cpu)


def _stages(slot: str) -> list[tuple[str, float]]:
    """Each stage's processor time, the least of several runs."""
    runs = [
        subprocess.run(  # noqa: S603 (our own command)
            python(str(_STAGES), slot), env=environment(), capture_output=True, check=True
        ).stdout.split()
        for _ in range(5)
    ]
    return [(name, min(float(run[number]) for run in runs)) for number, name in enumerate(_NAMES)]
