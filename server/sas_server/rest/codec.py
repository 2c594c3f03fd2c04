"""Bodies: reading what is sent, writing what is answered, in JSON and XML.

Spec: https://hl7.org/fhir/R4/json.html and https://hl7.org/fhir/R4/xml.html
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import orjson

from sas_server.refusals.catalogue import NO_BODY, TOO_DEEP, UNREADABLE_BODY, WRONG_TYPE
from sas_server.refusals.refusal import Refused
from sas_server.rest.exchange import Body, Verbatim
from sas_server.rest.formats import Format, sent_format
from sas_server.store.content import read_json, write_decimal
from sas_server.store.rows import Resource


@dataclass(frozen=True, slots=True)
class XmlForm:
    """How resources are read from and written to XML."""

    read: Callable[[bytes], Resource]
    write: Callable[[Resource], bytes]


class Codec:
    """Reads and writes resources within a server's limits."""

    def __init__(self, xml: XmlForm, max_depth: int) -> None:
        """`max_depth`: deeper nesting is refused."""
        self._xml = xml
        self._max_depth = max_depth

    def read(self, body: Body, expected: str | None = None) -> Resource:
        """The resource that was sent, of the `expected` type. Raises Refused."""
        resource = body.resource
        if resource is None:
            resource = self._parse(body)
        found = resource.get("resourceType")
        if not isinstance(found, str) or (expected is not None and found != expected):
            raise Refused(
                WRONG_TYPE,
                at=["resourceType"],
                expected=expected or "FHIR",
                found=found if isinstance(found, str) else "(resourceType absent)",
            )
        return resource

    def write(self, content: bytes | Resource, format: Format, *, pretty: bool = False) -> bytes:
        """A resource as the bytes of an answer."""
        if format is Format.XML:
            resource = read_json(content) if isinstance(content, bytes) else _unfold(content)
            return self._xml.write(resource)
        if pretty:
            plain = read_json(content) if isinstance(content, bytes) else _unfold(content)
            return orjson.dumps(plain, default=_write, option=orjson.OPT_INDENT_2)
        return content if isinstance(content, bytes) else orjson.dumps(content, default=_write)

    def _parse(self, body: Body) -> Resource:
        format = sent_format(body.media_type)
        if not body.content.strip():
            raise Refused(NO_BODY)
        try:
            found = self._xml.read(body.content) if format is Format.XML else _parse_json(body)
        except RecursionError as error:
            raise Refused(TOO_DEEP, limit=self._max_depth) from error
        except ValueError as error:
            raise Refused(UNREADABLE_BODY, reason=str(error)) from error
        if _depth(found, self._max_depth) > self._max_depth:
            raise Refused(TOO_DEEP, limit=self._max_depth)
        if not isinstance(found, dict):
            raise Refused(UNREADABLE_BODY, reason="a JSON object is expected")
        return found


def _parse_json(body: Body) -> Any:
    return json.loads(
        body.content.decode("utf-8"),
        parse_float=Decimal,
        parse_constant=_no_constant,
        object_pairs_hook=_unique,
    )


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON number")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the property {double!r} stands twice in one object")
    return found


def _depth(value: Any, limit: int) -> int:
    """How deep objects and arrays are nested, counted no further than just past `limit`."""
    depth, level = 0, [value]
    while level and depth <= limit:
        depth += 1
        level = [
            child
            for item in level
            if isinstance(item, dict | list)
            for child in (item.values() if isinstance(item, dict) else item)
            if isinstance(child, dict | list)
        ]
    return depth


def _unfold(value: Any) -> Any:
    """The same with every stored resource in it read."""
    if isinstance(value, Verbatim):
        return read_json(value.content)
    if isinstance(value, dict):
        return {name: _unfold(item) for name, item in value.items()}
    return [_unfold(item) for item in value] if isinstance(value, list) else value


def _write(value: object) -> orjson.Fragment:
    if isinstance(value, Verbatim):
        return orjson.Fragment(value.content)
    return write_decimal(value)
