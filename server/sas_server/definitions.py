"""Everything the facade takes from FHIR definitions, loaded once per process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sas_server.search.additions import PARAMETERS
from sas_server.search.elements import Elements
from sas_server.search.parameters import Parameters, load_parameters
from sas_validators.definitions.registry import TYPE_BASE, Registry
from sas_validators.definitions.types import TypeModel
from sas_validators.engine.stack import Stack

SERVED = (
    "Appointment",
    "Device",
    "HealthcareService",
    "Location",
    "Organization",
    "Patient",
    "Practitioner",
    "PractitionerRole",
    "RelatedPerson",
    "Schedule",
    "Slot",
)
"""The types of the SAS and GAP flows (spec/gap.md 11.3)."""

CONFORMANCE = (
    "CapabilityStatement",
    "CodeSystem",
    "SearchParameter",
    "StructureDefinition",
    "ValueSet",
)
"""The types of definitions that are served read-only, from the packages."""

AUDIT = ("AuditEvent",)
"""The type of what the facade records about requests, served read-only to those who may."""


@dataclass(frozen=True)
class Definitions:
    """The loaded packages and what is derived from them."""

    registry: Registry
    types: TypeModel
    resource_types: tuple[str, ...]
    parameters: Parameters
    elements: Elements

    @property
    def other_types(self) -> list[str]:
        """FHIR's resource types that are neither kept nor definitions."""
        return sorted(set(self.resource_types).difference(SERVED, CONFORMANCE))

    @property
    def digest(self) -> str:
        """Changes with any definition; what proofs of validity are tied to."""
        return self.registry.digest


def load_definitions(packages: Sequence[str]) -> Definitions:
    """The built-in definitions with `packages` over them. Raises PackageError."""
    registry = Stack(packages).registry
    model = TypeModel(registry)
    return Definitions(
        registry=registry,
        types=model,
        resource_types=_resource_types(registry),
        parameters=load_parameters(registry, SERVED, PARAMETERS),
        elements=Elements(registry, model),
    )


def _resource_types(registry: Registry) -> tuple[str, ...]:
    """The names of FHIR's own resource types (what a reference may point to)."""
    abstract = {"Resource", "DomainResource"}
    return tuple(
        sorted(
            entry.url.removeprefix(TYPE_BASE)
            for entry in registry.entries(type="StructureDefinition")
            if entry.summary.get("kind") == "resource"
            and entry.summary.get("derivation") == "specialization"
            and entry.url.startswith(TYPE_BASE)
            and entry.url.removeprefix(TYPE_BASE) not in abstract
        )
    )
