"""Profiles named by a URL that is specific to one version of FHIR.

Spec: validator-features.md section 17,
https://hl7.org/fhir/R4/versions.html#extensions
"""

from __future__ import annotations

import re

from sas_validators.checks.run import Run
from sas_validators.definitions.registry import TYPE_BASE
from sas_validators.issues.catalogue import profiles as messages
from sas_validators.model.paths import Location

_URL = re.compile(r"http://hl7\.org/fhir/([1-9][0-9]*\.[0-9]+)/StructureDefinition/([^/|]+)")
_THIS_VERSION = "4.0"


def report_unknown(canonical: str, type_name: str, at: Location, r: Run) -> None:
    """Records what to say of a declared profile that is not loaded under its name."""
    match = _URL.fullmatch(canonical)
    if match is None:
        r.add(messages.PROFILE_UNKNOWN, at, profile=canonical)
    elif match[1] != _THIS_VERSION:
        r.add(messages.PROFILE_OTHER_VERSION, at, profile=canonical)
    else:
        facts = r.session.find_profile(TYPE_BASE + match[2])
        expected = match[2] if facts is None else facts.type
        if expected == type_name:
            r.add(messages.PROFILE_THIS_VERSION, at, profile=canonical)
        else:
            details = {"profile": canonical, "expected": expected, "found": type_name}
            r.add(messages.PROFILE_THIS_VERSION_OTHER_TYPE, at, **details)
