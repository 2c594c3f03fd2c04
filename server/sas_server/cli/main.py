"""`sas-fhir`: one command line over the validators, the guide and the server."""

from __future__ import annotations

from sas_validators.cli.lazy import LazyGroup
from sas_validators.cli.main import COMMANDS as VALIDATOR_COMMANDS

COMMANDS = {
    **VALIDATOR_COMMANDS,
    "ig": "sas_ig.cli:ig",
    "agenda": "sas_server.cli.agenda:agenda",
    "pki": "sas_server.cli.pki:pki",
    "serve": "sas_server.cli.serve:serve",
    "store": "sas_server.cli.store:store",
    "user": "sas_server.cli.user:user",
}

main = LazyGroup(
    commands_at=COMMANDS,
    help="FHIR facade, validator and implementation guide of the Service d'Accès aux Soins.",
)
