"""Writes accesses to the store in the background, many at a time.

A request is answered without waiting for its event; events follow within a
fraction of a second. Only when they can't be written as fast as they come do
requests wait.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import SQLAlchemyError

from sas_server.access.accesses import Access
from sas_server.audit.events import rows_of
from sas_server.store import tables
from sas_server.store.errors import StoreBusyError
from sas_server.store.store import Store
from sas_server.store.writer import Writer

log = logging.getLogger(__name__)

_PAUSE = 0.2
"""Seconds between two batches."""

_BACKLOG = 5_000
"""With more events than this waiting, requests write them themselves."""

_LARGEST_BACKLOG = 100_000
"""With more than this (the store has been away for long) the oldest are lost."""

_SWEEP_EVERY = 3_600.0
"""Seconds between two removals of old events."""

_SWEEP_SIZE = 5_000

_table = tables.audit_event

_DAY = 86_400 * 1_000_000


class AuditRecorder:
    """Takes accesses from all threads of a process; forks before its first one only."""

    def __init__(self, store: Store, days: int) -> None:
        """Events are removed after `days`; 0: never."""
        self._store = store
        self._days = days
        self._waiting: list[dict[str, Any]] = []
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def observe(self, access: Access) -> None:
        """Records an access; called for every request."""
        rows = rows_of(access)
        if not rows:
            return
        with self._lock:
            self._waiting += rows
            crowded = len(self._waiting) > _BACKLOG
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="audit", daemon=True)
                self._thread.start()
        if crowded:
            self.flush()

    def flush(self) -> None:
        """Writes what is waiting; when that fails it goes on waiting."""
        with self._writing:
            with self._lock:
                rows, self._waiting = self._waiting, []
            if not rows:
                return
            try:
                self._store.write(lambda writer: writer.run(insert(_table).values(rows)))
            except (SQLAlchemyError, StoreBusyError) as error:
                log.error("%d audit events wait for the store: %s", len(rows), type(error).__name__)
                with self._lock:
                    self._waiting = [*rows, *self._waiting][-_LARGEST_BACKLOG:]

    def close(self) -> None:
        """Writes the rest; nothing is recorded afterwards."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
        self.flush()

    def _run(self) -> None:
        swept = time.monotonic()
        self.sweep()
        while not self._stopping.wait(_PAUSE):
            self.flush()
            if time.monotonic() - swept > _SWEEP_EVERY:
                swept = time.monotonic()
                self.sweep()

    def sweep(self) -> None:
        """Removes events that are older than they need be, in small steps."""
        if not self._days:
            return
        before = self._store.clock() - self._days * _DAY

        def step(writer: Writer) -> int:
            old = select(_table.c.seq).where(_table.c.recorded < before).limit(_SWEEP_SIZE)
            found = [row.seq for row in writer.rows(old)]
            if found:
                writer.run(delete(_table).where(_table.c.seq <= max(found)))
            return len(found)

        try:
            while self._store.write(step) == _SWEEP_SIZE:
                continue
        except (SQLAlchemyError, StoreBusyError) as error:
            log.error("old audit events were not removed: %s", type(error).__name__)
