"""Brings every package up to date, in order, doing only what has to be done."""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sas_ig.packages import packing, plan, sushi, variant
from sas_ig.packages.digests import digest_files, digest_texts
from sas_ig.packages.errors import BuildError, FshError
from sas_ig.packages.npm import npm_inputs, write_npm_package
from sas_ig.packages.plan import NpmPackage, Project
from sas_ig.packages.staging import is_current, replaced
from sas_validators.definitions.package import load_package
from sas_validators.definitions.registry import Registry
from sas_validators.definitions.types import TypeModel

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Workplace:
    """The folders of a build. `root` is the checkout, `build` the place for what is generated."""

    root: Path

    @property
    def build(self) -> Path:
        """`<root>/build`."""
        return self.root / "build"

    @property
    def packages(self) -> Path:
        """One sub-folder per package, named `name#version`."""
        return self.build / "packages"

    @property
    def home(self) -> Path:
        """The home folder SUSHI runs with: its package cache is `packages`."""
        return self.build / "home"

    @property
    def node_modules(self) -> Path:
        """Where npm installs."""
        return self.root / "node_modules"


def build_packages(place: Workplace, report: Report) -> None:
    """Makes whatever package is missing or older than its inputs.

    `report` gets one line per package, and SUSHI's warnings. Raises BuildError when
    something needed is missing, FshError when SUSHI finds errors.
    """
    place.packages.mkdir(parents=True, exist_ok=True)
    with _exclusive(place.build / "packages.lock"):
        inputs: dict[str, str] = {}
        for package in plan.NPM_PACKAGES:
            inputs[package.label] = npm_inputs(package, place.node_modules)
            _bring_npm_package(package, place, inputs[package.label], report)
        for projects in stages(plan.PROJECTS):
            for project in projects:
                inputs[project.label] = project_inputs(project, place, inputs)
            # SUSHI uses one core each; those that wait for no other one run side by side.
            with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
                running = [
                    pool.submit(_bring_project, project, place, inputs[project.label], report)
                    for project in projects
                ]
            for outcome in running:
                outcome.result()


def stages(projects: Sequence[Project]) -> Iterator[list[Project]]:
    """The projects in groups, each needing only packages of earlier groups (or none of ours)."""
    waiting = list(projects)
    while waiting:
        labels = {project.label for project in waiting}
        ready = [project for project in waiting if labels.isdisjoint(project.needs)]
        yield ready
        waiting = [project for project in waiting if project not in ready]


@contextmanager
def _exclusive(lock: Path) -> Iterator[None]:
    """One build at a time; another one waits, then finds everything done."""
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _bring_npm_package(package: NpmPackage, place: Workplace, inputs: str, report: Report) -> None:
    target = place.packages / package.label
    if is_current(target, inputs):
        return
    with replaced(target, inputs) as staging:
        count = write_npm_package(package, place.node_modules, staging)
    report(f"{package.label}: {count} resources")


def project_inputs(project: Project, place: Workplace, known: dict[str, str]) -> str:
    """The digest of all that decides on the package: FSH, compiler, packer, dependencies.

    Raises BuildError when the project or SUSHI is missing.
    """
    config = place.root / project.source / variant.CONFIG_NAME
    if not config.is_file():
        raise BuildError(f"{config}: no such SUSHI project")
    files = variant.project_files(project, place.root)
    app = sushi.find_app(place.node_modules)
    release = json.loads((app.parents[1] / "package.json").read_text(encoding="utf-8"))["version"]
    return digest_texts(
        project.label,
        *(f"{inside}:{_file_inputs(inside, file)}" for inside, file in sorted(files.items())),
        release,
        digest_files(Path(__file__).parent.glob("*.*"), Path(__file__).parent),
        *(known[label] for label in project.needs),
    )


def _file_inputs(inside: Path, file: Path) -> str:
    """Narrative and images count by their names alone: SUSHI lists them, it does not read them."""
    return "" if inside.parts[1:2] in _NARRATIVE else digest_files([file], file.parent)


_NARRATIVE = (("pagecontent",), ("images",), ("images-source",), ("includes",))


def _bring_project(project: Project, place: Workplace, inputs: str, report: Report) -> None:
    target = place.packages / project.label
    if is_current(target, inputs):
        return
    _link_cache(place)
    place.build.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.build, prefix="sushi-") as scratch:
        run = _compile(project, place, Path(scratch))
        with replaced(target, inputs) as staging:
            count = packing.pack(project, run.output, staging, _core_types(place))
    if run.report:
        report(run.report)
    report(f"{project.label}: {count} definitions, {run.errors} errors, {run.warnings} warnings")


def _core_types(place: Workplace) -> TypeModel:
    return TypeModel(Registry([load_package(place.packages / plan.CORE, json.loads)]))


def _compile(project: Project, place: Workplace, scratch: Path) -> sushi.SushiRun:
    """Runs SUSHI on the project where it is, or on a copy that a variant is laid out in."""
    source = place.root / project.source
    files: dict[Path, Path] = {}
    if project.shares:
        files = variant.project_files(project, place.root)
        source = scratch / "project"
        variant.lay_out(files, source)
    try:
        return sushi.run_sushi(
            source, scratch / "out", home=place.home, node_modules=place.node_modules
        )
    except FshError as error:
        report = error.report
        for inside, file in files.items():
            report = report.replace(str(source / inside), str(file))
        report = report.replace(f"{place.root}/", "")
        raise FshError(project.label, report, error.count) from None


def _link_cache(place: Workplace) -> None:
    cache = place.home / ".fhir" / "packages"
    if not cache.exists():
        cache.parent.mkdir(parents=True, exist_ok=True)
        cache.symlink_to(Path("..", "..", place.packages.name), target_is_directory=True)
