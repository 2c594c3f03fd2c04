"""Another SUSHI project than this one: the builder compiles it, checks it and makes its site."""

from __future__ import annotations

import fcntl
import io
import json
import re
import shutil
import tarfile
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from sas_ig.packages import sushi
from sas_ig.packages.plan import CORE
from sas_ig.project.content import read_package
from sas_ig.project.sources import Sources
from sas_ig.site.build import Order, Result, build_site
from sas_ig.site.command import build
from sas_validators import Validator
from sas_validators.definitions.builtin import packages_folder

ROOT = Path(__file__).parents[3]
CLINIC = Path(__file__).with_name("clinic")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (ROOT / "node_modules" / sushi.APP).is_file()
        or not (packages_folder() / CORE).is_dir(),
        reason="needs SUSHI and the converted R4 core: `make setup`",
    ),
]


def build_clinic(project: Path) -> Result:
    site = project / "build" / "ig"
    memory = project / "build" / "cache"
    return build_site(Order(Sources(project, packages_folder()), site, memory))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The project with SUSHI's output and its site, made once for all workers."""
    shared = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    project = shared / "clinic"
    with (shared / "clinic.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (project / "build" / "done").is_file():
            shutil.copytree(CLINIC, project)
            result = build_clinic(project)
            assert [item for item in result.findings if item.severity == "error"] == []
            (project / "build" / "done").touch()
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy of one's own, to change."""
    return Path(shutil.copytree(built, tmp_path / "clinic"))


def read(project: Path, path: str) -> str:
    return (project / "build" / "ig" / path).read_text(encoding="utf-8")


def errors(result: Result) -> list[tuple[str, str]]:
    return [(item.check, item.place) for item in result.findings if item.severity == "error"]


@pytest.mark.parametrize(
    ("page", "content"),
    [
        pytest.param("index.html", '<html lang="en">', id="in its own language"),
        pytest.param("fr/index.html", '<html lang="fr">', id="with a French interface"),
        pytest.param("index.html", 'href="StructureDefinition-clinic-slot.html"', id="names"),
        pytest.param("index.html", "<svg", id="diagrams"),
        pytest.param("booking.html", 'class="badge ok">valid', id="judged examples"),
        pytest.param("booking.html", 'class="badge wrong">2 errors<', id="judged counter-examples"),
        pytest.param("StructureDefinition-clinic-slot.html", 'id="Slot.serviceType"', id="tree"),
        pytest.param("StructureDefinition-clinic-slot.html", "occurs exactly once", id="words"),
        pytest.param("StructureDefinition-room.html", "Slot at the clinic", id="used by"),
        pytest.param("ValueSet-clinic-services.html", '<tr id="vaccine">', id="expansion"),
        pytest.param("Slot-backwards.html", "clinic-1", id="what a counter-example breaks"),
        pytest.param("qa.html", "nothing to mend", id="quality report"),
        pytest.param("qa.html", "1 example, 1 counter-example", id="what was checked"),
        pytest.param(
            "StructureDefinition/room/index.html",
            "../../StructureDefinition-room.html",
            id="canonical",
        ),
    ],
)
def test_pages(built: Path, page: str, content: str) -> None:
    assert content in read(built, page)


def test_the_package_is_one_that_validators_load(built: Path, tmp_path: Path) -> None:
    package = built / "build" / "ig" / "package.tgz"
    profile = "http://example.org/clinic/StructureDefinition/clinic-slot"
    validator = Validator.with_packages([package], cache=tmp_path / "cache")
    good, bad = (
        validator.validate(read(built, f"Slot-{id}.json"), profile=profile)
        for id in ("morning", "backwards")
    )
    assert good.ok
    assert [issue.expression for issue in bad.issues if issue.severity == "error"] == ["Slot"]
    with tarfile.open(package) as archive:
        archive.extractall(tmp_path / "package", filter="data")
    content = read_package(tmp_path / "package")
    assert content.label == "example.clinic#0.2.0"
    assert {item.reference for item in content.items if item.role == "example"} == {"Slot/morning"}


def test_archives(built: Path) -> None:
    def names(archive: str) -> set[str]:
        data = (built / "build" / "ig" / archive).read_bytes()
        return set(zipfile.ZipFile(io.BytesIO(data)).namelist())

    assert names("examples.json.zip") == {"Slot-morning.json"}
    assert names("counterexamples.json.zip") == {"Slot-backwards.json"}
    assert names("expansions.json.zip") == {"ValueSet-clinic-services.json"}
    assert "StructureDefinition-clinic-slot.xml" in names("definitions.xml.zip")


def test_nothing_is_rendered_when_nothing_changed(project: Path) -> None:
    assert build_clinic(project).rendered == 0


def test_a_changed_page_is_rendered_alone(project: Path) -> None:
    page = project / "input" / "pagecontent" / "booking.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nBring your card.\n", encoding="utf-8")
    assert build_clinic(project).rendered == 2  # in both languages
    assert "Bring your card." in read(project, "booking.html")


def test_a_page_that_is_gone_leaves_nothing(project: Path) -> None:
    (project / "input" / "pagecontent" / "booking.md").unlink()
    result = build_clinic(project)
    assert not (project / "build" / "ig" / "booking.html").exists()
    assert ("links", "index.html") in errors(result)


@pytest.mark.parametrize(
    ("text", "check"),
    [
        pytest.param("[x](nowhere.html)", "links", id="no such page"),
        pytest.param("[x](index.html#nowhere)", "links", id="no such place"),
        pytest.param("[[[Nothing]]]", "narrative", id="no such artifact"),
        pytest.param("{% include none.svg %}", "narrative", id="no such diagram"),
        pytest.param("{% fragment Slot/none JSON %}", "narrative", id="no such example"),
        pytest.param(
            '```json valid profile=clinic-slot\n{"resourceType": "Slot"}\n```', None, id="no mark"
        ),
        pytest.param(
            '```json validate profile=clinic-slot\n{"resourceType": "Slot"}\n```',
            "narrative",
            id="wrong example",
        ),
        pytest.param(
            '```json invalid\n{"resourceType": "Basic", "code": {"text": "x"}}\n```',
            "narrative",
            id="right counter-example",
        ),
        pytest.param("```sequence\nnonsense\n```", "narrative", id="wrong diagram"),
    ],
)
def test_faults_of_a_page(project: Path, text: str, check: str | None) -> None:
    page = project / "input" / "pagecontent" / "booking.md"
    page.write_text(f"{page.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")
    found = {check for check, _ in errors(build_clinic(project))}
    assert found == ({check} if check else set())


def change(project: Path, name: str, **fields: object) -> None:
    """Changes what SUSHI wrote, as a change of the FSH would."""
    file = project / "fsh-generated" / "resources" / name
    resource = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**resource, **fields}), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "fields", "expected"),
    [
        pytest.param(
            "Slot-morning.json",
            {"status": "maybe"},
            ("examples", "example.clinic#0.2.0 Slot/morning"),
            id="an example that is wrong",
        ),
        pytest.param(
            "Slot-backwards.json",
            {"end": "2027-03-25T10:00:00Z"},
            ("examples", "example.clinic#0.2.0 Slot/backwards"),
            id="a counter-example that is right",
        ),
        pytest.param(
            "ValueSet-clinic-services.json",
            {"status": "maybe"},
            ("validation", "example.clinic#0.2.0 ValueSet/clinic-services"),
            id="a definition that is wrong",
        ),
    ],
)
def test_faults_of_artifacts(
    project: Path, file: str, fields: dict[str, object], expected: tuple[str, str]
) -> None:
    change(project, file, **fields)
    assert expected in errors(build_clinic(project))


def test_the_command_fails_on_errors_and_says_where(project: Path) -> None:
    change(project, "Slot-morning.json", status="maybe")
    ran = CliRunner().invoke(build, ["--source", str(project)])
    assert ran.exit_code == 1
    assert "Slot/morning" in ran.stderr
    assert re.search(r"\d+ pages", ran.stdout)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("sushi-config.yaml", "id: [", id="configuration that is no YAML"),
        pytest.param("sushi-config.yaml", "id: x", id="configuration without version"),
        pytest.param("input/guide.toml", "previous = ", id="settings that are no TOML"),
        pytest.param("input/guide.toml", "[[companion]]\n", id="companion without package"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(project: Path, name: str, content: str) -> None:
    (project / name).write_text(content, encoding="utf-8")
    ran = CliRunner().invoke(build, ["--source", str(project)])
    assert ran.exit_code == 2
    assert ran.stderr.startswith("error: ")
    assert Path(name).name in ran.stderr


def test_a_folder_without_project(tmp_path: Path) -> None:
    ran = CliRunner().invoke(build, ["--source", str(tmp_path)])
    assert (ran.exit_code, ran.stderr.count("\n")) == (2, 1)
