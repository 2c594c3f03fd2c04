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
from sas_server.store.errors import StoreError
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
_journal = tables.withheld

_DAY = 86_400 * 1_000_000


class AuditRecorder:
    """Takes accesses from all threads of a process; forks before its first one only."""

    def __init__(self, store: Store, days: int, *, accesses: bool = True) -> None:
        """Events are removed after `days`; 0: never. Without `accesses` none are recorded."""
        self._store = store
        self._days = days
        self._accesses = accesses
        self._withheld: set[tuple[int, int]] = set()
        self._to_tell: list[tuple[int, int]] = []
        self._waiting: list[dict[str, Any]] = []
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def observe(self, access: Access) -> None:
        """Records an access; called for every request."""
        rows = rows_of(access) if self._accesses else []
        if not rows:
            return
        with self._lock:
            self._waiting += rows
            crowded = len(self._waiting) > _BACKLOG
            self._start()
        if crowded:
            self.flush()

    def withheld(self, rid: int, version: int) -> None:
        """Notes that a version was found not to meet the definitions in force.

        May be called within a transaction, so it is written later.
        """
        with self._lock:
            if (rid, version) not in self._withheld:
                self._withheld.add((rid, version))
                self._to_tell.append((rid, version))
                self._start()

    def flush(self) -> None:
        """Writes what is waiting; when that fails it goes on waiting."""
        with self._writing:
            with self._lock:
                rows, self._waiting = self._waiting, []
                places, self._to_tell = self._to_tell, []
            if not rows and not places:
                return
            try:
                self._store.write(lambda writer: self._write(writer, rows, places))
            except (SQLAlchemyError, StoreError) as error:
                log.error("%d audit events wait for the store: %s", len(rows), type(error).__name__)
                with self._lock:
                    self._waiting = [*rows, *self._waiting][-_LARGEST_BACKLOG:]
                    self._to_tell = [*places, *self._to_tell]

    def close(self) -> None:
        """Writes the rest; nothing is recorded afterwards."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
        self.flush()

    def _start(self) -> None:
        """The thread, which must not exist before the process was forked."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="audit", daemon=True)
            self._thread.start()

    def _write(
        self, writer: Writer, rows: list[dict[str, Any]], places: list[tuple[int, int]]
    ) -> None:
        if rows:
            writer.run(insert(_table), rows)
        for rid, version in places:
            basis = writer.numbering.basis
            key = (_journal.c.rid == rid, _journal.c.version == version, _journal.c.basis == basis)
            if not writer.rows(select(_journal.c.rid).where(*key)):
                row = {"rid": rid, "version": version, "basis": basis}
                writer.run(insert(_journal).values(noticed=self._store.clock(), **row))

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
        except (SQLAlchemyError, StoreError) as error:
            log.error("old audit events were not removed: %s", type(error).__name__)
