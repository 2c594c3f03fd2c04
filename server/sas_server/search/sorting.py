"""ORDER BY of a search.

Without `_sort`, slots and appointments come by start (spec/gap.md 6.7), all
else as it was created. Resources without the value sorted by come last.

Spec: https://hl7.org/fhir/R4/search.html#sort
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, FromClause, Table, func, select

from sas_server.search.parameters import Parameter
from sas_server.search.query import Query, SortKey
from sas_server.store import tables
from sas_server.store.numbering import Numbering

Column: TypeAlias = ColumnElement[Any]

DEFAULT = {"Slot": "start", "Appointment": "date"}
"""The parameter that a type is sorted by when nothing is asked."""

_VALUES: dict[str, tuple[Table, Table, str]] = {
    "token": (tables.token_index, tables.token_value, "code"),
    "string": (tables.string_index, tables.string_value, "folded"),
    "uri": (tables.uri_index, tables.uri_value, "uri"),
}
"""Kinds whose values are kept by number: index, values, the column to sort by."""

_RANGES: dict[str, tuple[Table, str, str]] = {
    "date": (tables.date_index, "low", "high"),
    "number": (tables.number_index, "low", "high"),
    "quantity": (tables.quantity_index, "low", "high"),
    "special": (tables.position_index, "latitude", "latitude"),
}


def order_by(query: Query, resource: FromClause, numbering: Numbering) -> Iterator[Column]:
    """The sort expressions; the last one makes the order total."""
    keys = query.sort
    for key in keys:
        column = _sort_column(key, resource, numbering)
        yield (column.desc() if key.descending else column.asc()).nulls_last()
    if not keys and query.type in DEFAULT:
        number = numbering.parameters.get((query.type, DEFAULT[query.type]))
        if number is not None:
            yield _range_column("date", number, False, resource).asc().nulls_last()
            yield resource.c.id.asc()
    yield resource.c.rid.asc()


def _sort_column(key: SortKey, resource: FromClause, numbering: Numbering) -> Column:
    if key.parameter == "_id":
        return resource.c.id
    if not isinstance(key.parameter, Parameter):
        return resource.c.updated
    kind = key.parameter.kind
    number = numbering.parameter(key.parameter.type, key.parameter.index)
    if kind in _VALUES:
        return _value_column(kind, number, key.descending, resource)
    if kind in _RANGES:
        return _range_column(kind, number, key.descending, resource)
    return _reference_column(number, key.descending, resource)


def _value_column(kind: str, number: int, descending: bool, resource: FromClause) -> Column:
    index, values, name = _VALUES[kind]
    rows, texts = index.alias(), values.alias()
    best = func.max(texts.c[name]) if descending else func.min(texts.c[name])
    query = select(best).where(
        rows.c.rid == resource.c.rid, rows.c.parameter == number, texts.c.id == rows.c.value
    )
    return query.correlate(resource).scalar_subquery()


def _range_column(kind: str, number: int, descending: bool, resource: FromClause) -> Column:
    table, low, high = _RANGES[kind]
    rows = table.alias()
    best = func.max(rows.c[high]) if descending else func.min(rows.c[low])
    query = select(best).where(rows.c.rid == resource.c.rid, rows.c.parameter == number)
    return query.correlate(resource).scalar_subquery()


def _reference_column(number: int, descending: bool, resource: FromClause) -> Column:
    rows, target = tables.reference_index.alias(), tables.resource.alias()
    best = func.max(target.c.id) if descending else func.min(target.c.id)
    query = select(best).where(
        rows.c.rid == resource.c.rid, rows.c.parameter == number, target.c.rid == rows.c.target
    )
    return query.correlate(resource).scalar_subquery()
