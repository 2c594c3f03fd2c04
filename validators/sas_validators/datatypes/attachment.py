"""Attachment: data, size and hash agree.

Spec: https://hl7.org/fhir/R4/datatypes.html#Attachment, validator-features section 8
"""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from sas_validators.datatypes.found import Found
from sas_validators.issues.catalogue import primitives as catalogue
from sas_validators.primitives.binary import decode_base64, is_base64
from sas_validators.primitives.found import excerpt


def judge_attachment(value: dict[str, Any], max_size: int | None = None) -> Found:
    """What an Attachment says that is not so; all of it is about the Attachment itself.

    `max_size` is the extension maxSize of the element, in bytes.
    """
    found = _judge_stated_size(value.get("size"))
    size = value["size"] if type(value.get("size")) is int else None
    data = value.get("data")
    if isinstance(data, str) and data:
        # Blanks are a warning of the data, but HL7's validator can't decode them here.
        content = decode_base64(data) if is_base64(data) else None
        if content is None:
            return [*found, (catalogue.ATTACHMENT_UNDECODABLE, "", {})]
        found += _judge_content(value, content)
        size = len(content)
    elif not any(value.get(name) for name in ("data", "url", "contentType", "language")):
        found.append((catalogue.ATTACHMENT_EMPTY, "", {}))
    if max_size is not None and size is not None and size > max_size:
        details = {"size": size, "limit": max_size}
        found.append((catalogue.ATTACHMENT_TOO_LONG, "", details))
    return found


def _judge_stated_size(stated: Any) -> Found:
    # A number below 0 is reported as any unsignedInt is; text may come from XML.
    if isinstance(stated, str) and not (stated.isascii() and stated.isdigit()):
        return [(catalogue.ATTACHMENT_SIZE_FORMAT, "", {"stated": excerpt(stated)})]
    return []


def _judge_content(value: dict[str, Any], content: bytes) -> Found:
    found: Found = []
    stated = value.get("size")
    if type(stated) is int and stated != len(content):
        details = {"stated": stated, "size": len(content)}
        found.append((catalogue.ATTACHMENT_SIZE, "", details))
    digest = value.get("hash")
    if isinstance(digest, str) and digest:
        expected = hashlib.sha1(content, usedforsecurity=False).digest()
        if digest != base64.b64encode(expected).decode():
            found.append((catalogue.ATTACHMENT_HASH, "", {}))
    return found
