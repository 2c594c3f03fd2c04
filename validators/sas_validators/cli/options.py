"""Options that several commands have. Each is an environment variable SAS_FHIR_<OPTION>, too."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


class PathList(click.ParamType[str]):
    """A path; in the environment several are separated as in PATH, so that they may hold blanks."""

    name = "path"
    envvar_list_splitter = os.pathsep

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The path as it was given; whoever opens it says what is wrong with it."""
        return str(value)


def package_option(command: Command) -> Command:
    """`--package P`, as often as wanted."""
    return click.option(
        "--package",
        "packages",
        type=PathList(),
        multiple=True,
        envvar="SAS_FHIR_PACKAGE",
        metavar="P",
        help="A FHIR package (.tgz or folder), or a folder or file of conformance resources; "
        "wins over the built-in definitions. May be repeated.",
    )(command)
