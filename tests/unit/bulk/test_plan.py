import gzip
import io
import pickle
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sas_validators.bulk import plan, records
from sas_validators.bulk.chunks import Chunk, Files, Given, Lines
from sas_validators.bulk.plan import chunk_size, cut, sniff
from sas_validators.bulk.records import Opened
from sas_validators.bulk.sources import Source, find_sources

TWO = b'{"a":1}\n{"b":2}\n'


@pytest.mark.parametrize(
    ("text", "in_lines"),
    [
        pytest.param(b"", False, id="empty"),
        pytest.param(b'{"a":1}', False, id="one object"),
        pytest.param(b'{"a":1}\n', False, id="one object and a line end"),
        pytest.param(b'{\n "a": {}\n}', False, id="an indented object"),
        pytest.param(b'{"a":{}\n}', False, id="an object that ends on the second line"),
        pytest.param(b'{"a":{}}\n}', False, id="a bracket too many is no second resource"),
        pytest.param(b"<Slot>\n</Slot>", False, id="XML"),
        pytest.param(b'[{"a":1}\n,{"b":2}]', False, id="an array"),
        pytest.param(TWO, True, id="two lines"),
        pytest.param(b'\xef\xbb\xbf\r\n{"a":1} \r\n\r\n{"b"', True, id="mark, blanks, CRLF"),
        pytest.param(b'{"a":"' + b"x" * 200_000 + b'"}\n{}', True, id="a long first line"),
    ],
)
def test_sniff(text: bytes, in_lines: bool) -> None:
    stream = io.BytesIO(text)
    head, answer = sniff(Opened(stream, stream))
    assert answer is in_lines
    assert text.startswith(head)


def test_sniff_holds_no_more_than_is_examined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "MAX_BYTES", 100_000)
    stream = io.BytesIO(b"{" + b" " * 1_000_000)
    head, _ = sniff(Opened(stream, stream))
    assert len(head) < 200_000


def content_of(chunks: Iterable[Chunk]) -> list[tuple[int, bytes]]:
    return [(record.line, record.data) for chunk in chunks for record in chunk.records()]


def test_small_files_are_judged_together(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.json").write_bytes(b"x" * 1000)
    chunks = list(cut(find_sources([str(tmp_path)]), 5000))
    assert [len(chunk.names) for chunk in chunks if isinstance(chunk, Files)] == [3, 2]
    assert sum(chunk.size for chunk in chunks) == 5000


@pytest.mark.parametrize("compressed", [False, True])
def test_the_first_chunk_is_small(tmp_path: Path, compressed: bool) -> None:
    """Others wait for it: processes are forked when it has been judged."""
    text = TWO * 20_000
    file = tmp_path / "a.ndjson"
    file.write_bytes(gzip.compress(text) if compressed else text)
    first, second, *_ = cut(find_sources([str(file)]), 100_000)
    assert isinstance(first, Lines)
    assert isinstance(second, Lines)
    assert first.length == 16 << 10
    assert second.length == 100_000


def test_order_of_the_input_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"{}")
    (tmp_path / "b.ndjson").write_bytes(TWO)
    (tmp_path / "c.json").write_bytes(TWO)
    (tmp_path / "d.json").write_bytes(b"{}")
    chunks = list(cut(find_sources([str(tmp_path)]), 1 << 20))
    assert [type(chunk) for chunk in chunks] == [Files, Lines, Lines, Files]


@settings(max_examples=40, deadline=None)
@given(
    lines=st.lists(st.binary(max_size=30).map(lambda line: line.replace(b"\n", b"")), max_size=40),
    end=st.sampled_from([b"", b"\n"]),
    size=st.integers(1, 200),
    compressed=st.booleans(),
)
def test_ranges_give_each_line_once(
    tmp_path_factory: pytest.TempPathFactory,
    lines: list[bytes],
    end: bytes,
    size: int,
    compressed: bool,
) -> None:
    text = b"\n".join(lines) + end
    file = tmp_path_factory.mktemp("lines") / "x.ndjson"
    file.write_bytes(gzip.compress(text) if compressed else text)
    name = str(file)
    chunks = list(cut([Source(name, file.stat().st_size)], size))
    whole = content_of([Lines(name, 0, None, 1, 0)])
    assert content_of(chunks) == whole
    # Chunks may be judged in any order, by whoever gets them.
    backwards = [content_of([chunk]) for chunk in reversed(chunks)]
    assert [item for part in reversed(backwards) for item in part] == whole
    assert pickle.loads(pickle.dumps(chunks)) == chunks  # noqa: S301 (our own)


def test_sizes_add_up_to_that_of_the_file(tmp_path: Path) -> None:
    text = TWO * 20_000
    for name, data in (("a.ndjson", text), ("a.ndjson.gz", gzip.compress(text))):
        file = tmp_path / name
        file.write_bytes(data)
        chunks = list(cut(find_sources([str(file)]), 10_000))
        assert len(chunks) > 10
        assert sum(chunk.size for chunk in chunks) == len(data)


def test_a_long_line_is_passed_over_in_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "MAX_BYTES", 1000)
    monkeypatch.setattr(plan, "_BLOCK", 64)
    file = tmp_path / "x.ndjson"
    file.write_bytes(b'{"a":1}\n' + b"x" * 5000 + b'\n{"b":2}\n')
    found = [r for chunk in cut(find_sources([str(file)]), 10) for r in chunk.records()]
    assert [(r.line, r.problem is not None) for r in found] == [(1, False), (2, True), (3, False)]


def test_what_precedes_damage_is_still_cut(tmp_path: Path) -> None:
    file = tmp_path / "x.ndjson.gz"
    file.write_bytes(gzip.compress(TWO * 1000)[:-10])
    found = [r for chunk in cut(find_sources([str(file)]), 4000) for r in chunk.records()]
    assert [record.data for record in found[:2]] == TWO.splitlines()
    assert [r.problem.message.id for r in found if r.problem] == ["GZIP_DAMAGED"]


def test_missing_files_become_records(tmp_path: Path) -> None:
    sources = [Source(str(tmp_path / "no.ndjson"), 0), Source(str(tmp_path / "no.json"), 0)]
    found = [record for chunk in cut(sources, 100) for record in chunk.records()]
    assert [r.problem.message.id for r in found if r.problem] == ["FILE_NOT_FOUND"] * 2


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b'{"a":1}', [(1, b'{"a":1}')], id="one resource"),
        pytest.param(b"", [(1, b"")], id="nothing: the reader says so"),
        pytest.param(TWO, [(1, b'{"a":1}'), (2, b'{"b":2}')], id="one a line"),
        pytest.param(gzip.compress(TWO), [(1, b'{"a":1}'), (2, b'{"b":2}')], id="gzip"),
    ],
)
def test_standard_input(data: bytes, expected: list[tuple[int, bytes]]) -> None:
    chunks = list(cut([Source("-", 0)], 100, io.BytesIO(data)))
    assert content_of(chunks) == expected
    assert {record.file for chunk in chunks for record in chunk.records()} == {"<stdin>"}


def test_standard_input_is_handed_over_in_pieces() -> None:
    text = TWO * 500
    chunks = list(cut([Source("-", 0)], 1000, io.BytesIO(text)))
    assert all(isinstance(chunk, Given) and chunk.size < 1100 for chunk in chunks)
    assert content_of(chunks) == list(enumerate(text.splitlines(), 1))


def test_standard_input_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "MAX_BYTES", 100)
    monkeypatch.setattr(records, "MAX_BYTES", 100)
    (chunk,) = cut([Source("-", 0)], 1000, io.BytesIO(b"{" + b" " * 500))
    (record,) = chunk.records()
    assert record.problem is not None
    assert record.problem.message.type == "too-long"


def test_damaged_standard_input() -> None:
    (chunk,) = cut([Source("-", 0)], 1000, io.BytesIO(gzip.compress(b"{}")[:-3]))
    (record,) = chunk.records()
    assert record.problem is not None
    assert record.problem.message.id == "GZIP_DAMAGED"


@pytest.mark.parametrize(
    ("name", "total", "workers", "expected"),
    [
        pytest.param("-", 0, 1, 16 << 10, id="unknown"),
        pytest.param("x", 64 << 20, 2, 512 << 10, id="never more than half a megabyte"),
        pytest.param("x", 128 * 128 << 10, 2, 128 << 10, id="shared evenly"),
        pytest.param("x.GZ", 128 * 12 << 10, 2, 120 << 10, id="as large as its content"),
    ],
)
def test_chunk_size(name: str, total: int, workers: int, expected: int) -> None:
    assert chunk_size([Source(name, total)], workers) == expected


@pytest.mark.parametrize(
    ("chunk", "expected"),
    [
        pytest.param(Files(("a", "b"), 9), [("a", 1), ("b", 1)], id="files"),
        pytest.param(Lines("a", 5, 9, 3, 9), [("a", 3)], id="lines"),
    ],
)
def test_lost_chunks_name_their_places(chunk: Chunk, expected: list[tuple[str, int]]) -> None:
    lost = chunk.lost()
    assert [(record.file, record.line) for record in lost.records()] == expected
    assert all(record.problem is not None for record in lost.records())
    assert [r.problem for r in lost.lost().records()] != []
