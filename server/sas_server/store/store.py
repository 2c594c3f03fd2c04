"""The store: transactions over one database, run again when they lost a race."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy.exc import DBAPIError

from sas_server.store import numbering as numberings
from sas_server.store.engines import PATIENCE, StoreEngine, open_engine
from sas_server.store.errors import StoreAwayError, StoreBusyError
from sas_server.store.instants import Clock, now
from sas_server.store.migrations import upgrade
from sas_server.store.numbering import Numbering, ParameterKey
from sas_server.store.reader import Reader
from sas_server.store.values import Values
from sas_server.store.writer import Writer

_Answer = TypeVar("_Answer")

log = logging.getLogger(__name__)

_FIRST_PAUSE, _LONGEST_PAUSE = 0.002, 0.25


@dataclass(frozen=True)
class Vocabulary:
    """What a store must have numbers for before it can be used.

    `types` are all resource types of FHIR (references may point to any);
    `basis` is the digest of the definitions that validation uses.
    """

    types: tuple[str, ...]
    parameters: tuple[ParameterKey, ...]
    basis: str


class Store:
    """Resources in one database. Safe to share between threads, not over a fork."""

    def __init__(self, engine: StoreEngine, numbering: Numbering, clock: Clock = now) -> None:
        """Use `open_store`."""
        self.engine = engine
        self.numbering = numbering
        self.clock = clock
        self._values = Values()

    def read(self, work: Callable[[Reader], _Answer]) -> _Answer:
        """What `work` finds, from one snapshot of the store. Raises StoreAwayError."""
        try:
            with self.engine.reading() as connection:
                return work(Reader(connection, self.numbering))
        except DBAPIError as error:
            self._check_there(error)
            raise

    def write(self, work: Callable[[Writer], _Answer], keys: Collection[str] = ()) -> _Answer:
        """Runs `work` in one transaction, all or nothing.

        `keys` name what it is going to write, as far as that is known
        (`Slot/123`, `Slot?identifier=x`): others with such a key wait. `work`
        runs again when a concurrent transaction got in its way, so it
        must not change anything but the store. Raises StoreBusyError when that
        keeps happening, StoreAwayError when the database is not there; whether
        that happened before or after a commit it was asked for is then unknown.
        """
        deadline = time.monotonic() + PATIENCE
        pause = _FIRST_PAUSE
        while True:
            try:
                return self._write_once(work, keys)
            except DBAPIError as error:
                self._check_there(error)
                if not self.engine.is_retryable(error):
                    raise
                if time.monotonic() > deadline:
                    raise StoreBusyError("the store is busy with other writes") from error
            time.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311
            pause = min(pause * 2, _LONGEST_PAUSE)

    def close(self) -> None:
        """Closes every connection; the store can be used again afterwards."""
        self.engine.sql.dispose()

    def forget_connections(self) -> None:
        """Leaves the connections to the parent process; call it first after a fork."""
        self.engine.sql.dispose(close=False)

    def _check_there(self, error: DBAPIError) -> None:
        if self.engine.is_away(error):
            raise StoreAwayError(f"the store can't be used: {type(error.orig).__name__}") from error

    def _write_once(self, work: Callable[[Writer], _Answer], keys: Collection[str]) -> _Answer:
        with self.engine.writing(keys) as connection:
            values = self._values.session(connection)
            writer = Writer(connection, self.numbering, values, self.clock, self.engine.bulk)
            answer = work(writer)
            writer.settle()
        writer.commit()
        return answer


def open_store(address: str, vocabulary: Vocabulary, clock: Clock = now) -> Store:
    """Opens the store at a `--store` URL, creating or upgrading its tables.

    Raises StoreError when the URL or the database can't be used.
    """
    engine = open_engine(address)
    upgrade(engine)
    return Store(engine, _settle(engine, vocabulary), clock)


def _settle(engine: StoreEngine, vocabulary: Vocabulary) -> Numbering:
    wanted: tuple[Sequence[str], Sequence[ParameterKey], str] = (
        vocabulary.types,
        vocabulary.parameters,
        vocabulary.basis,
    )
    with engine.reading() as connection:
        found = numberings.is_settled(connection, *wanted)
    if found is None:
        with engine.writing() as connection:
            found = numberings.settle(connection, *wanted)
    if found.stale:
        log.warning(
            "%d search parameters are not searched until `sas-fhir store reindex` has run",
            len(found.stale),
        )
    return found
