"""`sas-fhir store`: looking after a store."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from sas_server.agenda.recomputing import recompute
from sas_server.loading import Loader, LoadReport, Rejected
from sas_server.rest.building import definitions_of, vocabulary_of
from sas_server.rest.facade import Facade
from sas_server.serving import facade_of
from sas_server.settings import ENVIRONMENT_PREFIX, Settings, help_texts
from sas_server.store.engines import open_engine
from sas_server.store.errors import StoreError
from sas_server.store.maintenance import backup as write_backup
from sas_server.store.maintenance import reindex as write_index
from sas_server.store.maintenance import restore as read_backup
from sas_server.store.migrations import HEAD
from sas_server.store.migrations import upgrade as upgrade_tables
from sas_server.store.rows import IndexRows, Resource
from sas_server.store.store import open_store
from sas_validators.definitions.package import PackageError

store_option = click.option(
    "--store",
    "address",
    envvar=f"{ENVIRONMENT_PREFIX}STORE",
    default=Settings().store,
    show_default=True,
    help=help_texts()["store"],
)
package_option = click.option(
    "--package",
    "packages",
    envvar=f"{ENVIRONMENT_PREFIX}PACKAGE",
    multiple=True,
    metavar="P",
    help=help_texts()["package"],
)


@contextmanager
def one_line_errors() -> Iterator[None]:
    """Tells what is wrong with a store or a package in one line."""
    try:
        yield
    except (StoreError, PackageError) as error:
        raise click.ClickException(str(error)) from error


def _facade(address: str, packages: tuple[str, ...]) -> Facade:
    return facade_of(replace(Settings(), store=address, package=packages))


def _extract(facade: Facade) -> Callable[[Resource], IndexRows]:
    bases = {facade.settings.public_base.rstrip("/")} - {""}
    return lambda resource: facade.indexer.extract(resource, bases)


def show_progress(noun: str) -> Callable[[int], None]:
    """Progress on one line of standard error, when that is a terminal."""

    def show(count: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{count} {noun}", nl=False, err=True)

    return show


@click.group()
def store() -> None:
    """Upgrade, fill, index, back up and restore a store."""


@store.command()
@store_option
def upgrade(address: str) -> None:
    """Bring a store's tables to this version (`serve` does it by itself)."""
    with one_line_errors():
        engine = open_engine(address)
        before = upgrade_tables(engine)
        engine.sql.dispose()
    click.echo(f"{before or 'empty'} -> {HEAD}")


@store.command()
@store_option
@package_option
def reindex(address: str, packages: tuple[str, ...]) -> None:
    """Index all resources anew, after search parameters have changed."""
    with one_line_errors():
        facade = _facade(address, packages)
        count = write_index(facade.store, _extract(facade), show_progress("resources"))
    click.echo(f"{count} resources indexed")


@store.command()
@store_option
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(address: str, file: Path) -> None:
    """Write all versions of all resources to FILE, while the server works."""
    with one_line_errors():
        definitions = definitions_of(Settings())
        opened = open_store(address, vocabulary_of(definitions))
        count = write_backup(opened, file, show_progress("versions"))
    click.echo(f"{count} versions written to {file}")


@store.command()
@store_option
@package_option
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def restore(address: str, packages: tuple[str, ...], file: Path) -> None:
    """Bring the backup FILE into an empty store, of either engine."""
    with one_line_errors():
        facade = _facade(address, packages)
        count = read_backup(facade.store, file, _extract(facade), show_progress("versions"))
        recompute(facade)
    click.echo(f"{count} versions restored")


@store.command()
@store_option
@package_option
@click.option("--validate/--no-validate", default=True, help="Leave out what is not valid.")
@click.option("--jobs", default=os.cpu_count() or 1, help="Processes that read and validate.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
def load(
    address: str, packages: tuple[str, ...], validate: bool, jobs: int, files: tuple[Path, ...]
) -> None:
    """Store the resources in NDJSON FILES, each under its id. Exit 1 when some are left out.

    Slots of agendas with availabilities are derived at the end.
    """
    show = show_progress("resources")

    def progress(report: LoadReport) -> None:
        show(report.stored)

    def reject(item: Rejected) -> None:
        click.echo(f"{item.file}:{item.line}: {item.reason}", err=True)

    with one_line_errors():
        facade = _facade(address, packages)
        loader = Loader(facade, validate=validate, jobs=jobs)
        report = loader.load(files, progress, reject)
        recompute(facade, jobs=jobs)
    click.echo(f"{report.stored} resources stored, {report.rejected} left out")
    sys.exit(1 if report.rejected else 0)
