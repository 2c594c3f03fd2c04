"""`sas-fhir ig`: everything around the implementation guide."""

from __future__ import annotations

from sas_validators.cli.lazy import LazyGroup

COMMANDS = {
    "packages": "sas_ig.packages.command:packages",
    "build": "sas_ig.site.command:build",
    "diff": "sas_ig.diff.command:diff",
}

ig = LazyGroup(commands_at=COMMANDS, help="Compile the FHIR packages and build the guide.")
