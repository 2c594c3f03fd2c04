"""Bulk validation of one large file by one process and by two."""

from __future__ import annotations

import gzip
import json
import tempfile
from pathlib import Path

from tests.benchmarks.corpus import example_files
from tests.benchmarks.processes import cost, environment, python
from tests.benchmarks.tables import Table, figure

_RESOURCES = 30_000
_ROUNDS = 5


def measure() -> Table:
    """The rate of the whole command, start included, as NDJSON to NDJSON."""
    with tempfile.TemporaryDirectory() as name:
        plain, compressed, count = _inputs(Path(name))
        cases = [(file, jobs) for file in (plain, compressed) for jobs in (1, 2)]
        best: dict[tuple[Path, int], tuple[float, float]] = {}
        for _ in range(_ROUNDS):
            for file, jobs in cases:
                best[file, jobs] = min(best.get((file, jobs), (9e9, 9e9)), _run(file, jobs))
    rows = []
    for file, jobs in cases:
        wall, cpu = best[file, jobs]
        gain = best[file, 1][0] / wall / jobs
        rows.append(
            (f"{file.name}, --jobs {jobs}", figure(count / wall), f"{gain:.2f}", figure(cpu))
        )
    return Table(
        "Processes",
        ("", "resources per second", "of jobs x single rate", "seconds of CPU"),
        rows,
        f"{count:,} resources, best of {_ROUNDS}; by the clock, so it needs a machine at rest.",
    )


def _inputs(folder: Path) -> tuple[Path, Path, int]:
    texts = [json.dumps(json.loads(file.read_bytes())) for file in example_files()]
    repeats = _RESOURCES // len(texts)
    data = ("\n".join(texts * repeats) + "\n").encode()
    plain, compressed = folder / "big.ndjson", folder / "big.ndjson.gz"
    plain.write_bytes(data)
    compressed.write_bytes(gzip.compress(data))
    return plain, compressed, repeats * len(texts)


def _run(file: Path, jobs: int) -> tuple[float, float]:
    options = ("--output", "ndjson", "--jobs", str(jobs), str(file))
    taken = cost(python("-m", "sas_validators", "validate", *options), environment())
    return taken.wall, taken.cpu
