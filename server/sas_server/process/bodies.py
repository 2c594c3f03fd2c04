"""Takes a request's body off the network before anything works on the request.

A slow body then costs a waiting thread and some disk, never one of the few
places where requests are worked on.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from typing import IO, Any

_IN_MEMORY = 256 * 1024
"""Larger bodies wait in a file."""

_CHUNK = 64 * 1024


class IncompleteBodyError(Exception):
    """The client went away, or its time was up, before all was there."""


def receive_body(body: Any, announced: int | None, limit: int) -> IO[bytes] | None:
    """The body as a file to read; None when it is `announced` too long and to be left unread.

    At most `limit` + 1 bytes are taken: the reader sees by the last one that it
    is too long. Raises IncompleteBodyError, and what gunicorn raises for broken chunks.
    """
    if announced is not None and announced > limit:
        return None
    received = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - kept open
    left = limit + 1
    while left > 0:
        chunk = body.read(min(_CHUNK, left))
        if not chunk:
            break
        received.write(chunk)
        left -= len(chunk)
    if announced is not None and received.tell() < announced:
        received.close()
        raise IncompleteBodyError
    received.seek(0)
    return received


def discard_body(body: Any, limit: int | None, is_late: Callable[[], bool]) -> bool:
    """Takes the rest of a refused body off the network; whether that was all of it.

    Many clients send a body whole before they look for an answer, and never see
    the answer when the connection ends under them. Nothing is kept. At most
    `limit` bytes are taken, of a body whose end is known (None) as many as come
    until `is_late`.
    """
    taken = 0
    while limit is None or taken < limit:
        chunk = body.read(_CHUNK)
        # A socket that was shut down for reading still gives what keeps coming in.
        if is_late():
            return False
        if not chunk:
            return True
        taken += len(chunk)
    return False
