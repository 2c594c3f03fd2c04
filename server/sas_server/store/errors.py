"""What can go wrong with a store, for those who call it."""

from __future__ import annotations


class StoreError(Exception):
    """The store can't be used; the message says which, why and what would help."""


class StoreAwayError(StoreError):
    """The database can't be reached, or can't work for want of something (connections, disk)."""


class StoreBusyError(StoreError):
    """Others kept the store busy for longer than a request may wait."""
