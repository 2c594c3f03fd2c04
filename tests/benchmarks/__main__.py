"""`python -m tests.benchmarks [NAME]... [--markdown FILE]`: measures, and prints the tables.

Nothing is asserted: how fast a machine is does not decide whether a test passes.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from tests.benchmarks import (
    agenda_searches,
    bundles,
    cold,
    derivation,
    jobs,
    memory,
    recomputing,
    throughput,
    traffic,
)
from tests.benchmarks.machine import describe_machine
from tests.benchmarks.tables import Table, to_markdown, to_rich

BENCHMARKS: dict[str, Callable[[], Table]] = {
    "throughput": throughput.measure,
    "cold": cold.measure,
    "bundles": bundles.measure,
    "memory": memory.measure,
    "jobs": jobs.measure,
    "derivation": derivation.measure,
    "recomputing": recomputing.measure,
    "searches": agenda_searches.measure,
    "traffic": traffic.measure,
}
"""Each by its name on the command line. A new one is a module with `measure`, and a line here."""


def main() -> None:
    """Runs the benchmarks named, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--markdown", type=Path, help="also write the tables to this file")
    options = parser.parse_args()
    unknown = set(options.names) - BENCHMARKS.keys()
    if unknown:
        parser.error(f"no benchmark called {', '.join(sorted(unknown))}")
    console = Console()
    machine = describe_machine()
    console.print(machine, highlight=False)
    tables = []
    for name in options.names or BENCHMARKS:
        table = BENCHMARKS[name]()
        tables.append(table)
        console.print(to_rich(table))
    if options.markdown:
        options.markdown.write_text("\n\n".join([machine, *map(to_markdown, tables)]) + "\n")


if __name__ == "__main__":
    main()
