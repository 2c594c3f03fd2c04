"""Equal inputs, equal digest; anything else, another one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sas_ig.packages.digests import digest_files, digest_texts


@given(st.lists(st.text(max_size=3), max_size=4), st.lists(st.text(max_size=3), max_size=4))
def test_digest_texts_keeps_parts_apart(one: list[str], other: list[str]) -> None:
    assert (digest_texts(*one) == digest_texts(*other)) == (one == other)


def write(root: Path, files: dict[str, str]) -> list[Path]:
    for name, text in files.items():
        (root / name).write_text(text, encoding="utf-8")
    return [root / name for name in files]


@pytest.mark.parametrize(
    ("files", "same"),
    [
        pytest.param({"b.fsh": "2", "a.fsh": "1"}, True, id="another order"),
        pytest.param({"a.fsh": "1", "b.fsh": "3"}, False, id="another content"),
        pytest.param({"a.fsh": "1", "c.fsh": "2"}, False, id="another name"),
        pytest.param({"a.fsh": "1"}, False, id="a file less"),
    ],
)
def test_digest_files(files: dict[str, str], same: bool, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    reference = digest_files(write(first, {"a.fsh": "1", "b.fsh": "2"}), first)
    assert (digest_files(write(second, files), second) == reference) is same
