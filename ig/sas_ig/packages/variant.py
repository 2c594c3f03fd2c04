"""A SUSHI project that shares most of its FSH with another one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from sas_ig.packages.plan import Project

CONFIG_NAME = "sushi-config.yaml"
FSH_FOLDER = Path("input", "fsh")


def project_files(project: Project, root: Path) -> dict[Path, Path]:
    """Every file SUSHI reads for `project`: place in the project -> file in the checkout.

    The project's own files win over those it shares.
    """
    source = root / project.source
    found = dict(_shared_files(project, root))
    for file in (source / "input").rglob("*"):
        if file.is_file():
            found[file.relative_to(source)] = file
    found[Path(CONFIG_NAME)] = source / CONFIG_NAME
    return found


def _shared_files(project: Project, root: Path) -> Iterator[tuple[Path, Path]]:
    base = root / project.shared_from
    for share in project.shares:
        place = base / FSH_FOLDER / share
        for file in [place] if place.is_file() else sorted(place.rglob("*.fsh")):
            yield file.relative_to(base), file


def lay_out(files: dict[Path, Path], folder: Path) -> None:
    """Copies the files to their places below `folder`."""
    for place, file in files.items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, folder / place)
