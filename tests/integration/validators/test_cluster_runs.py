"""A run on a Dask cluster of two worker processes, one of which is killed on the way."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.integration.validators.command_line import command, corpus, environment, outcomes, run

dask = pytest.importorskip("dask", reason="needs the extra [cluster]")
distributed = pytest.importorskip("distributed", reason="needs the extra [cluster]")

pytestmark = [
    pytest.mark.slow,
    # What Dask leaves open when it ends is not ours to close.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


PATIENCE = "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT"
"""Dask's setting of how long anybody waits for an answer; a machine may be busy with tests."""


@pytest.fixture(scope="module")
def cluster() -> Iterator[distributed.LocalCluster]:
    with (
        dask.config.set({"distributed.comm.timeouts.connect": "120s"}),
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=":0",
            silence_logs=50,
        ) as started,
    ):
        yield started


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cluster")
    lines = corpus()
    (folder / "a.ndjson").write_bytes(b"\n".join(lines * 20))
    (folder / "b.ndjson.gz").write_bytes(gzip.compress(b"\n".join(lines * 2)))
    for number, line in enumerate(lines):
        (folder / f"c{number:03}.json").write_bytes(line)
    return folder


@pytest.fixture(scope="module")
def expected(inputs: Path) -> bytes:
    return run("--output", "ndjson", str(inputs)).stdout


def on(cluster: distributed.LocalCluster) -> tuple[str, ...]:
    return ("--output", "ndjson", "--scheduler", cluster.scheduler_address)


def test_folders_are_read_by_the_workers(
    cluster: distributed.LocalCluster, inputs: Path, expected: bytes
) -> None:
    result = run(*on(cluster), str(inputs), **{PATIENCE: "120s"})
    assert (result.returncode, result.stderr) == (1, b"")
    assert result.stdout == expected


def test_patterns_missing_files_and_standard_input(
    cluster: distributed.LocalCluster, inputs: Path
) -> None:
    line = corpus()[0]
    arguments = (f"{inputs}/c00*.json", f"{inputs}/none", "-")
    result = run(*on(cluster), *arguments, stdin=line, **{PATIENCE: "120s"})
    assert result.stdout == run("--output", "ndjson", *arguments, stdin=line).stdout
    assert len(outcomes(result.stdout)) == 12


def test_a_killed_worker_changes_nothing(
    cluster: distributed.LocalCluster, inputs: Path, expected: bytes
) -> None:
    workers = [worker.pid for worker in cluster.workers.values()]
    assert len(workers) == 2
    running = subprocess.Popen(  # noqa: S603 (our own command)
        command(*on(cluster), str(inputs)),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(**{PATIENCE: "120s"}),
    )
    assert running.stdout is not None
    first = running.stdout.readline()
    os.kill(workers[0], signal.SIGKILL)
    rest = running.stdout.read()
    running.stdout.close()
    assert first + rest == expected
    assert running.wait(timeout=240) == 1


def test_a_profile_nobody_has(cluster: distributed.LocalCluster, inputs: Path) -> None:
    result = run(*on(cluster), "--profile", "http://none", str(inputs), **{PATIENCE: "120s"})
    assert result.returncode == 2
    assert b"http://none: no loaded package" in result.stderr


def test_no_scheduler() -> None:
    result = run("--scheduler", "tcp://127.0.0.1:1", "-", **{PATIENCE: "1s"})
    assert result.returncode == 2
    assert b"error: tcp://127.0.0.1:1: no Dask scheduler answers there" in result.stderr


def test_without_dask(tmp_path: Path) -> None:
    (tmp_path / "distributed.py").write_text("raise ImportError('not installed')")
    paths = os.pathsep.join([str(tmp_path), environment()["PYTHONPATH"]])
    result = run("--scheduler", "tcp://127.0.0.1:1", "-", PYTHONPATH=paths)
    assert result.returncode == 2
    assert b"pip install 'sas-fhir[cluster]'" in result.stderr
