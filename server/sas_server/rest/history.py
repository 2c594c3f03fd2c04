"""history of an instance, of a type, of everything.

A page link names the last entry of the page before, so pages are stable
whatever is written meanwhile.

Spec: https://hl7.org/fhir/R4/http.html#history
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sas_server.refusals.catalogue import BAD_VALUE, NOT_FOUND, UNKNOWN_PARAMETER
from sas_server.refusals.refusal import Refused, parameter_place, refused_parameter
from sas_server.rest.bundles import bundle, link_url
from sas_server.rest.changes import SimpleWork, reads
from sas_server.rest.exchange import Answer, Asked, Verbatim
from sas_server.rest.facade import Facade
from sas_server.rest.paging import page_size
from sas_server.search.dates import parse_interval
from sas_server.search.parsing import NOT_CRITERIA
from sas_server.store.instants import to_instant
from sas_server.store.reader import HistoryEntry, HistoryScope, Reader

_AFTER = "_after"
"""Our own parameter in page links: the last entry seen."""

_PARAMETERS = frozenset({"_count", "_since", "_at", _AFTER, *NOT_CRITERIA})
"""What is understood; `_list` is not. The others are ignored and not in the links."""


def prepare_history(
    facade: Facade, asked: Asked, type_name: str | None = None, id: str | None = None
) -> SimpleWork:
    """The versions of an instance, a type (no `id`) or everything (no `type_name`)."""
    _check_known(asked)
    scope = _scope(facade, asked, type_name, id)
    size = page_size(facade.settings, _single(asked, "_count"), strict=asked.strict)

    def action(reader: Reader) -> Answer:
        if type_name is not None and id is not None and reader.find(type_name, id) is None:
            raise Refused(NOT_FOUND, type=type_name, id=id)
        total = reader.count_history(scope)
        found = reader.history(scope, size + 1) if size else []
        entries = [_entry(asked.base, version) for version in found[:size]]
        place = found[size - 1].place if len(found) > size else None
        links = _links(asked, place)
        return Answer(200, bundle("history", links=links, entries=entries, total=total))

    return reads(action)


def _scope(facade: Facade, asked: Asked, type_name: str | None, id: str | None) -> HistoryScope:
    zone = ZoneInfo(facade.settings.zone)
    since, at = _single(asked, "_since"), _single(asked, "_at")
    try:
        low = None if since is None else parse_interval(since.replace(" ", "+"), zone).low
        span = None if at is None else parse_interval(at.replace(" ", "+"), zone)
    except ValueError as error:
        names = [name for name, value in (("_since", since), ("_at", at)) if value]
        raise Refused(
            BAD_VALUE,
            at=[parameter_place(name) for name in names],
            name=", ".join(names),
            value=since or at,
            expected="an instant",
        ) from error
    return HistoryScope(
        type=type_name,
        id=id,
        since=low,
        current_from=None if span is None else span.low,
        until=None if span is None else span.high,
        before=_before(asked),
    )


def _check_known(asked: Asked) -> None:
    """Raises Refused (400) for a parameter that histories don't have, if handling is strict."""
    unknown = next((name for name, _ in asked.query if name not in _PARAMETERS), None)
    if asked.strict and unknown is not None:
        raise refused_parameter(UNKNOWN_PARAMETER, unknown, type="_history")


def _single(asked: Asked, name: str) -> str | None:
    """The value of a parameter that may stand once."""
    values = [value for key, value in asked.query if key == name and value]
    if len(values) > 1:
        given = ", ".join(values)
        raise refused_parameter(BAD_VALUE, name, value=given, expected="one value")
    return values[0] if values else None


def _before(asked: Asked) -> tuple[int, int] | None:
    text = _single(asked, _AFTER)
    if text is None:
        return None
    updated, _, seq = text.partition(".")
    if not (updated.isdigit() and seq.isdigit()):
        raise Refused(BAD_VALUE, name=_AFTER, value=text, expected="a link of a history")
    return int(updated), int(seq)


def _links(asked: Asked, place: tuple[int, int] | None) -> Sequence[tuple[str, str]]:
    used = [item for item in asked.query if item[0] in _PARAMETERS]
    shown = [item for item in used if item[0] != _AFTER]
    links = [("self", link_url(asked.base, asked.path, used))]
    if place is not None:
        following = [*shown, (_AFTER, f"{place[0]}.{place[1]}")]
        links.append(("next", link_url(asked.base, asked.path, following)))
    return links


def _entry(base: str, version: HistoryEntry) -> dict[str, Any]:
    """Every entry says by which request its version came about (bdl-3, bdl-4)."""
    stored = version.stored
    place = f"{stored.type}/{stored.id}"
    entry: dict[str, Any] = {"fullUrl": f"{base}/{place}"}
    if stored.content is not None:
        entry["resource"] = Verbatim(stored.content)
    url = stored.type if stored.method == "POST" else place
    status = "204" if stored.deleted else "201" if version.created else "200"
    entry["request"] = {"method": stored.method, "url": url}
    entry["response"] = {
        "status": status,
        "etag": f'W/"{stored.version}"',
        "lastModified": to_instant(stored.updated),
    }
    return entry
