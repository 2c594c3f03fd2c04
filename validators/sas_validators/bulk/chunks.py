"""Chunks: what one worker judges at a time.

A chunk says where its resources are rather than what they are, so that it costs
nothing to hand over; whoever judges it reads the files.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from sas_validators.bulk.records import (
    READ_ERRORS,
    Opened,
    Record,
    lines_of,
    lost,
    lost_lines,
    open_file,
    problem_of,
    read_whole,
)


class Chunk(Protocol):
    """Some resources, in the order of the input; `size` is their bytes on disk."""

    @property
    def size(self) -> int:
        """How far the input is done with when the chunk is, in bytes on disk."""
        ...

    def records(self) -> Iterator[Record]:
        """The resources; what can't be read is a record with a problem."""
        ...

    def lost(self) -> Given:
        """What is said in its place when every process that judges it ends."""
        ...


@dataclass(frozen=True, slots=True)
class Files:
    """Files of one resource each."""

    names: tuple[str, ...]
    size: int

    def records(self) -> Iterator[Record]:
        """One record a file."""
        return map(read_whole, self.names)

    def lost(self) -> Given:
        """A problem for each file."""
        return Given(tuple(lost(Record(name)) for name in self.names), self.size)


@dataclass(frozen=True, slots=True)
class Lines:
    """Some lines of a file that has one resource a line.

    They are the `length` bytes from `start` on (of the decompressed content),
    everything from there on when `length` is None; `first_line` counts from 1.
    """

    file: str
    start: int
    length: int | None
    first_line: int
    size: int

    def records(self) -> Iterator[Record]:
        """One record a line."""
        try:
            content = _kept.at(self.file, self.start)
        except READ_ERRORS as error:
            yield Record(self.file, line=self.first_line, problem=problem_of(self.file, error))
            return
        yield from lines_of(self.file, content, self.first_line, self.length)
        _kept.close_at_end()

    def lost(self) -> Given:
        """One problem, at the first line."""
        return Given((lost_lines(self.file, self.first_line, self.size),), self.size)


@dataclass(frozen=True, slots=True)
class Given:
    """Records that are handed over as they are: standard input cannot be read twice."""

    content: tuple[Record, ...]
    size: int

    def records(self) -> Iterator[Record]:
        """The records given."""
        return iter(self.content)

    def lost(self) -> Given:
        """A problem for each record."""
        return Given(tuple(map(lost, self.content)), self.size)


class _KeptOpen(threading.local):
    """The file this thread read last, still open.

    The chunks of one gzip file come in order, so going on from the last place
    decompresses it once per process instead of once per chunk.
    """

    key: tuple[object, ...] = ()
    opened: Opened | None = None

    def at(self, name: str, start: int) -> BinaryIO:
        """The content of `name`, standing at `start`. Raises OSError, EOFError, ValueError."""
        status = os.stat(name)
        # A forked process must not move the place of its parent: hence the process id.
        key = (name, status.st_mtime_ns, status.st_size, status.st_ino, os.getpid())
        if self.opened is None or key != self.key:
            self.close()
            self.opened, self.key = open_file(name), key
        self.opened.content.seek(start)
        return self.opened.content

    def close_at_end(self) -> None:
        """Closes the file kept when nothing follows in it."""
        try:
            if self.opened is None or self.opened.content.peek(1):  # type: ignore[attr-defined]
                return
        except READ_ERRORS:
            pass
        self.close()

    def close(self) -> None:
        """Closes the file kept."""
        if self.opened is not None:
            self.opened.beneath.close()
            self.opened = None


_kept = _KeptOpen()
