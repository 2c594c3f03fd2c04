import io
import json
import tarfile
import zipfile
from importlib.metadata import EntryPoint

import pytest

from sas_ig.downloads import announced
from sas_ig.downloads.archives import package_files, tgz_of, zip_of
from sas_ig.project.content import Content, Item


def item(role: str, type: str, id: str) -> Item:
    resource = {"resourceType": type, "id": id, "url": f"http://example.org/{id}"}
    return Item(role, json.dumps(resource).encode())  # type: ignore[arg-type]


CONTENT = Content(
    "p#1",
    (
        item("definition", "ValueSet", "a"),
        item("example", "Slot", "b"),
        item("counterexample", "Slot", "c"),
    ),
)


def test_a_package_has_no_counter_examples() -> None:
    assert set(package_files(CONTENT, {"name": "p"})) == {
        "package/package.json",
        "package/.index.json",
        "package/ValueSet-a.json",
        "package/example/Slot-b.json",
    }


def test_the_index_of_a_package_tells_canonicals() -> None:
    index = json.loads(package_files(CONTENT, {})["package/.index.json"])
    assert [(entry["filename"], entry["url"]) for entry in index["files"]] == [
        ("ValueSet-a.json", "http://example.org/a")
    ]


@pytest.mark.parametrize("archive", [zip_of, tgz_of], ids=["zip", "tgz"])
def test_equal_content_makes_equal_archives(archive) -> None:  # type: ignore[no-untyped-def]
    assert archive({"b": b"2", "a": b"1"}) == archive({"a": b"1", "b": b"2"})


def test_zip_holds_its_files() -> None:
    found = zipfile.ZipFile(io.BytesIO(zip_of({"é.json": b"{}"})))
    assert found.read("é.json") == b"{}"


def test_tgz_holds_its_files() -> None:
    with tarfile.open(fileobj=io.BytesIO(tgz_of({"package/a.json": b"{}"}))) as found:
        member = found.extractfile("package/a.json")
        assert member is not None
        assert member.read() == b"{}"


class Points(list[EntryPoint]):
    @property
    def names(self) -> set[str]:
        return {point.name for point in self}


@pytest.fixture
def _one_point(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("notes.txt", "json:dumps", announced.GROUP)
    monkeypatch.setattr(announced, "entry_points", lambda group: Points([point]))


@pytest.mark.usefixtures("_one_point")
def test_only_what_the_project_names_is_offered() -> None:
    assert list(announced.announced_downloads((), "d")) == []
    (found,) = announced.announced_downloads(("notes.txt", "none.txt"), "d")
    assert found.name == "notes.txt"


@pytest.mark.usefixtures("_one_point")
def test_announced_files_change_with_the_definitions() -> None:
    first, same, other = (
        next(announced.announced_downloads(("notes.txt",), digest)).digest
        for digest in ("d1", "d1", "d2")
    )
    assert first == same != other


@pytest.mark.usefixtures("_one_point")
def test_what_nobody_announces_is_missing() -> None:
    assert announced.missing_files(("notes.txt", "none.txt")) == ("none.txt",)
