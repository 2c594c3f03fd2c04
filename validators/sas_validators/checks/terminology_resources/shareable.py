"""Resources that call themselves shareable say what others need to know.

Spec: https://hl7.org/fhir/R4/shareablevalueset.html
"""

from __future__ import annotations

from sas_validators.checks.run import Object, Run
from sas_validators.checks.terminology_resources.concepts import is_hl7
from sas_validators.definitions.registry import TYPE_BASE
from sas_validators.issues.catalogue import terminology_resources as messages
from sas_validators.model.paths import Location
from sas_validators.terminology.json_reading import part, text, texts

_NEEDED = ("url", "version", "name", "status", "experimental", "description")


def check_shareable(resource: Object, at: Location, r: Run) -> None:
    """Judges a resource that declares the Shareable profile of its type."""
    kind = text(resource, "resourceType")
    declared = texts(part(resource, "meta"), "profile")
    if TYPE_BASE + "shareable" + kind.lower() not in declared:
        return
    by_hl7 = is_hl7(text(resource, "url"))
    message = (messages.SHAREABLE_BY_HL7 if by_hl7 else messages.SHAREABLE)[kind]
    for name in _NEEDED:
        if name not in resource:
            r.add(message, at, element=name)
