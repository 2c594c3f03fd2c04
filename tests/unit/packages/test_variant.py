"""A variant takes over what it shares, and its own files win."""

from __future__ import annotations

from pathlib import Path

from sas_ig.packages.plan import Project
from sas_ig.packages.variant import lay_out, project_files

VARIANT = Project("x#1", "old", needs=(), shared_from=".", shares=("common", "top.fsh"))


def write(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name, encoding="utf-8")


def test_project_files(tmp_path: Path) -> None:
    write(
        tmp_path,
        "sushi-config.yaml",
        "input/fsh/top.fsh",
        "input/fsh/common/a.fsh",
        "input/fsh/common/deep/b.fsh",
        "input/fsh/examples/e.fsh",
        "old/sushi-config.yaml",
        "old/input/fsh/common/a.fsh",
        "old/input/fsh/own.fsh",
    )
    found = {
        place.as_posix(): file.relative_to(tmp_path).as_posix()
        for place, file in project_files(VARIANT, tmp_path).items()
    }
    assert found == {
        "sushi-config.yaml": "old/sushi-config.yaml",
        "input/fsh/top.fsh": "input/fsh/top.fsh",
        "input/fsh/common/a.fsh": "old/input/fsh/common/a.fsh",
        "input/fsh/common/deep/b.fsh": "input/fsh/common/deep/b.fsh",
        "input/fsh/own.fsh": "old/input/fsh/own.fsh",
    }


def test_lay_out(tmp_path: Path) -> None:
    write(tmp_path, "a.fsh")
    lay_out({Path("input/fsh/b.fsh"): tmp_path / "a.fsh"}, tmp_path / "laid")
    assert (tmp_path / "laid/input/fsh/b.fsh").read_text(encoding="utf-8") == "a.fsh"
