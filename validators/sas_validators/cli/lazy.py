"""A command group that imports a command's module only when that command runs.

`sas-fhir validate` must answer in well under a second, so it must not pay for
the imports of the server or of the guide builder.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click

INTERRUPTED = 130
"""The exit code of programs that SIGINT ended, as shells give it."""


class LazyGroup(click.Group):
    """A group whose commands are named as `module:attribute` strings."""

    def __init__(self, *, commands_at: Mapping[str, str], help: str) -> None:
        """`commands_at` maps each command's name to `module:attribute`."""
        super().__init__(help=help)
        self._commands_at = dict(commands_at)

    def main(self, args: Sequence[str] | None = None, **extra: Any) -> Any:  # type: ignore[override]
        """Runs the command line and exits; what is wrong with it is told in one line.

        Exit codes: that of the command, 2 for a wrong usage, 130 when interrupted.
        """
        if not extra.pop("standalone_mode", True):
            return super().main(args, standalone_mode=False, **extra)
        try:
            code = super().main(args, standalone_mode=False, **extra)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            sys.exit(error.exit_code)
        except click.ClickException as error:
            click.echo(f"error: {' '.join(error.format_message().split())}", err=True)
            sys.exit(error.exit_code)
        except click.Abort:
            click.echo("interrupted", err=True)
            sys.exit(INTERRUPTED)
        sys.exit(code if isinstance(code, int) else 0)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The command names, in the order they were declared."""
        return list(self._commands_at)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Imports and returns the command; a missing extra is a usage error naming it."""
        try:
            return self._find(cmd_name)
        except ModuleNotFoundError as error:
            raise click.UsageError(
                f"'{cmd_name}' needs the Python package {error.name}, which is not installed"
            ) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Lists the commands with their first sentence, those that can't be used as well."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self._short_help(name)) for name in self._commands_at])

    def _short_help(self, name: str) -> str:
        try:
            command = self._find(name)
        except ModuleNotFoundError as error:
            return f"(needs {error.name})"
        return "" if command is None else command.get_short_help_str(80)

    def _find(self, name: str) -> click.Command | None:
        target = self._commands_at.get(name)
        if target is None:
            return None
        module, _, attribute = target.partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command
