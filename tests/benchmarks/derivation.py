"""Slots from availabilities: agendas of eight weeks, 18 slots a week, on a fresh SQLite store."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tests.benchmarks.tables import Table, figure
from tests.integration.gap.gap_data import available, days, rrule, schedule, service

from sas_server.agenda.keeping import Keeper
from sas_server.agenda.recomputing import recompute
from sas_server.rest.facade import Facade
from sas_server.serving import facade_of
from sas_server.settings import Settings
from sas_server.store.writer import Writer

SIZES = (100, 400)
_CHANGED = 20
_ALL = 10_000
PARIS = ZoneInfo("Europe/Paris")


def measure() -> Table:
    """The processor time of one agenda, and of ten thousand at that rate."""
    rows = []
    before: dict[str, float] = {}
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            taken = _measure(size, Path(folder))
        for name, seconds in taken.items():
            ratio = f"{seconds / before[name]:.2f}" if name in before else ""
            cells = (figure(seconds * 1000), figure(seconds * _ALL), ratio)
            rows.append((f"{name}, {size} agendas", *cells))
        before = taken
    return Table(
        "Slots derived from availabilities",
        (
            "",
            "milliseconds of CPU per agenda",
            "seconds for 10,000 agendas",
            f"per agenda, compared with {SIZES[0]}",
        ),
        rows,
        "The target is to recompute 10,000 agendas in 120 s and one changed agenda in 50 ms.",
    )


def _measure(size: int, folder: Path) -> dict[str, float]:
    facade = facade_of(replace(Settings(), store=f"sqlite:///{folder / 'store.db'}"))
    put_agendas(facade, range(size), 20)
    found = {
        "derived for the first time": _seconds(lambda: recompute(facade)) / size,
        "recomputed, nothing new": _seconds(lambda: recompute(facade)) / size,
    }
    for name, minutes, closed in (
        ("one day closed", 20, True),
        ("every slot of another length", 30, False),
    ):
        chosen = range(_CHANGED)
        work = _changing(facade, chosen, minutes, closed=closed)
        found[name] = _seconds(work) / len(chosen)
    facade.store.close()
    return found


def _changing(facade: Facade, chosen: range, minutes: int, *, closed: bool) -> Callable[[], None]:
    keeper = Keeper(facade)

    def change() -> None:
        for number in chosen:
            put_agendas(facade, range(number, number + 1), minutes, closed=closed, keeper=keeper)

    return change


def put_agendas(
    facade: Facade,
    numbers: range,
    minutes: int,
    *,
    closed: bool = False,
    keeper: Keeper | None = None,
) -> None:
    """Stores agendas with these numbers; with `keeper`, their slots too."""
    drafts = [
        facade.draft(_agenda(number, minutes, closed=closed), f"a{number}", "", "PUT", proven=True)
        for number in numbers
    ]

    def work(writer: Writer) -> None:
        writer.put(drafts)
        if keeper is not None:
            for draft in drafts:
                keeper.renew(writer, draft.id)

    facade.store.write(work)


def _agenda(number: int, minutes: int, *, closed: bool) -> dict[str, Any]:
    today = datetime.now(PARIS).replace(hour=9, minute=0, second=0, microsecond=0)
    monday = today - timedelta(days=today.weekday())
    opens, closes = monday.isoformat(), monday.replace(hour=12).isoformat()
    weekly = rrule("WEEKLY", *days("MO", "TH"))
    extensions = [service(minutes), available("D-1", opens, closes, weekly)]
    if closed:
        day = (monday + timedelta(days=14)).date().isoformat()
        extensions.append(available("D-2", day, day, kind="busy-unavailable"))
    actor = [{"reference": f"Practitioner/p{number}"}]
    return schedule(*extensions, actor=actor, planningHorizon=None)


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
