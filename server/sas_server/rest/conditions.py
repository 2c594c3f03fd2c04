"""Conditional requests: If-Match and its kin, and searches that name one resource.

Spec: https://hl7.org/fhir/R4/http.html#concurrency and #cond-update
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qsl

from sas_server.refusals.catalogue import (
    BAD_IF_MATCH,
    CONDITION_IGNORED,
    EXISTS_ALREADY,
    MULTIPLE_MATCHES,
    NO_CONDITION,
    VERSION_CONFLICT,
)
from sas_server.refusals.refusal import Refused
from sas_server.rest.exchange import Asked
from sas_server.rest.facade import Facade
from sas_server.search.query import Query
from sas_server.store.instants import from_datetime
from sas_server.store.reader import Reader
from sas_server.store.rows import Stored

_ETAG = re.compile(r'(W/)?"(?P<version>[^"]*)"')


def etag_versions(header: str) -> list[str]:
    """The version ids in an If-Match or If-None-Match; `*` stays `*`. Raises ValueError."""
    versions = []
    for part in header.split(","):
        text = part.strip()
        match = _ETAG.fullmatch(text)
        if match is not None:
            versions.append(match["version"])
        elif text == "*" or re.fullmatch(r"[A-Za-z0-9\-.]{1,64}", text):
            # Bare version ids are sent by clients that mean well.
            versions.append(text)
        else:
            raise ValueError(text)
    return versions


def check_preconditions(asked: Asked, type_name: str, id: str, before: Stored | None) -> None:
    """If-Match and `If-None-Match: *` of a change; raises Refused (412, 400)."""
    there = before is not None and not before.deleted
    if_match = asked.header("if-match")
    if if_match is not None:
        try:
            wanted = etag_versions(if_match)
        except ValueError as error:
            raise Refused(BAD_IF_MATCH, value=if_match) from error
        current = str(before.version) if before is not None and there else "-"
        if current not in wanted and not ("*" in wanted and there):
            raise Refused(
                VERSION_CONFLICT, type=type_name, id=id, current=current, expected=if_match
            )
    if asked.header("if-none-match") == "*" and there:
        raise Refused(EXISTS_ALREADY, type=type_name, id=id)


def has_version(asked: Asked, version: str) -> bool:
    """Whether If-None-Match names this version."""
    try:
        versions = etag_versions(asked.header("if-none-match") or "")
    except ValueError:
        return False
    return "*" in versions or version in versions


def is_unchanged(asked: Asked, stored: Stored) -> bool:
    """Whether a read may be answered 304: the client has this version already."""
    if asked.header("if-none-match") is not None:
        return has_version(asked, str(stored.version))
    since = asked.header("if-modified-since")
    if since is None:
        return False
    try:
        limit = from_datetime(parsedate_to_datetime(since))
    except (ValueError, TypeError):
        return False
    # HTTP dates have whole seconds.
    return stored.updated // 1_000_000 <= limit // 1_000_000


def parse_condition(
    facade: Facade, base: str, type_name: str, pairs: Sequence[tuple[str, str]]
) -> Query:
    """The criteria of a conditional interaction; every one must be understood."""
    query = facade.parser(base).parse(type_name, pairs)
    ignored = [item for item in query.ignored if item.reason != "empty"]
    if ignored:
        raise Refused(CONDITION_IGNORED, name=ignored[0].name, type=type_name)
    if not query.criteria:
        raise Refused(NO_CONDITION)
    return query


def header_condition(facade: Facade, base: str, type_name: str, header: str) -> Query:
    """The criteria of If-None-Exist (with or without the `?` or `Type?` before them)."""
    text = header.rpartition("?")[2]
    pairs = parse_qsl(text, keep_blank_values=True)
    return parse_condition(facade, base, type_name, pairs)


def find_matches(facade: Facade, reader: Reader, query: Query) -> list[Stored]:
    """The resources that meet a condition: all of them, but no more than are of interest."""
    select = facade.compiler(reader).matches(query).limit(2)
    rids = [row.rid for row in reader.rows(select)]
    return list(reader.contents(rids).values())


def only_match(query: Query, matches: Sequence[Stored]) -> Stored | None:
    """The one match, None for none; raises Refused (412) for several."""
    if len(matches) > 1:
        raise Refused(MULTIPLE_MATCHES, type=query.type, count=f"{len(matches)}+")
    return matches[0] if matches else None
