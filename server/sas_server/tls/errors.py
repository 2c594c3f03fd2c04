"""The one error of this package."""

from __future__ import annotations


class TlsError(Exception):
    """A certificate, key or revocation list can't be used; the message names file and reason."""
