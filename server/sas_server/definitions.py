"""Everything the facade takes from FHIR definitions, loaded once per process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sas_server.search.additions import PARAMETERS
from sas_server.search.elements import Elements
from sas_server.search.parameters import Parameters, load_parameters
from sas_server.store.rows import Resource
from sas_validators.definitions.builtin import CORE, FRENCH, load_builtin, packages_folder
from sas_validators.definitions.package import XmlReader, load_package
from sas_validators.definitions.registry import TYPE_BASE, Registry
from sas_validators.definitions.types import TypeModel
from sas_validators.reading.xmlreader import read_xml

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


@dataclass(frozen=True)
class Definitions:
    """The loaded packages and what is derived from them."""

    registry: Registry
    types: TypeModel
    resource_types: tuple[str, ...]
    parameters: Parameters
    elements: Elements

    @property
    def digest(self) -> str:
        """Changes with any definition; what proofs of validity are tied to."""
        return self.registry.digest


def load_definitions(packages: Sequence[Path]) -> Definitions:
    """The built-in definitions with `packages` over them. Raises PackageError."""
    present = [label for label in (*CORE, *FRENCH) if (packages_folder() / label).is_dir()]
    builtin = load_builtin(_no_xml, present)
    read_xml = _xml_reader(TypeModel(Registry(builtin)))
    registry = Registry([*builtin, *(load_package(source, read_xml) for source in packages)])
    model = TypeModel(registry)
    return Definitions(
        registry=registry,
        types=model,
        resource_types=_resource_types(registry),
        parameters=load_parameters(registry, SERVED, PARAMETERS),
        elements=Elements(registry, model),
    )


def _no_xml(content: bytes) -> Resource:
    raise ValueError("the built-in packages are JSON")


def _xml_reader(types: TypeModel) -> XmlReader:
    """Reads conformance resources that `--package` brings in XML."""

    def read(content: bytes) -> Resource:
        reading = read_xml(content, types)
        if reading.value is None:
            raise ValueError("no FHIR resource in XML")
        return reading.value

    return read


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
