"""URIs of all five types: blanks, OIDs, UUIDs, absolute canonicals.

Whether a URL names something is not asked here: that needs the definitions.

Spec: validator-features section 8, https://hl7.org/fhir/R4/datatypes.html#uri
"""

from __future__ import annotations

import re

from sas_validators.issues.catalogue import primitives as catalogue
from sas_validators.primitives.found import Found, excerpt
from sas_validators.primitives.texts import ASCII_BLANKS

_BLANK = re.compile(r"\s").search
_BREAK = re.compile(r"[\t\n\v\f\r]").search
_OID = re.compile(r"[0-2](?:\.(?:0|[1-9][0-9]*))+").fullmatch
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}").fullmatch
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:.+", re.DOTALL).fullmatch


def is_oid(text: str) -> bool:
    """Whether `text` (without `urn:oid:`) is an OID as the HL7 validator wants it.

    At least two arcs, no leading zeros; one that ends early (`1.2.3`) counts as
    a slip, unless it is below 1.3. Dots at its end are let pass.
    """
    return bool(_OID(text.rstrip("."))) and (text.rfind(".") >= 4 or text.startswith("1.3"))


def is_uuid(text: str, *, any_case: bool = False) -> bool:
    """Whether `text` (without `urn:uuid:`) is a UUID, in lower case unless `any_case`."""
    return bool(_UUID(text.lower() if any_case else text))


def is_absolute(text: str) -> bool:
    """Whether `text` starts with a scheme, in lower case, that something follows.

    RFC 3986 would take capitals, too, but identifiers are compared letter by
    letter, and the HL7 validator refuses them.
    """
    return bool(_ABSOLUTE(text))


def judge_uri(type_name: str, text: str, *, any_case: bool = False) -> Found:
    """uri, url, canonical, oid or uuid.

    `any_case` accepts a UUID in capitals, as the HL7 validator does in
    `Bundle.entry.fullUrl`.
    """
    found: Found = []
    shown = {"value": excerpt(text)}
    if " " in text or text.strip(ASCII_BLANKS) != text or text.isspace():
        found.append((catalogue.URI_SPACES, shown))
    if text.startswith("oid:"):
        found.append((catalogue.URI_OID_PREFIX, {}))
    if text.startswith("uuid:"):
        found.append((catalogue.URI_UUID_PREFIX, {}))
    if text.startswith("urn:oid:"):
        if not is_oid(text[8:]):
            found.append((catalogue.OID_FORMAT, {"value": excerpt(text[8:])}))
    elif type_name == "oid":
        found.append((catalogue.OID_START, {}))
    if text.startswith("urn:uuid:"):
        if not is_uuid(text[9:], any_case=any_case):
            found.append((catalogue.UUID_FORMAT, {"value": excerpt(text[9:])}))
    elif type_name == "uuid":
        found.append((catalogue.UUID_START, {}))
    if type_name == "canonical" and not text.startswith("#"):
        found += judge_canonical_url(text)
    if not found and _BREAK(text):
        found.append((catalogue.REGEX_OF_TYPE, shown | {"type": type_name}))
    return found


def judge_canonical_url(text: str, *, contained: bool = False) -> Found:
    """The `url` of a conformance resource, or a canonical: absolute, or `#fragment`.

    `contained` says that the resource whose url it is stands in another one.
    """
    if text.startswith("#") or (is_absolute(text) and not _BLANK(text)):
        return []
    message = catalogue.CANONICAL_RELATIVE_CONTAINED if contained else catalogue.CANONICAL_RELATIVE
    return [(message, {"value": excerpt(text)})]
