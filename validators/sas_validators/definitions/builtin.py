"""The packages that come with the project, and where they are.

An installed wheel carries them beside this module; a checkout has them under
`build/packages`, where `make setup` puts them.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sas_validators.definitions.package import Package, PackageError, XmlReader, load_package

CORE = (
    "hl7.fhir.r4.core#4.0.1",
    "hl7.terminology.r4#7.0.1",
    "hl7.fhir.uv.extensions.r4#5.3.0-ballot-tc1",
)
"""HL7's own definitions, lowest priority first: what R4 froze in 2019 has since been maintained
in two packages of its own, whose newer editions win."""

FRENCH = (
    "hl7.fhir.fr.core#1.1.0",
    "ans.fhir.fr.gap#3.0.0",
    "ans.fhir.fr.sas#1.2.0",
)
"""The national definitions, compiled from this project's FSH."""


def packages_folder() -> Path:
    """The folder that holds one sub-folder per built-in package."""
    installed = Path(__file__).parents[1] / "packages"
    checkout = Path(__file__).parents[3] / "build" / "packages"
    return installed if installed.is_dir() else checkout


def builtin_sources(labels: Iterable[str] = (*CORE, *FRENCH)) -> tuple[Path, ...]:
    """The folders of the built-in packages called `labels`, lowest priority first.

    Raises PackageError, naming the remedy, when one of them is not there.
    """
    folder = packages_folder()
    for label in labels:
        if not (folder / label).is_dir():
            raise PackageError(f"package {label} is missing from {folder}: run `make setup`")
    return tuple(folder / label for label in labels)


def load_builtin(
    read_xml: XmlReader, labels: Iterable[str] = (*CORE, *FRENCH)
) -> tuple[Package, ...]:
    """The built-in packages called `labels`, lowest priority first. Raises PackageError."""
    return tuple(load_package(source, read_xml, built=True) for source in builtin_sources(labels))
