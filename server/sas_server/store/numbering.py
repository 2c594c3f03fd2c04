"""The small numbers behind resource types and search parameters.

Rows are indexed under a parameter's number. Parameters of what is inside a
resource (contained resources, groups of composites) have the type `#Location`,
so that a search of locations never finds a contained one, while a chain does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select, update

from sas_server.store import tables


@dataclass(frozen=True, slots=True)
class ParameterKey:
    """A parameter to index under. `digest` changes when what it indexes changes."""

    type: str
    code: str
    digest: str


class Numbering:
    """Numbers of types, parameters and of the definitions in force."""

    def __init__(
        self,
        types: Mapping[str, int],
        parameters: Mapping[tuple[str, str], int],
        stale: frozenset[tuple[str, str]],
        basis: int,
    ) -> None:
        """`stale` are the parameters that older resources are not indexed under yet."""
        self.types = dict(types)
        self.type_names = {number: name for name, number in types.items()}
        self.parameters = dict(parameters)
        self.stale = stale
        self.basis = basis

    def type(self, name: str) -> int:
        """The number of a type; raises KeyError for one that FHIR does not have."""
        return self.types[name]

    def parameter(self, type_name: str, code: str) -> int:
        """The number of a parameter; raises KeyError for one that was not declared."""
        return self.parameters[type_name, code]


def settle(
    connection: Connection,
    types: Iterable[str],
    parameters: Iterable[ParameterKey],
    basis: str,
) -> Numbering:
    """Numbers everything that has none yet, in the connection's transaction.

    A parameter that is new or changed while resources of its type exist is
    stale until they are indexed again (`sas-fhir store reindex`).
    """
    known_types = _settle_types(connection, types)
    wanted = {(key.type, key.code): key.digest for key in parameters}
    populated = _populated(connection, known_types)
    table = tables.parameter
    found = {(row.type, row.code): row for row in connection.execute(select(table))}
    fresh = [
        {"type": kind, "code": code, "digest": digest, "ready": _is_ready(kind, populated)}
        for (kind, code), digest in wanted.items()
        if (kind, code) not in found
    ]
    if fresh:
        connection.execute(insert(table), fresh)
    for key, row in found.items():
        if wanted.get(key, row.digest) != row.digest:
            change = {"digest": wanted[key], "ready": _is_ready(key[0], populated)}
            connection.execute(update(table).where(table.c.id == row.id).values(change))
    return _read(connection, known_types, wanted, basis)


def mark_indexed(connection: Connection) -> None:
    """All resources are indexed under all parameters now."""
    connection.execute(update(tables.parameter).values(ready=1))


def is_settled(
    connection: Connection,
    types: Iterable[str],
    parameters: Iterable[ParameterKey],
    basis: str,
) -> Numbering | None:
    """The numbering, when nothing has to be written for it; else None."""
    known_types = {row.name: row.id for row in connection.execute(select(tables.resource_type))}
    rows = connection.execute(select(tables.parameter)).all()
    digests = {(row.type, row.code): row.digest for row in rows}
    wanted = {(key.type, key.code): key.digest for key in parameters}
    bases = connection.execute(select(tables.basis.c.digest)).scalars().all()
    if set(types) <= set(known_types) and wanted.items() <= digests.items() and basis in bases:
        return _read(connection, known_types, wanted, basis)
    return None


def _settle_types(connection: Connection, types: Iterable[str]) -> dict[str, int]:
    known = {row.name: row.id for row in connection.execute(select(tables.resource_type))}
    missing = sorted(set(types) - set(known))
    first = max(known.values(), default=0) + 1
    if missing:
        rows = [{"id": first + index, "name": name} for index, name in enumerate(missing)]
        connection.execute(insert(tables.resource_type), rows)
        known |= {row["name"]: row["id"] for row in rows}
    return known


def _populated(connection: Connection, types: Mapping[str, int]) -> set[str]:
    """The names of the types that have live resources."""
    resource = tables.resource
    present = set()
    for name, number in types.items():
        live = select(resource.c.rid).where(
            resource.c.type == number, resource.c.state == tables.LIVE
        )
        if connection.execute(live.limit(1)).first() is not None:
            present.add(name)
    return present


def _is_ready(parameter_type: str, populated: set[str]) -> int:
    """1 when nothing is stored that would have to be indexed under the parameter.

    What is contained (`#Location`) may be in resources of any type.
    """
    if parameter_type.startswith("#"):
        return int(not populated)
    return int(parameter_type not in populated)


def _read(
    connection: Connection,
    types: Mapping[str, int],
    wanted: Mapping[tuple[str, str], str],
    basis: str,
) -> Numbering:
    rows = connection.execute(select(tables.parameter)).all()
    stale = frozenset(
        (row.type, row.code) for row in rows if not row.ready and (row.type, row.code) in wanted
    )
    numbers = {(row.type, row.code): row.id for row in rows}
    return Numbering(types, numbers, stale, _basis(connection, basis))


def _basis(connection: Connection, digest: str) -> int:
    table = tables.basis
    number = connection.execute(select(table.c.id).where(table.c.digest == digest)).scalar()
    if number is None:
        highest = connection.execute(select(func.max(table.c.id))).scalar() or 0
        number = highest + 1
        connection.execute(insert(table), [{"id": number, "digest": digest}])
    return number
