"""`definition`: prints a conformance resource as JSON, StructureDefinitions with snapshot.

Contract: `definition CANONICAL[|VERSION]`, exit 2 when it is not loaded.
"""

from __future__ import annotations

import json

import click

from sas_validators.cli.options import package_option
from sas_validators.definitions.package import PackageError
from sas_validators.engine.stack import Stack
from sas_validators.snapshot.generator import Snapshots
from sas_validators.snapshot.usable import why_unusable


@click.command()
@package_option
@click.argument("canonical")
def definition(packages: tuple[str, ...], canonical: str) -> None:
    """Print the conformance resource CANONICAL (url or url|version) as JSON."""
    try:
        registry = Stack(packages).registry
        found = registry.find(canonical)
    except PackageError as error:
        raise click.UsageError(str(error)) from error
    if found is None:
        raise click.UsageError(f"{canonical}: no loaded package has it")
    if found["resourceType"] == "StructureDefinition":
        snapshots = Snapshots(registry)
        snapshot = snapshots.snapshot_of(found)
        if not snapshot.elements:
            raise click.UsageError(why_unusable(found, snapshot) or canonical)
        found = snapshots.complete(found)
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))
