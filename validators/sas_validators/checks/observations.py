"""Observation: what every one should say, and vital signs that do not call themselves so.

Spec: validator-features.md section 17, https://hl7.org/fhir/R4/observation-vitalsigns.html
"""

from __future__ import annotations

from sas_validators.checks.resources import applicable
from sas_validators.checks.run import Object, Run
from sas_validators.checks.vital_signs import find_vital_sign
from sas_validators.definitions.registry import type_url
from sas_validators.issues.catalogue import profiles as messages
from sas_validators.model.paths import Location

_EFFECTIVE = ("effectiveDateTime", "effectivePeriod", "_effectiveDateTime")


def observation_rules(observation: Object, at: Location, r: Run) -> None:
    """Judges an Observation against good practice and the profile of its vital sign."""
    if "subject" not in observation:
        r.add(messages.OBSERVATION_SUBJECT, at)
    if not observation.get("performer"):
        r.add(messages.OBSERVATION_PERFORMER, at)
    if not any(name in observation for name in _EFFECTIVE):
        r.add(messages.OBSERVATION_EFFECTIVE, at)
    _check_vital_sign(observation, at, r)


def _check_vital_sign(observation: Object, at: Location, r: Run) -> None:
    concept = observation.get("code")
    codings = concept.get("coding") if isinstance(concept, dict) else None
    found = find_vital_sign(codings if isinstance(codings, list) else ())
    if found is None:
        return
    profile, system, code = found
    declared = applicable(observation, r, "Observation")
    if profile in declared or r.session.find_profile(profile) is None:
        return
    r.add(messages.VITAL_SIGN, at, profile=profile, system=system, code=code)
    r.session.unit("Observation", (type_url("Observation"), profile))(observation, at, r)
