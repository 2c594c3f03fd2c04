"""What can go wrong with a store, for those who call it."""

from __future__ import annotations


class StoreError(Exception):
    """The store can't be used; the message says which, why and what would help."""


class StoreBusyError(StoreError):
    """Others kept the store busy for longer than a request may wait."""
