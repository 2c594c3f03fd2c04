"""Packages as users give them: what is in them is found, what is wrong with them is told."""

from __future__ import annotations

import io
import json
import os
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sas_validators.definitions import package as packages
from sas_validators.definitions.package import PackageError, load_package, version_key
from sas_validators.definitions.registry import Registry

URL = "http://exemple.fr/fhir/StructureDefinition/a"


def definition(**more: Any) -> dict[str, Any]:
    return {"resourceType": "StructureDefinition", "url": URL, **more}


def text(**more: Any) -> str:
    return json.dumps(definition(**more))


def index(*files: Any) -> str:
    return json.dumps({"index-version": 1, "files": list(files)})


def listed(name: Any, **more: Any) -> dict[str, Any]:
    return {"filename": name, "resourceType": "StructureDefinition", "url": URL, **more}


def folder(place: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        file = place / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    return place


def archive(place: Path, files: dict[str, str], *links: str) -> Path:
    found = place / "x.tgz"
    with tarfile.open(found, "w:gz") as target:
        for name in links:
            member = tarfile.TarInfo(name)
            member.type, member.linkname = tarfile.SYMTYPE, "/etc/hostname"
            target.addfile(member)
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content.encode())
            target.addfile(member, io.BytesIO(content.encode()))
    return found


def no_xml(_: bytes) -> dict[str, Any]:
    raise ValueError("no XML here")


def titles(source: Path) -> list[str]:
    entries = load_package(source, no_xml).entries
    return [entry.load().get("title", "") for entry in entries]


@pytest.mark.parametrize(
    "files",
    [
        {"a.json": text(title="t")},
        {"package/a.json": text(title="t"), "package/package.json": "{"},
        {"deep/er/a.json": text(title="t"), "a.fsh": "Profile: A", "README.md": "# x"},
        {"a.json": text(title="t"), "b.json": "{", "c.json": "", "d.json": "[" * 100_000},
        {"a.json": text(title="t"), "b.json": "7", "c.json": "null", "d.xml": "<a"},
        {"a.json": text(title="t"), "b.json": '{"resourceType": "Patient"}'},
        {"a.json": text(title="t"), "b.json": '{"resourceType": 7, "url": "http://b"}'},
        {"a.json": text(title="t"), "b.json": '{"resourceType": "Bundle", "entry": "x"}'},
        {"a.json": text(title="t"), "b.json": '{"resourceType": "Bundle", "entry": [7, {}, []]}'},
        {"a.json": text(title="t"), "sub/a.json": "{}"},
        {"a.json": text(title="t"), ".index.json": "{"},
        {"a.json": text(title="t"), ".index.json": "[]"},
        {"a.json": text(title="t"), ".index.json": '{"files": {"a": 1}}'},
        {"a.json": text(title="t"), ".index.json": index("x")},
        {"a.json": text(title="t"), ".index.json": index(listed(7))},
        {"a.json": text(title="t"), ".index.json": index(listed("../a.json"))},
        {"a.json": text(title="t"), ".index.json": index(listed("/etc/hostname"))},
        {"a.json": text(title="t"), ".index.json": index()},
        {"a.json": text(title="t"), ".index.json": index(listed("b.json"))},
        {"a.json": text(title="t"), ".index.json": index(listed("a.json"))},
    ],
    ids=lambda files: " ".join(files)[:60],
)
def test_the_definition_is_found(tmp_path: Path, files: dict[str, str]) -> None:
    assert titles(folder(tmp_path, files)) == ["t"]


def test_an_index_older_than_a_file_is_not_trusted(tmp_path: Path) -> None:
    stale = index(listed("a.json", url="http://exemple.fr/old"))
    folder(tmp_path, {".index.json": stale, "a.json": text()})
    os.utime(tmp_path / ".index.json", ns=(1, 1))
    assert [entry.url for entry in load_package(tmp_path, no_xml).entries] == [URL]
    (tmp_path / "a.json").touch()
    os.utime(tmp_path / "a.json", ns=(1, 1))
    assert [entry.url for entry in load_package(tmp_path, no_xml).entries] != [URL]


def test_links_in_folders(tmp_path: Path) -> None:
    folder(tmp_path, {"a.json": text(title="t")})
    (tmp_path / "self").symlink_to(tmp_path)
    (tmp_path / "none.json").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.json")
    assert titles(tmp_path) == ["t"]
    assert packages.digest_of(tmp_path)


def test_archives(tmp_path: Path) -> None:
    found = archive(
        tmp_path,
        {"../../a.json": text(title="outside"), "package/b.json": text(version="2", title="t")},
        "package/link.json",
    )
    assert sorted(titles(found)) == ["outside", "t"]
    assert not (tmp_path.parent.parent / "a.json").exists()


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda data: data[: len(data) // 2], id="cut in the middle"),
        pytest.param(lambda data: data[:-6], id="cut at the end"),
        pytest.param(lambda data: data[:20], id="hardly begun"),
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: data[:60] + bytes(30) + data[90:], id="overwritten"),
        pytest.param(lambda data: b"PK\x03\x04" + data, id="zip"),
        pytest.param(lambda data: b"[" * 100_000, id="nested"),
    ],
)
def test_spoilt_archives_are_refused(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    many = {f"package/{number}.json": text(title=os.urandom(40).hex()) for number in range(9)}
    found = archive(tmp_path, many)
    found.write_bytes(spoil(found.read_bytes()))
    with pytest.raises(PackageError, match=r"^[^\n]+$"):
        load_package(found, no_xml)


@pytest.mark.parametrize(
    ("limit", "value"),
    [("_LIMIT", len(text()) - 1), ("_TOTAL_LIMIT", len(text()) + 1), ("_MOST_FILES", 1)],
)
def test_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    files = {"a.json": text(), "b.json": text()}
    monkeypatch.setattr(packages, limit, value)
    for source in (folder(tmp_path / "f", files), archive(tmp_path, files)):
        with pytest.raises(PackageError, match=f"than {value} "):
            load_package(source, no_xml)


def test_a_listed_file_that_is_none_is_told_when_it_is_needed(tmp_path: Path) -> None:
    folder(tmp_path, {"a.json": "{", ".index.json": index(listed("a.json"))})
    (entry,) = load_package(tmp_path, no_xml).entries
    with pytest.raises(PackageError, match=r"a\.json"):
        entry.load()


def test_two_definitions_of_one_name(tmp_path: Path) -> None:
    narrative = {"status": "generated", "div": "<div/>"}
    folder(tmp_path, {"a.json": text(), "copy.json": text(text=narrative)})
    load_package(tmp_path, no_xml)
    folder(tmp_path, {"b.json": text(title="another")})
    with pytest.raises(PackageError, match=r"two different definitions .* a\.json and b\.json"):
        load_package(tmp_path, no_xml)


def test_the_latest_version_of_a_package_wins(tmp_path: Path) -> None:
    versions = ("1.9.0", "1.10.0", "1.10.0-draft")
    folder(tmp_path, {f"{9 - n}.json": text(version=v) for n, v in enumerate(versions)})
    registry = Registry([load_package(tmp_path, no_xml)])
    found = registry.find(URL)
    assert found is not None
    assert found["version"] == "1.10.0"


def test_order_of_versions() -> None:
    ordered = ["", "draft", "0.9", "1.0.0-ballot", "1.0.0", "1.2", "1.10", "2.0.0-a", "2.0.0-b"]
    assert sorted(sorted(ordered), key=version_key) == ordered
