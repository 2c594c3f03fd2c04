"""The files that the command line names: as such, by folder or by pattern."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

STDIN = "-"

LINE_SUFFIXES = (".ndjson", ".jsonl")
SUFFIXES = (".json", ".xml", *LINE_SUFFIXES)
"""What a file of resources is called; `.gz` may follow."""

_NOT_RESOURCES = frozenset({"package.json", "package-lock.json"})


class Source(NamedTuple):
    """A file to read: its name as the user sees it, and its size on disk in bytes."""

    name: str
    size: int

    @property
    def content_size(self) -> int:
        """About how many bytes there are to judge: gzip makes a tenth of such texts."""
        return self.size * 10 if self.name.lower().endswith(".gz") else self.size


def find_sources(inputs: Iterable[str]) -> list[Source]:
    """The files that `inputs` name, in that order; those of a folder or pattern sorted.

    A name that leads nowhere stays in the list: reading it says what is wrong.
    """
    return [Source(name, _size(name)) for item in inputs for name in _opened(item)]


def _opened(item: str) -> list[str]:
    if item == STDIN:
        return [item]
    if os.path.isdir(item):
        return list(_files_below(item)) or [item]
    if os.path.lexists(item) or not glob.has_magic(item):
        return [item]
    matches = sorted(glob.glob(item, recursive=True))
    found = [name for match in matches for name in _matched(match)]
    return found or [item]


def _matched(match: str) -> Iterable[str]:
    return _files_below(match) if os.path.isdir(match) else (match,)


def _files_below(folder: str) -> Iterator[str]:
    """The files of resources in `folder` and below, hidden ones and npm's own left out."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name not in _NOT_RESOURCES and _is_resource(name):
                yield os.path.join(parent, name)


def _is_resource(name: str) -> bool:
    return name.lower().removesuffix(".gz").endswith(SUFFIXES)


def is_line_file(name: str) -> bool:
    """Whether the name alone says that there is one resource a line."""
    return name.lower().removesuffix(".gz").endswith(LINE_SUFFIXES)


def _size(name: str) -> int:
    try:
        return Path(name).stat().st_size
    except (OSError, ValueError):
        return 0
