"""`sas-fhir agenda`: looking after the agendas of a store."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from sas_server.agenda.recomputing import recompute as recompute_agendas
from sas_server.cli.store import (
    one_line_errors,
    package_option,
    show_progress,
    store_option,
)
from sas_server.serving import facade_of
from sas_server.settings import ENVIRONMENT_PREFIX, Settings, help_texts


@click.group()
def agenda() -> None:
    """Keep the slots of agendas derived ahead."""


class _Zone(click.ParamType[str]):
    """The name of a time zone."""

    name = "zone"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, when there is such a zone."""
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError):
            self.fail(f"{value!r} is no time zone (as Europe/Paris is)", param, ctx)
        return value


def _setting(name: str, kind: click.ParamType[Any]) -> click.Option:
    option = f"--{name.replace('_', '-')}"
    default = getattr(Settings(), name)
    envvar = f"{ENVIRONMENT_PREFIX}{name.upper()}"
    return click.Option(
        [option],
        type=kind,
        default=default,
        envvar=envvar,
        show_default=True,
        help=help_texts()[name],
    )


@agenda.command()
@store_option
@package_option
@click.option("--jobs", default=os.cpu_count() or 1, help="Processes that work.")
def recompute(address: str, packages: tuple[str, ...], jobs: int, **chosen: str | int) -> None:
    """Derive the slots of all agendas anew, as far ahead as the server keeps them.

    To be run daily, so that no search has to wait for it. Works beside a
    running server; give the server's own --zone, --horizon and --slot-minutes.
    """
    with one_line_errors():
        settings = replace(Settings(), store=address, package=packages, **chosen)  # type: ignore[arg-type]
        facade = facade_of(settings)
        count = recompute_agendas(facade, show_progress("agendas"), jobs)
    click.echo(f"{count} agendas recomputed")


recompute.params += [
    _setting("zone", _Zone()),
    _setting("horizon", click.IntRange(1)),
    _setting("slot_minutes", click.IntRange(1)),
]
