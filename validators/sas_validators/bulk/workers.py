"""Judges chunks here, or in processes that share the warm validator by fork.

Each process has a pipe of its own, so it is always known which chunk was lost
with a process; nothing is lost with it but time. Results come in the order of
the chunks, and chunks are drawn only as results are taken: a reader that stalls
stalls the whole run, whose memory stays constant.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext

from sas_validators.bulk.chunks import Chunk, Given
from sas_validators.bulk.judge import Judge, Part
from sas_validators.bulk.records import lost
from sas_validators.bulk.summary import Summary

_AHEAD = 8
"""Chunks per process that may be under way or done and not yet taken."""

_TRIES = 2
"""Times a chunk is judged as a whole; then its resources are judged one by one."""

Numbered = tuple[int, Chunk]


def judge_in_processes(judge: Judge, chunks: Iterable[Chunk], jobs: int) -> Generator[Part]:
    """The parts of all chunks, in order, judged by `jobs` processes.

    The first chunk is judged here: processes forked after it find the
    definitions already loaded. Raises PackageError.
    """
    rest = iter(chunks)
    for first in rest:
        yield judge.judge(first)
        break
    pool = _Pool(judge, rest, jobs)
    try:
        yield from pool.parts()
    finally:
        pool.stop()


def _context() -> BaseContext:
    """Fork where it is safe; elsewhere new processes that load the definitions themselves."""
    forks = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
    return multiprocessing.get_context("fork" if forks else "spawn")


class _Worker:
    """A process, and the chunks it has been given, the one under way first."""

    def __init__(self, judge: Judge, context: BaseContext) -> None:
        self.connection, theirs = context.Pipe()
        self.given: deque[Numbered] = deque()
        self._process = context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(judge, theirs), daemon=True
        )
        self._process.start()
        theirs.close()

    def takes(self, chunk: Chunk) -> bool:
        """Whether `chunk` may be given now.

        One chunk waits while another is judged. One that carries its content
        might fill the pipe while the process is busy filling it from the other
        end, so it waits with us.
        """
        return len(self.given) < (1 if isinstance(chunk, Given) else 2)

    def give(self, number: int, chunk: Chunk) -> None:
        """Hands a chunk over; that the process is gone shows when the answer is read."""
        self.given.append((number, chunk))
        try:
            self.connection.send(chunk)
        except OSError:
            return

    def answer(self) -> Part | None:
        """The part of the chunk under way, None when the process has ended instead.

        Raises what the process raised.
        """
        try:
            found = self.connection.recv()
        except (EOFError, OSError):
            return None
        if isinstance(found, Exception):
            raise found
        part: Part = found
        return part

    def stop(self) -> None:
        """Ends the process, whatever it is at."""
        self.connection.close()
        self._process.terminate()
        self._process.join()
        self._process.close()


def _serve(judge: Judge, connection: Connection) -> None:
    """A worker's life: a chunk in, its part out, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    while True:
        try:
            chunk: Chunk = connection.recv()
        except EOFError:
            return
        try:
            answer: Part | Exception = judge.judge(chunk)
        except Exception as error:
            answer = error
        connection.send(answer)


class _Pool:
    """The processes of one run."""

    def __init__(self, judge: Judge, chunks: Iterator[Chunk], jobs: int) -> None:
        self._judge = judge
        self._chunks = enumerate(chunks)
        self._jobs = jobs
        self._context = _context()
        self._workers: list[_Worker] = []
        self._next: Numbered | None = None
        self._again: deque[Numbered] = deque()
        self._losses: dict[int, int] = {}
        self._done: dict[int, Part] = {}
        self._taken = 0

    def parts(self) -> Iterator[Part]:
        """The parts, in the order of the chunks."""
        self._draw()
        while True:
            self._hand_out()
            busy = [worker for worker in self._workers if worker.given]
            if not busy:
                return
            ready = wait([worker.connection for worker in busy])
            for worker in busy:
                if worker.connection in ready:
                    self._collect(worker)
            while self._taken in self._done:
                yield self._done.pop(self._taken)
                self._taken += 1

    def _draw(self) -> None:
        self._next = self._again.popleft() if self._again else next(self._chunks, None)

    def _hand_out(self) -> None:
        """Gives chunks to whoever takes them, the least busy first, until there are enough."""
        while self._next is not None:
            number, chunk = self._next
            if number >= self._taken + self._jobs * _AHEAD:
                return
            worker = self._least_busy()
            if not worker.takes(chunk):
                return
            worker.give(number, chunk)
            self._draw()

    def _least_busy(self) -> _Worker:
        if len(self._workers) < self._jobs and all(worker.given for worker in self._workers):
            if not self._workers:
                gc.freeze()  # pages that no collection touches stay shared
            self._workers.append(_Worker(self._judge, self._context))
        return min(self._workers, key=lambda worker: len(worker.given))

    def _collect(self, worker: _Worker) -> None:
        part = worker.answer()
        if part is not None:
            number, _ = worker.given.popleft()
            self._done[number] = part
            return
        self._workers.remove(worker)
        worker.stop()
        self._take_back(list(worker.given))

    def _take_back(self, given: list[Numbered]) -> None:
        """Has what a process was given when it ended judged again."""
        number, chunk = given[0]
        losses = self._losses[number] = self._losses.get(number, 0) + 1
        if losses >= _TRIES:
            self._done[number] = self._one_by_one(chunk)
            given = given[1:]
        waiting = [] if self._next is None else [self._next]
        self._again.extendleft(reversed([*given, *waiting]))
        self._draw()

    def _one_by_one(self, chunk: Chunk) -> Part:
        """The part of a chunk that ends the processes which judge it.

        Costs a process for every resource that does so; nobody else is served
        meanwhile.
        """
        whole = Part([], Summary(), chunk.size)
        worker: _Worker | None = None
        for record in chunk.records():
            worker = worker or _Worker(self._judge, self._context)
            worker.give(0, Given((record,), 0))
            part = worker.answer()
            if part is None:
                worker.stop()
                worker = None
                part = self._judge.judge(Given((lost(record),), 0))
            whole.pieces += part.pieces
            whole.summary.merge(part.summary)
        if worker is not None:
            worker.stop()
        return whole

    def stop(self) -> None:
        """Ends all processes."""
        for worker in self._workers:
            worker.stop()
        self._workers.clear()
