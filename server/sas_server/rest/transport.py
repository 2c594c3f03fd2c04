"""HTTP: from a Flask request to `Asked`, from an `Answer` to a response.

Spec: https://hl7.org/fhir/R4/http.html
"""

from __future__ import annotations

import gzip
import zlib
from dataclasses import replace
from typing import Literal, NamedTuple
from urllib.parse import parse_qsl

from flask import Request, Response

from sas_server.access.accesses import Trace
from sas_server.access.agents import Agent
from sas_server.refusals.catalogue import (
    BAD_ENCODING,
    BAD_QUERY,
    BODY_TOO_LARGE,
    UNSUPPORTED_BODY,
    URL_TOO_LONG,
)
from sas_server.refusals.refusal import Refused
from sas_server.rest.exchange import Answer, Asked, Body, http_date
from sas_server.rest.facade import Facade
from sas_server.rest.formats import FORM, Format, parse_media_type
from sas_server.settings import Settings

MAX_PARAMETERS = 2_000
"""Parameters of one search; more are an attack or a mistake."""

_COMPRESS_FROM = 1_400
"""Smaller answers fit one packet anyway."""


def read_request(
    http: Request, base: str, path: str, settings: Settings, agent: Agent, trace: Trace
) -> Asked:
    """The request without its body. Raises Refused (414, 400)."""
    raw_query = http.query_string.decode("latin-1")
    if len(http.environ.get("RAW_URI", "")) > settings.max_url or len(raw_query) > settings.max_url:
        raise Refused(URL_TOO_LONG, limit=settings.max_url)
    return Asked(
        method=http.method,
        base=base,
        path=path,
        query=_decode_query(raw_query),
        raw_query=raw_query,
        headers={name.lower(): value for name, value in http.headers.items()},
        language=language_of(http),
        agent=agent,
        trace=trace,
    )


def with_body(asked: Asked, http: Request, settings: Settings) -> Asked:
    """The request with its body; a form's parameters join those of the URL."""
    if asked.method in ("GET", "HEAD", "DELETE", "OPTIONS"):
        return asked
    content = _read_body(http, settings.max_body)
    media_type = http.headers.get("Content-Type", "")
    if not is_form_search(asked.method, asked.path):
        return replace(asked, body=Body(content, media_type))
    if content and parse_media_type(media_type).name != FORM:
        raise Refused(UNSUPPORTED_BODY, given=media_type or "-", accepted=FORM)
    form = _decode_query(content.decode("latin-1"))
    return replace(asked, query=(*asked.query, *form), raw_query="")


def is_form_search(method: str, path: str) -> bool:
    """Whether a request brings its search parameters in a form."""
    return method == "POST" and path.rstrip("/").endswith("_search")


def language_of(http: Request) -> Literal["fr", "en"]:
    """The language of texts: French unless the client prefers English."""
    wanted = [tag.lower().partition("-")[0] for tag in http.accept_languages.values()]
    return "en" if next((tag for tag in wanted if tag in ("fr", "en")), "fr") == "en" else "fr"


def reads_html(http: Request) -> bool:
    """Whether the client reads pages: it says so, or does not say what it reads."""
    accepted = http.accept_mimetypes
    return not accepted or accepted.best_match(["text/html"]) is not None


def write_response(
    answer: Answer, facade: Facade, format: Format, http: Request, *, pretty: bool
) -> Response:
    """The HTTP response of an answer."""
    response = Response(status=answer.status)
    headers = response.headers
    del headers["Content-Type"]
    headers["Vary"] = "Accept, Accept-Encoding, Accept-Language"
    headers["Cache-Control"] = "private, no-cache"
    if answer.etag is not None:
        headers["ETag"] = f'W/"{answer.etag}"'
    if answer.modified is not None:
        headers["Last-Modified"] = http_date(answer.modified)
    if answer.location is not None:
        headers["Location"] = answer.location
    response.autocorrect_location_header = False
    for name, value in answer.headers.items():
        headers[name] = value
    if answer.content is not None and answer.status not in (204, 304):
        written = Format.JSON if answer.media_type else format
        media_type = answer.media_type or format.value
        headers["Content-Type"] = f"{media_type}; charset=utf-8"
        packed = bool(http.accept_encodings["gzip"])

        def write() -> _Written:
            assert answer.content is not None  # noqa: S101 - as asked above
            return _compress(facade.codec.write(answer.content, written, pretty=pretty), packed)

        key = (answer.key, written, pretty, packed)
        content = facade.memory.recall(key, write) if answer.key is not None else write()
        if content.encoding:
            headers["Content-Encoding"] = content.encoding
        response.set_data(content.data)
    return response


class _Written(NamedTuple):
    """An answer's bytes, and how they are encoded if they are."""

    data: bytes
    encoding: str = ""


def _compress(content: bytes, packed: bool) -> _Written:
    if len(content) < _COMPRESS_FROM or not packed:
        return _Written(content)
    return _Written(gzip.compress(content, compresslevel=1, mtime=0), "gzip")


def _decode_query(text: str) -> tuple[tuple[str, str], ...]:
    """Decoded (name, value) pairs; raises Refused for what is no UTF-8, or too many."""
    try:
        return tuple(
            parse_qsl(
                text.encode("latin-1").decode("utf-8"),
                keep_blank_values=True,
                errors="strict",
                max_num_fields=MAX_PARAMETERS,
            )
        )
    except (UnicodeDecodeError, ValueError) as error:
        raise Refused(BAD_QUERY, limit=MAX_PARAMETERS) from error


def _read_body(http: Request, limit: int) -> bytes:
    if (http.content_length or 0) > limit:
        raise Refused(BODY_TOO_LARGE, limit=limit)
    content: bytes = http.stream.read(limit + 1)
    if len(content) > limit:
        raise Refused(BODY_TOO_LARGE, limit=limit)
    encoding = http.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding in ("", "identity"):
        return content
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise Refused(UNSUPPORTED_BODY, given=encoding, accepted="gzip, identity")
    return _decompress(content, limit)


def _decompress(content: bytes, limit: int) -> bytes:
    """At most `limit` bytes, however much is packed in `content`."""
    # 32: gzip or zlib, as the first bytes say.
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        unpacked = unpacker.decompress(content, limit + 1)
    except zlib.error as error:
        raise Refused(BAD_ENCODING, reason=str(error)) from error
    if len(unpacked) > limit:
        raise Refused(BODY_TOO_LARGE, limit=limit)
    if not unpacker.eof:
        raise Refused(BAD_ENCODING, reason="the end is missing")
    return unpacked
