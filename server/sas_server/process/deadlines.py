"""Ends connections whose client is too slow, so that it can't hold a thread for long.

A read that waits can't be told to stop; shutting the socket down ends it.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(eq=False)
class Deadline:
    """By when a connection must be done with what it is doing."""

    connection: Any
    moment: float
    how: int
    passed: bool = False


class Deadlines:
    """The deadlines of a worker's connections; `end_overdue` is to be called now and then."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._running: set[Deadline] = set()

    @contextmanager
    def within(self, connection: Any, seconds: float, how: int) -> Iterator[Deadline]:
        """Runs the block; after `seconds` the `sock` of `connection` is shut down.

        `how` says for what: `SHUT_RD` makes waiting reads end as if the client
        had gone and still lets an answer out, `SHUT_RDWR` ends writes too.
        """
        deadline = Deadline(connection, self._clock() + seconds, how)
        with self._lock:
            self._running.add(deadline)
        try:
            yield deadline
        finally:
            self.end(deadline)

    def end(self, deadline: Deadline) -> None:
        """It was met; may be called more than once."""
        with self._lock:
            self._running.discard(deadline)

    def end_overdue(self) -> None:
        """Shuts down the sockets whose deadline has passed."""
        now = self._clock()
        with self._lock:
            overdue = [deadline for deadline in self._running if deadline.moment <= now]
            self._running.difference_update(overdue)
            for deadline in overdue:
                deadline.passed = True
                _shut(deadline.connection.sock, deadline.how)


def _shut(sock: socket.socket, how: int) -> None:
    try:
        # Not the method of SSLSocket, which would pull the rug from under the waiting thread.
        socket.socket.shutdown(sock, how)
    except OSError:
        return
