"""A file offered for download."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Download:
    """One file: its name, what it is in both languages, how it is made.

    `digest` changes when its content would.
    """

    name: str
    fr: str
    en: str
    digest: str
    make: Callable[[], bytes]
