"""The tables that benchmarks give, on a terminal and in Markdown."""

from __future__ import annotations

from dataclasses import dataclass

import rich.table


@dataclass(frozen=True)
class Table:
    """Measurements side by side: `rows` have as many cells as there are `columns`."""

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]
    note: str = ""


def to_rich(table: Table) -> rich.table.Table:
    """The table for a terminal: names on the left, figures on the right."""
    made = rich.table.Table(title=table.title, caption=table.note, title_justify="left")
    for number, column in enumerate(table.columns):
        made.add_column(column, justify="right" if number else "left")
    for row in table.rows:
        made.add_row(*row)
    return made


def to_markdown(table: Table) -> str:
    """The table for docs/benchmarks.md."""
    rule = ["---", *("---:" for _ in table.columns[1:])]
    lines = [f"| {' | '.join(cells)} |" for cells in (table.columns, rule, *table.rows)]
    note = f"\n\n{table.note}" if table.note else ""
    return f"## {table.title}\n\n" + "\n".join(lines) + note


def figure(value: float) -> str:
    """A number with three significant digits, thousands apart."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
