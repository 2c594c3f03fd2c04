"""CapabilityStatement as an instance: search parameters are what their definitions say.

Spec: https://hl7.org/fhir/R4/capabilitystatement.html
"""

from __future__ import annotations

from collections.abc import Iterator

from sas_validators.checks.placed import placed
from sas_validators.checks.run import Object, Run
from sas_validators.issues.catalogue import conformance_resources as messages
from sas_validators.model.paths import Location
from sas_validators.terminology.json_reading import text


def capability_statement_rules(statement: Object, at: Location, r: Run) -> None:
    """Judges a CapabilityStatement."""
    for parameter, here in _search_parameters(statement, at):
        definition, stated = text(parameter, "definition"), text(parameter, "type")
        found = r.session.find_resource(definition, "SearchParameter") if definition else None
        expected = "" if found is None else text(found, "type")
        if expected and stated and stated != expected:
            details = {"definition": definition, "expected": expected, "found": stated}
            r.add(messages.SEARCH_PARAMETER_TYPE, here, **details)


def _search_parameters(statement: Object, at: Location) -> Iterator[tuple[Object, Location]]:
    for rest, here in placed(statement, "rest", at):
        yield from placed(rest, "searchParam", here)
        for resource, place in placed(rest, "resource", here):
            yield from placed(resource, "searchParam", place)
