"""The same answers however a run is done: caches, processes, compression, interruptions."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.integration.validators.command_line import (
    children_of,
    command,
    corpus,
    environment,
    outcomes,
    peak_memory,
    run,
)

needs_proc = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

REPEATS = 12


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of one resource a line, large enough for many chunks."""
    file = tmp_path_factory.mktemp("bulk") / "big.ndjson"
    file.write_bytes(b"\n".join(corpus() * REPEATS) + b"\n")
    return file


@pytest.fixture(scope="module")
def expected(big: Path) -> bytes:
    result = run("--output", "ndjson", str(big))
    assert (result.returncode, result.stderr) == (1, b"")
    return result.stdout


def test_lines_repeat_as_their_input(expected: bytes) -> None:
    found = outcomes(expected)
    count = len(corpus())
    assert len(found) == count * REPEATS
    lines = [json.loads(line)["line"] for line in expected.splitlines()]
    assert lines == list(range(1, count * REPEATS + 1))


@pytest.mark.parametrize("jobs", ["2", "3"])
def test_processes_change_nothing(big: Path, expected: bytes, jobs: str) -> None:
    assert run("--output", "ndjson", "--jobs", jobs, str(big)).stdout == expected


def test_caches_change_nothing(big: Path, expected: bytes, tmp_path: Path) -> None:
    cache = str(tmp_path / "cache")
    for _ in ("empty", "filled"):
        result = run("--output", "ndjson", str(big), SAS_FHIR_CACHE=cache)
        assert result.stdout == expected
    for file in Path(cache).rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes()[:-1])
    assert run("--output", "ndjson", str(big), SAS_FHIR_CACHE=cache).stdout == expected
    assert run("--output", "ndjson", str(big), SAS_FHIR_CACHE="/dev/null/no").stdout == expected


def test_processes_that_fill_one_cache_at_once_change_nothing(
    big: Path, expected: bytes, tmp_path: Path
) -> None:
    together = [
        subprocess.Popen(  # noqa: S603 (our own command)
            command("--output", "ndjson", str(big)),
            stdout=subprocess.PIPE,
            env=environment(SAS_FHIR_CACHE=str(tmp_path)),
        )
        for _ in range(3)
    ]
    assert [running.communicate(timeout=240)[0] for running in together] == [expected] * 3
    kept = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert kept
    assert not [file for file in kept if file.suffix], "no unfinished file is left"


def test_compression_changes_nothing(big: Path, expected: bytes, tmp_path: Path) -> None:
    compressed = tmp_path / "big.ndjson.gz"
    compressed.write_bytes(gzip.compress(big.read_bytes()))
    result = run("--output", "ndjson", "--jobs", "2", str(compressed))
    assert outcomes(result.stdout) == outcomes(expected)


def test_standard_input_changes_nothing(big: Path, expected: bytes) -> None:
    result = run("--output", "ndjson", "--jobs", "2", "-", stdin=big.read_bytes())
    assert outcomes(result.stdout) == outcomes(expected)


def test_summary_does_not_depend_on_processes(big: Path, tmp_path: Path) -> None:
    for jobs in ("1", "2"):
        run("--summary", str(tmp_path / jobs), "--jobs", jobs, str(big))
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


@needs_proc
def test_a_killed_process_changes_nothing(big: Path, expected: bytes) -> None:
    running = subprocess.Popen(  # noqa: S603 (our own command)
        command("--output", "ndjson", "--jobs", "2", str(big)),
        stdout=subprocess.PIPE,
        env=environment(),
    )
    assert running.stdout is not None
    first = running.stdout.readline()
    _wait_until(lambda: len(children_of(running.pid)) == 2)
    os.kill(children_of(running.pid)[0], signal.SIGKILL)
    rest = running.stdout.read()
    running.stdout.close()
    assert first + rest == expected
    assert running.wait(timeout=240) == 1


@needs_proc
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interruption(jobs: str, tmp_path: Path) -> None:
    report = tmp_path / "report"
    with (
        report.open("wb") as stdout,
        subprocess.Popen(  # noqa: S603 (our own command)
            command("--output", "ndjson", "--jobs", jobs, "-"),
            stdin=subprocess.PIPE,
            stdout=stdout,
            stderr=subprocess.PIPE,
            env=environment(),
            start_new_session=True,
        ) as running,
    ):
        assert running.stdin is not None
        assert running.stderr is not None
        running.stdin.write(b"\n".join(corpus() * 8) + b"\n")
        running.stdin.flush()  # and stays open: the run waits for more
        _wait_until(lambda: report.stat().st_size > 0)
        if jobs == "2":
            _wait_until(lambda: len(children_of(running.pid)) == 2)
        workers = children_of(running.pid)
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does, to workers as well
        assert running.wait(timeout=240) == 130
        assert running.stderr.read().strip() == b"interrupted"
    assert not any(Path(f"/proc/{pid}").exists() for pid in workers)
    assert all(json.loads(line) for line in report.read_bytes().splitlines())


def _wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 200
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_reader_that_goes_away_is_no_failure_of_ours(big: Path) -> None:
    running = subprocess.Popen(  # noqa: S603 (our own command)
        command("--output", "ndjson", "--jobs", "2", str(big)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.readline()
    running.stdout.close()
    assert running.wait(timeout=240) == 1
    assert running.stderr.read() == b""
    running.stderr.close()


def test_one_unreadable_file_among_many(tmp_path: Path) -> None:
    right = b'{"resourceType": "Basic", "code": {"text": "x"}}'
    for number in range(300):
        (tmp_path / f"{number:03}.json").write_bytes(right)
    (tmp_path / "100.json").unlink()
    (tmp_path / "100.json").symlink_to("nowhere")
    (tmp_path / "200.json.gz").write_bytes(gzip.compress(right)[:-5])
    result = run("--output", "ndjson", "--jobs", "2", str(tmp_path))
    assert (result.returncode, result.stderr) == (1, b"")
    said = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(said) == 301
    wrong = {
        Path(item["file"]).name: item["outcome"]["issue"][0]["details"]["coding"][0]["code"]
        for item in said
        if item["outcome"]["issue"][0]["severity"] == "fatal"
    }
    assert wrong == {"100.json": "FILE_NOT_FOUND", "200.json.gz": "GZIP_DAMAGED"}


@needs_proc
def test_memory_does_not_grow_with_the_input(tmp_path: Path) -> None:
    line = b'{"resourceType": "Basic", "code": {"text": "' + b"x" * 2000 + b'"}}\n'
    small, large = tmp_path / "small.ndjson", tmp_path / "large.ndjson"
    small.write_bytes(line * 1000)
    large.write_bytes(line * 12_000)
    peaks = [peak_memory(str(file)) for file in (small, large)]
    assert peaks[1] - peaks[0] < 8 << 10, "24 MB more of input, less than 8 MB more of memory"


@needs_proc
def test_an_endless_line_is_not_held(tmp_path: Path) -> None:
    file = tmp_path / "endless.ndjson"
    with file.open("wb") as stream:
        stream.truncate(600 << 20)
    assert peak_memory(str(file)) < 300 << 10
