"""`sas-fhir ig packages`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sas_ig.packages.build import Workplace, build_packages
from sas_ig.packages.errors import BuildError, FshError

_CHECKOUT = Path(__file__).parents[3]


@click.command("packages")
def packages() -> None:
    """Compile the FHIR packages into build/packages.

    Converts HL7's packages from node_modules and compiles FR Core, GAP and SAS
    from FSH. What has not changed is left alone.

    Exit codes: 0 done, 1 SUSHI found errors in the FSH, 2 something is missing.
    """
    try:
        build_packages(Workplace(_CHECKOUT), click.echo)
    except FshError as error:
        click.echo(error.report, err=True)
        click.echo(f"error: {error}", err=True)
        sys.exit(1)
    except BuildError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(2)
