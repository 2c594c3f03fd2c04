"""The build does what is needed, in order, and nothing twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sas_ig.packages import build, plan
from sas_ig.packages.build import Workplace, build_packages, stages
from sas_ig.packages.errors import BuildError, FshError
from sas_ig.packages.plan import Project
from sas_ig.packages.sushi import APP, SushiRun

BASE = Project("base#1", "base", needs=())
LEAF = Project("leaf#1", "leaf", needs=("base#1",))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    """A checkout with two projects, without npm packages of HL7's."""
    monkeypatch.setattr(plan, "NPM_PACKAGES", ())
    monkeypatch.setattr(plan, "PROJECTS", (BASE, LEAF))
    for project in (BASE, LEAF):
        folder = tmp_path / project.source / "input" / "fsh"
        folder.mkdir(parents=True)
        (folder / "a.fsh").write_text(f"// {project.label}", encoding="utf-8")
        (folder.parent / "pagecontent").mkdir()
        (folder.parent / "pagecontent" / "index.md").touch()
        (tmp_path / project.source / "sushi-config.yaml").touch()
    app = tmp_path / "node_modules" / APP
    app.parent.mkdir(parents=True)
    app.touch()
    (app.parents[1] / "package.json").write_text('{"version": "3.21.0"}', encoding="utf-8")
    return Workplace(tmp_path)


@pytest.fixture
def compiled(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The projects that SUSHI (here a stand-in) has compiled, in order."""
    done: list[str] = []

    def run_sushi(project: Path, output: Path, *, home: Path, node_modules: Path) -> SushiRun:
        assert (home / ".fhir" / "packages").resolve() == place.packages.resolve()
        done.append(project.name)
        return SushiRun(output, 0, 0, "")

    monkeypatch.setattr(build.sushi, "run_sushi", run_sushi)
    monkeypatch.setattr(build, "_core_types", lambda place: None)
    monkeypatch.setattr(build.packing, "pack", lambda project, generated, target, types: 7)
    return done


def silent(line: str) -> None:
    """Takes the report."""


def test_first_build(place: Workplace, compiled: list[str]) -> None:
    lines: list[str] = []
    build_packages(place, lines.append)
    assert compiled == ["base", "leaf"]
    assert lines == [
        "base#1: 7 definitions, 0 errors, 0 warnings",
        "leaf#1: 7 definitions, 0 errors, 0 warnings",
    ]
    assert not list(place.build.glob("sushi-*"))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(lambda root: None, [], id="nothing"),
        pytest.param(
            lambda root: (root / "leaf/input/fsh/a.fsh").write_text("// new"), ["leaf"], id="leaf"
        ),
        pytest.param(
            lambda root: (root / "leaf/input/pagecontent/index.md").write_text("# new"),
            [],
            id="the text of a page",
        ),
        pytest.param(
            lambda root: (root / "leaf/input/pagecontent/new.md").touch(), ["leaf"], id="the pages"
        ),
        pytest.param(
            lambda root: (root / "leaf/sushi-config.yaml").write_text("# new"),
            ["leaf"],
            id="its configuration",
        ),
        pytest.param(
            lambda root: (root / "base/input/fsh/b.fsh").write_text("// new"),
            ["base", "leaf"],
            id="what another one needs",
        ),
        pytest.param(
            lambda root: (root / "node_modules/fsh-sushi/package.json").write_text(
                '{"version": "4.0.0"}'
            ),
            ["base", "leaf"],
            id="the compiler",
        ),
    ],
)
def test_second_build_after_a_change_of(
    change: Callable[[Path], object], expected: list[str], place: Workplace, compiled: list[str]
) -> None:
    build_packages(place, silent)
    compiled.clear()
    change(place.root)
    build_packages(place, silent)
    assert compiled == expected


def test_failed_project_is_tried_again(
    place: Workplace, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(project: Path, output: Path, **folders: Path) -> SushiRun:
        raise FshError(str(project), f"error Bad\n  File: {project}/input/fsh/a.fsh\n  Line: 1", 1)

    with monkeypatch.context() as patch:
        patch.setattr(build.sushi, "run_sushi", fail)
        with pytest.raises(FshError, match=r"1 error.* in base#1") as caught:
            build_packages(place, silent)
    assert caught.value.report == "error Bad\n  File: base/input/fsh/a.fsh\n  Line: 1"
    build_packages(place, silent)
    assert compiled == ["base", "leaf"]


def test_missing_project(place: Workplace) -> None:
    (place.root / "base/sushi-config.yaml").unlink()
    with pytest.raises(BuildError, match=r"sushi-config\.yaml: no such SUSHI project"):
        build_packages(place, silent)


def test_stages() -> None:
    other = Project("other#1", "other", needs=("core#1",))
    assert list(stages([LEAF, BASE, other])) == [[BASE, other], [LEAF]]


def test_the_plan_is_consistent() -> None:
    known = {package.label for package in plan.NPM_PACKAGES}
    for group in stages(plan.PROJECTS):
        assert all(known.issuperset(project.needs) for project in group)
        known.update(project.label for project in group)
