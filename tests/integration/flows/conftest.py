"""A server with the SAS flows and the real validator, at a fixed time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import count
from typing import Any

import pytest
from tests.integration.server.client import FhirClient
from tests.integration.server.conftest import (  # noqa: F401 - fixtures
    BuildServer,
    Server,
    definitions,
    new_store,
    open_server,
    postgres,
    postgres_template,
    sqlite_template,
)

from sas_server.definitions import Definitions
from sas_server.flows.wiring import sas_flows, tolerant
from sas_server.rest.judging import ResourceJudge
from sas_server.rest.validation import ValidatorJudge
from sas_server.settings import Settings
from sas_server.store.instants import from_datetime
from sas_validators import Validator

NOW = datetime.fromisoformat("2027-03-25T08:00:00.000+01:00")


@pytest.fixture(scope="session")
def validator() -> Validator:
    """The validator over the built-in packages."""
    return Validator.default()


@pytest.fixture(scope="session")
def validator_judge(validator: Validator, definitions: Definitions) -> ResourceJudge:  # noqa: F811
    """The facade's judge, before it is made tolerant."""
    return ValidatorJudge(validator, definitions.types)


StartServer = Callable[..., Server]


@pytest.fixture
def start(
    open_server: BuildServer,  # noqa: F811
    new_store: Callable[[str], str],  # noqa: F811
    definitions: Definitions,  # noqa: F811
    validator_judge: ResourceJudge,
) -> StartServer:
    """Starts a server with all SAS flows on a fresh store, with other settings if given."""

    def build(engine: str = "sqlite", **settings: Any) -> Server:
        url = new_store(engine)
        chosen = Settings(store=url, **settings)
        judge = tolerant(validator_judge, chosen)
        # A millisecond passes at each look at the clock.
        clock = count(from_datetime(NOW), 1_000).__next__
        flows = sas_flows(definitions, chosen, judge, clock)
        return open_server(url, judge=judge, flows=flows, clock=clock, **settings)

    return build


@pytest.fixture
def server(start: StartServer) -> Server:
    """A server with default settings."""
    return start()


@pytest.fixture
def client(server: Server) -> FhirClient:
    """Its client."""
    return server.client
