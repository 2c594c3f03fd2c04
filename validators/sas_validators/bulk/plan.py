"""Cuts what is to be judged into chunks, in the order of the input, reading ahead of nobody."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from itertools import chain, repeat
from typing import TYPE_CHECKING, BinaryIO

from sas_validators.bulk.chunks import Chunk, Files, Given, Lines
from sas_validators.bulk.records import (
    READ_ERRORS,
    Opened,
    Record,
    decompressed,
    lines_of,
    open_file,
    problem_of,
    too_large,
)
from sas_validators.bulk.sources import STDIN, Source, is_line_file
from sas_validators.reading.jsonreader import MAX_BYTES

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

STDIN_NAME = "<stdin>"

_LEAST, _MOST = 16 << 10, 512 << 10
_PER_WORKER = 64
_FILE_COST = 1 << 10
_BLOCK = 1 << 16

_something = re.compile(rb"[^\s\xef\xbb\xbf]").search
"""The first character that is neither blank nor part of a byte order mark."""


def chunk_size(sources: Iterable[Source], workers: int) -> int:
    """How many bytes make a good chunk.

    Large enough that handing it over is nothing, small enough that all workers
    end together and that results are seen soon.
    """
    share = sum(source.content_size for source in sources) // (workers * _PER_WORKER)
    return max(_LEAST, min(share, _MOST))


def cut(sources: Iterable[Source], size: int, stdin: BinaryIO | None = None) -> Iterator[Chunk]:
    """The chunks of `sources`, of about `size` bytes each, the first one smaller.

    The first is judged before there are processes to judge the others, so it is
    only as large as it takes to load what they will share.

    `stdin` is what the source `-` means. Nothing is raised for a file that can't
    be read: it becomes a chunk whose record says so.
    """
    sizes = chain([min(size, _LEAST)], repeat(size))
    batch: list[str] = []
    weight = on_disk = limit = 0
    for source in sources:
        alone = source.name == STDIN or _has_lines(source.name)
        if batch and (alone or weight >= limit):
            yield Files(tuple(batch), on_disk)
            batch, weight, on_disk = [], 0, 0
        if source.name == STDIN and stdin is not None:
            yield from _cut_stream(stdin, sizes)
        elif alone:
            yield from _cut_lines(source, sizes)
        else:
            limit = limit if batch else next(sizes)
            batch.append(source.name)
            weight += source.size + _FILE_COST
            on_disk += source.size
    if batch:
        yield Files(tuple(batch), on_disk)


def _cut_lines(source: Source, sizes: Iterator[int]) -> Iterator[Chunk]:
    """Ranges of about so many bytes that end where lines end."""
    start, line, before = 0, 1, 0
    try:
        opened = open_file(source.name)
        with opened.beneath:
            while length := _to_line_end(opened.content, next(sizes)):
                after = opened.beneath.tell()
                yield Lines(source.name, start, length.bytes, line, after - before)
                start, line, before = start + length.bytes, line + length.lines, after
    except READ_ERRORS:
        yield Lines(source.name, start, None, line, max(0, source.size - before))


class _Length:
    """How much of a file was passed over."""

    __slots__ = ("bytes", "lines")

    def __init__(self) -> None:
        self.bytes = self.lines = 0

    def __bool__(self) -> bool:
        return self.bytes > 0

    def add(self, block: bytes) -> None:
        self.bytes += len(block)
        self.lines += block.count(b"\n")


def _to_line_end(content: BinaryIO, size: int) -> _Length:
    """Reads `size` bytes and on to the end of the line, holding little of a long line."""
    length = _Length()
    block = content.read(size)
    while block:
        length.add(block)
        if block.endswith(b"\n"):
            break
        block = content.readline(_BLOCK)
    return length


def _has_lines(name: str) -> bool:
    """Whether the file holds one resource a line, by its name or else by its content."""
    if is_line_file(name):
        return True
    try:
        opened = open_file(name)
        with opened.beneath:
            return sniff(opened)[1]
    except READ_ERRORS:
        return False


def sniff(opened: Opened) -> tuple[bytes, bool]:
    """Reads the start of a file until it is clear whether it has one resource a line.

    It has when its first line ends an object and the next one starts another.
    Returns what was read, too: a stream can't be read again.
    """
    head = bytearray()
    begin = line_end = -1
    while len(head) <= MAX_BYTES:
        searched = len(head)
        block = opened.content.read1(_BLOCK)  # type: ignore[attr-defined]
        head += block
        if not block:
            break
        if begin < 0:
            found = _something(head)
            if found is None:
                continue
            begin = found.start()
            if head[begin : begin + 1] != b"{":
                break
        if line_end < 0:
            line_end = head.find(b"\n", max(begin, searched))
            if line_end < 0:
                continue
            if head[begin:line_end].rstrip()[-1:] != b"}":
                break
        following = _something(head, line_end)
        if following is not None:
            return bytes(head), following.group() == b"{"
    return bytes(head), False


def _cut_stream(stream: BinaryIO, sizes: Iterator[int]) -> Iterator[Chunk]:
    """The chunks of standard input, which has no name to tell its kind by."""
    buffered = stream if isinstance(stream, io.BufferedReader) else _buffered(stream)
    content = decompressed(buffered)
    try:
        head, in_lines = sniff(Opened(content, buffered))
        if not in_lines:
            data = head + content.read(max(0, MAX_BYTES + 1 - len(head)))
            record = Record(STDIN_NAME, data)
            yield Given((too_large(STDIN_NAME) if len(data) > MAX_BYTES else record,), len(data))
            return
    except READ_ERRORS as error:
        yield Given((Record(STDIN_NAME, problem=problem_of(STDIN_NAME, error)),), 0)
        return
    records: list[Record] = []
    weight, size = 0, next(sizes)
    for record in lines_of(STDIN_NAME, io.BufferedReader(_Continued(head, content))):
        records.append(record)
        weight += len(record.data) + 1
        if weight >= size:
            yield Given(tuple(records), weight)
            records, weight, size = [], 0, next(sizes)
    if records:
        yield Given(tuple(records), weight)


def _buffered(stream: BinaryIO) -> io.BufferedReader:
    return io.BufferedReader(_Continued(b"", stream))


class _Continued(io.RawIOBase):
    """What was already read of a stream, then the rest of it."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        if self._head:
            data, self._head = self._head[: len(view)], self._head[len(view) :]
        else:
            data = self._rest.read1(len(view))  # type: ignore[attr-defined]
        view[: len(data)] = data
        return len(data)
