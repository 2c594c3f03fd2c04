"""The commands that need nothing but the validators."""

from __future__ import annotations

from sas_validators.cli.lazy import LazyGroup

COMMANDS = {
    "validate": "sas_validators.cli.validate:validate",
    "definition": "sas_validators.cli.definition:definition",
}

main = LazyGroup(commands_at=COMMANDS, help="Validates FHIR resources against profiles.")
