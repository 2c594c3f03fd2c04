import gzip
import io
from pathlib import Path

import pytest

from sas_validators.bulk import records
from sas_validators.bulk.records import Record, lines_of, problem_of, read_whole


def problem_id(record: Record) -> str | None:
    return None if record.problem is None else record.problem.message.id


def test_read_whole_of_plain_and_gzip(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"{}")
    # Compression shows in the content, whatever the name.
    (tmp_path / "compressed").write_bytes(gzip.compress(b"{}"))
    assert read_whole(str(tmp_path / "plain")).data == b"{}"
    assert read_whole(str(tmp_path / "compressed")).data == b"{}"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(None, "FILE_NOT_FOUND", id="missing"),
        pytest.param(gzip.compress(b"{}" * 999)[:-9], "GZIP_DAMAGED", id="cut short"),
        pytest.param(b"\x1f\x8b garbage", "GZIP_DAMAGED", id="no gzip after its magic"),
        pytest.param(gzip.compress(b"{}")[:-8] + b"12345678", "GZIP_DAMAGED", id="wrong checksum"),
    ],
)
def test_what_can_not_be_read(tmp_path: Path, content: bytes | None, expected: str) -> None:
    file = tmp_path / "x.json"
    if content is not None:
        file.write_bytes(content)
    assert problem_id(read_whole(str(file))) == expected


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    assert problem_id(read_whole(str(tmp_path))) == "FOLDER_EMPTY"


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (PermissionError(13, "no"), "FILE_FORBIDDEN"),
        (OSError(5, "Input/output error"), "FILE_UNREADABLE"),
        (ValueError("embedded null byte"), "FILE_UNREADABLE"),
    ],
)
def test_problem_of(error: Exception, expected: str) -> None:
    finding = problem_of("x", error)
    assert finding.message.id == expected
    assert finding.message.text("fr", finding.details)


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MAX_BYTES", 10)
    (tmp_path / "x").write_bytes(b"x" * 11)
    (tmp_path / "bomb").write_bytes(gzip.compress(b"x" * 100_000))
    for name in ("x", "bomb"):
        record = read_whole(str(tmp_path / name))
        assert record.problem is not None
        assert record.problem.details == {"size": "> 10", "limit": 10}
        assert record.data == b""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(b"", [], id="empty"),
        pytest.param(b"{1}\n{2}\n", [(1, b"{1}"), (2, b"{2}")], id="two"),
        pytest.param(b"{1}\r\n{2}", [(1, b"{1}"), (2, b"{2}")], id="CRLF, no end at the end"),
        pytest.param(b"\n {1}\n \t\n\n{2}\n", [(2, b" {1}"), (5, b"{2}")], id="blank lines count"),
        pytest.param(b"0123456789A\n{2}", [(1, "too long"), (2, b"{2}")], id="long line skipped"),
        pytest.param(b"0123456789\n{2}", [(1, b"0123456789"), (2, b"{2}")], id="at the limit"),
    ],
)
def test_lines_of(
    text: bytes, expected: list[tuple[int, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "MAX_BYTES", 10)
    found = list(lines_of("f", io.BytesIO(text)))
    assert [(r.line, r.data if r.problem is None else "too long") for r in found] == expected
    assert all(record.in_lines and record.file == "f" for record in found)


def test_lines_of_a_range() -> None:
    stream = io.BytesIO(b"{1}\n{2}\n{3}\n{4}\n")
    stream.seek(4)
    assert [(r.line, r.data) for r in lines_of("f", stream, 2, 8)] == [(2, b"{2}"), (3, b"{3}")]


def test_lines_before_the_damage_are_kept() -> None:
    data = gzip.compress(b"{1}\n{2}\n" + bytes(range(256)) * 40)
    stream = gzip.GzipFile(fileobj=io.BytesIO(data[:-20]))
    found = list(lines_of("f", stream))  # type: ignore[arg-type]
    assert [record.data for record in found[:2]] == [b"{1}", b"{2}"]
    assert problem_id(found[-1]) == "GZIP_DAMAGED"


def test_what_can_not_be_judged_keeps_its_place() -> None:
    stopped = records.lost(Record("a.ndjson", b"{}", 7, True))
    skipped = records.lost_lines("a.ndjson", 8, 100)
    assert (stopped.line, stopped.data, problem_id(stopped)) == (7, b"", "WORKER_LOST")
    assert (skipped.line, skipped.data, problem_id(skipped)) == (8, b"", "CHUNK_LOST")
