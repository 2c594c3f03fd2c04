"""What else a search brings: `_include` and `_revinclude`.

Spec: https://hl7.org/fhir/R4/search.html#include
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select

from sas_server.refusals.catalogue import TOO_MANY_INCLUDES
from sas_server.refusals.refusal import Refused
from sas_server.search.parameters import Parameters
from sas_server.search.query import Include, Query
from sas_server.store import tables
from sas_server.store.reader import Reader


class Includer:
    """Follows a search's includes within one transaction."""

    def __init__(self, reader: Reader, parameters: Parameters, limit: int) -> None:
        """`limit`: more included resources than that are refused."""
        self._reader = reader
        self._parameters = parameters
        self._limit = limit

    def follow(self, query: Query, matches: Sequence[int]) -> list[int]:
        """The numbers of the resources to include, in the order they were found."""
        found: dict[int, None] = {}
        seen = set(matches)
        frontier: Mapping[str, list[int]] = {query.type: list(matches)}
        first = True
        while frontier:
            fresh: dict[int, str] = {}
            for include in query.includes:
                if first or include.iterate or include.source not in (query.type, "*"):
                    for rid, type_name in self._step(include, frontier):
                        if rid not in seen:
                            seen.add(rid)
                            fresh[rid] = type_name
            found |= dict.fromkeys(fresh)
            if len(found) > self._limit:
                raise Refused(TOO_MANY_INCLUDES, limit=self._limit)
            frontier, first = _by_type(fresh), False
        return list(found)

    def _step(
        self, include: Include, frontier: Mapping[str, list[int]]
    ) -> Iterable[tuple[int, str]]:
        every = set(self._parameters.by_type)
        if include.reverse:
            origins = [rid for rids in frontier.values() for rid in rids]
            limit = every if include.source == "*" else {include.source}
        else:
            origins = [
                rid
                for type_name, rids in frontier.items()
                if include.source in ("*", type_name)
                for rid in rids
            ]
            limit = {include.target} if include.target else every
        if include.reverse and include.target:
            origins = frontier.get(include.target, [])
        numbers = self._numbers(include, frontier)
        if origins:
            yield from self._linked(include.reverse, origins, numbers, limit)

    def _numbers(self, include: Include, frontier: Mapping[str, list[int]]) -> list[int]:
        """The parameters to follow: one, or all references for `*`."""
        if include.parameter is not None:
            followed = [include.parameter]
        else:
            everywhere = self._parameters.by_type if include.reverse else frontier
            types = list(everywhere) if include.source == "*" else [include.source]
            followed = [
                parameter
                for type_name in types
                for parameter in self._parameters.of(type_name)
                if parameter.kind == "reference"
            ]
        numbering = self._reader.numbering
        return sorted({numbering.parameter(item.type, item.index) for item in followed})

    def _linked(
        self, reverse: bool, origins: list[int], numbers: list[int], types: set[str]
    ) -> Iterable[tuple[int, str]]:
        rows, resource = tables.reference_index, tables.resource
        near, far = (rows.c.target, rows.c.rid) if reverse else (rows.c.rid, rows.c.target)
        query = (
            select(resource.c.rid, resource.c.type)
            .join_from(rows, resource, resource.c.rid == far)
            .where(self._reader.among(near, origins), rows.c.parameter.in_(numbers))
            .where(resource.c.state == tables.LIVE)
            .distinct()
            .order_by(resource.c.rid)
        )
        names = self._reader.numbering.type_names
        for row in self._reader.rows(query):
            if names[row.type] in types:
                yield row.rid, names[row.type]


def _by_type(found: Mapping[int, str]) -> dict[str, list[int]]:
    grouped: dict[str, list[int]] = defaultdict(list)
    for rid, type_name in found.items():
        grouped[type_name].append(rid)
    return grouped
