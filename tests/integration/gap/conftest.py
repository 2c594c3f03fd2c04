"""A server with all flows and the real validator, at a fixed time, on each engine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import count
from typing import Any

import pytest
from tests.integration.flows.conftest import validator, validator_judge  # noqa: F401 - fixtures
from tests.integration.server.client import FhirClient
from tests.integration.server.conftest import (  # noqa: F401 - fixtures
    BuildServer,
    Server,
    definitions,
    engine,
    new_store,
    open_server,
    postgres,
    postgres_template,
    sqlite_template,
)

from sas_server.definitions import Definitions
from sas_server.flows.wiring import gap_flows, sas_flows, tolerant
from sas_server.rest.judging import ResourceJudge
from sas_server.settings import Settings
from sas_server.store.instants import from_datetime

NOW = datetime.fromisoformat("2027-03-20T08:00:00.000+01:00")

StartServer = Callable[..., Server]


@pytest.fixture
def start(
    engine: str,  # noqa: F811
    open_server: BuildServer,  # noqa: F811
    new_store: Callable[[str], str],  # noqa: F811
    definitions: Definitions,  # noqa: F811
    validator_judge: ResourceJudge,  # noqa: F811
) -> StartServer:
    """Starts a server on a fresh store at a time, with other settings if given."""

    def build(now: datetime = NOW, url: str = "", **settings: Any) -> Server:
        url = url or new_store(engine)
        chosen = Settings(store=url, **settings)
        judge = tolerant(validator_judge, chosen)
        # A millisecond passes at each look at the clock.
        clock = count(from_datetime(now), 1_000).__next__
        flows = (*sas_flows(definitions, chosen, judge, clock), *gap_flows())
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
