"""Open time as sorted, disjoint intervals of microseconds, and cutting it into slots.

Spec: gap.md 9.2
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Interval = tuple[int, int]
"""From the first to just before the second, in microseconds since 1970."""


def union(intervals: Iterable[Interval]) -> list[Interval]:
    """The maximal intervals; those that touch become one."""
    found: list[Interval] = []
    for low, high in sorted(item for item in intervals if item[0] < item[1]):
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return found


def without(intervals: list[Interval], removed: list[Interval]) -> list[Interval]:
    """What is left of `intervals`; both are sorted and disjoint."""
    found: list[Interval] = []
    position = 0
    for low, high in intervals:
        start = low
        while position < len(removed) and removed[position][1] <= start:
            position += 1
        index = position
        while index < len(removed) and removed[index][0] < high:
            if removed[index][0] > start:
                found.append((start, removed[index][0]))
            start = max(start, removed[index][1])
            index += 1
        if start < high:
            found.append((start, high))
    return found


def clipped(intervals: Iterable[Interval], low: int, high: int) -> list[Interval]:
    """The parts between `low` and `high`."""
    cut = ((max(start, low), min(end, high)) for start, end in intervals)
    return [item for item in cut if item[0] < item[1]]


def pieces(interval: Interval, length: int, low: int, high: int) -> Iterator[Interval]:
    """Consecutive pieces of `length` from the interval's start; the remainder is dropped.

    Only those that start from `low` to just before `high`.
    """
    start, end = interval
    if low > start:
        start += -((start - low) // length) * length
    while start + length <= end and start < high:
        yield start, start + length
        start += length
