"""What keeps a run from being done at all."""

from __future__ import annotations


class RunError(Exception):
    """A run that can't be done as asked; the message says why, in one line."""
