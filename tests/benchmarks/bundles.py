"""Bundles: the time must grow as their size does, in every kind and with many errors."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from tests.benchmarks.agendas import practitioner, slot
from tests.benchmarks.corpus import searchset
from tests.benchmarks.tables import Table, figure
from tests.benchmarks.timing import seconds

from sas_validators import Validator

SIZES = (10, 100, 1000)


def measure() -> Table:
    """The processor time of one bundle, and how it compares with that of a tenth of it."""
    validator = Validator.default()

    def verdict(text: bytes) -> object:
        return validator.validate(text).ok

    def everything(text: bytes) -> object:
        return validator.validate(text).to_operation_outcome()

    rows = [
        *_rows("searchset of slots", searchset, verdict),
        *_rows("the same, texts and places included", searchset, everything),
        *_rows("transaction of practitioners", _transaction, verdict),
        *_rows("collection of wrong slots, texts and places included", _wrong, everything),
    ]
    return Table(
        "Bundles",
        ("", "milliseconds of CPU", "entries per second", "per entry, compared with a tenth"),
        rows,
        "The target is at most 1.15 for 1,000 slots.",
    )


def _rows(
    name: str, make: Callable[[int], bytes], work: Callable[[bytes], object]
) -> list[tuple[str, ...]]:
    rows = []
    before: float | None = None
    for size in SIZES:
        taken = seconds(partial(work, make(size)))
        ratio = "" if before is None else f"{taken / before / 10:.2f}"
        rows.append((f"{size} – {name}", figure(taken * 1000), figure(size / taken), ratio))
        before = taken
    return rows


def _transaction(count: int) -> bytes:
    def entry(number: int) -> dict[str, Any]:
        request = {"method": "PUT", "url": f"Practitioner/p{number}"}
        full_url = f"https://example.org/fhir/Practitioner/p{number}"
        return {"fullUrl": full_url, "resource": practitioner(number), "request": request}

    return _bundle("transaction", map(entry, range(count)))


def _wrong(count: int) -> bytes:
    def entry(number: int) -> dict[str, Any]:
        resource = slot(number, 0) | {"status": "libre", "start": "demain", "comment": 1}
        del resource["schedule"]
        return {"fullUrl": f"https://example.org/fhir/Slot/s{number}-0", "resource": resource}

    return _bundle("collection", map(entry, range(count)))


def _bundle(kind: str, entries: map[dict[str, Any]]) -> bytes:
    value = {"resourceType": "Bundle", "type": kind, "entry": list(entries)}
    return json.dumps(value, ensure_ascii=False).encode()
