"""Putting a facade together from settings, definitions and a store."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from sas_server.definitions import Definitions, load_definitions
from sas_server.rest.codec import Codec
from sas_server.rest.conforming import ConformanceResources
from sas_server.rest.facade import Facade
from sas_server.rest.flows import Flow
from sas_server.rest.judging import ResourceJudge
from sas_server.rest.subsets import Subsetter
from sas_server.search.codes import CodeCase
from sas_server.search.conversion import Converter
from sas_server.search.indexing import Describe, Indexer, parameter_keys
from sas_server.search.terminology import LocalTerminology
from sas_server.settings import Settings
from sas_server.store.instants import Clock, now
from sas_server.store.rows import Resource
from sas_server.store.store import Store, Vocabulary, open_store
from sas_validators.terminology.editions import RegistryLoader
from sas_validators.terminology.terminology import Terminology


def definitions_of(settings: Settings) -> Definitions:
    """The definitions that a server with these settings goes by. Raises PackageError."""
    return load_definitions(settings.package)


def vocabulary_of(definitions: Definitions) -> Vocabulary:
    """What a store needs numbers for."""
    return Vocabulary(
        types=definitions.resource_types,
        parameters=tuple(parameter_keys(definitions.parameters)),
        basis=definitions.digest,
    )


def no_facts(_: Resource) -> bytes:
    """What a facade keeps beside a resource when no flow wants to know anything of it."""
    return b""


def build_facade(
    settings: Settings,
    definitions: Definitions,
    judge: ResourceJudge,
    flows: Sequence[Flow] = (),
    clock: Clock = now,
    describe: Describe = no_facts,
) -> Facade:
    """Opens the store and puts everything together. Raises StoreError."""
    store = open_store(settings.store, vocabulary_of(definitions), clock)
    zone = ZoneInfo(settings.zone)
    terminology = LocalTerminology(Terminology(RegistryLoader(definitions.registry)))
    case = CodeCase(terminology.is_case_sensitive)
    facade = Facade(
        settings=settings,
        definitions=definitions,
        store=store,
        codec=Codec(definitions.types, settings.max_depth),
        zone=zone,
        indexer=build_indexer(definitions, store, case, zone, describe),
        judge=judge,
        case=case,
        terminology=terminology,
        subsetter=Subsetter(definitions.registry),
        conformance=ConformanceResources(definitions.registry),
        flows=tuple(flows),
    )
    for flow in flows:
        flow.attach(facade)
    return facade


def build_indexer(
    definitions: Definitions, store: Store, case: CodeCase, zone: ZoneInfo, describe: Describe
) -> Indexer:
    """What makes index rows with the store's numbers."""
    types = frozenset(definitions.resource_types)
    converter = Converter(types, case, zone)
    return Indexer(
        definitions.parameters,
        store.numbering.parameter,
        definitions.types,
        definitions.elements,
        converter,
        describe,
    )
