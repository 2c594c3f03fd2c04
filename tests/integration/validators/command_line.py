"""Runs `python -m sas_validators` as users do, in processes of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from sas_validators.definitions.builtin import packages_folder

ROOT = Path(__file__).parents[3]
PACKAGE = packages_folder() / "ans.fhir.fr.sas#1.2.0" / "package"


def environment(**extra: str) -> dict[str, str]:
    """The environment of a run, with the sources of this checkout and no setting of the user's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SAS_FHIR_")}
    paths = os.pathsep.join(str(ROOT / name) for name in ("validators", "server", "ig"))
    return kept | {"PYTHONPATH": paths} | extra


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "sas_validators", "validate", *arguments]


def run(*arguments: str, stdin: bytes = b"", **extra: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 (our own command)
        command(*arguments),
        input=stdin,
        capture_output=True,
        env=environment(**extra),
        timeout=240,
        check=False,
    )


def peak_memory(*arguments: str) -> int:
    """The peak memory of a run, in KiB.

    A process of its own starts the run and asks for the peak: the system counts
    what started a program as the program's, and tests may have grown large.
    """
    return int(
        subprocess.run(  # noqa: S603 (our own command)
            [sys.executable, "-S", "-c", _PEAK, *command(*arguments)],
            capture_output=True,
            env=environment(),
            timeout=240,
            check=True,
        ).stdout
    )


_PEAK = """
import os, sys
run = os.posix_spawn(
    sys.argv[1],
    sys.argv[1:],
    os.environ,
    file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
)
_, status, usage = os.wait4(run, 0)
assert os.waitstatus_to_exitcode(status) in (0, 1)
print(usage.ru_maxrss)
"""


def corpus() -> list[bytes]:
    """Resources, right and wrong, one line each: examples and what must be refused."""
    files = sorted(PACKAGE.glob("*example/*.json"))
    right = [json.dumps(json.loads(file.read_bytes())).encode() for file in files]
    wrong = [
        b'{"resourceType": "Slot",}',
        b"null",
        b"{",
        b'{"resourceType": "No"}',
        b"\xff",
        b"<a/>",
    ]
    return [*right, *wrong]


def children_of(pid: int) -> list[int]:
    """The processes that `pid` started."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            found.append(int(folder.name))
    return found


def outcomes(text: bytes) -> list[Any]:
    """The outcomes of NDJSON output, without the names of the files."""
    return [json.loads(line)["outcome"] for line in text.splitlines()]
