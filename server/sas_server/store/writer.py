"""Writing inside one transaction: versions, resources and their index rows together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Delete, Insert, Table, Update, select, update

from sas_server.store import tables
from sas_server.store.bulk import Bulk
from sas_server.store.content import render
from sas_server.store.instants import Clock
from sas_server.store.numbering import Numbering
from sas_server.store.reader import METHODS, Reader
from sas_server.store.rows import Draft, IndexRows, Stored
from sas_server.store.values import ValueSession

_TICK = 1_000
"""Successive versions of one resource differ by at least this many microseconds."""

_ANCHORS = select(
    tables.resource.c.id,
    tables.resource.c.rid,
    tables.resource.c.version,
    tables.resource.c.updated,
)

Place = tuple[str, str]
"""A resource's type and id; a part's id is `Owner/id#key`."""

Rows = dict[Table, list[tuple[Any, ...]]]

Indexed = tuple[int, IndexRows, Draft]
"""The number of a resource or part, its rows, and the draft they come from."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What the store knows of a place before it is written."""

    rid: int
    version: int
    updated: int


class Writer(Reader):
    """What can be written to a store within one transaction."""

    def __init__(
        self,
        connection: Connection,
        numbering: Numbering,
        values: ValueSession,
        clock: Clock,
        bulk: Bulk,
    ) -> None:
        """Made by `Store.write`."""
        super().__init__(connection, numbering)
        self._values = values
        self._clock = clock
        self._bulk = bulk
        self._before_commit: dict[str, Callable[[Writer], None]] = {}
        self._after_commit: list[Callable[[], None]] = []

    def put(self, drafts: Sequence[Draft]) -> list[Stored]:
        """Stores each draft (all of different places) as the next version of its place."""
        moment = self._clock()
        anchors = self._find_anchors(_places(drafts))
        new = [draft for draft in drafts if (draft.type, draft.id) not in anchors]
        anchors |= self._add_new(new, moment)
        stored = [self._next(draft, anchors[draft.type, draft.id], moment) for draft in drafts]
        self._insert_versions(stored)
        if len(new) < len(drafts):
            known = stored if not new else _without(stored, new)
            self._update_resources(known, tables.LIVE)
            self._unindex([item.rid for item in known if item.version > 1])
        self._index(drafts, {place: anchor.rid for place, anchor in anchors.items()})
        return stored

    def delete(self, type_name: str, id: str) -> Stored | None:
        """Adds a deletion as the next version; None when there is no live resource."""
        found = self.find(type_name, id)
        if found is None or found.deleted:
            return None
        return self.remove([found])[0]

    def remove(self, found: Sequence[Stored]) -> list[Stored]:
        """Adds a deletion as the next version of each; they are live, and current versions."""
        moment = self._clock()
        gone = [
            Stored(
                rid=item.rid,
                type=item.type,
                id=item.id,
                version=item.version + 1,
                updated=max(moment, item.updated + _TICK),
                method="DELETE",
                content=None,
            )
            for item in found
        ]
        self._insert_versions(gone)
        self._update_resources(gone, tables.DELETED)
        self._unindex([item.rid for item in gone])
        return gone

    def index(self, drafts: Sequence[Draft]) -> None:
        """Writes the index rows and facts of resources that are already stored once more."""
        rids = self._anchored(_places(drafts))
        self._unindex(list(rids.values()))
        self._index(drafts, rids)
        self._bulk.update_facts(
            self._connection,
            [(draft.rows.facts or None, rids[draft.type, draft.id]) for draft in drafts],
        )

    def restore(self, versions: Sequence[Stored]) -> None:
        """Writes versions as they were; each resource's last one becomes the current one."""
        rids = self._anchored({(item.type, item.id) for item in versions})
        placed = [item._replace(rid=rids[item.type, item.id]) for item in versions]
        self._insert_versions(placed)
        latest = {item.rid: item for item in sorted(placed, key=lambda item: item.version)}
        for state, gone in ((tables.LIVE, False), (tables.DELETED, True)):
            chosen = [item for item in latest.values() if item.deleted is gone]
            if chosen:
                self._update_resources(chosen, state)

    def insert(self, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
        """Adds rows with all columns of a table."""
        self._bulk.insert(self._connection, table, rows)

    def run(self, statement: Insert | Update | Delete, rows: Sequence[dict[str, Any]] = ()) -> None:
        """Any other change of the store's tables; once for each of `rows`, if there are any."""
        self._connection.execute(statement, rows or None)

    def prove(self, rid: int, version: int) -> None:
        """Notes that a version was proven valid against the definitions in force."""
        table = tables.version
        self._connection.execute(
            update(table)
            .where(table.c.rid == rid, table.c.version == version)
            .values(basis=self.numbering.basis)
        )

    def before_commit(self, key: str, action: Callable[[Writer], None]) -> None:
        """Runs `action` when all else in this transaction is written; once per `key`."""
        self._before_commit[key] = action

    def settle(self) -> None:
        """All is written but what follows from it; called by the store."""
        while self._before_commit:
            key = next(iter(self._before_commit))
            self._before_commit.pop(key)(self)

    def after_commit(self, action: Callable[[], None]) -> None:
        """Runs `action` once this transaction has committed, and only then."""
        self._after_commit.append(action)

    def commit(self) -> None:
        """The transaction has committed; called by the store."""
        self._values.commit()
        for action in self._after_commit:
            action()

    # -- resources and versions ------------------------------------------------

    def _next(self, draft: Draft, anchor: Anchor, moment: int) -> Stored:
        number = anchor.version + 1
        updated = max(moment, anchor.updated + _TICK)
        return Stored(
            rid=anchor.rid,
            type=draft.type,
            id=draft.id,
            version=number,
            updated=updated,
            method=draft.method,
            content=render(draft.resource, draft.id, number, updated),
            basis=draft.basis,
            facts=draft.rows.facts,
        )

    def _add_new(self, drafts: Sequence[Draft], moment: int) -> dict[Place, Anchor]:
        """Resources for drafts of places that were never heard of, as their first version."""
        types = self.numbering.types
        rows = [(types[item.type], item.id, None, tables.LIVE, 1, moment) for item in drafts]
        rids = self._bulk.add_resources(self._connection, rows)
        return {
            (draft.type, draft.id): Anchor(rid, 0, 0)
            for draft, rid in zip(drafts, rids, strict=True)
        }

    def _anchored(self, places: set[Place]) -> dict[Place, int]:
        """The number of every place, new ones inserted."""
        found = {place: anchor.rid for place, anchor in self._find_anchors(places).items()}
        missing = sorted(places - found.keys())
        if missing:
            found |= self._insert_anchors(missing)
        return found

    def _find_anchors(self, places: set[Place]) -> dict[Place, Anchor]:
        table = tables.resource
        by_type: dict[str, list[str]] = defaultdict(list)
        for type_name, id in places:
            by_type[type_name].append(id)
        found: dict[Place, Anchor] = {}
        for type_name, ids in by_type.items():
            query = _ANCHORS.where(
                table.c.type == self.numbering.types[type_name], self.among(table.c.id, ids)
            )
            for id, *anchor in self.rows(query):
                found[type_name, id] = Anchor(*anchor)
        return found

    def _insert_anchors(self, places: Sequence[Place]) -> dict[Place, int]:
        owners = self._find_anchors({_owner(place) for place in places if "#" in place[1]})
        rows = [
            (
                self.numbering.types[place[0]],
                place[1],
                owners[_owner(place)].rid if "#" in place[1] else None,
                tables.ANCHOR,
                0,
                0,
            )
            for place in places
        ]
        rids = self._bulk.add_resources(self._connection, rows)
        return dict(zip(places, rids, strict=True))

    def _insert_versions(self, stored: Iterable[Stored]) -> None:
        types = self.numbering.types
        rows = [
            (
                item.rid,
                types[item.type],
                item.version,
                item.updated,
                METHODS.index(item.method),
                item.basis,
                item.content,
                item.facts or None,
            )
            for item in stored
        ]
        self.insert(tables.version, rows)

    def _update_resources(self, stored: Iterable[Stored], state: int) -> None:
        rows = [(state, item.version, item.updated, item.rid) for item in stored]
        self._bulk.update_resources(self._connection, rows)

    # -- index rows ------------------------------------------------------------

    def _unindex(self, rids: Sequence[int]) -> None:
        """Removes the index rows of resources and of their parts."""
        if not rids:
            return
        resource = tables.resource
        owned = select(resource.c.rid).where(self.among(resource.c.owner, rids))
        parts = [row.rid for row in self.rows(owned)]
        for table in tables.INDEX_TABLES:
            self._bulk.delete(self._connection, table, [*rids, *parts])
        if parts:
            self._bulk.delete(self._connection, resource, parts)

    def _index(self, drafts: Sequence[Draft], known: dict[Place, int]) -> None:
        """Writes the index rows of drafts, whose numbers are `known`."""
        indexed = [(place, rows, draft) for draft in drafts for place, rows in _indexed(draft)]
        places = {place for place, _, _ in indexed}
        # Whatever is indexed together with a date is among the references, too.
        places.update(
            _target(draft, kind, id)
            for _, rows, draft in indexed
            for _, kind, id in rows.references
        )
        rids = known | self._anchored(places - known.keys())
        numbered = [(rids[place], rows, draft) for place, rows, draft in indexed]
        for table, found in {**self._valued(numbered), **_plain(numbered, rids)}.items():
            # Two writings of one reference give the same row.
            self.insert(table, sorted(set(found)))

    def _valued(self, indexed: Sequence[Indexed]) -> Rows:
        """The rows of tokens, strings and uris, whose values get numbers first."""
        tokens = self._values.tokens(set().union(*(rows.tokens for _, rows, _ in indexed)))
        strings = self._values.strings(set().union(*(rows.strings for _, rows, _ in indexed)))
        uris = self._values.uris(set().union(*(rows.uris for _, rows, _ in indexed)))
        return {
            tables.token_index: [
                (rid, key[0], tokens[key]) for rid, rows, _ in indexed for key in rows.tokens
            ],
            tables.string_index: [
                (rid, key[0], strings[key]) for rid, rows, _ in indexed for key in rows.strings
            ],
            tables.uri_index: [
                (rid, key[0], uris[key]) for rid, rows, _ in indexed for key in rows.uris
            ],
        }


def _places(drafts: Iterable[Draft]) -> set[Place]:
    return {(draft.type, draft.id) for draft in drafts}


def _without(stored: Iterable[Stored], drafts: Iterable[Draft]) -> list[Stored]:
    places = _places(drafts)
    return [item for item in stored if (item.type, item.id) not in places]


def _owner(place: Place) -> Place:
    """The place of the resource that contains a part (`Owner/id#key`)."""
    type_name, _, rest = place[1].partition("/")
    return type_name, rest.partition("#")[0]


def _part_place(draft: Draft, type_name: str, key: str) -> Place:
    return type_name or draft.type, f"{draft.type}/{draft.id}#{key}"


def _indexed(draft: Draft) -> list[tuple[Place, IndexRows]]:
    """The resource's own rows and those of its parts, each with its place."""
    if not draft.rows.parts:
        return [((draft.type, draft.id), draft.rows)]
    parts = [(_part_place(draft, part.type, part.key), part.rows) for part in draft.rows.parts]
    return [((draft.type, draft.id), draft.rows), *parts]


def _target(draft: Draft, type_name: str, id: str) -> Place:
    return _part_place(draft, type_name, id[1:]) if id.startswith("#") else (type_name, id)


def _plain(indexed: Sequence[Indexed], rids: dict[Place, int]) -> Rows:
    """The rows that need no number but those of other places."""
    return {
        tables.date_index: [(rid, *row) for rid, rows, _ in indexed for row in rows.dates],
        tables.number_index: [(rid, *row) for rid, rows, _ in indexed for row in rows.numbers],
        tables.quantity_index: [(rid, *row) for rid, rows, _ in indexed for row in rows.quantities],
        tables.position_index: [(rid, *row) for rid, rows, _ in indexed for row in rows.positions],
        tables.reference_index: [
            (rid, parameter, rids[_target(draft, kind, id)])
            for rid, rows, draft in indexed
            for parameter, kind, id in rows.references
        ],
        tables.reference_date_index: [
            (rid, parameter, rids[_target(draft, kind, id)], low, high)
            for rid, rows, draft in indexed
            for parameter, kind, id, low, high in rows.reference_dates
        ],
    }
