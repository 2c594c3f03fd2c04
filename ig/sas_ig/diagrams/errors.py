"""What is wrong with the source of a diagram."""

from __future__ import annotations


class DiagramError(Exception):
    """A line of a diagram's source that can't be read; the message has its number."""
