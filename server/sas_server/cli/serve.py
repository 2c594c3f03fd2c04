"""`sas-fhir serve`: every setting as an option and an environment variable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, Literal, get_args, get_origin, get_type_hints

import click

from sas_server.access.logs import LogError
from sas_server.operators.provider import ProviderError
from sas_server.serving import serve as run
from sas_server.settings import ENVIRONMENT_PREFIX, Settings, help_texts
from sas_server.store.errors import StoreError
from sas_server.tls.errors import TlsError
from sas_validators.definitions.package import PackageError

Command = Callable[..., None]


class Name(click.types.StringParamType):
    """A name that may hold blanks; several in one environment variable are parted by ';'."""

    envvar_list_splitter = ";"


def settings_options(command: Command) -> Command:
    """Gives a command one option per setting, named and described as the setting is."""
    hints = get_type_hints(Settings)
    texts = help_texts()
    for item in reversed(fields(Settings)):
        option = click.option(
            _flag(item.name, hints[item.name]),
            envvar=ENVIRONMENT_PREFIX + item.name.upper(),
            default=item.default,
            show_default=bool(item.default),
            help=texts[item.name],
            **_kind(item.name, hints[item.name]),
        )
        command = option(command)
    return command


def _flag(name: str, hint: Any) -> str:
    flag = "--" + name.replace("_", "-")
    return f"{flag}/--no-{flag[2:]}" if hint is bool else flag


def _kind(name: str, hint: Any) -> dict[str, Any]:
    """What click needs to know about a setting."""
    if hint is bool:
        return {}
    if name == "package":
        return {"multiple": True, "metavar": "P"}
    if get_origin(hint) is tuple:
        return {"multiple": True, "metavar": "NAME", "type": Name()}
    if get_origin(hint) is Literal:
        return {"type": click.Choice(get_args(hint))}
    return {"type": hint}


@click.command()
@settings_options
def serve(**values: Any) -> None:
    """Start the FHIR facade; stops cleanly on SIGTERM.

    The FHIR base is at /fhir, the guide at /ig/, the home page at /.
    """
    try:
        run(Settings(**values))
    except (StoreError, PackageError) as error:
        raise click.ClickException(str(error)) from error
    except (TlsError, LogError, ProviderError) as error:
        raise click.UsageError(str(error)) from error
