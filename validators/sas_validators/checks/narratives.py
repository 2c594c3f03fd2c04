"""Narratives: what the XHTML inside a resource may hold.

Spec: validator-features.md section 16
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sas_validators.checks.run import Object, Run
from sas_validators.checks.structure import ELE_1, kind_of
from sas_validators.issues.catalogue import primitives, reading
from sas_validators.model.paths import Location
from sas_validators.narrative.judge import html_checks as checks_of_text
from sas_validators.narrative.judge import judge_div, judge_narrative
from sas_validators.narrative.languages import (
    judge_language,
    judge_language_control,
    judge_source_control,
)


def narrative_rules(o: Object, at: Location, r: Run) -> None:
    """Judges the div of a Narrative, and its language against the resource's."""
    div = o.get("div")
    here: Location = (at, "div", None)
    if div is None:
        return
    if not isinstance(div, str):
        r.add(reading.SIMPLE_VALUE_EXPECTED, here, name="div", kind=kind_of(div))
        return
    if not div:
        r.add(primitives.EMPTY, here)
        r.broken(ELE_1, here, "ele-1")
    for message, details in judge_div(div, lambda: _ids_inside(r.resource)):
        r.add(message, here, **details)
    if r.language is not None:
        for message, details in judge_language(judge_narrative(div), r.language):
            r.add(message, r.resource_at, **details)


def _ids_inside(value: Any) -> Iterator[str]:
    """The ids of all elements and contained resources inside `value`."""
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(item)
        elif isinstance(item, dict):
            if isinstance(item.get("id"), str):
                yield item["id"]
            stack.extend(item.values())


def has_narrative(o: Object) -> bool:
    """Whether a resource has a narrative to read (dom-6)."""
    text = o.get("text")
    return isinstance(text, dict) and ("div" in text or "_div" in text)


def control_narrative(o: Object, at: Location, r: Run, kind: str, code: str) -> None:
    """Judges a Narrative by a control that its profile sets: of `language` or of `source`."""
    div = o.get("div")
    if not isinstance(div, str):
        return
    narrative = judge_narrative(div)
    if kind == "language":
        found = judge_language_control(narrative, code, r.language)
    else:
        found = judge_source_control(narrative, code)
    for message, details in found:
        r.add(message, (at, "div", None), **details)


def html_checks(div: Any) -> tuple[bool, bool]:
    """Whether txt-1 and txt-2 hold for a div; what is no text has been reported as such."""
    return checks_of_text(div) if isinstance(div, str) else (True, True)
