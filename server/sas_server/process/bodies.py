"""Takes a request's body off the network before anything works on the request.

A slow body then costs a waiting thread and some disk, never one of the few
places where requests are worked on.
"""

from __future__ import annotations

import tempfile
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


def discard_body(body: Any, limit: int) -> bool:
    """Takes the rest of a refused body off the network; whether that was all of it.

    Many clients send a body whole before they look for an answer, and never see
    the answer when the connection ends under them. At most `limit` bytes are taken.
    """
    left = limit
    while left > 0:
        chunk = body.read(min(_CHUNK, left))
        if not chunk:
            return True
        left -= len(chunk)
    return False
