"""MeasureReport: its groups are those of the measure.

Spec: https://hl7.org/fhir/R4/measurereport.html
"""

from __future__ import annotations

from collections.abc import Iterator

from sas_validators.checks.placed import placed
from sas_validators.checks.references import contained_target
from sas_validators.checks.run import Object, Run
from sas_validators.issues.catalogue import conformance_resources as messages
from sas_validators.model.paths import Location
from sas_validators.terminology.json_reading import objects, part, text


def measure_report_rules(report: Object, at: Location, r: Run) -> None:
    """Judges the groups of a report against those of its measure, when that is at hand."""
    measure = _find_measure(text(report, "measure"), r)
    if measure is None or text(report, "type") == "data-collection":
        return
    expected = list(objects(measure, "group"))
    if len(expected) < 2:
        return
    reported: set[tuple[str, str]] = set()
    for group, here in placed(report, "group", at):
        codes = set(_codes(group))
        if not codes:
            r.add(messages.GROUP_WITHOUT_CODE, here)
        reported |= codes
    for group in expected:
        codes = set(_codes(group))
        if codes and codes.isdisjoint(reported):
            shown = ", ".join("#".join(code) for code in sorted(codes))
            r.add(messages.GROUP_MISSING, at, code=shown)


def _find_measure(canonical: str, r: Run) -> Object | None:
    if canonical.startswith("#"):
        target = contained_target(canonical, r)
        return None if target is None else target[0]
    return r.session.find_resource(canonical, "Measure") if canonical else None


def _codes(group: Object) -> Iterator[tuple[str, str]]:
    """What identifies a group: system and code of its codings, or its text."""
    concept = part(group, "code")
    found = False
    for coding in objects(concept, "coding"):
        if text(coding, "code"):
            found = True
            yield text(coding, "system"), text(coding, "code")
    if not found and text(concept, "text"):
        yield "", text(concept, "text")
