"""Which packages the build makes, from what, in which order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NpmPackage:
    """A package of HL7's that npm delivers.

    `folder` is its name under `node_modules`; `xml` says that it is the XML edition
    of the core, to be converted.
    """

    label: str
    folder: str
    xml: bool = False


@dataclass(frozen=True, slots=True)
class Project:
    """A SUSHI project that becomes the package `label` (`name#version`).

    `source` is its folder in the checkout. `needs` are the labels SUSHI must find
    in its package cache. A project that is a variant of another one lists in
    `shares` what it takes over from `shared_from`: files or folders below
    `input/fsh`; a file of its own at the same place replaces the shared one.
    `open_extensions` are the ids of simple extensions that, as published, may be
    extended themselves: SUSHI closes every one of them.
    """

    label: str
    source: str
    needs: tuple[str, ...]
    shared_from: str = ""
    shares: tuple[str, ...] = ()
    open_extensions: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The package's name, without its version."""
        return self.label.partition("#")[0]

    @property
    def version(self) -> str:
        """The package's version."""
        return self.label.partition("#")[2]


CORE = "hl7.fhir.r4.core#4.0.1"
FR_CORE = "hl7.fhir.fr.core#1.1.0"

NPM_PACKAGES = (
    NpmPackage(CORE, "hl7.fhir.r4.core", xml=True),
    NpmPackage("hl7.terminology.r4#7.0.1", "hl7.terminology.r4"),
    NpmPackage("hl7.fhir.uv.extensions.r4#5.3.0-ballot-tc1", "hl7.fhir.uv.extensions.r4"),
)

PROJECTS = (
    Project(
        FR_CORE,
        "ig/dependencies/fr-core",
        needs=(CORE,),
        open_extensions=frozenset({"FrAppointmentOperator"}),
    ),
    Project("ans.fhir.fr.gap#3.0.0", "ig/dependencies/gap", needs=(CORE, FR_CORE)),
    Project("ans.fhir.fr.sas#1.2.0", ".", needs=(CORE, FR_CORE)),
    Project(
        "ans.fhir.fr.sas#1.1.0",
        "ig/dependencies/sas-1.1.0",
        needs=(CORE, FR_CORE),
        shared_from=".",
        shares=("commun", "psindiv", "cpts", "sos", "rdv", "regul", "conformite"),
    ),
)
