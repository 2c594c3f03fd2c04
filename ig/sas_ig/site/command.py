"""`sas-fhir ig build`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from sas_ig.packages.errors import FshError
from sas_ig.project.errors import ProjectError
from sas_ig.project.sources import Sources
from sas_ig.site.build import Order, Result, build_site
from sas_validators.definitions.builtin import packages_folder

_CHECKOUT = Path(__file__).parents[3]


@click.command("build")
@click.option(
    "--source",
    type=click.Path(file_okay=False, path_type=Path),
    default=_CHECKOUT,
    help="Folder of the SUSHI project; this project's own guide by default.",
)
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the site; build/ig in the project by default.",
)
@click.option(
    "--packages",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of FHIR packages, one sub-folder `name#version` each.",
)
@click.option(
    "--package",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the project's own compiled package, when it is elsewhere.",
)
@click.option("--fresh", is_flag=True, help="Render every page, changed or not.")
def build(
    source: Path, output: Path | None, packages: Path | None, package: Path | None, fresh: bool
) -> None:
    """Build the guide: a static site from a SUSHI project.

    Exit codes: 0 done, 1 the guide has errors (written all the same, see qa.html),
    2 something is missing.
    """
    started = time.perf_counter()
    output = output or source / "build" / "ig"
    order = Order(
        Sources(source, packages or packages_folder(), package),
        output,
        output.with_name(f"{output.name}.cache"),
        fresh,
    )
    try:
        result = build_site(order)
    except FshError as error:
        click.echo(error.report, err=True)
        click.echo(f"error: {error}", err=True)
        sys.exit(1)
    except ProjectError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(2)
    _report(result, output, time.perf_counter() - started)
    sys.exit(0 if result.ok else 1)


def _report(result: Result, output: Path, seconds: float) -> None:
    for finding in result.findings:
        if finding.severity == "error":
            click.echo(f"error: {finding.place}: {finding.en}", err=True)
    click.echo(
        f"{output}: {result.pages} pages ({result.rendered} rendered), "
        f"{result.files} files, {seconds:.1f} s"
    )
