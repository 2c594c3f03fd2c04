"""What is kept on disk: found again, whole or not at all, by whoever may read it."""

import os
import stat
from pathlib import Path

import pytest

from sas_validators.engine import stock
from sas_validators.engine.stock import Stock

ITEMS = [
    pytest.param(("text", 1, None, frozenset({"a"})), id="plain data"),
    pytest.param(compile("x = 1", "<test>", "exec"), id="code"),
    pytest.param(None, id="nothing, which is an answer, too"),
]


def refuse() -> None:
    raise AssertionError("made again")


def files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


@pytest.mark.parametrize("item", ITEMS)
def test_an_item_is_made_once(item: object, tmp_path: Path) -> None:
    first = Stock(tmp_path, "digest")
    assert first.fetch("kind", "key", lambda: item) == item
    assert first.fetch("kind", "key", refuse) == item
    assert Stock(tmp_path, "digest").fetch("kind", "key", refuse) == item


@pytest.mark.parametrize(
    ("kind", "key", "digest"),
    [("kind", "other", "digest"), ("other", "key", "digest"), ("kind", "key", "other")],
)
def test_what_differs_is_another_item(kind: str, key: str, digest: str, tmp_path: Path) -> None:
    Stock(tmp_path, "digest").fetch("kind", "key", lambda: 1)
    assert Stock(tmp_path, digest).fetch(kind, key, lambda: 2) == 2


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda content: b"", id="empty"),
        pytest.param(lambda content: content[:-1], id="cut off"),
        pytest.param(
            lambda content: content[:-1] + bytes([content[-1] ^ 1]), id="another last byte"
        ),
        pytest.param(lambda content: b"x" + content, id="another first byte"),
        pytest.param(
            lambda content: content.replace(b"sas-fhir", b"sas-fire", 1), id="of other software"
        ),
    ],
)
def test_a_damaged_file_is_as_good_as_none(damage, tmp_path: Path) -> None:
    Stock(tmp_path, "digest").fetch("kind", "key", lambda: [1, 2, 3])
    (file,) = files(tmp_path)
    file.write_bytes(damage(file.read_bytes()))
    assert Stock(tmp_path, "digest").fetch("kind", "key", lambda: [4]) == [4]
    assert Stock(tmp_path, "digest").fetch("kind", "key", refuse) == [4]


@pytest.mark.parametrize(
    "folder",
    [
        pytest.param(None, id="in memory only"),
        pytest.param(Path("/dev/null/no"), id="a folder that can't be"),
    ],
)
def test_nowhere_to_keep_it(folder: Path | None) -> None:
    kept = Stock(folder, "digest")
    assert kept.fetch("kind", "key", lambda: 1) == 1
    assert kept.fetch("kind", "key", refuse) == 1
    assert Stock(folder, "digest").fetch("kind", "key", lambda: 2) == 2


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Path, target: Path) -> Path:
        raise OSError("no space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    assert Stock(tmp_path, "digest").fetch("kind", "key", lambda: 1) == 1
    assert files(tmp_path) == []


def test_other_users_may_read_it(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        Stock(tmp_path, "digest").fetch("kind", "key", lambda: 1)
    finally:
        os.umask(before)
    assert [stat.S_IMODE(file.stat().st_mode) for file in files(tmp_path)] == [0o644]


def test_old_generations_make_room(tmp_path: Path) -> None:
    for number in range(20):
        Stock(tmp_path, f"digest {number}").fetch("kind", "key", lambda: 1)
        os.utime(tmp_path / f"digest {number}", (number, number))
    left = {folder.name for folder in tmp_path.iterdir()}
    assert left == {f"digest {number}" for number in range(20 - stock._GENERATIONS, 20)}
