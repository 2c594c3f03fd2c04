"""Searching the audit trail, straight in its table.

Spec: https://hl7.org/fhir/R4/auditevent.html#search
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from sas_server.audit.events import DICOM, SIGN_IN, SUBTYPE_SYSTEM, TYPE_SYSTEM
from sas_server.refusals.catalogue import BAD_MODIFIER, BAD_VALUE
from sas_server.refusals.refusal import Refused
from sas_server.search.dates import parse_interval
from sas_server.search.escaping import split_escaped, unescape
from sas_server.store import tables
from sas_server.store.reader import Reader

_table = tables.audit_event

AUDIT_PARAMETERS = {
    "_id": "token",
    "_lastUpdated": "date",
    "action": "token",
    "address": "string",
    "agent-name": "string",
    "date": "date",
    "entity": "reference",
    "outcome": "token",
    "subtype": "token",
    "type": "token",
}
"""Search parameter -> its kind."""

_PREFIXES = ("eq", "ne", "gt", "lt", "ge", "le", "sa", "eb")

_SYSTEMS = {
    "action": "http://hl7.org/fhir/audit-event-action",
    "outcome": "http://hl7.org/fhir/audit-event-outcome",
    "subtype": SUBTYPE_SYSTEM,
    "type": TYPE_SYSTEM,
}

Condition = ColumnElement[bool]


def find_events(
    reader: Reader, conditions: Collection[Condition], before: int | None, limit: int, *, up: bool
) -> list[Any]:
    """Rows of the trail, newest first (`up`: oldest first), those past `before` only."""
    query = _where(select(_table), conditions)
    if before is not None:
        query = query.where(_table.c.seq > before if up else _table.c.seq < before)
    order = _table.c.seq.asc() if up else _table.c.seq.desc()
    return list(reader.rows(query.order_by(order).limit(limit)))


def count_events(reader: Reader, conditions: Collection[Condition]) -> int:
    """How many rows meet all conditions."""
    query = _where(select(func.count().label("total")).select_from(_table), conditions)
    return int(reader.rows(query)[0].total)


def find_event(reader: Reader, id: str) -> Any | None:
    """One row by the event's id."""
    seq = _seq(id)
    rows = [] if seq is None else reader.rows(select(_table).where(_table.c.seq == seq))
    return rows[0] if rows else None


def read_condition(name: str, value: str, zone: ZoneInfo, bases: Collection[str]) -> Condition:
    """What a search parameter asks for. Raises Refused (400); KeyError for an unknown one."""
    code, _, modifier = name.partition(":")
    kind = AUDIT_PARAMETERS[code]
    if modifier and not (kind == "string" and modifier in ("exact", "contains")):
        raise Refused(BAD_MODIFIER, name=name, modifier=modifier, allowed="exact, contains")
    values = [unescape(part.strip()) for part in split_escaped(value, ",")]
    if kind == "date":
        return or_(*(_date(code, text, zone) for text in values))
    if kind == "string":
        return or_(*(_string(_STRINGS[code], text, modifier) for text in values))
    if kind == "reference":
        return _table.c.entity.in_([_relative(text, bases) for text in values])
    return or_(*(_token(code, text) for text in values))


def _where(query: Select[Any], conditions: Collection[Condition]) -> Select[Any]:
    return query.where(and_(*conditions)) if conditions else query


_STRINGS: Mapping[str, ColumnElement[str]] = {
    "address": _table.c.address,
    "agent-name": _table.c.agent,
}


def _string(column: ColumnElement[str], text: str, modifier: str) -> Condition:
    if modifier == "exact":
        return column == text
    folded = func.lower(column)
    if modifier == "contains":
        return folded.contains(text.lower(), autoescape=True)
    return folded.startswith(text.lower(), autoescape=True)


def _token(code: str, text: str) -> Condition:
    system, bar, value = text.rpartition("|")
    signs_in = _table.c.interaction == SIGN_IN
    if (code, value) in (("type", "110114"), ("subtype", "110122")):
        return signs_in if not bar or system == DICOM else _NOTHING
    if bar and system != _SYSTEMS.get(code, ""):
        return _NOTHING
    if code == "_id":
        seq = _seq(value)
        return _NOTHING if seq is None else _table.c.seq == seq
    if code == "type":
        return _table.c.interaction != SIGN_IN if value == "rest" else _NOTHING
    if code == "outcome":
        return _table.c.outcome == int(value) if value in ("0", "4", "8", "12") else _NOTHING
    column = _table.c.action if code == "action" else _table.c.interaction
    return column == value


_NOTHING: Condition = _table.c.seq < 0


def _date(code: str, text: str, zone: ZoneInfo) -> Condition:
    prefix, moment = (text[:2], text[2:]) if text[:2] in _PREFIXES else ("eq", text)
    try:
        low, high = parse_interval(moment.replace(" ", "+"), zone)
    except ValueError as error:
        expected = "2026-11-21, ge2026-11-21T09:00:00Z"
        raise Refused(BAD_VALUE, name=code, value=text, expected=expected) from error
    return _COMPARISONS[prefix](low, high)


_recorded = _table.c.recorded

_COMPARISONS: Mapping[str, Callable[[int, int], Condition]] = {
    "eq": lambda low, high: _recorded.between(low, high),
    "ne": lambda low, high: or_(_recorded < low, _recorded > high),
    "gt": lambda low, high: _recorded > high,
    "sa": lambda low, high: _recorded > high,
    "ge": lambda low, high: _recorded >= low,
    "lt": lambda low, high: _recorded < low,
    "eb": lambda low, high: _recorded < low,
    "le": lambda low, high: _recorded <= high,
}


def _relative(reference: str, bases: Collection[str]) -> str:
    """`Type/id` of a reference to this server; others as they are, which nothing matches."""
    for base in bases:
        if base and reference.startswith(f"{base}/"):
            return reference.removeprefix(f"{base}/")
    return reference


def _seq(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
