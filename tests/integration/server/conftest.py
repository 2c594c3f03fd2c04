"""Stores to test on: every test that asks for `store_url` (or more) runs on both engines."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests.integration.server.client import FhirClient
from tests.integration.server.postgres import temporary_cluster

from sas_server.access.accesses import Observer
from sas_server.audit.recorder import AuditRecorder
from sas_server.definitions import Definitions
from sas_server.flows.traits import facts_of
from sas_server.rest.app import create_app
from sas_server.rest.building import build_facade, definitions_of, vocabulary_of
from sas_server.rest.facade import Facade
from sas_server.rest.flows import Flow
from sas_server.rest.judging import NoJudge, ResourceJudge
from sas_server.settings import Settings
from sas_server.store.store import open_store

ENGINES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def definitions() -> Definitions:
    """The built-in definitions, loaded once."""
    return definitions_of(Settings())


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL cluster; skips where PostgreSQL is not installed."""
    with temporary_cluster() as cluster:
        yield cluster.url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory, definitions: Definitions) -> Path:
    """An empty, ready SQLite store to copy."""
    file = tmp_path_factory.mktemp("template") / "store.db"
    open_store(f"sqlite:///{file}", vocabulary_of(definitions)).close()
    return file


@pytest.fixture(scope="session")
def postgres_template(postgres: str, definitions: Definitions) -> str:
    """The name of an empty, ready database to copy."""
    with psycopg.connect(f"{postgres}/postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE template_store")
    open_store(f"{postgres}/template_store", vocabulary_of(definitions)).close()
    return "template_store"


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """The engine that a test runs on."""
    return str(request.param)


@pytest.fixture(scope="session")
def new_store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], str]:
    """Gives the URL of a fresh store on the named engine."""

    def create(engine: str) -> str:
        name = f"store_{uuid.uuid4().hex}"
        if engine == "sqlite":
            file = tmp_path_factory.mktemp("store") / f"{name}.db"
            shutil.copy(request.getfixturevalue("sqlite_template"), file)
            return f"sqlite:///{file}"
        cluster = request.getfixturevalue("postgres")
        template = request.getfixturevalue("postgres_template")
        with psycopg.connect(f"{cluster}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return f"{cluster}/{name}"

    return create


@pytest.fixture
def store_url(engine: str, new_store: Callable[[str], str]) -> str:
    """The URL of a fresh store."""
    return new_store(engine)


@dataclass
class Server:
    """A facade with its application and a client."""

    facade: Facade
    client: FhirClient

    def close(self) -> None:
        """Ends its background work and closes the store, which may be done again."""
        if self.facade.audit is not None:
            self.facade.audit.close()
        self.facade.store.close()


BuildServer = Callable[..., Server]


@pytest.fixture(scope="session")
def open_server(definitions: Definitions) -> Iterator[BuildServer]:
    """Builds a server on the store at a URL, with other settings, judge or flows if given.

    `recorded`: with an audit trail.
    """
    built: list[Server] = []

    def build(
        url: str,
        judge: ResourceJudge | None = None,
        flows: tuple[Flow, ...] = (),
        clock: Callable[[], int] | None = None,
        recorded: bool = False,
        observers: tuple[Observer, ...] = (),
        **settings: Any,
    ) -> Server:
        chosen = replace(Settings(store=url), **settings)
        more = {} if clock is None else {"clock": clock}
        facade = build_facade(
            chosen, definitions, judge or NoJudge(), flows, describe=facts_of, **more
        )
        if recorded:
            facade = replace(facade, audit=AuditRecorder(facade.store, chosen.audit_days))
        server = Server(facade, FhirClient(create_app(facade, observers=observers)))
        built.append(server)
        return server

    yield build
    for server in built:
        server.close()


@pytest.fixture
def build_server(store_url: str, open_server: BuildServer) -> Iterator[BuildServer]:
    """Builds a server on this test's own store."""
    built: list[Server] = []

    def build(**more: Any) -> Server:
        built.append(open_server(store_url, **more))
        return built[-1]

    yield build
    for server in built:
        server.close()


@pytest.fixture
def server(build_server: BuildServer) -> Server:
    """A server with default settings."""
    return build_server()


@pytest.fixture
def client(server: Server) -> FhirClient:
    """Its client."""
    return server.client
