"""Measures by processor time, which other processes of the machine disturb least."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping

Work = Callable[[], object]

_ROUNDS = 9
_SECONDS = 0.15
"""How long each contender works in a round."""


def rates(contenders: Mapping[str, Work], size: int) -> dict[str, float]:
    """How many items a second of processor time each contender does.

    One call of a contender does `size` items. All are measured in turn, round
    after round, so that what slows the machine down slows all; the medians count.
    """
    repeats = {name: _repeats(work) for name, work in contenders.items()}
    found: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(_ROUNDS):
        for name, work in contenders.items():
            found[name].append(size * repeats[name] / _seconds(work, repeats[name]))
    return {name: statistics.median(values) for name, values in found.items()}


def seconds(work: Work, rounds: int = 5) -> float:
    """The processor time of one call, the median of several after one that warms up."""
    work()
    return statistics.median(_seconds(work, 1) for _ in range(rounds))


def _repeats(work: Work) -> int:
    work()
    return max(1, round(_SECONDS / max(_seconds(work, 1), 1e-6)))


def _seconds(work: Work, repeats: int) -> float:
    gc.collect()
    start = time.process_time()
    for _ in range(repeats):
        work()
    return time.process_time() - start
