"""`sas-fhir user`: the accounts of operators."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from sas_server.operators.accounts import (
    AccountError,
    account_names,
    add_account,
    remove_account,
)
from sas_server.operators.passwords import LONGEST, SHORTEST
from sas_server.rest.building import definitions_of, vocabulary_of
from sas_server.settings import ENVIRONMENT_PREFIX, Settings, help_texts
from sas_server.store.errors import StoreError
from sas_server.store.store import Store, open_store

_store_option = click.option(
    "--store",
    "address",
    envvar=f"{ENVIRONMENT_PREFIX}STORE",
    default=Settings().store,
    show_default=True,
    help=help_texts()["store"],
)


@contextmanager
def _opened(address: str) -> Iterator[Store]:
    try:
        store = open_store(address, vocabulary_of(definitions_of(Settings())))
        yield store
        store.close()
    except StoreError as error:
        raise click.ClickException(str(error)) from error
    except AccountError as error:
        raise click.UsageError(str(error)) from error


@click.group()
def user() -> None:
    """Make and remove the accounts of operators (page /operateur)."""


@user.command()
@_store_option
@click.option(
    "--password-stdin", is_flag=True, help="Read the password from standard input, unasked."
)
@click.option(
    "--psc",
    is_flag=True,
    help="No password: NAME is the national identifier that the provider "
    "(Pro Santé Connect) vouches for.",
)
@click.argument("name")
def add(address: str, password_stdin: bool, psc: bool, name: str) -> None:
    """Make the account NAME; asks for its password."""
    if not name.strip() or len(name) > 100 or not name.isprintable():
        raise click.UsageError("a name has 1 to 100 printable characters")
    password = None if psc else _read_password(password_stdin)
    with _opened(address) as store:
        add_account(store, name, password)
    click.echo(f"{name} may sign in at /operateur")


def _read_password(from_stdin: bool) -> str:
    if from_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    if not SHORTEST <= len(password) <= LONGEST:
        raise click.UsageError(f"a password has {SHORTEST} to {LONGEST} characters")
    return password


@user.command()
@_store_option
@click.argument("name")
def remove(address: str, name: str) -> None:
    """Remove the account NAME and end its sessions."""
    with _opened(address) as store:
        remove_account(store, name)
    click.echo(f"{name} is removed")


@user.command(name="list")
@_store_option
def list_accounts(address: str) -> None:
    """List the accounts."""
    with _opened(address) as store:
        for name in account_names(store):
            click.echo(name)
