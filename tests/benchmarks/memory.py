"""Memory of a worker that has loaded all it needs for the examples."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.corpus import example_files
from tests.benchmarks.processes import environment, python
from tests.benchmarks.tables import Table, figure

_WORK = Path(__file__).with_name("memory_worker.py")


def measure() -> Table:
    """Peak memory, and what a forked worker does not share with its parent."""
    names = json.dumps([str(file) for file in example_files()]).encode()
    with tempfile.TemporaryDirectory() as empty:
        compiling = _run(names, environment(SAS_FHIR_CACHE=empty))
    _run(names, environment())  # so that everything is on disk
    loaded = _run(names, environment())
    rows = [
        ("peak of a worker, compiled forms on disk", figure(loaded.peak)),
        ("what a forked worker adds to that", figure(loaded.private)),
        ("peak of the process that compiles all of it", figure(compiling.peak)),
    ]
    note = "All examples and counter-examples of SAS, FR Core and GAP validated, texts included."
    return Table("Memory", ("", "MiB"), rows, note)


class _Memory(NamedTuple):
    private: float
    peak: float


def _run(names: bytes, env: dict[str, str]) -> _Memory:
    done = subprocess.run(  # noqa: S603 (our own command)
        python(str(_WORK)), input=names, env=env, capture_output=True, check=True
    )
    return _Memory(*map(float, done.stdout.split()))
