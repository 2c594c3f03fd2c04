"""One resource as it stands in a file, and how files are opened and read."""

from __future__ import annotations

import io
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple, cast

from sas_validators.issues.catalogue import files as messages
from sas_validators.issues.catalogue.reading import TOO_LARGE
from sas_validators.issues.finding import Finding
from sas_validators.model.paths import Location
from sas_validators.reading.jsonreader import MAX_BYTES

GZIP_MAGIC = b"\x1f\x8b"
READ_ERRORS = (OSError, EOFError, ValueError, zlib.error)
"""What opening or reading a file may raise (ValueError: a name with a NUL)."""

_NOWHERE: Location = (None, "", None)


@dataclass(frozen=True, slots=True)
class Record:
    """The text of one resource.

    `line` is the number of its first line in `file`; `in_lines` tells whether
    the file holds one resource a line. `problem` says why there is no text.
    """

    file: str
    data: bytes = b""
    line: int = 1
    in_lines: bool = False
    problem: Finding | None = None


class Opened(NamedTuple):
    """A file as users mean it (decompressed), and the file on disk beneath."""

    content: BinaryIO
    beneath: BinaryIO


def open_file(name: str) -> Opened:
    """Opens `name`, through gzip when its first bytes say so. Raises OSError or ValueError."""
    beneath = open(name, "rb")  # noqa: SIM115 (the caller closes it)
    return Opened(decompressed(beneath), beneath)


def decompressed(stream: io.BufferedReader) -> BinaryIO:
    """`stream` itself, or its decompressed content when it is gzip."""
    if not stream.peek(2).startswith(GZIP_MAGIC):
        return stream
    # Here, because the one resource that most calls judge is not compressed.
    import gzip

    return cast(BinaryIO, gzip.GzipFile(fileobj=stream))


def read_whole(name: str) -> Record:
    """The one resource that the file `name` is; what can't be read becomes a problem."""
    try:
        opened = open_file(name)
        with opened.beneath:
            data = opened.content.read(MAX_BYTES + 1)
    except READ_ERRORS as error:
        return Record(name, problem=problem_of(name, error))
    return too_large(name) if len(data) > MAX_BYTES else Record(name, data)


def too_large(name: str, line: int = 1, *, in_lines: bool = False) -> Record:
    """A record in place of a text that is longer than what is examined."""
    details = {"size": f"> {MAX_BYTES}", "limit": MAX_BYTES}
    return Record(name, b"", line, in_lines, Finding(TOO_LARGE, _NOWHERE, details))


def problem_of(name: str, error: BaseException) -> Finding:
    """What `error` means to somebody who wanted `name` to be read."""
    if isinstance(error, FileNotFoundError):
        return Finding(messages.FILE_NOT_FOUND, _NOWHERE, {})
    if isinstance(error, IsADirectoryError) and os.path.isdir(name):
        return Finding(messages.FOLDER_EMPTY, _NOWHERE, {})
    if isinstance(error, PermissionError):
        return Finding(messages.FILE_FORBIDDEN, _NOWHERE, {})
    if isinstance(error, (EOFError, zlib.error)) or type(error).__name__ == "BadGzipFile":
        return Finding(messages.GZIP_DAMAGED, _NOWHERE, {})
    reason = getattr(error, "strerror", None) or str(error)
    return Finding(messages.FILE_UNREADABLE, _NOWHERE, {"reason": reason})


def lost(record: Record) -> Record:
    """`record` in the place of one that ends every process that judges it."""
    problem = Finding(messages.WORKER_LOST, _NOWHERE, {})
    return Record(record.file, b"", record.line, record.in_lines, problem)


def lost_lines(name: str, line: int, count: int) -> Record:
    """A record in the place of the `count` bytes of `name` that begin with `line`."""
    return Record(name, b"", line, True, Finding(messages.CHUNK_LOST, _NOWHERE, {"count": count}))


def lines_of(
    name: str, stream: BinaryIO, first_line: int = 1, length: int | None = None
) -> Iterator[Record]:
    """The resources of one-a-line text: `length` bytes from where `stream` stands, or all.

    Blank lines are passed over; a line that is too long becomes a problem
    without being held in memory, and an error of reading ends the lines.
    """
    number, left = first_line, length
    try:
        while (left is None or left > 0) and (line := stream.readline(MAX_BYTES + 1)):
            size = len(line)
            if size > MAX_BYTES and not line.endswith(b"\n"):
                size += _skip_line(stream)
                yield too_large(name, number, in_lines=True)
            elif not line.isspace():
                yield Record(name, line.rstrip(b"\r\n"), number, in_lines=True)
            number += 1
            left = None if left is None else left - size
    except READ_ERRORS as error:
        yield Record(name, b"", number, True, problem_of(name, error))


def _skip_line(stream: BinaryIO) -> int:
    """Reads to the end of the line in pieces; how many bytes that were."""
    skipped = 0
    while piece := stream.readline(1 << 20):
        skipped += len(piece)
        if piece.endswith(b"\n"):
            break
    return skipped
