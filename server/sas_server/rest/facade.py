"""The facade's parts, put together once and shared by all interactions."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from sas_server.audit.recorder import AuditRecorder
from sas_server.definitions import Definitions
from sas_server.rest.characters import check_characters
from sas_server.rest.codec import Codec
from sas_server.rest.conforming import ConformanceResources
from sas_server.rest.flows import Flow
from sas_server.rest.judging import ResourceJudge
from sas_server.rest.remembering import Memory
from sas_server.rest.subsets import Subsetter
from sas_server.search.codes import CodeCase
from sas_server.search.compiling import Compiler
from sas_server.search.indexing import Indexer
from sas_server.search.leaves import Leaves
from sas_server.search.parsing import QueryParser
from sas_server.search.terminology import SearchTerminology
from sas_server.search.values import ValueReader
from sas_server.settings import Settings
from sas_server.store.reader import Reader
from sas_server.store.rows import Draft, Resource
from sas_server.store.store import Store


def new_id() -> str:
    """An id for a new resource."""
    return str(uuid.uuid4())


_REMEMBERED = 24
"""Answers, of up to a megabyte each, that a process keeps."""


@dataclass(frozen=True)
class Facade:
    """What interactions need. Immutable; shared by threads and, by fork, by workers."""

    settings: Settings
    definitions: Definitions
    store: Store
    codec: Codec
    zone: ZoneInfo
    indexer: Indexer
    judge: ResourceJudge
    case: CodeCase
    terminology: SearchTerminology
    subsetter: Subsetter
    conformance: ConformanceResources
    flows: Sequence[Flow] = ()
    audit: AuditRecorder | None = None
    new_id: Callable[[], str] = new_id
    memory: Memory = field(default_factory=lambda: Memory(_REMEMBERED))
    proven: set[tuple[int, int]] = field(default_factory=set)
    """Versions (rid, version) that this process has proven valid."""

    def parser(self, base: str) -> QueryParser:
        """Reads searches; references to `base` are references to this server."""
        bases = {base, self.settings.public_base.rstrip("/")} - {""}
        types = self.store.numbering.types
        values = ValueReader(types.keys(), bases, self.zone)
        return QueryParser(self.definitions.parameters, values, self.store.numbering.stale)

    def compiler(self, reader: Reader) -> Compiler:
        """Compiles searches to run with `reader`."""
        now = self.store.clock()
        elements = self.definitions.elements
        leaves = Leaves(reader, elements, self.case, self.terminology, now)
        return Compiler(reader, leaves, elements, now)

    def draft(self, resource: Resource, id: str, base: str, method: str, *, proven: bool) -> Draft:
        """A resource with its index rows, ready to be put; `proven`: it was judged valid.

        Raises Refused (400) for a text that no database keeps.
        """
        check_characters(resource)
        return Draft(
            type=resource["resourceType"],
            id=id,
            resource=resource,
            rows=self.indexer.extract(resource, {base, self.settings.public_base.rstrip("/")}),
            method=method,
            basis=self.store.numbering.basis if proven else None,
        )
