"""search-type: run a query, keep its result for later pages, put the bundle together.

The first page finds all matches at once (numbers only), so the total is exact;
when there are more pages the numbers are kept and every match is shown once,
whatever is written meanwhile. Later pages leave out what no longer matches.

Spec: https://hl7.org/fhir/R4/http.html#search and https://hl7.org/fhir/R4/search.html
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sas_server.refusals.catalogue import PAGE_EXPIRED
from sas_server.refusals.refusal import Refused
from sas_server.rest.bundles import bundle, link_url
from sas_server.rest.exchange import Answer, Asked, Verbatim
from sas_server.rest.facade import Facade
from sas_server.rest.flows import Searchset
from sas_server.rest.messages import (
    IGNORED_EMPTY,
    IGNORED_UNKNOWN,
    NO_LONGER_VALID,
    WITHHELD_FROM_SEARCH,
)
from sas_server.rest.outbound import unproven
from sas_server.rest.outcomes import issue, outcome
from sas_server.rest.paging import page_size
from sas_server.rest.subsets import is_reduced, reduce_contents
from sas_server.search.including import Includer
from sas_server.search.parsing import PAGE
from sas_server.search.query import Query
from sas_server.store.reader import Reader
from sas_server.store.results import keep_result, read_result
from sas_server.store.rows import Resource, Stored


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a kept result a page starts; `name` is "" before anything is kept."""

    name: str
    offset: int


@dataclass(frozen=True, slots=True)
class Found:
    """One page: its matches and includes, how many matches there are in all.

    `all_rids` are the numbers of all matches, on the first page only.
    """

    total: int
    matches: Sequence[Stored]
    includes: Sequence[Stored]
    all_rids: Sequence[int]


@dataclass(frozen=True)
class Search:
    """A query that is ready to run."""

    facade: Facade
    asked: Asked
    query: Query
    place: Place
    size: int
    only_counts: bool = False
    writes = False
    keys = ()

    def run(self, reader: Reader) -> Answer:
        """The searchset; within a bundle it is cut to one page without a next link."""
        return self._answer(self._find(reader), None)

    def perform(self) -> Answer:
        """The searchset, with links to the other pages."""
        found = self.facade.store.read(self._find)
        name = self.place.name or None
        if len(found.all_rids) > self.size > 0:
            name = self._keep(found.all_rids)
        return self._answer(found, name)

    # -- finding ---------------------------------------------------------------

    def _find(self, reader: Reader) -> Found:
        if self.size == 0:
            total = reader.rows(self.facade.compiler(reader).count(self.query))[0][0]
            return Found(int(total), (), (), ())
        if self.place.name:
            return self._find_page(reader)
        rids = [row.rid for row in reader.rows(self.facade.compiler(reader).matches(self.query))]
        return self._load(reader, len(rids), rids[: self.size], rids)

    def _find_page(self, reader: Reader) -> Found:
        now = self.facade.store.clock()
        kept = read_result(
            reader, self.place.name, self._digest(), self.place.offset, self.size, now
        )
        if kept is None:
            raise Refused(PAGE_EXPIRED)
        compiler = self.facade.compiler(reader)
        still = {row.rid for row in reader.rows(compiler.among(self.query, kept.rids))}
        return self._load(reader, kept.total, [rid for rid in kept.rids if rid in still], ())

    def _load(
        self, reader: Reader, total: int, rids: Sequence[int], all_rids: Sequence[int]
    ) -> Found:
        included: list[int] = []
        if self.query.includes and self.query.summary != "text":
            parameters = self.facade.definitions.parameters
            limit = self.facade.settings.max_includes
            included = Includer(reader, parameters, limit).follow(self.query, rids)
        contents = reader.contents([*rids, *included])
        return Found(
            total,
            [contents[rid] for rid in rids if rid in contents],
            [contents[rid] for rid in included if rid in contents],
            all_rids,
        )

    def _keep(self, rids: Sequence[int]) -> str:
        now = self.facade.store.clock()
        expires = now + self.facade.settings.page_lifetime * 1_000_000
        digest = self._digest()
        return self.facade.store.write(
            lambda writer: keep_result(writer, digest, rids, now, expires)
        )

    def _digest(self) -> str:
        """Identifies the search, so that a kept result only serves its own pages."""
        text = json.dumps([self.query.type, self.query.used])
        return hashlib.sha256(text.encode()).hexdigest()

    # -- answering -------------------------------------------------------------

    def _answer(self, found: Found, name: str | None) -> Answer:
        facade, query = self.facade, self.query
        bad = unproven(facade, [*found.matches, *found.includes])
        hidden = {item.rid for item in bad} if facade.settings.outbound == "withhold" else set()
        matches = [item for item in found.matches if item.rid not in hidden]
        total = found.total if name else found.total - len(found.matches) + len(matches)
        searchset = Searchset(
            total=None if query.total == "none" else total,
            matches=matches,
            includes=[item for item in found.includes if item.rid not in hidden],
            self_link=self._self_link(),
        )
        for flow in facade.flows:
            searchset = flow.complete(query, searchset)
        if self.only_counts:
            profile = () if searchset.total else searchset.profile
            searchset = replace(searchset, matches=(), includes=(), order=(), profile=profile)
        entries = [*self._ordered_entries(searchset), *self._notes(bad, len(hidden))]
        links = [("self", searchset.self_link), *self._page_links(found.total, name)]
        content = bundle(
            "searchset",
            id=facade.new_id(),
            links=links,
            entries=entries,
            total=searchset.total,
            profile=searchset.profile,
        )
        return Answer(200, content)

    def _ordered_entries(self, searchset: Searchset) -> list[dict[str, Any]]:
        """Matches and includes, in the order that a flow has given, if any."""
        entries = [
            *self._entries(searchset.matches, "match"),
            *self._entries(searchset.includes, "include"),
        ]
        if not searchset.order:
            return entries
        stored = [*searchset.matches, *searchset.includes]
        by_rid = {item.rid: entry for item, entry in zip(stored, entries, strict=True)}
        return [by_rid[rid] for rid in searchset.order]

    def _entries(self, stored: Sequence[Stored], mode: str) -> list[dict[str, Any]]:
        contents = [item.content or b"" for item in stored]
        query = self.query
        reduced = is_reduced(query.summary, query.elements)
        if reduced and not (query.elements and mode == "include"):
            contents = reduce_contents(
                self.facade.subsetter, contents, query.summary, query.elements
            )
        base = self.asked.base
        return [
            {
                "fullUrl": f"{base}/{item.type}/{item.id}",
                "resource": Verbatim(content),
                "search": {"mode": mode},
            }
            for item, content in zip(stored, contents, strict=True)
        ]

    def _notes(self, bad: Sequence[Stored], hidden: int) -> list[dict[str, Any]]:
        """What the client should know about the search, as an outcome entry."""
        language = self.asked.language
        issues: list[Resource] = []
        for ignored in self.query.ignored:
            message = IGNORED_EMPTY if ignored.reason == "empty" else IGNORED_UNKNOWN
            issues.append(issue(message, language, name=ignored.name))
        if hidden:
            issues.append(issue(WITHHELD_FROM_SEARCH, language, count=hidden))
        else:
            issues += [
                issue(NO_LONGER_VALID, language, place=f"{item.type}/{item.id}") for item in bad
            ]
        if not issues:
            return []
        id = self.facade.new_id()
        note = {**outcome(issues), "id": id}
        return [{"fullUrl": f"urn:uuid:{id}", "resource": note, "search": {"mode": "outcome"}}]

    # -- links -----------------------------------------------------------------

    def _self_link(self) -> str:
        """The search as processed: the text of the request unless parts were ignored or renamed."""
        asked = self.asked
        renamed = {name for name, _ in self.query.used} - {name for name, _ in asked.query}
        if asked.raw_query and not self.query.ignored and not renamed:
            return f"{asked.base}/{asked.path}?{asked.raw_query}"
        pairs: list[tuple[str, str]] = list(self.query.used)
        if self.place.name:
            pairs.append(self._page_pair(self.place.name, self.place.offset))
        return link_url(asked.base, self.query.type, pairs)

    def _page_links(self, total: int, name: str | None) -> list[tuple[str, str]]:
        if name is None:
            return []
        offset, size = self.place.offset, self.size
        last = (total - 1) // size * size
        links = [("first", 0)]
        if offset > 0:
            links.append(("previous", max(0, offset - size)))
        if offset + size < total:
            links.append(("next", offset + size))
        links.append(("last", last))
        return [(relation, self._page_url(name, start)) for relation, start in links]

    def _page_url(self, name: str, offset: int) -> str:
        pairs = [*self.query.used, self._page_pair(name, offset)]
        return link_url(self.asked.base, self.query.type, pairs)

    def _page_pair(self, name: str, offset: int) -> tuple[str, str]:
        return PAGE, f"{name}.{offset}"


def prepare_search(facade: Facade, asked: Asked, type_name: str) -> Search:
    """Reads a search; raises Refused for what can't be read or is not allowed."""
    query = facade.parser(asked.base).parse(type_name, asked.query, strict=asked.strict)
    for flow in facade.flows:
        query = flow.prepare(query, asked)
    one_page = any(flow.is_one_page(query) for flow in facade.flows)
    size = page_size(facade.settings, query.count, strict=asked.strict)
    only_counts = size == 0 or query.summary == "count"
    if one_page:
        # Its flow decides what counts, so even a count has to find everything.
        size = 2**31
    elif only_counts:
        size = 0
    return Search(facade, asked, query, _place(asked), size, only_counts)


def _place(asked: Asked) -> Place:
    for name, value in asked.query:
        if name == PAGE:
            result, _, offset = value.rpartition(".")
            if result and offset.isascii() and offset.isdigit() and len(offset) < 10:
                return Place(result, int(offset))
            raise Refused(PAGE_EXPIRED)
    return Place("", 0)
