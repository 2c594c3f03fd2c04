"""Numbers of the values that index rows point to, each value kept once.

A value's number never changes and values are never removed, so what has been
committed may be remembered by a process for as long as it runs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, insert, select

from sas_server.store import tables

CHUNK = 500
"""Values in one IN list: few enough for every engine's limit of variables."""

KEY_LENGTH = 300
"""Longer texts don't fit a PostgreSQL index entry; see `shorten`."""

CACHE_LIMIT = 200_000

_Item = TypeVar("_Item")
Key = tuple[Any, ...]


def shorten(text: str) -> str:
    """`text` as an index key that is compared as a whole: long ones end in their hash."""
    if len(text) <= KEY_LENGTH:
        return text
    return text[: KEY_LENGTH - 64] + hashlib.sha256(text.encode()).hexdigest()


def chunks(items: Iterable[_Item], size: int = CHUNK) -> Iterator[list[_Item]]:
    """`items` in lists of at most `size`."""
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk


class ValueNumbers:
    """The numbers of one value table's rows, looked up or given out."""

    def __init__(self, table: Table, columns: Sequence[str]) -> None:
        """`columns` make up the key; the last but `exact` ones are few in kind."""
        self._table = table
        self._columns = columns
        self._committed: dict[Key, int] = {}

    def resolve(self, connection: Connection, keys: Collection[Key]) -> dict[Key, int]:
        """The number of every key, new ones inserted."""
        known = self._committed
        found = {key: known[key] for key in keys if key in known}
        missing = [key for key in keys if key not in known]
        if missing:
            found |= self._select(connection, missing)
            fresh = sorted(key for key in missing if key not in found)
            if fresh:
                found |= self._insert(connection, fresh)
        return found

    def remember(self, numbers: dict[Key, int]) -> None:
        """Keeps numbers that are known to be committed."""
        if len(self._committed) > CACHE_LIMIT:
            self._committed.clear()
        self._committed.update(numbers)

    def _select(self, connection: Connection, keys: list[Key]) -> dict[Key, int]:
        """One statement per group of keys that differ in one column only."""
        columns = [self._table.c[name] for name in self._columns]
        pivot = self._columns.index(_pivot(self._columns))
        wanted = set(keys)
        found: dict[Key, int] = {}

        def group_of(key: Key) -> Key:
            return key[:pivot]

        for group, members in groupby(sorted(keys, key=group_of), key=group_of):
            fixed: list[ColumnElement[bool]] = [
                columns[index] == value for index, value in enumerate(group)
            ]
            for chunk in chunks({key[pivot] for key in members}):
                query = select(self._table.c.id, *columns).where(*fixed, columns[pivot].in_(chunk))
                for number, *values in connection.execute(query):
                    if tuple(values) in wanted:
                        found[tuple(values)] = number
        return found

    def _insert(self, connection: Connection, keys: list[Key]) -> dict[Key, int]:
        columns = [self._table.c[name] for name in self._columns]
        rows = [dict(zip(self._columns, key, strict=True)) for key in keys]
        inserted = connection.execute(
            insert(self._table).returning(self._table.c.id, *columns), rows
        )
        return {tuple(values): number for number, *values in inserted}


def _pivot(columns: Sequence[str]) -> str:
    """The column whose values vary most within one group."""
    return next(name for name in ("code", "folded", "uri") if name in columns)


class Values:
    """All value tables, and what one transaction has looked up in them."""

    def __init__(self) -> None:
        self._systems = ValueNumbers(tables.code_system, ("uri",))
        self._tokens = ValueNumbers(tables.token_value, ("parameter", "system", "code"))
        self._strings = ValueNumbers(tables.string_value, ("parameter", "folded", "exact"))
        self._uris = ValueNumbers(tables.uri_value, ("parameter", "uri"))

    def session(self, connection: Connection) -> ValueSession:
        """Look-ups within one transaction; `commit` them when it has committed."""
        return ValueSession(connection, self._systems, self._tokens, self._strings, self._uris)


class ValueSession:
    """Numbers looked up within one transaction."""

    def __init__(
        self,
        connection: Connection,
        systems: ValueNumbers,
        tokens: ValueNumbers,
        strings: ValueNumbers,
        uris: ValueNumbers,
    ) -> None:
        """Made by `Values.session`."""
        self._connection = connection
        self._systems = systems
        self._tokens = tokens
        self._strings = strings
        self._uris = uris
        self._after_commit: list[Callable[[], None]] = []

    def tokens(self, keys: set[tuple[int, str, str]]) -> dict[tuple[int, str, str], int]:
        """Numbers of (parameter, system or "", code)."""
        systems = self._resolve(self._systems, {(system,) for _, system, _ in keys if system})
        by_key = {key: (key[0], systems[key[1],] if key[1] else 0, shorten(key[2])) for key in keys}
        numbers = self._resolve(self._tokens, set(by_key.values()))
        return {key: numbers[value] for key, value in by_key.items()}

    def strings(self, keys: set[tuple[int, str, str]]) -> dict[tuple[int, str, str], int]:
        """Numbers of (parameter, folded, exact)."""
        by_key = {key: (key[0], key[1][:KEY_LENGTH], shorten(key[2])) for key in keys}
        numbers = self._resolve(self._strings, set(by_key.values()))
        return {key: numbers[value] for key, value in by_key.items()}

    def uris(self, keys: set[tuple[int, str]]) -> dict[tuple[int, str], int]:
        """Numbers of (parameter, uri)."""
        by_key = {key: (key[0], shorten(key[1])) for key in keys}
        numbers = self._resolve(self._uris, set(by_key.values()))
        return {key: numbers[value] for key, value in by_key.items()}

    def commit(self) -> None:
        """The transaction has committed: its numbers may be remembered."""
        for remember in self._after_commit:
            remember()

    def _resolve(self, table: ValueNumbers, keys: Collection[Key]) -> dict[Any, int]:
        if not keys:
            return {}
        numbers = table.resolve(self._connection, keys)
        self._after_commit.append(lambda: table.remember(numbers))
        return numbers
