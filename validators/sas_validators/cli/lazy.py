"""A command group that imports a command's module only when that command runs.

`sas-fhir validate` must answer in well under a second, so it must not pay for
the imports of the server or of the guide builder.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping

import click


class LazyGroup(click.Group):
    """A group whose commands are named as `module:attribute` strings."""

    def __init__(self, *, commands_at: Mapping[str, str], help: str) -> None:
        """`commands_at` maps each command's name to `module:attribute`."""
        super().__init__(help=help)
        self._commands_at = dict(commands_at)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The command names, in the order they were declared."""
        return list(self._commands_at)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Imports and returns the command; a missing extra is a usage error naming it."""
        target = self._commands_at.get(cmd_name)
        if target is None:
            return None
        module_name, _, attribute = target.partition(":")
        try:
            module = importlib.import_module(module_name)
        except ModuleNotFoundError as error:
            raise click.UsageError(
                f"'{cmd_name}' needs the Python package {error.name}, which is not installed"
            ) from error
        command: click.Command = getattr(module, attribute)
        return command
