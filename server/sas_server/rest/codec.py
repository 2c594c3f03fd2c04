"""Bodies: reading what is sent, writing what is answered, in JSON and XML.

Spec: https://hl7.org/fhir/R4/json.html and https://hl7.org/fhir/R4/xml.html
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import orjson

from sas_server.refusals.catalogue import NO_BODY, NO_XML, TOO_DEEP, UNREADABLE_BODY, WRONG_TYPE
from sas_server.refusals.refusal import Invalid, Refused
from sas_server.rest.exchange import Body, Verbatim
from sas_server.rest.formats import Format, sent_format
from sas_server.store.content import exact, read_json, write_decimal
from sas_server.store.rows import Resource
from sas_validators.definitions.types import TypeModel
from sas_validators.issues.catalogue import reading as catalogue
from sas_validators.issues.message import Language
from sas_validators.outcome import Outcome
from sas_validators.reading.formats import read
from sas_validators.reading.xmlwriter import NotWritableError, write_xml

_FORMATS: Mapping[Format, Any] = {Format.JSON: "json", Format.XML: "xml"}

_GUESSED = (catalogue.LONE_SURROGATE, catalogue.JSON_NOT_UTF8, catalogue.PASSED_OVER)
"""Where the validator reads on but the text says nothing sure: not to be stored as if sent."""


_MANY_DIGITS = re.compile(rb"[0-9]{19}")
"""What every integer beyond 64 bits has."""


class Codec:
    """Reads and writes resources within a server's limits."""

    def __init__(self, types: TypeModel, max_depth: int) -> None:
        """`max_depth`: deeper nesting is refused."""
        self._types = types
        self._max_depth = max_depth

    def read(self, body: Body, expected: str | None = None, language: Language = "fr") -> Resource:
        """The resource that was sent, of the `expected` type. Raises Refused."""
        resource = body.resource
        if resource is None:
            resource = self._parse(body, language)
        self.check_type(resource, expected)
        return resource

    @staticmethod
    def check_type(resource: Resource, expected: str | None) -> None:
        """Raises Refused (400) for a resource of another type than `expected`, or of none."""
        found = resource.get("resourceType")
        if not isinstance(found, str) or (expected is not None and found != expected):
            raise Refused(
                WRONG_TYPE,
                at=["resourceType"],
                expected=expected or "FHIR",
                found=found if isinstance(found, str) else "(resourceType absent)",
            )

    def write(self, content: bytes | Resource, format: Format, *, pretty: bool = False) -> bytes:
        """A resource as the bytes of an answer. Raises Refused (406) for what XML can't hold."""
        if format is Format.XML:
            resource = read_json(content) if isinstance(content, bytes) else _unfold(content)
            try:
                return write_xml(resource, self._types, pretty=pretty)
            except NotWritableError as error:
                raise Refused(NO_XML, reason=str(error)) from error
        if pretty:
            plain = read_json(content) if isinstance(content, bytes) else _unfold(content)
            return orjson.dumps(plain, default=_write, option=orjson.OPT_INDENT_2)
        if isinstance(content, bytes):
            return content
        return orjson.dumps(content, default=_write, option=orjson.OPT_PASSTHROUGH_DATACLASS)

    def _parse(self, body: Body, language: Language) -> Resource:
        format = sent_format(body.media_type)
        if not body.content.strip():
            raise Refused(NO_BODY)
        reading = read(body.content, self._types, _FORMATS[format])
        if any(
            item.message.id == catalogue.TOO_DEEP.id and item.message.type == "too-costly"
            for item in reading.findings
        ):
            raise Refused(TOO_DEEP, limit=self._max_depth)
        findings = [
            item._replace(message=item.message.at_severity("error"))
            if item.message in _GUESSED
            else item
            for item in reading.findings
        ]
        outcome = Outcome(findings, reading)
        if not outcome.ok or reading.value is None:
            raise Invalid(UNREADABLE_BODY, outcome.to_operation_outcome(language))
        if self._is_too_deep(body.content, reading.value):
            raise Refused(TOO_DEEP, limit=self._max_depth)
        if _MANY_DIGITS.search(body.content):
            longer: Resource = exact(reading.value)
            return longer
        return reading.value

    def _is_too_deep(self, content: bytes, value: Resource) -> bool:
        """Nesting needs as many opening brackets; most texts have too few to look closer."""
        openings = content.count(b"{") + content.count(b"[") + content.count(b"</")
        return openings > self._max_depth and _depth(value, self._max_depth) > self._max_depth


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
