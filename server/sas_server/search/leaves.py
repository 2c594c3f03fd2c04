"""The index rows that one criterion without a chain looks for.

Values are looked up first: what nothing in the store has can't match, and the
rows are then found by the value's number.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, FromClause, Select, Table, and_, false, or_, select

from sas_server.refusals.catalogue import VALUE_SET_UNKNOWN
from sas_server.refusals.refusal import Refused
from sas_server.search.codes import CodeCase
from sas_server.search.conversion import BOOLEAN_SYSTEM, IDENTIFIER, OF_TYPE, TEXT
from sas_server.search.elements import Elements
from sas_server.search.folding import fold
from sas_server.search.parameters import Parameter
from sas_server.search.query import (
    DateValue,
    Match,
    NearValue,
    NumberValue,
    QuantityValue,
    ReferenceValue,
    TextValue,
    TokenValue,
    Value,
)
from sas_server.search.ranges import date_condition, number_condition, width_of
from sas_server.search.terminology import SearchTerminology
from sas_server.store import tables
from sas_server.store.reader import Reader
from sas_server.store.values import KEY_LENGTH, shorten

Column: TypeAlias = ColumnElement[Any]
Condition: TypeAlias = "Callable[[FromClause], Column]"

FEW = 500
"""Up to so many values stand in the SQL as numbers, more as a subquery."""

LAST = "\U0010ffff"
"""Sorts after every text that starts with what it is appended to."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """The rows of `table` under one of the parameter `numbers` that meet `condition`."""

    table: Table
    numbers: tuple[int, ...]
    condition: Condition


class Leaves:
    """Finds the leaves of matches, for one search."""

    def __init__(
        self,
        reader: Reader,
        elements: Elements,
        case: CodeCase,
        terminology: SearchTerminology,
        now: int,
    ) -> None:
        """`now` in microseconds, for approximate dates."""
        self._reader = reader
        self._elements = elements
        self._case = case
        self._terminology = terminology
        self._now = now

    def numbers(self, parameter: Parameter, suffix: str, *, inside: bool) -> tuple[int, ...]:
        """The numbers of a parameter's rows; `inside`: those of contained resources too."""
        scopes = (parameter.type, f"#{parameter.type}") if inside else (parameter.type,)
        code = parameter.index + suffix
        return tuple(self._reader.numbering.parameter(scope, code) for scope in scopes)

    def of(self, match: Match, *, inside: bool = False) -> list[Leaf]:
        """The alternatives of a (positive) match; none when nothing can match."""
        suffix = {"text": TEXT, "identifier": IDENTIFIER, "of-type": OF_TYPE}.get(
            "" if match.parameter.kind == "string" else match.modifier, ""
        )
        numbers = self.numbers(match.parameter, suffix, inside=inside)
        return self.under(numbers, match)

    def under(self, numbers: tuple[int, ...], match: Match) -> list[Leaf]:
        """As `of`, for rows kept under the given numbers."""
        kind = match.parameter.kind
        if match.modifier == "text" or kind == "string":
            return self._strings(numbers, match)
        if match.modifier == "identifier" or kind == "token":
            return self._tokens(numbers, match)
        if kind == "uri":
            return self._uris(numbers, match)
        if kind == "reference":
            return self._references(numbers, match.values)
        return self._ranges(numbers, match)

    # -- values with numbers ---------------------------------------------------

    def _tokens(self, numbers: tuple[int, ...], match: Match) -> list[Leaf]:
        values = [value for value in self._codes(match) if isinstance(value, TokenValue)]
        exact = match.modifier in ("identifier", "of-type") or self._is_exact(match.parameter)
        table = tables.token_value
        conditions = list(self._token_conditions(values, exact))
        if not conditions:
            return []
        query = select(table.c.id).where(table.c.parameter.in_(numbers), or_(*conditions))
        return self._postings(tables.token_index, numbers, query)

    def _token_conditions(self, values: Iterable[TokenValue], exact: bool) -> Iterator[Column]:
        """One condition per system asked for; codes of one system together."""
        table = tables.token_value
        by_system: dict[str | None, set[str | None]] = defaultdict(set)
        for value in values:
            by_system[value.system].add(value.code)
        systems = self._systems({system for system in by_system if system})
        for system, codes in by_system.items():
            if system and system not in systems:
                continue
            keys = {key for code in codes if code for key in self._forms(system, code, exact)}
            parts: list[Column] = []
            if system is not None:
                parts.append(table.c.system == systems.get(system, 0))
            if None not in codes:
                parts.append(table.c.code.in_(sorted(keys)))
            yield and_(*parts)

    def _forms(self, system: str | None, code: str, exact: bool) -> set[str]:
        """The forms in which a code may be kept."""
        if exact or system == BOOLEAN_SYSTEM:
            return {shorten(code)}
        if system:
            return {shorten(self._case.key(system, code)), shorten(code)}
        return {shorten(code), shorten(code.casefold())}

    def _is_exact(self, parameter: Parameter) -> bool:
        """Identifiers are compared as they are."""
        return self._elements.facts(parameter.expression).types == ("Identifier",)

    def _codes(self, match: Match) -> Iterator[Value]:
        """The values to look for; hierarchies and value sets become their codes."""
        for value in match.values:
            if match.modifier in ("in", "not-in") and isinstance(value, TextValue):
                yield from self._value_set(value.text)
            elif match.modifier in ("below", "above") and isinstance(value, TokenValue):
                yield value
                yield from self._related(value, match.modifier)
            else:
                yield value

    def _value_set(self, url: str) -> Iterator[TokenValue]:
        codes = self._terminology.expand(url)
        if codes is None:
            raise Refused(VALUE_SET_UNKNOWN, url=url)
        return (TokenValue(system, code) for system, code in codes)

    def _related(self, value: TokenValue, direction: str) -> Iterator[TokenValue]:
        if value.system and value.code:
            for code in self._terminology.related(value.system, value.code, direction):
                yield TokenValue(value.system, code)

    def _systems(self, uris: Collection[str]) -> dict[str, int]:
        table = tables.code_system
        if not uris:
            return {}
        query = select(table.c.uri, table.c.id).where(table.c.uri.in_(sorted(uris)))
        return {row.uri: row.id for row in self._reader.rows(query)}

    def _strings(self, numbers: tuple[int, ...], match: Match) -> list[Leaf]:
        table = tables.string_value
        conditions = [
            _string_condition(match.modifier, value.text)
            for value in match.values
            if isinstance(value, TextValue)
        ]
        query = select(table.c.id).where(table.c.parameter.in_(numbers), or_(*conditions))
        return self._postings(tables.string_index, numbers, query)

    def _uris(self, numbers: tuple[int, ...], match: Match) -> list[Leaf]:
        table = tables.uri_value
        conditions = [
            _uri_condition(match.modifier, value.text)
            for value in match.values
            if isinstance(value, TextValue)
        ]
        query = select(table.c.id).where(table.c.parameter.in_(numbers), or_(*conditions))
        return self._postings(tables.uri_index, numbers, query)

    def _postings(
        self, table: Table, numbers: tuple[int, ...], query: Select[tuple[int]]
    ) -> list[Leaf]:
        """The rows that point to the values of `query`."""
        found = [row.id for row in self._reader.rows(query.limit(FEW + 1))]
        if not found:
            return []
        values = query if len(found) > FEW else found
        return [Leaf(table, numbers, lambda rows: rows.c.value.in_(values))]

    # -- references ------------------------------------------------------------

    def _references(self, numbers: tuple[int, ...], values: Sequence[Value]) -> list[Leaf]:
        wanted = [value for value in values if isinstance(value, ReferenceValue)]
        targets = self.anchors(wanted)
        leaves = []
        if targets:
            condition: Condition = lambda rows: rows.c.target.in_(targets)  # noqa: E731
            leaves.append(Leaf(tables.reference_index, numbers, condition))
        urls = [shorten(value.url) for value in wanted if value.url is not None]
        if urls:
            table = tables.uri_value
            query = select(table.c.id).where(table.c.parameter.in_(numbers), table.c.uri.in_(urls))
            leaves += self._postings(tables.uri_index, numbers, query)
        return leaves

    def anchors(self, values: Iterable[ReferenceValue]) -> list[int]:
        """The numbers of the places that references name, those that have one."""
        table = tables.resource
        types = self._reader.numbering.types
        by_type: dict[str | None, list[str]] = defaultdict(list)
        for value in values:
            if value.id is not None:
                by_type[value.type].append(value.id)
        found: list[int] = []
        for type_name, ids in by_type.items():
            numbers = [types[type_name]] if type_name else sorted(types.values())
            query = select(table.c.rid).where(table.c.type.in_(numbers), table.c.id.in_(ids))
            found += [row.rid for row in self._reader.rows(query)]
        return found

    # -- ranges ----------------------------------------------------------------

    def _ranges(self, numbers: tuple[int, ...], match: Match) -> list[Leaf]:
        table, makers = _RANGES[match.parameter.kind]
        if match.parameter.kind == "date":
            return [Leaf(table, numbers, self.dates(match.parameter, match.values))]
        return [
            Leaf(table, numbers, lambda rows: or_(*(makers(rows, value) for value in match.values)))
        ]

    def dates(self, parameter: Parameter, values: Sequence[Value]) -> Condition:
        """The condition that one of the date `values` holds."""
        width = width_of(self._elements.facts(parameter.expression).types)

        def condition(rows: FromClause) -> Column:
            low, high = rows.c.low, rows.c.high
            return or_(
                *(
                    date_condition(value, low, high, width, self._now)
                    for value in values
                    if isinstance(value, DateValue)
                )
            )

        return condition


def _string_condition(modifier: str, text: str) -> Column:
    """Spec: https://hl7.org/fhir/R4/search.html#string."""
    table = tables.string_value
    if modifier == "exact":
        return table.c.exact == shorten(text)
    folded = fold(text)[:KEY_LENGTH]
    if not folded:
        # Nothing but punctuation, which is not compared.
        return false()
    if modifier in ("contains", "text"):
        return table.c.folded.contains(folded, autoescape=True)
    return and_(table.c.folded >= folded, table.c.folded < folded + LAST)


def _uri_condition(modifier: str, text: str) -> Column:
    """Spec: https://hl7.org/fhir/R4/search.html#uri."""
    table = tables.uri_value
    key = shorten(text)
    if modifier == "below":
        return or_(
            table.c.uri == key,
            and_(table.c.uri >= key.rstrip("/") + "/", table.c.uri < key.rstrip("/") + "/" + LAST),
        )
    if modifier == "above":
        return table.c.uri.in_(_parents(text))
    return table.c.uri == key


def _parents(uri: str) -> list[str]:
    """`uri` and every URL above it."""
    found = [uri]
    while "/" in uri.partition("://")[2]:
        uri = uri.rpartition("/")[0]
        found.append(uri)
    return [shorten(item) for item in found]


def _number_rows(rows: FromClause, value: Value) -> Column:
    assert isinstance(value, NumberValue)  # noqa: S101 - values are read by kind
    return number_condition(value, rows.c.low, rows.c.high)


def _quantity_rows(rows: FromClause, value: Value) -> Column:
    assert isinstance(value, QuantityValue)  # noqa: S101 - values are read by kind
    parts = [number_condition(value.number, rows.c.low, rows.c.high)]
    if value.system is not None:
        parts.append(rows.c.system == value.system)
    if value.code is not None and value.system is not None:
        parts.append(rows.c.code == value.code)
    elif value.code is not None:
        parts.append(or_(rows.c.code == value.code, rows.c.unit == value.code))
    return and_(*parts)


_EARTH = 6371.0088
_DEGREE = math.pi * _EARTH / 180
"""Kilometres of one degree of latitude."""


def _near_rows(rows: FromClause, value: Value) -> Column:
    """A box around the point, read by index, then the distance within it.

    The distance is that of the plane touching the globe at the point's
    latitude: right to within a few metres at the distances of a search for care.
    """
    assert isinstance(value, NearValue)  # noqa: S101 - values are read by kind
    latitude, longitude = rows.c.latitude, rows.c.longitude
    tall = value.kilometres / _DEGREE
    shrink = max(math.cos(math.radians(value.latitude)), 1e-6)
    wide = tall / shrink
    north = (latitude - value.latitude) * _DEGREE
    east = (longitude - value.longitude) * (_DEGREE * shrink)
    return and_(
        latitude.between(value.latitude - tall, value.latitude + tall),
        longitude.between(value.longitude - wide, value.longitude + wide),
        north * north + east * east <= value.kilometres**2,
    )


def _no_rows(rows: FromClause, value: Value) -> Column:
    raise AssertionError("dates have their own conditions")


_RANGES: dict[str, tuple[Table, Callable[[FromClause, Value], Column]]] = {
    "date": (tables.date_index, _no_rows),
    "number": (tables.number_index, _number_rows),
    "quantity": (tables.quantity_index, _quantity_rows),
    "special": (tables.position_index, _near_rows),
}
