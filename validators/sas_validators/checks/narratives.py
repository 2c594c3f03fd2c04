"""Narratives: what the XHTML inside a resource may hold.

Spec: validator-features.md section 16
"""

from __future__ import annotations

from sas_validators.checks.run import Object, Run
from sas_validators.model.paths import Location


def narrative_rules(o: Object, at: Location, r: Run) -> None:
    """Judges the div of a Narrative."""


def has_narrative(o: Object) -> bool:
    """Whether a resource has a narrative to read (dom-6)."""
    text = o.get("text")
    return isinstance(text, dict) and ("div" in text or "_div" in text)
