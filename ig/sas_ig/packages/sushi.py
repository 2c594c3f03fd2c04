"""Runs SUSHI on a project, offline, and reads what it says.

Spec: https://fshschool.org/docs/sushi/running/
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from sas_ig.packages.errors import BuildError, FshError

APP = Path("fsh-sushi", "dist", "app.js")
OFFLINE = Path(__file__).with_name("offline.cjs")
_SUMMARY = re.compile(r"(\d+) Errors?\s+(\d+) Warnings?")
_LEVEL = re.compile(r"^(info|warn|error|debug)\b")


@dataclass(frozen=True, slots=True)
class SushiRun:
    """The outcome of one run: SUSHI's own counts, and its messages above `info`."""

    output: Path
    errors: int
    warnings: int
    report: str


def find_node() -> str:
    """The Node executable; raises BuildError when there is none."""
    node = shutil.which("node")
    if node is None:
        raise BuildError("Node 18 or later is needed to compile the FSH profiles")
    return node


def find_app(node_modules: Path) -> Path:
    """SUSHI's entry point; raises BuildError when npm has not installed it."""
    app = node_modules / APP
    if not app.is_file():
        raise BuildError("npm package fsh-sushi is missing: run `npm ci` first")
    return app


def run_sushi(project: Path, output: Path, *, home: Path, node_modules: Path) -> SushiRun:
    """Compiles `project` with snapshots into `output/fsh-generated`.

    `home/.fhir/packages` is the package cache. Raises BuildError when SUSHI did not
    get as far as its summary, FshError when it reports errors.
    """
    command = [find_node(), "--require", str(OFFLINE), str(find_app(node_modules))]
    finished = subprocess.run(  # noqa: S603 - both programs come from our lock file
        [*command, "build", "--snapshot", "--out", str(output), str(project)],
        env={**os.environ, "HOME": str(home), "USERPROFILE": str(home), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    report = read_report(finished.stdout)
    summary = _SUMMARY.search(finished.stdout)
    if summary is None:
        if report:
            raise FshError(str(project), report, report.count("\nerror") + 1)
        last = (finished.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise BuildError(f"SUSHI did not run on {project}: {last}")
    errors, warnings = int(summary[1]), int(summary[2])
    if errors:
        raise FshError(str(project), report, errors)
    return SushiRun(output / "fsh-generated", errors, warnings, report)


def read_report(text: str) -> str:
    """SUSHI's warnings and errors, each with the lines that follow it (details, file, line)."""
    kept: list[str] = []
    keeping = False
    for line in text.splitlines():
        level = _LEVEL.match(line)
        if level:
            keeping = level[1] in ("warn", "error")
        elif not line.strip():
            keeping = False
        if keeping:
            kept.append(line)
    return "\n".join(kept)
