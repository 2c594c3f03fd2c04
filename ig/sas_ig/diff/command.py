"""`sas-fhir ig diff`."""

from __future__ import annotations

import sys
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from sas_ig.diff.compare import compare_contents
from sas_ig.diff.reports import as_html, as_json, as_text
from sas_ig.elements.sentences import Language
from sas_ig.project.content import Content, read_package
from sas_ig.project.errors import ProjectError
from sas_validators.definitions.builtin import packages_folder


@click.command("diff")
@click.argument("old")
@click.argument("new")
@click.option(
    "--output", type=click.Choice(["text", "json", "html"]), default="text", show_default=True
)
@click.option("--language", type=click.Choice(["fr", "en"]), default="fr", show_default=True)
def diff(old: str, new: str, output: str, language: Language) -> None:
    """Say what differs between two versions of a package.

    OLD and NEW are package folders, `.tgz` files, or labels such as
    ans.fhir.fr.sas#1.1.0 of packages that are compiled here.

    Exit codes: 0 done (whatever the differences), 2 a package can't be read.
    """
    try:
        with _opened(old) as before, _opened(new) as after:
            found = compare_contents(before, after)
    except ProjectError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(2)
    if output == "json":
        click.echo(as_json(found), nl=False)
    elif output == "html":
        click.echo(as_html(found, language), nl=False)
    else:
        click.echo(as_text(found, language), nl=False)


@contextmanager
def _opened(name: str) -> Iterator[Content]:
    """The content of a package given by path or by label. Raises ProjectError."""
    path = Path(name)
    if path.is_file():
        with TemporaryDirectory() as scratch:
            _unpack(path, Path(scratch))
            try:
                content = read_package(Path(scratch))
            except ProjectError as error:
                # The reader cares for the archive, not for where it was unpacked.
                raise ProjectError(str(error).replace(scratch, name)) from error
            yield content
        return
    folder = path if path.is_dir() else packages_folder() / name
    if folder.name == "package":
        folder = folder.parent
    if not (folder / "package").is_dir():
        raise ProjectError(f"{name}: no such package (a folder, a .tgz or name#version)")
    yield read_package(folder)


def _unpack(archive: Path, target: Path) -> None:
    try:
        with tarfile.open(archive) as content:
            content.extractall(target, filter="data")
    except (OSError, EOFError, zlib.error, tarfile.TarError) as error:
        reason = str(error).partition(":")[0].partition("\n")[0]
        raise ProjectError(f"{archive}: not a package archive ({reason})") from error
