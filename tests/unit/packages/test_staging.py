"""A package is replaced as a whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from sas_ig.packages.staging import is_current, replaced


def test_first_content(tmp_path: Path) -> None:
    target = tmp_path / "x#1"
    assert not is_current(target, "abc")
    with replaced(target, "abc") as staging:
        (staging / "new").touch()
        assert not target.exists()
    assert is_current(target, "abc")
    assert not is_current(target, "abd")
    assert [file.name for file in tmp_path.iterdir()] == ["x#1"]


def test_earlier_content_goes(tmp_path: Path) -> None:
    target = tmp_path / "x#1"
    with replaced(target, "1") as staging:
        (staging / "old").touch()
    with replaced(target, "2") as staging:
        (staging / "new").touch()
    assert {file.name for file in target.iterdir()} == {"new", ".inputs"}
    assert [file.name for file in tmp_path.iterdir()] == ["x#1"]


def test_failure_leaves_everything_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "x#1"
    with replaced(target, "1") as staging:
        (staging / "old").touch()
    with pytest.raises(RuntimeError), replaced(target, "2"):
        raise RuntimeError
    assert is_current(target, "1")
    assert (target / "old").exists()
    assert [file.name for file in tmp_path.iterdir()] == ["x#1"]
