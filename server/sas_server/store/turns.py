"""Taking turns at writing to one SQLite file.

SQLite has those who wait look again after pauses of up to 100 ms, so that a
busy server leaves one of them out for long. Here they sleep until it is their
turn: the threads of a process on a lock, one of each process on a locked file.
SQLite's own lock stays what keeps the data safe.

Spec: ADR 0020
"""

from __future__ import annotations

import fcntl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sas_server.store.errors import StoreBusyError


class Turns:
    """The line of those who want to write; one per process and store."""

    def __init__(self, path: Path, patience: float) -> None:
        """`path`: the file to lock, made when missing; `patience`: seconds a thread waits."""
        self._path = path
        self._patience = patience
        self._threads = threading.Lock()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Raises StoreBusyError when it is not this thread's turn in time."""
        if not self._threads.acquire(timeout=self._patience):
            raise StoreBusyError("the store is busy with other writes")
        try:
            # Opened each time: after a fork, parent and child would share the lock of one file.
            with self._path.open("ab") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                yield
        finally:
            self._threads.release()
