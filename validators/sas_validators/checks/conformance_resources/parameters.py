"""Parameters: names that FHIR's own operations use keep the type they have there.

Spec: https://hl7.org/fhir/R4/valueset-operation-expand.html
"""

from __future__ import annotations

from sas_validators.checks.placed import placed
from sas_validators.checks.run import Object, Run
from sas_validators.issues.catalogue import conformance_resources as messages
from sas_validators.model.paths import Location
from sas_validators.terminology.json_reading import text

_TYPES = {
    "activeOnly": "boolean",
    "count": "integer",
    "displayLanguage": "code",
    "excludeNested": "boolean",
    "excludeNotForUI": "boolean",
    "excludePostCoordinated": "boolean",
    "includeDefinition": "boolean",
    "includeDesignations": "boolean",
    "offset": "integer",
}
"""Parameters of the terminology operations, by name."""


def parameters_rules(parameters: Object, at: Location, r: Run) -> None:
    """Judges the parameters whose names are known."""
    for parameter, here in placed(parameters, "parameter", at):
        expected = _TYPES.get(text(parameter, "name"))
        value = next((name for name in parameter if name.startswith("value")), None)
        if expected is None or value is None:
            continue
        if value != "value" + expected[0].upper() + expected[1:]:
            found = value.removeprefix("value")
            details = {"name": parameter["name"], "expected": expected, "found": found}
            r.add(messages.STANDARD_PARAMETER_TYPE, here, **details)
