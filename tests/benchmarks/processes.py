"""What a process costs, from its start to its end."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]


class Cost(NamedTuple):
    """Seconds by the clock, seconds of processor."""

    wall: float
    cpu: float


def sas_fhir(*arguments: str) -> list[str]:
    """The command `sas-fhir` as users start it."""
    return [str(Path(sys.executable).with_name("sas-fhir")), *arguments]


def python(*arguments: str) -> list[str]:
    """This Python with `arguments`."""
    return [sys.executable, *arguments]


def environment(**extra: str) -> dict[str, str]:
    """The environment of a run of this checkout, without settings of the user's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SAS_FHIR_")}
    paths = os.pathsep.join(str(ROOT / name) for name in ("validators", "server", "ig"))
    return kept | {"PYTHONPATH": paths} | extra


def cost(command: Sequence[str], env: dict[str, str]) -> Cost:
    """Runs `command`, its output thrown away; exit codes above 1 raise."""
    start = os.times().elapsed
    process = subprocess.Popen(  # noqa: S603 (our own commands)
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}")
    wall = os.times().elapsed - start
    return Cost(wall, usage.ru_utime + usage.ru_stime)


def median_cost(command: Sequence[str], env: dict[str, str], times: int = 7) -> Cost:
    """The medians of several runs, after one that warms the caches."""
    cost(command, env)
    found = [cost(command, env) for _ in range(times)]
    return Cost(*(statistics.median(values) for values in zip(*found, strict=True)))
