import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sas_validators.bulk import workers
from sas_validators.bulk.chunks import Chunk, Given
from sas_validators.bulk.judge import Judge, Part
from sas_validators.bulk.records import Record
from sas_validators.bulk.summary import Summary
from sas_validators.bulk.workers import judge_in_processes

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the judges here need fork")

PARENT = os.getpid()


class EchoJudge(Judge):
    """Gives back the names of the records it is asked about."""

    def __init__(self, before: Callable[[str], None] = lambda name: None) -> None:
        self._before = before

    def judge(self, chunk: Chunk) -> Part:
        part = Part([], Summary(), chunk.size)
        for record in chunk.records():
            if record.problem is None:
                self._before(record.file)
            part.pieces.append(record.file if record.problem is None else f"lost {record.file}")
            part.summary.add(record, ())
        return part


def die() -> None:
    if os.getpid() != PARENT:
        os.kill(os.getpid(), signal.SIGKILL)


def chunks_of(*groups: str) -> list[Chunk]:
    return [Given(tuple(Record(name) for name in group.split()), 1) for group in groups]


def pieces(judge: Judge, chunks: list[Chunk], jobs: int = 2) -> list[str]:
    return [piece for part in judge_in_processes(judge, chunks, jobs) for piece in part.pieces]


def test_parts_come_in_order() -> None:
    names = [f"{number}" for number in range(200)]
    assert pieces(EchoJudge(), chunks_of(*names), jobs=3) == names


def test_no_process_for_one_chunk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_Worker", None)
    assert pieces(EchoJudge(), chunks_of("a b")) == ["a", "b"]
    assert pieces(EchoJudge(), []) == []


def test_a_killed_process_costs_time_only(tmp_path: Path) -> None:
    mark = tmp_path / "died"

    def die_once(name: str) -> None:
        if name == "c2" and not mark.exists():
            mark.touch()
            die()

    names = [f"{group}{number}" for group in "abcdefgh" for number in range(3)]
    groups = [" ".join(names[at : at + 3]) for at in range(0, len(names), 3)]
    assert pieces(EchoJudge(die_once), chunks_of(*groups)) == names
    assert mark.exists()


def test_what_kills_every_process_is_reported() -> None:
    def die_at(name: str) -> None:
        if name in ("c2", "f1", "f2"):
            die()

    groups = chunks_of("a1 a2", "b1 b2", "c1 c2 c3", "d1", "e1", "f1 f2", "g1")
    assert pieces(EchoJudge(die_at), groups) == [
        *("a1", "a2", "b1", "b2", "c1", "lost c2", "c3"),
        *("d1", "e1", "lost f1", "lost f2", "g1"),
    ]


def test_an_error_ends_the_run() -> None:
    def fail(name: str) -> None:
        if name == "c":
            raise ValueError("broken package")

    with pytest.raises(ValueError, match="broken package"):
        pieces(EchoJudge(fail), chunks_of("a", "b", "c", "d"))


def test_chunks_are_drawn_only_as_parts_are_taken() -> None:
    drawn = 0

    def endless() -> Iterator[Chunk]:
        nonlocal drawn
        while True:
            drawn += 1
            yield from chunks_of("x")

    parts = judge_in_processes(EchoJudge(), endless(), 2)
    for _ in range(100):
        next(parts)
    assert drawn <= 100 + 2 * workers._AHEAD + 2
    parts.close()


def test_large_chunks_and_answers_do_not_block_each_other() -> None:
    # Both directions of the pipe are full at once when either side only writes.
    names = ["x" * 500_000 + str(number) for number in range(12)]
    assert pieces(EchoJudge(), chunks_of(*names)) == names


def test_closing_ends_the_processes() -> None:
    before = _children()  # what other tests of this process have started and keep
    parts = judge_in_processes(EchoJudge(), chunks_of(*"abcdefgh" * 20), 2)
    next(parts)
    next(parts)
    started = _children() - before
    assert len(started) == 2
    parts.close()
    assert not started & _children()


def _children() -> set[str]:
    return {name for name in os.listdir("/proc") if name.isdigit() and _is_child(name)}


def _is_child(pid: str) -> bool:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return False
    return int(fields[1]) == os.getpid()
