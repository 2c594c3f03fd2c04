from pathlib import Path

import pytest

from sas_validators.bulk.sources import Source, find_sources, is_line_file


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (
        "b.json",
        "a.xml",
        "c.ndjson.gz",
        "notes.txt",
        "package.json",
        ".hidden.json",
        "sub/d.JSON",
        ".git/e.json",
    ):
        file = tmp_path / "in" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("{}")
    (tmp_path / "empty").mkdir()
    (tmp_path / "[1].json").write_text("{}")
    monkeypatch.chdir(tmp_path)
    return tmp_path


FOLDER = ["in/a.xml", "in/b.json", "in/c.ndjson.gz", "in/sub/d.JSON"]


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        pytest.param(["in/b.json", "in/a.xml"], ["in/b.json", "in/a.xml"], id="order as given"),
        pytest.param(["in/b.json", "in/b.json"], ["in/b.json"] * 2, id="twice when named twice"),
        pytest.param(["in/notes.txt"], ["in/notes.txt"], id="any name when named"),
        pytest.param(["in"], FOLDER, id="folder: sorted, deep, without hidden and npm files"),
        pytest.param(["empty"], ["empty"], id="folder without resources stays, to be reported"),
        pytest.param(["in/*.json"], ["in/b.json", "in/package.json"], id="pattern"),
        pytest.param(["in/**/*.JSON"], ["in/sub/d.JSON"], id="recursive pattern"),
        pytest.param(["i*"], FOLDER, id="pattern that matches a folder"),
        pytest.param(["[1].json"], ["[1].json"], id="a file that looks like a pattern"),
        pytest.param(["none*"], ["none*"], id="pattern without match stays, to be reported"),
        pytest.param(["none.json"], ["none.json"], id="missing file stays, to be reported"),
        pytest.param(["a\0b"], ["a\0b"], id="a name no file can have"),
        pytest.param(["-"], ["-"], id="standard input"),
    ],
)
def test_find_sources(tree: Path, inputs: list[str], expected: list[str]) -> None:
    assert [source.name for source in find_sources(inputs)] == expected


def test_sizes(tree: Path) -> None:
    assert find_sources(["in/b.json", "none", "-"]) == [
        Source("in/b.json", 2),
        Source("none", 0),
        Source("-", 0),
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.ndjson", True),
        ("a.NDJSON.GZ", True),
        ("a.jsonl", True),
        ("a.json", False),
        ("a.json.gz", False),
        ("ndjson", False),
    ],
)
def test_is_line_file(name: str, expected: bool) -> None:
    assert is_line_file(name) is expected
