"""The packages' conformance resources, read-only: read and search.

They are not in the store: they change with the packages, not with requests.

Spec: https://hl7.org/fhir/R4/http.html#read, spec/architecture ("Contract")
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sas_server.refusals.catalogue import BAD_MODIFIER, NOT_FOUND, UNKNOWN_PARAMETER
from sas_server.refusals.refusal import Refused, refused_parameter
from sas_server.rest.bundles import bundle, link_url
from sas_server.rest.changes import SimpleWork, reads
from sas_server.rest.conditions import has_version
from sas_server.rest.conforming import STRINGS, TOKENS, URIS, Criterion
from sas_server.rest.exchange import Answer, Asked
from sas_server.rest.facade import Facade
from sas_server.rest.messages import IGNORED_UNKNOWN
from sas_server.rest.outcomes import issue, outcome
from sas_server.rest.paging import page_size
from sas_server.rest.reading import subset
from sas_server.rest.subsets import is_reduced
from sas_server.search.escaping import split_escaped, unescape
from sas_server.search.parsing import PAGE
from sas_server.search.query import Query
from sas_server.store.reader import Reader
from sas_server.store.rows import Resource

_RESULTS = ("_count", "_summary", "_elements", "_total", "_format", "_pretty", PAGE)


def prepare_conformance_read(facade: Facade, asked: Asked, type_name: str, id: str) -> SimpleWork:
    """One definition; it changes with the definitions as a whole."""
    etag = facade.definitions.digest[:16]

    def action(_: Reader) -> Answer:
        resource = facade.conformance.find(type_name, id)
        if resource is None:
            raise Refused(NOT_FOUND, type=type_name, id=id)
        if has_version(asked, etag):
            return Answer(304, etag=etag)
        return subset(facade, asked, Answer(200, resource, etag=etag))

    return reads(action)


def prepare_conformance_search(facade: Facade, asked: Asked, type_name: str) -> SimpleWork:
    """The definitions that meet the criteria."""
    criteria, ignored, used = [], [], []
    for name, value in asked.query:
        if name in _RESULTS:
            used.append((name, value))
            continue
        criterion = _read_criterion(name, value)
        if criterion is None and asked.strict:
            raise refused_parameter(UNKNOWN_PARAMETER, name, type=type_name)
        if criterion is None:
            ignored.append(name)
        else:
            criteria.append(criterion)
            used.append((name, value))
    results = facade.parser(asked.base).parse(
        "Slot", [item for item in used if item[0] in _RESULTS]
    )
    query = replace(results, type=type_name, used=tuple(used))

    def action(_: Reader) -> Answer:
        ids = facade.conformance.search(type_name, criteria)
        return Answer(200, _searchset(facade, asked, query, ids, ignored))

    return reads(action)


def _read_criterion(name: str, value: str) -> Criterion | None:
    code, _, modifier = name.partition(":")
    element = (TOKENS | STRINGS | URIS).get(code)
    if element is None or not value:
        return None
    allowed = ("exact", "contains") if code in STRINGS else ()
    if modifier and modifier not in allowed:
        raise Refused(BAD_MODIFIER, name=name, modifier=modifier, allowed=", ".join(allowed) or "-")
    values = tuple(unescape(part.strip()) for part in split_escaped(value, ","))
    return Criterion(element, modifier, values)


def _searchset(
    facade: Facade, asked: Asked, query: Query, ids: Sequence[str], ignored: Sequence[str]
) -> Resource:
    size = page_size(facade.settings, query.count, strict=asked.strict)
    if query.summary == "count":
        size = 0
    offset = _offset(asked)
    shown = ids[offset : offset + size]
    entries = [*_entries(facade, asked, query, shown), *_note(facade, asked, ignored)]
    links = [("self", link_url(asked.base, query.type, query.used))]
    if size and offset + size < len(ids):
        following = [item for item in query.used if item[0] != PAGE]
        following.append((PAGE, str(offset + size)))
        links.append(("next", link_url(asked.base, query.type, following)))
    id = facade.new_id()
    return bundle("searchset", id=id, links=links, entries=entries, total=len(ids))


def _offset(asked: Asked) -> int:
    text = dict(asked.query).get(PAGE, "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _entries(
    facade: Facade, asked: Asked, query: Query, ids: Sequence[str]
) -> Iterator[dict[str, Any]]:
    reduced = is_reduced(query.summary, query.elements)
    for id in ids:
        resource = facade.conformance.find(query.type, id) or {}
        if reduced:
            resource = facade.subsetter.reduce(resource, query.summary, query.elements)
        yield {
            "fullUrl": f"{asked.base}/{query.type}/{id}",
            "resource": resource,
            "search": {"mode": "match"},
        }


def _note(facade: Facade, asked: Asked, ignored: Sequence[str]) -> Iterator[dict[str, Any]]:
    if ignored:
        id = facade.new_id()
        issues = [issue(IGNORED_UNKNOWN, asked.language, name=name) for name in ignored]
        yield {
            "fullUrl": f"urn:uuid:{id}",
            "resource": {**outcome(issues), "id": id},
            "search": {"mode": "outcome"},
        }
