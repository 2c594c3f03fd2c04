"""read and search-type of AuditEvent, for those who may (audit/readers.py).

Spec: https://hl7.org/fhir/R4/auditevent.html
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sas_server.audit.events import audit_event
from sas_server.audit.searching import (
    AUDIT_PARAMETERS,
    Condition,
    count_events,
    find_event,
    find_events,
    read_condition,
)
from sas_server.refusals.catalogue import (
    AUDIT_FORBIDDEN,
    BAD_VALUE,
    NOT_FOUND,
    PAGE_EXPIRED,
    UNKNOWN_PARAMETER,
)
from sas_server.refusals.refusal import Refused, refused_parameter
from sas_server.rest.bundles import bundle, link_url
from sas_server.rest.changes import SimpleWork, reads
from sas_server.rest.exchange import Answer, Asked
from sas_server.rest.facade import Facade
from sas_server.rest.messages import IGNORED_UNKNOWN
from sas_server.rest.outcomes import issue, outcome
from sas_server.rest.paging import page_size
from sas_server.rest.subsets import is_reduced
from sas_server.search.parsing import PAGE
from sas_server.search.query import Query
from sas_server.store.reader import Reader

_RESULTS = ("_count", "_summary", "_elements", "_total")
_UNTOLD = ("_format", "_pretty")
_ORDERS = ("date", "-date", "_lastUpdated", "-_lastUpdated")


@dataclass(frozen=True)
class _Search:
    """A search of the trail, read."""

    query: Query
    conditions: Sequence[Condition]
    used: Sequence[tuple[str, str]]
    ignored: Sequence[str]
    oldest_first: bool
    page: int | None


def prepare_audit_read(facade: Facade, asked: Asked, type_name: str, id: str) -> SimpleWork:
    """One event."""
    _check_reader(facade, asked)

    def action(reader: Reader) -> Answer:
        row = find_event(reader, id)
        if row is None:
            raise Refused(NOT_FOUND, type=type_name, id=id)
        return Answer(200, audit_event(row), etag="1", modified=row.recorded)

    return reads(action)


def prepare_audit_search(facade: Facade, asked: Asked, type_name: str) -> SimpleWork:
    """The events that meet all criteria, newest first."""
    _check_reader(facade, asked)
    search = _read(facade, asked, type_name)
    size = page_size(facade.settings, search.query.count, strict=asked.strict)
    if search.query.summary == "count":
        size = 0

    def action(reader: Reader) -> Answer:
        rows = find_events(reader, search.conditions, search.page, size + 1, up=search.oldest_first)
        links = [("self", link_url(asked.base, type_name, search.used))]
        if size and len(rows) > size:
            pairs = [item for item in search.used if item[0] != PAGE]
            pairs.append((PAGE, str(rows[size - 1].seq)))
            links.append(("next", link_url(asked.base, type_name, pairs)))
        counted = search.query.total != "none"
        found = bundle(
            "searchset",
            id=facade.new_id(),
            links=links,
            entries=[
                *(_entry(facade, asked, search.query, row) for row in rows[:size]),
                *_notes(facade, asked, search.ignored),
            ],
            total=count_events(reader, search.conditions) if counted else None,
        )
        return Answer(200, found)

    return reads(action)


def _check_reader(facade: Facade, asked: Asked) -> None:
    if not asked.agent.audits:
        raise Refused(AUDIT_FORBIDDEN)
    if facade.audit is not None:
        # What this process has answered so far is to be found.
        facade.audit.flush()


def _read(facade: Facade, asked: Asked, type_name: str) -> _Search:
    bases = {asked.base, facade.settings.public_base.rstrip("/")}
    results: list[tuple[str, str]] = []
    conditions, used, ignored = [], [], []
    oldest_first, page = False, None
    for name, value in asked.query:
        if name in _UNTOLD:
            used.append((name, value))
        elif name in _RESULTS:
            results.append((name, value))
            used.append((name, value))
        elif name == "_sort":
            oldest_first = _is_upward(value)
            used.append((name, value))
        elif name == PAGE:
            page = _page(value)
            used.append((name, value))
        elif name.partition(":")[0] in AUDIT_PARAMETERS and value:
            conditions.append(read_condition(name, value, facade.zone, bases))
            used.append((name, value))
        elif asked.strict:
            raise refused_parameter(UNKNOWN_PARAMETER, name, type=type_name)
        else:
            ignored.append(name)
    # Any type will do: these parameters mean the same for all.
    query = replace(facade.parser(asked.base).parse("Slot", results), type=type_name)
    return _Search(query, conditions, used, ignored, oldest_first, page)


def _is_upward(value: str) -> bool:
    if value not in _ORDERS:
        raise Refused(BAD_VALUE, name="_sort", value=value, expected=", ".join(_ORDERS))
    return not value.startswith("-")


def _page(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 19):
        raise Refused(PAGE_EXPIRED)
    return int(value)


def _entry(facade: Facade, asked: Asked, query: Query, row: Any) -> dict[str, Any]:
    resource = audit_event(row)
    if is_reduced(query.summary, query.elements):
        resource = facade.subsetter.reduce(resource, query.summary, query.elements)
    return {
        "fullUrl": f"{asked.base}/{query.type}/{row.seq}",
        "resource": resource,
        "search": {"mode": "match"},
    }


def _notes(facade: Facade, asked: Asked, ignored: Sequence[str]) -> list[dict[str, Any]]:
    if not ignored:
        return []
    id = facade.new_id()
    issues = [issue(IGNORED_UNKNOWN, asked.language, name=name) for name in ignored]
    note = {**outcome(issues), "id": id}
    return [{"fullUrl": f"urn:uuid:{id}", "resource": note, "search": {"mode": "outcome"}}]
