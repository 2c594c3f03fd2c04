"""Finds a project's compiled content and the definitions it stands on.

In this order: a package given by hand, `<packages>/<id>#<version>`, SUSHI's
output in the project's `fsh-generated`, and else SUSHI itself is run.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sas_ig.packages.errors import BuildError, FshError
from sas_ig.packages.sushi import run_sushi
from sas_ig.project.config import CONFIG_NAME, Config
from sas_ig.project.content import HAND_WRITTEN, Content, read_generated, read_package
from sas_ig.project.errors import ProjectError
from sas_validators.definitions.builtin import CORE, load_builtin, packages_folder
from sas_validators.definitions.package import Package, PackageError, load_package
from sas_validators.definitions.registry import Registry
from sas_validators.validator import Validator


@dataclass(frozen=True, slots=True)
class Sources:
    """Where to look: the project, the folder of packages, a package given by hand."""

    project: Path
    packages: Path
    given: Path | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The compiled content, the folders its definitions lie in, and what they stand on.

    `missing` are the labels of dependencies that are nowhere.
    """

    content: Content
    folders: tuple[Path, ...]
    dependencies: tuple[Path, ...]
    missing: tuple[str, ...]

    def registry(self) -> Registry:
        """All definitions, the project's own with the highest priority."""
        stack = [*load_builtin(_no_xml, CORE)]
        stack += [_load(folder) for folder in (*self.dependencies, *self.folders)]
        return Registry(stack)

    def validator(self) -> Validator:
        """A validator over the same definitions."""
        packages = (*self.dependencies, *self.folders)
        return Validator.with_packages(packages, builtin=CORE)


def find_sources(sources: Sources, config: Config, also: Iterable[str] = ()) -> Found:
    """The project's content and dependencies; `also` are labels of further packages.

    Raises ProjectError, and FshError when SUSHI refuses the project.
    """
    labels = dict.fromkeys([*(f"{id}#{v}" for id, v in config.dependencies.items()), *also])
    known = {label: sources.packages / label for label in labels if label != config.label}
    there = {label: folder for label, folder in known.items() if (folder / "package").is_dir()}
    content, folders = _content(sources, config)
    return Found(
        content,
        folders,
        tuple(there.values()),
        tuple(label for label in known if label not in there),
    )


def _content(sources: Sources, config: Config) -> tuple[Content, tuple[Path, ...]]:
    package = sources.given or sources.packages / config.label
    if (package / "package").is_dir():
        return read_package(package), (package,)
    if sources.given is not None:
        raise ProjectError(f"{package}: not a FHIR package folder")
    generated = sources.project / "fsh-generated"
    if _is_current(generated / "resources", sources.project):
        content = read_generated(sources.project, generated, config.label)
        return content, _definition_folders(sources.project, generated)
    return _compiled(sources, config)


def _is_current(resources: Path, project: Path) -> bool:
    """Whether SUSHI's output is there and no older than what it was made from."""
    made = [file.stat().st_mtime for file in resources.glob("*.json")]
    inputs = [project / CONFIG_NAME, *(project / "input" / "fsh").rglob("*.fsh")]
    return bool(made) and max(made) >= max(file.stat().st_mtime for file in inputs)


def _compiled(sources: Sources, config: Config) -> tuple[Content, tuple[Path, ...]]:
    """Runs SUSHI; what it writes stays in the project, as it does when run by hand."""
    root = packages_folder().parents[1]
    with TemporaryDirectory() as scratch:
        home = Path(scratch)
        (home / ".fhir").mkdir()
        (home / ".fhir" / "packages").symlink_to(sources.packages.resolve())
        try:
            run = run_sushi(
                sources.project, sources.project, home=home, node_modules=root / "node_modules"
            )
        except FshError as error:
            raise FshError(config.label, error.report, error.count) from None
        except BuildError as error:
            raise ProjectError(f"{config.label} is not compiled: {error}") from error
    content = read_generated(sources.project, run.output, config.label, run.report)
    return content, _definition_folders(sources.project, run.output)


def _definition_folders(project: Path, generated: Path) -> tuple[Path, ...]:
    folders = [project / "input" / name for name in HAND_WRITTEN if name != "examples"]
    return (*(folder for folder in folders if folder.is_dir()), generated / "resources")


def _load(folder: Path) -> Package:
    try:
        return load_package(folder, _no_xml)
    except PackageError as error:
        raise ProjectError(str(error)) from error


def _no_xml(data: bytes) -> dict[str, Any]:
    raise ValueError("XML definitions")
