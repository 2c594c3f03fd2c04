"""Identifier: its system is absolute, and so is its value when the system says so.

Spec: https://hl7.org/fhir/R4/datatypes.html#Identifier, validator-features section 8
"""

from __future__ import annotations

import re
from typing import Any

from sas_validators.datatypes.found import Found
from sas_validators.issues.catalogue import primitives as catalogue
from sas_validators.primitives.found import excerpt

_SYSTEM_STARTS = ("http:", "https:", "urn:", "ldap:")
"""What the HL7 validator takes for the start of an absolute system, letter by letter."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:").match

URI_SYSTEM = "urn:ietf:rfc:3986"
"""The system of identifiers whose values are URIs."""


def judge_identifier(value: dict[str, Any]) -> Found:
    """What is wrong with an Identifier; all of it is about the Identifier itself."""
    system, text = value.get("system"), value.get("value")
    found: Found = []
    if isinstance(system, str) and system and not system.startswith(_SYSTEM_STARTS):
        details = {"system": excerpt(system)}
        found.append((catalogue.IDENTIFIER_SYSTEM_RELATIVE, "", details))
    if system == URI_SYSTEM and isinstance(text, str) and not _SCHEME(text):
        found.append((catalogue.IETF_VALUE_NOT_ABSOLUTE, "", {"value": excerpt(text)}))
    return found
