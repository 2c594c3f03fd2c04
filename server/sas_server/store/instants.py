"""Points in time as the store keeps them: microseconds since 1970 in UTC."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache

Clock = Callable[[], int]
"""Gives the current time in microseconds; tests inject their own."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def now() -> int:
    """The current time, cut to the millisecond that `meta.lastUpdated` shows."""
    return time.time_ns() // 1_000_000 * 1_000


def from_datetime(moment: datetime) -> int:
    """`moment` (with a zone) in microseconds."""
    return (moment - EPOCH) // _MICROSECOND


def to_datetime(microseconds: int) -> datetime:
    """The reverse of `from_datetime`, in UTC."""
    return EPOCH + timedelta(microseconds=microseconds)


@lru_cache(64)
def to_instant(microseconds: int) -> str:
    """As a FHIR instant: `2026-11-21T09:15:00.250Z`. What is written together has one."""
    moment = to_datetime(microseconds)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"
