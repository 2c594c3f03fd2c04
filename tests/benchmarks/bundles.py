"""Searchset bundles: the time must grow as their size does."""

from __future__ import annotations

from tests.benchmarks.corpus import searchset
from tests.benchmarks.tables import Table, figure
from tests.benchmarks.timing import seconds

from sas_validators import Validator

SIZES = (10, 100, 1000)


def measure() -> Table:
    """The processor time of one bundle, and how it compares with that of a tenth of it."""
    validator = Validator.default()
    rows = []
    before: float | None = None
    for size in SIZES:
        text = searchset(size)
        taken = seconds(lambda text=text: validator.validate(text).ok)
        ratio = "" if before is None else f"{taken / before / 10:.2f}"
        rows.append((f"{size} slots", figure(taken * 1000), figure(size / taken), ratio))
        before = taken
    return Table(
        "Searchset bundles",
        ("", "milliseconds of CPU", "slots per second", "per slot, compared with a tenth"),
        rows,
        "The target is at most 1.15 for 1,000 slots.",
    )
