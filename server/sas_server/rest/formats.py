"""Media types: which format is asked for, which was sent.

Spec: https://hl7.org/fhir/R4/http.html#mime-type
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from sas_server.refusals.catalogue import (
    BODY_FHIR_VERSION,
    FHIR_VERSION,
    NOT_ACCEPTABLE,
    UNSUPPORTED_BODY,
)
from sas_server.refusals.refusal import Refused


class Format(Enum):
    """A format that resources are read and written in; its value is the media type."""

    JSON = "application/fhir+json"
    XML = "application/fhir+xml"


_ALIASES = {
    "json": Format.JSON,
    "text/json": Format.JSON,
    "application/json": Format.JSON,
    "application/json+fhir": Format.JSON,
    "application/fhir+json": Format.JSON,
    "xml": Format.XML,
    "text/xml": Format.XML,
    "application/xml": Format.XML,
    "application/xml+fhir": Format.XML,
    "application/fhir+xml": Format.XML,
}
"""Every name a format is known by; `json+fhir` is what the SAS platform sends."""

_WILDCARDS = ("application/*", "*/*")
"""The more specific one first."""

_SHORT = {"json", "xml"}

JSON_PATCH = "application/json-patch+json"
FORM = "application/x-www-form-urlencoded"

R4 = ("4.0", "4.0.0", "4.0.1")
OFFERED = "application/fhir+json, application/fhir+xml"


@dataclass(frozen=True, slots=True)
class MediaType:
    """`application/fhir+json;fhirVersion=4.0`: a name in lower case and parameters."""

    name: str
    parameters: tuple[tuple[str, str], ...] = ()

    def parameter(self, name: str) -> str | None:
        """A parameter's value; its name in lower case."""
        return dict(self.parameters).get(name)


def parse_media_type(text: str) -> MediaType:
    """A media type with its parameters."""
    name, *rest = text.split(";")
    parameters = []
    for part in rest:
        key, _, value = part.partition("=")
        parameters.append((key.strip().lower(), value.strip().strip('"')))
    return MediaType(name.strip().lower(), tuple(parameters))


def asked_format(accept: str | None, format_parameter: str | None) -> Format:
    """The format to answer in; `_format` wins over Accept. Raises Refused (406)."""
    if format_parameter is not None:
        # A '+' that was not escaped arrives as a blank.
        media = parse_media_type(format_parameter.replace(" ", "+"))
        found = _ALIASES.get(media.name)
        if found is None:
            raise Refused(NOT_ACCEPTABLE, asked=format_parameter, offered=OFFERED)
        _check_version(media)
        return found
    if accept is None or not accept.strip():
        return Format.JSON
    ranges = [parse_media_type(part) for part in accept.split(",")]
    wanted = {format: _preference(ranges, format) for format in Format}
    best = max(wanted, key=lambda format: wanted[format])
    if wanted[best].quality > 0:
        return best
    versions = [media.parameter("fhirversion") for media in ranges if media.name in _ALIASES]
    refused_version = next((version for version in versions if version not in (None, *R4)), None)
    if refused_version is not None:
        raise Refused(FHIR_VERSION, version=refused_version)
    raise Refused(NOT_ACCEPTABLE, asked=accept, offered=OFFERED)


def sent_format(content_type: str) -> Format:
    """The format of a body; JSON when nothing is said. Raises Refused (415)."""
    media = parse_media_type(content_type)
    if not media.name:
        return Format.JSON
    found = _ALIASES.get(media.name)
    if found is None or media.name in _SHORT:
        raise Refused(UNSUPPORTED_BODY, given=content_type, accepted=OFFERED)
    version = media.parameter("fhirversion")
    if version is not None and version not in R4:
        raise Refused(BODY_FHIR_VERSION, version=version)
    charset = media.parameter("charset")
    if charset is not None and charset.lower() not in ("utf-8", "utf8", "us-ascii"):
        raise Refused(UNSUPPORTED_BODY, given=content_type, accepted="charset=utf-8")
    return found


def is_fhir(name: str) -> bool:
    """Whether a media type says that a body is a FHIR resource (not just any JSON or XML)."""
    return name in _ALIASES and "fhir" in name


def _check_version(media: MediaType) -> None:
    version = media.parameter("fhirversion")
    if version is not None and version not in R4:
        raise Refused(FHIR_VERSION, version=version)


class _Preference(NamedTuple):
    """How much a format is wanted; of two alike the one that is named first."""

    quality: float
    position: int


def _preference(ranges: Sequence[MediaType], format: Format) -> _Preference:
    """What Accept says of a format: the most specific range that fits it counts (RFC 9110)."""
    named = [
        _Preference(_quality(media.parameter("q")), -position)
        for position, media in enumerate(ranges)
        if media.name not in _SHORT
        and _ALIASES.get(media.name) is format
        and media.parameter("fhirversion") in (None, *R4)
    ]
    if named:
        return max(named)
    for wildcard in _WILDCARDS:
        for position, media in enumerate(ranges):
            if media.name == wildcard:
                return _Preference(_quality(media.parameter("q")), -position)
    return _Preference(0.0, 0)


def _quality(text: str | None) -> float:
    try:
        return 1.0 if text is None else float(text)
    except ValueError:
        return 0.0
