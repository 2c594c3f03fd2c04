"""What an operator wants to know at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from sas_server.release import release
from sas_server.rest.facade import Facade
from sas_server.store import tables
from sas_server.store.instants import to_instant
from sas_server.store.reader import Reader

_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Withheld:
    """A resource that is kept back, or flagged."""

    noticed: str
    place: str
    version: int


@dataclass(frozen=True, slots=True)
class Seen:
    """An access; its search is left out, the AuditEvent has it."""

    moment: str
    agent: str
    address: str
    interaction: str
    place: str
    status: int


@dataclass(frozen=True)
class Overview:
    """The content of the operator's page."""

    release: str
    engine: str
    counts: Sequence[tuple[str, int]]
    withheld: Sequence[Withheld]
    accesses: Sequence[Seen]


def overview(facade: Facade) -> Overview:
    """The server's state now."""
    if facade.audit is not None:
        facade.audit.flush()
    return facade.store.read(lambda reader: _overview(facade, reader))


def _overview(facade: Facade, reader: Reader) -> Overview:
    return Overview(
        release=release(),
        engine=facade.store.engine.sql.dialect.name,
        counts=_counts(reader),
        withheld=_withheld(reader),
        accesses=_accesses(reader),
    )


def _counts(reader: Reader) -> list[tuple[str, int]]:
    """Live resources by type."""
    table = tables.resource
    query = (
        select(table.c.type, func.count().label("total"))
        .where(table.c.state == tables.LIVE)
        .group_by(table.c.type)
    )
    names = reader.numbering.type_names
    return sorted((names[row.type], row.total) for row in reader.rows(query))


def _withheld(reader: Reader) -> list[Withheld]:
    """Versions that are still the current ones, found wanting by the definitions in force."""
    journal, resource = tables.withheld, tables.resource
    query = (
        select(journal.c.noticed, journal.c.version, resource.c.type, resource.c.id)
        .join(resource, resource.c.rid == journal.c.rid)
        .where(
            journal.c.basis == reader.numbering.basis,
            journal.c.version == resource.c.version,
            resource.c.state == tables.LIVE,
        )
        .order_by(journal.c.noticed.desc())
        .limit(_SHOWN)
    )
    names = reader.numbering.type_names
    return [
        Withheld(to_instant(row.noticed), f"{names[row.type]}/{row.id}", row.version)
        for row in reader.rows(query)
    ]


def _accesses(reader: Reader) -> list[Seen]:
    """The latest, newest first."""
    table = tables.audit_event
    query = select(table).order_by(table.c.seq.desc()).limit(_SHOWN)
    return [_seen(row) for row in reader.rows(query)]


def _seen(row: Any) -> Seen:
    return Seen(
        moment=to_instant(row.recorded),
        agent=row.agent or "anonyme",
        address=row.address,
        interaction=row.interaction,
        place=row.entity or row.type,
        status=row.status,
    )
